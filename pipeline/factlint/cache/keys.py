"""Under which key a page is kept: a digest of everything that what it gave depends on."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from factlint.domain import CompiledDomain

FORMAT: Final = 1
"""Changes with the form of what is kept."""
READING_WITH: Final = (
    "ahocorasick-rs",
    "charset-normalizer",
    "google-re2",
    "markdown-it-py",
    "pydantic",
    "pyspellchecker",
    "pyyaml",
    "rapidfuzz",
)
"""The libraries that have a part in what is read from a page."""


def page_key(
    sha256: str,
    doc: str,
    suffix: str,
    configured: Mapping[str, object],
    scope: Mapping[str, str],
    schemas: Sequence[CompiledDomain],
    by: str,
) -> str:
    """The key of what one page gives.

    Args:
        sha256: of the bytes of the page.
        doc: its id.
        suffix: of its file, which says how it is loaded.
        configured: what configuration says of it.
        scope: its default scope.
        schemas: those that read it, in order.
        by: the program that reads it, see `program`.
    """
    read_by = tuple((each.domain.id, each.source, each.sha256, each.english_sha256) for each in schemas)
    # What has no plain value of its own is told by its place in memory here, and so is never found again.
    parts = (FORMAT, by, sha256, doc, suffix, tuple(configured.items()), tuple(scope.items()), read_by)
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


@lru_cache(maxsize=1)
def program() -> str:
    """A digest of the program as it is installed, of the libraries that it reads with, and of its Python.

    Raises:
        OSError: it cannot be told.
    """
    # By what the files hold: it takes no longer than a page, and a new environment knows what an earlier one kept.
    return digest_of(Path(__file__).parents[1], versions())


def digest_of(package: Path, read_with: Sequence[str]) -> str:
    """A digest of the modules below the folder ``package``, and of what they run with."""
    found = hashlib.sha256(repr((sys.version, sys.platform, tuple(read_with))).encode())
    for path in _modules(package):
        with path.open("rb") as file:
            held = hashlib.sha256(file.read()).hexdigest()
        found.update(f"{path.relative_to(package).as_posix()}\0{held}\n".encode())
    return found.hexdigest()


def versions() -> list[str]:
    """The versions of the program and of the libraries that it reads with."""
    return [_version(name) for name in ("factlint", *READING_WITH)]


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _modules(folder: Path) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        inside = sorted(entries, key=lambda entry: entry.name)
    for entry in inside:
        if entry.is_dir(follow_symlinks=False):
            yield from _modules(Path(entry.path))
        elif entry.name.endswith((".py", ".so", ".pyd")):
            yield Path(entry.path)
