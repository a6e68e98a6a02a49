"""Passages as the comparison sees them: words, sentence by sentence, and every place where a text stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from factlint.spans import Place

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

KIND: Final = "passage"
_COLUMNS: Final = [
    *("doc", "line", "column", "end_line", "end_column", "start", "end", "concept", "text", "detail"),
]
_WORD: Final = re.compile(r"\d+(?:[.,]\d+)*[^\W\d_]*|[^\W_]+(?:['’][^\W\d_]+)*|%")


class Passage(NamedTuple):
    """One row of the signals table of kind "passage": its sentences stand one to a line."""

    doc: str
    place: Place
    start: int
    end: int
    concept: str | None
    section: str
    text: str


class Word(NamedTuple):
    """A word as it is compared, and as it is printed; ``first`` where it begins a sentence."""

    key: str
    printed: str
    first: bool


@dataclass(frozen=True, eq=False)
class Text:
    """One text, word for word, with every passage that has it.

    Attributes:
        keys: its words as they are compared; two texts differ where their keys do.
        passages: where it stands, in the order of pages.
    """

    keys: tuple[str, ...]
    passages: tuple[Passage, ...]

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Its sentences as printed."""
        return tuple(line for line in self.passages[0].text.split("\n") if _WORD.search(line))

    @cached_property
    def sentences(self) -> tuple[tuple[str, ...], ...]:
        """Its words as they are compared, sentence by sentence."""
        return tuple(map(keys, self.lines))

    def words(self, at: int) -> tuple[Word, ...]:
        """The words of the sentence at this position; not kept, for few are asked for."""
        return words(self.lines[at])

    @cached_property
    def docs(self) -> frozenset[str]:
        """The pages on which it stands."""
        return frozenset(passage.doc for passage in self.passages)


def keys(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared: case, punctuation and the form of an apostrophe are of no account."""
    return tuple(_WORD.findall(text.casefold().replace("’", "'")))


def words(sentence: str) -> tuple[Word, ...]:
    """The words of a sentence, as they are compared and as they are printed."""
    printed, compared = _WORD.findall(sentence.replace("’", "'")), keys(sentence)
    # A letter that grows as case is folded may move a border of words; then there is nothing to show but the keys.
    same = zip(compared, printed if len(printed) == len(compared) else compared, strict=True)
    return tuple(Word(key, word, at == 0) for at, (key, word) in enumerate(same))


def passages(signals: pd.DataFrame) -> list[Passage]:
    """The passages among ``signals`` in the order of pages, each place once; a named concept counts before none."""
    rows = signals.loc[signals["kind"] == KIND, _COLUMNS].to_dict("records")
    found: dict[tuple[str, int, int], Passage] = {}
    for row in rows:
        place = Place(*(int(row[name]) for name in ("line", "column", "end_line", "end_column")))
        concept = row["concept"] if isinstance(row["concept"], str) else None
        span = int(row["start"]), int(row["end"])
        passage = Passage(str(row["doc"]), place, *span, concept, str(row["detail"]), str(row["text"]))
        key = (passage.doc, *span)
        found[key] = min(found.get(key, passage), passage, key=lambda each: (each.concept is None, each.concept or ""))
    return [found[key] for key in sorted(found)]


def distinct_texts(found: Iterable[Passage]) -> list[Text]:
    """The texts of passages, equal ones joined, in the order of their words."""
    alike: dict[tuple[str, ...], list[Passage]] = {}
    once: dict[str, str] = {}  # a word is kept once, however often it stands
    for passage in sorted(found, key=lambda each: (each.doc, each.start, each.end)):
        key = tuple(once.setdefault(word, word) for word in keys(passage.text))
        alike.setdefault(key, []).append(passage)
    return [Text(key, tuple(alike[key])) for key in sorted(alike)]
