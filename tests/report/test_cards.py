"""Findings as an editor reads them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from factlint.previous import Previous
from factlint.render import Options
from factlint.render.addresses import address
from factlint.render.report.cards import Card, cards, day_words
from factlint.render.report.marking import QUOTE
from factlint.result import Result
from tests.report.builders import NINE, SIX, result_of


def _card(result: Result, code: str, options: Options | None = None) -> Card:
    (found,) = [card for card in cards(result, options or Options()) if card.code == code]
    return found


def test_a_card_says_what_it_is_about_and_what_is_the_matter_in_words(tmp_path: Path) -> None:
    card = _card(result_of(tmp_path, {"a.md": SIX, "b.md": NINE}), "C101")
    assert card.headline == "Isotretinoin, length of treatment"
    assert card.message.startswith(("6 months on 1 page", "9 months on 1 page"))
    assert not card.message.startswith(card.headline)
    assert card.rule == "conflicting values"


def test_each_place_has_its_quote_publisher_date_and_addresses(tmp_path: Path) -> None:
    options = Options(source_url="https://code.example/blob/main/{path}#L{line}")
    card = _card(result_of(tmp_path, {"a.md": SIX, "b.md": NINE}), "C101", options)
    places = {place.doc: place for side in card.sides for place in side.places}
    mine = places["a.md"]
    assert (mine.publisher, mine.title, mine.date) == ("Alder Hospital", "Medicines for neuroblastoma", "4 May 2026")
    assert mine.url == "https://alder.example/medicines"
    assert mine.link == f"https://code.example/blob/main/a.md#L{mine.line}"
    assert [part.text for part in mine.parts if part.kind == QUOTE] == ["taken for 6 months"]
    assert places["b.md"].url == ""


def test_a_finding_about_words_shows_the_block_around_them(tmp_path: Path) -> None:
    page = "# Neuroblastoma\n\nAsk us first. Your child takes isoretinoin at home.\n"
    card = _card(result_of(tmp_path, {"a.md": page}), "T101")
    (side,) = card.sides
    assert "".join(part.text for part in side.places[0].parts) == "Ask us first. Your child takes isoretinoin at home."


def test_a_passage_that_drifted_is_marked_where_it_differs(tmp_path: Path) -> None:
    text = (
        "# Coming home\n\nRing the ward if the temperature is above 38 degrees. Bring the blue book with you "
        "each time. Somebody will meet you at the door and take you to a room. You can park behind the building "
        "for as long as you need to stay.\n"
    )
    result = result_of(tmp_path, {"a.md": text, "b.md": text.replace("38 degrees", "39 degrees")})
    card = _card(result, "D101")
    assert [[part.text for part in side.places[0].parts if part.kind == "differs"] for side in card.sides] in (
        [["38"], ["39"]],
        [["39"], ["38"]],
    )


def test_the_owner_is_who_answers_for_the_page_to_look_at(tmp_path: Path) -> None:
    result = result_of(tmp_path, {"a.md": SIX.replace("6 months", "6 months or 9 weeks. It is taken for 7 days")})
    assert {card.owners for card in cards(result, Options())} == {("R. Quill",)}


def test_accepting_names_the_finding_and_a_day(tmp_path: Path) -> None:
    card = _card(result_of(tmp_path, {"a.md": SIX, "b.md": NINE}), "C101")
    assert card.waive.startswith(f"factlint waive {card.fingerprint} --decision both-right --until 20")
    assert "--approved-by" in card.waive  # the attribute is of high risk


def test_a_day_that_is_named_is_one_that_the_project_allows(tmp_path: Path) -> None:
    limits = 'hide_high_risk_at_most = "3 months"\nhide_at_most = "5 months"\n'
    slip = "# Neuroblastoma\n\nTake isoretinoin.\n"
    result = result_of(tmp_path, {"a.md": SIX, "b.md": NINE, "c.md": slip}, limits)
    assert "--until 2027-02-20" in _card(result, "C101").waive
    assert "--until 2027-04-20" in _card(result, "T101").waive


def test_a_comment_is_offered_where_it_would_hide_the_finding(tmp_path: Path) -> None:
    slip = "# Neuroblastoma\n\nTake isoretinoin.\n"
    ours = _card(result_of(tmp_path, {"c.md": slip}), "T101")
    assert ours.comment.startswith("<!-- factlint: ignore T101 until 20")
    theirs = result_of(tmp_path, {"c.md": slip}, '[[collections]]\npaths = ["**"]\nours = false\n')
    assert _card(theirs, "T101").comment == ""
    assert _card(result_of(tmp_path, {"a.md": SIX, "b.md": NINE}), "C101").comment == ""


def test_what_is_new_and_what_changed_is_told_against_an_earlier_run(tmp_path: Path) -> None:
    before = Previous.of(result_of(tmp_path, {"a.md": SIX, "b.md": NINE}))
    changed = result_of(tmp_path, {"b.md": NINE.replace("9 months", "10 months")})
    assert _card(replace(changed, previous=before), "C101").change == "changed"
    assert "9 months" in _card(replace(changed, previous=before), "C101").was
    assert _card(replace(changed, previous=Previous()), "C101").change == "new"
    assert _card(changed, "C101").change == ""


def test_evidence_in_a_file_that_is_no_page_leads_to_no_page(tmp_path: Path) -> None:
    table = "subject,attribute,value,scope,source,valid_from\nisotretinoin,treatment_duration,P6M,,Guide,2026-01-01\n"
    (tmp_path / "agreed.csv").write_text(table, encoding="utf-8")
    result = result_of(tmp_path, {"b.md": NINE}, 'references = ["agreed.csv"]\n')
    card = _card(result, "O102")
    (row,) = [place for side in card.sides for place in side.places if place.file == "agreed.csv"]
    assert row.doc == ""
    assert card.docs == ("b.md",)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("https://example.org/a?b=c", "https://example.org/a?b=c"),
        ("http://example.org", "http://example.org"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("https://example.org/a b", ""),
        (None, ""),
    ],
)
def test_only_web_addresses_are_linked(given: str | None, expected: str) -> None:
    assert address(given) == expected


def test_days_are_written_so_that_they_read_alike_everywhere() -> None:
    assert day_words("2025-03-12") == "12 Mar 2025"
    assert day_words(None) == ""


def test_what_is_searched_is_in_small_letters_and_holds_publishers(tmp_path: Path) -> None:
    card = _card(result_of(tmp_path, {"a.md": SIX, "b.md": NINE}), "C101")
    assert card.search == card.search.lower()
    assert {"birch", "isotretinoin,", "c101", card.fingerprint} <= set(card.search.split())
