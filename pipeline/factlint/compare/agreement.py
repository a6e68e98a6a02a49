"""Whether two values of one attribute agree."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from factlint.domain.model import Attribute, Domain, Polarity
from factlint.values import Value, ValueKind

_CATEGORIES: Final = frozenset({ValueKind.CONCEPT, ValueKind.TEXT})
# A tenth of a calendar date means nothing: these are compared as they stand.
_EXACT: Final = frozenset({ValueKind.DATE, ValueKind.TIME, ValueKind.VERSION})
_ROUNDING: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Agreement:
    """How values of one attribute of one subject are compared.

    Attributes:
        domain: the schema both were read by.
        attribute: what they are values of.
        subject: the concept they are said of.
        generic: whether the subject has kinds of its own, so that two claims may be of different ones.
    """

    domain: Domain
    attribute: Attribute
    subject: str
    generic: bool = False

    @property
    def categorical(self) -> bool:
        """Whether values are names and not quantities."""
        return self.attribute.kind in _CATEGORIES

    def tolerance(self, first: Value, second: Value) -> float:
        """The relative difference at which two quantities still agree: none in one unit, unhedged."""
        plain = first.unit == second.unit and not first.approx and not second.approx
        return 0.0 if plain or self.attribute.kind in _EXACT else self.attribute.within

    def agree(self, first: Value, second: Value) -> bool:
        """Whether the two can both be right of the same case."""
        if self.attribute.polarity:
            return len({self.side(first), self.side(second)} - {Polarity.NEUTRAL}) < 2
        if self.categorical:
            return self._names_agree(first, second)
        if first.kind is not second.kind:
            return True  # a number of cases says nothing against a share
        if first.text == second.text or (is_open(first) and is_open(second)):
            return first.text == second.text
        tolerance = self.tolerance(first, second)
        if self.attribute.ends:
            pairs = ((first.low, second.low), (first.high, second.high))
            return all(one is None or other is None or _near(one, other, tolerance) for one, other in pairs)
        return overlap(ends(first), ends(second), tolerance)

    def side(self, value: Value) -> Polarity:
        """On which side of the line a status stands; one the schema does not place is neutral."""
        return self.attribute.polarity.get(value.text, Polarity.NEUTRAL)

    def key(self, value: Value) -> str:
        """What values on one side of the line, or equal ones, have in common."""
        side = self.side(value) if self.attribute.polarity else Polarity.NEUTRAL
        return self.equal_key(value) if side is Polarity.NEUTRAL else str(side)

    def equal_key(self, value: Value) -> str:
        """What equal values have in common, however a page writes them (P4W and P28D)."""
        if self.categorical or is_open(value):
            return folded(value.text)
        low, high = ends(value)
        return f"{low:.6g}..{high:.6g}"

    def _names_agree(self, first: Value, second: Value) -> bool:
        if folded(first.text) == folded(second.text):
            return True
        if self.attribute.kind is not ValueKind.CONCEPT:
            return False
        both = {first.text, second.text}
        related = self.domain.is_a(first.text, second.text) or self.domain.is_a(second.text, first.text)
        # What the schema says the subject is may hold together: a drug is of several classes.
        known = self.domain.allowed(self.subject, self.attribute.id) | self.domain.ancestors(self.subject)
        return related or both <= known


def is_open(value: Value) -> bool:
    """Whether the value has no end on either side, as names and versions have none."""
    return value.low is None and value.high is None


def ends(value: Value) -> tuple[float, float]:
    """Lower and upper end in base units; an open end is infinite."""
    low = -math.inf if value.low is None else value.low
    return low, math.inf if value.high is None else value.high


def overlap(first: tuple[float, float], second: tuple[float, float], tolerance: float) -> bool:
    """Whether two intervals meet, or miss each other by no more than ``tolerance`` of the farther end."""
    return _reaches(first[0], second[1], tolerance) and _reaches(second[0], first[1], tolerance)


def folded(text: str) -> str:
    """Text without regard to case and space."""
    return " ".join(text.casefold().split())


def _near(first: float, second: float, tolerance: float) -> bool:
    return abs(first - second) <= max(tolerance, _ROUNDING) * max(abs(first), abs(second))


def _reaches(low: float, high: float, tolerance: float) -> bool:
    if low <= high:
        return True
    return low - high <= max(tolerance, _ROUNDING) * max(abs(low), abs(high))
