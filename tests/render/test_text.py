from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from factlint.render.cells import inert, one_line
from factlint.render.text import CLOSE, OPEN, marked, shortened, unmarked, wrapped


def test_the_whole_word_is_marked_not_a_part_of_another() -> None:
    assert unmarked(marked("16 months, then 6 months.", "6 months"), color=False) == "16 months, then «6 months»."


def test_a_quote_that_is_not_in_the_sentence_stands_alone() -> None:
    assert unmarked(marked("Something else.", "6 months"), color=False) == "«6 months»"


def test_a_long_sentence_is_cut_around_the_quote() -> None:
    text = unmarked(marked("before " * 200 + "6 months " + "after " * 200, "6 months"), color=False)
    assert len(text) < 450
    assert text.startswith("… before")
    assert "before «6 months» after" in text
    assert text.endswith("after …")


def test_line_breaks_in_quote_and_sentence_do_not_part_them() -> None:
    assert unmarked(marked("for 6\r\nmonths.", "6\nmonths"), color=False) == "for «6 months»."


def test_a_word_wider_than_the_line_is_left_whole() -> None:
    assert wrapped("a " + "x" * 30 + " b", 10, "  ") == ["  a", "  " + "x" * 30, "  b"]


def test_shortened_text_says_that_something_is_missing() -> None:
    assert shortened("abcdef", 4) == "abc…"
    assert shortened("abcd", 4) == "abcd"


@given(st.text(), st.text())
def test_marking_loses_no_control_of_the_terminal(sentence: str, quote: str) -> None:
    text = marked(sentence, quote).replace(OPEN, "").replace(CLOSE, "")
    assert text == one_line(text)
    assert text.isprintable() or not any(ord(char) < 32 or 127 <= ord(char) < 160 for char in text)


@given(st.text(), st.integers(10, 80))
def test_wrapping_keeps_every_word(text: str, width: int) -> None:
    assert " ".join(wrapped(text, width, "  ")).split() == text.split()


@given(st.text())
def test_a_spreadsheet_cell_never_starts_like_a_formula(text: str) -> None:
    assert not str(inert(text)).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_numbers_stay_numbers_in_a_spreadsheet() -> None:
    assert inert(-5) == -5
