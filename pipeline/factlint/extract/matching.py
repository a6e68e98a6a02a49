"""Runs a schema's patterns over tagged sentences: only those whose anchors a sentence holds, in linear time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from factlint.domain.patterns import Pattern
from factlint.extract.quantities import Quantity
from factlint.extract.tokens import Tagged

MAX_MATCHES = 40


@dataclass(frozen=True, slots=True)
class Match:
    """One place where a pattern fits.

    Attributes:
        pattern: which.
        first: position of its first token.
        last: one past the position of its last.
        value: position of the ``{value}`` token; -1 where the pattern has none.
        subject: position of the ``{subject}`` token; -1 likewise.
        literals: how many tokens it matched outside gaps; the more, the more specific.
        gaps: positions that its gaps took.
    """

    pattern: Pattern
    first: int
    last: int
    value: int
    subject: int
    literals: int
    gaps: frozenset[int] = frozenset()

    @property
    def strength(self) -> tuple[int, int]:
        """The more specific pattern has the greater one."""
        return self.literals, -len(self.gaps)

    def spells(self, first: int, last: int) -> bool:
        """Whether the pattern's own words are those at positions ``first`` to ``last``, which they then account for."""
        return self.first <= first and last <= self.last and self.gaps.isdisjoint(range(first, last))


class PatternIndex:
    """Patterns by the rarest thing that each cannot do without."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._by_key: dict[str, list[tuple[int, Pattern]]] = defaultdict(list)
        for number, pattern in enumerate(patterns):
            for key in min(pattern.anchors, key=_frequency):
                self._by_key[key].append((number, pattern))

    def candidates(self, tagged: Tagged) -> list[Pattern]:
        """Patterns that may match, in the order they were given."""
        found: dict[int, Pattern] = {}
        keys = tagged.keys
        for key in keys:
            for number, pattern in self._by_key.get(key, ()):
                if number not in found and all(not anchor.isdisjoint(keys) for anchor in pattern.anchors):
                    found[number] = pattern
        return [found[number] for number in sorted(found)]

    def matches(self, tagged: Tagged) -> Iterator[Match]:
        """Every match of every pattern."""
        for pattern in self.candidates(tagged):
            yield from match_pattern(pattern, tagged)


def match_pattern(pattern: Pattern, tagged: Tagged) -> Iterator[Match]:
    """Matches of one pattern, from left to right, none overlapping."""
    at = 0
    for _ in range(MAX_MATCHES):
        found = pattern.expression.search(tagged.encoded, at)
        if found is None:
            return
        match = _match(pattern, tagged, found)
        if pattern.limit is None or _within(match, tagged):
            yield match
        at = max(found.end() - 1, found.start() + 1)


def _within(match: Match, tagged: Tagged) -> bool:
    tag = tagged.tokens[match.value].tag
    limit = match.pattern.limit
    return limit is None or (isinstance(tag, Quantity) and limit.holds(tag.value))


def _match(pattern: Pattern, tagged: Tagged, found: object) -> Match:
    span = found.span  # type: ignore[attr-defined]  # re2 has no types
    start, end = span()
    first, last = (
        tagged.position(start),
        tagged.position(end - 1 if end == len(tagged.encoded) else end - 2) + 1,
    )
    value = subject = -1
    gaps: set[int] = set()
    for group, name in enumerate(pattern.names, 1):
        begin, stop = span(group)
        if begin < 0:
            continue
        if name == "gap":
            if stop > begin:
                gaps.update(range(tagged.position(begin), tagged.position(stop - 1) + 1))
        elif name == "value":
            value = tagged.position(begin)
        else:
            subject = tagged.position(begin)
    return Match(pattern, first, last, value, subject, last - first - len(gaps), frozenset(gaps))


def _frequency(anchor: Sequence[str] | frozenset[str]) -> tuple[int, int]:
    words = [key for key in anchor if not key.startswith("#")]
    return (0 if not words else 1 if min(map(len, words)) > 4 else 2, len(anchor))
