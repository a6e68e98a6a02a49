"""What is read of a paragraph that is too long to be parsed."""

from __future__ import annotations

import pytest

from factlint.load.inline import read_inline

LONG = "A plant is grown. " * 1_500


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ("a `code` b", "a b"),
        ("a ``co`de`` b", "a b"),
        ("a ` b", "a ` b"),
        ("a `` b ` c", "a `` b ` c"),
        ("see [the book](https://example.org/6-months) now", "see [the book] now"),
        ('[a](b_(c) "Six months")', "[a]"),
        ("`[a](b`)", ")"),
        ("grown (for 6 months) here", "grown (for 6 months) here"),
    ],
)
def test_code_and_link_targets_of_a_long_paragraph_are_blanked_in_their_places(source: str, read: str) -> None:
    inline = read_inline(LONG + source, {})
    assert inline.prose[: len(LONG)] == LONG
    assert len(inline.prose) == len(LONG + source)
    assert inline.prose[len(LONG) :].split() == read.split()
