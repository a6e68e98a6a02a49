"""Quantities in running text: durations, ages, counts, rates, shares, doses, money, dates and times of day.

One pass finds where a quantity may begin; small readers then take over from there. Every word comes from a
vocabulary, so that another language or a content team's own units need no program.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from factlint.extract.amounts import Amount, Amounts
from factlint.extract.calendar import Calendar
from factlint.extract.counts import Counts
from factlint.extract.heads import Qualifiers, Subject
from factlint.extract.measures import PERCENT, Prose
from factlint.extract.numbers import Form
from factlint.extract.rates import Rates
from factlint.extract.readings import Reading, Skip
from factlint.extract.triggers import trigger
from factlint.extract.wording import END, any_of, lowered
from factlint.extract.wordlists import Wordlists, read_wordlists
from factlint.values import Value, ValueKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_DOSES: Final = frozenset({ValueKind.QUANTITY, ValueKind.COUNT})
_SHARE: Final = re.compile(r"\d+(?:\.\d+)?%")  # frequent, and neither date nor time
_YEAR: Final = "Y"  # what an age without a unit is in


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity in a text.

    Attributes:
        value: what it says.
        start: first character of the whole expression, qualifiers such as "up to" among them.
        end: one past its last character.
        core_start: first character of the number with its unit.
        core_end: one past the last.
    """

    value: Value
    start: int
    end: int
    core_start: int
    core_end: int


class _Spot(NamedTuple):
    """Where a quantity may begin.

    Attributes:
        head: the first character of what may be qualifiers.
        at: the first character of the number, or of the word that stands for one.
        before: the quantity found before it.
        shift: what to add to these places for places in the text as given.
    """

    head: int
    at: int
    before: Quantity | None
    shift: int


