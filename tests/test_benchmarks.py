"""The benchmarks run; what they measure is for people to look at."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


def run(name: str, *arguments: str) -> str:
    command = [sys.executable, BENCHMARKS / name, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_throughput_is_told_for_the_pages_of_an_archive_whatever_their_names(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "pages.zip", "w") as archive:
        for name in ("a.txt", "deep/a.txt", "../outside.txt", "notes.pdf"):
            archive.writestr(name, "Isotretinoin is taken for 6 months.\n")
    said = run("throughput.py", str(tmp_path / "pages.zip"), "--runs", "1", "--jobs", "1")
    assert said.startswith("3 pages, ")
    assert re.search(r"--jobs 1: +[\d.]+ s +\d+ pages/s, largest process \d+ MB\n$", said)
    assert [path.name for path in tmp_path.iterdir()] == ["pages.zip"]


def test_scaling_is_told_with_its_exponent_for_pages_made_up(tmp_path: Path) -> None:
    said = run("scaling.py", "--sizes", "2", "6")
    assert re.search(r"^ +6 pages +[\d.]+ s", said, re.MULTILINE)
    assert re.search(r"to the power of -?\d+\.\d\d\n", said)
