"""Numbers as pages write them: 2,500, 1½, "twenty-one", "two and a half", "half a", "a few"."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from factlint.extract.spelling import Spelling
from factlint.extract.wording import END, GAP, JOINT, JOINTS, any_of, folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from factlint.extract.wordlists import Exact, NumberWords

_WHOLE = (
    r"\d{1,3}(?:[,\u00a0\u202f\u2009]\d{3}){1,4}(?!\d)(?:\.\d{1,9})?|\d{1,3} 000(?!\d)"
    r"|\d{1,15}(?:\.\d{1,9})?|\.\d{1,9}"
)
VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_SEPARATORS = re.compile(r"[\s,]")
_TEN = 10
_SLASH = r"(?P<above>\d{1,2})/(?P<below>\d{1,2})(?![\d/])"


class Form(Enum):
    """What a number needs to make a quantity."""

    BARE = "nothing: it counts by itself"
    UNIT = "a unit: half a, a couple of"
    VAGUE = "a unit, of which it is the lower end: a few"
    ONE = "a unit in the singular: another, a whole"
    ARTICLE = "a unit in the singular, and a place that tells it from 'per': a, an"
    SHARE = "more than this program reads: two thirds"


class Figure(NamedTuple):
    """A number that stands in a text.

    Attributes:
        value: what it says.
        end: one past its last character; for "half a" and the like one past what leads to the unit.
        form: what it needs.
        digits: whether it is in figures.
        plus: whether a plus sign follows ("5+").
    """

    value: Exact
    end: int
    form: Form = Form.BARE
    digits: bool = False
    plus: bool = False


class Numbers:
    """Reads the number that begins at a place; texts are in lower case."""

    def __init__(self, words: NumberWords, times: Iterable[str] = ()) -> None:
        """Numbers worded by ``words``; ``times`` are the words of lengths of time."""
        self._spelling = Spelling(words)
        self._parts = {folded(word): value for word, value in words.fractions.items()}
        self._pairs = {folded(word): value for word, value in words.pairs.items()}
        self._halves = {folded(word) for word in words.halves}
        small, scale, part = any_of([*words.words, *words.singles]), any_of(words.scales), any_of(self._parts)
        article = any_of(words.articles)
        self._figures = re.compile(
            rf"(?:{_SLASH}(?={JOINT}?[^\W\d])|(?P<whole>{_WHOLE})(?:[ -]?{_SLASH.replace('<', '<more_')}"
            rf"(?={JOINT}?[^\W\d])| ?(?P<vulgar>[{VULGAR}]))?|(?P<alone>[{VULGAR}]))(?P<plus>\+)?"
        )
        self._scale = re.compile(rf"{JOINT}(?P<scale>{scale}){END}")
        self._more = re.compile(
            rf"{JOINT}{any_of(words.and_)}{JOINT}"
            rf"(?:(?P<small>{small}){END}{JOINT}|{article}{JOINT})(?P<part>{part}){END}"
        )
        ones = any_of(word for word, value in words.words.items() if 0 < value < _TEN)
        self._timed = re.compile(
            rf"{JOINT}{any_of(words.and_)}{JOINT}(?:(?P<ones>{ones})|(?P<half>{any_of(words.halves)})){END}"
            rf"(?={JOINT}{any_of(times)}{END})"
        )
        self._again = re.compile(rf"{GAP}\((?=\w)")
        self._part = re.compile(rf"(?:{article}{JOINT})?(?P<part>{part}){END}")
        self._over = re.compile(rf"{JOINT}(?P<part>{part}){END}")
        self._of = re.compile(rf"(?P<of>{GAP}{any_of(words.of)})?{GAP}(?:{article}){END}(?={JOINT})")
        self._one = re.compile(rf"(?:{any_of(words.wholes)}|(?P<article>{article})){END}")
        self._rough = re.compile(rf"(?:(?P<pair>{any_of(self._pairs)})|{any_of([*words.vague, *words.loose])}){END}")

    def read(self, text: str, at: int) -> Figure | None:
        """The number that begins at ``at``."""
        if text[at] == "." or text[at].isdigit() or text[at] in VULGAR:
            figure = self._in_figures(text, at)
            return figure and self._repeated(text, figure, self._in_words)
        if rough := self._rough_number(text, at) or self._fraction(text, at):
            return rough
        figure = self._in_words(text, at)
        return figure and self._repeated(text, figure, self._in_figures)

    def one(self, text: str, at: int) -> Figure | None:
        """A word for one that only a unit gives sense to: an article, "another", "a whole"."""
        match = self._one.match(text, at)
        if match is None:
            return None
        return Figure(1, match.end(), Form.ARTICLE if match["article"] else Form.ONE)

    def _in_figures(self, text: str, at: int) -> Figure | None:
        match = self._figures.match(text, at)
        if match is None:
            return None
        value: Exact = _whole(match["whole"]) if match["whole"] else 0
        if sign := match["vulgar"] or match["alone"]:
            value += Fraction(unicodedata.numeric(sign)).limit_denominator(20)
        above, below = match["above"] or match["more_above"], match["below"] or match["more_below"]
        if below and not 0 < int(above) < int(below) <= 16:
            return None
        value += Fraction(int(above), int(below)) if below else 0
        form = Form.UNIT if below else Form.BARE
        return self._grown(text, Figure(value, match.end(), form, True, bool(match["plus"])))

    def _repeated(self, text: str, figure: Figure, other: Callable[[str, int], Figure | None]) -> Figure:
        """``figure`` with the same number in brackets after it, told the ``other`` way: "six (6)"."""
        match = self._again.match(text, figure.end)
        again = other(text, match.end()) if match and figure.form is Form.BARE else None
        if again is None or again.value != figure.value or text[again.end : again.end + 1] != ")":
            return figure
        return figure._replace(end=again.end + 1)

    def _grown(self, text: str, figure: Figure) -> Figure:
        """``figure`` with what may follow it: a scale ("2 million"), "and a half"."""
        if text[figure.end : figure.end + 1] not in JOINTS:
            return figure
        if figure.digits and (match := self._scale.match(text, figure.end)):
            figure = figure._replace(value=figure.value * self._spelling.scale(match["scale"]), end=match.end())
        if match := self._more.match(text, figure.end):
            times = self._spelling.small(match["small"]) if match["small"] else 1
            figure = figure._replace(value=figure.value + times * self._parts[match["part"]], end=match.end())
        elif match := self._timed.match(text, figure.end):
            figure = self._joined(figure, match)
        return figure

    def _joined(self, figure: Figure, match: re.Match[str]) -> Figure:
        """``figure`` with what only a length of time has after it: "two and half years", "twenty and four hours"."""
        if match["half"]:
            return figure._replace(value=figure.value + self._parts[match["half"]], end=match.end())
        tens = figure.value % 100
        if figure.digits or tens < 2 * _TEN or tens % _TEN:
            return figure
        return figure._replace(value=figure.value + self._spelling.small(match["ones"]), end=match.end())

    def _rough_number(self, text: str, at: int) -> Figure | None:
        match = self._rough.match(text, at)
        if match is None:
            return None
        if match["pair"]:
            return Figure(self._pairs[folded(match["pair"])], match.end(), Form.UNIT)
        return Figure(1, match.end(), Form.VAGUE)

    def _fraction(self, text: str, at: int) -> Figure | None:
        match = self._part.match(text, at)
        return self._share(text, 1, match) if match else None

    def _share(self, text: str, times: Exact, match: re.Match[str]) -> Figure:
        """ "Half a", "three quarters of an" before a unit, "half a" before a scale."""
        value = times * self._parts[match["part"]]
        leads = self._of.match(text, match.end())
        leads = leads if leads and (leads["of"] or match["part"] in self._halves) else None
        end = leads.end() if leads else match.end()
        if scale := self._scale.match(text, end):
            return Figure(value * self._spelling.scale(scale["scale"]), scale.end())
        return Figure(value, end, Form.UNIT if leads or match["part"] in self._halves else Form.SHARE)

    def _in_words(self, text: str, at: int) -> Figure | None:
        found = self._spelling.read(text, at)
        if found is None:
            return None
        value, end = found
        if match := self._over.match(text, end):
            return self._share(text, value, match)
        return self._grown(text, Figure(value, end))


def _whole(figures: str) -> Exact:
    return Fraction(_SEPARATORS.sub("", figures)) if "." in figures else int(_SEPARATORS.sub("", figures))
