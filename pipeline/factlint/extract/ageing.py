"""Wording that was true when it was written and misleads later, in sentences that say how something stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from factlint.domain.compiled import CompiledDomain
from factlint.extract.claims import Setting
from factlint.extract.facts import Fact, Signal
from factlint.extract.matching import Match, PatternIndex
from factlint.extract.tokens import Tagged
from factlint.spans import Span

AGEING: Final = "ageing"
_MADE: Final = ("asserted", "negated", "historical")


class AgeingReader:
    """Finds such wording; build it once for each schema."""

    def __init__(self, compiled: CompiledDomain) -> None:
        self._index = PatternIndex(compiled.language.ageing)
        self._attributes = compiled.domain.attributes

    def signals(self, setting: Setting, facts: Sequence[Fact]) -> Iterator[Signal]:
        """A signal for each phrase in the clause of a status that the sentence claims; ``facts`` are the sentence's."""
        statuses = [fact for fact in facts if self._attributes[fact.attribute].polarity and fact.modality in _MADE]
        if not statuses:
            return
        tagged, page = setting.tagged, setting.page
        for match in _longest(list(self._index.matches(tagged))):
            span = Span(tagged.tokens[match.first].start, tagged.tokens[match.last - 1].end)
            about = next((fact for fact in statuses if _in_one_clause(tagged, match, fact)), None)
            if about is not None:
                text = " ".join(page.text[span.start : span.end].split())
                yield Signal(page.doc, page.places.of(span), span, AGEING, about.subject, text, about.attribute)


def _longest(matches: Sequence[Match]) -> list[Match]:
    kept: list[Match] = []
    for match in sorted(matches, key=lambda one: (one.first - one.last, one.first)):
        if not any(match.first < other.last and other.first < match.last for other in kept):
            kept.append(match)
    return sorted(kept, key=lambda one: one.first)


def _in_one_clause(tagged: Tagged, match: Match, fact: Fact) -> bool:
    clause = tagged.clause(match.first)
    first, last = tagged.tokens[clause.start], tagged.tokens[clause.stop - 1]
    return fact.span.overlaps(Span(first.start, last.end))
