"""Canonical text of values, and the interval each stands for."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factlint import values
from factlint.values import Value, ValueKind, bound, dimension, parse

NUMBERS = st.decimals(0, 10**9, places=3, allow_nan=False) | st.integers(0, 10**12)
PAIRS = st.tuples(st.none() | NUMBERS, st.none() | NUMBERS).map(
    lambda pair: pair if None in pair else (min(pair), max(pair))  # type: ignore[type-var]
)
INTERVALS: st.SearchStrategy[Any] = PAIRS.filter(lambda pair: pair != (None, None))
PARTS = st.sampled_from(["Y", "M", "W", "D", "H", "TM", "S"])
UNITS = st.sampled_from(["mg", "g", "mg/m2", "mg/kg/d", "[iU]/m2", "mL", "vial", "100mg/{course}", "g/L", "Cel"])
PERIODS = st.lists(st.tuples(st.integers(1, 500), PARTS), min_size=1, max_size=3, unique_by=lambda part: part[1]).map(
    lambda parts: sorted(parts, key=lambda part: ["Y", "M", "W", "D", "H", "TM", "S"].index(part[1]))
)


def clock(minutes: int) -> dt.time:
    return dt.time(minutes // 60, minutes % 60)


VALUES = st.one_of(
    st.builds(lambda ends, unit: values.duration(ends[0], ends[1], unit), INTERVALS, PARTS),
    st.builds(lambda ends, unit: values.duration(ends[0], ends[1], unit, kind=ValueKind.AGE), INTERVALS, PARTS),
    st.builds(lambda period: values.periods(period, period), PERIODS),
    st.builds(lambda period: values.periods(period, None), PERIODS),
    st.builds(lambda ends: values.count(*ends), INTERVALS),
    st.builds(lambda ends: values.percent(*ends), INTERVALS),
    st.builds(lambda ends, period: values.rate(ends[0], ends[1], period), INTERVALS, PERIODS),
    st.builds(lambda ends, unit: values.quantity(ends[0], ends[1], unit), INTERVALS, UNITS),
    st.builds(
        lambda ends, per: values.money(ends[0], ends[1], "USD", per),
        INTERVALS,
        st.sampled_from(["", "P1M", "{visit}"]),
    ),
    st.builds(lambda day: values.date(day.year, day.month, day.day), st.dates()),
    st.builds(lambda day: values.date(day.year, day.month), st.dates()),
    st.builds(
        lambda minutes: values.time(clock(minutes[0]), clock(minutes[1])),
        st.tuples(*[st.integers(0, 1439)] * 2),
    ),
    st.builds(
        lambda parts: values.version(".".join(map(str, parts))),
        st.lists(st.integers(0, 999), min_size=1, max_size=4),
    ),
)


@given(VALUES)
def test_canonical_text_reads_back_as_the_same_value(value: Value) -> None:
    assert parse(value.kind, value.text) == value


@given(VALUES)
def test_the_lower_end_is_never_above_the_upper(value: Value) -> None:
    assert value.low is None or value.high is None or value.low <= value.high


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (values.duration(6, 6, "M"), "P6M"),
        (values.duration(240, 240, "H"), "PT240H"),
        (values.duration(Fraction(1, 2), Fraction(1, 2), "Y"), "P0.5Y"),
        (values.duration(Decimal("3.50"), Decimal("3.5"), "Y"), "P3.5Y"),
        (values.duration(4, 6, "W"), "P4W..P6W"),
        (values.duration(None, 6, "M"), "..P6M"),
        (values.duration(2, None, "Y"), "P2Y.."),
        (values.duration(30, 60, "TM"), "PT30M..PT60M"),
        (values.periods([(1, "Y"), (6, "M")], [(1, "Y"), (6, "M")]), "P1Y6M"),
        (values.count(4, 6), "4..6"),
        (values.count(None, 8), "..8"),
        (values.count(1000, 1000), "1000"),
        (values.rate(2, 2, [(1, "D")]), "2/P1D"),
        (values.rate(1, 1, [(12, "H")]), "1/PT12H"),
        (values.rate(1, 1, [(4, "W")], [(6, "W")]), "1/P4W..P6W"),
        (values.quantity(0.1, 0.1, "mg"), "0.1 mg"),
        (values.quantity(Decimal("0.5"), 1, "mg/kg/d"), "0.5..1 mg/kg/d"),
        (values.quantity(100, 100, "mg/m2/{course}"), "100 mg/m2/{course}"),
        (values.percent(60, 70), "60..70 %"),
        (values.percent(Fraction(100, 3), Fraction(100, 3)), "33.3333 %"),
        (values.money(12, 12, "USD", "P1M"), "12 USD/P1M"),
        (values.date(2021, 3), "2021-03"),
        (values.time(dt.time(9), dt.time(17, 30)), "09:00..17:30"),
        (values.version("3.11"), "3.11"),
    ],
)
def test_values_have_one_text(value: Value, text: str) -> None:
    assert value.text == text


@pytest.mark.parametrize(
    ("one", "other"),
    [("P12M", "P1Y"), ("P1W", "P7D"), ("PT24H", "P1D"), ("PT60M", "PT1H"), ("P1Y6M", "P18M")],
)
def test_units_of_time_convert_exactly(one: str, other: str) -> None:
    assert parse(ValueKind.DURATION, one).low == parse(ValueKind.DURATION, other).low


def test_base_units() -> None:
    assert parse(ValueKind.DURATION, "P1Y").low == 365.2425
    assert parse(ValueKind.RATE, "1/PT12H").low == 2.0
    assert (parse(ValueKind.RATE, "1/P1W..P2W").low, parse(ValueKind.RATE, "1/P1W..P2W").high) == (
        1 / 14,
        1 / 7,
    )
    assert parse(ValueKind.QUANTITY, "1 g/m2").low == 1000
    assert parse(ValueKind.QUANTITY, "1 mg/L").low == 0.001
    assert parse(ValueKind.TIME, "09:30").low == 570
    assert parse(ValueKind.TIME, "22:00..06:00").high == 1800
    assert parse(ValueKind.DATE, "2020-02").high == dt.date(2020, 2, 29).toordinal()


@pytest.mark.parametrize(
    ("kind", "text", "want"),
    [
        (ValueKind.DURATION, "P6M", "d"),
        (ValueKind.AGE, "P6Y", "d"),
        (ValueKind.RATE, "2/P1D", "/d"),
        (ValueKind.QUANTITY, "1 g/m2", "mg/m2"),
        (ValueKind.QUANTITY, "1 ug/kg/d", "mg/kg/d"),
        (ValueKind.QUANTITY, "1 mg/h", "mg/h"),
        (ValueKind.QUANTITY, "2 vial", "vial"),
        (ValueKind.PERCENT, "5 %", "%"),
        (ValueKind.MONEY, "12 USD/P1M", "USD/P1M"),
        (ValueKind.COUNT, "5", ""),
    ],
)
def test_dimension_keeps_apart_what_cannot_be_compared(kind: ValueKind, text: str, want: str) -> None:
    assert dimension(parse(kind, text)) == want


def test_minutes_are_not_months() -> None:
    assert parse(ValueKind.DURATION, "PT5M").unit == "TM"
    assert parse(ValueKind.DURATION, "P5M").unit == "M"


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        (ValueKind.DURATION, "6 months", "ISO 8601"),
        (ValueKind.DURATION, "P", "ISO 8601"),
        (ValueKind.DURATION, "P06M", "write 'P6M'"),
        (ValueKind.DURATION, "P6M..P2W", "wrong order"),
        (ValueKind.COUNT, "five", "no count"),
        (ValueKind.COUNT, "..", "no count"),
        (ValueKind.COUNT, "5.0", "write '5'"),
        (ValueKind.COUNT, "8..4", "wrong order"),
        (ValueKind.RATE, "twice", "no rate"),
        (ValueKind.RATE, "1/P0D", "longer than nothing"),
        (ValueKind.QUANTITY, "100", "number, a space and the unit"),
        (ValueKind.QUANTITY, "100 mg per day", "no unit"),
        (ValueKind.PERCENT, "94", "number, a space and the unit"),
        (ValueKind.PERCENT, "94 mg", "no share"),
        (ValueKind.MONEY, "12 dollars", "no currency"),
        (ValueKind.DATE, "12/03/2021", "no date"),
        (ValueKind.DATE, "2021-02-30", "day"),
        (ValueKind.TIME, "9am", "no time of day"),
        (ValueKind.TIME, "..", "lower or an upper"),
        (ValueKind.VERSION, "v3", "no version"),
        (ValueKind.CONCEPT, " ", "empty"),
    ],
)
def test_text_that_is_not_canonical_is_refused_with_a_reason(kind: ValueKind, text: str, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        parse(kind, text)


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("1 day", "P1D"),
        ("10 years", "P10Y"),
        ("0.5 hours", "PT0.5H"),
        ("50 %", "50 %"),
        ("50%", "50 %"),
        ("3", "3"),
        ("100 mg/m2", "100 mg/m2"),
        ("12 USD", "12 USD"),
    ],
)
def test_bounds_are_plain_numbers_with_units(text: str, want: str) -> None:
    assert bound(text).text == want


@pytest.mark.parametrize("text", ["", "a day", "-1 day", "1 day or so", "NaN"])
def test_a_bound_without_a_number_and_unit_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"no number with a unit|no unit"):
        bound(text)


@pytest.mark.parametrize("number", [-1, float("nan"), float("inf")])
def test_numbers_that_cannot_be_values_are_refused(number: float) -> None:
    with pytest.raises(ValueError, match="from 0 up"):
        values.count(number, number)
