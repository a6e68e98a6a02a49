"""Which files of a list are pages, as `find_sources` tells it of files on disk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pathspec import GitIgnoreSpec

from factlint.load.formats import FORMATS
from factlint.load.sources import Rules, ignored, rules_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_SUFFIXES = tuple(FORMATS)


def listed_sources(
    files: Iterable[Path],
    ignores: Mapping[Path, str],
    paths: Sequence[Path],
    root: Path,
    exclude: Sequence[str],
) -> list[Path]:
    """The pages among ``files`` that are or lie below one of ``paths``, in the order of their text with ``/``.

    Args:
        files: absolute paths of regular files, which need not be there.
        ignores: what stands in the ignore files, by the folder that each lies in.
        paths: absolute files and folders; one that no file is or lies below gives nothing.
        root: the project root, to which ``exclude`` is relative.
        exclude: patterns as in a ``.gitignore``.
    """
    pages = [file for file in files if file.name.lower().endswith(_SUFFIXES)]
    found: set[Path] = set()
    for path in paths:
        folder = _Folder(path, root, ignores, exclude)
        found.update(file for file in pages if file == path or (file.is_relative_to(path) and folder.holds(file)))
    return sorted(found, key=Path.as_posix)


class _Folder:
    """A folder that is searched, and which folders below it are passed over."""

    def __init__(self, top: Path, root: Path, ignores: Mapping[Path, str], exclude: Sequence[str]) -> None:
        self._top, self._ignores = top, ignores
        rules = [Rules(str(root), GitIgnoreSpec.from_lines(exclude), final=True)]
        if top.is_relative_to(root):
            rules += [rule for parent in reversed(top.parents) for rule in self._own(parent)]
        if ignored(str(top), rules, is_folder=True):
            rules = []  # given by name: it is meant
        self._rules: dict[Path, list[Rules] | None] = {top: [*rules, *self._own(top)]}

    def holds(self, file: Path) -> bool:
        """Whether ``file``, somewhere below, is found; the last of its folders was looked at before it."""
        between = [parent for parent in file.parents if parent != self._top and parent.is_relative_to(self._top)]
        for folder in reversed(between):
            if folder not in self._rules:
                self._rules[folder] = self._below(folder)
        rules = self._rules[file.parent]
        return rules is not None and not self._passed(file, rules, is_folder=False)

    def _below(self, folder: Path) -> list[Rules] | None:
        above = self._rules[folder.parent]
        if above is None or self._passed(folder, above, is_folder=True):
            return None
        return [*above, *self._own(folder)]

    def _own(self, folder: Path) -> list[Rules]:
        return [rules_of(str(folder), self._ignores[folder])] if folder in self._ignores else []

    @staticmethod
    def _passed(path: Path, rules: Sequence[Rules], *, is_folder: bool) -> bool:
        return path.name.startswith(".") or ignored(str(path), rules, is_folder)
