"""What engineers' formats hold of a real run: what people hid, an earlier run, and the same bytes every time."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import factlint
from factlint.render import FORMATS
from tests.cli.test_check import status
from tests.cli.test_waive import FILE, SIX, WHY, first, project, write
from tests.render.test_json_shape import VALID
from tests.test_determinism import RUNS, copied

__all__ = ["project"]  # the fixture

MADE = ("sarif", "github", "github-summary", "gitlab", "junit", "rdjson", "json")
COMMENT = "<!-- factlint: ignore C101 until 2026-08-01 because there are two kinds -->"


def sarif(*arguments: str) -> list[dict[str, Any]]:
    assert status("check", "-o", "sarif:log.sarif", *arguments) in (0, 1)
    (run,) = json.loads(Path("log.sarif").read_text("utf-8"))["runs"]
    return list(run["results"])


def test_a_finding_that_was_decided_on_is_suppressed_with_the_reason(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = first(capsys)
    status("waive", name, *WHY, "--until", "2026-08-01")
    (each,) = sarif()
    (suppression,) = each["suppressions"]
    assert each["partialFingerprints"]["factlint/v1"] == name
    assert suppression["kind"] == "external"
    assert suppression["justification"].endswith("both-right until 2026-08-01, by A. Lee, because two kinds")
    place = suppression["location"]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == FILE
    assert Path(FILE).read_text("utf-8").splitlines()[place["region"]["startLine"] - 1].startswith("- fingerprint")


def test_a_finding_that_a_comment_hides_is_suppressed_in_the_page(project: Path) -> None:
    write("sources/a.md", f"# Roses\n\n{COMMENT}\nRoses flower for 6 weeks.\n")
    (each,) = sarif()
    (suppression,) = each["suppressions"]
    assert suppression["kind"] == "inSource"
    assert "sources/a.md:3: ignore C101 until 2026-08-01 because there are two kinds" in suppression["justification"]
    assert suppression["location"]["physicalLocation"]["region"]["startLine"] == 3


def test_what_settings_or_a_change_leave_out_is_no_suppression(project: Path) -> None:
    assert sarif("--select", "S") == []
    assert sarif("--changed", "sources/none.md") == []
    assert factlint.check().suppressed is None


def test_an_open_or_expired_decision_suppresses_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status("waive", first(capsys), *WHY, "--until", "2026-08-01")
    assert "C101" in [each["ruleId"] for each in sarif("--as-of", "2026-08-02") if "suppressions" not in each]


def test_results_tell_how_they_stand_to_an_earlier_run(project: Path) -> None:
    status("check", "-o", "json:before.json")
    assert [each["baselineState"] for each in sarif("--previous", "before.json")] == ["unchanged"]
    write("sources/a.md", SIX.replace("6", "3"))
    assert [each["baselineState"] for each in sarif("--previous", "before.json")] == ["new"]


def test_the_schema_of_the_json_is_shown_and_written(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert status("output-schema") == 0
    shown = capsys.readouterr().out
    assert status("output-schema", "-o", "deep/it.json") == 0
    assert Path("deep/it.json").read_text("utf-8") == shown
    assert json.loads(shown) == VALID.schema
    assert status("output-schema", "-o", ".") == 2
    status("check", "-o", "json:found.json")
    VALID.validate(json.loads(Path("found.json").read_text("utf-8")))


def outputs(at: Path, environment: dict[str, str], arguments: tuple[str, ...]) -> dict[str, bytes]:
    wanted = [part for name in MADE for part in ("-o", f"{name}:made/{name}")]
    line = [sys.executable, "-m", "factlint", "check", *wanted, *arguments]
    done = subprocess.run(line, capture_output=True, check=False, cwd=at, env={**os.environ, **environment})
    assert done.returncode == 1, done.stderr
    return {name: (at / "made" / name).read_bytes() for name in MADE}


def test_the_same_pages_give_the_same_bytes_in_every_format(tmp_path: Path) -> None:
    found = []
    for number, (environment, arguments, backwards) in enumerate([*RUNS.values()][1:]):
        at = copied(tmp_path / str(number), backwards)
        found.append(outputs(at, environment, arguments))
        shutil.rmtree(at)
    assert all(len(text) > 1_000 for text in found[0].values())
    assert found[0] == found[1]
    assert not any(str(tmp_path).encode() in text for text in found[0].values())


def test_every_format_for_engineers_is_tried() -> None:
    assert set(MADE) <= set(FORMATS)
