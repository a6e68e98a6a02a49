from __future__ import annotations

import random
import time
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factlint.compare.alignment import aligned
from factlint.compare.copies import copied, copies, voices
from factlint.compare.passages import Passage, distinct_texts, keys, words
from factlint.compare.shingles import near_pairs
from factlint.spans import Place

if TYPE_CHECKING:
    from collections.abc import Sequence

PLACE = Place(1, 1, 1, 9)
SENTENCE = st.lists(st.sampled_from([f"w{number}" for number in range(60)]), min_size=6, max_size=14).map(" ".join)
PASSAGE = st.lists(SENTENCE, min_size=2, max_size=5)


def passage(doc: str, text: str, start: int = 0) -> Passage:
    return Passage(doc, PLACE, start, start + 100, None, "", text)


def invented(sentences: int, seed: int) -> list[str]:
    draw = random.Random(seed)
    return [" ".join(f"word{draw.randrange(5000)}" for _ in range(12)) for _ in range(sentences)]


@st.composite
def bodies(draw: st.DrawFn) -> list[Passage]:
    """A few texts, each with copies in which some words are changed."""
    made = []
    for number, sentences in enumerate(draw(st.lists(PASSAGE, min_size=1, max_size=4))):
        for copy in range(draw(st.integers(1, 3))):
            spoken = " | ".join(sentences).split(" ")
            for at in draw(st.lists(st.integers(0, len(spoken) - 1), max_size=3)):
                spoken[at] = "|" if spoken[at] == "|" else draw(st.sampled_from(["other", "3", "not"]))
            made.append(passage(f"{number}-{copy}.md", " ".join(spoken).replace(" | ", "\n")))
    return made


@given(bodies(), st.randoms())
@settings(deadline=None)
def test_the_order_of_pages_has_no_part_in_what_is_a_copy(body: list[Passage], draw: random.Random) -> None:
    shuffled = body.copy()
    draw.shuffle(shuffled)
    assert copied(shuffled) == copied(body)
    assert copies(distinct_texts(shuffled)) == copies(distinct_texts(body)) or _told(shuffled) == _told(body)


def _told(body: Sequence[Passage]) -> list[object]:
    return [(each.first.keys, each.second.keys, each.alignment) for each in copies(distinct_texts(body))]


@given(PASSAGE, PASSAGE)
@settings(deadline=None)
def test_two_texts_are_copies_whichever_comes_first(one: list[str], other: list[str]) -> None:
    first, second = (distinct_texts([passage("a", "\n".join(each))])[0] for each in (one, [*one[:2], *other]))
    there, back = aligned(first, second), aligned(second, first)
    assert (there is None) == (back is None)
    if there and back:
        assert [pair[::-1] for pair in there.sentences] == sorted(back.sentences, key=lambda pair: pair[1])


@given(bodies())
@settings(deadline=None)
def test_a_passage_is_never_a_copy_of_itself(body: list[Passage]) -> None:
    texts = distinct_texts(body)
    assert all(one != other for one, other in near_pairs([text.keys for text in texts]))
    assert all(each.first.keys < each.second.keys for each in copies(texts))


@given(st.text())
def test_words_as_printed_and_as_compared_are_the_same_words(text: str) -> None:
    assert tuple(word.key for word in words(text)) == keys(text)


@given(st.lists(st.lists(st.sampled_from("abcd"), max_size=12), max_size=8))
def test_any_words_may_be_looked_for(texts: list[list[str]]) -> None:
    pairs = near_pairs(texts)
    assert pairs == sorted(set(pairs))
    assert all(one < other for one, other in pairs)


def test_a_change_of_some_words_leaves_a_copy() -> None:
    text = invented(3, seed=1)
    changed = [text[0].replace(text[0].split()[5], "else"), text[1], text[2]]
    (copy,) = copies(distinct_texts([passage("a", "\n".join(text)), passage("b", "\n".join(changed))]))
    (difference,) = copy.alignment.differences
    assert {"else", text[0].split()[5]} == {word.key for word in (*difference.first, *difference.second)}


def test_two_sentences_within_longer_texts_are_found() -> None:
    shared = invented(2, seed=2)
    longer = [[*invented(4, seed=3), *shared], [*shared, *invented(4, seed=4)]]
    (copy,) = copies(distinct_texts(passage(str(at), "\n".join(each)) for at, each in enumerate(longer)))
    assert len(copy.alignment.sentences) == 2


def test_one_sentence_is_no_copy() -> None:
    shared = invented(1, seed=5)
    longer = [[*invented(1, seed=6), *shared], [*shared, *invented(1, seed=7)]]
    assert copies(distinct_texts(passage(str(at), "\n".join(each)) for at, each in enumerate(longer))) == []


def test_pages_that_copy_each_other_are_one_voice() -> None:
    text = "\n".join(invented(3, seed=8))
    body = [passage("a", text, 40), passage("b", text.replace("word1", "term1"), 70), passage("c", "x y\nz", 40)]
    voice = voices(body)
    assert voice("a", 60) == voice("b", 169) == "a:40"
    assert voice("a", 10) == "a"
    assert voice("b", 170) == "b"
    assert (voice("c", 50), voice("d", 50)) == ("c", "d")


@pytest.mark.parametrize("odd", [0, 1])
def test_many_copies_of_one_paragraph_cost_little(odd: int) -> None:
    """Ten thousand copies, alike or each with a word of its own, are read in seconds and join nothing twice."""
    text = "\n".join(invented(5, seed=9))
    body = [passage(f"{at}.md", text + f" own{at}" * odd) for at in range(10_000)]
    began = time.process_time()
    found = copies(distinct_texts(body))
    assert found == []
    assert time.process_time() - began < 10


def test_a_chain_of_copies_costs_little() -> None:
    sentences = invented(4_000, seed=10)
    body = [passage(f"{at}.md", "\n".join(pair)) for at, pair in enumerate(pairwise(sentences))]
    began = time.process_time()
    assert copies(distinct_texts(body)) == []
    assert time.process_time() - began < 10
