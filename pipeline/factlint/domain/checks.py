"""The domain schema as pandera checks on the facts it read: kind, unit, bounds, allowed values, allowed subjects."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple

import pandas as pd
import pandera.pandas as pa

from factlint.domain.model import Attribute, Domain
from factlint.values import Value, ValueKind, parse


class _Said(NamedTuple):
    """What a check looks at in one row of the facts; an end that is open is not equal to itself."""

    subject: str
    value: str
    low: float
    high: float
    unit: str

    @property
    def lowest(self) -> float:
        return self.low if self.low == self.low else self.high

    @property
    def highest(self) -> float:
        return self.high if self.high == self.high else self.low


Holds = Callable[[_Said], bool]


class _Check(NamedTuple):
    """One thing that the schema says of an attribute: in words, and whether it is true of a row."""

    attribute: str
    says: str
    holds: Holds


_COLUMNS: Final = list(_Said._fields)


def failures(facts: pd.DataFrame, domain: Domain) -> dict[Any, str]:
    """For each row of ``facts`` that breaks checks, by index: what would be right, in the order of the checks."""
    checks = list(_broken(facts, domain))
    if not checks:
        return {}
    own = facts["attribute"].isin({each.attribute for each in checks})
    # Each check is named by what would be right, in words for people; every failing row is listed.
    schema = pa.DataFrameSchema(checks=list(map(_pandera, checks)))
    try:
        schema.validate(facts.loc[own, ["attribute", *_COLUMNS]], lazy=True)
    except pa.errors.SchemaErrors as error:
        cases = error.failure_cases
        broken = set(zip(cases["index"], cases["check"].astype(str), strict=True))
        rows = sorted({index for index, _ in broken if index is not None})
        return {
            row: "; ".join(dict.fromkeys(each.says for each in checks if (row, each.says) in broken)) for row in rows
        }
    return {}


def _broken(facts: pd.DataFrame, domain: Domain) -> Iterator[_Check]:
    """The checks that a row breaks, in the schema's order: as a rule none, and one by pandera takes its time."""
    rows: dict[str, list[_Said]] = {}
    for name, said in zip(facts["attribute"], _said(facts), strict=True):
        rows.setdefault(name, []).append(said)
    concepts = _by_kind(domain)
    for name, attribute in domain.attributes.items():
        if name in rows:
            yield from (each for each in _checks(attribute, concepts) if not all(map(each.holds, rows[name])))


def _said(facts: pd.DataFrame) -> Iterator[_Said]:
    return map(_Said._make, zip(*(facts[name].tolist() for name in _COLUMNS), strict=True))


def _by_kind(domain: Domain) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for key, concept in domain.concepts.items():
        for kind in concept.kinds:
            found.setdefault(kind, set()).add(key)
    return found


def _checks(attribute: Attribute, concepts: Mapping[str, set[str]]) -> Iterator[_Check]:
    """What the schema says of an attribute; ``concepts`` are those that there are, by kind."""
    for says, holds in _holding(attribute, concepts):
        yield _Check(attribute.id, f"{attribute.title} {says}", holds)


def _holding(attribute: Attribute, concepts: Mapping[str, set[str]]) -> Iterator[tuple[str, Holds]]:
    if attribute.minimum is not None:
        low = attribute.minimum
        yield f"is at least {_bound(attribute, low)}", lambda said: not said.lowest < low
    if attribute.maximum is not None:
        high = attribute.maximum
        yield f"is at most {_bound(attribute, high)}", lambda said: not said.highest > high
    if attribute.values:
        allowed = attribute.values
        yield f"is one of {', '.join(allowed)}", lambda said: said.value in allowed
    elif attribute.kind is ValueKind.CONCEPT:
        known = concepts.get(attribute.value_kind, set())
        yield f"is a {attribute.value_kind}", lambda said: said.value in known
    elif attribute.kind is not ValueKind.TEXT:
        kinds_of_value = " or ".join(kind.value for kind in (attribute.kind, *attribute.other_kinds))
        yield f"is a {kinds_of_value}", lambda said: _read_as(attribute, said) is not None
        yield "is in the unit that its value names", lambda said: _in_its_unit(attribute, said)
    subjects = set[str]().union(*(concepts.get(kind, ()) for kind in attribute.of))
    kinds = " or ".join(attribute.of)
    yield f"is said of a {kinds}", lambda said: said.subject in subjects


def _pandera(check: _Check) -> pa.Check:
    def rows(facts: pd.DataFrame) -> pd.Series[Any]:
        passed = pd.Series(True, index=facts.index)
        own = facts["attribute"] == check.attribute
        passed[own] = pd.Series(list(map(check.holds, _said(facts[own]))), index=facts.index[own])
        return passed

    return pa.Check(rows, error=check.says)


def _bound(attribute: Attribute, number: float) -> str:
    if attribute.kind not in (ValueKind.DURATION, ValueKind.AGE):
        return f"{number:g}"
    for unit, days in (
        ("year", 365.2425),
        ("month", 365.2425 / 12),
        ("week", 7.0),
        ("day", 1.0),
        ("hour", 1 / 24),
    ):
        count = number / days
        if count >= 1 and abs(count - round(count)) < 1e-6:
            return f"{round(count)} {unit}{'s' if round(count) != 1 else ''}"
    return f"{number * 1440:g} minutes"


def _in_its_unit(attribute: Attribute, said: _Said) -> bool:
    """Whether ``unit`` is that of the value; what is no value at all has another check."""
    value = _read_as(attribute, said)
    return value is None or value.unit == said.unit


def _read_as(attribute: Attribute, said: _Said) -> Value | None:
    return _reads(attribute.kind_of(said.value), said.value)


@lru_cache(maxsize=4096)  # pages repeat a few hundred of them
def _reads(kind: ValueKind, text: str) -> Value | None:
    try:
        return parse(kind, text)
    except ValueError:
        return None
