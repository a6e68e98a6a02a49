from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from factlint.errors import SchemaError
from factlint.load import DateLabels
from tests.load.conftest import Load, vocabulary

if TYPE_CHECKING:
    from factlint.pages import Page

CASES = yaml.safe_load((Path(__file__).parent / "labels.yaml").read_text(encoding="utf-8"))
WORDS = vocabulary()
MONTHS = ("January", "February", "March", "April", "May", "June", "July")
MONTHS += ("August", "September", "October", "November", "December")


def labels(page: Page) -> list[tuple[str, str, dt.date | None, str]]:
    return [
        (label.what, page.text[label.span.start : label.span.end], label.date, label.problem) for label in page.labels
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_small_print_gives_these_labels(load: Load, case: dict[str, Any]) -> None:
    page = load("a.txt", case["text"], jurisdiction=case.get("jurisdiction"))
    assert labels(page) == [(*want, "")[:4] for want in case["want"]]


def test_labels_in_markdown_stand_under_emphasis_and_in_tables(load: Load) -> None:
    page = load(
        "a.md",
        "A plant.\n\n**Last reviewed:** 3 May 2021  \nNext review due: *May 2024*\n\n"
        "| Published | 2 May 2020 |\n|--|--|\n",
    )
    assert [(what, date) for what, _, date, _ in labels(page)] == [
        ("reviewed", dt.date(2021, 5, 3)),
        ("next_review", dt.date(2024, 5, 31)),
        ("published", dt.date(2020, 5, 2)),
    ]


def test_labels_in_a_footer_that_is_not_read_have_their_places(load: Load) -> None:
    source = (
        "<main><p>A plant.</p></main>\n<footer><p>Call us</p>"
        "<p>Page last reviewed: 3 May 2021<br>Next review due: 3 May 2024</p></footer>"
    )
    page = load("a.html", source)
    assert [label.what for label in page.labels] == ["reviewed", "next_review"]
    assert len(page.blocks) == 1
    assert "Call us" not in page.text
    place = page.places.of(page.labels[1].span)
    assert source.splitlines()[place.line - 1][place.column - 1 : place.end_column - 1] == "Next review due: 3 May 2024"


def test_newest_date_of_a_label_is_the_pages(load: Load) -> None:
    page = load("a.txt", "A plant.\n\nLast reviewed: 3 May 2019\n\nLast reviewed: 3 May 2021\n")
    assert page.meta.reviewed == dt.date(2021, 5, 3)


def test_copyright_year_is_kept_and_is_no_review_date(load: Load) -> None:
    page = load("a.txt", "A plant.\n\n© 2019-2024 Garden Institute")
    assert (page.meta.copyright_year, page.meta.as_of) == (2024, None)


def test_label_at_the_start_of_a_line_within_a_paragraph_needs_a_colon(load: Load) -> None:
    page = load("a.md", "The garden was first\npublished 3 May 2021\nWritten by Jane\nLast updated: 4 May 2021\n")
    assert [label.date for label in page.labels] == [dt.date(2021, 5, 4)]


def test_unknown_key_is_an_error_that_names_the_known_ones() -> None:
    with pytest.raises(SchemaError, match=r"reviwed.*use reviewed"):
        DateLabels.from_mapping({"reviwed": ["x"]})


def test_months_that_are_not_twelve_are_an_error() -> None:
    with pytest.raises(SchemaError, match="twelve"):
        DateLabels.from_mapping({"months": ["january"]})


def test_vocabulary_may_be_empty() -> None:
    assert DateLabels.from_mapping({}).find("Last reviewed: 2021-03-12", (), None) == ()


@given(st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)), st.sampled_from(["GB", "US"]))
def test_every_date_is_read_back_from_every_form(date: dt.date, country: str) -> None:
    month = MONTHS[date.month - 1]
    day_first = country == "GB"
    numeric = f"{date.day:02}/{date.month:02}/{date.year}" if day_first else f"{date.month}/{date.day}/{date.year}"
    forms = [
        date.isoformat(),
        f"{date.day} {month} {date.year}",
        f"{month[:3]} {date.day}, {date.year}",
        numeric,
    ]
    for form in forms:
        reading = WORDS.dates.read(f"{form} and so on", 0, country)
        assert reading is not None
        assert (reading.date, reading.end) == (date, len(form))


@given(st.text("0123456789/-. MayJun,rdth", max_size=20))
def test_whatever_is_read_as_a_date_is_one_or_has_a_problem(text: str) -> None:
    reading = WORDS.dates.read(text, 0, None)
    assert reading is None or (reading.date is None) == bool(reading.problem)
