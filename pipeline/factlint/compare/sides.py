"""The sides of a disagreement: what is said, and every statement of it with its place, page and date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from factlint.compare.grouping import sort_key
from factlint.compare.sources import Source, day
from factlint.spans import Place

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd

    from factlint.compare.claims import Claim
    from factlint.compare.disputes import Dispute
    from factlint.values import Value

_COLUMNS: Final = [
    *("doc", "line", "column", "end_line", "end_column", "start", "end"),
    *("quote", "sentence", "value", "as_of", "fact_id"),
]
Records = Mapping[int, Mapping[Any, Any]]


class Statement(NamedTuple):
    """One fact in a disagreement."""

    doc: str
    place: Place
    start: int
    end: int
    quote: str
    sentence: str
    value: str
    as_of: dt.date | None
    fact_id: str
    claim: Claim
    source: Source


@dataclass(frozen=True, eq=False)
class Side:
    """Claims that agree with each other, and everything that makes them.

    Attributes:
        values: what is said, distinct, in sorted order.
        key: stands for the values; it stays as it is when others join that agree.
        denied: whether the side denies the values.
        claims: the claims.
        statements: every fact that makes one, in page order.
    """

    values: tuple[Value, ...]
    key: str
    denied: bool
    claims: tuple[Claim, ...]
    statements: tuple[Statement, ...]

    @cached_property
    def docs(self) -> frozenset[str]:
        """The pages that take this side."""
        return frozenset(statement.doc for statement in self.statements)

    @cached_property
    def newest(self) -> dt.date | None:
        """The newest date that a page vouches for a claim of this side."""
        return max((each.as_of for each in self.statements if each.as_of), default=None)


def records(facts: pd.DataFrame, rows: Iterable[int]) -> Records:
    """The rows of the facts table at these positions, as `make_side` reads them."""
    wanted = sorted(set(rows))
    return dict(zip(wanted, facts.iloc[wanted][_COLUMNS].to_dict("records"), strict=True))


def make_side(
    dispute: Dispute,
    claims: tuple[Claim, ...],
    denied: bool,
    rows: Records,
    known: Mapping[str, Source],
) -> Side:
    """The side that ``claims`` take in ``dispute``."""
    values = tuple(sorted({claim.value for claim in claims}, key=sort_key))
    statements = [make_statement(rows[row], claim, known) for claim in claims for row in claim.rows]
    ordered = tuple(sorted(statements, key=lambda each: (each.doc, each.start, each.end, each.fact_id)))
    return Side(values, _key(dispute, values, denied), denied, claims, ordered)


def _key(dispute: Dispute, values: tuple[Value, ...], denied: bool) -> str:
    """Of values that agree, the broadest and the plainest stands for all, so that others can join."""
    domain, agreement = dispute.topic.domain, dispute.topic.agreement
    plainest = min(values, key=lambda v: (len(domain.ancestors(v.text)), v.approx, sort_key(v)))
    key = agreement.equal_key(plainest) if dispute.denied else agreement.key(plainest)
    return f"not {key}" if denied else key


def make_statement(record: Mapping[Any, Any], claim: Claim, known: Mapping[str, Source]) -> Statement:
    """One row of the facts table as a statement of ``claim``."""
    place = Place(*(int(record[name]) for name in ("line", "column", "end_line", "end_column")))
    texts = {name: str(record[name]) for name in ("quote", "sentence", "value", "fact_id")}
    return Statement(
        doc=str(record["doc"]),
        place=place,
        start=int(record["start"]),
        end=int(record["end"]),
        as_of=day(record["as_of"]),
        claim=claim,
        source=known[str(record["doc"])],
        **texts,
    )
