"""The part of a disagreement that is seen at some of its places."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factlint.compare.disagreements import Disagreement
    from factlint.compare.sides import Side, Statement


def part(disagreement: Disagreement, fact_ids: Collection[str]) -> Disagreement:
    """The sides taken where these facts stand, with what is said there and nowhere else.

    Of several facts at one place that say the same (of two cases, joined by "or") one stands for all. The disagreement
    is left whole where fewer than two sides would remain.
    """
    spots = {_spot(each) for side in disagreement.sides for each in side.statements if each.fact_id in fact_ids}
    sides = tuple(left for side in disagreement.sides if (left := _at(side, spots)))
    return replace(disagreement, sides=sides) if len(sides) > 1 else disagreement


def _at(side: Side, spots: set[tuple[str, int, int, str]]) -> Side | None:
    statements = tuple(each for each in side.statements if _spot(each) in spots)
    claims = tuple(claim for claim in side.claims if any(each.claim is claim for each in statements))
    values = tuple(value for value in side.values if any(claim.value == value for claim in claims))
    return replace(side, values=values, claims=claims, statements=statements) if statements else None


def _spot(statement: Statement) -> tuple[str, int, int, str]:
    return statement.doc, statement.start, statement.end, statement.value
