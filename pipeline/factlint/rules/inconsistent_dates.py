"""The dates of a page do not fit each other, its sources or the calendar.

## What it does

Reports a page

- whose next review is due before its last one,
- that was reviewed, revised or published on a day still to come,
- whose text and metadata (front matter, configuration) give different dates of review or of next review, or whose
  text gives a later date of revision than the metadata,
- that gives two dates under one label ("Last reviewed"),
- that lists a source which is newer than its last review, revision and publication.

## Why it matters

A date that is wrong makes a page look fresh that is not, and decides wrongly which of two pages is the newer. A
source newer than the review says that the page was changed and its date was not.

## What keeps it quiet

- Drafts and archived pages, pages that were not read, and copyright years.
- Dates a day apart. A date on the first of a month may stand for the month, the first of January for the year, and so
  may the last day for a date of next review.
- A page revised long before or long after it was reviewed, or published after it: that is how pages are made.
- Metadata that give a later date of revision than the text: programs write it whenever a file is saved. Dates of
  publication: teasers of other pages carry them.
- A date of publication to come by less than a year: it may be waiting for its day.
- Three dates or more under one label, or two on neighbouring lines: a history of the page.
- A source of which neither the kind nor who wrote it can be told, and one no more than 6 months newer than the page
  (papers appear before their issue); `source_slack` sets it.
- It goes by the day, and so never fails a hook or a run over changes.

## Example

    a.txt: Last reviewed: 3 May 2024. Next review due: 3 May 2023.

    O108 The next review is due on 2023-05-03, before the last one on 2024-05-03
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from factlint.compare.fingerprint import signal_fingerprint
from factlint.compare.months import months_later
from factlint.compare.sources import day
from factlint.project import Months, Option
from factlint.rules.cited import Cited, cited
from factlint.rules.model import Context, Evidence, Finding, Rule, RuleInfo
from factlint.rules.signals import TOP, Signal, signals

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

INFO: Final = RuleInfo(
    code="O108",
    name="inconsistent-dates",
    severity="warning",
    says="dates of a page that do not fit each other, its sources or the calendar",
    explanation=__doc__ or "",
    calendar=True,
    options=(Option("source_slack", Months(6), "how much newer than the page a source may be"),),
)

_PAST: Final = ("reviewed", "revised", "published")
_DATED: Final = (*_PAST, "next_review")
_ONE_DATE: Final = ("reviewed", "revised", "next_review")
_WORDS: Final = {"next_review": "date of next review", "reviewed": "date of review", "revised": "date of revision"}
_SLACK: Final = dt.timedelta(days=1)
_WAITING: Final = dt.timedelta(days=365)
_NEAR: Final = 2  # lines
_LABEL: Final = re.compile(r"[^\d:]*")


class Label(NamedTuple):
    """A date that the text of a page gives, and where."""

    what: str
    date: dt.date
    signal: Signal


class Dates(NamedTuple):
    """The dates of one page: those it is known by, and those that its text gives."""

    doc: str
    known: Mapping[str, dt.date]
    labels: Sequence[Label]

    def label(self, what: str) -> Signal | None:
        """Where the text gives the date it is known by; None where metadata alone do."""
        return next(
            (each.signal for each in self.labels if each.what == what and each.date == self.known.get(what)), None
        )


def check(context: Context) -> Iterator[Finding]:
    """Reports pages whose dates do not fit."""
    sources: defaultdict[str, list[Cited]] = defaultdict(list)
    for each in cited(context):
        sources[each.doc].append(each)
    for dates in _pages(context):
        yield from _due_before(dates, context)
        yield from _to_come(dates, context)
        yield from _two_dates(dates, context)
        yield from _metadata_differ(dates, context)
        yield from _newer_source(dates, sources[dates.doc], context)


def _pages(context: Context) -> Iterator[Dates]:
    labels: defaultdict[str, list[Label]] = defaultdict(list)
    for signal in signals(context, "date-label"):
        what, _, found = signal.detail.partition(": ")
        date = _date(found)
        if what in _DATED and date:
            labels[signal.doc].append(Label(what, date, signal))
    rows = context.documents[["doc", "status", "skipped", *_DATED]].sort_values("doc", kind="stable")
    for page in rows.to_dict("records"):
        if page["status"] == "live" and not page["skipped"]:
            yield Dates(str(page["doc"]), _known(page), labels[str(page["doc"])])


def _known(page: Mapping[Any, Any]) -> Mapping[str, dt.date]:
    return {name: date for name in _DATED if (date := day(page[name]))}


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _due_before(dates: Dates, context: Context) -> Iterator[Finding]:
    last, due = dates.known.get("reviewed"), dates.known.get("next_review")
    if last and due and _latest(due) < last:
        message = f"The next review is due on {due}, before the last one on {last}"
        yield _finding(dates, "next_review", message, context, ["next_review", "reviewed"])


def _to_come(dates: Dates, context: Context) -> Iterator[Finding]:
    today = context.settings.as_of
    for what in _PAST:
        date = dates.known.get(what)
        slack = _WAITING if what == "published" else _SLACK
        if date and date - today > slack:  # no sum of dates, which may pass the last day there is
            # Many call the day on which a review is due the review date.
            due = what == "reviewed" and dates.label(what) is None
            hint = " (if that is when it is due, metadata call it next_review)" if due else ""
            message = f"The page was {what} on {date}, after {today}{hint}"
            yield _finding(dates, f"to come {what}", message, context, [what])


def _two_dates(dates: Dates, context: Context) -> Iterator[Finding]:
    """Two dates under one label."""
    same: defaultdict[tuple[str, str], list[Label]] = defaultdict(list)
    for each in dates.labels:
        if each.what in _ONE_DATE:
            same[each.what, _said(each.signal.text)].append(each)
    for (what, _), labels in same.items():
        first, other = labels[0], labels[-1]
        apart = other.signal.place.line - first.signal.place.line > _NEAR
        if len(labels) == 2 and apart and _differ(first.date, other.date):
            message = f"The page gives two dates under one label: {first.date} and {other.date}"
            yield _at(
                [_evidence(dates.doc, each.signal, each.date) for each in labels], f"two {what}", message, context
            )


def _said(text: str) -> str:
    """The words of a label, up to its colon or its date."""
    head = _LABEL.match(text)
    return " ".join(head.group().casefold().split()) if head else ""


def _metadata_differ(dates: Dates, context: Context) -> Iterator[Finding]:
    for what in _ONE_DATE:
        known = dates.known.get(what)
        labels = [each for each in dates.labels if each.what == what]
        if not known or not labels or not all(_differ(each.date, known) for each in labels):
            continue
        newest = max(labels, key=lambda each: each.date)
        if what == "revised" and newest.date < known:
            continue  # programs write it whenever a file is saved
        message = f"The {_WORDS[what]} is {newest.date} in the text and {known} in the metadata"
        yield _at([_evidence(dates.doc, newest.signal, newest.date)], f"metadata {what}", message, context)


def _newer_source(dates: Dates, sources: Sequence[Cited], context: Context) -> Iterator[Finding]:
    known = [(date, what) for what, date in dates.known.items() if what in _PAST]
    if not known:
        return
    date, what = max(known)
    limit = months_later(_latest(date), context.option(INFO, "source_slack", dates.doc))
    known_of = [each for each in sources if each.authors or each.kind != "other"]
    newer = [each for each in known_of if each.year and dt.date(each.year, 1, 1) > limit]
    if newer:
        newest = max(newer, key=lambda each: each.year or 0)
        others = f", and {len(newer) - 1} more" if len(newer) > 1 else ""
        message = f"The page was last {what} on {date} and lists a newer source: {newest.named}{others}"
        places = [newest, *(each for each in newer if each is not newest)]
        shown = [each.evidence("newer than the page") for each in places]
        label = dates.label(what)
        shown += [_evidence(dates.doc, label, date)] if label else []
        yield _at(shown, "source", message, context)


def _differ(one: dt.date, other: dt.date) -> bool:
    """Whether two dates cannot be one, each taken as the month or the year that it may stand for."""
    return _earliest(other) - _latest(one) > _SLACK or _earliest(one) - _latest(other) > _SLACK


def _latest(date: dt.date) -> dt.date:
    """The last day a date may stand for: the first of January may be a year, the first of a month that month."""
    if (date.month, date.day) == (1, 1):
        return dt.date(date.year, 12, 31)
    return date.replace(day=_last_day(date)) if date.day == 1 else date


def _earliest(date: dt.date) -> dt.date:
    """The first day a date may stand for: a month or a year alone can be its last day."""
    if (date.month, date.day) == (12, 31):
        return dt.date(date.year, 1, 1)
    return date.replace(day=1) if date.day == _last_day(date) else date


def _last_day(date: dt.date) -> int:
    return calendar.monthrange(date.year, date.month)[1]


def _finding(dates: Dates, key: str, message: str, context: Context, shown: Sequence[str]) -> Finding:
    places = [_evidence(dates.doc, dates.label(what), dates.known[what]) for what in shown]
    return _at(places, key, message, context)


def _evidence(doc: str, label: Signal | None, date: dt.date) -> Evidence:
    place, text = (label.place, label.text) if label else (TOP, "")
    return Evidence(doc, place, text, date.isoformat(), annotation=date.isoformat())


def _at(places: Sequence[Evidence], key: str, message: str, context: Context) -> Finding:
    primary, *related = dict.fromkeys(places)
    said = sorted(each.value or each.quote for each in places)
    return Finding(
        info=INFO,
        fingerprint=signal_fingerprint(INFO.code, primary.doc, "\n".join([key, *said])),
        message=message,
        primary=primary,
        related=tuple(related),
        severity=INFO.severity,
        confidence=INFO.confidence,
        direction=context.advice(primary.doc),
    )


RULE: Final = Rule(INFO, check=check)
