"""Canonical values of facts: a kind, a text, and the interval it stands for in base units.

Base units: days for durations and ages, times a day for rates, percent, minutes after midnight for times of
day, day numbers for dates. Quantities are in the base unit of their dimension (mg, mL, [iU], ...), which
`dimension` names; money is in its currency.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final, TypeAlias

from factlint.units import DAYS, base_unit, time_unit

Number: TypeAlias = Decimal | Fraction | int | float
Period: TypeAlias = Sequence[tuple[Number, str]]
"""A length of time by parts, ``[(1, "Y"), (6, "M")]``; the units are those of `factlint.units.DAYS`."""

_WORDS: Final = {
    "year": "Y",
    "month": "M",
    "week": "W",
    "day": "D",
    "hour": "H",
    "minute": "TM",
    "second": "S",
}
_ROUNDED: Final = Context(prec=6)

_NUM = r"\d{1,18}(?:\.\d{1,12})?"
_INTERVAL = re.compile(rf"(?P<low>{_NUM})?(?P<dots>\.\.)?(?P<high>{_NUM})?")
_PERIOD = re.compile(
    rf"P(?=\d|T\d)(?:({_NUM})Y)?(?:({_NUM})M)?(?:({_NUM})W)?(?:({_NUM})D)?"
    rf"(?:T(?=\d)(?:({_NUM})H)?(?:({_NUM})M)?(?:({_NUM})S)?)?"
)
_UNIT = re.compile(r"[^\s/.;=]{1,40}(?:/[^\s/.;=]{1,40}){0,4}")
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_VERSION = re.compile(r"\d{1,9}(?:\.\d{1,9}){0,5}")
_BOUND = re.compile(rf"({_NUM})\s*(\S.*)?")


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
        text: the canonical form, in the page's own unit: ``P6M``, ``4..6``, ``..P6M``, ``100 mg/m2``.
        low: lower end in the kind's base unit (days for durations, per day for rates); None is open.
        high: upper end; None is open. Both are None for concepts and text.
        unit: the page's own unit as in ``text`` (``M``, ``mg/m2``); "" where there is none. Minutes are
            ``TM``, which keeps them from months; the unit of a rate is its period (``P1D``).
        approx: whether the value itself is hedged ("around 6 months").
    """

    kind: ValueKind
    text: str
    low: float | None = None
    high: float | None = None
    unit: str = ""
    approx: bool = False


def is_written(kind: ValueKind, text: str) -> bool:
    """Whether ``text`` is the canonical form of a value of ``kind``."""
    try:
        parse(kind, text)
    except ValueError:
        return False
    return True


def duration(
    low: Number | None,
    high: Number | None,
    unit: str,
    *,
    kind: ValueKind = ValueKind.DURATION,
    approx: bool = False,
) -> Value:
    """A duration or an age in one unit (Y, M, W, D, H, TM for minutes, S); a bound that is None is open.

    Raises:
        ValueError: the unit is unknown, a bound is negative, or the bounds are in the wrong order.
    """
    return periods(_one_part(low, unit), _one_part(high, unit), kind=kind, approx=approx)


def periods(
    low: Period | None, high: Period | None, *, kind: ValueKind = ValueKind.DURATION, approx: bool = False
) -> Value:
    """A duration or an age whose bounds have parts or units of their own: ``P1Y6M``, ``P6M..P2Y``.

    Raises:
        ValueError: as for `duration`.
    """
    text = _range_text(*(None if bound is None else _period_text(bound) for bound in (low, high)))
    units = dict.fromkeys("".join(unit for _, unit in bound) for bound in (low, high) if bound is not None)
    ends = [None if bound is None else _days(bound) for bound in (low, high)]
    return _value(kind, text, ends[0], ends[1], "..".join(units), approx)


def count(low: Number | None, high: Number | None, *, approx: bool = False) -> Value:
    """How many: ``5``, ``4..6``, ``..8``, ``3..``."""
    return _value(ValueKind.COUNT, _numbers_text(low, high), _exact(low), _exact(high), "", approx)


