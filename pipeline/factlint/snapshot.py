"""The pages of a project as they were at a commit, under the configuration and the schemas of today."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from factlint import git, gitobjects
from factlint.gitobjects import Entry, Tree
from factlint.load.decode import LIMIT
from factlint.load.listed import listed_sources
from factlint.reading import PageReport, Task, read_pages
from factlint.renames import renamed

if TYPE_CHECKING:
    from factlint.project import Settings

_IGNORE: Final = ".gitignore"
_SHA1: Final = 40  # digits of a hash, where a repository has not chosen SHA-256


@dataclass(frozen=True)
class Snapshot:
    """The pages at a commit.

    Attributes:
        revision: as people named it.
        commit: its hash.
        top: the folder of the repository.
        folder: the project's root, as a path from the top; "" for the top itself.
        pages: by ``doc``, what each held.
        submodules: repositories within the project, of whose pages nothing is known.
    """

    revision: str
    commit: str
    top: Path
    folder: str
    pages: Mapping[str, Entry]
    submodules: tuple[str, ...] = ()

    def name_of(self, path: Path) -> str | None:
        """The path of a file from the top of the repository; None for one outside."""
        return _below(self.top, path) if path.parent.resolve().is_relative_to(self.top) else None


@dataclass(frozen=True)
class Earlier:
    """What the pages gave at a commit, beside what they give now.

    Attributes:
        reports: in the order of pages.
        changed: pages of now that said something else, or were not there.
        gone: pages that are no longer there under that name.
        renamed: the name of now, by the one of then.
        contents: what the changed pages held then, by the name of then.
    """

    reports: Sequence[PageReport]
    changed: frozenset[str]
    gone: frozenset[str]
    renamed: Mapping[str, str] = field(default_factory=dict)
    contents: Mapping[str, bytes] = field(default_factory=dict)


def snapshot(settings: Settings, revision: str) -> Snapshot:
    """The pages of a project as they were at ``revision``.

    Raises:
        ConfigError: there is no such revision, or the project is in no repository.
    """
    commit = gitobjects.commit_of(settings.root, revision)
    top = git.repository(settings.root)
    folder = _below(top, settings.root)
    tree = gitobjects.tree(top, commit, folder)
    pages = _pages(settings, tree, _ignores(top, commit, folder, tree, settings.root), top)
    return Snapshot(revision, commit, top, folder, pages, tuple(tree.submodules))


def reports_at(snapshot: Snapshot, settings: Settings, jobs: int = 0) -> list[PageReport]:
    """What the pages of a snapshot give.

    Raises:
        ConfigError: contents are not in the repository.
    """
    return _read(snapshot, snapshot.pages, settings, jobs)


def earlier(snapshot: Snapshot, now: Sequence[PageReport], settings: Settings, jobs: int = 0) -> Earlier:
    """What the pages of a snapshot gave; those that have not changed since are not read again.

    Args:
        snapshot: of the project.
        now: what its pages give as they lie on disk.
        settings: of the project.
        jobs: processes to read with.

    Raises:
        ConfigError: contents are not in the repository.
    """
    known = {report.doc: report for report in now}
    same = _unchanged(snapshot, known, settings.root)
    differing = {doc: entry for doc, entry in snapshot.pages.items() if doc not in same}
    read = _read(snapshot, differing, settings, jobs)
    reports = _ordered([*read, *(known[doc] for doc in same)], settings.root)
    gone = snapshot.pages.keys() - known.keys()
    changed = known.keys() - same
    contents = dict(_contents(snapshot, differing))
    new = {doc: _on_disk(settings.root / doc) for doc in sorted(changed - snapshot.pages.keys())}
    moved = renamed({doc: contents[doc] for doc in sorted(gone) if doc in contents}, new)
    return Earlier(reports, frozenset(changed), frozenset(gone), moved, contents)


def contents_of(snapshot: Snapshot, docs: Iterable[str]) -> dict[str, bytes]:
    """What pages of a snapshot held; one that is too large to be read is left out."""
    return dict(_contents(snapshot, {doc: snapshot.pages[doc] for doc in sorted(docs)}))


def reports_renamed(then: Earlier, settings: Settings, jobs: int = 0) -> list[PageReport]:
    """What the pages gave then, those that have another name now under that name."""
    moved = [(new, then.contents[doc]) for doc, new in sorted(then.renamed.items())]
    read = read_pages([Task(settings.root / doc, doc, data) for doc, data in moved], settings, jobs, None)
    kept = [report for report in then.reports if report.doc not in then.renamed]
    return _ordered([*read, *kept], settings.root)


def altered(snapshot: Snapshot, paths: Iterable[Path]) -> list[Path]:
    """Those of ``paths`` that hold something else than at the snapshot; files outside of the repository never do."""
    inside = {name: path for path in paths if (name := snapshot.name_of(path)) is not None}
    held = file_contents(snapshot, inside)
    return [path for name, path in sorted(inside.items()) if _lines(held.get(name, b"")) != _lines(_on_disk(path))]


def file_contents(snapshot: Snapshot, paths: Iterable[str | None]) -> dict[str, bytes]:
    """What files held that are no pages, by their path from the top of the repository."""
    wanted = sorted(path for path in paths if path)
    found = gitobjects.files_at(snapshot.top, snapshot.commit, wanted)
    small = {name: entry.oid for name, entry in found.items() if entry.size <= LIMIT}
    data = dict(gitobjects.blobs(snapshot.top, small.values()))
    return {name: data[oid] for name, oid in small.items()}


def _below(top: Path, path: Path) -> str:
    # The folder is resolved, as git does with the top.
    below = (path.resolve() if path.is_dir() else path.parent.resolve() / path.name).relative_to(top).as_posix()
    return "" if below == "." else below


def _pages(settings: Settings, tree: Tree, ignores: Mapping[Path, str], top: Path) -> dict[str, Entry]:
    root = settings.root
    files = {root / name: entry for name, entry in tree.files.items()}
    found = listed_sources(files, ignores, settings.sources, root, settings.exclude)
    pages = {path.relative_to(root).as_posix(): files[path] for path in found}
    links = listed_sources([root / name for name in tree.links], ignores, settings.sources, root, settings.exclude)
    for path in links:
        name = path.relative_to(root).as_posix()
        target = _target(name, tree, top)
        # As on disk: what leads out of the project, or to a page, is no page of its own.
        if target in tree.files and target not in pages:
            pages[name] = tree.files[target]
    return pages


def _target(name: str, tree: Tree, top: Path) -> str:
    entry = tree.links[name]
    if entry.size > LIMIT:
        return ""
    text = dict(gitobjects.blobs(top, [entry.oid]))[entry.oid].decode("utf-8", "surrogateescape")
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), text))


def _ignores(top: Path, commit: str, folder: str, tree: Tree, root: Path) -> dict[Path, str]:
    """What stands in ignore files, those above the project's folder among them, by folder as the project names it."""
    above = [posixpath.join(parent, _IGNORE) for parent in _parents(folder)]
    entries = {
        _folder_above(root, folder, name): entry for name, entry in gitobjects.files_at(top, commit, above).items()
    }
    for name, entry in tree.files.items():
        if posixpath.basename(name) == _IGNORE:
            entries[(root / name).parent] = entry
    small = {where: entry.oid for where, entry in entries.items() if entry.size <= LIMIT}
    data = dict(gitobjects.blobs(top, small.values()))
    return {where: data[oid].decode("utf-8", "replace") for where, oid in small.items()}


