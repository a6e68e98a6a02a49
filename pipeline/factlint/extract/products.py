"""Mentions of products that the schema says are no more, in sentences that speak of them as if they were."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from factlint.domain.compiled import CompiledDomain
from factlint.domain.language import CueKind
from factlint.domain.model import Polarity
from factlint.domain.vocabulary import Mention, folded_name
from factlint.extract.claims import Setting
from factlint.extract.facts import Fact, Signal
from factlint.extract.matching import PatternIndex
from factlint.extract.tokens import Tagged
from factlint.spans import Span

PRODUCT: Final = "ended-product"
_NOT_IN_USE: Final = (CueKind.HISTORICAL, CueKind.PAST, CueKind.NEGATED, CueKind.HYPOTHETICAL)
_WHERE: Final = "jurisdiction"


class ProductReader:
    """Finds such mentions; build it once for each schema."""

    def __init__(self, compiled: CompiledDomain) -> None:
        domain = compiled.domain
        self._products = {
            (concept.id, folded_name(product.name)): product.name
            for concept in domain.concepts.values()
            for product in concept.products
        }
        self._attributes = domain.attributes
        self._ended = PatternIndex(compiled.language.ended)
        kinds = frozenset(domain.dimensions.get(_WHERE, ()))
        self._places = frozenset(key for key, one in domain.concepts.items() if not kinds.isdisjoint(one.kinds))

    def signals(self, setting: Setting) -> Iterator[Signal]:
        """A signal for each such mention; its detail is the jurisdictions that the sentence names, by commas."""
        tagged, page = setting.tagged, setting.page
        if not self._products:
            return
        named = {token.start: token.tag for token in tagged.tokens if isinstance(token.tag, Mention)}
        found = [tag for tag in named.values() if (tag.concept, folded_name(_text(page.prose, tag))) in self._products]
        if not found or self._is_over(tagged, setting):
            return
        where = sorted({tag.concept for tag in named.values() if tag.concept in self._places})
        for tag in found:
            span = Span(tag.start, tag.end)
            text = " ".join(page.text[tag.start : tag.end].split())
            yield Signal(page.doc, page.places.of(span), span, PRODUCT, tag.concept, text, ",".join(where))

    def of_concepts(self, facts: Sequence[Fact]) -> list[Fact]:
        """``facts`` but for those by which it is the product alone that is no more, and not what it was a name of."""
        return [fact for fact in facts if not self._is_end(fact)]

    def _is_end(self, fact: Fact) -> bool:
        side = self._attributes[fact.attribute].polarity.get(fact.value.text)
        return side is Polarity.AGAINST and (fact.subject, folded_name(fact.subject_text)) in self._products

    def _is_over(self, tagged: Tagged, setting: Setting) -> bool:
        """Whether the sentence, in whatever part of it, speaks of the past, denies or supposes."""
        told = any(cue.kind in _NOT_IN_USE for cue in setting.governed)
        return told or next(self._ended.matches(tagged), None) is not None


def _text(prose: str, mention: Mention) -> str:
    return prose[mention.start : mention.end]
