"""Inflection."""

import pytest

from factlint.domain.inflect import Inflector, is_verb_form, singular, third_person

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


@pytest.mark.parametrize(
    ("word", "base"),
    [("copies", "copy"), ("shoots", "shoot"), ("loss", "loss"), ("virus", "virus"), ("fern", "fern")],
)
def test_the_singular_of_a_regular_plural(word: str, base: str) -> None:
    assert singular(word) == base


@pytest.mark.parametrize(("word", "is_form"), [("planted", True), ("planting", True), ("bed", False), ("king", False)])
def test_a_word_in_ed_or_ing_is_a_verb_form(word: str, is_form: bool) -> None:
    assert is_verb_form(word) == is_form


@pytest.mark.parametrize(("verb", "form"), [("last", "lasts"), ("carry", "carries"), ("lasted", "lasted")])
def test_the_third_person(verb: str, form: str) -> None:
    assert third_person(verb) == form
