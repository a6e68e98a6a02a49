from __future__ import annotations

from typing import Any

import pytest

from factlint.project import Collection
from factlint.rules import findings_tables, judge
from tests.builders import context

CONFLICT = [
    {"doc": "a", "attribute": "growing_time", "value": "P6M"},
    {"doc": "b", "attribute": "growing_time", "value": "P3M"},
]
CONTRADICTION = [
    {"doc": "a", "attribute": "growing_time", "value": "P6M"},
    {"doc": "a", "attribute": "growing_time", "value": "P3M"},
]


def copied(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [dict(row) for row in rows]


def codes(*args: Any, **options: Any) -> list[tuple[str, str]]:
    findings = judge(context(*args, **{"ignore": ("O",), **options}))
    return [(each.info.code, each.severity) for each in findings]


def test_configuration_changes_a_severity() -> None:
    assert codes(copied(CONFLICT), severity={"C101": "info"}) == [("C101", "info")]


def test_a_rule_may_be_off() -> None:
    assert codes(copied(CONFLICT), severity={"C101": "off"}) == []


def test_a_collection_changes_the_severity_on_its_own_pages() -> None:
    own = (Collection(paths=("b",), severity={"C101": "info"}),)
    other = (Collection(paths=("a",), severity={"C101": "info"}),)
    assert codes(copied(CONFLICT), collections=own) == [("C101", "info")]
    assert codes(copied(CONFLICT), collections=other) == [("C101", "error")]


def test_what_only_a_publisher_can_mend_is_no_error_whatever_is_configured() -> None:
    pages = {"a": {"ours": False}, "b": {"ours": False}}
    assert codes(copied(CONFLICT), pages=pages, severity={"C101": "error"}) == [("C101", "warning")]


def test_selected_codes_alone_are_reported() -> None:
    assert codes(copied(CONFLICT), select=("C",), ignore=()) == [("C101", "error")]
    assert codes(copied(CONFLICT), select=("I",), ignore=()) == []


def test_ignoring_a_rule_does_not_bring_its_findings_back_under_another() -> None:
    assert codes(copied(CONTRADICTION)) == [("I101", "error")]
    assert codes(copied(CONTRADICTION), ignore=("I101", "O")) == []


def test_findings_less_sure_than_wanted_are_hidden() -> None:
    unsure = [{**row, "confidence": 0.5} for row in CONFLICT]
    assert codes(unsure, min_confidence=0.6) == []
    assert codes(unsure, min_confidence=0.5) == [("C101", "error")]


@pytest.mark.parametrize("sureness", [(0.0, 1.0), (1.0, 0.0), (0.0, 0.0)])
def test_how_sure_facts_are_hides_nothing_unless_it_is_asked_for(sureness: tuple[float, float]) -> None:
    unsure = [{**row, "confidence": sure} for row, sure in zip(CONFLICT, sureness, strict=True)]
    assert codes(unsure) == codes(copied(CONFLICT)) == [("C101", "error")]


def test_a_side_is_as_sure_as_its_surest_fact() -> None:
    facts = [*copied(CONFLICT), {**CONFLICT[1], "doc": "c", "confidence": 0.2}]
    assert judge(context(facts, ignore=("O",)))[0].confidence == 1.0


def test_the_most_harmful_come_first() -> None:
    facts = [
        {"doc": "a", "attribute": "rest", "value": "P1M"},
        {"doc": "b", "attribute": "rest", "value": "P2M"},
        {"doc": "a", "attribute": "feed", "value": "5 mg"},
        {"doc": "b", "attribute": "feed", "value": "9 mg"},
        {"doc": "a", "attribute": "status", "value": "grown"},
        {"doc": "b", "attribute": "status", "value": "not-grown"},
    ]
    found = judge(context(facts))
    order = [("C101", "feed"), ("C101", "rest"), ("C102", "status"), ("O104", None)]
    assert [(each.info.code, each.attribute) for each in found] == order


def test_the_order_of_rows_changes_nothing() -> None:
    facts = [*copied(CONFLICT), *({**row, "subject": "fern"} for row in CONTRADICTION)]
    made = context(facts)
    shuffled = context(facts)
    object.__setattr__(shuffled, "facts", made.facts.iloc[::-1].reset_index(drop=True))
    object.__setattr__(shuffled, "documents", made.documents.iloc[::-1].reset_index(drop=True))
    for one, other in zip(findings_tables(judge(made)), findings_tables(judge(shuffled)), strict=True):
        assert one.equals(other)


def test_a_place_that_gives_several_facts_is_shown_once() -> None:
    both = [
        {**CONFLICT[0], "start": 5, "scope": {"climate": climate}, "fact_id": climate} for climate in ("cold", "hot")
    ]
    found = judge(context([*both, CONFLICT[1] | {"start": 9}], ignore=("O",)))
    assert {len(each.related) for each in found} == {1}


@pytest.mark.parametrize("doc", ["a", "b", "c"])
def test_a_page_joining_a_disagreement_keeps_its_fingerprint(doc: str) -> None:
    before = judge(context(copied(CONFLICT), ignore=("O",)))
    joined = [*copied(CONFLICT), {**CONFLICT[0], "doc": doc}]
    after = [each for each in judge(context(joined, ignore=("O",))) if each.info.code == "C101"]
    assert {each.fingerprint for each in after} <= {each.fingerprint for each in before}


def test_a_message_names_no_more_than_a_few_of_many_values() -> None:
    facts = [{"doc": f"p{number}", "attribute": "rounds", "value": str(number)} for number in range(1, 31)]
    found = judge(context(facts, ignore=("O",)))
    assert [each.info.code for each in found] == ["C101"]
    assert found[0].message.endswith("6 on 1, 24 more values on others")
    assert len(found[0].related) == 29
