"""Which files of a project are pages."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from pathspec import GitIgnoreSpec

from factlint.errors import FactlintError
from factlint.load.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_IGNORE_FILE: Final = ".gitignore"
_IGNORE_LIMIT: Final = 1_000_000  # characters
_SUFFIXES: Final = tuple(FORMATS)
_LOG: Final = logging.getLogger(__name__)  # what nobody listens to, Python writes to standard error


class Rules(NamedTuple):
    """Ignore patterns and the folder they are relative to; what a final one ignores stays so."""

    folder: str
    spec: GitIgnoreSpec
    final: bool = False

    def verdict(self, path: str, is_folder: bool) -> bool | None:
        """True: ignored; False: taken back in; None: not mentioned."""
        relative = os.path.relpath(path, self.folder).replace(os.sep, "/")
        return self.spec.check_file(relative + "/" if is_folder else relative).include


def find_sources(paths: Sequence[Path], root: Path, exclude: Sequence[str]) -> list[Path]:
    """The source files among and below ``paths``.

    Hidden files and folders are passed over, and what a ``.gitignore`` or ``exclude`` names; a file or folder
    given by name is read all the same. Links to folders are not followed; a link to a file is a page unless
    what it leads to is outside ``root``, which is told to the log, or is a page itself.

    Args:
        paths: files and folders.
        root: the project root, to which ``exclude`` is relative.
        exclude: patterns as in a ``.gitignore``.

    Returns:
        Absolute paths, each once, in the order of their text with ``/``. A folder is among them where it lies
        below one of ``paths`` and cannot be read, so that it can be reported.

    Raises:
        FactlintError: a path that does not exist, or a file of a format that is not known.
    """
    root = _absolute(root)
    found: dict[str, Path] = {}
    for path in paths:
        absolute = _absolute(path)
        for source in _below(absolute, root, exclude) if absolute.is_dir() else [_checked(path, absolute)]:
            found[source.as_posix()] = source
    return [found[name] for name in sorted(found)]


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - resolve() follows links; a page keeps its name


def _checked(path: Path, absolute: Path) -> Path:
    if not os.path.lexists(absolute):
        raise FactlintError("there is no such file or folder", remedy="check the path", path=str(path))
    if absolute.suffix.lower() not in _SUFFIXES:
        known = ", ".join(_SUFFIXES)
        raise FactlintError("its format is not known", remedy=f"give files that end in {known}", path=str(path))
    return absolute


def _below(folder: Path, root: Path, exclude: Sequence[str]) -> list[Path]:
    rules = [Rules(str(root), GitIgnoreSpec.from_lines(exclude), final=True), *_rules_above(folder, root)]
    if ignored(str(folder), rules, is_folder=True):
        rules = []  # given by name: it is meant
    files = [Path(path) for path in _walk(str(folder), rules)]
    real = {str(file.resolve()) for file in files if not file.is_symlink()}
    return [file for file in files if not file.is_symlink() or _is_own_page(file, root, real)]


def _is_own_page(link: Path, root: Path, real: set[str]) -> bool:
    """Whether a link is a page of its own; one to nothing is, so that it is reported."""
    try:
        target = link.resolve()
    except (OSError, RuntimeError):  # a loop
        return True
    if target.exists() and not target.is_relative_to(root.resolve()):
        _LOG.warning("factlint: %r leads outside of the project and is not read", os.path.relpath(link, root))
        return False
    return not target.exists() or str(target) not in real


def _walk(top: str, rules: list[Rules]) -> Iterator[str]:
    folders = [(top, rules)]
    while folders:
        folder, above = folders.pop()
        here = [*above, *_rules_in(folder)]
        entries = _entries(folder, is_top=folder == top)
        if entries is None:
            yield folder
        for entry in entries or ():
            is_folder = entry.is_dir(follow_symlinks=False)
            if entry.name.startswith(".") or not (is_folder or entry.name.lower().endswith(_SUFFIXES)):
                continue
            if ignored(entry.path, here, is_folder):
                continue
            if is_folder:
                folders.append((entry.path, here))
            elif entry.is_file(follow_symlinks=False) or (entry.is_symlink() and not Path(entry.path).is_dir()):
                yield entry.path


def _entries(folder: str, *, is_top: bool) -> list[os.DirEntry[str]] | None:
    """What a folder holds; None for one below the top that cannot be read."""
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError as error:
        if not is_top:
            return None
        raise FactlintError(
            f"the folder cannot be read: {error.strerror}",
            remedy="grant read permission, or exclude it",
            path=folder,
        ) from error


def ignored(path: str, rules: Sequence[Rules], is_folder: bool) -> bool:
    """Exclusion by configuration, else the last ignore file that mentions the path, as in git."""
    if any(rule.final and rule.verdict(path, is_folder) for rule in rules):
        return True
    verdicts = (rule.verdict(path, is_folder) for rule in reversed(rules) if not rule.final)
    return next((verdict for verdict in verdicts if verdict is not None), False)


def _rules_above(folder: Path, root: Path) -> list[Rules]:
    """Rules of the folders above ``folder``, from the top of its repository, or from ``root``, down."""
    if not folder.is_relative_to(root):
        return []
    top = next((parent for parent in (root, *root.parents) if (parent / ".git").exists()), root)
    above = [parent for parent in reversed(folder.parents) if parent.is_relative_to(top)]
    return [rules for parent in above for rules in _rules_in(str(parent))]


def _rules_in(folder: str) -> list[Rules]:
    try:
        with Path(folder, _IGNORE_FILE).open(encoding="utf-8", errors="replace") as file:
            return [rules_of(folder, file.read(_IGNORE_LIMIT))]
    except OSError:
        return []


def rules_of(folder: str, text: str) -> Rules:
    """The rules in an ignore file of ``folder``; what is beyond a million characters is passed over."""
    lines = text[:_IGNORE_LIMIT].splitlines()
    return Rules(folder, GitIgnoreSpec.from_lines(line for line in lines if _is_pattern(line)))


def _is_pattern(line: str) -> bool:
    """Whether git would take it for one; it passes over what it cannot read."""
    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return True
