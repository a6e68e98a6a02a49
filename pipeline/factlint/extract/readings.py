"""A quantity as it is being read: its ends, and where its words stand, before qualifiers are applied."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias

from factlint import values
from factlint.extract.measures import Parts
from factlint.extract.wordlists import Exact
from factlint.values import Value, ValueKind

End: TypeAlias = Exact | Parts | dt.time | None
Periods: TypeAlias = tuple[Parts, Parts | None] | None


@dataclass(frozen=True, slots=True)
class Reading:
    """One quantity without its qualifiers.

    Attributes:
        kind: its kind.
        low: its lower end: a number, the parts of a length of time, a time of day; None is open.
        high: its upper end.
        start: first character.
        end: one past the last.
        unit: the UCUM unit of a quantity, the currency and period of money, else "".
        periods: for a rate the period, and the longest where it varies.
        approx: whether its own words are vague ("a few").
        least: whether its own words make it a lower end ("5+ years").
        fixed: the value of what takes no qualifiers (dates, versions).
    """

    kind: ValueKind
    low: End
    high: End
    start: int
    end: int
    unit: str = ""
    periods: Periods = None
    approx: bool = False
    least: bool = False
    fixed: Value | None = None

    def value(self, *, least: bool, most: bool, approx: bool) -> Value:
        """The value; ``least`` opens its upper end, ``most`` its lower one."""
        if self.fixed is not None:
            return self.fixed
        low, high = self.low, self.high
        if (least or self.least) and low is not None:
            high = None
        elif most and high is not None:
            low = None
        return _value(self.kind, low, high, self.unit, self.periods, approx or self.approx)


@dataclass(frozen=True, slots=True)
class Skip:
    """Words that are no quantity and hold none, up to ``end``."""

    end: int


@lru_cache(maxsize=4096)
def _value(kind: ValueKind, low: End, high: End, unit: str, periods: Periods, approx: bool) -> Value:
    """The value; pages repeat a few hundred of them."""
    match low, high:
        case (tuple() | None, tuple() | None):
            return values.periods(low, high, kind=kind, approx=approx)
        case (dt.time() | None, dt.time() | None):
            return values.time(low, high, approx=approx)
        case (int() | Fraction() | None, int() | Fraction() | None):
            return _number(kind, low, high, unit, periods, approx)
    raise TypeError(f"the ends of a {kind.value} are of two types")


def _number(kind: ValueKind, low: Exact | None, high: Exact | None, unit: str, periods: Periods, approx: bool) -> Value:
    if periods is not None:
        return values.rate(low, high, *periods, approx=approx)
    if kind is ValueKind.MONEY:
        currency, _, per = unit.partition("/")
        return values.money(low, high, currency, per, approx=approx)
    if kind is ValueKind.PERCENT:
        return values.percent(low, high, approx=approx)
    return values.quantity(low, high, unit, approx=approx) if unit else values.count(low, high, approx=approx)
