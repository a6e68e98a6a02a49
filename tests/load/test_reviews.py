from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import factlint

if TYPE_CHECKING:
    from pathlib import Path

    from tests.load.conftest import Load

PAGE = """---
{}
---

# Ivy

## How to grow it

Ivy grows on walls.

### In pots

Ivy grows in pots.

## What may go wrong

Ivy has mites.
"""
WHOLE = "reviews:\n- {date: 2026-03-01, by: A. Lee, scope: page}"
SECTION = "reviews:\n- {date: 2026-03-01, scope: section, section: how to  Grow it}"
CLAIMS = "reviews:\n- date: 1 March 2026\n  scope: claims\n  claims: [ivy growing_time, rose]\n  evidence: Trial 12"


def test_a_review_of_the_whole_page_sets_its_clock(load: Load) -> None:
    page = load("a.md", PAGE.format(f"reviewed: 2020-01-01\n{WHOLE}"))
    assert (page.meta.reviewed, page.problems) == (dt.date(2026, 3, 1), ())
    assert [(each.by, each.scope) for each in page.meta.reviews] == [("A. Lee", "page")]


def test_the_newest_date_of_the_whole_page_counts(load: Load) -> None:
    assert load("a.md", PAGE.format(f"reviewed: 2026-05-01\n{WHOLE}")).meta.reviewed == dt.date(2026, 5, 1)


def test_configuration_comes_before_what_the_page_lists(load: Load) -> None:
    page = load("a.md", PAGE.format(WHOLE), reviewed=dt.date(2019, 1, 1))
    assert page.meta.reviewed == page.meta.vouched((), "ivy", "growing_time") == dt.date(2019, 1, 1)


@pytest.mark.parametrize("front", [SECTION, CLAIMS])
def test_a_review_of_a_part_does_not_set_the_page_s_clock(load: Load, front: str) -> None:
    page = load("a.md", PAGE.format(f"revised: 2020-01-01\n{front}"))
    assert (page.meta.reviewed, page.meta.as_of, page.problems) == (None, dt.date(2020, 1, 1), ())


@pytest.mark.parametrize(
    ("headings", "covered"),
    [
        (["Ivy", "How to grow it"], True),
        (["Ivy", "How to grow it", "In pots"], True),
        (["Ivy", "What may go wrong"], False),
        ([""], False),
    ],
)
def test_a_section_is_reviewed_with_what_lies_below_it(load: Load, headings: list[str], covered: bool) -> None:
    meta = load("a.md", PAGE.format(f"reviewed: 2020-01-01\n{SECTION}")).meta
    assert meta.vouched(headings, "ivy", "growing_time") == (dt.date(2026, 3, 1) if covered else dt.date(2020, 1, 1))


@pytest.mark.parametrize(
    ("subject", "attribute", "covered"),
    [("ivy", "growing_time", True), ("ivy", "rest", False), ("rose", "rest", True), ("fern", "rest", False)],
)
def test_claims_are_reviewed_by_subject_and_attribute(load: Load, subject: str, attribute: str, covered: bool) -> None:
    meta = load("a.md", PAGE.format(CLAIMS)).meta
    assert meta.vouched(("Ivy",), subject, attribute) == (dt.date(2026, 3, 1) if covered else None)
    assert meta.reviews[0].evidence == ("Trial 12",)


def test_an_older_review_of_a_part_makes_nothing_older(load: Load) -> None:
    meta = load("a.md", PAGE.format(f"reviewed: 2026-06-01\n{SECTION}")).meta
    assert meta.vouched(["How to grow it"], "ivy", "rest") == dt.date(2026, 6, 1)


