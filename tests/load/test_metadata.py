from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from factlint.load import DateLabels, load_page
from factlint.spans import Span

if TYPE_CHECKING:
    from pathlib import Path

    from tests.load.conftest import Load

PAGE = "---\n{}\n---\n\n# Zorvalin\n\nZorvalin is a plant.\n"


def test_front_matter_gives_columns_and_is_no_text(load: Load) -> None:
    page = load(
        "a.md",
        PAGE.format("title: Our plant\nReviewed: 2024-05-06\nnext review: May 2027\nlang: en-GB\nother: 1"),
    )
    assert page.meta.title == "Our plant"
    assert page.meta.reviewed == dt.date(2024, 5, 6)
    assert page.meta.next_review == dt.date(2027, 5, 31)
    assert page.meta.language == "en-GB"
    assert len(page.blocks) == 2
    assert page.prose[: page.blocks[0].start].strip() == ""
    assert page.problems == ()


def test_configuration_comes_before_front_matter_before_visible_text(load: Load) -> None:
    source = (
        PAGE.format("reviewed: 2024-05-06\npublisher: Page\nrevised: 2024-01-01")
        + "\nLast reviewed: 3 May 2020\n\nLast revised: 1 Jan 2020\n\nPublished: 2 Jan 2020\n"
    )
    page = load("a.md", source, publisher="Garden Institute", reviewed=dt.date(2025, 1, 1))
    assert (page.meta.publisher, page.meta.reviewed) == ("Garden Institute", dt.date(2025, 1, 1))
    assert (page.meta.revised, page.meta.published) == (dt.date(2024, 1, 1), dt.date(2020, 1, 2))


def test_page_cannot_say_whose_it_is_or_make_itself_a_reference(load: Load) -> None:
    page = load("a.md", PAGE.format("authority: reference\nours: false\ncopyright_year: 1999"))
    assert (page.meta.authority, page.meta.ours, page.meta.copyright_year) == ("normal", True, None)


def test_configuration_sets_authority_ours_and_scope(tmp_path: Path, words: DateLabels) -> None:
    path = tmp_path / "a.md"
    path.write_text("A plant.", encoding="utf-8")
    page = load_page(path, "a.md", {"authority": "reference", "ours": False}, {"soil": "clay", "age": "old"}, words)
    assert (page.meta.authority, page.meta.ours) == ("reference", False)
    assert page.meta.scope == (("age", "old"), ("soil", "clay"))


@pytest.mark.parametrize(
    ("front", "problem"),
    [
        ("title: [a", "line"),
        ("title: a\ntitle: b", "twice, again in line 3"),
        ("title: &a x\nowner: *a", "anchors"),
        ("- a\n- b", "list of keys"),
        ("[a]: b", "key is not a text"),
        ("x: " + "a" * 70_000, "longer than"),
    ],
)
def test_front_matter_that_cannot_be_read_costs_only_itself(load: Load, front: str, problem: str) -> None:
    page = load("a.md", PAGE.format(front))
    assert page.meta.title == "Zorvalin"
    assert len(page.blocks) == 2
    (span, reason), *others = page.problems
    assert problem in reason
    assert not others
    assert span.start == 0
    assert page.text[: span.end].endswith("---\n")


@pytest.mark.parametrize(
    ("front", "problem"),
    [
        ("reviewed: soon", "reviewed: 'soon' is no date"),
        ("reviewed: 03/04/2024", "two ways"),
        ("status: old", "status"),
        ("language: 5", "language: '5' is no code of a language"),
        ("jurisdiction: Narnia", "jurisdiction: 'Narnia' is no code of a country"),
    ],
)
def test_value_that_cannot_be_read_is_a_problem_and_left_out(load: Load, front: str, problem: str) -> None:
    page = load("a.md", PAGE.format(front))
    assert problem in page.problems[0][1]
    assert (page.meta.reviewed, page.meta.status) == (None, "live")
    assert (page.meta.language, page.meta.jurisdiction) == (None, None)


