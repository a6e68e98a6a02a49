"""How sure a fact is, and why: its pattern, how far its subject and what limits it stand away, and hedges.

The factors put facts in order; they are no probabilities. docs/reading.md has them in a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import prod
from typing import Final, NamedTuple

from factlint.domain.language import CueKind
from factlint.extract.context import Context
from factlint.extract.focus import Subject
from factlint.extract.matching import Match
from factlint.extract.scope import BESIDE_LABEL, IN_LIST, IN_TABLE

LOOSE_GAPS: Final = 3
"""From so many words in its gaps on, a pattern is loose."""
SHORT_WORDS: Final = 1
"""Up to so many words of its own, a pattern is short."""

_LOOSE: Final = 0.9
_SHORT: Final = 0.95
_HEDGED: Final = 0.95
_BY_PLACE: Final = 0.95
_NEAR: Final = 0.98
_SOURCES: Final = {
    IN_LIST: _NEAR,
    IN_TABLE: _NEAR,
    BESIDE_LABEL: _NEAR,
    "the heading": 0.95,
    "the title": 0.92,
    "the page": 0.9,
}
_HEDGES: Final = (CueKind.POSSIBLE, CueKind.USUAL, CueKind.SOME)

BY_LIST: Final = "stands in a list that says what it is"
BY_SECTION: Final = "stands below a heading that says what it is"
BY_LABEL: Final = "stands with a label"
BY_LEAD: Final = "read with the lead-in of its list"
AGAIN: Final = "said again in brackets"
ELIDED: Final = "its verb is that of the case before"
BY_PLACE: Final = frozenset({BY_LIST, BY_SECTION, BY_LABEL, BY_LEAD, AGAIN, ELIDED})


class Doubt(NamedTuple):
    """A reason, and the factor by which a fact is less sure for it."""

    factor: float
    reason: str


def doubts(
    subject: Subject, match: Match, by: str, sources: Mapping[str, str], hedged: bool, context: Context
) -> list[Doubt]:
    """Everything that makes a fact more or less sure.

    Args:
        subject: whom it is about.
        match: of the pattern that read it.
        by: how its place on the page helped to read it; "" where the words alone did.
        sources: by dimension of its scope where it is said, for those that the sentence does not say.
        hedged: whether the claim is hedged.
        context: the cues that govern it.
    """
    told = [Doubt(subject.confidence, f"subject {subject.reason}"), *_of_pattern(match, by)]
    # Several limits from one place are one doubt: whether that place speaks of this sentence.
    worst = min((_SOURCES[source] for source in sources.values()), default=1.0)
    for name, source in sources.items():
        factor = worst if _SOURCES[source] == worst else 1.0
        told.append(Doubt(factor, f"{name} from {source}"))
        worst = 1.0 if factor < 1.0 else worst
    told.extend(_of_hedges(hedged, context))
    return told


def confidence(told: Iterable[Doubt]) -> float:
    """From 0 to 1."""
    return round(prod(doubt.factor for doubt in told), 3)


def _of_pattern(match: Match, by: str) -> Iterator[Doubt]:
    if by:
        yield Doubt(_BY_PLACE, by)
        if match.last - match.first == 1:
            return  # the place alone says what it is
    gaps, words = len(match.gaps), own_words(match)
    if gaps >= LOOSE_GAPS:
        yield Doubt(_LOOSE, f"a loose pattern ({gaps} words in its gaps)")
    elif words <= SHORT_WORDS:
        yield Doubt(_SHORT, "a short pattern")
    elif gaps:
        yield Doubt(1.0, "a close wording")
    else:
        yield Doubt(1.0, "an exact wording")


def own_words(match: Match) -> int:
    """How many words of a match are the pattern's own: neither its value nor its subject, nor in a gap."""
    return match.literals - (match.value >= 0) - (match.subject >= 0)


def _of_hedges(hedged: bool, context: Context) -> Iterator[Doubt]:
    words = next(filter(None, map(context.words, _HEDGES)), "")
    if words:
        yield Doubt(_HEDGED if hedged else 1.0, f"hedge: {words.lower()}")