def percent(low: Number | None, high: Number | None, *, approx: bool = False) -> Value:
    """A share: ``94 %``, ``60..70 %``."""
    return _value(ValueKind.PERCENT, f"{_numbers_text(low, high)} %", _exact(low), _exact(high), "%", approx)


def rate(
    low: Number | None,
    high: Number | None,
    period: Period,
    longest: Period | None = None,
    *,
    approx: bool = False,
) -> Value:
    """How often: ``2/P1D``; with ``longest``, a period that varies: ``1/P4W..P6W``.

    Raises:
        ValueError: a period is empty or nothing, or bounds are in the wrong order.
    """
    shortest, slowest = _days(period), _days(longest or period)
    if not shortest or slowest < shortest:
        raise ValueError("the period of a rate must be longer than nothing, and its bounds in order")
    unit = _range_text(_period_text(period), _period_text(longest or period))
    ends = (_exact(low, 1 / slowest), _exact(high, 1 / shortest))
    return _value(ValueKind.RATE, f"{_numbers_text(low, high)}/{unit}", *ends, unit, approx)


def quantity(low: Number | None, high: Number | None, unit: str, *, approx: bool = False) -> Value:
    """A number and a UCUM unit: ``100 mg/m2``. A unit that is not known is a dimension of its own.

    Raises:
        ValueError: ``unit`` is no unit, or the bounds are in the wrong order.
    """
    if not _UNIT.fullmatch(unit):
        raise ValueError(f"{unit!r} is no unit; write a UCUM unit such as mg/m2")
    _, factor = base_unit(unit)
    text = f"{_numbers_text(low, high)} {unit}"
    return _value(ValueKind.QUANTITY, text, _exact(low, factor), _exact(high, factor), unit, approx)


def money(low: Number | None, high: Number | None, currency: str, per: str = "", *, approx: bool = False) -> Value:
    """An amount in an ISO 4217 currency per ISO period or other unit: ``12 USD/P1M``, ``9.5 EUR/{visit}``."""
    unit = f"{currency}/{per}" if per else currency
    if not re.fullmatch(r"[A-Z]{3}", currency) or (per and not _UNIT.fullmatch(per)):
        raise ValueError(f"{unit!r} is no currency; write a code such as USD or USD/P1M")
    text = f"{_numbers_text(low, high)} {unit}"
    return _value(ValueKind.MONEY, text, _exact(low), _exact(high), unit, approx)


def date(year: int, month: int | None = None, day: int | None = None, *, approx: bool = False) -> Value:
    """A day, a month or a year; low and high are the ordinals of its first and last day."""
    first = dt.date(year, month or 1, day or 1)
    last = first if day else dt.date(year, month or 12, monthrange(year, month or 12)[1])
    text = first.isoformat()[: 10 if day else 7 if month else 4]
    return Value(ValueKind.DATE, text, float(first.toordinal()), float(last.toordinal()), "", approx)


def time(low: dt.time | None, high: dt.time | None, *, approx: bool = False) -> Value:
    """A time of day, or hours that may run over midnight: ``09:00``, ``09:00..17:00``, ``22:00..06:00``."""
    texts = [None if end is None else end.strftime("%H:%M") for end in (low, high)]
    ends = [None if end is None else Fraction(end.hour * 60 + end.minute) for end in (low, high)]
    if ends[0] is not None and ends[1] is not None and ends[0] > ends[1]:
        ends[1] += 1440
    return _value(ValueKind.TIME, _range_text(*texts), ends[0], ends[1], "", approx)


def version(text: str) -> Value:
    """A version number: ``3.11``."""
    if not _VERSION.fullmatch(text):
        raise ValueError(f"{text!r} is no version number; write one such as 3.11")
    return Value(ValueKind.VERSION, text)


