"""Guides that are proved by doing what they say."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
IDENTITY = {"NAME": "Test", "EMAIL": "test@example.org"}
NAMED = re.compile(r"(?P<add>Add to\s)?`(?P<name>[\w./-]+\.\w+)`(?:(?!\n\n)[^`])*:\n\n$")


class Shown(NamedTuple):
    """A command of the guide, what the guide shows of it, and what it printed."""

    command: str
    wanted: str
    printed: str


def follow(guide: str, folder: Path) -> list[Shown]:
    """Do in ``folder`` what the guide says, step by step.

    A block after "`name`:" is that file, one after "Add to `name`:" goes to its end, a "diff" changes the file that
    was named last, and a "console" runs what stands after each "$".
    """
    shown: list[Shown] = []
    path = folder
    for fence in FENCE.finditer(guide):
        language, text = fence.groups()
        named = NAMED.search(guide[: fence.start()])
        if named:
            path = folder / named["name"]
            path.parent.mkdir(exist_ok=True)
        if language == "console":
            shown.extend(run(text, folder))
        elif language == "diff":
            change(path, text)
        else:
            assert named, f"no file is named before {text!r}"
            path.write_text((path.read_text("utf-8") if named["add"] else "") + text, "utf-8")
    return shown


def run(text: str, folder: Path) -> list[Shown]:
    shown = []
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, wanted = part.partition("\n")
        program, *arguments = shlex.split(command)
        assert program in {"factlint", "git"}
        called = [sys.executable, "-m", "factlint", *arguments] if program == "factlint" else ["git", *arguments]
        env = surroundings(folder)
        done = subprocess.run(called, cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False)
        assert done.stderr == ""
        shown.append(Shown(command, wanted.strip("\n"), done.stdout.strip("\n")))
    return shown


def surroundings(folder: Path) -> dict[str, str]:
    """The environment, with somebody to commit: on the first of January, the next time on the first of February."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in IDENTITY.items()}
    count = ["git", "rev-list", "--count", "--all"]
    git = shutil.which("git")
    done = subprocess.run(count, cwd=folder, capture_output=True, encoding="utf-8", check=False) if git else None
    date = f"2026-{int(done.stdout or 0 if done else 0) + 1:02}-01T12:00:00+0000"
    own = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
    return {**kept, **who, **own, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def change(path: Path, diff: str) -> None:
    """Replace the lines that begin with " " or "-" by those that begin with " " or "+"."""
    lines = diff.splitlines()
    before = "".join(f"{line[1:]}\n" for line in lines if line[:1] in {" ", "-"})
    after = "".join(f"{line[1:]}\n" for line in lines if line[:1] in {" ", "+"})
    text = path.read_text("utf-8")
    assert text.count(before) == 1, f"{before!r} does not stand once in {path.name}"
    path.write_text(text.replace(before, after), "utf-8")
