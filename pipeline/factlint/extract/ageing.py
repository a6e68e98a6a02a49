"""Wording that was true when it was written and misleads later, in sentences that say how something stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from factlint.domain.compiled import CompiledDomain
from factlint.domain.language import CueKind
from factlint.domain.vocabulary import Mention
from factlint.extract.claims import Setting
from factlint.extract.facts import Fact, Signal
from factlint.extract.matching import Match, PatternIndex
from factlint.extract.tokens import Tagged, Token
from factlint.spans import Span

AGEING: Final = "ageing"
_MADE: Final = ("asserted", "negated", "historical")


class AgeingReader:
    """Finds such wording; build it once for each schema."""

    def __init__(self, compiled: CompiledDomain) -> None:
        language, domain = compiled.language, compiled.domain
        self._times = PatternIndex(language.ageing)
        self._changes = PatternIndex(language.ageing_status)
        self._statuses = frozenset(key for key, one in domain.attributes.items() if one.polarity)
        self._kinds = frozenset(kind for key in self._statuses for kind in domain.attributes[key].of)
        self._concepts = domain.concepts

    def signals(self, setting: Setting, facts: Sequence[Fact]) -> Iterator[Signal]:
        """A signal for each phrase with the status that it ages; ``facts`` are those of the sentence.

        A phrase that says itself how something stands needs but a concept beside it, others a status in their clause.
        """
        tagged, page = setting.tagged, setting.page
        if any(cue.kind is CueKind.HYPOTHETICAL and not cue.last for cue in setting.governed):
            return  # a question
        matches = dict.fromkeys(self._changes.matches(tagged), True)
        statuses = [fact for fact in facts if fact.attribute in self._statuses and fact.modality in _MADE]
        matches |= dict.fromkeys(self._times.matches(tagged), False) if statuses else {}
        for match in _longest(matches):
            about = _status(tagged, match, statuses) or (self._named(tagged, match) if matches[match] else "")
            if about:
                span = Span(tagged.tokens[match.first].start, tagged.tokens[match.last - 1].end)
                text = " ".join(page.text[span.start : span.end].split())
                yield Signal(page.doc, page.places.of(span), span, AGEING, about, text, "")

    def _named(self, tagged: Tagged, match: Match) -> str:
        """The concept nearest to ``match`` that can have a status; "" for none."""
        places = [at for at, token in enumerate(tagged.tokens) if self._can_stand(token)]
        nearest = min(places, key=lambda at: (max(match.first - at, at - match.last), at), default=-1)
        tag = tagged.tokens[nearest].tag
        return tag.concept if nearest >= 0 and isinstance(tag, Mention) else ""

    def _can_stand(self, token: Token) -> bool:
        return isinstance(token.tag, Mention) and not self._kinds.isdisjoint(self._concepts[token.tag.concept].kinds)


def _longest(matches: Iterable[Match]) -> list[Match]:
    kept: list[Match] = []
    for match in sorted(matches, key=lambda one: (one.first - one.last, one.first)):
        if not any(match.first < other.last and other.first < match.last for other in kept):
            kept.append(match)
    return sorted(kept, key=lambda one: one.first)


def _status(tagged: Tagged, match: Match, facts: Sequence[Fact]) -> str:
    """What the first of ``facts`` in the clause of ``match`` is about; "" for none."""
    clause = tagged.clause(match.first)
    span = Span(tagged.tokens[clause.start].start, tagged.tokens[clause.stop - 1].end)
    return next((fact.subject for fact in facts if fact.span.overlaps(span)), "")
