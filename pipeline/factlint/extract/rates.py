"""How often: "twice a day", "every 12 hours", "three times per week", "weekly", "5 days a week"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factlint.extract.numbers import Form
from factlint.extract.readings import Periods, Reading, Skip
from factlint.extract.wording import END, GAP, JOINT, any_of, folded
from factlint.values import ValueKind, parse

if TYPE_CHECKING:
    from factlint.extract.amounts import Amount, Amounts
    from factlint.extract.measures import Parts, Prose
    from factlint.extract.wordlists import Exact, Wordlists


class Rates:
    """Reads how often something is done."""

    def __init__(self, lists: Wordlists, amounts: Amounts) -> None:
        numbers, words = lists.numbers, lists.qualifiers
        self._amounts = amounts
        self._times = {folded(word): value for word, value in numbers.times.items()}
        self._adverbs = {folded(word): _period(text) for word, text in words.adverbs.items()}
        self._fixed = {folded(word): parse(ValueKind.RATE, text) for word, text in words.repeated.items()}
        self._short = {folded(word): parse(ValueKind.RATE, text) for word, text in words.abbreviations.items()}
        self._capitals = frozenset(words.capitals)
        times, or_ = any_of(numbers.times), any_of([*words.or_, *words.to])
        plain, adverbs = any_of(self._adverbs), any_of([*self._adverbs, *self._fixed])
        self._often = re.compile(rf"(?P<low>{times}){END}(?:{JOINT}{or_}{JOINT}(?P<high>{times}){END})?")
        self._word = re.compile(rf"{JOINT}(?:{any_of(words.times)}){END}")
        self._adverb = re.compile(rf"(?P<adverb>{adverbs}){END}")
        self._plain = re.compile(rf"(?P<adverb>{plain}){END}")
        self._joint = re.compile(JOINT)
        self._per = re.compile(rf"{GAP}?/{GAP}?|{JOINT}(?:{any_of([*words.per, *words.per_time])}){END}{JOINT}")
        self._adjective = re.compile(rf"(?:{any_of(numbers.adjectives)}){END}{GAP}")
        self._each = re.compile(rf"(?:{any_of(words.each)}){END}{JOINT}")
        self._other = re.compile(rf"(?:{any_of(words.other)}){END}{JOINT}")
        per = any_of([*words.per, *words.per_time])
        self._occasion = re.compile(rf"{GAP}(?:{per}){END}{GAP}(?:{any_of(words.occasions_per)}){END}")
        self._occasions = frozenset(map(folded, words.occasions))
        self._event = re.compile(rf"{GAP}(?:{any_of(words.events)}){END}")
        self._apart = re.compile(rf"{JOINT}(?:{any_of(words.apart)}){END}")
        self._abbreviation = re.compile(rf"(?P<word>{any_of(words.abbreviations)}){END}")

    def counted(self, prose: Prose, amount: Amount) -> Reading | Skip | None:
        """A number of times ("three times a day"); "three times" alone is nothing."""
        word = self._word.match(prose.text, amount.end)
        if word is None:
            return None
        found = self._every(prose, word.end())
        if found is None:
            return Skip(word.end())
        return _rate(amount.low.amount, amount.high.amount, found, amount.start)

    def events(self, prose: Prose, amount: Amount) -> Reading | None:
        """A number of events in a period: "one infusion every 6 months", "two doses a day"."""
        word = self._event.match(prose.text, amount.end)
        found = self._every(prose, word.end()) if word else None
        return found and _rate(amount.low.amount, amount.high.amount, found, amount.start)

    def apart(self, prose: Prose, amount: Amount) -> Reading | None:
        """A distance between events: "2 weeks apart", "at three-week intervals"."""
        word = self._apart.match(prose.text, amount.end)
        if word is None or not amount.low.parts or not amount.high.parts or amount.low.figure.form is Form.VAGUE:
            return None
        periods: Periods = (amount.low.parts, amount.high.parts if amount.is_range else None)
        return _rate(1, 1, (periods, word.end()), amount.start)

    def occasions(self, prose: Prose, amount: Amount) -> Reading | None:
        """So many days a week: days are occasions there, and no length of time."""
        match = self._occasion.match(prose.text, amount.end)
        unit = amount.high.unit
        if match is None or unit is None or not self._occasions.intersection(map(folded, unit.words)):
            return None
        found = self._every(prose, amount.end)
        return found and _rate(amount.low.amount, amount.high.amount, found, amount.start)

    def often_at(self, prose: Prose, at: int) -> Reading | Skip | None:
        """ "Once a week", "once or twice a day"; "twice" alone is nothing."""
        match = self._often.match(prose.text, at)
        found = self._every(prose, match.end()) if match else None
        if match is None or found is None:
            return match and Skip(match.end())
        low = self._times[folded(match["low"])]
        return _rate(low, self._times[folded(match["high"])] if match["high"] else low, found, at)

    def each_at(self, prose: Prose, at: int) -> Reading | None:
        """ "Every 12 hours", "every other day", "each day"; not the length in "every 28-day cycle"."""
        match = self._each.match(prose.text, at)
        found = self._length(prose, match.end()) if match else None
        return found and _rate(1, 1, found, at)

    def adverb_at(self, prose: Prose, at: int) -> Reading | None:
        """ "Daily", "weekly"."""
        match = self._adverb.match(prose.text, at)
        if match is None:
            return None
        word = folded(match["adverb"])
        if word in self._fixed:
            return Reading(ValueKind.RATE, None, None, at, match.end(), fixed=self._fixed[word])
        return _rate(1, 1, ((self._adverbs[word], None), match.end()), at)

    def hyphened(self, prose: Prose, amount: Amount) -> Reading | None:
        """ "12-hourly", "3-weekly"."""
        joint = self._joint.match(prose.text, amount.end)
        match = self._plain.match(prose.text, joint.end()) if joint and not joint.group()[0].isspace() else None
        if match is None:
            return None
        ((number, unit),) = self._adverbs[folded(match["adverb"])]
        short: Parts = ((number * amount.low.amount, unit),)
        long: Parts | None = ((number * amount.high.amount, unit),) if amount.is_range else None
        return _rate(1, 1, ((short, long), match.end()), amount.start)

    def abbreviation_at(self, prose: Prose, at: int, *, after_dose: bool) -> Reading | Skip:
        """ "BD" and the like: in capitals where that is clear enough, any of them after a dose."""
        match = self._abbreviation.match(prose.text, at)
        if match is None or not (after_dose or prose.raw[at : match.end()] in self._capitals):
            return Skip(match.end() if match else at + 1)
        value = self._short[folded(match["word"])]
        return Reading(ValueKind.RATE, None, None, at, match.end(), fixed=value)

    def _every(self, prose: Prose, at: int) -> tuple[Periods, int] | None:
        """The period after a number of times: "a day", "/week", "every 3 weeks", "daily"."""
        if match := self._per.match(prose.text, at):
            adjective = self._adjective.match(prose.text, match.end())
            return self._length(prose, adjective.end() if adjective else match.end())
        joint = self._joint.match(prose.text, at)
        adverb = self._plain.match(prose.text, joint.end()) if joint else None
        return ((self._adverbs[folded(adverb["adverb"])], None), adverb.end()) if adverb else None

    def _length(self, prose: Prose, at: int) -> tuple[Periods, int] | None:
        """A period: "day", "other day", "12 hours", "3 to 4 weeks", "half an hour"."""
        other = self._other.match(prose.text, at)
        found = self._amounts.measures.units.at(prose, other.end() if other else at)
        if found and (part := found[0].time):
            return ((((found[0].factor * (2 if other else 1), part),), None), found[1])
        if at >= len(prose.text) or not prose.text[at].isalnum():
            return None
        amount = self._amounts.read(prose, at)
        if amount is None or not amount.low.parts or not amount.high.parts or amount.high.hyphen:
            return None
        if amount.low.figure.form is Form.VAGUE or not amount.low.amount:
            return None
        return (amount.low.parts, amount.high.parts if amount.is_range else None), amount.end


def _rate(low: Exact, high: Exact, found: tuple[Periods, int], start: int) -> Reading:
    return Reading(ValueKind.RATE, low, high, start, found[1], periods=found[0])


def _period(text: str) -> Parts:
    """An ISO period of one part, as a vocabulary writes it."""
    value = parse(ValueKind.DURATION, text)
    return ((int(text.strip("PTYMWDHS")), value.unit),)
