"""Date labels in the visible text: "Last reviewed: 12 March 2021", and those with nothing after them."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from factlint.errors import SchemaError
from factlint.load.dates import DateReader, Reading
from factlint.pages import Block, DateLabel
from factlint.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

REVIEWED, REVISED, PUBLISHED, NEXT_REVIEW = "reviewed", "revised", "published", "next_review"
DATED: Final = (REVIEWED, REVISED, PUBLISHED, NEXT_REVIEW)
COPYRIGHT: Final = "copyright"
_EITHER: Final = "either_review"
_LABELS: Final = (*DATED, _EITHER, COPYRIGHT)
_WORDS: Final = ("before", "between", "months", "placeholders", "boilerplate", "leads_on", "asks")
_SAME_REVIEW: Final = dt.timedelta(days=300)  # "review date" this long after the page's other dates is the next one
_LINE: Final = re.compile(r"[^\r\n]+")
_CITED: Final = re.compile(r"https?:|www\.|doi\b|\baccessed\b|\bet al\b", re.IGNORECASE)
_DIGIT_SOON: Final = re.compile(r"[^\r\n|]{0,24}?\d")
_NEXT_LINE: Final = re.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t]*(?:(?:\r\n|\r|\n)[ \t]*){0,2}")
_AFTER_DATE: Final = re.compile(r"[ \t\xa0]*(?:$|[\r\n|•·;.)(–—-]|by\b|(?=[A-Z]))", re.MULTILINE)
_YEARS: Final = re.compile(r"[\s,]{0,5}(?:\d{4}\s?[-–—,]\s?){0,3}((?:19|20)\d\d)\b(?!\s?[-–—]\s?\d)")
_GAP: Final = re.compile(r"[\s|•·;,.–—)(-]{0,80}")
_PART_START: Final = r"(?:(?<![^\r\n|•·;\t])|(?<=[ ]{3}))"
_LINE_LIMIT: Final = 5_000  # a longer line is text
_MOST: Final = 200  # labels of one page


@dataclass(frozen=True)
class DateLabels:
    """The wording of dates and of page furniture; the section ``date_labels`` of a language file, compiled.

    Attributes:
        kinds: each label, folded, to what it is a label of.
        dates: reads the dates.
        boilerplate: lines, folded, that belong to no page's text.
        leads_on: words that no heading ends in, unless it begins with one that asks.
        asks: those words.
        placeholders: matches what stands where a date is still to come.
    """

    kinds: Mapping[str, str]
    dates: DateReader
    boilerplate: frozenset[str]
    leads_on: frozenset[str]
    asks: frozenset[str]
    placeholders: re.Pattern[str]
    _first: re.Pattern[str] = field(repr=False)
    _next: re.Pattern[str] = field(repr=False)
    _copyright: re.Pattern[str] = field(repr=False)
    _keys: re.Pattern[str] = field(repr=False)

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, Sequence[str]]) -> DateLabels:
        """Compiles ``date_labels``: what -> label phrases, and the word lists beside them; any may be absent.

        Raises:
            SchemaError: a key that is not known, or months that are not twelve.
        """
        unknown = sorted(set(mapping) - {*_LABELS, *_WORDS})
        if unknown:
            raise SchemaError(
                f"unknown key in date_labels: {unknown[0]}", remedy=f"use {', '.join((*_LABELS, *_WORDS))}"
            )
        months = mapping.get("months", ())
        if len(months) not in (0, 12):
            raise SchemaError(f"date_labels.months has {len(months)} entries", remedy="give the twelve in order")
        kinds = {_fold(phrase): what for what in (*DATED, _EITHER) for phrase in mapping.get(what, ())}
        names, signs = list(kinds), list(mapping.get(COPYRIGHT, ()))
        return cls(
            kinds=kinds,
            dates=DateReader(months),
            boilerplate=frozenset(map(_fold, mapping.get("boilerplate", ()))),
            leads_on=frozenset(map(_fold, mapping.get("leads_on", ()))),
            asks=frozenset(map(_fold, mapping.get("asks", ()))),
            placeholders=_any_of(mapping.get("placeholders", ()), r"|[<\[_?…]|-{2,}|x{2,}"),
            _first=_label_pattern(_PART_START, names, mapping),
            _next=_label_pattern("", names, mapping),
            _copyright=_any_of(signs),
            _keys=re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, _keys([*names, *signs]))) or '(?!)'})"),
        )

    def mentions(self, line: str) -> bool:
        """Whether ``line`` may hold a label or a copyright sign."""
        return bool(self._keys.search(line.lower()))

    def find(self, prose: str, blocks: Sequence[Block], jurisdiction: str | None) -> tuple[DateLabel, ...]:
        """The labels in ``prose``, in page order; those in running text and in citations are left out."""
        lowered = prose.lower()
        if not self._keys.search(lowered):
            return ()
        insides = _Insides(blocks)
        found: list[DateLabel] = []
        for line in _lines_with(self._keys, lowered if len(lowered) == len(prose) else prose, prose):
            found.extend(self._in_line(prose, line, insides, jurisdiction))
            if len(found) >= _MOST:
                break
        return tuple(_settled(_distinct(found)))

    def copyright_year(self, labels: Iterable[DateLabel], prose: str) -> int | None:
        """The newest year of the copyright labels."""
        years = [prose[label.span.start : label.span.end][-4:] for label in labels if label.what == COPYRIGHT]
        return max(map(int, years), default=None)

    def _in_line(
        self,
        prose: str,
        line: Span,
        insides: _Insides,
        jurisdiction: str | None,
    ) -> Iterator[DateLabel]:
        yield from self._copyrights(prose, line)
        place, chained = line.start, False
        while match := (self._next.match if chained else self._first.search)(prose, place, line.end):
            label = self._read(prose, match, jurisdiction)
            if label and (chained or self._stands_apart(prose, line, match, insides)):
                yield label
                gap = _GAP.match(prose, label.span.end)
                place, chained = (gap.end() if gap else label.span.end), label.problem != "empty"
            elif chained:
                chained = False
            else:
                place = match.end("label")

    @staticmethod
    def _stands_apart(prose: str, line: Span, match: re.Match[str], insides: _Insides) -> bool:
        before = prose[line.start : match.start("phrase")]
        if before.strip(" \t•*#·–—|>-"):
            return not _CITED.search(prose[line.start : line.end]) and len(before) < 200
        return bool(match["colon"]) or not insides.continues(match.start("phrase"))

    def _read(self, prose: str, match: re.Match[str], jurisdiction: str | None) -> DateLabel | None:
        what = self.kinds[_fold(match["label"])]
        start, after = match.start("phrase"), match.end()
        reading = self._date(prose, after, jurisdiction, what)
        if reading and (match["colon"] or _is_plain(match["label"], what) or _AFTER_DATE.match(prose, reading.end)):
            return DateLabel(what, Span(start, reading.end), reading.date, reading.problem)
        if reading or not (match["colon"] or match["between"]):
            return None
        stripped = len(prose[start:after].rstrip())
        if match["at_end"] is not None:
            return DateLabel(what, Span(start, start + stripped), None, "empty")
        filler = self.placeholders.match(prose, after)
        if match["colon"] and filler:
            return DateLabel(what, Span(start, filler.end()), None, "empty")
        soon = _DIGIT_SOON.match(prose, after)
        return DateLabel(what, Span(start, soon.end()), None, "unreadable") if match["colon"] and soon else None

    def _date(self, prose: str, place: int, jurisdiction: str | None, what: str) -> Reading | None:
        """The date at ``place``, or alone on the next line that is not blank."""
        last = what == NEXT_REVIEW
        reading = self.dates.read(prose, place, jurisdiction, last)
        next_line = _NEXT_LINE.match(prose, place)
        if reading or not next_line:
            return reading
        line = _LINE.match(prose, next_line.end())
        below = self.dates.read(prose, next_line.end(), jurisdiction, last) if line else None
        return below if below and line and not prose[below.end : line.end()].strip(" \t.") else None

    def _copyrights(self, prose: str, line: Span) -> Iterator[DateLabel]:
        for match in self._copyright.finditer(prose, line.start, line.end):
            years = _YEARS.match(prose, match.end(), line.end)
            if years:
                yield DateLabel(COPYRIGHT, Span(match.start(), years.end()), None)


def _is_plain(label: str, what: str) -> bool:
    """Whether the words say it by themselves: "last updated" does, "published" may begin a sentence."""
    return what != PUBLISHED and " " in label.strip()


class _Insides:
    """Tells whether a place lies within a block, after its start."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._starts = [block.start for block in blocks]
        self._ends = [block.end for block in blocks]

    def continues(self, place: int) -> bool:
        index = bisect_left(self._starts, place) - 1
        return index >= 0 and place < self._ends[index]


