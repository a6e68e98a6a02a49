"""What the claims of two copies have to say of the words in which these differ, as far as claims were read."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from factlint.compare.agreement import Agreement
from factlint.compare.passages import keys
from factlint.compare.weights import Weight
from factlint.values import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from factlint.compare.drift import Drift, Weighed
    from factlint.compare.passages import Text, Word
    from factlint.rules.model import Context

    Row = Mapping[Any, Any]


class CopiedClaims:
    """The facts of a run by page and sentence."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def agree(self, drift: Drift, weighed: Weighed) -> bool:
        """Whether the words of a difference carry equal values: twice a day is every 12 hours."""
        difference = weighed.difference
        first = self._facts(drift.first, difference.at[0], difference.first)
        second = self._facts(drift.second, difference.at[1], difference.second)
        return any(self._alike(one, other) for one in first for other in second)

    def told(self, drift: Drift) -> bool:
        """Whether every difference that counts is part of a disagreement of claims: one is enough to report."""
        counting = [each for each in drift.differences if each.weight > Weight.STRENGTH]
        return bool(counting) and all(self._disputed(drift, each) for each in counting)

    def _disputed(self, drift: Drift, weighed: Weighed) -> bool:
        difference = weighed.difference
        first = self._sides(self._facts(drift.first, difference.at[0], difference.first))
        second = self._sides(self._facts(drift.second, difference.at[1], difference.second))
        return any(
            one[0] == other[0] and one[1] != other[1] and self._opposed(drift, *one, other[1])
            for one in first
            for other in second
        )

    def _opposed(self, drift: Drift, number: int, first: int, second: int) -> bool:
        """Whether the pages stand against each other; one that takes both sides is reported against nobody."""
        sides = self._context.disagreements[number].sides
        return not (sides[second].docs & drift.first.docs or sides[first].docs & drift.second.docs)

    def _sides(self, rows: Iterable[Row]) -> set[tuple[int, int]]:
        return {side for row in rows for side in self._taken.get(str(row["fact_id"]), ())}

    @cached_property
    def _taken(self) -> Mapping[str, Sequence[tuple[int, int]]]:
        """By fact the disagreements that it is part of, by number, and its side in each."""
        found: dict[str, list[tuple[int, int]]] = {}
        for number, disagreement in enumerate(self._context.disagreements):
            for index, side in enumerate(disagreement.sides):
                for statement in side.statements:
                    found.setdefault(statement.fact_id, []).append((number, index))
        return found

    @cached_property
    def _by_sentence(self) -> Mapping[tuple[str, tuple[str, ...]], Sequence[Row]]:
        found: dict[tuple[str, tuple[str, ...]], list[Row]] = {}
        columns = [
            "fact_id",
            "doc",
            "sentence",
            "quote",
            "subject",
            "attribute",
            "value",
            "scope",
            "modality",
            "schema",
        ]
        for row in self._context.facts[columns].to_dict("records"):
            found.setdefault((str(row["doc"]), keys(str(row["sentence"]))), []).append(row)
        return found

    def _facts(self, text: Text, at: int, side: Sequence[Word]) -> Iterable[Row]:
        """The facts of one sentence whose words hold all those of one side of a difference."""
        wanted = {word.key for word in side}
        doc = text.passages[0].doc
        for row in self._by_sentence.get((doc, text.sentences[at]), ()):
            if wanted <= set(keys(str(row["quote"]))):
                yield row

    def _alike(self, one: Row, other: Row) -> bool:
        if any(one[name] != other[name] for name in ("schema", "subject", "attribute", "scope", "modality")):
            return False
        domain = self._context.domains[str(one["schema"])]
        attribute = domain.attributes[str(one["attribute"])]
        values = [parse(attribute.kind_of(str(row["value"])), str(row["value"])) for row in (one, other)]
        agreement = Agreement(domain, attribute, str(one["subject"]))
        # Agreeing is not enough: up to 24 hours and up to 49 hours overlap, and are two texts all the same.
        return agreement.equal_key(values[0]) == agreement.equal_key(values[1])
