"""Pages whose figures do not add up by a relation of the schema (a total is a product of its factors)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import reduce
from itertools import islice, product
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

import numpy as np
import pandas as pd

from factlint.compare.agreement import ends, overlap
from factlint.compare.claims import combined_codes
from factlint.compare.scope import Scope, comparable
from factlint.values import Value, ValueKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from factlint.domain.model import Domain, Relation

MOST_COMBINATIONS: Final = 100  # of the values one page gives for the factors

Interval: TypeAlias = tuple[float, float]


class Term(NamedTuple):
    """One value of a relation on a page.

    Attributes:
        row: position in the facts table.
        value: the value.
        scope: what limits it.
        confidence: how sure the fact is.
    """

    row: int
    value: Value
    scope: Scope
    confidence: float


@dataclass(frozen=True, eq=False, slots=True)
class Mismatch:
    """A total that no combination of the page's factors makes.

    Attributes:
        domain: the schema.
        relation: the relation.
        subject: the concept that all terms are about.
        total: the total.
        factors: the factors of the first combination, in the relation's order.
        makes: the interval that they make, in base units of the total.
    """

    domain: Domain
    relation: Relation
    subject: str
    total: Term
    factors: tuple[Term, ...]
    makes: Interval


def mismatches(facts: pd.DataFrame, domains: Mapping[str, Domain]) -> Iterator[Mismatch]:
    """Totals that do not match, schema by schema and relation by relation."""
    for schema in sorted(domains):
        for relation in domains[schema].relations:
            yield from _of_relation(facts, domains[schema], schema, relation)


def _of_relation(facts: pd.DataFrame, domain: Domain, schema: str, relation: Relation) -> Iterator[Mismatch]:
    names = [relation.total, *relation.factors]
    usable = (facts["schema"] == schema) & (facts["modality"] == "asserted") & facts["attribute"].isin(names)
    rows = np.flatnonzero(usable.to_numpy())
    own = facts.iloc[rows]
    page = combined_codes([own["doc"], own["subject"]])
    complete = _complete(page, own["attribute"], set(names))
    terms: dict[tuple[str, str], dict[str, list[Term]]] = {}
    for row, record in zip(rows[complete].tolist(), own[complete].to_dict("records"), strict=True):
        key = (str(record["doc"]), str(record["subject"]))
        attribute = str(record["attribute"])
        terms.setdefault(key, {}).setdefault(attribute, []).append(_term(row, record, domain))
    for (_, subject), found in sorted(terms.items()):
        yield from _mismatched(domain, relation, subject, found)


def _complete(
    page: np.ndarray[Any, np.dtype[np.int64]], attributes: pd.Series[Any], names: set[str]
) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """For each row, whether its page gives a value for every term."""
    sets = [page[(attributes == name).to_numpy()] for name in sorted(names)]
    return np.isin(page, reduce(np.intersect1d, sets))


def _term(row: int, record: Mapping[Any, Any], domain: Domain) -> Term:
    kind = domain.attributes[str(record["attribute"])].kind
    low, high = (None if pd.isna(record[end]) else float(record[end]) for end in ("low", "high"))
    value = Value(kind, str(record["value"]), low, high, str(record["unit"]), bool(record["approx"]))
    scope = ((name, record.get(name)) for name in sorted(domain.dimensions))
    stated = tuple((name, each) for name, each in scope if isinstance(each, str))
    return Term(row, value, stated, float(record["confidence"]))


def _mismatched(
    domain: Domain, relation: Relation, subject: str, terms: Mapping[str, Sequence[Term]]
) -> Iterator[Mismatch]:
    for total in sorted(terms[relation.total], key=lambda term: term.row):
        combinations = list(islice(_combinations(domain, relation, total, terms), MOST_COMBINATIONS))
        within = domain.attributes[relation.total].within
        made = [(factors, *_product(factors)) for factors in combinations]
        if made and not any(_adds_up(total, makes, slack, within) for _, makes, slack in made):
            yield Mismatch(domain, relation, subject, total, made[0][0], made[0][1])


def _combinations(
    domain: Domain, relation: Relation, total: Term, terms: Mapping[str, Sequence[Term]]
) -> Iterator[tuple[Term, ...]]:
    choices = [
        [term for term in _distinct(terms[name]) if comparable(term.scope, total.scope, domain)]
        for name in relation.factors
    ]
    for factors in product(*choices):
        if all(comparable(one.scope, other.scope, domain) for one, other in product(factors, factors)):
            yield factors


def _distinct(terms: Sequence[Term]) -> list[Term]:
    ordered = sorted(terms, key=lambda term: term.row)
    return list({(term.value, term.scope): term for term in reversed(ordered)}.values())[::-1]


def _product(factors: Sequence[Term]) -> tuple[Interval, float]:
    """What the factors make, and what one more or less of those that are counted would change."""
    intervals = [(max(ends(each.value)[0], 0.0), ends(each.value)[1]) for each in factors]
    low, high = (math.prod(each[end] for each in intervals) for end in (0, 1))
    counts = [each for term, each in zip(factors, intervals, strict=True) if term.value.kind is ValueKind.COUNT]
    slack = max((high / each[1] for each in counts if 0 < each[1] < math.inf), default=0.0)
    return (low, high), slack


def _adds_up(total: Term, makes: Interval, slack: float, within: float) -> bool:
    # A course is rarely told to the day: a rest after the last cycle may be counted or not.
    widened = (makes[0] - slack, makes[1] + slack)
    return overlap(ends(total.value), widened, within)
