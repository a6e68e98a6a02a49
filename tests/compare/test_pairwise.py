"""Two pages claim by claim say what a check of the two says, and why."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factlint.compare.pairwise import Pair, Verdict, compare_pages
from factlint.rules import Context, judge
from tests.builders import context

BETWEEN = ("C101", "C102", "C103", "O101", "O102")

plain = st.fixed_dictionaries(
    {
        "doc": st.sampled_from("ab"),
        "attribute": st.just("growing_time"),
        "value": st.sampled_from(["P6M", "P26W", "P3M", "P12W", "P5M..P7M", "P6M..", "P91D", "P100D"]),
        "approx": st.booleans(),
        "hedged": st.booleans(),
        "reasons": st.sampled_from(["", "", "leaves room", "marks an exception"]),
        "modality": st.sampled_from(["asserted"] * 4 + ["negated", "historical", "hypothetical"]),
        "scope": st.sampled_from([{}, {"climate": "cold"}, {"climate": "alpine"}, {"stage": "mature"}]),
    }
)
names = st.fixed_dictionaries(
    {
        "doc": st.sampled_from("ab"),
        "attribute": st.sampled_from(["method", "pollinator", "pest"]),
        "value": st.sampled_from(["seed", "cutting", "root-cutting"]),
        "modality": st.sampled_from(["asserted", "asserted", "negated"]),
        "scope": st.sampled_from([{}, {"climate": "cold"}]),
    }
)
statuses = st.fixed_dictionaries(
    {
        "doc": st.sampled_from("ab"),
        "attribute": st.just("status"),
        "value": st.sampled_from(["grown", "sometimes-grown", "on-trial", "rarely-grown", "not-grown"]),
        "reasons": st.sampled_from(["", "leaves room", "cue: no longer"]),
        "scope": st.sampled_from([{}, {"climate": "cold"}, {"climate": "hot"}]),
    }
)
permits = st.fixed_dictionaries(
    {
        "doc": st.sampled_from("ab"),
        "attribute": st.just("permit"),
        "value": st.sampled_from(["allowed", "banned"]),
        "scope": st.sampled_from([{}, {"jurisdiction": "GB"}, {"jurisdiction": "US"}]),
    }
)
survivals = st.fixed_dictionaries(
    {
        "doc": st.sampled_from("ab"),
        "attribute": st.just("survival"),
        "value": st.sampled_from(["50 %", "90 %"]),
        "scope": st.sampled_from([{}, {"year": "hot"}, {"year": "cold"}]),
    }
)
several = st.lists(st.one_of(plain, names, statuses, permits, survivals), min_size=2, max_size=9)
pages = st.sampled_from(
    [
        {},
        {"a": {"authority": "reference"}},
        {"a": {"authority": "reference", "status": "draft"}},
        {"b": {"status": "archived"}},
        {"a": {"jurisdiction": "GB"}, "b": {"jurisdiction": "US"}},
    ]
)


def made(rows: list[dict[str, Any]], known: dict[str, Any] | None = None) -> Context:
    return context([dict(row) for row in rows], pages={"a": {}, "b": {}, **(known or {})}, ignore=("O103", "O104"))


def paired(tables: Context) -> list[Pair]:
    found = compare_pages(("a", "b"), tables.facts, tables.documents, tables.domains, tables.settings.as_of)
    return list(found.pairs)


def topic(pair: Pair) -> tuple[str, str]:
    return pair.said.subject, pair.said.attribute.id


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(several, pages)
def test_what_a_check_of_the_two_pages_reports_differs_here_and_nothing_else(
    rows: list[dict[str, Any]], known: dict[str, Any]
) -> None:
    tables = made(rows, known)
    findings = [each for each in judge(tables) if each.info.code in BETWEEN]
    reported = {(str(each.subject), str(each.attribute)) for each in findings}
    pairs = [pair for pair in paired(tables) if pair.verdict is Verdict.DIFFER]
    assert {topic(pair) for pair in pairs} == reported
    ids = tables.facts["fact_id"].to_list()
    for pair in pairs:
        assert pair.first is not None
        assert pair.second is not None
        both = {ids[pair.first.rows[0]], ids[pair.second.rows[0]]}
        assert any(both <= {e.fact_id for e in (each.primary, *each.related)} for each in findings)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(several, pages)
def test_every_claim_is_told_with_a_reason(rows: list[dict[str, Any]], known: dict[str, Any]) -> None:
    tables = made(rows, known)
    pairs = paired(tables)
    told = {row for pair in pairs for one in (pair.first, pair.second) if one for row in one.rows}
    assert told == set(range(len(tables.facts)))
    assert all(pair.why for pair in pairs)


def only(*rows: dict[str, Any], **known: Any) -> tuple[str, str]:
    (pair,) = paired(made(list(rows), known))
    return str(pair.verdict), pair.why


def said(doc: str, value: str, attribute: str = "growing_time", **more: Any) -> dict[str, Any]:
    return {"doc": doc, "attribute": attribute, "value": value, **more}


@pytest.mark.parametrize(
    ("first", "second", "verdict", "why"),
    [
        (said("a", "P6M"), said("b", "P6M"), "agree", "both say 6 months"),
        (said("a", "P12M"), said("b", "P1Y"), "agree", "12 months is the same as 1 year"),
        (
            said("a", "P6M", approx=True),
            said("b", "P26W"),
            "agree",
            "about 6 months and 26 weeks agree within 10%: 0.3% apart",
        ),
        (said("a", "P4W..P6W"), said("b", "P5W"), "agree", "4 to 6 weeks and 5 weeks have values in common"),
        (
            said("a", "P6M"),
            said("b", "P12W"),
            "differ",
            "6 months is 182.6 days, 12 weeks is 84 days: 54% apart, 10% allowed",
        ),
        (
            said("a", "P6M"),
            said("b", "P5M"),
            "differ",
            "6 months, 5 months: 17% apart, none allowed between plain values of one unit",
        ),
        (
            said("a", "P6M", scope={"climate": "cold"}),
            said("b", "P3M", scope={"climate": "hot"}),
            "not comparable",
            "climate: cold against hot: two cases",
        ),
        (
            said("a", "P6M", scope={"climate": "cold"}),
            said("b", "P6M"),
            "agree",
            "both say 6 months; less surely, as only one page states climate",
        ),
        (said("a", "P6M"), said("b", "P3M", modality="historical"), "not comparable", "b tells it as history"),
        (
            said("a", "P6M"),
            said("b", "P3M", modality="negated"),
            "not comparable",
            "to deny one value says nothing of another",
        ),
        (
            said("a", "P6M"),
            said("b", "P6M", modality="negated"),
            "differ",
            "one denies what the other says: both say 6 months",
        ),
        (said("a", "seed", "method"), said("b", "cutting", "method"), "differ", "seed is not cutting"),
        (
            said("a", "root-cutting", "method"),
            said("b", "cutting", "method"),
            "agree",
            "root cutting is a kind of cutting",
        ),
        (
            said("a", "grown", "status"),
            said("b", "not-grown", "status"),
            "differ",
            "grown is for it, not grown is against it",
        ),
        (said("a", "grown", "status"), said("b", "on-trial", "status"), "agree", "on trial takes no side"),
        (
            said("a", "50 %", "survival"),
            said("b", "90 %", "survival"),
            "not comparable",
            "year: not stated on both pages, and values are compared only where it is the same",
        ),
        (
            said("a", "allowed", "permit", scope={"jurisdiction": "GB"}),
            said("b", "banned", "permit", scope={"jurisdiction": "US"}),
            "not comparable",
            "jurisdiction: GB against US: two cases",
        ),
        (
            said("a", "5 mg", "feed"),
            said("b", "5 mL", "feed"),
            "not comparable",
            "they are measured in different units",
        ),
    ],
)
def test_a_verdict_has_its_reason(first: dict[str, Any], second: dict[str, Any], verdict: str, why: str) -> None:
    assert only(first, second) == (verdict, why)


def test_a_claim_that_leaves_room_says_which_page_does() -> None:
    verdict, why = only(said("a", "P6M", reasons="leaves room"), said("b", "P3M", scope={"climate": "cold"}))
    assert (verdict, why.partition("; but ")[2]) == ("not comparable", "a leaves room for other cases")


def test_a_value_that_both_pages_give_as_well_ends_the_difference() -> None:
    pairs = paired(made([said("a", "P6M"), said("b", "P6M"), said("b", "P3M")]))
    assert [str(pair.verdict) for pair in pairs] == ["agree", "not comparable"]
    assert pairs[1].why.endswith("; but both pages also say 6 months")


def test_what_only_one_page_says_is_told() -> None:
    assert only(said("b", "P6M")) == ("only on one page", "the other page says nothing of it")


def test_names_of_which_several_may_hold_are_not_held_against_each_other() -> None:
    rows = [said("a", "aphid", "pest"), said("a", "mite", "pest"), said("b", "aphid", "pest")]
    assert [str(pair.verdict) for pair in paired(made(rows))] == ["agree", "only on one page"]


def test_an_archived_page_is_compared_with_nothing() -> None:
    assert only(said("a", "P6M"), said("b", "P3M"), b={"status": "archived"}) == ("not comparable", "b is archived")


def test_equal_claims_are_one() -> None:
    (pair,) = paired(made([said("a", "P6M"), said("a", "P6M"), said("b", "P6M")]))
    assert pair.first is not None
    assert len(pair.first.rows) == 2