def _parents(folder: str) -> list[str]:
    parts = folder.split("/") if folder else []
    return ["/".join(parts[:count]) for count in range(len(parts))]


def _folder_above(root: Path, folder: str, name: str) -> Path:
    depth = folder.count("/") + 1 - (name.count("/"))
    return root.parents[depth - 1]


def _read(snapshot: Snapshot, pages: Mapping[str, Entry], settings: Settings, jobs: int) -> list[PageReport]:
    tasks = [Task(settings.root / doc, doc, data) for doc, data in _contents(snapshot, pages)]
    tasks.sort(key=lambda task: task.path.as_posix())
    return read_pages(tasks, settings, jobs, None)


def _contents(snapshot: Snapshot, pages: Mapping[str, Entry]) -> Iterable[tuple[str, bytes]]:
    """What pages held; one that is too large to be read is left out."""
    docs: dict[str, list[str]] = {}
    for doc, entry in pages.items():
        if entry.size <= LIMIT:
            docs.setdefault(entry.oid, []).append(doc)
    for oid, data in gitobjects.blobs(snapshot.top, docs):
        yield from ((doc, data) for doc in docs[oid])


def _unchanged(snapshot: Snapshot, known: Mapping[str, PageReport], root: Path) -> set[str]:
    """The pages that say the same now, and those of which nothing is known."""
    there = {doc: entry for doc, entry in snapshot.pages.items() if doc in known}
    same = {doc for doc, data in _contents(snapshot, there) if _is_same(known[doc], data, root / doc)}
    same |= {doc for doc, entry in there.items() if entry.size > LIMIT and _holds(root / doc, entry)}
    within = tuple(f"{path}/" for path in snapshot.submodules)
    return same | {doc for doc in known if within and doc.startswith(within)}


def _is_same(report: PageReport, data: bytes, path: Path) -> bool:
    # A checkout may have turned the ends of lines; what it keeps otherwise is what was committed.
    return hashlib.sha256(data).hexdigest() == report.sha256 or _lines(data) == _lines(_on_disk(path))


def _holds(path: Path, entry: Entry) -> bool:
    """Whether a file, however large, holds what git has under that hash."""
    named = hashlib.new("sha1" if len(entry.oid) == _SHA1 else "sha256", usedforsecurity=False)
    named.update(f"blob {entry.size}\0".encode())
    try:
        if path.stat().st_size != entry.size:
            return False
        with path.open("rb") as file:
            return hashlib.file_digest(file, lambda: named).hexdigest() == entry.oid
    except OSError:
        return False


def _lines(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n")


def _on_disk(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LIMIT + 1)
    except OSError:
        return b""


def _ordered(reports: Iterable[PageReport], root: Path) -> list[PageReport]:
    return sorted(reports, key=lambda report: (root / report.doc).as_posix())
