"""Copies of one text for people: which is to be reviewed first, and the words in which they differ."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING, Final

from factlint.compare.direction import YEAR
from factlint.compare.sources import Source, day
from factlint.compare.weights import Weight, Wordlists
from factlint.domain import load_domain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from factlint.compare.alignment import Difference
    from factlint.compare.drift import Drift, Weighed
    from factlint.compare.passages import Passage, Text, Word
    from factlint.rules.model import Context

_WORDS: Final = 8  # of one side of a difference
_QUOTE: Final = 400  # characters
_RANKS: Final = {"low": 0, "normal": 1, "reference": 2}
_DATES: Final = ("reviewed", "revised", "published")


class Copies:
    """The texts of one group of drifts, and where an editor should begin.

    Attributes:
        texts: each once, in the order of their words.
        group: the drifts.
    """

    def __init__(self, group: Sequence[Drift], context: Context) -> None:
        self.group = tuple(group)
        known = {text.keys: text for drift in group for text in (drift.first, drift.second)}
        self.texts = tuple(known[keys] for keys in sorted(known))
        self._context = context
        docs = {doc for text in self.texts for doc in text.docs}
        records = context.documents.loc[context.documents["doc"].isin(docs), ["doc", *_DATES]].to_dict("records")
        self._dates = {
            str(row["doc"]): next((found for name in _DATES if (found := day(row[name]))), None) for row in records
        }

    def date(self, doc: str) -> dt.date | None:
        """The date that a page vouches for."""
        return self._dates.get(doc)

    @cached_property
    def winner(self) -> Text | None:
        """The text that needs no review: newer than every other by more than a year, or of more authority."""
        dates = [max((date for doc in text.docs if (date := self.date(doc))), default=None) for text in self.texts]
        newest = max((date for date in dates if date), default=None)
        for text, date in zip(self.texts, dates, strict=True):
            others = [each for other, each in zip(self.texts, dates, strict=True) if other is not text]
            if date is not None and date == newest and all(each and date - each > YEAR for each in others):
                return text
        ranks = [max(_RANKS[self._source(doc).authority] for doc in text.docs) for text in self.texts]
        return self.texts[ranks.index(max(ranks))] if ranks.count(max(ranks)) == 1 else None

    @cached_property
    def _first(self) -> tuple[Text, Passage]:
        losers = [text for text in self.texts if text is not self.winner]
        if self.winner is None:
            # Nothing decides: begin where the fewest pages say so.
            fewest = min(len(text.docs) for text in losers)
            losers = [text for text in losers if len(text.docs) == fewest]
        places = ((text, passage) for text in losers for passage in text.passages)
        return min(places, key=lambda each: self._review_order(each[1]))

    @property
    def main(self) -> Text:
        """The text to begin with."""
        return self._first[0]

    @property
    def primary(self) -> Passage:
        """The place to begin at."""
        return self._first[1]

    @property
    def direction(self) -> str:
        """What to do, one of `tables.DIRECTIONS`."""
        if not self._source(self.primary.doc).ours:
            return "tell the publisher"
        return "review this page" if self.winner is not None else "check both"

    def nearest(self, text: Text) -> Drift:
        """The drift of ``text`` that tells most; against the main one where there is one."""
        own = [each for each in self.group if text in (each.first, each.second)]
        to_main = [each for each in own if text is self.main or self.main in (each.first, each.second)]
        return max(to_main or own, key=lambda each: each.weight)

    def others(self, but: Passage) -> list[tuple[Text, Passage]]:
        """Every other place with its text, in the order of pages."""
        places = [(text, passage) for text in self.texts for passage in text.passages if passage is not but]
        return sorted(places, key=lambda each: (each[1].doc, each[1].start))

    def _source(self, doc: str) -> Source:
        return self._context.sources.get(doc, Source(doc))

    def _review_order(self, passage: Passage) -> tuple[bool, dt.date, str, int]:
        ours = self._source(passage.doc).ours
        return not ours, self.date(passage.doc) or dt.date.min, passage.doc, passage.start


def wordlists(context: Context) -> Wordlists:
    """The words by which differences are weighed, of every schema that the project uses."""
    schemas = [load_domain(name) for name in context.settings.every_schema]
    return Wordlists.of([each.language for each in schemas], [each.units for each in schemas])


def column_texts(context: Context, column: str) -> Mapping[str, str]:
    """A text column of the documents table by page, where it says something."""
    pairs = zip(context.documents["doc"], context.documents[column], strict=True)
    return {str(doc): text for doc, text in pairs if isinstance(text, str)}


def difference_words(text: Text, drift: Drift) -> list[tuple[str, str]]:
    """What ``text`` says and what the other text of ``drift`` says instead, in quotation marks, the gravest first."""
    ordered = sorted(drift.differences, key=lambda each: -each.weight)
    both = [_shown(each) for each in ordered]
    return [(one, other) if text is drift.first else (other, one) for one, other in both]


def differing_keys(group: Iterable[Drift]) -> list[str]:
    """What names a group of drifts: the differing words, each with the equal words just before and after.

    Pages have no part in it, so that one more copy of the same words is no new finding.
    """
    differing = [each.difference for drift in group for each in drift.differences]
    return sorted({_in_place(each, side) for each in differing for side in (each.first, each.second)})


def _in_place(difference: Difference, side: Sequence[Word]) -> str:
    """One side of a difference among the equal words around it: "within [3] days or"."""
    before, own, after = (" ".join(word.key for word in part) for part in (difference.before, side, difference.after))
    return f"{before} [{own}] {after}"


def quoted(text: Text, drift: Drift) -> str:
    """The sentences of a text that differ, as they are printed where it first stands, up to 400 characters."""
    side = 0 if text is drift.first else 1
    wanted = sorted({each.difference.at[side] for each in drift.differences})
    first, last = wanted[0], wanted[-1]
    words = " ".join(text.lines[first : last + 1])
    return words if len(words) <= _QUOTE else f"{words[: _QUOTE - 3].rstrip()}..."


def _shown(weighed: Weighed) -> tuple[str, str]:
    difference = weighed.difference
    before, after = _around(difference, weighed.weight)
    first, second = ([*before, *side, *after] for side in (difference.first, difference.second))
    return _in_quotes(first), _in_quotes(second)


def _around(difference: Difference, weight: Weight) -> tuple[Sequence[Word], Sequence[Word]]:
    """Equal words to show with a difference: both neighbours of what one side lacks, the word after a number."""
    if not difference.first or not difference.second:
        return difference.before[-1:], difference.after[:1]
    counts = weight is Weight.NUMBER and difference.first[-1].key[:1].isdigit()
    return (), difference.after[:1] if counts else ()


def _in_quotes(words: Sequence[Word]) -> str:
    shown = " ".join(word.printed for word in words[:_WORDS])
    return f'"{shown} ..."' if len(words) > _WORDS else f'"{shown}"'
