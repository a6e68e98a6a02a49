"""The checks that a schema makes of the facts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from factlint.domain.checks import failures
from factlint.domain.model import Concept, Domain
from tests.builders import facts_table, garden


@pytest.fixture
def domain() -> Domain:
    """The garden, with a plant and ends for its growing time."""
    small = garden()
    concepts = {**small.concepts, "rose": Concept("rose", ("plant",), ("rose",))}
    bounded = replace(small.attributes["growing_time"], minimum=1.0, maximum=366.0)
    return replace(small, concepts=concepts, attributes={**small.attributes, "growing_time": bounded})


def broken(domain: Domain, **fact: Any) -> str:
    facts: pd.DataFrame = facts_table([{"doc": "a", "attribute": "growing_time", "value": "P6M", **fact}])
    return failures(facts, domain).get(0, "")


def test_a_fact_that_keeps_to_the_schema_passes(domain: Domain) -> None:
    assert broken(domain) == ""
    assert broken(domain, attribute="feed", value="5 mg") == ""
    assert broken(domain, attribute="watering", value="2/P1D") == ""


def test_a_fact_beyond_the_bounds_is_told_what_they_are(domain: Domain) -> None:
    assert broken(domain, value="P60Y") == "growing time is at most 366 days"


def test_a_unit_must_be_that_of_the_value(domain: Domain) -> None:
    assert broken(domain, unit="W") == "growing time is in the unit that its value names"
    assert "in the unit that its value names" in broken(domain, attribute="feed", value="5 mg", unit="g")


def test_every_check_that_fails_is_named_in_the_order_of_the_schema(domain: Domain) -> None:
    said = broken(domain, value="P60Y", unit="W", subject="fern")
    parts = ["is at most 366 days", "is in the unit that its value names", "is said of a plant"]
    assert said == "; ".join(f"growing time {part}" for part in parts)


def test_each_row_has_its_own_failures(domain: Domain) -> None:
    fact = {"doc": "a", "attribute": "growing_time"}
    facts = facts_table([{**fact, "value": "P60Y"}, {**fact, "value": "P6M"}, {**fact, "value": "PT1H"}])
    found = failures(facts, domain)
    assert list(found) == [0, 2]
    assert found[2] == "growing time is at least 1 day"
