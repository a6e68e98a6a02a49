from __future__ import annotations

from typing import Any

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factlint.compare.disagreements import Disagreement, disagreements
from factlint.compare.scope import scope_text
from tests.builders import documents_table, facts_table, garden

rows = st.fixed_dictionaries(
    {
        "doc": st.sampled_from("abcd"),
        "attribute": st.just("growing_time"),
        "value": st.sampled_from(["P6M", "P26W", "P3M", "P12W", "P5M..P7M", "P6M.."]),
        "approx": st.booleans(),
        "hedged": st.booleans(),
        "modality": st.sampled_from(["asserted"] * 4 + ["negated", "historical"]),
        "scope": st.sampled_from([{}, {"climate": "cold"}, {"climate": "alpine"}, {"stage": "mature"}]),
    }
) | st.fixed_dictionaries(
    {
        "doc": st.sampled_from("abcd"),
        "attribute": st.sampled_from(["method", "pollinator"]),
        "value": st.sampled_from(["seed", "cutting", "root-cutting"]),
        "modality": st.sampled_from(["asserted", "asserted", "negated"]),
    }
)
several = st.lists(rows, min_size=2, max_size=8)
examples = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def found(facts: pd.DataFrame) -> list[Disagreement]:
    return disagreements(facts, documents_table({doc: {} for doc in sorted(set(facts["doc"]))}), {"garden": garden()})


def names(facts: pd.DataFrame) -> list[tuple[Any, ...]]:
    """What disagreements are known by, without their pages."""
    return sorted(
        (each.topic.attribute.id, scope_text(each.scope), *(side.key for side in each.sides))
        for each in found(facts)
        if each.between_pages
    )


@examples
@given(several, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(given_rows: list[dict[str, Any]], random: Any) -> None:
    facts = facts_table(given_rows)
    shuffled = facts.sample(frac=1, random_state=random.randrange(1000)).reset_index(drop=True)
    assert names(shuffled) == names(facts)


@examples
@given(several, st.permutations("abcd"))
def test_the_names_of_pages_change_nothing(given_rows: list[dict[str, Any]], renamed: list[str]) -> None:
    facts = facts_table(given_rows)
    other = facts.assign(doc=facts["doc"].map(dict(zip("abcd", renamed, strict=True))))
    assert names(other) == names(facts)


@examples
@given(several)
def test_a_page_that_says_what_another_says_changes_no_name(given_rows: list[dict[str, Any]]) -> None:
    page = [row for row in given_rows if row["doc"] == given_rows[0]["doc"]]
    joined: list[dict[str, Any]] = list(given_rows)
    joined.extend({**row, "doc": "e"} for row in page)
    before, after = names(facts_table(given_rows)), names(facts_table(joined))
    # A page at odds with itself is one finding; a second such page is no new one, nor does it end another's.
    assert set(before) <= set(after)
    assert after == before or any(len(each.clashes) for each in found(facts_table(joined)))


@examples
@given(several)
def test_every_side_is_taken_by_a_page_and_no_statement_is_on_two(given_rows: list[dict[str, Any]]) -> None:
    for each in found(facts_table(given_rows)):
        ids = [statement.fact_id for side in each.sides for statement in side.statements]
        assert len(each.sides) > 1
        assert all(side.docs for side in each.sides)
        assert len(ids) == len(set(ids))


def test_a_value_in_another_unit_joins_a_side_under_its_key() -> None:
    one: list[dict[str, Any]] = [
        {"doc": "a", "attribute": "growing_time", "value": "P28D"},
        {"doc": "b", "attribute": "growing_time", "value": "P3M"},
    ]
    more = [*one, {"doc": "c", "attribute": "growing_time", "value": "P4W", "approx": True}]
    assert names(facts_table(more)) == names(facts_table(one))


def test_many_values_of_one_topic_take_one_pass() -> None:
    made = facts_table([{"doc": "a", "attribute": "growing_time", "value": "P1D"}])
    days = range(1, 20001)
    facts = pd.concat([made] * len(days), ignore_index=True).assign(
        doc=[f"p{day}" for day in days],
        fact_id=[f"f{day}" for day in days],
        value=[f"P{day}D" for day in days],
        low=[float(day) for day in days],
        high=[float(day) for day in days],
    )
    only = found(facts)
    assert len(only) == 1
    assert len(only[0].sides) == len(days)
    assert only[0].between_pages
