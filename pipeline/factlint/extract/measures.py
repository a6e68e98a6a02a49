"""A number with its unit: "6 months", "1 year and 6 months", "100 mg/m2 per day"."""

from __future__ import annotations

import re
from typing import Final, NamedTuple, TypeAlias

from factlint.extract.numbers import VULGAR, Figure, Form, Numbers
from factlint.extract.wording import END, GAP, JOINT, any_of, folded
from factlint.extract.wordlists import Exact, Unit, Wordlists
from factlint.units import DAYS, time_unit
from factlint.values import ValueKind, parse

PERCENT: Final = "%"
Parts: TypeAlias = tuple[tuple[Exact, str], ...]
"""A length of time by parts of an ISO period."""


class Prose(NamedTuple):
    """A text as it stands and in lower case, of the same length."""

    raw: str
    text: str


class Measure(NamedTuple):
    """A number and what it counts.

    Attributes:
        figure: the number.
        start: first character.
        end: one past the last.
        amount: the number in units of ``code``.
        unit: its first unit; None where the number stands alone.
        code: the UCUM code with what it is divided by, or the currency with its period.
        parts: for a length of time, its parts.
        hyphen: whether number and unit make one word ("6-month").
    """

    figure: Figure
    start: int
    end: int
    amount: Exact
    unit: Unit | None = None
    code: str = ""
    parts: Parts = ()
    hyphen: bool = False


class UnitWords:
    """Finds the unit that begins at a place."""

    def __init__(self, lists: Wordlists) -> None:
        words = [(word, unit) for unit in lists.units for word in unit.words]
        self._units = {folded(word): unit for word, unit in words if len(word) > 1}
        self._letters = {word: unit for word, unit in words if len(word) == 1}
        self._singular = {folded(unit.words[0]) for unit in lists.units}
        hyphenated = any_of(lists.qualifiers.hyphenated)
        self._word = re.compile(
            rf"(?P<unit>{any_of(word for word, _ in words)}){END}(?![-‑‐](?!{hyphenated}{END})[^\W\d])"
        )

    def at(self, prose: Prose, at: int) -> tuple[Unit, int] | None:
        """The unit at ``at`` and one past its last character; a single letter must match as it is written."""
        match = self._word.match(prose.text, at)
        if match is None:
            return None
        word = match["unit"]
        unit = self._letters.get(prose.raw[at]) if len(word) == 1 else self._units[folded(word)]
        return None if unit is None else (unit, match.end())

    def singular(self, prose: Prose, start: int, end: int) -> bool:
        """Whether the words from ``start`` to ``end`` are a unit in the singular."""
        return folded(prose.text[start:end]) in self._singular


