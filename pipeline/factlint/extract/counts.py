"""Bare numbers: which of them count something, and which are names, years, list marks or parts of signs."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from factlint.extract.readings import Reading, Skip
from factlint.extract.wording import END, GAP, JOINT, any_of
from factlint.values import ValueKind

if TYPE_CHECKING:
    from factlint.extract.amounts import Amount, Amounts
    from factlint.extract.measures import Prose
    from factlint.extract.numbers import Numbers
    from factlint.extract.wordlists import Exact, Wordlists

_GLUED: Final = re.compile(r"[\w°²³†‡§]|[-‑‐–/:;'’·=^@#&_+][\w(,]|[.,]\d|[(\[]\d| ?[x×*] ?10")
_COLON: Final = re.compile(r"\s?:")
_YEAR: Final = re.compile(r"(?:1[5-9]|20)\d\d")
_LIST_MARK: Final = re.compile(r"[.)](?:\s|$)")
_LINE_START: Final = re.compile(r"[\r\n][ \t•*]*$")
_MORE_FIGURES: Final = re.compile(r"(?: \d{3,})+(?![\w%]|[.,]\d)")
_PHONE: Final = re.compile(r"\(?\d{1,5}\)?(?:[ .-]\(?\d{2,5}\)?){2,6}(?![\w%]|[.,/-]\d)|0\d{2,4}[ -]\d{5,8}(?!\w)")
_SIGN: Final = re.compile(r"\d+ ?[x×*] ?10(?: \d\d?)?\b|\S*")
_COMPOUND: Final = re.compile(r"[\w'’-]*")
_NAME: Final = re.compile(r"(?<![^\W_])[A-Z][A-Z-]*[A-Z][ \u00a0]$")
_LONGEST_LIST: Final = 8
_LARGEST_NAME: Final = 200  # "HPV 16" is a name, "in the UK 700 children" is not


class Counts:
    """Reads numbers that no unit follows."""

    def __init__(self, lists: Wordlists, amounts: Amounts) -> None:
        words = lists.qualifiers
        self._amounts = amounts
        self._numbers: Numbers = amounts.measures.numbers
        self._ratio = re.compile(rf"{GAP}(?:{any_of(words.ratio)}){END}{GAP}(?=\w)")
        self._to = re.compile(rf"{GAP}(?:{any_of([*words.to, *words.and_])}){END}{GAP}(?=\w)")
        listed = any_of([*words.to, *words.and_, *words.or_])
        self._listed = re.compile(
            rf"(?:,?{JOINT}?(?:{listed}){END}{JOINT}?|,{GAP}?|/)(?:(?:{any_of(lists.labels)}){END}{GAP})?(?=\w)"
        )

    def phone_at(self, prose: Prose, at: int) -> Skip | None:
        """A telephone number or another chain of figures."""
        match = _PHONE.match(prose.text, at)
        if match is None or self._amounts.measures.units.at(prose, match.end() + 1):
            return None
        return Skip(match.end())

    def ratio(self, prose: Prose, amount: Amount) -> Reading | None:
        """A share of so many: "1 in 4", "9 out of 10", "5 to 10 in 100", "1 in 10 to 1 in 5"."""
        found = self._below(prose, amount.end, amount.high.amount)
        if found is None:
            return None
        below, end = found
        low, high = Fraction(amount.low.amount) / below, Fraction(amount.high.amount) / below
        joined = self._to.match(prose.text, end)
        other = self._amounts.read(prose, joined.end()) if joined and not amount.is_range else None
        more = self._below(prose, other.end, other.high.amount) if other and other.high.unit is None else None
        if other and more:
            low, high = sorted((low, Fraction(other.low.amount) / more[0]))
            end = more[1]
        return Reading(ValueKind.PERCENT, low * 100, high * 100, amount.start, end)

    def _below(self, prose: Prose, at: int, above: Exact) -> tuple[Exact, int] | None:
        match = self._ratio.match(prose.text, at)
        measure = self._amounts.measures.read(prose, match.end()) if match else None
        if match is None or measure is None or measure.unit is not None or measure.amount < max(above, 2):
            return None
        year = measure.figure.digits and _YEAR.fullmatch(prose.text, match.end(), measure.end) and above != 1
        return None if year or _GLUED.match(prose.text, measure.end) else (measure.amount, measure.end)

    def count(self, prose: Prose, amount: Amount) -> Reading | Skip:
        """The count that a bare number is, unless it is something else."""
        if _GLUED.match(prose.text, amount.end):
            return self.passed_over(prose, amount.start, amount.end)
        more = _MORE_FIGURES.match(prose.text, amount.end)
        if self._shares_unit(prose, amount.end):
            return Skip(amount.end)
        if amount.low.figure.digits and (more or self._is_sign(prose, amount)):
            return Skip(more.end() if more else amount.end)
        return Reading(ValueKind.COUNT, amount.low.amount, amount.high.amount, amount.start, amount.end)

    def passed_over(self, prose: Prose, start: int, end: int) -> Skip:
        """The rest of the word or sign that begins at ``start``."""
        match = (_COMPOUND if prose.text[start].isalpha() else _SIGN).match(prose.text, start)
        return Skip(max(end, match.end() if match else end))

    def named(self, prose: Prose, at: int) -> Skip | None:
        """Numbers after a label ("days 1, 8 and 15"); None where a unit shows that the first is an amount."""
        end: int | None = None
        if phone := self.phone_at(prose, at):
            return phone
        while True:
            figure = self._numbers.read(prose.text, at)
            measure = self._amounts.measures.read(prose, at) if figure else None
            if measure is None or measure.unit is not None:
                return None if end is None else Skip(end)
            end = measure.end
            joined = self._listed.match(prose.text, end)
            if joined is None:
                return Skip(self.passed_over(prose, at, end).end if _GLUED.match(prose.text, end) else end)
            at = joined.end()

    def _shares_unit(self, prose: Prose, end: int) -> bool:
        """Whether the number is one of a list whose last has the unit ("6, 12 and 24 months")."""
        for _ in range(_LONGEST_LIST):
            joined = self._listed.match(prose.text, end)
            measure = self._amounts.measures.read(prose, joined.end()) if joined else None
            if measure is None or measure.unit is not None:
                return measure is not None
            end = measure.end
        return False

    def _is_sign(self, prose: Prose, amount: Amount) -> bool:
        """Whether figures are a year, a reference, a list mark, or part of a name or a longer number."""
        text, start, end = prose.text, amount.start, amount.end
        ends = ((start, amount.low.end), (amount.high.start, amount.high.end))
        if any(_YEAR.fullmatch(text, *place) or re.match(r"0\d", text[place[0] : place[1]]) for place in ends):
            return True
        if text[start - 1 : start] in ("(", "[") and text[end : end + 1] in (")", "]"):
            return True
        if _LIST_MARK.match(text, end) and _LINE_START.search(text[max(0, start - 8) : start]):
            return True
        if amount.low.amount <= _LARGEST_NAME and _NAME.search(prose.raw, max(0, start - 16), start):
            return True
        return bool(_COLON.match(text, end))
