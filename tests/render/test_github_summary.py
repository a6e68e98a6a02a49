"""The summary of a job: Markdown that shows both sides, and nothing that a page could do in it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token

from factlint.render import github_summary
from tests.render.builders import AS_OF, Given, Side, result
from tests.render.hostile import DOCS, EVERY, ODD, TEXT, elsewhere, many, named, rendered

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
OURS = {"<b>", "</b>", "<!-- -->", "<details>", "</details>", "<summary>", "</summary>"}
SOURCE = "https://git.example.org/pages/blob/main/{path}#L{line}"


def summary(found: Any, **options: object) -> str:
    return rendered(found, "github-summary", **options)


def tokens(text: str) -> list[Token]:
    return [token for block in MARKDOWN.parse(text) for token in (block, *(block.children or []))]


def of_pages(text: str) -> list[Token]:
    """What a reader of Markdown takes for a link, a picture or HTML and is not what the summary itself writes."""
    html = [token for token in tokens(text) if token.type in {"html_inline", "html_block"}]
    foreign = [token for token in html if not set(re.findall("<[^>]*>", token.content)) <= OURS]
    return foreign + [token for token in tokens(text) if token.type in {"link_open", "image", "s_open", "fence"}]


@pytest.mark.parametrize("made", EVERY.values(), ids=list(EVERY))
def test_a_summary_holds_no_markup_of_a_page(made: Any) -> None:
    text = summary(made())
    assert text.startswith("### factlint: ")
    assert of_pages(text) == []


@settings(max_examples=60, deadline=None)
@given(doc=DOCS, text=ODD)
def test_no_name_and_no_text_of_a_page_is_markup(doc: str, text: str) -> None:
    made = summary(named(doc, text))
    assert of_pages(made) == []
    assert not set(made) & set("\x1b\x9b\x07\r\u202e\ud800")
    assert len([token for token in tokens(made) if token.type == "list_item_open"]) == 4


def test_it_counts_and_says_how_much_was_read() -> None:
    text = summary(result(Given(), hidden={"in the baseline": 4}, unread=["One."]))
    assert text.startswith("### factlint: 1 error, 0 warnings, 0 for information\n")
    assert "| pages | pages not read | facts | claim sentences read | judged by the day |" in text
    assert "| 2 | 0 | 2 | 4 of 6 | 2026-01-31 |" in text
    assert "Hidden: 4 in the baseline." in text
    assert [token.type for token in tokens(text)].count("table_open") == 1


def test_quiet_leaves_out_the_counts_of_what_was_read() -> None:
    assert "| pages |" not in summary(result(Given()), quiet=True)


def test_no_findings_are_told_beside_what_was_read() -> None:
    text = summary(result(pages=["a.md"]))
    assert text.startswith("### factlint: no findings\n")
    assert "2 of 2" in text


def test_both_sides_are_quoted_with_values_dates_and_what_to_do() -> None:
    found = Given([Side(as_of=AS_OF, annotation="6 months"), Side("b.md")], fingerprint="0123456789abcdef")
    text = summary(result(found, assigned={"0123456789abcdef": "ask: B. Roe"}))
    assert "`0123456789abcdef`" in text
    assert "  - `a.md:1`, 6 months, as of 2026-01-31: It is taken for <b>6 months</b> after surgery.\n" in text
    assert "  - `b.md:1`, P6M: " in text
    assert "  - ask: B. Roe\n  - check both\n" in text


def test_places_link_to_the_code_host_where_it_is_known() -> None:
    text = summary(elsewhere(), source_url=SOURCE)
    assert "[`a.md:1`](https://git.example.org/pages/blob/main/a.md#L1)" in text
    assert "[`facts/agreed.csv:4`](https://git.example.org/pages/blob/main/facts/agreed.csv#L4)" in text


@settings(max_examples=60, deadline=None)
@given(doc=DOCS)
def test_every_link_leads_to_the_code_host(doc: str) -> None:
    text = summary(named(doc, TEXT), source_url=SOURCE)
    links = [str(token.attrs["href"]) for token in tokens(text) if token.type == "link_open"]
    assert len(links) == 2
    assert all(link.startswith("https://git.example.org/pages/blob/main/") for link in links)


def test_without_a_code_host_nothing_is_linked() -> None:
    assert "](" not in summary(result(Given()))


def test_information_is_folded() -> None:
    text = summary(many(1, 1, 2))
    assert text.index("#### Errors") < text.index("#### Warnings") < text.index("<details><summary>For information: 2<")
    assert text.count("</details>") == 1


def test_it_stays_below_a_mebibyte_and_says_what_is_missing() -> None:
    sides = [Side(f"{number}.md", sentence="日本 " * 200, quote="") for number in range(20)]
    text = summary(result(*(Given(sides, subject=f"s{number}", message="日" * 3_000) for number in range(60))))
    assert 800_000 < len(text.encode()) <= github_summary.MOST < 2**20
    (left,) = re.findall(r"\.\.\. and (\d+) more findings that do not fit here\.\n$", text)
    assert int(left) + text.count("\n- **C101**") == 60


def test_sides_beyond_twenty_are_counted() -> None:
    assert "  - and 5 other places\n" in summary(result(Given([Side(f"{number}.md") for number in range(25)])))
