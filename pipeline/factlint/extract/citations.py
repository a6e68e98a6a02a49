"""Reads what a page cites: the entries of its lists of sources."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from factlint.extract.citation_parts import LONGEST, Parts, citation_parts, first_url
from factlint.pages import BlockKind
from factlint.spans import Place, Span

if TYPE_CHECKING:
    from factlint.extract.cited_words import CitationWords
    from factlint.pages import Block, Page

_HEADINGS: Final = (BlockKind.TITLE, BlockKind.HEADING)
_LOWEST: Final = 7  # below every heading
_ENTRY: Final = re.compile(r"[^\S\n]*(?:\[\^?\w{1,4}\]|\(?\d{1,3}[.)]\s|[•*·–-]\s)")
_CAPITAL: Final = re.compile(r"\s*[\W_]{0,3}[A-ZÀ-ÖØ-Þ]")
_COMPLETE: Final = re.compile(r"(?:[.)\]/]|\d)\s*$")
_LINK: Final = re.compile(r"\[([^\d\[\].]{3,200})\]\([^()\s]{1,500}\)")
_ROW: Final = 3
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_DATED: Final = re.compile(r"(?:19|20)\d\d|https?:")


class Citation(NamedTuple):
    """One source that a page cites; the columns of the citations table."""

    doc: str
    place: Place
    span: Span
    text: str
    parts: Parts

    def row(self) -> dict[str, object]:
        """The citation as a row of the citations table."""
        return {
            "doc": self.doc,
            **self.place._asdict(),
            "start": self.span.start,
            "end": self.span.end,
            "text": self.text,
            **self.parts._asdict(),
        }


def page_citations(page: Page, words: CitationWords) -> tuple[Citation, ...]:
    """What ``page`` cites, in page order; a page without a list of sources cites nothing."""
    labels = sorted(label.span for label in page.labels)
    found = []
    for span in _entries(page, words):
        after = bisect_left(labels, Span(span.end, 0))
        if after and labels[after - 1].overlaps(span):
            continue  # "Last reviewed: ...", a copyright line
        parts = _parts(page, span, words)
        if parts:
            whole = _with_brackets(span, page.text)
            text = " ".join(page.text[whole.start : whole.end].split())
            found.append(Citation(page.doc, page.places.of(whole), whole, text, parts))
    return tuple(found)


def _parts(page: Page, span: Span, words: CitationWords) -> Parts | None:
    if span.end - span.start > LONGEST:
        return None
    prose, text = page.prose[span.start : span.end], page.text[span.start : span.end]
    link = _LINK.match(page.text, max(0, span.start - 1), span.end)
    if link:
        # A link names what it leads to.
        prose = f"“{link[1]}”{page.prose[link.end() : span.end]}"
    return citation_parts(prose, words, first_url(text))


def _with_brackets(span: Span, text: str) -> Span:
    """The span with the bracket of a link that was blanked before it or after it."""
    opened = text[max(0, span.start - 1) : span.start] == "[" and "](" in text[span.start : span.end]
    closed = text[span.end : span.end + 1] == ">" and "<" in text[span.start : span.end]
    return Span(span.start - opened, span.end + closed)


def _entries(page: Page, words: CitationWords) -> Iterator[Span]:
    """The spans that may be citations: what stands in the sections and under the labels that list sources."""
    level: int | None = None
    unheaded = _unheaded(page, words)
    for index, block in enumerate(page.blocks):
        text = page.prose[block.start : block.end]
        if _opens(block, text, words):
            level = _level(block)
        elif (
            block.kind in _HEADINGS
            and level is not None
            and _level(block) <= level
            and not _is_entry(block, text, words)
        ):
            level = None
        elif level is not None:
            yield from _lines(block, text)
        elif begun := words.run_in.match(text):
            yield from _trimmed(Span(block.start + begun.end(), block.end), page.prose)
        elif index in unheaded:
            yield block.span


def _unheaded(page: Page, words: CitationWords) -> frozenset[int]:
    """The blocks of lists of sources under no heading of their own: three or more clear ones in a row."""
    found: list[int] = []
    run: list[int] = []
    for index, block in enumerate(page.blocks):
        if _is_clear(page, block, words):
            run.append(index)
            continue
        found += run if len(run) >= _ROW else []
        run = []
    return frozenset(found + (run if len(run) >= _ROW else []))


def _is_clear(page: Page, block: Block, words: CitationWords) -> bool:
    """Whether a block names who wrote what and when, and a journal or an address."""
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM) or not _YEAR.search(page.prose, block.start, block.end):
        return False
    parts = _parts(page, block.span, words)
    told = parts is not None and parts.authors and parts.year and parts.title
    return bool(parts and told and (parts.url or parts.kind in ("article", "trial")))


def _opens(block: Block, text: str, words: CitationWords) -> bool:
    """Whether what follows a block is a list of sources."""
    if block.kind in _HEADINGS or block.kind is BlockKind.TERM:
        return words.heads(text)
    alone = text.rstrip().endswith(":") and len(text) < 80
    return alone and words.heads(text) and not _DATED.search(text)


def _level(block: Block) -> int:
    if block.kind is BlockKind.TITLE:
        return 0
    return max(1, block.level) if block.kind is BlockKind.HEADING else _LOWEST


def _is_entry(block: Block, text: str, words: CitationWords) -> bool:
    """Whether a line of plain text was taken for a heading and is a citation."""
    parts = citation_parts(text, words) if block.guessed else None
    return parts is not None and parts.year is not None


def _lines(block: Block, text: str) -> Iterator[Span]:
    """The entries of one block: its lines where each begins anew, else all of it."""
    start = 0
    for match in re.finditer(r"\n", text):
        if _begins(text, start, match.start(), match.end()):
            yield from _trimmed(Span(block.start + start, block.start + match.start()), text, block.start)
            start = match.end()
    yield from _trimmed(Span(block.start + start, block.end), text, block.start)


def _begins(text: str, start: int, end: int, following: int) -> bool:
    """Whether the line at ``following`` is a new entry, and no more of the one from ``start`` to ``end``."""
    if _ENTRY.match(text, following):
        return True
    whole = _COMPLETE.search(text, max(start, end - 8), end) and _DATED.search(text, start, end)
    return bool(whole and _CAPITAL.match(text, following))


def _trimmed(span: Span, text: str, offset: int = 0) -> Iterator[Span]:
    words = text[span.start - offset : span.end - offset]
    if words.strip():
        start = span.start + len(words) - len(words.lstrip())
        yield Span(start, start + len(words.strip()))
