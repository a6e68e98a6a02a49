"""The mentions and quantities of a page, in order and without overlap."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from factlint.domain.vocabulary import Mention
from factlint.extract.quantities import Quantity
from factlint.spans import Span


class Marks:
    """What is marked on a page, found by span.

    Args:
        mentions: of concepts, none overlapping.
        quantities: none overlapping each other.
    """

    def __init__(self, mentions: Sequence[Mention], quantities: Sequence[Quantity]) -> None:
        self._marks = _merged(mentions, quantities)
        self._starts = [mark.start for mark in self._marks]

    def within(self, span: Span) -> list[Mention | Quantity]:
        """Those that lie wholly in ``span``."""
        low = bisect_left(self._starts, span.start)
        high = bisect_left(self._starts, span.end)
        return [mark for mark in self._marks[low:high] if mark.end <= span.end]

    def any_in(self, span: Span) -> bool:
        """Whether one starts in ``span``."""
        low = bisect_left(self._starts, span.start)
        return low < len(self._starts) and self._starts[low] < span.end


def _merged(mentions: Sequence[Mention], quantities: Sequence[Quantity]) -> list[Mention | Quantity]:
    """Mentions and quantities in order; where they overlap the longer one stays, a mention rather than a quantity."""
    marks: list[Mention | Quantity] = sorted(
        [*mentions, *quantities],
        key=lambda mark: (mark.start, mark.start - mark.end, isinstance(mark, Quantity)),
    )
    kept: list[Mention | Quantity] = []
    for mark in marks:
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
        elif mark.end - mark.start > kept[-1].end - kept[-1].start and (len(kept) < 2 or kept[-2].end <= mark.start):
            kept[-1] = mark
    return kept
