"""Pages per second and peak memory of ``factlint check`` as a whole process, start-up and report included.

Run ``python benchmarks/throughput.py [SOURCE] [--pages N] [--runs N] [--jobs N ...]``. SOURCE is a folder of
pages or a .zip of them; without one, N pages are generated from templates, the same ones every time. By
default --jobs 1 and --jobs 0 (the program chooses) are run three times each; the fastest time counts. Memory
is that of the largest process of a run, workers among them.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import NamedTuple

from factlint.domain import load_domain
from factlint.load.formats import FORMATS
from factlint.project import DEFAULT_SCHEMA

AS_OF = "2026-03-01"
PAGES = 2_000
SUBJECTS = 60
ODD = 0.01
MAX_UNPACKED = 1_000_000_000  # bytes
CLAIMS = (
    "{subject} is taken for {number} months.",
    "A course of {subject} lasts {number} months in all.",
    "There are {number} cycles of {subject}.",
    "{subject} is given every {number} days.",
    "{subject} is taken by mouth.",
)
FILLERS = (
    "Ask somebody in your team whenever a word on this page is new to you.",
    "Most families find a rhythm of their own after the first few visits.",
    "We are glad to send this page in larger print.",
    "The person who sees you at the desk can tell you where to park.",
    "Write your questions down as they come, so that none is lost on the way.",
    "Brothers and sisters are welcome in the playroom every afternoon.",
)


class Measured(NamedTuple):
    """One run: seconds from start to exit, and the largest process of it in MB."""

    seconds: float
    megabytes: float


def generate(folder: Path, pages: int) -> None:
    """Writes so many pages of some 3,000 characters each; one claim in a hundred is out of line."""
    draw = random.Random(7)
    concepts = load_domain(DEFAULT_SCHEMA).domain.concepts.values()
    subjects = [each.names[0] for each in concepts if each.brands][:SUBJECTS]
    for number in range(pages):
        about = draw.sample(range(len(subjects)), 4)
        sections = "\n\n".join(_section(subjects[index].capitalize(), index, draw) for index in about)
        text = f"---\nreviewed: 2026-01-10\n---\n# Page {number}\n\n{sections}\n"
        (folder / f"page-{number:06}.md").write_text(text, "utf-8")


def _section(subject: str, index: int, draw: random.Random) -> str:
    sentences = []
    for place, claim in enumerate(CLAIMS):
        number = 3 + (index + place) % 9 + (5 if draw.random() < ODD else 0)
        sentences += [claim.format(subject=subject, number=number), *draw.sample(FILLERS, 2)]
    return f"## {subject}\n\n{' '.join(sentences)}"


def collect(source: Path, folder: Path) -> list[Path]:
    """The pages of a folder, or those of a .zip unpacked into ``folder`` under names of their own."""
    if source.is_dir():
        return sorted(path for path in source.rglob("*") if path.suffix.lower() in FORMATS)
    with zipfile.ZipFile(source) as archive:
        entries = sorted(each for each in archive.namelist() if Path(each).suffix.lower() in FORMATS)
        if sum(archive.getinfo(each).file_size for each in entries) > MAX_UNPACKED:
            sys.exit(f"{source} unpacks to more than {MAX_UNPACKED:,} bytes")
        return [_unpack(archive, entry, folder, number) for number, entry in enumerate(entries)]


def _unpack(archive: zipfile.ZipFile, entry: str, folder: Path, number: int) -> Path:
    # The name in the archive is not trusted with a place on disk.
    path = folder / f"page-{number:06}{Path(entry).suffix.lower()}"
    with archive.open(entry) as packed, path.open("wb") as plain:
        shutil.copyfileobj(packed, plain)
    return path


def repeat(pages: list[Path], folder: Path, size: int) -> None:
    """Copies pages into ``folder`` under new names, over and over, until there are ``size``."""
    for number in range(size):
        page = pages[number % len(pages)]
        shutil.copyfile(page, folder / f"page-{number:06}{page.suffix.lower()}")


def measure(folder: Path, jobs: int) -> Measured:
    """Runs ``factlint check`` on a folder in a process of its own; its findings are of no interest here."""
    with tempfile.TemporaryDirectory() as out:
        report = f"json:{Path(out) / 'findings.json'}"
        options = ["--as-of", AS_OF, "--jobs", str(jobs), "--quiet", "--output", report]
        command = [sys.executable, "-m", "factlint", "check", str(folder), *options]
        began = time.perf_counter()
        child = os.posix_spawn(sys.executable, command, os.environ)
        _, status, usage = os.wait4(child, 0)
        seconds = time.perf_counter() - began
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit("factlint check failed")
    # Linux counts in KB, macOS in bytes; processes that the child has waited for are in it.
    return Measured(seconds, usage.ru_maxrss / (1 if sys.platform == "linux" else 1024) / 1024)


def best(folder: Path, jobs: int, runs: int) -> Measured:
    """The shortest time and the largest memory of some runs."""
    measured = [measure(folder, jobs) for _ in range(runs)]
    return Measured(min(each.seconds for each in measured), max(each.megabytes for each in measured))


def megabytes(folder: Path) -> float:
    """How much the pages in a folder hold."""
    return sum(path.stat().st_size for path in folder.iterdir()) / 1e6


def main() -> None:
    """Prints a line for each number of jobs."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("source", nargs="?", type=Path, help="a folder or a .zip of pages")
    parser.add_argument("--pages", type=int, default=PAGES, help="how many to generate where there is no source")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 0])
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as top:
        folder = Path(top) / "pages"
        folder.mkdir()
        if given.source:
            unpacked = Path(top) / "unpacked"
            unpacked.mkdir()
            pages = collect(given.source, unpacked)
            repeat(pages, folder, len(pages))
        else:
            generate(folder, given.pages)
        count, size = len(list(folder.iterdir())), megabytes(folder)
        print(f"{count} pages, {size:.1f} MB, {os.cpu_count()} processors; best of {given.runs}")
        for jobs in given.jobs:
            found = best(folder, jobs, given.runs)
            name = f"--jobs {jobs}" if jobs else "default"
            speed = f"{found.seconds:7.2f} s {count / found.seconds:8.0f} pages/s"
            print(f"{name:>9}: {speed}, largest process {found.megabytes:.0f} MB", flush=True)


if __name__ == "__main__":
    main()
