"""What a git repository knows of files: which are staged, and what they held at the last commit."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Final, NamedTuple

from factlint.errors import ConfigError

_REMEDY: Final = "run it inside a git repository, or name the pages with --changed"
INSIDE: Final = "run it inside a git repository"
# Nothing that a repository configures is run, fetched or asked for to produce an output.
_SAFE: Final = (
    "core.fsmonitor=false",
    "protocol.allow=never",
    "core.warnAmbiguousRefs=true",
    "log.showSignature=false",
)
_ENVIRONMENT: Final = {
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_LITERAL_PATHSPECS": "1",
    "LC_ALL": "C",
}


class Staged(NamedTuple):
    """A staged file, and the path it had at the last commit; None where it is new. Both are absolute."""

    path: Path
    earlier: Path | None


def repository(folder: Path, remedy: str = _REMEDY) -> Path:
    """The top folder of the repository that holds ``folder``.

    Args:
        folder: any.
        remedy: what to do where it is in none.

    Raises:
        ConfigError: it is in none, or git cannot be run.
    """
    try:
        return Path(_text(_git(folder, "rev-parse", "--show-toplevel")).rstrip("\n"))
    except ConfigError as error:
        raise ConfigError(error.message, remedy=remedy) from None


def staged_files(top: Path) -> list[Staged]:
    """The files staged in the repository ``top`` that will be there after the commit, in order of path.

    Raises:
        ConfigError: git cannot be run or fails.
    """
    options = ("--cached", "--no-ext-diff", "--name-status", "-z", "--find-renames", "--diff-filter=ACMR")
    fields = iter(_text(_git(top, "diff", *options)).split("\0"))
    found = []
    for status in fields:
        if not status:
            break
        first = top / next(fields)
        if status[0] in "RC":
            found.append(Staged(top / next(fields), first if status[0] == "R" else None))
        else:
            found.append(Staged(first, None if status[0] == "A" else first))
    return sorted(found)


def staged_away(top: Path) -> list[Path]:
    """The files that the next commit of the repository ``top`` takes away.

    Raises:
        ConfigError: git cannot be run or fails.
    """
    options = ("--cached", "--no-ext-diff", "--name-only", "-z", "--no-renames", "--diff-filter=D")
    return [top / name for name in _text(_git(top, "diff", *options)).split("\0") if name]


def anything_staged(top: Path) -> bool:
    """Whether the next commit of the repository ``top`` would change anything, if only by taking a file away.

    Raises:
        ConfigError: git cannot be run or fails.
    """
    return bool(_git(top, "diff", "--cached", "--no-ext-diff", "--name-only", "-z"))


def committed(top: Path, path: Path) -> bytes | None:
    """What ``path`` held at the last commit of the repository ``top``; None where it was not there."""
    done = attempt(top, "cat-file", "blob", f"HEAD:{path.relative_to(top).as_posix()}")
    return done.stdout if done.returncode == 0 else None


def head(top: Path) -> str | None:
    """The commit that the repository ``top`` is at; None before the first one."""
    done = attempt(top, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    return _text(done.stdout).strip() if done.returncode == 0 else None


def differing(top: Path) -> dict[Path, bool]:
    """The files that differ from the last commit of the repository ``top``, and whether git keeps track of each.

    Raises:
        ConfigError: git cannot be run or fails.
    """
    options = ("--porcelain", "-z", "--untracked-files=all", "--no-renames", "--ignore-submodules=all")
    # It is only looked at: the index is not refreshed, which a commit under way may hold.
    entries = _text(_git(top, "--no-optional-locks", "status", *options)).split("\0")
    return {top / entry[3:]: not entry.startswith("??") for entry in entries if entry}


def _text(output: bytes) -> str:
    return output.decode("utf-8", "surrogateescape")


def _git(folder: Path, *arguments: str) -> bytes:
    done = attempt(folder, *arguments)
    if done.returncode != 0:
        raise ConfigError(f"git: {complaint(done.stderr)}", remedy=_REMEDY)
    return done.stdout


def complaint(stderr: bytes) -> str:
    """The first line of what git complained of."""
    lines = stderr.decode("utf-8", "replace").strip().splitlines() or ["it failed"]
    return lines[0].removeprefix("fatal: ").removeprefix("error: ")


def attempt(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Runs git in ``folder``, whatever its exit status.

    Raises:
        ConfigError: git cannot be run.
    """
    try:
        return subprocess.run(command(folder, *arguments), capture_output=True, check=False, env=environment())  # noqa: S603
    except OSError as error:
        raise ConfigError(f"git cannot be run: {error.strerror}", remedy=_REMEDY) from None


def command(folder: Path, *arguments: str) -> list[str]:
    """A command of git, to be run without a shell."""
    settings = [part for each in _SAFE for part in ("-c", each)]
    return ["git", *settings, "-C", str(folder), *arguments]


def environment() -> dict[str, str]:
    """What git is told by the environment that it runs in."""
    return {**os.environ, **_ENVIRONMENT}
