from __future__ import annotations

from dataclasses import replace

import pytest

from factlint.values import ValueKind, parse
from factlint.wording import amount_words, listed, scope_words, sentence_case, value_words
from tests.builders import garden


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        ("duration", "P6M", "6 months"),
        ("duration", "P1Y", "1 year"),
        ("duration", "P0.5Y", "half a year"),
        ("duration", "PT0.5H", "half an hour"),
        ("duration", "P0.5Y..P1Y", "half a year to 1 year"),
        ("duration", "P1.5Y", "1.5 years"),
        ("duration", "P1Y6M", "1 year 6 months"),
        ("duration", "PT240H", "240 hours"),
        ("duration", "PT30M", "30 minutes"),
        ("duration", "P4W..P6W", "4 to 6 weeks"),
        ("duration", "P1W..P2W", "1 to 2 weeks"),
        ("duration", "P6M..P2Y", "6 months to 2 years"),
        ("duration", "..P6M", "up to 6 months"),
        ("age", "P18Y..", "at least 18 years"),
        ("count", "5", "5"),
        ("count", "4..6", "4 to 6"),
        ("count", "..8", "up to 8"),
        ("rate", "2/P1D", "twice a day"),
        ("rate", "1/P1D", "once a day"),
        ("rate", "3/P1D", "3 times a day"),
        ("rate", "1..2/P1D", "1 to 2 times a day"),
        ("rate", "1/PT12H", "every 12 hours"),
        ("rate", "4/PT1H", "4 times an hour"),
        ("rate", "2/P3W", "twice every 3 weeks"),
        ("rate", "1/P4W..P6W", "every 4 to 6 weeks"),
        ("quantity", "100 mg/m2", "100 mg/m2"),
        ("quantity", "0.5..1 mg/kg/d", "0.5 to 1 mg/kg/d"),
        ("percent", "60..70 %", "60 to 70%"),
        ("money", "12 USD/P1M", "12 USD per month"),
        ("money", "12 USD", "12 USD"),
        ("money", "16.5 GBP", "16.50 GBP"),
        ("money", "9.5..12.25 GBP/P1D", "9.50 to 12.25 GBP per day"),
        ("date", "2019-07", "2019-07"),
        ("time", "09:00..17:00", "09:00 to 17:00"),
        ("version", "3.11", "3.11"),
        ("concept", "root-cutting", "root cutting"),
        ("concept", "not-grown", "not grown"),
        ("text", "Green-card", "Green-card"),
    ],
)
def test_values_are_put_into_words(kind: str, text: str, words: str) -> None:
    assert value_words(parse(ValueKind(kind), text), garden()) == words


def test_a_hedged_value_is_about_it() -> None:
    value = replace(parse(ValueKind.DURATION, "P6M"), approx=True)
    assert value_words(value, garden()) == "about 6 months"


def test_a_hedged_bound_is_just_a_bound() -> None:
    value = replace(parse(ValueKind.DURATION, "P1D.."), approx=True)
    assert value_words(value, garden()) == "at least 1 day"


def test_amounts_carry_the_unit_they_are_in() -> None:
    assert amount_words(ValueKind.DURATION, 175.0) == "175 days"
    assert amount_words(ValueKind.DURATION, 1.0) == "1 day"
    assert amount_words(ValueKind.COUNT, 12.0) == "12"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0.125, "3 hours"),
        (1.5, "36 hours"),
        (1 / 96, "15 minutes"),
        (2.0, "2 days"),
        (26.5, "26.5 days"),
        (0.3, "0.3 days"),
    ],
)
def test_a_short_time_is_told_in_a_unit_of_which_it_is_a_whole_number(days: float, words: str) -> None:
    assert amount_words(ValueKind.DURATION, days) == words


def test_lists_and_sentences() -> None:
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"], "or") == "a, b or c"
    assert sentence_case("iPhone") == "IPhone"
    assert sentence_case("") == ""


def test_a_scope_is_put_into_words() -> None:
    assert scope_words(garden(), (("climate", "cold"), ("stage", "mature"))) == "climate: cold, stage: mature"
