"""A slip of the finger or the ear is told from another word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factlint.domain.slips import Slip, Slips, is_double, is_swap, kept_ending

SLIPS = Slips("aeiouy", ["ck", "mn"], ["qwertyuiop", "asdfghjkl", "zxcvbnm"])
NAMES = st.text("abcdefghijklmnopqrstuvwxyz", min_size=6, max_size=16)


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("gardenai", "gardenia"),
        ("gardennia", "gardenia"),
        ("pelargonium", "pelarggonium"),
        ("hydranega", "hydrangea"),
    ],
)
def test_swaps_and_doubles_are_certain(word: str, name: str) -> None:
    assert SLIPS.judge(word, name) is Slip.CERTAIN


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("gerdenia", "gardenia"),
        ("gardnia", "gardenia"),
        ("gardemia", "gardenia"),
        ("gardrenia", "gardenia"),
        ("geraniun", "geranium"),
        ("chrisanthenum", "chrysanthemum"),
    ],
)
def test_letters_left_out_added_or_like_others_are_likely(word: str, name: str) -> None:
    assert SLIPS.judge(word, name) is Slip.LIKELY


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("gardenia", "gardenia"),
        ("hardenia", "gardenia"),
        ("ardenia", "gardenia"),
        ("garzenia", "gardenia"),
        ("gardeniae", "gardenia"),
        ("gardenio", "gardenia"),
        ("gordania", "gardenia"),
        ("", "gardenia"),
    ],
)
def test_other_words_are_no_slips(word: str, name: str) -> None:
    assert SLIPS.judge(word, name) is Slip.NONE


@given(NAMES, st.data())
def test_what_fingers_do_to_a_name_is_seen(name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(name) - 2))
    doubled = name[:at] + name[at] + name[at:]
    assert is_double(doubled, name)
    assert is_double(name, doubled)
    swapped = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    assert is_swap(swapped, name) == (swapped != name)
    left_out = name[:at] + name[at + 1 :]
    assert SLIPS.judge(left_out, name) is not Slip.NONE


@given(NAMES, NAMES)
def test_the_judgement_of_two_words_is_the_same_either_way(one: str, other: str) -> None:
    assert SLIPS.judge(one, other) is SLIPS.judge(other, one)


def test_the_longest_ending_that_both_have_is_kept() -> None:
    assert kept_ending("gardenetta", "gerdenetta", ["etta", "a"]) == "etta"
    assert kept_ending("gardenitta", "gardenetta", ["etta", "a"]) == "a"
    assert kept_ending("garden", "gardenetta", ["etta"]) == ""
