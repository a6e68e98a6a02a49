"""How long a writer waits for the hook: ``factlint check --staged`` in a small repository, as a whole process.

Run ``python benchmarks/hook.py [SOURCE] [--pages N] [--runs N] [--against PYTHON]``. SOURCE is a folder of pages in a
project of its own; without one, N pages (30) are generated from templates. Two pages are staged: in one commit one of
them contradicts others, in the next neither does, in the third a file that is no page is staged. Each is timed with
nothing kept (cold) and with what the pages gave before they were staged (warm), as a writer has it whose last commit
was checked. The kinds of commit are timed in turn, after one round that does not count; each figure is the least, the
middle and the most of the rounds. With --against PYTHON, an interpreter that has another factlint, both are timed
side by side. An interpreter that starts, and one that imports pandas, are the floor. Compile everything first
(``python -m compileall``): without compiled bytecode the figures are three to four times too high.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

from throughput import AS_OF, generate

PAGES = 30
RUNS = 7
NUMBER = re.compile(r"\b(\d+|two|three|four|five|six|nine) (?=(?:days|weeks|months)\b)")
CHECK = ("-m", "factlint", "check", "--staged")
FLOOR = {"python starts": ("-c", "pass"), "pandas": ("-c", "import pandas")}
WHO = {f"GIT_{role}_{what}": "x" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


def git(folder: Path, *arguments: str) -> None:
    """Runs git in ``folder``, as nobody in particular."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    own = {**kept, **WHO, "GIT_CONFIG_GLOBAL": os.devnull}
    subprocess.run(["git", "-C", str(folder), *arguments], env=own, check=True, capture_output=True)


def repository(folder: Path, source: Path | None, pages: int) -> None:
    """A repository with one commit: the project in ``source``, or generated pages."""
    if source:
        shutil.copytree(source, folder)
    else:
        (folder / "pages").mkdir(parents=True)
        generate(folder / "pages", pages)
        (folder / "factlint.toml").write_text(f'sources = ["pages"]\nas_of = {AS_OF}\n')
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "pages")


def stage(folder: Path, kind: str) -> None:
    """Stages what one kind of commit would hold."""
    pages = sorted(path for path in folder.rglob("*") if path.suffix in (".md", ".txt", ".html"))
    if kind == "no page":
        (folder / "notes.ini").write_text("x = 1\n")
    else:
        for path in pages[1:3]:
            text = path.read_text("utf-8")
            changed = NUMBER.sub("77 ", text, count=1) if kind == "conflict" and path == pages[1] else text
            path.write_text(f"{changed}\nAsk whoever is at the desk.\n", "utf-8")
    git(folder, "add", "--all")


class Job(NamedTuple):
    """A process to be timed: an interpreter, its arguments, where, and the cache that it finds (None for none)."""

    python: str
    arguments: tuple[str, ...]
    folder: Path
    kept: Path | None = None


def seconds(job: Job) -> float:
    """How long a process takes from its start to its end."""
    with tempfile.TemporaryDirectory() as cache:
        if job.kept and job.kept.is_dir():
            shutil.copytree(job.kept, cache, dirs_exist_ok=True)
        surroundings = {**os.environ, "FACTLINT_CACHE_DIR": cache}
        command = [job.python, *job.arguments]
        began = time.perf_counter()
        done = subprocess.run(command, cwd=job.folder, env=surroundings, capture_output=True, check=False)
        took = time.perf_counter() - began
    if done.returncode not in (0, 1):
        sys.exit(done.stderr.decode("utf-8", "replace"))
    return took


def kept(python: str, folder: Path, cache: Path) -> Path:
    """The cache that a check of all pages leaves."""
    surroundings = {**os.environ, "FACTLINT_CACHE_DIR": str(cache)}
    command = [python, "-m", "factlint", "check", "-o", "concise"]
    subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, check=False)
    return cache


def main() -> None:
    """Prints a line for each kind of commit and each interpreter."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("source", nargs="?", type=Path, help="a folder with a project")
    parser.add_argument("--pages", type=int, default=PAGES, help="how many to generate where there is no source")
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--against", metavar="PYTHON", help="an interpreter with another factlint")
    given = parser.parse_args()
    pythons = {"this": sys.executable} | ({"other": given.against} if given.against else {})
    with tempfile.TemporaryDirectory() as top:
        jobs: dict[str, Job] = {}
        for kind in ("conflict", "no conflict", "no page"):
            folder = Path(top) / kind
            repository(folder, given.source, given.pages)
            caches = {name: kept(python, folder, Path(top) / f"{kind}, {name}") for name, python in pythons.items()}
            stage(folder, kind)
            for name, python in pythons.items():
                jobs[f"{kind}, {name}, cold"] = Job(python, CHECK, folder)
                jobs[f"{kind}, {name}, warm"] = Job(python, CHECK, folder, caches[name])
        jobs |= {name: Job(sys.executable, what, Path(top)) for name, what in FLOOR.items()}
        rounds = [{name: seconds(job) for name, job in jobs.items()} for _ in range(given.runs + 1)][1:]
    print(f"{given.runs} runs in turn, {os.cpu_count()} processors: least, middle, most seconds")
    for name in jobs:
        took = [each[name] for each in rounds]
        print(f"{name:>24}: {min(took):6.2f} {median(took):6.2f} {max(took):6.2f}")


if __name__ == "__main__":
    main()
