"""Mentions of concepts in text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factlint.domain.inflect import Inflector
from factlint.domain.model import Concept
from factlint.domain.vocabulary import Vocabulary, fold, vocabulary_terms

INFLECTOR = Inflector({}, [], [["leukaemi", "leukemi"]])
CONCEPTS = [
    Concept("alpha", ("drug",), ("alphamab", "Alphex"), brands=("Alphex",), misnomers=("alfamab",)),
    Concept("alpha-beta", ("drug",), ("alphamab beta",)),
    Concept("blood", ("condition",), ("leukaemia",)),
    Concept("all", ("condition",), ("ALL", "acute leukaemia"), is_a=("blood",)),
    Concept("factor-2", ("drug",), ("factor-2",)),
    Concept("high", ("condition",), ("high-risk leukaemia",), is_a=("blood",)),
]


def found(text: str, ignore: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    vocabulary = Vocabulary(vocabulary_terms(CONCEPTS, ignore, INFLECTOR), frozenset({"non"}))
    return [(text[one.start : one.end], one.concept) for one in vocabulary.find(text)]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Alphamab is one.", [("Alphamab", "alpha")]),
        ("alphamab beta is another", [("alphamab beta", "alpha-beta")]),
        ("alphamab-beta too", [("alphamab-beta", "alpha-beta")]),
        ("alphamab\n  beta over two lines", [("alphamab\n  beta", "alpha-beta")]),
        ("the alphamabs", [("alphamabs", "alpha")]),
        ("alphamabulous", []),
        ("all children have ALL", [("ALL", "all")]),
        ("leukemia and leukaemias", [("leukemia", "blood"), ("leukaemias", "blood")]),
        (
            "factor 2, factor-2 and factor2",
            [("factor 2", "factor-2"), ("factor-2", "factor-2"), ("factor2", "factor-2")],
        ),
        ("high-risk or relapsed leukaemia", [("high-risk", "high"), ("leukaemia", "blood")]),
        ("high-risk patients", []),
        ("non-leukaemia cases", []),
    ],
)
def test_mentions_are_the_longest_whole_words(text: str, mentions: list[tuple[str, str]]) -> None:
    assert found(text) == mentions


def test_an_ignored_phrase_hides_the_name_in_it() -> None:
    assert found("leukaemia cells and leukaemia", ("leukaemia cells",)) == [("leukaemia", "blood")]


def test_brands_and_misnomers_are_marked() -> None:
    vocabulary = Vocabulary(vocabulary_terms(CONCEPTS, (), INFLECTOR), frozenset())
    brand, wrong = vocabulary.find("Alphex and alfamab")
    assert (brand.brand, brand.misnomer) == (True, False)
    assert (wrong.brand, wrong.misnomer) == (False, True)


def test_one_name_of_two_concepts_is_refused() -> None:
    twice = [*CONCEPTS, Concept("other", ("drug",), ("alphamab",))]
    with pytest.raises(ValueError, match=r"alphamab.*alpha.*other"):
        vocabulary_terms(twice, (), INFLECTOR)


@given(st.text(max_size=200))
def test_folding_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(
    st.lists(
        st.sampled_from(["alphamab", "beta", "ALL", "acute leukaemia", " ", "\n", "x", "high-risk or "]),
        max_size=30,
    )
)
def test_mentions_never_overlap_and_are_in_order(parts: list[str]) -> None:
    text = " ".join(parts)
    vocabulary = Vocabulary(vocabulary_terms(CONCEPTS, (), INFLECTOR), frozenset())
    spans = [(one.start, one.end) for one in vocabulary.find(text)]
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
