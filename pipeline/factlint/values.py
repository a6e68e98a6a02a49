"""Canonical values of facts: a kind, a text, and the interval it stands for in base units."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ValueKind(StrEnum):
    """The closed set of kinds of value a schema chooses among."""

    DURATION = "duration"
    AGE = "age"
    COUNT = "count"
    RATE = "rate"
    QUANTITY = "quantity"
    PERCENT = "percent"
    MONEY = "money"
    DATE = "date"
    TIME = "time"
    VERSION = "version"
    CONCEPT = "concept"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Value:
    """One value.

    Attributes:
        kind: which kind.
        text: the canonical form, in the page's own unit: ``P6M``, ``4..6``, ``..P6M``, ``100 mg/m2``, ``GD2``.
        low: lower end in the kind's base unit (days for durations and ages, per day for rates); None is open.
        high: upper end; None is open. Both are None for concepts and text.
        unit: the page's own unit as in ``text`` (``M``, ``mg/m2``); "" where there is none.
        approx: whether the value itself is hedged ("around 6 months").
    """

    kind: ValueKind
    text: str
    low: float | None = None
    high: float | None = None
    unit: str = ""
    approx: bool = False
