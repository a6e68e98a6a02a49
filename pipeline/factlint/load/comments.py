"""Comments on a page that are meant for this program, and which part of the page each speaks of."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from factlint.pages import Block, Comment
from factlint.spans import Places, Span

if TYPE_CHECKING:
    from factlint.load.draft import Draft

MOST: Final = 200  # comments of one page
LONGEST: Final = 500  # characters of one
UNCLOSED: Final = "(not closed)"
"""What the text of a comment begins with that is left open."""
_OURS: Final = re.compile(r"\s*(factlint\b(?::\s*(?=\S))?)(.*)", re.DOTALL | re.IGNORECASE)
_OPENING: Final = re.compile(r"<[A-Za-z]")


def meant(text: str) -> str:
    """What a comment says to this program; "" for one that is meant for somebody else.

    One that begins with its name, and no colon after it, is told whole: it is a slip, not somebody else's.
    """
    found = _OURS.match(text)
    said = (found[2] if found[1].rstrip().endswith(":") else found[1] + found[2]) if found else ""
    return " ".join(said[: 2 * LONGEST].split())[:LONGEST]


def comments_of(draft: Draft, source: str) -> tuple[tuple[Comment, ...], tuple[tuple[Span, str], ...]]:
    """The comments of a page with what they cover, and what could not be read of them.

    A comment speaks of the block (paragraph, item, row of a table) in which it stands or which it follows on its line;
    one that begins a line or a block, of the block after it.
    """
    if not draft.comments:
        return (), ()
    outline = _Outline(draft, source)
    comments = tuple(
        Comment(_said(text, source, span), outline.places.of(span), outline.places.of(outline.covered(span)))
        for span, text in draft.comments[:MOST]
    )
    why = f"it has more than {MOST} comments for factlint (decide with `factlint waive` instead)"
    return comments, (((Span(0, 0), why),) if len(draft.comments) > MOST else ())


def _said(text: str, source: str, span: Span) -> str:
    """The text of a comment, which says so where nothing closes it: it takes in the rest of the page."""
    return text if source.endswith("-->", span.start, span.end) else f"{UNCLOSED} {text}"[:LONGEST]


class _Outline:
    """The blocks of a page where they stand in the source."""

    def __init__(self, draft: Draft, source: str) -> None:
        self._source, self._blocks = source, sorted(draft.blocks, key=lambda block: block.start)
        self._spans = [_in_source(block, draft.offsets) for block in self._blocks]
        self._starts = [span.start for span in self._spans]
        self._rows: dict[tuple[int, int], list[Span]] = {}
        for block, span in zip(self._blocks, self._spans, strict=True):
            if block.table is not None and block.row is not None:
                self._rows.setdefault((block.table, block.row), []).append(span)
        self.places = Places(source)

    def covered(self, comment: Span) -> Span:
        """The part of the source that a comment speaks of; itself where there is nothing to speak of."""
        after = bisect_right(self._starts, comment.start)
        before = after - 1
        if before >= 0 and self._holds(before, comment):
            return self._whole(before)
        return self._whole(after) if after < len(self._spans) else comment

    def _holds(self, index: int, comment: Span) -> bool:
        span = self._spans[index]
        if comment.start < span.end:
            return True
        ends = (self._source.find(end, span.end, comment.start) for end in "\r\n")
        return all(at < 0 for at in ends) and not _OPENING.search(self._source, span.end, comment.start)

    def _whole(self, index: int) -> Span:
        """The block, or the row of the table that it is in."""
        block = self._blocks[index]
        if block.table is None or block.row is None:
            return self._spans[index]
        row = self._rows[block.table, block.row]
        return Span(min(span.start for span in row), max(span.end for span in row))


def _in_source(block: Block, offsets: tuple[int, ...] | None) -> Span:
    if offsets is None:
        return block.span
    return Span(offsets[block.start], offsets[block.end - 1] + 1)
