"""The formats that are read: one reader each, chosen by suffix."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from factlint.load import html, markdown, text
from factlint.load.draft import Draft
from factlint.load.labels import DateLabels

Reader = Callable[[str, DateLabels], Draft]

FORMATS: Final[Mapping[str, Reader]] = {
    ".txt": text.read,
    ".text": text.read,
    ".md": markdown.read,
    ".markdown": markdown.read,
    ".html": html.read,
    ".htm": html.read,
    ".xhtml": html.read,
}
"""The reader of each format, by suffix in lower case."""

DECLARING: Final[frozenset[Reader]] = frozenset({html.read})
"""Readers of formats that can declare an encoding of their own."""
