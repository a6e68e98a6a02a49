"""Disagreements: the disputes of all topics with the places, pages and dates of every statement in them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, Final

from factlint.compare.claims import Claim, Topic, contested_topics
from factlint.compare.clashes import MOST_SIDES, Clash, clashes
from factlint.compare.disputes import Dispute, disputes
from factlint.compare.scope import Scope, comparable, regions_differ
from factlint.compare.sides import Records, Side, make_side, records
from factlint.compare.sources import Source, sources

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import pandas as pd

    from factlint.domain.model import Domain

UNSTATED: Final = 0.8  # how sure it is that two claims speak of one case where only one of them says of which


@dataclass(frozen=True, eq=False)
class Disagreement:
    """Statements on one topic on two or more sides.

    Attributes:
        topic: what they are about.
        scope: the broadest case in which they are opposed.
        sides: in order of their values; a side that denies comes last.
    """

    topic: Topic
    scope: Scope
    sides: tuple[Side, ...]

    @property
    def denied(self) -> bool:
        """Whether the last side denies what the first says."""
        return self.sides[-1].denied

    @cached_property
    def confidence(self) -> float:
        """That of the side of which it is least sure, less where all may not speak of one case."""
        sides = min(max(claim.confidence for claim in side.claims) for side in self.sides)
        stated = {_dimensions(claim) for side in self.sides for claim in side.claims}
        return sides if len(stated) == 1 and not self.topic.generic else sides * UNSTATED

    @cached_property
    def fully_stated(self) -> bool:
        """Whether two sides state the same dimensions of scope, and at least one."""
        stated = [{_dimensions(claim) for claim in side.claims} - {frozenset()} for side in self.sides]
        return any(first & second for first, second in combinations(stated, 2))

    @cached_property
    def clashes(self) -> Mapping[str, tuple[Clash, ...]]:
        """The pages that contradict themselves, each with how."""
        return clashes(self.topic, self.sides)

    @cached_property
    def between_pages(self) -> bool:
        """Whether two pages have nothing in common that both could stand by, in comparable scopes."""
        stands: defaultdict[str, set[tuple[int, Scope]]] = defaultdict(set)
        for index, side in enumerate(self.sides):
            for statement in side.statements:
                stands[statement.doc].add((index, statement.claim.scope))
        decided = (stand for stand in stands.values() if len({side for side, _ in stand}) <= MOST_SIDES)
        kinds = sorted({frozenset(stand) for stand in decided}, key=len)
        return any(_opposed(one, other, self.topic.domain) for one, other in combinations(kinds, 2))

    @cached_property
    def regional(self) -> bool:
        """Whether the attribute varies by a dimension in which the sides differ wherever they are opposed."""
        domain = self.topic.domain
        regions = [{claim.region for claim in side.claims} for side in self.sides]
        return bool(self.topic.attribute.varies_by) and all(
            regions_differ(one, other, domain)
            for first, second in combinations(regions, 2)
            for one in first
            for other in second
        )


def without(disagreement: Disagreement, fact_ids: Collection[str]) -> Disagreement | None:
    """What is left of a disagreement without these facts; None where nothing is."""
    if not any(each.fact_id in fact_ids for side in disagreement.sides for each in side.statements):
        return disagreement
    sides = tuple(left for side in disagreement.sides if (left := _without(side, fact_ids)))
    return replace(disagreement, sides=sides) if len(sides) > 1 else None


def _without(side: Side, fact_ids: Collection[str]) -> Side | None:
    statements = tuple(each for each in side.statements if each.fact_id not in fact_ids)
    claims = tuple(claim for claim in side.claims if any(each.claim is claim for each in statements))
    return replace(side, statements=statements, claims=claims) if statements else None


def disagreements(facts: pd.DataFrame, documents: pd.DataFrame, domains: Mapping[str, Domain]) -> list[Disagreement]:
    """Every disagreement in the facts table, each once, in the order of schema, subject, attribute and scope.

    Args:
        facts: the facts table.
        documents: the documents table, every page of ``facts`` in it.
        domains: the schemas by id.
    """
    docs = facts["doc"].to_list()
    found = [each for topic in contested_topics(facts, documents, domains) for each in disputes(topic, docs)]
    rows = records(facts, (row for each in found for side in each.sides for c in side for row in c.rows))
    known = sources(documents)
    return [_disagreement(each, rows, known) for each in found]


def _dimensions(claim: Claim) -> frozenset[str]:
    return frozenset(name for name, _ in claim.scope)


def _disagreement(dispute: Dispute, rows: Records, known: Mapping[str, Source]) -> Disagreement:
    last = len(dispute.sides) - 1
    sides = (
        make_side(dispute, claims, dispute.denied and index == last, rows, known)
        for index, claims in enumerate(dispute.sides)
    )
    return Disagreement(dispute.topic, dispute.scope, tuple(sides))


def _opposed(one: frozenset[tuple[int, Scope]], other: frozenset[tuple[int, Scope]], domain: Domain) -> bool:
    if {side for side, _ in one} & {side for side, _ in other}:
        return False
    return any(comparable(scope, against, domain) for _, scope in one for _, against in other)
