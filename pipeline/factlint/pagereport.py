"""One page to be read, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from factlint.extract.citations import Citation
from factlint.extract.facts import Signal
from factlint.extract.reading import Reading
from factlint.pages import Metadata
from factlint.result import PageText


class Task(NamedTuple):
    """One page to read; ``content`` is read in place of what is on disk."""

    path: Path
    doc: str
    content: bytes | None = None


@dataclass
class PageReport:
    """What became of one page; small enough to be sent between processes."""

    doc: str
    meta: Metadata = field(default_factory=Metadata)
    sha256: str = ""
    characters: int = 0
    skipped: str = ""
    unreadable: str = ""
    signals: tuple[Signal, ...] = ()
    citations: tuple[Citation, ...] = ()
    readings: tuple[Reading, ...] = ()
    text: PageText | None = None
