from __future__ import annotations

import csv
import io
import json

import pytest

from factlint.render import Options, listings
from factlint.render.listing import LISTING_FORMATS, Listing
from factlint.result import Mention, PatternUse
from factlint.spans import Place
from tests.render.builders import Given, Side, result


def shown(listing: Listing, name: str = "full", **options: object) -> str:
    return LISTING_FORMATS[name](listing, Options(**options))  # type: ignore[arg-type]


def test_facts_stand_in_page_order_with_their_places() -> None:
    text = shown(listings.facts(result(Given([Side("b.md", line=2), Side("b.md"), Side("a.md")])), Options()))
    assert [line.split()[0] for line in text.splitlines()[1:4]] == ["a.md:1:17", "b.md:1:17", "b.md:2:17"]
    assert text.endswith("3 facts from 2 pages\n")


def test_facts_in_csv_and_json_have_the_columns_of_the_contract() -> None:
    found = result(Given())
    listing = listings.facts(found, Options())
    assert next(csv.reader(io.StringIO(shown(listing, "csv")))) == list(found.facts.columns)
    rows = json.loads(shown(listing, "json"))["facts"]
    assert sorted(rows[0]) == sorted(found.facts.columns)
    assert rows[0]["low"] is None
    assert rows[0]["high"] == 3.5


def test_explained_facts_name_what_read_them() -> None:
    found = result(Given())
    assert "for {value}" not in shown(listings.facts(found, Options()))
    assert "for {value}" in shown(listings.facts(found, Options(), explain=True), width=200)


def test_coverage_shows_what_was_not_read_and_how_much_was() -> None:
    text = shown(listings.coverage(result(pages=["a.md"], unread=["It is given daily."]), Options()))
    assert "no pattern fits" in text
    assert "It is given daily." in text
    assert text.endswith("read 2 of 3 claim sentences on 1 page\n")


def test_mentions_are_shown_under_whatever_name() -> None:
    found = [Mention("a.md", Place(1, 2, 1, 5), "drug-a", "Brand", "We give Brand.", "")]
    text = shown(listings.mentions(found, "drug-a", Options()))
    assert "a.md:1:2  Brand  We give Brand." in text
    assert "1 mention of drug-a on 1 page" in text


def test_patterns_that_read_nothing_are_counted() -> None:
    text = shown(listings.usage([PatternUse("s", "length", "for {value}", 3), PatternUse("s", "length", "x", 0)]))
    assert text.endswith("1 of 2 patterns read nothing\n")


def test_the_last_column_is_wrapped_not_cut() -> None:
    sentence = "A long sentence that goes on and on. " * 9
    text = shown(listings.coverage(result(pages=["a.md"], unread=[sentence]), Options()), width=80)
    assert max(len(line) for line in text.splitlines()) <= 80
    assert text.split().count("that") == 9
    assert "…" not in text


def test_a_long_cell_before_the_last_is_cut() -> None:
    found = result(Given([Side(value="x" * 100)]))
    assert "x" * 39 + "…  " in shown(listings.facts(found, Options()))


@pytest.mark.parametrize("name", sorted(LISTING_FORMATS))
def test_an_empty_listing_can_be_shown(name: str) -> None:
    assert shown(listings.rules([]), name).endswith("\n") or name == "full"


def test_a_table_cell_in_markdown_cannot_leave_its_cell() -> None:
    text = shown(listings.coverage(result(pages=["a.md"], unread=["a | b\n| c"]), Options()), "markdown")
    assert r"a \| b \| c" in text
