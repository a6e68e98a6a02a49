"""The sections of a language that other rooms compile: date labels, numbers, units and qualifiers.

They are checked here, where the line of every fault is known, and handed on as plain data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Annotated, Any, Final, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from factlint.units import known_unit
from factlint.values import ValueKind, parse

MAX_WORDS: Final = 2000
MONTHS: Final = 12


class Strict(BaseModel):
    """A model in which an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


def as_list(value: Any) -> Any:
    """A single word stands for a list of one, nothing for an empty one."""
    return [value] if isinstance(value, str) else [] if value is None else value


def _amount(text: str) -> str:
    try:
        number = Fraction(text)
    except (ValueError, ZeroDivisionError):
        number = Fraction(-1)
    if number < 0:
        raise ValueError(f"{text!r} is no amount", "write a number from 0 up, or a fraction such as 1/2")
    return text


def _positive(text: str) -> str:
    if not Fraction(_amount(text)):
        raise ValueError(f"{text!r} is no factor", "write a number above 0, or a fraction such as 1/2")
    return text


def canonical(kind: ValueKind, text: str, sample: str) -> str:
    """``text``, which must be the canonical text of a value of ``kind``.

    Raises:
        ValueError: it is not; the second argument is the remedy, with ``sample``.
    """
    try:
        parse(kind, text)
    except ValueError as error:
        raise ValueError(f"{text!r} is no {kind.value}: {error}", f"write one such as {sample}") from error
    return text


def _period(text: str) -> str:
    """An ISO period of one whole part."""
    if not re.fullmatch(r"PT?[1-9]\d{0,8}[A-Z]", canonical(ValueKind.DURATION, text, "P2W")):
        raise ValueError(f"{text!r} is no whole number of one unit of time", "write one such as P2W")
    return text


def rate_period(text: str) -> str:
    """A period that a rate can have, or ""."""
    if text:
        try:
            parse(ValueKind.RATE, f"1/{text}")
        except ValueError as error:
            raise ValueError(f"{text!r} is no period: {error}", "write an ISO 8601 period such as P1Y") from error
    return text


def _twelve(words: list[str]) -> list[str]:
    if len(words) not in (0, MONTHS):
        raise ValueError(f"months has {len(words)} entries", "give the twelve in order")
    return words


Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
WordList = Annotated[list[Word], Field(max_length=MAX_WORDS), BeforeValidator(as_list)]
Amounts = Annotated[dict[Word, Annotated[str, AfterValidator(_amount)]], Field(max_length=MAX_WORDS)]
Periods = Annotated[dict[Word, Annotated[str, AfterValidator(_period)]], Field(max_length=MAX_WORDS)]
Rates = Annotated[
    dict[Word, Annotated[str, AfterValidator(lambda text: canonical(ValueKind.RATE, text, "2/P1D"))]],
    Field(max_length=MAX_WORDS),
]
Times = Annotated[
    dict[Word, Annotated[str, AfterValidator(lambda text: canonical(ValueKind.TIME, text, "09:30"))]],
    Field(max_length=MAX_WORDS),
]


class DateLabelSection(Strict):
    """``date_labels``: what stands before a date, and other small print."""

    reviewed: WordList = []
    revised: WordList = []
    published: WordList = []
    next_review: WordList = []
    either_review: WordList = []
    copyright: WordList = []
    before: WordList = []
    between: WordList = []
    months: Annotated[WordList, AfterValidator(_twelve)] = []
    placeholders: WordList = []
    boilerplate: WordList = []
    leads_on: WordList = []
    asks: WordList = []


class NumberSection(Strict):
    """``numbers``: how numbers are worded."""

    words: Amounts = {}
    scales: Amounts = {}
    articles: WordList = []
    singles: WordList = []
    and_: Annotated[WordList, Field(alias="and")] = []
    point: WordList = []
    of: WordList = []
    fractions: Amounts = {}
    halves: WordList = []
    pairs: Amounts = {}
    vague: WordList = []
    wholes: WordList = []
    adjectives: WordList = []
    labels: WordList = []
    exceptions: WordList = []
    times: Amounts = {}
    ordinals: WordList = []
    months: Amounts = {}
    morning: WordList = []
    afternoon: WordList = []
    clock: Times = {}
    version: WordList = []


class AgeSection(Strict):
    """``qualifiers.ages``: what makes a duration an age."""

    before: WordList = []
    after: WordList = []
    least: WordList = []
    most: WordList = []
    least_after: WordList = []
    most_after: WordList = []
    plural: WordList = []
    people: WordList = []
    next: WordList = []
    not_next: WordList = []


class QualifierSection(Strict):
    """``qualifiers``: words around a number."""

    least: WordList = []
    most: WordList = []
    about: WordList = []
    over: WordList = []
    over_after: WordList = []
    between: WordList = []
    from_: Annotated[WordList, Field(alias="from")] = []
    to: WordList = []
    or_: Annotated[WordList, Field(alias="or")] = []
    and_: Annotated[WordList, Field(alias="and")] = []
    least_after: WordList = []
    most_after: WordList = []
    about_after: WordList = []
    times: WordList = []
    per: WordList = []
    per_time: WordList = []
    each: WordList = []
    other: WordList = []
    occasions: WordList = []
    occasions_per: WordList = []
    adverbs: Periods = {}
    abbreviations: Rates = {}
    capitals: WordList = []
    ratio: WordList = []
    article_after: WordList = []
    body: WordList = []
    hyphenated: WordList = []
    ages: AgeSection = AgeSection()


class UnitEntry(Strict):
    """A unit: its words, and the code, the currency or the dimension that it is written in."""

    words: Annotated[WordList, Field(min_length=1)]
    code: Word | None = None
    currency: Word | None = None
    dimension: Word | None = None
    factor: Annotated[str, AfterValidator(_positive)] = "1"
    only_per: bool = False
    only_below: bool = False
    article: bool = True

    @model_validator(mode="after")
    def _one_measure(self) -> Self:
        if self.currency and (self.code or self.dimension):
            raise ValueError("a unit of money takes no code and no dimension", "keep its currency alone")
        if self.currency:
            canonical(ValueKind.MONEY, f"1 {self.currency}", "EUR")
        return self

    def written(self, key: str) -> str:
        """The code that it is written in; ``key`` stands for one that is not given."""
        code = self.currency or self.code or self.dimension or key
        return self.dimension if self.dimension and not known_unit(code) else code


def unit_fault(units: Mapping[str, UnitEntry]) -> tuple[str, str] | None:
    """The key of the first unit that cannot be read, and why; None where all can."""
    owners: dict[str, str] = {}
    for key, unit in units.items():
        code = unit.written(key)
        try:
            parse(ValueKind.MONEY if unit.currency else ValueKind.QUANTITY, f"1 {code}")
        except ValueError as error:
            return key, str(error)
        for word in _folded(unit.words):
            if owners.setdefault(word, code) != code:
                return key, f"{word!r} stands for both {owners[word]} and {code}"
    return None


def _folded(words: Iterable[str]) -> list[str]:
    return [word if len(word) == 1 else " ".join(word.lower().split()) for word in words]
