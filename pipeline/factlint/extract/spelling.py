"""Numbers in words: "twenty-one", "a hundred and six", "two million", "two point five"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from factlint.extract.wording import END, GAP, JOINT, any_of, folded

if TYPE_CHECKING:
    from factlint.extract.wordlists import Exact, NumberWords

_MAX_WORDS = 24
_THOUSAND = 1000


@dataclass(slots=True)
class _Sum:
    """A number as its words are read: what is finished, and the group below the next thousand or million."""

    total: Exact = 0
    group: Exact = 0
    limit: Exact = 10**15
    open: bool = True  # whether a word below a hundred may follow

    def small(self, value: Exact) -> bool:
        """Adds a word below a hundred, unless it begins another number ("two three")."""
        tens = self.group % 100
        if not self.open and not (tens >= 20 and tens % 10 == 0 and 0 < value < 10):
            return False
        self.group += value
        self.open = False
        return True

    def scale(self, value: Exact) -> bool:
        """Multiplies by hundred, a dozen, thousand ..."""
        if not self.group or (value < _THOUSAND and self.group >= 100) or value >= self.limit:
            return False
        if value < _THOUSAND:
            self.group *= value
        else:
            self.total, self.group, self.limit = self.total + self.group * value, 0, value
        self.open = True
        return True

    @property
    def takes_and(self) -> bool:
        """Whether "and" may follow: after hundred, thousand and so on."""
        return self.open and bool(self.total or self.group)


class Spelling:
    """Reads the number in words that begins at a place; texts are in lower case."""

    def __init__(self, words: NumberWords) -> None:
        self._small = {folded(word): value for word, value in words.words.items()}
        self._small.update((folded(word), 1) for word in words.singles)
        self._scales = {folded(word): value for word, value in words.scales.items()}
        small, scale = any_of(self._small), any_of(self._scales)
        self._token = re.compile(
            rf"(?P<joint>{JOINT})?(?:(?P<small>{small})|(?P<scale>{scale})|(?P<and>{any_of(words.and_)})){END}"
        )
        self._article = re.compile(rf"{any_of(words.articles)}{JOINT}(?P<scale>{scale}){END}")
        self._point = re.compile(rf"{GAP}{any_of(words.point)}(?={GAP}(?:{small}){END})")
        self._digit = re.compile(rf"{GAP}(?P<small>{small}){END}")
        self._unit = re.compile(rf"{JOINT}(?P<small>{small}){END}")

    def small(self, word: str) -> Exact:
        """The value of one word below a hundred."""
        return self._small[folded(word)]

    def scale(self, word: str) -> Exact:
        """The value of "hundred", "million" and the like."""
        return self._scales[folded(word)]

    def read(self, text: str, at: int) -> tuple[Exact, int] | None:
        """The value of the longest number that begins at ``at``, and one past its end; None if none does."""
        number = _Sum()
        if match := self._article.match(text, at):
            number.group = 1
            number.scale(self.scale(match["scale"]))
        else:
            match = self._token.match(text, at)
            if match is None or match["joint"] or not match["small"] or not number.small(self.small(match["small"])):
                return None
        end = self._rest(text, match.end(), number)
        return self._decimals(text, end, number.total + number.group)

    def _rest(self, text: str, end: int, number: _Sum) -> int:
        at = end
        for _ in range(_MAX_WORDS):
            match = self._token.match(text, at)
            if match is None or not match["joint"] or not self._takes(number, match):
                break
            at = match.end()
            end = end if match["and"] else at
        return end

    def _takes(self, number: _Sum, match: re.Match[str]) -> bool:
        if match["small"]:
            return number.small(self.small(match["small"]))
        return number.scale(self.scale(match["scale"])) if match["scale"] else number.takes_and

    def _decimals(self, text: str, end: int, value: Exact) -> tuple[Exact, int]:
        point = self._point.match(text, end)
        size, at = Fraction(1, 10), point.end() if point else len(text)
        first = self._digit.match(text, at)
        if first and self.small(first["small"]) >= 10:
            return self._hundredths(text, first, value)
        while (match := self._digit.match(text, at)) and self.small(match["small"]) < 10:
            value, size, at = value + size * self.small(match["small"]), size / 10, match.end()
            end = at
        return value, end

    def _hundredths(self, text: str, first: re.Match[str], value: Exact) -> tuple[Exact, int]:
        """Two decimal places in one word or two: "point twelve", "point twenty-five"."""
        number, end = _Sum(), first.end()
        number.small(self.small(first["small"]))
        if (match := self._unit.match(text, end)) and number.small(self.small(match["small"])):
            end = match.end()
        return value + Fraction(number.group) / 100, end
