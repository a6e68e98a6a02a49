"""The benchmark of the report, the pages that it makes up, and the pictures of the report."""

from __future__ import annotations

import json
import re
import runpy
import struct
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import report_pages

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[2]


def held(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_pages_are_the_same_each_time_and_others_with_another_seed(tmp_path: Path) -> None:
    for name, seed, earlier in (("a", 1, False), ("b", 1, False), ("c", 2, False), ("d", 1, True)):
        report_pages.write(tmp_path / name, 60, seed, earlier=earlier)
    a, b, c, d = (held(tmp_path / name) for name in "abcd")
    assert a == b
    assert len(a) == 62
    assert a.keys() == d.keys()
    assert 0 < len([name for name in a if a[name] != d[name]]) < 30
    assert a != c


def test_pages_hold_findings_of_many_kinds_that_differ_from_those_of_the_earlier_edition(tmp_path: Path) -> None:
    report_pages.write(tmp_path, 200)
    before = json.loads(report_pages.write_before(tmp_path, 200).read_text("utf-8"))
    report_pages.check(tmp_path, "json:now.json")
    now = json.loads((tmp_path / "now.json").read_text("utf-8"))
    assert len({each["code"] for each in now["findings"]}) >= 10
    names, known = ({each["fingerprint"] for each in data["findings"]} for data in (now, before))
    assert names & known
    assert names - known
    assert known - names
    assert now["summary"]["pages_not_read"]
    assert now["summary"]["read_sentences"] < now["summary"]["claim_sentences"]


def test_the_benchmark_tells_what_the_report_costs(browser: Browser) -> None:
    command = [sys.executable, ROOT / "benchmarks" / "report.py", "--pages", "20", "--runs", "1", "--makes", "1"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert re.search(r"^rendering alone +[\d.]+ s$", done.stdout, re.MULTILINE)
    assert re.search(r"^#claims +\d+ ms +\d+ ms +\d+ ms +[\d.]+ +[\d.]+ MB$", done.stdout, re.MULTILINE)
    assert re.search(r"^a filter answers after \d+ ms", done.stdout, re.MULTILINE)


def test_the_pictures_are_of_the_size_that_they_are_shown_in(browser: Browser, report: Path) -> None:
    script = runpy.run_path(str(ROOT / "docs" / "make_screenshots.py"))
    for name, (address, height) in script["PICTURES"].items():
        made = script["picture"](browser, f"{report.as_uri()}#{address}", height)
        kept = (script["IMAGES"] / name).read_bytes()
        assert [struct.unpack(">II", each[16:24]) for each in (made, kept)] == [(1280, height)] * 2
        assert len(kept) <= script["MOST_BYTES"]