@pytest.mark.parametrize(
    ("entry", "problem", "place"),
    [
        ("{date: soon, scope: page}", "date: 'soon' is no date (write it as YYYY-MM-DD)", "date"),
        ("{scope: page}", "date: '' is no date", "{scope"),
        ("{date: 2026-03-01}", "an entry has no scope (write scope: page, section or claims)", "{date"),
        ("{date: 2026-03-01, scope: all}", "'all' is none of page, section, claims", "scope"),
        ("{date: 2026-03-01, scope: page, section: Ivy}", "section is given, and the scope is page", "section"),
        ("{date: 2026-03-01, scope: section}", "does not say of which section", "scope"),
        ("{date: 2026-03-01, scope: section, section: Pests}", "the page has no heading 'Pests'", "section"),
        ("{date: 2026-03-01, scope: claims}", "does not say of which claims", "scope"),
        ("{date: 2026-03-01, scope: claims, claims: [a b c]}", "'a b c' is no claim", "claims"),
        ("{date: 2026-03-01, scope: page, when: now}", "'when' is none of date, by, scope", "when"),
        ("{date: 2026-03-01, scope: [page, claims]}", "scope is a list (give one)", "scope"),
        ("{date: 2026-03-01, date: 2026-03-02}", "date is given twice", "{date"),
        ("{date: {a: b}}", "date is no text", "{date"),
        ("2026-03-01", "an entry is no keys with values", "2026"),
    ],
)
def test_a_bad_entry_costs_itself(load: Load, entry: str, problem: str, place: str) -> None:
    front = f"title: Ivy\nreviews:\n- {entry}\n- {{date: 2026-04-01, scope: page}}"
    page = load("a.md", PAGE.format(front))
    ((span, reason),) = page.problems
    assert problem in reason
    assert reason.startswith("reviews: ")
    assert page.text[span.start : span.end].startswith(place)
    assert page.places.of(span).line == 4
    assert (page.meta.title, page.meta.reviewed) == ("Ivy", dt.date(2026, 4, 1))


@pytest.mark.parametrize("front", ["reviews: yes", "reviews: {date: 2026-03-01}"])
def test_reviews_are_a_list(load: Load, front: str) -> None:
    page = load("a.md", PAGE.format(front))
    assert [why for _, why in page.problems] == [
        "reviews: it is no list (write a list of entries such as {date: 2026-03-01, by: A. Lee, scope: page})"
    ]


def test_no_reviews_are_no_problem(load: Load) -> None:
    assert load("a.md", PAGE.format("reviews: []")).problems == ()


def test_there_is_an_end_to_reviews(load: Load) -> None:
    front = "reviews:\n" + "- {date: 2026-03-01, scope: page}\n" * 300
    page = load("a.md", PAGE.format(front.rstrip()))
    assert [why for _, why in page.problems] == ["reviews: more than 200 of them (keep the latest of each section)"]
    assert len(page.meta.reviews) == 200


def test_lists_in_lists_have_an_end(load: Load) -> None:
    page = load("a.md", PAGE.format("reviews: " + "[" * 2000 + "]" * 2000))
    assert [why for _, why in page.problems] == ["front matter: lists lie too deep in each other (shorten it)"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text("-{}[]:, \nadtescop&*!|'\"2026", max_size=60))
def test_whatever_stands_there_the_page_is_read(load: Load, front: str) -> None:
    page = load("a.md", PAGE.format(f"reviews: {front}"))
    assert len(page.blocks) > 5


def test_facts_carry_the_date_of_the_newest_review_that_covers_them(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "---\nreviewed: 2020-01-01\nreviews:\n"
        "- {date: 2025-01-01, scope: section, section: Length}\n"
        "- {date: 2026-01-01, scope: claims, claims: [isotretinoin route]}\n"
        "- {date: 2026-02-01, scope: claims, claims: [unheard-of dose]}\n---\n"
        "# Isotretinoin\n\n## Length\n\nIsotretinoin is taken for 6 months.\n\n"
        "## Way\n\nIsotretinoin is taken by mouth. Isotretinoin is a retinoid.\n"
    )
    result = factlint.check(tmp_path, as_of="2026-11-20")
    dates = {fact["attribute"]: fact["as_of"] for fact in result.facts.to_dict("records")}
    assert dates["treatment_duration"] == dt.date(2025, 1, 1)
    assert dates["route"] == dt.date(2026, 1, 1)
    assert dates["class"] == dt.date(2020, 1, 1)
    found = {(row["code"], row["line"]) for row in result.findings.to_dict("records")}
    assert found == {("O103", 1), ("S103", 6)}
