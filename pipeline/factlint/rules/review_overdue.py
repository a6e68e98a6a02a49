"""A page, or what a reference rests on, was last reviewed longer ago than policy allows.

## What it does

Compares the date of review (else of revision) with the day of the run and with the policy of the page's
collection (`review_every`; 3 years unless it says otherwise), and the page's own date of next review
with the day of the run.

In tables of agreed facts (`references`, `evidence`) it reports a row that has ended (`valid_until`) and has no
successor; a source in use that was last checked (`checked_on`) longer ago than `review_every`; and a row that
rests on a source which was replaced (`replaced_by`), with every claim on a page that agrees with the row.

## Why it matters

A page that nobody has looked at for years is where superseded claims are. What pages are compared with must
not be older than the pages.

## What keeps it quiet

- Drafts and archived pages, and pages that were not read.
- A copyright year or a date of publication: neither is a review. A page with no date of review is O104.
- A review of a section or of single claims dates these and not the page: it does not set this clock.
- A row in force, or yet to come, for the same claim: the one that ended has a successor.
- A source that no row in force rests on, or that has no date: nobody said when it was checked.
- It goes by the day, and so never fails a hook or a run over changes.

## Example

    a.txt: Last Revised: July 22, 2019

    O103 Last revised on 2019-07-22, more than 3 years before 2026-11-20

    agreed.csv, in force until 2026-03-31: examplin,treatment_duration,P6M

    O103 Examplin, length of treatment: the agreed 6 months ended on 2026-03-31, and nothing follows
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from factlint.compare.fingerprint import signal_fingerprint
from factlint.compare.months import months_later, period
from factlint.compare.sources import day
from factlint.project import DEFAULT_REVIEW_MONTHS
from factlint.rules.agreed import row_evidence, row_finding
from factlint.rules.model import Context, Evidence, Finding, Rule, RuleInfo
from factlint.rules.signals import TOP, Signal, signals
from factlint.wording import value_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from factlint.compare.agreed import Agreed

INFO: Final = RuleInfo(
    code="O103",
    name="review-overdue",
    severity="warning",
    says="reviewed longer ago than policy, or past its own date; an agreed fact that needs the same",
    explanation=__doc__ or "",
    calendar=True,
)

_COLUMNS: Final = ["doc", "status", "skipped", "reviewed", "revised", "next_review"]


def check(context: Context) -> Iterator[Finding]:
    """Reports pages whose review is overdue, and agreed facts that have ended or rest on something outdated."""
    yield from _of_pages(context)
    yield from _ended(context)
    yield from _unchecked(context)
    yield from _replaced(context)


def _of_pages(context: Context) -> Iterator[Finding]:
    labels = {(each.doc, each.detail.partition(":")[0]): each for each in signals(context, "date-label")}
    for page in context.documents[_COLUMNS].sort_values("doc", kind="stable").to_dict("records"):
        if page["status"] == "live" and not page["skipped"]:
            yield from _of_page(page, context, labels)


def _of_page(page: Mapping[Any, Any], context: Context, labels: Mapping[tuple[str, str], Signal]) -> Iterator[Finding]:
    doc, today = str(page["doc"]), context.settings.as_of
    policy = _policy(doc, context)
    what = "reviewed" if day(page["reviewed"]) else "revised"
    last, due = day(page[what]), day(page["next_review"])
    if last is not None and months_later(last, policy) < today:
        message = f"Last {what} on {last}, more than {period(policy)} before {today}"
        yield _finding(doc, message, context, labels.get((doc, what)), last)
    elif due is not None and due < today:
        message = f"The next review was due on {due}, before {today}"
        yield _finding(doc, message, context, labels.get((doc, "next_review")), due)


def _policy(doc: str, context: Context) -> int:
    return context.settings.collection(doc).review_months or DEFAULT_REVIEW_MONTHS


def _ended(context: Context) -> Iterator[Finding]:
    """Rows past their last day for whose claim nothing is in force or to come; of several the latest."""
    latest: dict[object, Agreed] = {}
    for each in context.agreed:
        known = latest.setdefault(each.claim, each)
        latest[each.claim] = each if each.ends > known.ends else known
    for each in latest.values():
        if each.ends < context.settings.as_of:
            said = value_words(each.value, context.domains[each.schema])
            message = f"the agreed {said} ended on {each.ends}, and nothing follows"
            yield row_finding(INFO, each, context, message=message, why="ended")


def _unchecked(context: Context) -> Iterator[Finding]:
    """Sources in use that were last checked longer ago than policy."""
    today = context.settings.as_of
    for source in context.evidence.values():
        rows = [each for judged in context.judgements for each in judged.agreed if each.source == source.id]
        limit = _policy(source.doc, context)
        if rows and source.checked_on and not source.replaced_by and months_later(source.checked_on, limit) < today:
            yield Finding(
                info=INFO,
                fingerprint=signal_fingerprint(INFO.code, source.doc, f"source {source.id}"),
                message=f"{source.words} was last checked on {source.checked_on}, "
                f"more than {period(limit)} before {today}",
                primary=Evidence(source.doc, source.place, annotation=source.checked_on.isoformat()),
                related=tuple(row_evidence(each, context.domains[each.schema]) for each in rows),
                severity=INFO.severity,
                confidence=INFO.confidence,
                direction=context.advice(source.doc),
            )


def _replaced(context: Context) -> Iterator[Finding]:
    """Rows in force that rest on a source which another has replaced."""
    for judged in context.judgements:
        for each in judged.agreed:
            source = context.evidence.get(each.source)
            successor = source and context.evidence.get(source.replaced_by)
            if source and successor:
                message = f"it rests on {source.words}, which was replaced by {successor.words}"
                yield row_finding(INFO, each, context, message=message, why=f"replaced {source.id}", judged=judged)


def _finding(doc: str, message: str, context: Context, label: Signal | None, date: dt.date) -> Finding:
    return Finding(
        info=INFO,
        fingerprint=signal_fingerprint(INFO.code, doc, ""),
        message=message,
        primary=Evidence(doc, label.place if label else TOP, label.text if label else "", annotation=date.isoformat()),
        severity=INFO.severity,
        confidence=INFO.confidence,
        direction=context.advice(doc),
    )


RULE: Final = Rule(INFO, check=check)
