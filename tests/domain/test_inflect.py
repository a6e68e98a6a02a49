"""Inflection."""

import pytest

from factlint.domain.inflect import Inflector

INFLECTOR = Inflector(
    {"give": ["gives", "gave", "given", "giving"], "run": ["runs", "ran", "running"]},
    ["for", "the"],
    [["tumour", "tumor"], ["aemi", "emi"]],
)


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("give", {"give", "gives", "gave", "given", "giving"}),
        ("lasts", {"lasts", "lasted", "lasting", "last~"}),
        ("runs", {"runs", "ran", "running", "run~"}),
        ("carry", {"carry", "carries", "carried", "carrying"}),
        ("for", {"for"}),
        ("given", {"given"}),
        ("routinely", {"routinely"}),
        ("routines", {"routines", "routine~"}),
    ],
)
def test_a_word_stands_for_its_forms(word: str, forms: set[str]) -> None:
    assert forms <= set(INFLECTOR.forms(word))


def test_a_form_in_s_does_not_match_the_bare_adjective() -> None:
    assert "last" not in INFLECTOR.forms("lasts")


def test_both_spellings_are_tried() -> None:
    assert INFLECTOR.spellings("leukaemia") == {"leukaemia", "leukemia"}
    assert INFLECTOR.spellings("wilms tumor") == {"wilms tumor", "wilms tumour"}