class Measures:
    """Reads the number with its unit that begins at a place."""

    def __init__(self, lists: Wordlists) -> None:
        numbers, qualifiers = lists.numbers, lists.qualifiers
        articles, and_ = any_of(numbers.articles), any_of(numbers.and_)
        self.numbers, self.units = Numbers(numbers, lists.times), UnitWords(lists)
        self._joint = re.compile(rf"(?:(?P<joint>{JOINT})(?:(?:{any_of(numbers.adjectives)}){END}{GAP})?)?")
        self._more = re.compile(rf"{JOINT}(?:{any_of(qualifiers.least_after)}){END}")
        self._per = re.compile(rf"{GAP}?/{GAP}?|{GAP}(?:{any_of(qualifiers.per)}){END}{GAP}")
        self._article = re.compile(rf"{GAP}(?:{articles}){END}{GAP}")
        self._adverb = re.compile(rf"{GAP}(?P<adverb>{any_of(qualifiers.adverbs)}){END}")
        self._body = re.compile(rf"{GAP}(?:{any_of(qualifiers.body)}){END}")
        number = rf"[\d{VULGAR}]|(?:{any_of([*numbers.words, *numbers.articles])}){END}"
        self._also = re.compile(rf",?{GAP}(?:{and_}{END}{GAP})?(?={number})")
        below = any_of([*qualifiers.body, *qualifiers.adverbs, *qualifiers.per, *numbers.articles])
        self._leads = re.compile(rf"{GAP}?/|{GAP}{below}{END}")
        self._half = re.compile(
            rf"{GAP}{and_}{GAP}(?:{articles}{GAP}(?P<part>{any_of(numbers.fractions)})"
            rf"|(?P<bare>{any_of(numbers.halves)})(?!{GAP}\w)){END}(?!-)"
        )
        self._parts = {folded(word): value for word, value in numbers.fractions.items()}
        self._adverbs = {folded(word): _one_unit(text) for word, text in qualifiers.adverbs.items()}

    def read(self, prose: Prose, at: int) -> Measure | None:
        """The number at ``at`` with the unit that follows it, if one does."""
        figure = self.numbers.read(prose.text, at)
        return None if figure is None else self._measured(prose, at, figure)

    def one(self, prose: Prose, at: int) -> Measure | None:
        """One unit of time that a word such as "a" or "another" before it counts."""
        figure = self.numbers.one(prose.text, at)
        return None if figure is None else self._measured(prose, at, figure)

    def money(self, prose: Prose, at: int) -> Measure | None:
        """An amount of money whose currency stands before the number."""
        found = self.units.at(prose, at)
        if found is None or not found[0].currency:
            return None
        joint = self._joint.match(prose.text, found[1])
        place = joint.end() if joint else found[1]
        figure = self.numbers.read(prose.text, place) if place < len(prose.text) else None
        if figure is None or not figure.digits:
            return None
        return self._divided(prose, Measure(figure, at, figure.end, figure.value, found[0], found[0].code))

    def _measured(self, prose: Prose, at: int, figure: Figure) -> Measure | None:
        joint = self._joint.match(prose.text, figure.end)
        found = self.units.at(prose, joint.end()) if joint else None
        if found is None and (more := self._or_more(prose, figure)):
            return self._measured(prose, at, more)
        if joint is None or found is None or not self._fits(prose, figure, found[0], joint.end(), found[1]):
            return Measure(figure, at, figure.end, figure.value) if figure.form is Form.BARE else None
        unit, end = found
        amount = figure.value * unit.factor
        if part := unit.time:
            hyphen = not (joint["joint"] or " ")[0].isspace()
            parts = ((amount, part),)
            return self._longer(prose, Measure(figure, at, end, amount, unit, unit.code, parts, hyphen))
        measure = Measure(figure, at, end, amount, unit, unit.code)
        measure = measure if unit.code == PERCENT else self._divided(prose, measure)
        alone = unit.only_per and measure.code == unit.code
        return Measure(figure, at, figure.end, figure.value) if alone else measure

    def _or_more(self, prose: Prose, figure: Figure) -> Figure | None:
        """``figure`` as a lower end where that stands between it and a unit of time: "3 or more weeks"."""
        match = self._more.match(prose.text, figure.end) if figure.form is Form.BARE and not figure.plus else None
        joint = self._joint.match(prose.text, match.end()) if match else None
        found = self.units.at(prose, joint.end()) if joint else None
        return figure._replace(end=match.end(), plus=True) if match and found and found[0].time else None

    def _fits(self, prose: Prose, figure: Figure, unit: Unit, start: int, end: int) -> bool:
        if unit.only_below or figure.form is Form.SHARE:
            return False
        if figure.form in (Form.ONE, Form.ARTICLE):
            return unit.time is not None and unit.article and self.units.singular(prose, start, end)
        if figure.form is Form.VAGUE:  # "some day" counts nothing, and neither does "a few second opinions"
            many = not prose.text[start - 1].isspace() or not self.units.singular(prose, start, end)
            return unit.time is not None and many
        return True

    def _longer(self, prose: Prose, measure: Measure) -> Measure:
        """A length of time with what is added to it: "and a half", "and 6 months"."""
        match = self._half.match(prose.text, measure.end)
        if match and measure.unit:
            (amount, part), *_ = measure.parts
            amount += self._parts[match["part"] or match["bare"]] * measure.unit.factor
            return measure._replace(end=match.end(), amount=amount, parts=((amount, part),))
        while (more := self._added(prose, measure)) is not None:
            measure = measure._replace(end=more.end, parts=measure.parts + more.parts)
        return measure

    def _added(self, prose: Prose, measure: Measure) -> Measure | None:
        """The next part of a length of time, in a smaller unit and less than one of the unit before."""
        joint = self._also.match(prose.text, measure.end)
        figure = self.numbers.read(prose.text, joint.end()) if joint and not measure.hyphen else None
        if joint is None or figure is None or figure.form is not Form.BARE:
            return None
        space = self._joint.match(prose.text, figure.end)
        found = self.units.at(prose, space.end()) if space else None
        if found is None or (part := found[0].time) is None:
            return None
        amount = figure.value * found[0].factor
        before = measure.parts[-1][1]
        if DAYS[part] >= DAYS[before] or amount * DAYS[part] >= DAYS[before]:
            return None  # "6 months ½ month" is no length of time in two parts
        return Measure(figure, joint.end(), found[1], amount, found[0], found[0].code, ((amount, part),))

    def _divided(self, prose: Prose, measure: Measure) -> Measure:
        """``measure`` with what it is divided by: "per square metre", "/kg/day", "a month", "daily"."""
        for _ in range(3):
            more = self._below(prose, measure)
            if more is None:
                break
            measure = more
        return measure

    def _below(self, prose: Prose, measure: Measure) -> Measure | None:
        end = measure.end
        if not self._leads.match(prose.text, end):
            return None
        if body := self._body.match(prose.text, end):
            return measure._replace(end=body.end())
        if adverb := self._adverb.match(prose.text, end):
            code = self._adverbs[folded(adverb["adverb"])]
            return self._over(measure, code, adverb.end()) if code else None
        for lead, time_only in ((self._per, False), (self._article, True)):
            match = lead.match(prose.text, end)
            found = self.units.at(prose, match.end()) if match else None
            if found and not found[0].currency and found[0].factor == 1 and (found[0].time or not time_only):
                return self._over(measure, found[0].code, found[1])
        return None

    @staticmethod
    def _over(measure: Measure, code: str, end: int) -> Measure | None:
        """``measure`` over one more unit; nothing is divided by the same time twice."""
        money = measure.unit is not None and measure.unit.currency
        part = time_unit(code)
        below = (f"PT1{part[-1]}" if part in ("H", "TM", "S") else f"P1{part}") if money and part else code
        if below in measure.code.split("/")[1:]:
            return None
        return measure._replace(end=end, code=f"{measure.code}/{below}")


def _one_unit(period: str) -> str:
    """The UCUM unit that an ISO period is one of; "" where it is more than one."""
    value = parse(ValueKind.DURATION, period)
    codes = {"Y": "a", "M": "mo", "W": "wk", "D": "d", "H": "h", "TM": "min", "S": "s"}
    return codes.get(value.unit, "") if value.text.strip("PTYMWDHS") == "1" else ""
