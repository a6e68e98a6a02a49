"""Places in a text: half-open character spans, and the line and column of the file they stand at."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

_LINE_END = re.compile(r"\r\n|\r|\n")


class Span(NamedTuple):
    """A half-open range of characters, ``text[start:end]``."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two ranges share a character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether every character of ``other`` is in this range."""
        return self.start <= other.start and other.end <= self.end


class Place(NamedTuple):
    """1-based line and column of a span in the file on disk; the end is exclusive, as in SARIF."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True)
class Places:
    r"""Maps offsets in a text as loaded to lines and columns of the file it came from.

    Lines end at ``\n``, ``\r\n`` or ``\r``; columns count characters (code points), a byte order mark not among them.

    Args:
        source: the decoded file.
        offsets: for each character of the text as loaded its offset in ``source``; None where they are the same.
    """

    source: str
    offsets: tuple[int, ...] | None = None
    _starts: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        starts = [0, *(match.end() for match in _LINE_END.finditer(self.source))]
        object.__setattr__(self, "_starts", starts)

    def of(self, span: Span) -> Place:
        """The place of ``span``; an empty span has an empty place."""
        start = self._source_offset(span.start)
        end = self._source_offset(span.end - 1) + 1 if span.end > span.start else start
        return Place(*self._line_and_column(start), *self._line_and_column(end))

    def _source_offset(self, offset: int) -> int:
        if self.offsets is None:
            return offset
        return self.offsets[offset] if offset < len(self.offsets) else len(self.source)

    def _line_and_column(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