def parse(kind: ValueKind, text: str) -> Value:
    """Reads canonical text back; ``approx`` is no part of the text and is False.

    Raises:
        ValueError: ``text`` is not the canonical text of a value of ``kind``; the message says what is wrong.
    """
    if kind in (ValueKind.CONCEPT, ValueKind.TEXT):
        if not text.strip():
            raise ValueError(f"a {kind.value} must not be empty")
        return Value(kind, text)
    value = _READERS[kind](text)
    if value.text != text:
        raise ValueError(f"{text!r} is not in canonical form; write {value.text!r}")
    return value


def bound(text: str) -> Value:
    """Reads a plain bound of a schema: ``1 day``, ``10 years``, ``50 %``, ``3``, ``100 mg/m2``, ``12 USD``.

    Raises:
        ValueError: it is no number with a unit.
    """
    match = _BOUND.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is no number with a unit; write one such as 1 day")
    number, unit = Decimal(match[1]), match[2] or ""
    if not unit:
        return count(number, number)
    if unit == "%":
        return percent(number, number)
    if part := _WORDS.get(unit.lower().removesuffix("s")) or time_unit(unit):
        return duration(number, number, part)
    return money(number, number, unit) if re.fullmatch(r"[A-Z]{3}", unit) else quantity(number, number, unit)


def dimension(value: Value) -> str:
    """What ``value`` is measured in once in base units; only values of one dimension can be compared.

    ``d`` for durations and ages, ``/d`` for rates, the base unit of a quantity (``mg/m2`` for one in g/m2),
    the currency and period of money, ``%``, and "" for values that have no unit.
    """
    match value.kind:
        case ValueKind.DURATION | ValueKind.AGE:
            return "d"
        case ValueKind.RATE:
            return "/d"
        case ValueKind.QUANTITY:
            return base_unit(value.unit)[0]
        case _:
            return value.unit


def _value(kind: ValueKind, text: str, low: Fraction | None, high: Fraction | None, unit: str, approx: bool) -> Value:
    if low is not None and high is not None and low > high:
        raise ValueError(f"the bounds of {text!r} are in the wrong order")
    ends = [None if end is None else float(end) for end in (low, high)]
    return Value(kind, text, ends[0], ends[1], unit, approx)


def _decimal(number: Number) -> Decimal:
    """``number`` without float noise; a fraction that has no end is rounded to 6 digits."""
    if isinstance(number, Fraction):
        exact = Decimal(number.numerator) / Decimal(number.denominator)
        number = exact if Fraction(exact) == number else _ROUNDED.plus(exact)
    found = Decimal(repr(number)) if isinstance(number, float) else Decimal(number)
    if not found.is_finite() or found < 0:
        raise ValueError(f"{number} cannot be a value; write a number from 0 up")
    return found


def _exact(number: Number | None, factor: Fraction | int = 1) -> Fraction | None:
    return None if number is None else Fraction(_decimal(number)) * factor


def _number_text(number: Number) -> str:
    text = format(_decimal(number), "f")
    return (text.rstrip("0").rstrip(".") or "0") if "." in text else text


def _numbers_text(low: Number | None, high: Number | None) -> str:
    return _range_text(*(None if end is None else _number_text(end) for end in (low, high)))


def _range_text(low: str | None, high: str | None) -> str:
    if low is None and high is None:
        raise ValueError("a value must have a lower or an upper bound")
    return low if low is not None and low == high else f"{low or ''}..{high or ''}"


def _one_part(number: Number | None, unit: str) -> Period | None:
    return None if number is None else [(number, unit)]


def _days(period: Period) -> Fraction:
    return sum((Fraction(_decimal(number)) * DAYS[unit] for number, unit in period), Fraction(0))


