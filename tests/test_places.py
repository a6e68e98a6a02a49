"""The place that a fact names holds its quote, in the file as it lies on disk."""

from __future__ import annotations

import html
from pathlib import Path
from typing import Any

import pytest

import factlint
from factlint.spans import Place
from tests.load.test_places import on_disk

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "seeds"
PLAIN = (".txt", ".md")


def facts_of(folder: Path) -> list[Any]:
    return list(factlint.check([folder], as_of="2026-11-20").facts.itertuples())


@pytest.fixture(scope="module")
def own() -> list[Any]:
    return facts_of(ROOT / "sources")


def check(folder: Path, fact: Any) -> None:
    """Text and Markdown spell the quote; a page in HTML has its first character there, or the entity for it."""
    source = (folder / fact.doc).read_bytes().decode("utf-8-sig")
    found = on_disk(source, Place(fact.line, fact.column, fact.end_line, fact.end_column))
    if fact.doc.endswith(PLAIN):
        assert found == fact.quote
    else:
        assert html.unescape(found).startswith(fact.quote[0])


def test_facts_of_text_and_markdown_are_spelled_by_the_file(own: list[Any]) -> None:
    plain = [fact for fact in own if fact.doc.endswith(PLAIN)]
    assert len(plain) > 50
    for fact in plain:
        check(ROOT, fact)


def test_facts_of_html_begin_where_their_place_says(own: list[Any]) -> None:
    marked = [fact for fact in own if not fact.doc.endswith(PLAIN)]
    assert len(marked) > 30
    for fact in marked:
        check(ROOT, fact)


def test_places_of_a_fact_agree_with_its_characters(own: list[Any]) -> None:
    for fact in own:
        assert fact.end - fact.start == len(fact.quote) > 0
        assert (fact.line, fact.column) < (fact.end_line, fact.end_column)


@pytest.mark.skipif(not SHARED.is_dir(), reason="there are no pages beside the project")
def test_facts_of_pages_from_elsewhere_are_where_their_places_say() -> None:
    for fact in facts_of(SHARED):
        check(SHARED, fact)
