from __future__ import annotations

import re

from factlint.compare.fingerprint import fact_fingerprint, signal_fingerprint


def test_a_fingerprint_is_16_hexadecimal_digits_and_always_the_same() -> None:
    found = fact_fingerprint("C101", "rose", "rest", "", ["1..1", "2..2"])
    assert re.fullmatch(r"[0-9a-f]{16}", found)
    assert found == "efe537efc74c8734"


def test_the_order_and_number_of_values_have_no_part_in_it() -> None:
    first = fact_fingerprint("C101", "rose", "rest", "", ["a", "b", "a"])
    assert first == fact_fingerprint("C101", "rose", "rest", "", ["b", "a"])


def test_everything_else_has() -> None:
    usual = ("C101", "rose", "rest", "stage=mature", ["a"])
    others = [
        ("C103", *usual[1:]),
        ("C101", "fern", *usual[2:]),
        ("C101", "rose", "feed", *usual[3:]),
        ("C101", "rose", "rest", "", ["a"]),
        ("C101", "rose", "rest", "stage=mature", ["b"]),
    ]
    assert len({fact_fingerprint(*usual), *(fact_fingerprint(*other) for other in others)}) == 6


def test_parts_do_not_run_into_each_other() -> None:
    assert fact_fingerprint("C101", "a", "b", "", []) != fact_fingerprint("C101", "ab", "", "", [])


def test_words_on_a_page_are_known_without_case_and_space() -> None:
    assert signal_fingerprint("T101", "a", "Red  rosse") == signal_fingerprint("T101", "a", "red rosse")
    assert signal_fingerprint("T101", "a", "rosse") != signal_fingerprint("T101", "b", "rosse")
