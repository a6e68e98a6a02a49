"""Every character of a page is where its place says: on disk, not only in memory."""

from __future__ import annotations

import html
import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from factlint.load.formats import FORMATS
from factlint.spans import Place, Places, Span
from tests.load.conftest import Load, vocabulary

if TYPE_CHECKING:
    from factlint.load.draft import Draft

CASES = yaml.safe_load((Path(__file__).parent / "outlines.yaml").read_text(encoding="utf-8"))
WORDS = vocabulary()

ALPHABET = "ab Z.:;-*#|_`[]()<>&!\"'=\n\r\t1•é\u00a0\u2028\x0c/p"
PIECES = [
    *ALPHABET,
    *(
        "# ",
        "- ",
        "1. ",
        "> ",
        "**",
        "---\n",
        "    ",
        "\n\n",
        "\r\n",
        "| a | b |\n|--|--|\n",
        "&amp;",
        "&nbsp;",
        "&copy",
    ),
    *(
        "<p>",
        "</p>",
        "<li>",
        "<ul>",
        "</ul>",
        "<td>",
        "<tr>",
        "<table>",
        "</table>",
        "<h1>",
        "<b>",
        "</b>",
        "<br>",
        "<sup>1",
    ),
    *(
        "<!--",
        "-->",
        "<main>",
        "</main>",
        "<footer>",
        "[a](b)",
        "![a](b)",
        "[r]: x\n",
        "```\n",
        "Last reviewed: ",
        "3 May 2021",
    ),
]
texts = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


def on_disk(source: str, place: Place) -> str:
    """What stands between two places of a file, found as an editor would: by line, then by column."""
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", source)
    inside = lines[place.line - 1 : place.end_line]
    if place.line == place.end_line:
        return inside[0][place.column - 1 : place.end_column - 1]
    return "".join([inside[0][place.column - 1 :], *inside[1:-1], inside[-1][: place.end_column - 1]])


def check(source: str, suffix: str) -> Draft:
    draft = FORMATS[suffix](source, WORDS)
    places = Places(source, draft.offsets)
    assert len(draft.prose) == len(draft.text)
    for block in draft.blocks:
        assert 0 <= block.start < block.end <= len(draft.text)
        for index in (block.lead, block.row_head, block.column_head):
            assert index is None or 0 <= index < len(draft.blocks)
        prose = draft.prose[block.start : block.end]
        assert prose.strip()
        if draft.offsets is None:
            assert on_disk(source, places.of(block.span)) == draft.text[block.start : block.end]
        else:
            assert len(draft.offsets) == len(draft.text)
            for offset in range(block.start, block.end):
                check_character(source, draft, offset, on_disk(source, places.of(Span(offset, offset + 1))))
    for upper, lower in pairwise(draft.blocks):
        assert upper.end <= lower.start
    return draft


def check_character(source: str, draft: Draft, offset: int, found: str) -> None:
    char, place = draft.text[offset], (draft.offsets or ())[offset]
    if char.isspace():
        assert found.isspace() or found in "&<"  # an entity, a line break
    elif found == "&":
        assert char in html.unescape(source[place : place + 40])
    else:
        assert found == char


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
@given(texts)
def test_any_text_is_read_and_every_block_is_where_its_place_says(suffix: str, source: str) -> None:
    check(source, suffix)


@given(st.text(max_size=200))
@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
def test_any_characters_are_read(suffix: str, source: str) -> None:
    check(source, suffix)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_blocks_of_real_layouts_are_where_their_places_say(case: dict[str, str]) -> None:
    assert check(case["text"], Path(case["file"]).suffix).blocks


@pytest.mark.parametrize("suffix", [".txt", ".md"])
@given(source=texts)
def test_prose_of_a_block_is_its_text_with_marks_blanked(suffix: str, source: str) -> None:
    draft = FORMATS[suffix](source, WORDS)
    if suffix == ".txt":
        assert draft.prose == source == draft.text
    for line_end in re.finditer(r"[\r\n]", source):
        inside = any(block.start <= line_end.start() < block.end for block in draft.blocks)
        assert inside or draft.prose[line_end.start()] in "\r\n"


def test_place_of_an_entity_is_its_first_character(load: Load) -> None:
    page = load("a.html", "<p>\n5 &lt;\n6 weeks</p>")
    sign = page.text.index("<")
    assert page.text == "5 < 6 weeks\n"
    assert page.places.of(Span(sign, sign + 1)) == (2, 3, 2, 4)


def test_places_of_words_on_lines_after_any_line_end(load: Load) -> None:
    page = load("a.txt", "one\rtwo\r\nthree\nfour")
    starts = [
        page.places.of(Span(page.text.index(word), page.text.index(word) + 2)) for word in ("two", "three", "four")
    ]
    assert [place[:2] for place in starts] == [(2, 1), (3, 1), (4, 1)]


def test_byte_order_mark_takes_no_column(load: Load) -> None:
    page = load("a.txt", "\ufeffzorvalin is a plant.".encode())
    assert page.places.of(page.blocks[0].span)[:2] == (1, 1)
    assert page.text.startswith("zorvalin")
