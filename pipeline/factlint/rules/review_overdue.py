"""A page was last reviewed longer ago than policy allows.

## What it does

Compares the date of review (else of revision) with the day of the run and with the policy of the page's
collection (`review_every`; 3 years unless it says otherwise), and the page's own date of next review
with the day of the run.

## Why it matters

A page that nobody has looked at for years is where superseded claims are.

## What keeps it quiet

- Drafts and archived pages, and pages that were not read.
- A copyright year or a date of publication: neither is a review. A page with no date of review is O104.
- A review of a section or of single claims dates these and not the page: it does not set this clock.
- It goes by the day, and so never fails a hook or a run over changes.

## Example

    a.txt: Last Revised: July 22, 2019

    O103 Last revised on 2019-07-22, more than 3 years before 2026-11-20
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from factlint.compare.fingerprint import signal_fingerprint
from factlint.compare.months import months_later, period
from factlint.compare.sources import day
from factlint.project import DEFAULT_REVIEW_MONTHS
from factlint.rules.model import Context, Evidence, Finding, Rule, RuleInfo
from factlint.rules.signals import TOP, Signal, signals

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

INFO: Final = RuleInfo(
    code="O103",
    name="review-overdue",
    severity="warning",
    says="reviewed longer ago than policy, or past its own date of next review",
    explanation=__doc__ or "",
    calendar=True,
)

_COLUMNS: Final = ["doc", "status", "skipped", "reviewed", "revised", "next_review"]


def check(context: Context) -> Iterator[Finding]:
    """Reports pages whose review is overdue."""
    labels = {(each.doc, each.detail.partition(":")[0]): each for each in signals(context, "date-label")}
    for page in context.documents[_COLUMNS].sort_values("doc", kind="stable").to_dict("records"):
        if page["status"] == "live" and not page["skipped"]:
            yield from _of_page(page, context, labels)


def _of_page(page: Mapping[Any, Any], context: Context, labels: Mapping[tuple[str, str], Signal]) -> Iterator[Finding]:
    doc, today = str(page["doc"]), context.settings.as_of
    policy = context.settings.collection(doc).review_months or DEFAULT_REVIEW_MONTHS
    what = "reviewed" if day(page["reviewed"]) else "revised"
    last, due = day(page[what]), day(page["next_review"])
    if last is not None and months_later(last, policy) < today:
        message = f"Last {what} on {last}, more than {period(policy)} before {today}"
        yield _finding(doc, message, context, labels.get((doc, what)), last)
    elif due is not None and due < today:
        message = f"The next review was due on {due}, before {today}"
        yield _finding(doc, message, context, labels.get((doc, "next_review")), due)


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
