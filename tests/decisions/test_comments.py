"""What comments on pages say."""

from __future__ import annotations

import datetime as dt

import pytest

from factlint.decisions.comments import parse_comment
from factlint.spans import Place

DAY = dt.date(2027, 1, 1)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Factlint ignore C101 until 2027-01-01 because x", '"factlint:" with a colon'),
        ("(not closed) ignore C101 until 2027-01-01 because x", "the comment is not closed"),
        ("ignore", "high risk also: approved by WHO"),
    ],
)
def test_a_slip_in_its_form_is_told(text: str, problem: str) -> None:
    assert problem in parse_comment(text).problem


def test_one_code_a_day_and_a_reason() -> None:
    found = parse_comment("ignore C101 until 2027-01-01 because both are in use")
    assert (found.codes, found.until, found.approved_by, found.problem) == (("C101",), DAY, "", "")


@pytest.mark.parametrize("codes", ["C101 C102", "C101, C102", "C101 and C102", "C101, and C102", "C101,C102"])
def test_several_codes(codes: str) -> None:
    assert parse_comment(f"ignore {codes} until 2027-01-01 because x").codes == ("C101", "C102")


@pytest.mark.parametrize(
    "text",
    [
        "ignore C101 until 2027-01-01 approved by A. Lee because both are in use",
        "ignore C101 until 2027-01-01 because both are in use, approved by A. Lee",
        "ignore C101 until 2027-01-01 because both are in use approved by A. Lee.",
        "ignore  C101\nuntil 2027-01-01\nbecause: both are in use, approved by A. Lee",
    ],
)
def test_who_approved_may_stand_before_the_reason_or_after_it(text: str) -> None:
    found = parse_comment(text)
    assert (found.approved_by, found.problem) == ("A. Lee", "")


def test_what_covers_the_page_says_so() -> None:
    here = Place(3, 1, 3, 9)
    assert parse_comment("ignore C101 on this page until 2027-01-01 because x", "a", here, here).covers is None
    assert parse_comment("ignore C101 until 2027-01-01 because x", "a", here, here).covers == here


def test_a_comment_that_speaks_of_nothing_does_not_cover_the_page() -> None:
    assert parse_comment("ignore C101 until 2027-01-01 because x", "a", Place(3, 1, 3, 9)).covers == Place(3, 1, 3, 9)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("ignore C101", "does not say until when"),
        ("ignore C101 because x", "does not say until when"),
        ("ignore C101 until soon because x", "'soon' is no date"),
        ("ignore C101 until 2027-02-30 because x", "'2027-02-30' is no date"),
        ("ignore C101 until 2027-01-01", "does not say why"),
        ("ignore C101 until 2027-01-01 because .", "does not say why"),
        ("ignore until 2027-01-01 because x", "cannot be read"),
        ("ignore conflicting-values until 2027-01-01 because x", "cannot be read"),
        ("ignroe C101 until 2027-01-01 because x", "cannot be read"),
        ("ignore C101 2027-01-01 because x", "cannot be read"),
        ("", "cannot be read"),
    ],
)
def test_one_that_is_not_in_order_says_what_is_wrong(text: str, problem: str) -> None:
    assert problem in parse_comment(text).problem
    assert "(write: ignore C101 until 2027-01-01 because" in parse_comment(text).problem