def _period_text(period: Period) -> str:
    """ISO 8601, parts from the longest unit down."""
    known = list(DAYS)
    if not period or any(unit not in DAYS for _, unit in period):
        raise ValueError(f"a length of time is measured in {', '.join(known)}, not {[unit for _, unit in period]}")
    places = [known.index(unit) for _, unit in period]
    if places != sorted(set(places)):
        raise ValueError("the parts of a length of time must be in order, each unit once")
    texts = [(unit, _number_text(number)) for number, unit in period]
    days = "".join(number + unit for unit, number in texts if unit in ("Y", "M", "W", "D"))
    hours = "".join(number + unit[-1] for unit, number in texts if unit in ("H", "TM", "S"))
    return f"P{days}T{hours}" if hours else f"P{days}"


def _interval(text: str, what: str) -> tuple[Decimal | None, Decimal | None]:
    match = _INTERVAL.fullmatch(text)
    if match is None or not (match["low"] or match["high"]) or (match["low"] and match["high"] and not match["dots"]):
        raise ValueError(f"{text!r} is no {what}; write one such as 5, 4..6, ..8 or 3..")
    low, high = (None if match[end] is None else Decimal(match[end]) for end in ("low", "high"))
    return (low, high) if match["dots"] else (low, low)


def _read_period(text: str) -> list[tuple[Decimal, str]]:
    match = _PERIOD.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no ISO 8601 length of time; write one such as P6M or PT12H")
    return [(Decimal(number), unit) for number, unit in zip(match.groups(), DAYS, strict=True) if number]


def _read_periods(text: str, kind: ValueKind) -> Value:
    first, dots, last = text.partition("..")
    low = _read_period(first) if first else None
    high = (_read_period(last) if last else None) if dots else low
    return periods(low, high, kind=kind)


def _read_rate(text: str) -> Value:
    times, slash, period = text.partition("/")
    if not slash:
        raise ValueError(f"{text!r} is no rate; write one such as 2/P1D")
    first, _, last = period.partition("..")
    return rate(*_interval(times, "count"), _read_period(first), _read_period(last) if last else None)


def _split(text: str, what: str) -> tuple[Decimal | None, Decimal | None, str]:
    numbers, space, unit = text.partition(" ")
    if not space or not unit:
        raise ValueError(f"{text!r} is no {what}; write the number, a space and the unit")
    return *_interval(numbers, "number"), unit


def _read_percent(text: str) -> Value:
    low, high, unit = _split(text, "share")
    if unit != "%":
        raise ValueError(f"{text!r} is no share; write one such as 94 %")
    return percent(low, high)


def _read_money(text: str) -> Value:
    low, high, unit = _split(text, "amount of money")
    currency, _, per = unit.partition("/")
    return money(low, high, currency, per)


def _read_date(text: str) -> Value:
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", text)
    if match is None:
        raise ValueError(f"{text!r} is no date; write one such as 2021-03-12")
    return date(*(int(part) for part in match.groups() if part is not None))


def _read_clock(text: str) -> dt.time | None:
    match = _CLOCK.fullmatch(text)
    if text and match is None:
        raise ValueError(f"{text!r} is no time of day; write one such as 09:30")
    return dt.time(int(match[1]), int(match[2])) if match else None


def _read_time(text: str) -> Value:
    first, dots, last = text.partition("..")
    return time(_read_clock(first), _read_clock(last) if dots else _read_clock(first))


_READERS: Final[dict[ValueKind, Callable[[str], Value]]] = {
    ValueKind.DURATION: lambda text: _read_periods(text, ValueKind.DURATION),
    ValueKind.AGE: lambda text: _read_periods(text, ValueKind.AGE),
    ValueKind.COUNT: lambda text: count(*_interval(text, "count")),
    ValueKind.RATE: _read_rate,
    ValueKind.QUANTITY: lambda text: quantity(*_split(text, "quantity")),
    ValueKind.PERCENT: _read_percent,
    ValueKind.MONEY: _read_money,
    ValueKind.DATE: _read_date,
    ValueKind.TIME: _read_time,
    ValueKind.VERSION: version,
}
