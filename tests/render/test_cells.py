"""Cells of CSV: harmless in a spreadsheet, and what they were for programs."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factlint.render.as_csv import write
from factlint.render.cells import inert, restored

SIGNS = "=+-@\t\n＝＋－＠"


@given(st.text(alphabet=st.one_of(st.sampled_from(SIGNS + "'1"), st.characters(exclude_categories=["C"]))))
def test_a_cell_gives_its_text_back(text: str) -> None:
    cell = inert(text)
    assert isinstance(cell, str)
    assert restored(cell) == text


@given(st.text())
def test_no_cell_begins_like_a_formula(text: str) -> None:
    cell = str(inert(text))
    assert not cell.startswith(tuple(SIGNS)) or cell[1:].replace(".", "", 1).isdecimal()


@pytest.mark.parametrize("number", ["-1", "+5", "-0.25", "12"])
def test_a_plain_number_stays_one(number: str) -> None:
    assert inert(number) == number


@pytest.mark.parametrize("number", [-1, -0.5, 7, None, True])
def test_what_is_no_text_stays_what_it_is(number: object) -> None:
    assert inert(number) is number


@pytest.mark.parametrize("text", ["-1+cmd|' /C calc'!A0", "-1 %", "--1", "-1\n", "-١"])
def test_what_only_begins_like_a_number_does_not(text: str) -> None:
    assert str(inert(text)).startswith("'")


def test_numbers_of_a_table_are_written_bare() -> None:
    text = write(["a", "b"], [{"a": -1, "b": "-1"}, {"a": 0.5, "b": "-x"}])
    assert list(csv.reader(io.StringIO(text))) == [["a", "b"], ["-1", "-1"], ["0.5", "'-x"]]
