"""Quotes in their context, and the words by which two texts differ."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from factlint.render.cells import one_line
from factlint.render.report.marking import DIFFERS, MOST, PLAIN, QUOTE, Part, contrasted, quoted

WORDS = st.lists(st.sampled_from(["a", "drip", "of", "two", "hours", "<b>", "&", "twice"]), max_size=12).map(" ".join)


def test_a_quote_is_told_apart_from_the_words_around_it() -> None:
    assert quoted("It runs\n for 2 hours, then stops.", "for 2 hours") == (
        Part("It runs "),
        Part("for 2 hours", QUOTE),
        Part(", then stops."),
    )


def test_a_quote_that_its_context_lacks_stands_alone() -> None:
    assert quoted("Nothing of the kind.", "for 2 hours") == (Part("for 2 hours", QUOTE),)


def test_a_place_without_a_quote_shows_its_context() -> None:
    assert quoted("Nothing of the kind.", "") == (Part("Nothing of the kind."),)
    assert quoted("", "") == ()


def test_long_context_is_cut_on_both_sides_and_the_quote_stays() -> None:
    parts = quoted("left " * 1000 + "middle" + " right" * 1000, "middle")
    assert parts[0].text.startswith("… ")
    assert parts[1] == Part("middle", QUOTE)
    assert parts[2].text.endswith(" …")
    assert sum(len(part.text) for part in parts) <= MOST + 20


def test_only_the_words_that_differ_are_marked() -> None:
    both = contrasted("The drip runs for two hours.", "The drip runs for three hours.")
    assert both is not None
    assert [part.text for part in both[0] if part.kind == DIFFERS] == ["two"]
    assert [part.text for part in both[1] if part.kind == DIFFERS] == ["three"]


def test_texts_with_little_in_common_are_not_contrasted() -> None:
    assert contrasted("The drip runs for two hours.", "Ring the ward at night") is None
    assert contrasted("", "Ring the ward at night") is None


@given(WORDS, WORDS)
def test_contrasted_parts_are_the_texts_themselves(first: str, second: str) -> None:
    both = contrasted(first, second)
    if both is not None:
        assert "".join(part.text for part in both[0]) == one_line(first)
        assert "".join(part.text for part in both[1]) == one_line(second)
        same = [[part.text for part in parts if part.kind == PLAIN and part.text != " "] for parts in both]
        assert " ".join(same[0]) == " ".join(same[1])


@given(WORDS, st.integers(0, 20), st.integers(0, 20))
def test_quoted_parts_are_the_context_itself(context: str, start: int, length: int) -> None:
    quote = context[start : start + length]
    parts = quoted(context, quote)
    if one_line(quote):
        assert "".join(part.text for part in parts) == one_line(context)
        assert [part.text for part in parts if part.kind == QUOTE] == [one_line(quote)]
