"""Where a quantity may begin: the one pattern that runs over whole pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from factlint.extract.numbers import VULGAR
from factlint.extract.wording import END, GAP, JOINT, any_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factlint.extract.wordlists import Wordlists

_OPENING: Final = r"[\s(\[{\"'“”‘’«|*•—>\u200b\ufeff]"
_MAX_QUALIFIERS: Final = 4


def trigger(lists: Wordlists) -> re.Pattern[str]:
    """The pattern for the character before a quantity and what leads to its number.

    It ends where the number, or the word that stands for one, begins; the group that matched last says what
    kind of word that is. Two groups differ: ``label`` ends where the number after a label begins, and
    ``passed`` has matched a phrase that holds no quantity.
    """
    head = rf"(?:(?:{any_of(_qualifiers(lists))}){END}{JOINT}?){{0,{_MAX_QUALIFIERS}}}"
    number = _number(lists)
    looked = "|".join(f"(?P<{name}>(?={pattern}))" for name, pattern in _groups(lists, number).items())
    label = rf"(?P<label>{any_of(lists.labels)}{END}\.?(?:{GAP}|[-‑#])?(?={number}))"
    passed = rf"(?P<passed>{any_of(lists.numbers.exceptions)}{END})"
    return re.compile(rf"{_OPENING}(?={_beginnings(lists)})(?:{passed}|{label}|{head}(?:{looked}))")


def _groups(lists: Wordlists, number: str) -> dict[str, str]:
    numbers, words = lists.numbers, lists.qualifiers
    ones = any_of(unit.words[0] for unit in lists.units if unit.time and unit.article)
    return {
        "number": number,
        "one": rf"{any_of([*numbers.articles, *numbers.wholes])}{END}{JOINT}(?:{any_of(numbers.adjectives)}{END}{GAP})?"
        rf"{ones}{END}",
        "money": rf"{any_of(_currencies(lists))}{GAP}?\d",
        "often": any_of(numbers.times) + END,
        "adverb": any_of([*words.adverbs, *words.repeated]) + END,
        "each": any_of(words.each) + END,
        "name": any_of(numbers.clock) + END,
        "month": rf"{any_of(numbers.months)}{END}\.?{GAP}\d",
        "version": rf"{any_of(numbers.version)}\.?{GAP}?\d",
        "short": any_of(words.abbreviations) + END,
    }


def _number(lists: Wordlists) -> str:
    words = lists.numbers
    first = any_of([*words.words, *words.singles, *words.fractions, *words.pairs, *words.vague, *words.loose])
    after_article = any_of([*words.scales, *words.fractions])
    return rf"(?:\.?\d|[{VULGAR}]|(?:{first}|{any_of(words.articles)}{JOINT}{after_article}){END})"


def _beginnings(lists: Wordlists) -> str:
    """Every word that a quantity may begin with: one look refuses most words of a text."""
    numbers, words = lists.numbers, lists.qualifiers
    figures = (numbers.words, numbers.singles, numbers.fractions, numbers.pairs, numbers.vague, numbers.times)
    others = (numbers.loose, numbers.articles, numbers.wholes, numbers.clock, numbers.months, numbers.version)
    rates = (words.each, words.adverbs, words.repeated, words.abbreviations)
    passed = (numbers.exceptions, lists.labels)
    groups = (*figures, *others, *rates, *passed, _qualifiers(lists), _currencies(lists))
    starts = [word for group in groups for word in group]
    return rf"(?:{any_of(starts)}(?:{END}|\d)|\.?\d|[{VULGAR}])"


def _qualifiers(lists: Wordlists) -> Iterable[str]:
    words, ages = lists.qualifiers, lists.qualifiers.ages
    general = (words.least, words.most, words.about, words.over, words.between, words.from_)
    return (word for group in (*general, ages.before, ages.least, ages.most) for word in group)


def _currencies(lists: Wordlists) -> Iterable[str]:
    return (word for unit in lists.units if unit.currency for word in unit.words)
