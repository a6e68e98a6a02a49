from __future__ import annotations

from dataclasses import replace

import pytest

from factlint.compare.agreement import Agreement
from factlint.values import Value, parse
from tests.builders import garden


def agreement(attribute: str, subject: str = "rose") -> Agreement:
    domain = garden()
    return Agreement(domain, domain.attributes[attribute], subject)


def read(attribute: str, text: str) -> Value:
    """A value; a tilde before it hedges it."""
    value = parse(garden().attributes[attribute].kind, text.removeprefix("~"))
    return replace(value, approx=text.startswith("~"))


@pytest.mark.parametrize(
    ("attribute", "first", "second", "agree"),
    [
        ("growing_time", "P6M", "P6M", True),
        ("growing_time", "P6M", "P7M", False),
        ("growing_time", "P12M", "P1Y", True),
        ("growing_time", "P10D", "PT240H", True),
        ("growing_time", "P175D", "P6M", True),
        ("growing_time", "P160D", "P6M", False),
        ("growing_time", "~P6M", "P175D", True),
        ("growing_time", "P5M..P7M", "P6M", True),
        ("growing_time", "P5M..P7M", "P7M..P9M", True),
        ("growing_time", "P4M..P5M", "P6M..P7M", False),
        ("growing_time", "..P6M", "P2M", True),
        ("growing_time", "P2Y..", "P18M", False),
        ("growing_time", "P2Y..", "..P1Y", False),
        ("rounds", "5", "6", False),
        ("rounds", "~5", "6", False),
        ("rounds", "~10", "11", True),
        ("watering", "2/P1D", "1/PT12H", True),
        ("watering", "1/P1W", "1/P1D", False),
        ("edition", "3.10", "3.10", True),
        ("edition", "3.1", "3.10", False),
        ("method", "cutting", "root-cutting", True),
        ("method", "leaf-cutting", "root-cutting", False),
        ("status", "grown", "sometimes-grown", True),
        ("status", "grown", "on-trial", True),
        ("status", "rarely-grown", "sometimes-grown", False),
        ("label", "Green  card", "green card", True),
    ],
)
def test_values_agree_either_way_round(attribute: str, first: str, second: str, agree: bool) -> None:
    values = read(attribute, first), read(attribute, second)
    assert agreement(attribute).agree(*values) is agree
    assert agreement(attribute).agree(*reversed(values)) is agree


def test_values_a_subject_is_allowed_agree_for_that_subject_alone() -> None:
    values = read("method", "seed"), read("method", "cutting")
    assert agreement("method", "fern").agree(*values)
    assert not agreement("method", "rose").agree(*values)


def test_equal_quantities_have_one_key_in_any_unit() -> None:
    same = agreement("growing_time")
    assert same.equal_key(read("growing_time", "P4W")) == same.equal_key(read("growing_time", "~P28D"))
    assert same.equal_key(read("growing_time", "P4W")) != same.equal_key(read("growing_time", "P4W.."))
