"""One edit at a time to a page: of kinds that make it disagree with what it was, and of kinds that do not.

Edits are made to the text as people see it, by words of this module alone: it knows no schema, no pattern and
nothing of what was read. Where a sentence is about a thing is told by a list of names that the caller gives.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple

SENTENCE: Final = re.compile(r"[^.!?<>|\n]*(?:\.(?=\w)[^.!?<>|\n]*)*[.!?]?")
_NUMBER: Final = re.compile(
    r"(?<![\d.,/-])\b(\d{1,3})(?= (?:minute|hour|day|week|month|year|cycle|course|dose|time|round|mg)s?\b)"
)
_QUANTITY: Final = re.compile(
    r"(?<![\d.,/-])\b\d{1,3} (minutes?|hours?|days?|weeks?|months?|years?)\b(?! (?:old|ago|of age))"
)
_OTHER_UNIT: Final = {
    **{"minute": "hour", "hour": "day", "day": "week"},
    **{"week": "month", "month": "week", "year": "month"},
}
_PARTICIPLE: Final = r"(used|given|taken|approved|recommended|licensed|offered|injected|swallowed)\b"
_STATUS: Final = re.compile(rf"\b(is|are) ((?:often|usually|sometimes|also|commonly) )?{_PARTICIPLE}(?! to be)")
_ASKS: Final = re.compile(r"(?i)\b(?:how|what|why|when|where|if|before) \S+(?: \S+)? $")
_TARGETS: Final = ("CD19", "CD20", "CD22", "CD33", "CD38", "GD2", "BCR-ABL", "FLT3", "VEGF", "EGFR")
_TARGET: Final = re.compile(rf"\b({'|'.join(_TARGETS)})\b")
_ROUTES: Final = ("by mouth", "into a vein", "as an injection under the skin", "into a muscle")
_ROUTE: Final = re.compile(
    r"\b(by mouth|(?:in)?to (?:a|the|your|your child's) vein|by injection under the skin|(?:in)?to (?:a|the) muscle|"
    r"under the skin|through a vein)\b"
)
_REVIEW: Final = re.compile(
    r"(?i)((?:last (?:reviewed|revised|medical review|updated)|reviewed|date of (?:last )?review)"
    r"\W{1,3}(?:\w+ )?(?:\d{1,2},? )?)(20[12]\d)\b"
)
_OPPOSITES: Final = {
    **{"often": "rarely", "usually": "seldom", "many": "few", "most": "some", "before": "after", "after": "before"},
    **{"high": "low", "low": "high", "more": "less", "always": "never", "first": "last", "increase": "lower"},
    **{"with": "without", "all": "none", "stop": "start", "start": "stop", "early": "late", "children": "adults"},
}
_SAME: Final = {
    **{"7 days": "1 week", "14 days": "2 weeks", "28 days": "4 weeks", "1 week": "7 days", "2 weeks": "14 days"},
    **{"3 weeks": "21 days", "4 weeks": "28 days", "1 year": "12 months", "12 months": "1 year"},
    **{"24 months": "2 years", "2 years": "24 months", "6 months": "half a year", "24 hours": "1 day"},
    **{"48 hours": "2 days", "60 minutes": "1 hour", "30 minutes": "half an hour", "2 hours": "120 minutes"},
    **{"two weeks": "14 days", "a fortnight": "two weeks", "twice a day": "every 12 hours", "1 month": "one month"},
    **{"six months": "half a year", "two years": "24 months", "one hour": "60 minutes", "four weeks": "28 days"},
}
_SYNONYMS: Final = {
    **{"also": "too,", "start": "begin", "starts": "begins", "help": "aid", "helps": "aids", "get": "have"},
    **{"child": "youngster", "children": "youngsters", "doctor": "physician", "doctors": "physicians"},
    **{"kill": "destroy", "kills": "destroys", "need": "require", "needs": "requires", "ask": "question"},
    **{"illness": "disease", "hospital": "clinic", "usually": "as a rule", "often": "frequently", "begin": "start"},
    **{"shown": "seen", "called": "known as", "large": "big", "about": "roughly", "medicine": "drug"},
}
_HEDGES: Final = ("about", "around", "roughly", "approximately")

_BOUND: Final = re.compile(r"\b(?:about|around|than|least|most|to|or|and|first|last|every|next) $")


class Edit(NamedTuple):
    """One edit.

    Attributes:
        kind: of the edit.
        harmful: whether the page then says something else.
        start: where in the text it begins.
        end: where the words that it replaces end.
        words: what stands there instead.
    """

    kind: str
    harmful: bool
    start: int
    end: int
    words: str

    def applied(self, text: str) -> str:
        """The text with the edit made."""
        return text[: self.start] + self.words + text[self.end :]


class Sentence(NamedTuple):
    """One sentence, where it begins, and whether it or the one before names a thing that pages tell of."""

    text: str
    start: int
    about: bool


Maker = Callable[[Sentence], Iterator[tuple[int, int, str]]]


def sentences(text: str, names: re.Pattern[str]) -> Iterator[Sentence]:
    """The sentences of a text, front matter, tags and very short pieces left out."""
    begins = text.find("\n---\n", 3) + 5 if text.startswith("---\n") else 0
    hidden = re.compile(r"<(style|script|head)\b.*?</\1>|<[^>]*>|\]\([^)]*\)|https?://\S+", re.DOTALL)
    prose = hidden.sub(lambda match: "<" * len(match[0]), text)
    before = False
    for match in SENTENCE.finditer(prose, begins):
        if len(match[0].split()) < 4:
            continue
        named = names.search(match[0]) is not None
        yield Sentence(match[0], match.start(), named or before)
        before = named


def every_edit(text: str, names: re.Pattern[str]) -> Iterator[Edit]:
    """Every edit of every kind that the text has a place for."""
    found = list(sentences(text, names))
    for kind, (harmful, make) in KINDS.items():
        for sentence in found:
            if sentence.about or kind in {"word", "wording"}:
                for start, end, words in make(sentence):
                    yield Edit(kind, harmful, sentence.start + start, sentence.start + end, words)
    for match in _REVIEW.finditer(text):
        yield Edit("date", True, match.start(2), match.end(2), str(int(match[2]) - 9))
    yield from _reordered(text)


def _number(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    for match in _NUMBER.finditer(sentence.text):
        yield match.start(), match.end(), str(int(match[1]) * 2 + 1)


def _value(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    for match in _QUANTITY.finditer(sentence.text):
        yield match.start(), match.end(), "11 months" if "month" not in match[1] else "5 weeks"


def _unit(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    for match in _QUANTITY.finditer(sentence.text):
        unit, plural = match[1].removesuffix("s"), "s" if match[1].endswith("s") else ""
        yield match.start(1), match.end(1), _OTHER_UNIT[unit] + plural


def _status(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    for match in _said(sentence):
        yield match.start(), match.end(), f"{match[1]} no longer {match[3]}"


def _negation(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    for match in _said(sentence):
        yield match.start(), match.end(), f"{match[1]} not {match[3]}"


def _said(sentence: Sentence) -> Iterator[re.Match[str]]:
    """What is said to be done; "how it is given" says nothing."""
    return (each for each in _STATUS.finditer(sentence.text) if not _ASKS.search(sentence.text[: each.start()]))


def _target(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    for match in _TARGET.finditer(sentence.text):
        yield match.start(), match.end(), _TARGETS[(_TARGETS.index(match[1]) + 3) % len(_TARGETS)]


def _route(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    for match in _ROUTE.finditer(sentence.text):
        yield match.start(), match.end(), next(each for each in _ROUTES if each[-4:] not in match[0])


def _word(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    yield from _swapped(sentence, _OPPOSITES)


def _wording(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    yield from _swapped(sentence, _SYNONYMS)


def _same(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    for words, same in _SAME.items():
        for match in re.finditer(rf"(?<![\d.-] )\b{words}\b(?! (?:old|ago|of age|or more))", sentence.text):
            yield match.start(), match.end(), same


def _hedged(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    for number, match in enumerate(_QUANTITY.finditer(sentence.text)):
        if not _BOUND.search(sentence.text[: match.start()]):
            yield match.start(), match.start(), _HEDGES[number % len(_HEDGES)] + " "


def _swapped(sentence: Sentence, words: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    for match in re.finditer(rf"\b({'|'.join(words)})\b", sentence.text):
        yield match.start(), match.end(), words[match[1]]


def _reordered(text: str) -> Iterator[Edit]:
    """Two items of a bulleted list, next to each other, in the other order."""
    for match in re.finditer(r"(?m)^(- [^\n]+\n)(- [^\n]+\n)", text):
        yield Edit("order", False, match.start(), match.end(), match[2] + match[1])


KINDS: Final[Mapping[str, tuple[bool, Maker]]] = {
    "number": (True, _number),
    "value": (True, _value),
    "unit": (True, _unit),
    "status": (True, _status),
    "negation": (True, _negation),
    "target": (True, _target),
    "route": (True, _route),
    "word": (True, _word),
    "other unit": (False, _same),
    "wording": (False, _wording),
    "hedge": (False, _hedged),
}
