"""What agreed facts bind: properties that hold whatever is agreed and said."""

from __future__ import annotations

import time
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from factlint.compare.agreed import agreed_facts
from factlint.compare.bound import Judgement, judgements
from tests.builders import documents_table, facts_table, garden, references_table

SCOPES = st.dictionaries(st.sampled_from(["climate", "stage"]), st.sampled_from(["cold", "alpine", "hot"]), max_size=2)
SAID = st.fixed_dictionaries(
    {
        "doc": st.sampled_from(["a", "b", "c"]),
        "attribute": st.just("growing_time"),
        "value": st.sampled_from(["P6M", "P26W", "P9M", "P5M..P7M"]),
        "scope": SCOPES,
        "hedged": st.booleans(),
        "modality": st.sampled_from(["asserted", "negated", "historical"]),
    }
)
AGREED = st.fixed_dictionaries(
    {"attribute": st.just("growing_time"), "value": st.sampled_from(["P6M", "P9M"]), "scope": SCOPES}
)


def judged(facts: list[dict[str, Any]], rows: list[dict[str, Any]]) -> list[Judgement]:
    domains = {"garden": garden()}
    agreed = agreed_facts(references_table(rows), domains)
    pages: dict[str, dict[str, Any]] = {str(each["doc"]): {} for each in facts}
    return judgements(facts_table([dict(each) for each in facts]), documents_table(pages), agreed, domains)


def told(found: list[Judgement]) -> list[tuple[object, ...]]:
    return [
        (one.claim, *({(each.doc, each.value) for each in part} for part in (one.right, one.wrong, one.open)))
        for one in found
    ]


def one_of_each_claim(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return list({tuple(sorted(row["scope"].items())): row for row in rows}.values())


@settings(max_examples=60, deadline=None)
@given(st.lists(SAID, max_size=6), st.lists(AGREED, min_size=1, max_size=3))
def test_no_statement_is_both_right_and_wrong_and_none_of_the_past_is_either(
    facts: list[dict[str, Any]], rows: list[dict[str, Any]]
) -> None:
    for one in judged(facts, one_of_each_claim(rows)):
        right, wrong, left = ({each.fact_id for each in part} for part in (one.right, one.wrong, one.open))
        assert not right & wrong
        assert not (right | wrong) & left
        past = {f"f{number}" for number, each in enumerate(facts) if each["modality"] == "historical"}
        assert not (right | wrong | left) & past


@settings(max_examples=60, deadline=None)
@given(st.lists(SAID, max_size=6), st.lists(AGREED, min_size=1, max_size=3), st.randoms())
def test_the_order_of_pages_and_rows_changes_nothing(
    facts: list[dict[str, Any]], rows: list[dict[str, Any]], random: Any
) -> None:
    rows = one_of_each_claim(rows)
    first = told(judged(facts, rows))
    random.shuffle(facts)
    random.shuffle(rows)
    assert told(judged(facts, rows)) == first


def test_many_pages_and_many_rows_are_judged_in_time() -> None:
    facts = [
        {"doc": f"p{number}", "attribute": "growing_time", "value": f"P{number % 50 + 1}M"} for number in range(2_000)
    ]
    rows = [{"attribute": "growing_time", "value": "P6M", "scope": {"year": f"y{number}"}} for number in range(500)]
    started = time.perf_counter()
    found = judged(facts, [{"attribute": "growing_time", "value": "P6M"}, *rows])
    # The values that agree with six months are the sixth, and nothing that lies within a tenth of it.
    assert sum(len(one.right) + len(one.wrong) for one in found) == 2_000
    assert time.perf_counter() - started < 60
