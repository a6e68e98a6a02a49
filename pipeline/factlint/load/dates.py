"""Dates as pages write them: a closed set of forms, read strictly."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from factlint.jurisdiction import codes_of

if TYPE_CHECKING:
    from collections.abc import Sequence

# Where 3/4/2025 is the fourth of March. In Canada both orders are in use.
_MONTH_FIRST: Final = frozenset({"US", "AS", "FM", "GU", "MH", "MP", "PH", "PR", "PW", "UM", "VI"})
_EITHER_ORDER: Final = frozenset({"CA"})
_CENTURY: Final = 2000  # two-digit years: nothing on the web is older
_EARLIEST, _LATEST = 1900, 2199


class Reading(NamedTuple):
    """What was read of a date.

    Attributes:
        end: where it ends in the text.
        date: None where it cannot be told.
        problem: "", "ambiguous" or "unreadable".
    """

    end: int
    date: dt.date | None
    problem: str = ""


class DateReader:
    """Reads dates with the month names given, twelve entries of space-separated forms."""

    def __init__(self, months: Sequence[str]) -> None:
        self._numbers = {name: number for number, names in enumerate(months, 1) for name in names.lower().split()}
        month = "|".join(sorted(map(re.escape, self._numbers), key=len, reverse=True)) or r"(?!)"
        self._forms = re.compile(
            rf"""(?:(?:[a-z]{{3,6}}day|mon|tue|wed|thu|fri|sat|sun),?\s+)?(?:the\s+)?(?:
              (?P<y1>\d{{4}})(?P<s1>[-/.])(?P<m1>\d{{1,2}})
              (?:(?P=s1)(?P<d1>\d{{1,2}})(?:[T\ ]\d{{1,2}}:[\d:.,+Z-]{{2,25}})?)?
            | (?P<a2>\d{{1,2}})(?P<s2>[-/.])(?P<b2>\d{{1,2}})(?P=s2)(?P<y2>\d{{4}}|\d{{2}})
            | (?P<m3>\d{{1,2}})[/.](?P<y3>\d{{4}})
            | (?P<d4>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?(?P<m4>{month})\.?[\s,-]+(?P<y4>\d{{4}})
            | (?P<m5>{month})\.?\s+(?P<d5>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y5>\d{{4}})
            | (?P<m6>{month})\.?,?[\s-]+(?P<y6>\d{{4}})
            | (?P<y7>\d{{4}})
            )(?![\w/]|[-.:]\d)""",
            re.IGNORECASE | re.VERBOSE,
        )

    def read(self, text: str, start: int, jurisdiction: str | None, last: bool = False) -> Reading | None:
        """The date at ``start``; None where there is none.

        Args:
            text: the text.
            start: where the date must begin.
            jurisdiction: ISO 3166-1 or -2; decides the order in 07/08/2021. Several, with spaces between them,
                decide it where their orders are one.
            last: whether a month or a year alone stands for its last day rather than its first.
        """
        match = self._forms.match(text, start)
        if not match:
            return None
        parts = {name: value for name, value in match.groupdict().items() if value is not None}
        if "a2" in parts:
            return self._numeric(parts, match.end(), jurisdiction)
        values = {name[0]: value for name, value in parts.items()}
        named = values.get("m", "")
        month = self._numbers.get(named.lower()) or (int(named) if named.isdigit() else None)
        if "m" in values and month is None:
            return Reading(match.end(), None, "unreadable")
        day = int(values["d"]) if "d" in values else None
        return _reading(match.end(), int(values["y"]), month, day, last)

    @staticmethod
    def _numeric(parts: dict[str, str], end: int, jurisdiction: str | None) -> Reading:
        first, second, year = int(parts["a2"]), int(parts["b2"]), int(parts["y2"])
        year += _CENTURY if len(parts["y2"]) == 2 else 0
        month_first = _is_month_first(jurisdiction)
        sure = first > 12 or second > 12 or first == second
        if parts["s2"] == ".":
            month_first, sure = False, True  # with stops the day comes first everywhere
        elif not sure and month_first is None:
            return Reading(end, None, "ambiguous")
        if sure and (first > 12) != (second > 12) and parts["s2"] != ".":
            month_first = second > 12
        return _reading(end, year, *((first, second) if month_first else (second, first)), last=False)


def _is_month_first(jurisdiction: str | None) -> bool | None:
    """Whether the month comes first there; None where both orders are in use, or nothing is known."""
    countries = {code.partition("-")[0].upper() for code in codes_of(jurisdiction or "")}
    orders = {None if country in _EITHER_ORDER else country in _MONTH_FIRST for country in countries}
    return orders.pop() if len(orders) == 1 else None


def _reading(end: int, year: int, month: int | None, day: int | None, last: bool) -> Reading:
    try:
        if not _EARLIEST <= year <= _LATEST:
            raise ValueError
        if month is None:
            return Reading(end, dt.date(year, 12, 31) if last else dt.date(year, 1, 1))
        if day is None:
            return Reading(end, dt.date(year, month, calendar.monthrange(year, month)[1] if last else 1))
        return Reading(end, dt.date(year, month, day))
    except ValueError:  # calendar.IllegalMonthError is one
        return Reading(end, None, "unreadable")
