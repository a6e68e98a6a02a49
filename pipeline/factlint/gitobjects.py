"""What a git repository held at a revision, read from its objects: nothing is checked out, filtered or run."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Final, NamedTuple

from factlint import git
from factlint.errors import ConfigError

FILE: Final = ("100644", "100755", "100664")
_LINK: Final = "120000"
_SUBMODULE: Final = "160000"
_OID: Final = re.compile(r"[0-9a-f]{40,64}")
_AT_ONCE: Final = 400  # names of objects that a pipe holds, so that neither side waits for the other
_FETCH: Final = "fetch it: git fetch origin REV"
_RELATIVE: Final = re.compile(r"[~^:]|@\{|HEAD\b")
_COUNT: Final = "name one that is there: git log --oneline lists them"
_DEEPEN: Final = "this clone is shallow; fetch more of it: git fetch --unshallow, or --deepen=100"


class Entry(NamedTuple):
    """A file of a tree: the hash of its contents, and how many bytes they are."""

    oid: str
    size: int


class Tree(NamedTuple):
    """What lies below a folder of a repository at a commit.

    Attributes:
        files: regular files, by path from the folder.
        links: symbolic links, as files that hold what they lead to.
        submodules: paths, from the folder, of repositories within the repository.
    """

    files: dict[str, Entry]
    links: dict[str, Entry]
    submodules: list[str]


def commit_of(folder: Path, revision: str) -> str:
    """The hash of the commit that ``revision`` names; ``A...B`` names where the two parted, and B is HEAD if left out.

    Raises:
        ConfigError: none or several have that name, or ``folder`` is in no repository; with what to do about it.
    """
    git.repository(folder, git.INSIDE)
    first, dots, second = revision.partition("...")
    if not dots:
        return _commit(folder, revision)
    ends = [_commit(folder, each or "HEAD") for each in (first, second)]
    found = git.attempt(folder, "merge-base", *ends)
    if found.returncode != 0:
        raise ConfigError(f"nothing is known from which {revision!r} parted", remedy=_remedy(folder, revision))
    return found.stdout.decode().split()[0]


def is_shallow(folder: Path) -> bool:
    """Whether the history of the repository is cut off somewhere."""
    return git.attempt(folder, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"


def tree(top: Path, commit: str, folder: str = "") -> Tree:
    """What lay below ``folder``, a path from the top of the repository, at ``commit``; nothing where it was not there.

    Raises:
        ConfigError: it cannot be read.
    """
    within = [f"{folder}/"] if folder else []
    listed = _listed(top, "ls-tree", "-r", "-l", "-z", "--full-tree", commit, "--", *within)
    found = Tree({}, {}, [])
    for line in listed:
        told, _, name = line.partition("\t")
        mode, _, oid, size = told.split()
        path = name[len(folder) + 1 if folder else 0 :]
        if mode == _SUBMODULE:
            found.submodules.append(path)
        elif mode == _LINK or mode in FILE:
            (found.links if mode == _LINK else found.files)[path] = Entry(oid, int(size))
    return found


def files_at(top: Path, commit: str, paths: Sequence[str]) -> dict[str, Entry]:
    """Those of ``paths``, from the top of the repository, that were regular files at ``commit``.

    Raises:
        ConfigError: they cannot be read.
    """
    found = {}
    for line in _listed(top, "ls-tree", "-l", "-z", "--full-tree", commit, "--", *paths) if paths else ():
        told, _, name = line.partition("\t")
        mode, _, oid, size = told.split()
        if mode in FILE:
            found[name] = Entry(oid, int(size))
    return found


def blobs(top: Path, oids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The contents with these hashes, one after the other, each hash once.

    Raises:
        ConfigError: one is not in the repository, as in one that was cloned without all contents.
    """
    wanted = [oid for oid in dict.fromkeys(oids) if _OID.fullmatch(oid)]
    if not wanted:
        return
    with subprocess.Popen(  # noqa: S603 - a fixed command without a shell
        git.command(top, "cat-file", "--batch"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=git.environment(),
    ) as running:
        if running.stdin is None or running.stdout is None:  # they are pipes: said to the type checker
            return
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            running.stdin.write("".join(f"{oid}\n" for oid in some).encode())
            running.stdin.flush()
            yield from ((oid, _blob(running.stdout, oid)) for oid in some)


def _blob(answers: IO[bytes], oid: str) -> bytes:
    told = answers.readline().split()
    if len(told) != 3 or told[1] != b"blob":
        remedy = "fetch it: git fetch --refetch, or clone the repository whole"
        raise ConfigError(f"git: the contents {oid[:10]} are not in this clone", remedy=remedy)
    data = answers.read(int(told[2]))
    answers.read(1)
    return data


def _listed(top: Path, *arguments: str) -> list[str]:
    done = git.attempt(top, *arguments)
    if done.returncode != 0:
        raise ConfigError(f"git: {git.complaint(done.stderr)}", remedy="check the repository: git fsck")
    return [name for name in done.stdout.decode("utf-8", "surrogateescape").split("\0") if name]


def _commit(folder: Path, revision: str) -> str:
    if not revision or revision.startswith("-") or "\0" in revision:
        raise ConfigError(f"{revision!r} is no revision", remedy="name a branch, a tag or a commit")
    if ".." in revision:
        raise ConfigError(f"{revision!r} is a range", remedy="name one revision, or A...B for where the two parted")
    done = git.attempt(folder, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
    told = done.stderr.decode("utf-8", "replace")
    if "ambiguous" in told and ("refname" in told or "short object ID" in told):
        remedy = f"write refs/heads/{revision}, refs/tags/{revision} or more of the hash"
        raise ConfigError(f"the revision {revision!r} is ambiguous", remedy=remedy)
    if done.returncode != 0:
        raise _unknown(folder, revision)
    return done.stdout.decode().split()[-1]


def _unknown(folder: Path, revision: str) -> ConfigError:
    if git.attempt(folder, "rev-parse", "--verify", "--quiet", "HEAD^{commit}").returncode != 0:
        return ConfigError("the repository has no commit yet", remedy="commit something first")
    return ConfigError(f"there is no revision {revision!r}", remedy=_remedy(folder, revision))


def _remedy(folder: Path, revision: str) -> str:
    if is_shallow(folder):
        return _DEEPEN
    references = git.attempt(folder, "for-each-ref", "--format=%(refname:short)", "refs/remotes").stdout
    names = references.decode("utf-8", "replace").splitlines()
    near = [name for name in names if name.partition("/")[2] == revision.removesuffix("...")]
    if near:
        return f"name it {near[0]}"
    # Nobody can be asked for what is told by its way from another commit.
    return _COUNT if _RELATIVE.search(revision) else _FETCH.replace("REV", revision)
