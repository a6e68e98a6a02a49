"""What a difference between two copies of a text is worth: a number, a denial, a name, or mere wording."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from rapidfuzz.distance import DamerauLevenshtein

from factlint.domain.inflect import singular
from factlint.units import DAYS, base_unit, time_unit

if TYPE_CHECKING:
    from factlint.compare.alignment import Difference
    from factlint.compare.passages import Word
    from factlint.domain.language import Language

_SPELLING: Final = 2  # letters by which two spellings or forms of one word may differ
_LONG: Final = 5  # letters of a word that may be spelled in two ways
_STEM: Final = 4  # letters of a word to which an ending may be added
_CLAUSE: Final = 3  # words with a meaning that only one copy has: it says more


class Weight(IntEnum):
    """What a difference is worth, the most telling last."""

    NOTHING = 0
    """Little words, spelling, punctuation, or words that one copy has in addition."""
    WORDING = 1
    """Other words for it."""
    FIGURE = 2
    """Only one gives a number."""
    STRENGTH = 3
    """How often, how surely or of how many it holds."""
    OPPOSITE = 4
    """A word that turns it round: before, after."""
    NEGATION = 5
    """One denies what the other says."""
    NUMBER = 6
    """Another number or unit, and not as much in the end."""
    CONCEPT = 7
    """Another concept in one place of a page that is otherwise the same."""
    NAME = 8
    """Another name: two things are described alike."""


@dataclass(frozen=True)
class Wordlists:
    """The words by which a difference is weighed, without apostrophes.

    Attributes:
        little: words that carry no meaning of their own.
        negations: words that deny.
        strengths: words for how often, how surely or of how many.
        opposites: words of which another one turns a sentence round.
        numbers: numbers in words, each with the digits for it; "" for an article, and for one, which may be one.
        fractions: words for parts (half), each with the fraction.
        units: words and signs of units, each with the unit that it is compared in and by what factor.
        labels: nouns whose number is a name (type 2).
        joins: words after which a denial is an alternative (whether or not).
    """

    little: frozenset[str]
    negations: frozenset[str]
    strengths: frozenset[str]
    opposites: frozenset[str]
    numbers: Mapping[str, str]
    fractions: Mapping[str, Fraction]
    units: Mapping[str, tuple[str, Fraction]]
    labels: frozenset[str]
    joins: frozenset[str]

    @classmethod
    def of(cls, languages: Iterable[Language], units: Iterable[Mapping[str, Any]] = ()) -> Wordlists:
        """The words of some languages, and of the units that schemas add to theirs."""
        every = list(languages)
        numbers = [each.words["numbers"] for each in every]
        entries = [unit for each in (*units, *(one.words["units"] for one in every)) for unit in each.values()]
        return cls(
            little=frozenset(word for each in every for word in (*each.inflector.fixed, *each.finite)),
            negations=frozenset(word for each in every for word in each.negations),
            strengths=frozenset(word for each in every for word in each.strengths),
            opposites=frozenset(word for each in every for word in each.opposites),
            numbers={
                **{str(word): str(amount) for each in numbers for word, amount in each.get("scales", {}).items()},
                **{str(word): _digits(amount) for each in numbers for word, amount in each.get("words", {}).items()},
                **{str(word): "" for each in numbers for word in each.get("articles", ())},
            },
            fractions={
                str(word): Fraction(str(part)) for each in numbers for word, part in each.get("fractions", {}).items()
            },
            units={
                "%": ("%", Fraction(1)),
                **{str(word): _measure(unit) for unit in entries for word in unit["words"]},
            },
            labels=frozenset(word for each in numbers for word in each.get("labels", ())),
            joins=frozenset(word for each in every for word in each.conjunctions),
        )

    def weigh(self, difference: Difference, own: frozenset[str], others: frozenset[str]) -> Weight:
        """What a difference is worth.

        Args:
            difference: the words.
            own: words that name what the first text is about and not what the second is.
            others: the same of the second.
        """
        first, second, before = difference.first, difference.second, difference.before[-1:]
        if self._names(first, before, own) or self._names(second, before, others):
            return Weight.NAME if first and second else Weight.NOTHING
        content = [self._content(side) for side in (first, second)]
        if first[:1] and second[:1] and first[0].first and all(content) and not _same(*content):
            return Weight.NAME  # what the sentence is about
        if not (first and second) and max(map(len, content)) >= _CLAUSE:
            return Weight.NOTHING
        numbers = [self._quantities(side, difference) for side in (first, second)]
        as_much = numbers[0] != numbers[1] and self._amounts(first, difference) == self._amounts(second, difference)
        if numbers[0] != numbers[1] and not as_much:
            return Weight.NUMBER if all(numbers) else Weight.FIGURE
        if self._denials(first, before) != self._denials(second, before):
            return Weight.NEGATION
        left, right = ({plain(word) for word in side} for side in (first, second))
        if all(self.opposites & words for words in (left, right)) and self.opposites & left != self.opposites & right:
            return Weight.OPPOSITE
        if left & self.strengths != right & self.strengths:
            return Weight.STRENGTH
        if as_much:
            content = [[word for word in side if word not in self.units] for side in content]
        return Weight.NOTHING if _same(*content) else Weight.WORDING

    def _content(self, side: Sequence[Word]) -> list[str]:
        """The words of one side that have a meaning of their own and do not weigh in another way."""
        others = (self.little, self.negations, self.strengths, self.numbers)
        return [plain(word) for word in side if not any(plain(word) in words for words in others)]

    def _denials(self, side: Sequence[Word], before: Sequence[Word]) -> set[str]:
        previous = (
            [plain(word) for word in (*before, *side)][-len(side) - 1 : -1] if before else ["", *map(plain, side)]
        )
        pairs = zip(previous, map(plain, side), strict=False)
        return {word for after, word in pairs if word in self.negations and after not in self.joins}

    def _names(self, side: Sequence[Word], before: Sequence[Word], own: frozenset[str]) -> bool:
        labelled = zip((*before, *side), side if before else side[1:], strict=False)
        return any(word.key in own or self._looks_like_name(word) for word in side) or any(
            word.key[:1].isdigit() and plain(previous) in self.labels for previous, word in labelled
        )

    def _looks_like_name(self, word: Word) -> bool:
        """Whether a word has capitals (one that begins a sentence more than one) or letters and digits."""
        if word.key[:1].isdigit():
            letters = word.key.lstrip("0123456789.,")
            return bool(letters) and letters not in self.units
        capitals = sum(char.isupper() for char in word.printed)
        return capitals > word.first or any(char.isdigit() for char in word.printed)

    def _quantities(self, side: Sequence[Word], difference: Difference) -> list[str]:
        """The numbers of one side, and the units after them; none for an article or a "one" that may be one."""
        found = []
        previous: Word | None = difference.before[-1] if difference.before else None
        for word in side:
            after_number = previous is not None and self.is_number(previous)
            if after_number and word.key in self.units:
                found.append(singular(word.key))
            elif self.is_number(word):
                found.append(self.numbers.get(word.key, word.key.replace(",", "")))
            previous = word
        return [each for each in found if each not in ("", "1")]

    def _amounts(self, side: Sequence[Word], difference: Difference) -> list[tuple[str, Fraction]]:
        """What the numbers of one side amount to, with the words around them: two days are 48 hours."""
        found: list[tuple[str, Fraction]] = []
        number, sure = None, False
        for word in (*difference.before, *side, *difference.after):
            value = self._value(word.key)
            if value is not None and not (value == 1 and word.key in self.numbers and number is not None):
                if sure and number is not None:
                    found.append(("", number))
                number, sure = value, word.key not in self.numbers or self.numbers[word.key] != ""
            elif number is not None and word.key in self.units:
                unit, factor = self.units[word.key]
                found.append((unit, number * factor))
                number = None
            elif value is None and number is not None:
                found.extend([("", number)] if sure else [])
                number = None
        return [*found, *([("", number)] if sure and number is not None else [])]

    def _value(self, key: str) -> Fraction | None:
        """The number that a word is; an article is one."""
        if key in self.fractions:
            return self.fractions[key]
        written = self.numbers.get(key, key.replace(",", ""))
        if written == "":
            return Fraction(1)
        try:
            return Fraction(written)
        except ValueError:
            return None

    def is_number(self, word: Word) -> bool:
        """Whether a word is a number, in digits or letters."""
        return word.key[:1].isdigit() or word.key in self.numbers


def _measure(unit: Mapping[str, Any]) -> tuple[str, Fraction]:
    """What a unit is compared in: every one of time in days."""
    code, factor = str(unit.get("code") or unit.get("currency") or ""), Fraction(str(unit.get("factor") or 1))
    period = time_unit(code)
    base, size = ("D", DAYS[period]) if period else base_unit(code)
    return base, size * factor


def plain(word: Word) -> str:
    """A word as word lists have it, without apostrophes."""
    return word.key.replace("'", "")


def _digits(amount: object) -> str:
    return "" if amount == 1 else str(amount)


def _same(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether one side has nothing of its own: its words stand in the other in some spelling, form and order."""
    if "".join(first) == "".join(second):
        return True
    fewer, more = sorted((first, second), key=len)
    return all(any(is_form(one, other) for other in more) for one in fewer)


def is_form(one: str, other: str) -> bool:
    """Whether two words are spellings or inflections of one: harbor, harbour; spread, spreading."""
    if one == other:
        return True
    if singular(one) == singular(other):
        return True
    stems = singular(one), singular(other)
    shortest = min(map(len, stems))
    if shortest >= _STEM and stems[0][:shortest] == stems[1][:shortest]:
        return True
    return shortest >= _LONG and one[:2] == other[:2] and DamerauLevenshtein.distance(one, other) <= _SPELLING
