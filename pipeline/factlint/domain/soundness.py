"""Checks a schema against itself: what one part says of another must be possible there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from factlint.domain.model import Attribute, Domain, Relation
from factlint.domain.schemafile import SchemaFile
from factlint.domain.yamlfile import KeyPath, YamlFile
from factlint.values import Value, ValueKind, bound, dimension, parse

COLUMNS: Final = frozenset(
    {
        *("fact_id", "claim_id", "doc", "line", "column", "end_line", "end_column", "start", "end", "quote"),
        *("sentence", "section", "subject", "subject_text", "attribute", "value", "low", "high", "unit", "approx"),
        *("hedged", "modality", "scope", "as_of", "schema", "pattern", "confidence", "reasons", "failure"),
    }
)
"""Columns of the table of facts and of the rejected ones, whose names no scope dimension can take."""

_TERM: Final = re.compile(r"[a-z][a-z0-9_]*")
_TIMES: Final = {ValueKind.AGE: ValueKind.DURATION}
_MEASURES: Final = {ValueKind.PERCENT, ValueKind.QUANTITY, ValueKind.MONEY}
_PLAIN: Final = {ValueKind.DURATION, ValueKind.AGE, ValueKind.COUNT, *_MEASURES}
_FACTORS: Final = _PLAIN | {ValueKind.RATE}
_SAMPLES: Final = {
    ValueKind.COUNT: "3",
    ValueKind.PERCENT: "50 %",
    ValueKind.QUANTITY: "10 mg",
    ValueKind.MONEY: "12 EUR",
    ValueKind.RATE: "2/P1D",
    ValueKind.DATE: "2021-03-12",
    ValueKind.TIME: "09:30",
}


def check_soundness(file: YamlFile, model: SchemaFile, domain: Domain) -> None:
    """Check scope, bounds, values, relations and examples.

    Raises:
        SchemaError: the first fault, at its place.
    """
    checks = _Soundness(file, model, domain)
    checks.scope()
    for attribute in domain.attributes.values():
        checks.values(attribute)
        checks.examples(attribute)
    checks.allowances()
    for number, relation in enumerate(domain.relations):
        checks.relation(number, relation)


def read_bounds(
    file: YamlFile, where: KeyPath, kind: ValueKind, low: str | None, high: str | None
) -> tuple[float | None, float | None]:
    """The ends of plausible values of ``kind``, in base units.

    Raises:
        SchemaError: one is not of that kind, or they are not in order.
    """
    ends = {
        name: _bound(file, (*where, name), kind, text)
        for name, text in (("min", low), ("max", high))
        if text is not None
    }
    if len(ends) > 1:
        least, most = ends["min"], ends["max"]
        if dimension(least) != dimension(most):
            raise file.error((*where, "max"), f"{high!r} cannot be compared with {low!r}", "give both in one unit")
        if (least.low or 0.0) > (most.low or 0.0):
            raise file.error((*where, "min"), f"{low!r} is more than {high!r}", "exchange min and max")
    return tuple(ends[name].low if name in ends else None for name in ("min", "max"))  # type: ignore[return-value]


def _bound(file: YamlFile, where: KeyPath, kind: ValueKind, text: str) -> Value:
    remedy = f"write one such as {_SAMPLES.get(kind, '1 day')}"
    try:
        value = bound(text) if kind in _PLAIN else parse(kind, text)
    except ValueError as error:
        raise file.error(where, f"{text!r} is no {kind.value}: {error}", remedy) from error
    if value.low is None:
        raise file.error(where, f"a {kind.value} has no bounds", "remove them")
    wanted = _TIMES.get(kind, kind)
    if value.kind is not wanted:
        raise file.error(where, f"{text!r} is a {value.kind.value}, and the attribute takes a {kind.value}", remedy)
    return value


class _Soundness:
    def __init__(self, file: YamlFile, model: SchemaFile, domain: Domain) -> None:
        self._file, self._model, self._domain = file, model, domain

    def scope(self) -> None:
        for name in self._domain.dimensions:
            if name in COLUMNS or not _TERM.fullmatch(name):
                why = "is a column of the table of facts" if name in COLUMNS else "is no name of a dimension"
                remedy = "use another word of lower-case letters, digits and underscores"
                raise self._file.error(("scope", name), f"{name!r} {why}", remedy)

    def values(self, attribute: Attribute) -> None:
        """``negated`` and ``possible`` turn values into values."""
        entry = self._model.attributes[attribute.id]
        for name, turned in (("negated", entry.negated), ("possible", entry.possible)):
            for before, after in turned.items():
                self._value(attribute, [before, after], ("attributes", attribute.id, name, before))

    def examples(self, attribute: Attribute) -> None:
        for number, example in enumerate(self._model.attributes[attribute.id].examples):
            for count, fact in enumerate(example.facts):
                if fact.subject not in self._domain.concepts:
                    where = ("attributes", attribute.id, "examples", number, "facts", count, "subject")
                    raise self._file.error(where, f"{fact.subject!r} is no concept", "write the id of a concept")

    def allowances(self) -> None:
        for concept in self._domain.concepts.values():
            for name, values in concept.allow.items():
                where = ("concepts", concept.kinds[0], concept.id, "allow", name)
                for number, value in enumerate(values):
                    self._value(self._domain.attributes[name], [value], (*where, number))

    def relation(self, number: int, relation: Relation) -> None:
        """All terms are numbers, and all factors but one are counts, or the product has no unit to be given in."""
        where = ("relations", number, relation.id)
        kinds = {name: self._domain.attributes[name].kind for name in (relation.total, *relation.factors)}
        for name, kind in kinds.items():
            if kind not in _FACTORS:
                raise self._file.error(where, f"{name!r} is a {kind.value}, not a number", "relate numbers alone")
        measured = [name for name in relation.factors if kinds[name] is not ValueKind.COUNT]
        if len(measured) > 1:
            raise self._file.error(
                where, f"{' and '.join(measured)} are no counts", "all factors but one must be counts"
            )
        made = kinds[measured[0]] if measured else ValueKind.COUNT
        total = kinds[relation.total]
        if _TIMES.get(total, total) is not _TIMES.get(made, made):
            raise self._file.error(
                where, f"{relation.total!r} is a {total.value}, and its factors make a {made.value}", "correct one"
            )

    def _value(self, attribute: Attribute, values: Iterable[str], where: KeyPath) -> None:
        for value in values:
            if not self._has(attribute, value):
                known = ", ".join(attribute.values) or f"a {attribute.value_kind or attribute.kind.value}"
                raise self._file.error(where, f"{value!r} is no value of {attribute.id}", f"known: {known}")

    def _has(self, attribute: Attribute, value: str) -> bool:
        if attribute.values:
            return value in attribute.values
        if attribute.kind is ValueKind.CONCEPT:
            concept = self._domain.concepts.get(value)
            return concept is not None and attribute.value_kind in concept.kinds
        try:
            parse(attribute.kind, value)
        except ValueError:
            return False
        return True
