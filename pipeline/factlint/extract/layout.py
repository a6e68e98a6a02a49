"""Claims that layout makes: a table's cell under its header, a detail beside its label."""

from __future__ import annotations

from collections.abc import Iterator

from factlint.domain.compiled import CompiledDomain
from factlint.extract.matching import Match, PatternIndex
from factlint.extract.quantities import Quantity
from factlint.extract.tokens import Tagged
from factlint.values import ValueKind

_AGES = (ValueKind.DURATION, ValueKind.AGE)


class LabelReader:
    """Recognises labels, and the values that stand under them."""

    def __init__(self, compiled: CompiledDomain) -> None:
        self._compiled = compiled
        self._empty = compiled.language.inflector.fixed | {":", "?", "(", ")", ".", ","}
        self._index = PatternIndex(pattern for reader in compiled.readers.values() for pattern in reader.labels)

    def labels(self, tagged: Tagged) -> list[Match]:
        """The labels a column header or a term holds, each of another attribute.

        Two attributes may share a label ("how it is given": a route, a form) unless they take the same values.
        """
        whole = (match for match in self._index.matches(tagged) if self._covers(match, tagged))
        found = sorted(whole, key=lambda match: match.strength, reverse=True)
        best = {match.pattern.attribute: match for match in found if match.strength == found[0].strength}
        tags = [self._compiled.readers[attribute].tags for attribute in best]
        return list(best.values()) if len(set(tags)) == len(tags) else []

    def _covers(self, match: Match, tagged: Tagged) -> bool:
        """Whether a label says nothing else: "how long" alone, not "how long the infusion runs"."""
        outside = [token for at, token in enumerate(tagged.tokens) if not match.first <= at < match.last]
        return all(token.tag is not None or token.word in self._empty for token in outside)

    def values(self, label: Match, tagged: Tagged) -> Iterator[Match]:
        """Matches for the values of ``label``'s attribute in a cell: the first quantity, or each mention."""
        reader = self._compiled.readers[label.pattern.attribute]
        attribute = self._compiled.domain.attributes[label.pattern.attribute]
        tags = set(reader.tags)
        for place, token in enumerate(tagged.tokens):
            # A length of time under a label such as "Age" is an age.
            aged = attribute.kind is ValueKind.AGE and isinstance(token.tag, Quantity) and token.tag.value.kind in _AGES
            if token.tag is None or (not aged and tags.isdisjoint(token.body[2:].partition("=")[0].split(","))):
                continue
            yield Match(label.pattern, place, place + 1, place, -1, 1)
            if not attribute.many:
                return