def _fold(phrase: str) -> str:
    return " ".join(phrase.lower().split())


def _alternatives(phrases: Iterable[str]) -> str:
    """Longest first, so that "last reviewed date" is not read as "last reviewed"."""
    ordered = sorted({_fold(phrase) for phrase in phrases}, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(r"\s{1,9}".join(map(re.escape, phrase.split())) for phrase in ordered) or r"(?!)"


def _any_of(phrases: Iterable[str], more: str = "") -> re.Pattern[str]:
    return re.compile(rf"(?:{_alternatives(phrases)}{more})", re.IGNORECASE)


def _label_pattern(start: str, names: Iterable[str], mapping: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """A label with what may stand around it, up to where its date has to stand."""
    before, between, months = (mapping.get(key, ()) for key in ("before", "between", "months"))
    month = _alternatives(" ".join(months).split())
    return re.compile(
        rf"""{start}[ \xa0]{{0,40}}(?:[•*\#·–—>-][ \t\xa0]{{0,9}}){{0,3}}\(?
        (?P<phrase>(?:(?:{_alternatives(before)})\s{{1,9}})?(?P<label>{_alternatives(names)}))(?![\w'’-])
        (?:[ \t\xa0]{{1,9}}by\b[^\d\r\n]{{1,80}}?(?=[ \t\xa0,|–—-]on\b|\d|\b(?:{month})\b))?
        [ \t\xa0,|–—-]{{0,40}}
        (?P<between>(?:{_alternatives(between)})(?!\w))?[ \t\xa0]{{0,9}}
        (?P<colon>:)?[ \t\xa0|*]{{0,40}}
        (?P<at_end>(?=[\r\n]|\Z))?""",
        re.IGNORECASE | re.VERBOSE,
    )


def _keys(phrases: Iterable[str]) -> list[str]:
    """Words of which every phrase holds one: few, so that a page without any is passed over quickly."""
    keys: set[str] = set()
    for phrase in sorted(phrases, key=lambda phrase: (len(phrase), phrase)):
        words = phrase.lower().split()
        if not any(key in word for key in keys for word in words):
            keys.add(max(words, key=len))
    return sorted(keys)


def _lines_with(keys: re.Pattern[str], searched: str, prose: str) -> Iterator[Span]:
    place = 0
    while hit := keys.search(searched, place):
        breaks = (prose.rfind(sign, place, hit.start()) for sign in "\r\n")
        start = max(place, max(breaks) + 1)
        line = _LINE.match(prose, start)
        place = max(line.end() if line else 0, hit.end())
        if line and line.end() - start <= _LINE_LIMIT:
            yield Span(start, line.end())


def _distinct(labels: Iterable[DateLabel]) -> list[DateLabel]:
    """In page order, without those that lie in another."""
    kept: list[DateLabel] = []
    for label in sorted(labels, key=lambda label: (label.span.start, -label.span.end)):
        if not kept or not kept[-1].span.overlaps(label.span):
            kept.append(label)
    return kept


def _settled(labels: Sequence[DateLabel]) -> Iterator[DateLabel]:
    """Decides what a "review date" is: the next review if the other dates are much earlier, else the last."""
    others = [label.date for label in labels if label.date and label.what in (REVIEWED, REVISED, PUBLISHED)]
    for label in labels:
        if label.what != _EITHER:
            yield label
            continue
        is_next = bool(others and label.date and label.date - max(others) > _SAME_REVIEW)
        yield DateLabel(NEXT_REVIEW if is_next else REVIEWED, label.span, label.date, label.problem)
