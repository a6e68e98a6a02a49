"""Units of measurement by their UCUM codes, and what they are converted to before values are compared.

A year is 365.2425 days and a month a twelfth of it, so that 12 months are exactly a year.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

DAYS: Final = {
    "Y": Fraction(3652425, 10000),
    "M": Fraction(3652425, 120000),
    "W": Fraction(7),
    "D": Fraction(1),
    "H": Fraction(1, 24),
    "TM": Fraction(1, 1440),
    "S": Fraction(1, 86400),
}
_UCUM_TIME: Final = {"a": "Y", "mo": "M", "wk": "W", "d": "D", "h": "H", "min": "TM", "s": "S"}
_BASES: Final[dict[str, tuple[str, Fraction]]] = {
    "kg": ("mg", Fraction(10**6)),
    "g": ("mg", Fraction(1000)),
    "mg": ("mg", Fraction(1)),
    "ug": ("mg", Fraction(1, 1000)),
    "ng": ("mg", Fraction(1, 10**6)),
    "L": ("mL", Fraction(1000)),
    "dL": ("mL", Fraction(100)),
    "mL": ("mL", Fraction(1)),
    "uL": ("mL", Fraction(1, 1000)),
    "mol": ("mmol", Fraction(1000)),
    "mmol": ("mmol", Fraction(1)),
    "umol": ("mmol", Fraction(1, 1000)),
    "nmol": ("mmol", Fraction(1, 10**6)),
    "k[iU]": ("[iU]", Fraction(1000)),
    "Gy": ("Gy", Fraction(1)),
    "cGy": ("Gy", Fraction(1, 100)),
    "mGy": ("Gy", Fraction(1, 1000)),
    "GBq": ("MBq", Fraction(1000)),
    "mCi": ("MBq", Fraction(37)),
    "km": ("m", Fraction(1000)),
    "m": ("m", Fraction(1)),
    "cm": ("m", Fraction(1, 100)),
    "mm": ("m", Fraction(1, 1000)),
}
_PER_BASES: Final = {"mg": "kg", "mL": "mL"}  # what amounts are divided by: kilograms, millilitres


def time_unit(ucum: str) -> str | None:
    """The part of an ISO period that a UCUM unit of time is, ``M`` for ``mo``; None for any other unit."""
    return _UCUM_TIME.get(ucum)


def known_unit(ucum: str) -> bool:
    """Whether ``ucum`` is a unit that can be converted into others of its dimension."""
    return ucum in _BASES


def base_unit(unit: str) -> tuple[str, Fraction]:
    """The unit that ``unit`` is converted to, and by what factor: ``mg/m2`` and 1000 for ``g/m2``.

    Times in a denominator stay: so much an hour is not 24 times as much a day, as nothing says for how long.
    """
    first, *rest = unit.split("/")
    base, factor = _BASES.get(first, (first, Fraction(1)))
    parts = [base]
    for below in rest:
        measure, size = _BASES.get(below, (below, Fraction(1)))
        target = _PER_BASES.get(measure, below)
        if target != below:
            factor /= size / _BASES[target][1]
        parts.append(target)
    return "/".join(parts), factor
