"""The domain schema as pandera checks on the facts it read: kind, unit, bounds, allowed values, allowed subjects."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Any

import pandas as pd
import pandera.pandas as pa

from factlint.domain.model import Attribute, Domain
from factlint.values import Value, ValueKind, parse

Rows = Callable[[pd.DataFrame], "pd.Series[Any]"]


def facts_checks(domain: Domain, attributes: Collection[str] | None = None) -> pa.DataFrameSchema:
    """A pandera schema whose checks are what ``domain`` says of the values of ``attributes`` (None: of all of its own).

    Each check is named by what would be right, in words for people; run it lazily and every failing row is listed.
    """
    wanted = [one for key, one in domain.attributes.items() if attributes is None or key in attributes]
    return pa.DataFrameSchema(checks=[check for one in wanted for check in _checks(one, domain)])


def failures(facts: pd.DataFrame, domain: Domain) -> dict[Any, str]:
    """For each row of ``facts`` that breaks checks, by index: what would be right, in the order of the checks."""
    broken_by = _suspects(facts, domain)
    if not broken_by:
        return {}
    schema = facts_checks(domain, broken_by)
    try:
        schema.validate(facts, lazy=True)
    except pa.errors.SchemaErrors as error:
        cases = error.failure_cases
        broken = set(zip(cases["index"], cases["check"].astype(str), strict=True))
        order = [str(check.error) for check in schema.checks]
        rows = sorted({index for index, _ in broken if index is not None})
        return {row: "; ".join(dict.fromkeys(says for says in order if (row, says) in broken)) for row in rows}
    return {}


def _suspects(facts: pd.DataFrame, domain: Domain) -> set[str]:
    """The attributes of which a row breaks a check: as a rule none, and each check that is named takes its time."""
    return {
        str(name)
        for name, rows in facts.groupby("attribute")
        if not all(holds(rows).all() for _, holds in _holding(domain.attributes[str(name)], domain))
    }


def _checks(attribute: Attribute, domain: Domain) -> Iterator[pa.Check]:
    return (_check(attribute, says, holds) for says, holds in _holding(attribute, domain))


def _holding(attribute: Attribute, domain: Domain) -> Iterator[tuple[str, Rows]]:
    """What would be right, in words, and which of the attribute's own rows it is true of."""
    title = attribute.title
    if attribute.minimum is not None:
        low = attribute.minimum
        yield f"{title} is at least {_bound(attribute, low)}", lambda rows: ~(_lowest(rows) < low)
    if attribute.maximum is not None:
        high = attribute.maximum
        yield f"{title} is at most {_bound(attribute, high)}", lambda rows: ~(_highest(rows) > high)
    if attribute.values:
        allowed = list(attribute.values)
        yield f"{title} is one of {', '.join(allowed)}", lambda rows: rows["value"].isin(allowed)
    elif attribute.kind is ValueKind.CONCEPT:
        concepts = [key for key, one in domain.concepts.items() if attribute.value_kind in one.kinds]
        yield f"{title} is a {attribute.value_kind}", lambda rows: rows["value"].isin(concepts)
    elif attribute.kind is not ValueKind.TEXT:
        kinds_of_value = " or ".join(kind.value for kind in (attribute.kind, *attribute.other_kinds))
        yield (
            f"{title} is a {kinds_of_value}",
            lambda rows: rows["value"].map(lambda text: _reads(attribute.kind_of(text), text) is not None),
        )
        yield f"{title} is in the unit that its value names", lambda rows: _in_its_unit(attribute, rows)
    subjects = [key for key, one in domain.concepts.items() if not set(attribute.of).isdisjoint(one.kinds)]
    kinds = " or ".join(attribute.of)
    yield f"{title} is said of a {kinds}", lambda rows: rows["subject"].isin(subjects)


def _check(attribute: Attribute, says: str, holds: Rows) -> pa.Check:
    def rows(facts: pd.DataFrame) -> pd.Series[Any]:
        passed = pd.Series(True, index=facts.index)
        own = facts["attribute"] == attribute.id
        if own.any():
            passed[own] = holds(facts[own]).astype(bool)
        return passed

    return pa.Check(rows, error=says)


def _lowest(rows: pd.DataFrame) -> pd.Series[Any]:
    return rows["low"].fillna(rows["high"])


def _highest(rows: pd.DataFrame) -> pd.Series[Any]:
    return rows["high"].fillna(rows["low"])


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


def _in_its_unit(attribute: Attribute, rows: pd.DataFrame) -> pd.Series[Any]:
    """Whether ``unit`` is that of the value; what is no value at all has another check."""
    read = (_reads(attribute.kind_of(text), text) for text in rows["value"])
    right = [value is None or value.unit == unit for value, unit in zip(read, rows["unit"], strict=True)]
    return pd.Series(right, index=rows.index)


def _reads(kind: ValueKind, text: str) -> Value | None:
    try:
        return parse(kind, text)
    except ValueError:
        return None
