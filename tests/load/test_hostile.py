"""Pages made to break a reader: each is read in time about linear in its size, or refused."""

from __future__ import annotations

import time

import pytest

from factlint.errors import UnreadableSource
from factlint.load.formats import FORMATS
from tests.load.conftest import vocabulary

WORDS = vocabulary()
PAGES = {
    "one line of five megabytes": "the plant is taken for 6 months and then " * 125_000,
    "nested divs": "<div>" * 20_000 + "x" + "</div>" * 20_000,
    "list marks": "- a\n" * 100_000,
    "list marks on a line": "- " * 100_000 + "x",
    "deeper and deeper lists": "".join(" " * depth + "- a\n" for depth in range(1_000)),
    "nothing closed": "<p><b><i><ul><li>x<table><tr><td>" * 3_000,
    "comments left open": "<!--" * 200_000,
    "tags left open": "<a " * 300_000,
    "quotes left open": "<a b='" * 100_000,
    "signs": "<" * 300_000 + "&" * 300_000,
    "entity garbage": "&#x;&#999999999;&foo&#0;&ampamp" * 20_000,
    "formatting across blocks": "<i><div>" + "<b>" * 30_000 + "x" + "</i>" * 30_000,
    "wide cells": "<table>" + "<td colspan=999 rowspan=999>x" * 5_000,
    "lists in lists": "<ul><li>a" * 10_000,
    "front matter": "---\n" + "a: [" * 15_000 + "\n---\nx",
    "labels": "Last reviewed: \n" * 50_000,
    "labels on a line": "Last reviewed: 3 May 2020 " * 50_000,
    "pipes": "|" * 300_000 + "\n" + "|" * 300_000,
    "spaces": " " * 500_000 + "x" + " " * 500_000,
    "brackets": "[" * 100_000,
    "links": "[a](b" * 50_000,
    "targets": "](a(b" * 60_000 + '](a "b' * 60_000,
    "backticks": " ".join("`" * length for length in range(1, 1_500)),
    "stars": "**a *b " * 50_000,
    "quotations": ">" * 100_000 + "a",
    "carriage returns": "a\r" * 100_000,
    "bold lines": "**a**\n\n" * 20_000,
    "attributes": "<p " + "a=b " * 100_000 + ">x",
}


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
@pytest.mark.parametrize("name", PAGES)
def test_hostile_page_is_read_in_a_few_seconds(name: str, suffix: str) -> None:
    start = time.perf_counter()
    try:
        draft = FORMATS[suffix](PAGES[name], WORDS)
        assert len(draft.prose) == len(draft.text)
        WORDS.find(draft.prose, draft.blocks, None)
    except UnreadableSource:
        pass
    assert time.perf_counter() - start < 15  # a quadratic reader takes minutes
