"""Definitions of one concept that were one and no longer say the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from factlint.compare.alignment import differences
from factlint.compare.copies import groups
from factlint.compare.drift import Drift, Weighed
from factlint.compare.passages import Passage, distinct_texts
from factlint.compare.weights import Weight, is_form
from factlint.spans import Place

if TYPE_CHECKING:
    import pandas as pd

    from factlint.compare.names import Names
    from factlint.compare.passages import Text, Word
    from factlint.compare.weights import Wordlists
    from factlint.domain.model import Domain

FEWEST_WORDS: Final = 3
"""Words with a meaning of their own that a definition must have; a shorter one was not read whole."""
SHARED: Final = 0.6
"""Share of the longer definition's words that must stand in the other: else they are two, side by side."""
MOST: Final = 40
"""Different definitions of one concept that are compared with each other; beyond them it is a word of all work."""

_COLUMNS: Final = [
    *("doc", "line", "column", "end_line", "end_column", "start", "end", "subject", "quote", "value", "section"),
]


class Defined(NamedTuple):
    """One concept that is defined in several ways.

    Attributes:
        schema: that read it.
        attribute: by which it is defined.
        concept: what is defined.
        drifts: every two ways that were one; a passage of theirs is a fact, its text the value.
        quotes: the words on the page, by page, start and end.
    """

    schema: str
    attribute: str
    concept: str
    drifts: tuple[Drift, ...]
    quotes: Mapping[tuple[str, int, int], str]


class DefinitionJudge:
    """Tells definitions that have drifted apart from longer ones, and from others that stand beside them.

    Args:
        names: finds concepts among words.
        wordlists: by which differences are weighed.
        audiences: of the pages that have one, by their id.
    """

    def __init__(self, names: Names, wordlists: Wordlists, audiences: Mapping[str, str]) -> None:
        self._names, self._wordlists, self._audiences = names, wordlists, audiences

    def drift(self, first: Text, second: Text) -> Drift | None:
        """What has drifted; None where neither was copied from the other, or one only says more."""
        left, right = (self._content(text) for text in (first, second))
        shared = sum(any(is_form(one, other) for other in set(right)) for one in set(left))
        lengths = len(set(left)), len(set(right))
        copied = min(lengths) >= FEWEST_WORDS and shared >= SHARED * max(lengths)
        if not copied or not self._one_audience(first, second):
            return None
        # A value is no whole sentence: its first word says nothing of what the sentence is about.
        parts = [
            each._replace(first=_within(each.first), second=_within(each.second))
            for each in differences(first, second, (0, 0))
        ]
        found = [Weighed(each, self._wordlists.weigh(each, frozenset(), frozenset())) for each in parts]
        telling = tuple(each for each in found if each.weight is not Weight.NOTHING)
        if any(self._is_name(each) for each in telling):
            return None
        grave = any(each.weight in (Weight.NUMBER, Weight.NEGATION) for each in telling)
        if not grave and not (telling and _is_another(left, right) and _is_another(right, left)):
            return None
        return Drift(first, second, ((0, 0),), telling, first.passages[0].concept)

    def _content(self, text: Text) -> list[str]:
        return [key for key in text.sentences[0] if key not in self._wordlists.little]

    def _is_name(self, weighed: Weighed) -> bool:
        sides = (weighed.difference.first, weighed.difference.second)
        named = any(next(self._names.find([word.key for word in side]), None) for side in sides)
        return weighed.weight is Weight.NAME or (named and all(sides))

    def _one_audience(self, first: Text, second: Text) -> bool:
        known = [{self._audiences.get(doc) for doc in text.docs} for text in (first, second)]
        return any(one == other or one is None or other is None for one in known[0] for other in known[1])


def drifted_definitions(
    facts: pd.DataFrame, domains: Mapping[str, Domain], judge: DefinitionJudge
) -> Iterator[Defined]:
    """Concepts that are defined in ways that were one, in the order of schema, attribute and concept.

    Args:
        facts: the facts table, or the part of it that counts.
        domains: the schemas by id; attributes that say ``defines`` are compared.
        judge: tells what has drifted.
    """
    for schema in sorted(domains):
        for attribute in sorted(key for key, each in domains[schema].attributes.items() if each.defines):
            wanted = (facts["schema"] == schema) & (facts["attribute"] == attribute) & (facts["modality"] == "asserted")
            rows = facts.loc[wanted, _COLUMNS].to_dict("records")
            quotes = {(str(row["doc"]), int(row["start"]), int(row["end"])): str(row["quote"]) for row in rows}
            stated: dict[str, list[Passage]] = {}
            for passage in map(_passage, rows):
                stated.setdefault(str(passage.concept), []).append(passage)
            for concept in sorted(stated):
                for group in _groups(stated[concept], judge):
                    yield Defined(schema, attribute, concept, group, quotes)


def _passage(row: Mapping[Any, Any]) -> Passage:
    place = Place(*(int(row[name]) for name in ("line", "column", "end_line", "end_column")))
    section, value = str(row["section"]), " ".join(str(row["value"]).split())
    return Passage(str(row["doc"]), place, int(row["start"]), int(row["end"]), str(row["subject"]), section, value)


def _within(side: Sequence[Word]) -> tuple[Word, ...]:
    return tuple(word._replace(first=False) for word in side)


def _groups(passages: Sequence[Passage], judge: DefinitionJudge) -> list[tuple[Drift, ...]]:
    texts = [text for text in distinct_texts(passages) if text.lines]
    if len(texts) > MOST:
        return []
    found = [drift for pair in combinations(texts, 2) if (drift := judge.drift(*pair)) is not None]
    root = groups((each.first.keys, each.second.keys) for each in found)
    members: dict[tuple[str, ...], list[Drift]] = {}
    for each in found:
        members.setdefault(root[each.first.keys], []).append(each)
    return [tuple(group) for group in members.values()]


def _is_another(own: Sequence[str], others: Sequence[str]) -> bool:
    """Whether a definition begins with a word that the other does not have."""
    return not any(is_form(own[0], other) for other in others)
