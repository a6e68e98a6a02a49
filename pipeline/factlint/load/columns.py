"""Tables in plain text: columns set off by pipes, tabs, or runs of spaces that stand below each other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from factlint.load.grid import Cell
from factlint.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factlint.load.lines import Line

_PIPE: Final = re.compile(r"(?<!\\)\|")
_TABS: Final = re.compile(r"\t+")
_SPACES: Final = re.compile(r"(?: {2,}|\t+)(?=\S)")
_RULE: Final = re.compile(r"[\s|:=+-]*(?:-{2,}|={2,})[\s|:=+-]*")
_LONGEST_CELL: Final = 200
_FEWEST_ALIGNED: Final = 2  # rows


def rows_of(text: str, chunk: Sequence[Line]) -> tuple[list[list[Cell]], bool] | None:
    """The rows of a chunk that is a table, and whether the first is a header row; None if it is no table."""
    if len(chunk) < _FEWEST_ALIGNED:
        return None
    head = text[chunk[0].start : chunk[0].end]
    for separator, aligned in ((_PIPE, False), (_TABS, False), (_SPACES, True)):
        if not separator.search(head):
            continue
        rows, ruled = _split(text, chunk, separator)
        if _is_table(rows, aligned):
            cells = [[Cell((span,)) if span.end > span.start else Cell(()) for span in row] for row in rows]
            return cells, ruled or _has_header(text, rows)
    return None


def pipe_cells(text: str, start: int, end: int) -> list[Span]:
    """The cells between the pipes of one line, outer pipes left out."""
    spans = _spans(text, start, end, _PIPE)
    if len(spans) > 1 and text[start] == "|":
        spans = spans[1:]
    if len(spans) > 1 and spans[-1].start == spans[-1].end and text[end - 1] == "|":
        spans = spans[:-1]
    return spans


def _split(text: str, chunk: Sequence[Line], separator: re.Pattern[str]) -> tuple[list[list[Span]], bool]:
    rows, ruled = [], False
    for number, line in enumerate(chunk):
        if _RULE.fullmatch(text, line.start, line.end):
            ruled = ruled or number == 1
        elif separator is _PIPE:
            rows.append(pipe_cells(text, line.start, line.end))
        else:
            rows.append(_spans(text, line.start, line.end, separator))
    return rows, ruled


def _spans(text: str, start: int, end: int, separator: re.Pattern[str]) -> list[Span]:
    spans, place = [], start
    for match in separator.finditer(text, start, end):
        spans.append(_trimmed(text, place, match.start()))
        place = match.end()
    return [*spans, _trimmed(text, place, end)]


def _trimmed(text: str, start: int, end: int) -> Span:
    content = text[start:end]
    left = len(content) - len(content.lstrip())
    content = content.strip()
    return Span(start + left, start + left + len(content)) if content else Span(start, start)


def _is_table(rows: Sequence[Sequence[Span]], aligned: bool) -> bool:
    if len(rows) < _FEWEST_ALIGNED or len(rows[0]) < 2 or any(len(row) != len(rows[0]) for row in rows):
        return False
    if any(span.end - span.start > _LONGEST_CELL for row in rows for span in row):
        return False
    if not aligned:
        return True
    places = [[span.start - row[0].start for span in row] for row in rows]
    return all(abs(here - first) <= 1 for place in places for here, first in zip(place, places[0], strict=True))


def _has_header(text: str, rows: Sequence[Sequence[Span]]) -> bool:
    """Whether the first row names columns: no digits, where a row below has some or begins in lower case."""
    first = [text[span.start : span.end] for span in rows[0]]
    if not all(first) or any(char.isdigit() for cell in first for char in cell):
        return False
    below = [text[span.start : span.end] for row in rows[1:] for span in row[1:]]
    return any(cell[:1].islower() or any(char.isdigit() for char in cell) for cell in below)
