"""Amounts and their ranges: "6 months", "4 to 6 weeks", "between 50 and 100 mg", "6 months to 2 years"."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from factlint.extract.measures import Measure, Measures, Prose
from factlint.extract.numbers import Form
from factlint.extract.wording import GAP, any_of
from factlint.units import DAYS, base_unit

if TYPE_CHECKING:
    from factlint.extract.wordlists import Unit, Wordlists


class Amount(NamedTuple):
    """One measure, or two that are the ends of a range.

    Attributes:
        low: the first.
        high: the second; ``low`` itself where there is one.
        start: first character of the numbers and units.
        end: one past the last.
    """

    low: Measure
    high: Measure
    start: int
    end: int

    @property
    def is_range(self) -> bool:
        """Whether there are two ends."""
        return self.low is not self.high


class Amounts:
    """Reads the amount that begins at a place."""

    def __init__(self, lists: Wordlists) -> None:
        words = lists.qualifiers
        self.measures = Measures(lists)
        self._joined = re.compile(
            rf"(?:[-‑‐]?{GAP}|[-‑‐])?(?:(?P<to>{any_of(words.to)})|(?P<or>{any_of(words.or_)})"
            rf"|(?P<and>{any_of(words.and_)}))(?:(?<=\W){GAP}?|{GAP}|[-‑‐](?=\w))(?=[\w.½¼¾£$€])"
        )

    def read(self, prose: Prose, at: int, *, between: bool = False) -> Amount | None:
        """The amount at ``at``; ``between`` says that "and" joins its ends.

        Where two numbers share a unit and make no range ("4 and 6 weeks", "from 12 to 6 weeks"), the amount
        is the second, and the first is part of nothing.
        """
        return self._ranged(prose, self.measures.read(prose, at), between)

    def one(self, prose: Prose, at: int) -> Amount | None:
        """One unit of time or a little more, counted by a word: "a week", "another week", "a day or two"."""
        return self._ranged(prose, self.measures.one(prose, at), False)

    def money(self, prose: Prose, at: int) -> Amount | None:
        """An amount of money whose currency stands before the number: "£5", "$5 to $10", "£5-10"."""
        return self._ranged(prose, self.measures.money(prose, at), False)

    def _ranged(self, prose: Prose, low: Measure | None, between: bool) -> Amount | None:
        if low is None or low.figure.plus:
            return low and _alone(low)
        joined = self._joined.match(prose.text, low.end)
        high = self._second(prose, joined.end()) if joined else None
        if joined is None or high is None or high.figure.form is Form.VAGUE:
            return _alone(low)
        if joined["and"] and not between:
            return _alone(high if low.unit is None and high.unit is not None else low)
        return _range(low, high, either=bool(joined["or"]))

    def _second(self, prose: Prose, at: int) -> Measure | None:
        """The number after "to"; "a" or a sign of money may come first."""
        measures = self.measures
        if prose.text[at].isalnum():
            return measures.read(prose, at) or measures.one(prose, at)
        return measures.money(prose, at) or measures.read(prose, at)


def _alone(measure: Measure) -> Amount:
    return Amount(measure, measure, measure.start, measure.end)


def _range(low: Measure, high: Measure, *, either: bool) -> Amount:
    """The range from ``low`` to ``high``, whose unit they may share; one of them where they make none."""
    if low.unit is None and high.unit is not None:
        shared = _in_unit_of(high, high.unit, low)
        return _ends(shared, high) if shared.amount <= high.amount else _alone(high)
    if low.unit is None or high.unit is None:
        return _from_bare(low, high, either=either)
    if either:
        return _alone(low)
    if low.parts and high.parts:
        return _ends(low, high) if _days(low) <= _days(high) else _alone(low)
    converted = _converted(low, low.unit, high, high.unit)
    return _ends(low._replace(code=converted.code), converted) if converted else _alone(low)


def _ends(low: Measure, high: Measure) -> Amount:
    return Amount(low, high, low.start, high.end)


def _from_bare(low: Measure, high: Measure, *, either: bool) -> Amount:
    """A range whose second end is a bare number: "4 to 6", "a day or two", "£5-10"."""
    if high.figure.form is not Form.BARE or high.amount <= low.amount:
        return _alone(low)
    if low.unit is None:
        return _ends(low, high)
    shares = low.figure.form is Form.ARTICLE if either else low.unit.currency
    return _ends(low, _in_unit_of(low, low.unit, high)) if shares and len(low.parts) < 2 else _alone(low)


def _in_unit_of(model: Measure, unit: Unit, bare: Measure) -> Measure:
    """The bare number ``bare`` in the unit of ``model``."""
    amount = bare.figure.value * unit.factor
    parts = tuple((amount, part) for _, part in model.parts[:1])
    return bare._replace(amount=amount, unit=unit, code=model.code, parts=parts)


def _converted(low: Measure, unit: Unit, high: Measure, above: Unit) -> Measure | None:
    """``high`` in the unit of ``low``, which may borrow what ``high`` is divided by; None if they differ."""
    code = high.code if low.code == unit.code == above.code else low.code
    (base, size), (other, factor) = base_unit(code), base_unit(high.code)
    amount = high.amount if factor == size else high.amount * factor / size
    if base != other or unit.currency is not above.currency or amount < low.amount:
        return None
    return high._replace(amount=amount, code=code)


def _days(measure: Measure) -> Fraction:
    return sum((amount * DAYS[part] for amount, part in measure.parts), Fraction(0))
