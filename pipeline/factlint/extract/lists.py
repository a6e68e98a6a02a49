"""Lists whose lead-in says what their items are: "Side effects of rituximab include:" and the items below it."""

from __future__ import annotations

from dataclasses import dataclass

from factlint.domain.compiled import CompiledDomain
from factlint.extract.context import Governed
from factlint.extract.focus import Subject
from factlint.extract.matching import Match, PatternIndex
from factlint.extract.tokens import Tagged

HEAD_REACH = 4


@dataclass(frozen=True)
class ListLabel:
    """What the items of a list or the paragraphs of a section are values of."""

    match: Match
    subjects: tuple[Subject, ...]
    governed: tuple[Governed, ...]


class ListReader:
    """Recognises lead-ins, and the value that an item begins with."""

    def __init__(self, compiled: CompiledDomain) -> None:
        self._compiled = compiled
        self._index = PatternIndex(pattern for reader in compiled.readers.values() for pattern in reader.list_labels)

    def label(self, tagged: Tagged) -> Match | None:
        """The list label that a lead-in or a heading holds, the most specific of several."""
        found = list(self._index.matches(tagged))
        return max(found, key=lambda match: match.strength, default=None)

    def item(self, label: ListLabel, tagged: Tagged, run_in: bool) -> Match | None:
        """The value that an item begins with, as a match of the label's pattern.

        Args:
            label: what the items are.
            tagged: the item's first sentence.
            run_in: whether it is a paragraph, which counts only where a colon follows its first words.
        """
        reader = self._compiled.readers[label.match.pattern.attribute]
        tags = {f"#{tag}" for tag in reader.tags}
        for place, token in enumerate(tagged.tokens[:HEAD_REACH]):
            if token.border:
                return None
            if token.tag is not None and tags & _keys(token.body):
                if run_in and not _colon_follows(tagged, place):
                    return None
                return Match(label.match.pattern, place, place + 1, place, -1, 1)
        return None


def _keys(body: str) -> set[str]:
    return {f"#{tag}" for tag in body[2:].partition("=")[0].split(",") if tag}


def _colon_follows(tagged: Tagged, place: int) -> bool:
    return place + 1 < len(tagged.tokens) and tagged.tokens[place + 1].word == ":"
