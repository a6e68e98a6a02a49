"""Dates, times of day and version numbers: "12 March 2021", "9am to 5pm", "version 3.11"."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from factlint import values
from factlint.extract.readings import Reading, Skip
from factlint.extract.wording import END, GAP, any_of, folded
from factlint.values import Value, ValueKind

if TYPE_CHECKING:
    from factlint.extract.measures import Prose
    from factlint.extract.wordlists import Wordlists

_YEAR = r"(?:1[5-9]|20)\d\d"
_NUMERIC = re.compile(rf"({_YEAR})-(\d\d)-(\d\d)(?![\w-])")
_NUMERIC_OTHER = re.compile(r"\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d\d)(?![\w/])")


class Calendar:
    """Reads dates, times of day and versions, so that their figures are not taken for counts."""

    def __init__(self, lists: Wordlists) -> None:
        words = lists.numbers
        self._months = {folded(word): int(number) for word, number in words.months.items()}
        self._named = {folded(word): _clock(text) for word, text in words.clock.items()}
        self._mornings = frozenset(map(folded, words.morning))
        month, ordinal = any_of(words.months), any_of(words.ordinals)
        half_day = any_of([*words.morning, *words.afternoon])
        named, of = any_of(words.clock), any_of(words.of)
        day = rf"(?P<day>[0-3]?\d)(?:{ordinal})?"
        self._dated = re.compile(rf"\d{{1,4}}(?:[-/.]\d|(?:{ordinal})?(?:{GAP}{of})?{GAP}(?:{month}){END})")
        self._day_first = re.compile(
            rf"{day}(?:{GAP}{of})?{GAP}(?P<month>{month}){END}\.?(?:,?{GAP}(?P<year>{_YEAR})(?!\w))?"
        )
        self._month_first = re.compile(
            rf"(?P<month>{month}){END}\.?{GAP}(?:(?P<alone>{_YEAR})(?!\w)"
            rf"|{day}(?![\w.:%/]\w)(?:,?{GAP}(?P<year>{_YEAR})(?!\w))?)"
        )
        self._time = re.compile(
            rf"(?:(?P<name>{named}){END}|(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?(?!\d|[:.]\d)"
            rf"(?:{GAP}?(?P<half>{half_day})(?!\w))?)"
        )
        to, and_ = any_of(lists.qualifiers.to), any_of(lists.qualifiers.and_)
        self._to = re.compile(rf"{GAP}?(?:{to}|(?P<and>{and_})){END}{GAP}?")
        self._version = re.compile(
            rf"(?:{any_of(words.version)})(?:\.?{GAP}?)(?P<number>\d{{1,4}}(?:\.\d{{1,6}}){{0,4}})(?![\w%]|[.,/-]\d)"
        )

    def date_at(self, prose: Prose, at: int) -> Reading | Skip | None:
        """A date; a day without a year and figures alone ("07/08/2021") are passed over."""
        if prose.text[at].isdigit() and not self._dated.match(prose.text, at):
            return None
        if match := _NUMERIC.match(prose.text, at):
            return _dated(at, match.end(), *(int(part) for part in match.groups()))
        if match := _NUMERIC_OTHER.match(prose.text, at):
            return Skip(match.end())
        match = self._day_first.match(prose.text, at) or self._month_first.match(prose.text, at)
        if match is None or not prose.raw[match.start("month")].isupper():
            return None
        month = self._months[folded(match["month"])]
        parts = match.groupdict()
        if parts.get("alone"):
            return _dated(at, match.end(), int(parts["alone"] or 0), month)
        if not parts["year"]:
            return Skip(match.end())
        return _dated(at, match.end(), int(parts["year"]), month, int(parts["day"] or 0))

    def time_at(self, prose: Prose, at: int, *, between: bool = False) -> Reading | None:
        """A time of day, or hours from one to another: "9am", "09:30", "9 to 5pm", "noon"."""
        first = self._time.match(prose.text, at)
        if first is None:
            return None
        low = self._moment(first)
        joined = self._to.match(prose.text, first.end())
        joins = joined and (between or not joined["and"])
        last = self._time.match(prose.text, joined.end()) if joined and joins else None
        high = self._moment(last) if last else None
        if last is None or high is None:
            return None if low is None else Reading(ValueKind.TIME, low, low, at, first.end())
        low = low or self._before(first, last, high)
        return None if low is None else Reading(ValueKind.TIME, low, high, at, last.end())

    def _moment(self, match: re.Match[str]) -> dt.time | None:
        """The time of day; None for figures that may be something else."""
        if match["name"]:
            return self._named[folded(match["name"])]
        hour, minute = int(match["hour"]), int(match["minute"] or 0)
        if half := match["half"]:
            if not 1 <= hour <= 12:
                return None
            return dt.time(hour % 12 + (0 if half in self._mornings else 12), minute)
        sure = len(match["hour"]) == 2 and match["minute"] and match.string[match.end("hour")] == ":"
        return dt.time(hour, minute) if sure else None

    def _before(self, first: re.Match[str], last: re.Match[str], high: dt.time) -> dt.time | None:
        """The time that bare figures before "to 5pm" stand for: in its half of the day, if they fit."""
        hour, minute = int(first["hour"]), int(first["minute"] or 0)
        if not 1 <= hour <= 12 or not last["half"]:
            return None
        same = dt.time(hour % 12 + (0 if last["half"] in self._mornings else 12), minute)
        return same if same < high else dt.time(hour % 12, minute)

    def version_at(self, prose: Prose, at: int) -> Reading | None:
        """A version number after its word."""
        match = self._version.match(prose.text, at)
        if match is None:
            return None
        return Reading(ValueKind.VERSION, None, None, at, match.end(), fixed=values.version(match["number"]))


def _clock(text: str) -> dt.time:
    """A time of day as a vocabulary writes it."""
    return dt.time.fromisoformat(values.parse(ValueKind.TIME, text).text)


def _dated(start: int, end: int, year: int, month: int, day: int | None = None) -> Reading | Skip:
    try:
        value: Value = values.date(year, month, day)
    except ValueError:
        return Skip(end)
    return Reading(ValueKind.DATE, None, None, start, end, fixed=value)