def test_a_jurisdiction_that_is_none_settles_no_date(load: Load) -> None:
    page = load("a.md", PAGE.format("jurisdiction: Narnia") + "\nLast reviewed: 07/08/2021\n")
    assert [label.problem for label in page.labels] == ["ambiguous"]


def test_an_underscore_in_a_language_is_let_pass(load: Load) -> None:
    page = load("a.html", '<html lang="en_GB"><p>A plant.')
    assert (page.meta.language, page.problems) == ("en_GB", ())


def test_texts_of_front_matter_stay_texts(load: Load) -> None:
    page = load("a.md", PAGE.format("title: 12:30\nowner: no\naudience: 010\nreviewer: [Jane, John]\nfamily: {a: b}"))
    meta = page.meta
    assert (meta.title, meta.owner, meta.audience, meta.reviewer, meta.family) == (
        "12:30",
        "no",
        "010",
        "Jane, John",
        None,
    )


def test_rule_at_the_top_is_no_front_matter(load: Load) -> None:
    page = load("a.md", "---\n\nA plant.\n")
    assert len(page.blocks) == 1
    assert page.problems == ()


def test_html_head_gives_columns(load: Load) -> None:
    page = load(
        "a.html",
        """<html lang="en-GB"><title>Zorvalin &amp; you</title><link rel="canonical" href="https://example.org/z">
        <meta property="og:site_name" content="Garden Institute"><meta name="author" content="Jane">
        <meta property="article:published_time" content="2021-03-04T10:00:00+00:00">
        <meta name="DCTERMS.modified" content="2022-03-04">
        <meta name="authority" content="reference"><p>A plant.</p>""",
    )
    meta = page.meta
    assert (meta.title, meta.url, meta.publisher, meta.owner) == (
        "Zorvalin & you",
        "https://example.org/z",
        "Garden Institute",
        "Jane",
    )
    assert (meta.published, meta.revised, meta.language) == (
        dt.date(2021, 3, 4),
        dt.date(2022, 3, 4),
        "en-GB",
    )
    assert meta.authority == "normal"


def test_heading_of_the_page_is_its_title_before_the_title_element(load: Load) -> None:
    assert load("a.html", "<title>Z | Site</title><h1>Zor<i>valin</i></h1><p>A plant.").meta.title == "Zorvalin"


def test_sha256_is_of_the_bytes(load: Load) -> None:
    assert load("a.txt", b"A plant.\r\n").sha256 != load("b.txt", b"A plant.\n").sha256
    assert len(load("a.txt", b"A plant.").sha256) == 64


def test_problem_of_a_value_stands_at_its_key(load: Load) -> None:
    page = load("a.md", PAGE.format("title: é\nLast reviewed: soon\n'lang': 5\nstatus: old"))
    assert [page.text[span.start : span.end] for span, _ in page.problems] == ["Last reviewed", "'lang'", "status"]
    assert [page.places.of(span).line for span, _ in page.problems] == [3, 4, 5]


def test_problem_of_a_meta_element_stands_at_the_top_of_the_page(load: Load) -> None:
    page = load("a.html", '<meta name="dcterms.modified" content="soon"><p>A plant.')
    assert [span for span, _ in page.problems] == [Span(0, 0)]


@pytest.mark.parametrize("given", ["[IE, GB]", "GB, IE", "IE GB GB", "\n  - GB\n  - IE"])
def test_a_page_may_speak_for_several_jurisdictions(load: Load, given: str) -> None:
    page = load("a.md", PAGE.format(f"jurisdiction: {given}") + "\nLast reviewed: 07/08/2021\n")
    assert (page.meta.jurisdiction, page.problems) == ("GB IE", ())
    assert page.meta.reviewed == dt.date(2021, 8, 7)


@pytest.mark.parametrize("given", ["[GB, Narnia]", "[GB, US]"])
def test_one_that_is_none_or_another_order_of_dates_settles_no_date(load: Load, given: str) -> None:
    page = load("a.md", PAGE.format(f"jurisdiction: {given}") + "\nLast reviewed: 07/08/2021\n")
    assert [label.problem for label in page.labels] == ["ambiguous"]
