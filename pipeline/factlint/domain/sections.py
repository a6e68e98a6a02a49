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

    model_config = ConfigDict(extra="forbid")


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
WordList = Annotated[
    list[Word],
    Field(max_length=MAX_WORDS),
    BeforeValidator(as_list, json_schema_input_type=Word | Annotated[list[Word], Field(max_length=MAX_WORDS)] | None),
]
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
    """Labels of the date on which a page was last reviewed."""
    revised: WordList = []
    """Labels of the date on which a page was last changed."""
    published: WordList = []
    """Labels of the date on which a page was published."""
    next_review: WordList = []
    """Labels of the date on which a page is to be reviewed."""
    either_review: WordList = []
    """Labels of a date that is the last review on some pages and the next on others."""
    copyright: WordList = []
    """Labels of a year that is no date of the text."""
    before: WordList = []
    """Words that may stand before a label."""
    between: WordList = []
    """Words that may stand between a label and its date."""
    months: Annotated[WordList, AfterValidator(_twelve)] = []
    """The names of the twelve months in order, further forms after a space."""
    placeholders: WordList = []
    """Words that stand where a date is still to be filled in."""
    boilerplate: WordList = []
    """Lines of a page that are not its text."""
    leads_on: WordList = []
    """Words at the end of a short line by which it is no heading."""
    asks: WordList = []
    """Words at the start of a line by which it is a heading all the same."""


class NumberSection(Strict):
    """``numbers``: how numbers are worded."""

    words: Amounts = {}
    """Numbers by their word."""
    scales: Amounts = {}
    """Words that multiply the number before them (thousand)."""
    articles: WordList = []
    """Articles that stand for one before a unit or a scale (a week)."""
    singles: WordList = []
    """Words that stand for one before anything (a single)."""
    and_: Annotated[WordList, Field(alias="and")] = []
    """Words that join the parts of a number (one hundred and five)."""
    point: WordList = []
    """Words for the decimal point."""
    of: WordList = []
    """Words between a fraction and its unit ("half of a year")."""
    fractions: Amounts = {}
    """Fractions by their word."""
    halves: WordList = []
    """Fractions that need no "of" (half a year)."""
    pairs: Amounts = {}
    """Numbers by the noun that counts them (couple)."""
    vague: WordList = []
    """Words for more than one, without an upper end (a few)."""
    loose: WordList = []
    """Words that say so only after the words of ``over_after`` ("it takes some days")."""
    wholes: WordList = []
    """Words for one of the unit that follows (a whole)."""
    adjectives: WordList = []
    """Words that may stand between a number and its unit (consecutive)."""
    labels: WordList = []
    """Words after which a number is a name and counts nothing (phase 3)."""
    exceptions: WordList = []
    """Phrases that look like a number and are none."""
    times: Amounts = {}
    """Numbers by the word for how many times (twice)."""
    ordinals: WordList = []
    """Endings of numbers that tell a place in an order (st, nd)."""
    months: Amounts = {}
    """The months by number."""
    morning: WordList = []
    """Marks of a time before noon."""
    afternoon: WordList = []
    """Marks of a time after noon."""
    clock: Times = {}
    """Times of day by their word: noon is 12:00."""
    version: WordList = []
    """Words before the number of a version."""


class AgeSection(Strict):
    """``qualifiers.ages``: what makes a duration an age."""

    before: WordList = []
    """Words before a duration that make it an age."""
    after: WordList = []
    """Words after a duration that make it an age."""
    least: WordList = []
    """Words before an age that make it the least."""
    most: WordList = []
    """Words before an age that make it the most."""
    least_after: WordList = []
    """Words after an age that make it the least."""
    most_after: WordList = []
    """Words after an age that make it the most."""
    plural: WordList = []
    """Endings of an age in the plural (under 18s)."""
    people: WordList = []
    """Words for people, of whom an age is said."""
    next: WordList = []
    """Words that may follow an age."""
    not_next: WordList = []
    """Words after which a duration is no age."""


class QualifierSection(Strict):
    """``qualifiers``: words around a number."""

    least: WordList = []
    """Words before a number that make it the least (at least)."""
    most: WordList = []
    """Words before a number that make it the most (up to)."""
    about: WordList = []
    """Words before a number that hedge it (about)."""
    over: WordList = []
    """Words that say "more than", or for how long (over)."""
    over_after: WordList = []
    """Words after which those mean "more than"."""
    between: WordList = []
    """Words before a range whose ends "and" joins (between)."""
    from_: Annotated[WordList, Field(alias="from")] = []
    """Words before a range (from)."""
    to: WordList = []
    """Words and signs between the ends of a range."""
    or_: Annotated[WordList, Field(alias="or")] = []
    """Words between two numbers that share a unit (3 or 4 weeks)."""
    and_: Annotated[WordList, Field(alias="and")] = []
    """Words between the ends of a range after "between"."""
    least_after: WordList = []
    """Words after a number that make it the least (or more)."""
    most_after: WordList = []
    """Words after a number that make it the most (or less)."""
    about_after: WordList = []
    """Words after a number that hedge it (or so)."""
    times: WordList = []
    """Words that count occasions (times)."""
    per: WordList = []
    """Words before the period of a rate (per)."""
    per_time: WordList = []
    """Words between a count and its period."""
    each: WordList = []
    """Words for every one of a period (each)."""
    other: WordList = []
    """Words that double a period ("every other day")."""
    occasions: WordList = []
    """Units that can be occasions ("5 days a week")."""
    occasions_per: WordList = []
    """Units that those occasions are counted by (week)."""
    events: WordList = []
    """What is counted in a period ("one infusion every 6 months")."""
    apart: WordList = []
    """Words after the distance between events ("2 weeks apart")."""
    adverbs: Periods = {}
    """Periods by adverb, in ISO 8601: daily is P1D."""
    repeated: Rates = {}
    """Rates by the words that name each occasion (morning and evening)."""
    abbreviations: Rates = {}
    """Rates by abbreviation, such as 2/P1D."""
    capitals: WordList = []
    """Abbreviations that are clear by themselves in capitals."""
    ratio: WordList = []
    """Words between the two numbers of a share ("1 in 4")."""
    article_after: WordList = []
    """Words after which an article begins a duration (for a week)."""
    body: WordList = []
    """Words that say again what a dose is measured by (of body weight)."""
    hyphenated: WordList = []
    """Words that a hyphen may join to a quantity (6-month-long)."""
    ages: AgeSection = AgeSection()
    """What makes a duration an age."""


class UnitEntry(Strict):
    """A unit: its words, and the code, the currency or the dimension that it is written in."""

    words: Annotated[
        list[Word],
        Field(min_length=1, max_length=MAX_WORDS),
        BeforeValidator(as_list, json_schema_input_type=Word | Annotated[list[Word], Field(min_length=1)]),
    ]
    """How it is worded, its singular first."""
    code: Word | None = None
    """The UCUM code that it is written in."""
    currency: Word | None = None
    """The ISO 4217 code that it is written in, for money."""
    dimension: Word | None = None
    """A dimension of its own, for what UCUM does not know."""
    factor: Annotated[str, AfterValidator(_positive)] = "1"
    """How many of those it makes."""
    only_per: bool = False
    """Whether it is a unit only where "per ..." follows."""
    only_below: bool = False
    """Whether it is a unit only after "per"."""
    article: bool = True
    """Whether "a" before it stands for one."""

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