class QuantityReader:
    """Finds the quantities of a text; build it once, with `from_mapping`."""

    def __init__(self, lists: Wordlists) -> None:
        self._amounts = Amounts(lists)
        self._rates = Rates(lists, self._amounts)
        self._calendar = Calendar(lists)
        self._counts = Counts(lists, self._amounts)
        self._qualifiers = Qualifiers(lists)
        self._articles = frozenset(lists.qualifiers.article_after)
        self._loose = re.compile(any_of(lists.numbers.loose) + END)
        self._after = frozenset(lists.qualifiers.over_after)
        self._trigger = trigger(lists)

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, Any]) -> QuantityReader:
        """A reader for the wording in ``mapping``: the sections ``numbers``, ``units`` and ``qualifiers``.

        Raises:
            ValueError: a key is unknown or a value is not what its key takes; the message names the key.
        """
        return cls(read_wordlists(mapping))

    def find(self, prose: str, start: int = 0, end: int | None = None) -> list[Quantity]:
        """The quantities between ``start`` and ``end`` of ``prose``, in order, none overlapping."""
        window = "\n" + prose[start:end]
        page, found = Prose(window, lowered(window)), list[Quantity]()
        at = 0
        while match := self._trigger.search(page.text, at):
            spot = _Spot(match.start() + 1, match.end(), found[-1] if found else None, start - 1)
            reading = _READERS[match.lastgroup or ""](self, page, spot)
            if isinstance(reading, Reading):
                found.append(self._qualified(page, spot, reading))
                at = found[-1].end - start
            else:
                at = max((reading.end if reading else spot.at) - 1, spot.head)
        return found

    def _number(self, page: Prose, spot: _Spot) -> Reading | Skip | None:
        digits = page.text[spot.at].isdigit() and not _SHARE.match(page.text, spot.at)
        if digits and (found := self._figures(page, spot)):
            return found
        between = self._qualifiers.is_between(page, spot.head, spot.at)
        amount = self._amounts.read(page, spot.at, between=between)
        if amount is None:
            return self._counts.passed_over(page, spot.at, spot.at + 1)
        if self._loose.match(page.text, spot.at) and self._qualifiers.word_before(page, spot.at) not in self._after:
            return Skip(amount.end)
        found = self._bare(page, spot, amount) if amount.low.unit is None else self._measured(page, amount)
        return replace(found, least=True) if amount.low.figure.plus and isinstance(found, Reading) else found

    def _figures(self, page: Prose, spot: _Spot) -> Reading | Skip | None:
        between = self._qualifiers.is_between(page, spot.head, spot.at)
        return (
            self._calendar.date_at(page, spot.at)
            or self._calendar.time_at(page, spot.at, between=between)
            or self._counts.phone_at(page, spot.at)
        )

    def _bare(self, page: Prose, spot: _Spot, amount: Amount) -> Reading | Skip | None:
        rated = (
            self._rates.events(page, amount) or self._rates.counted(page, amount) or self._counts.ratio(page, amount)
        )
        if rated := rated or self._rates.hyphened(page, amount):
            return rated
        subject = Subject(amount.start, amount.end, spot.head, amount.is_range, is_bare=True)
        if self._qualifiers.is_age(page, subject):
            low, high = (((end.amount, _YEAR),) for end in (amount.low, amount.high))
            return Reading(ValueKind.AGE, low, high, amount.start, amount.end)
        return self._counts.count(page, amount)

    def _measured(self, page: Prose, amount: Amount) -> Reading | Skip | None:
        low, high = amount.low, amount.high
        if low.parts:
            if rate := self._rates.occasions(page, amount) or self._rates.apart(page, amount):
                return rate
            vague = low.figure.form is Form.VAGUE
            ends = (low.parts, None if vague else high.parts)
            return Reading(ValueKind.DURATION, *ends, amount.start, amount.end, approx=vague)
        kind = ValueKind.MONEY if low.unit and low.unit.currency else ValueKind.QUANTITY
        kind = ValueKind.PERCENT if low.code == PERCENT else kind
        return Reading(kind, low.amount, high.amount, amount.start, amount.end, high.code)

    def _one(self, page: Prose, spot: _Spot) -> Reading | Skip | None:
        amount = self._amounts.one(page, spot.at)
        if amount is None:
            return None
        low = amount.low
        if low.figure.form is Form.ARTICLE and low is amount.high and low.amount == 1 and spot.head == spot.at:
            word = self._qualifiers.word_before(page, spot.at)
            if word and word not in self._articles:
                return Skip(amount.end)
        return self._measured(page, amount)

    def _money(self, page: Prose, spot: _Spot) -> Reading | Skip | None:
        amount = self._amounts.money(page, spot.at)
        return self._measured(page, amount) if amount else None

    def _short(self, page: Prose, spot: _Spot) -> Reading | Skip | None:
        before = spot.before
        dose = before and before.value.kind in _DOSES and not page.text[before.end - spot.shift : spot.at].strip()
        return self._rates.abbreviation_at(page, spot.at, after_dose=bool(dose))

    def _qualified(self, page: Prose, spot: _Spot, reading: Reading) -> Quantity:
        """The quantity with the qualifiers around it."""
        if reading.fixed is not None:
            places = (reading.start, reading.end, reading.start, reading.end)
            return Quantity(reading.fixed, *(place + spot.shift for place in places))
        subject = Subject(
            reading.start,
            reading.end,
            spot.head,
            reading.low != reading.high,
            reading.kind is ValueKind.DURATION,
            reading.kind is ValueKind.AGE,
        )
        marks = self._qualifiers.around(page, subject)
        if marks.age and reading.kind is ValueKind.DURATION:
            reading = replace(reading, kind=ValueKind.AGE)
        value = reading.value(least=marks.least, most=marks.most, approx=marks.approx)
        shift = spot.shift
        return Quantity(value, marks.start + shift, marks.end + shift, reading.start + shift, reading.end + shift)


_READERS: Final[Mapping[str, Callable[[QuantityReader, Prose, _Spot], Reading | Skip | None]]] = {
    "number": QuantityReader._number,
    "one": QuantityReader._one,
    "money": QuantityReader._money,
    "short": QuantityReader._short,
    "often": lambda reader, page, spot: reader._rates.often_at(page, spot.at),
    "each": lambda reader, page, spot: reader._rates.each_at(page, spot.at),
    "adverb": lambda reader, page, spot: reader._rates.adverb_at(page, spot.at),
    "name": lambda reader, page, spot: reader._calendar.time_at(page, spot.at),
    "month": lambda reader, page, spot: reader._calendar.date_at(page, spot.at),
    "version": lambda reader, page, spot: reader._calendar.version_at(page, spot.at),
    "label": lambda reader, page, spot: reader._counts.named(page, spot.at),
    "passed": lambda _reader, _page, spot: Skip(spot.at),
}
