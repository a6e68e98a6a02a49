"""What each commit did to the files of a folder, oldest first."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final, NamedTuple

from factlint import git
from factlint.errors import ConfigError
from factlint.gitobjects import FILE

_CHUNK: Final = 1 << 20  # bytes
_MARK: Final = "\x01"
# What a person may have set otherwise; as settings, since git has known them for longer than their options.
_SETTINGS: Final = (
    "log.showRoot=true",
    "log.diffMerges=separate",
    "log.follow=false",
    "diff.relative=false",
    "diff.renameLimit=1000",
)
_OPTIONS: Final = (
    *("--topo-order", "--reverse", "--full-history", "--parents", "--root", "--raw", "-m", "--find-renames"),
    *("-O/dev/null", "--no-abbrev", "--no-color", "-z"),
)
_FORMAT: Final = "--format=tformat:%x01%H%x01%P%x01%cs"


class Touched(NamedTuple):
    """A file that a commit added, changed, renamed or took away, against one of its parents.

    Attributes:
        earlier: its path before, from the top of the repository; "" where it was not there.
        path: its path since; "" where it is gone.
        held: hash of what it held; "" where it was not there.
        holds: hash of what it holds since; "" where it is gone.
    """

    earlier: str
    path: str
    held: str
    holds: str


class Logged(NamedTuple):
    """A commit and what it did; a merge comes once for each parent that it differs from.

    Attributes:
        commit: its hash.
        date: the day on which it was committed, in ISO format.
        parents: how many it has.
        files: what it did to regular files, in order of path.
    """

    commit: str
    date: str
    parents: int
    files: tuple[Touched, ...]


def logged(top: Path, folder: str = "") -> Iterator[Logged]:
    """The commits that lead to HEAD and touch something below ``folder``, parents before children.

    Raises:
        ConfigError: there is no commit, or the history cannot be read.
    """
    settings = [part for each in _SETTINGS for part in ("-c", each)]
    where = ("--", folder) if folder else ("--",)
    command = git.command(top, *settings, "log", *_OPTIONS, _FORMAT, "HEAD", *where)
    # Complaints go to a file: a pipe that nobody empties meanwhile would make git wait.
    with tempfile.TemporaryFile() as complaints:
        with subprocess.Popen(  # noqa: S603 - a fixed command without a shell
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=complaints, env=git.environment()
        ) as running:
            if running.stdout is not None:  # it is a pipe: said to the type checker
                yield from _commits(_parts(running.stdout))
        if running.returncode != 0:
            complaints.seek(0)
            said = git.complaint(complaints.read(_CHUNK))
            raise ConfigError(f"git: {said}", remedy="commit something first, or check it: git fsck")


def _parts(output: IO[bytes]) -> Iterator[str]:
    rest = b""
    while data := output.read(_CHUNK):
        *whole, rest = (rest + data).split(b"\0")
        yield from (part.decode("utf-8", "surrogateescape") for part in whole)


def _commits(parts: Iterator[str]) -> Iterator[Logged]:
    current: Logged | None = None
    files: list[Touched] = []
    for part in parts:
        told = part.lstrip("\n")
        if told.startswith(_MARK):
            if current is not None:
                yield current._replace(files=tuple(files))
            _, commit, parents, date = told.split(_MARK)
            current, files = Logged(commit, date, len(parents.split()), ()), []
        elif told.startswith(":"):
            files.extend(_touched(told, parts))
    if current is not None:
        yield current._replace(files=tuple(files))


def _touched(told: str, parts: Iterator[str]) -> Iterator[Touched]:
    """What one line says; links and submodules are nothing."""
    mode_before, mode, held, holds, status = told[1:].split()
    first = next(parts)
    second = next(parts) if status[0] in "RC" else first
    was, is_now = mode_before in FILE and status[0] != "C", mode in FILE
    if was or is_now:
        yield Touched(first if was else "", second if is_now else "", held if was else "", holds if is_now else "")
