"""A page does not say when it was last reviewed.

## What it does

Warns of a label such as "Last medical review:" with nothing after it, or with a date that cannot be told:
07/08/2021 where the country is not known, or one that no calendar has. Pages with no date at all are one
finding per publisher, for information, with their number.

## Why it matters

Without a date nobody can tell a page that was checked last month from one that was forgotten, and no
other rule can tell which of two pages is the newer.

## What keeps it quiet

- A page whose date is known from front matter, configuration or another label.
- Drafts and archived pages, and pages that were not read.
- A copyright year does not count as a date, nor does a review of a section or of single claims only.

## Example

    a.txt: Last medical review:

    O104 "Last medical review:" has no date after it
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from factlint.compare.fingerprint import signal_fingerprint
from factlint.compare.sources import day
from factlint.rules.model import Context, Evidence, Finding, Rule, RuleInfo
from factlint.rules.signals import TOP, Signal, signal_finding, signals

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

INFO: Final = RuleInfo(
    code="O104",
    name="review-date-missing",
    severity="warning",
    says="a label with no date after it that can be told; for information, pages with no date at all",
    explanation=__doc__ or "",
    calendar=True,
)

_DATES: Final = ("reviewed", "revised", "published", "next_review")
_PROBLEMS: Final = {
    "empty": "has no date after it",
    "ambiguous": "may be read in two ways (state the page's jurisdiction, or write the month in words)",
    "unreadable": "gives no date that can be read (write it as 7 August 2021)",
}
_LISTED: Final = 21  # pages named as evidence; the message gives the number of all


def check(context: Context) -> Iterator[Finding]:
    """Reports labels without a date that can be told, then pages without a date."""
    records = context.documents[["doc", "status", "skipped", "publisher", *_DATES]].to_dict("records")
    pages = {str(page["doc"]): page for page in records if _counts(page)}
    labels = [label for label in signals(context, "date-label") if label.doc in pages]
    for label in labels:
        if problem := _problem(label, pages[label.doc]):
            shown = " ".join(label.text.split())
            yield signal_finding(INFO, context, label, f'"{shown}" {problem}')
    labelled = {label.doc for label in labels}
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for doc, page in sorted(pages.items()):
        if doc not in labelled and not any(day(page[name]) for name in _DATES):
            groups[_publisher(page)].append(doc)
    for publisher, docs in sorted(groups.items()):
        yield _undated(publisher, docs, context)


def _counts(page: Mapping[Any, Any]) -> bool:
    return page["status"] == "live" and not page["skipped"]


def _problem(label: Signal, page: Mapping[Any, Any]) -> str:
    """What is wrong with a label; "" where it gives its date or the page has it from elsewhere."""
    what, _, found = label.detail.partition(": ")
    return "" if what in _DATES and day(page[what]) else _PROBLEMS.get(found, "")


def _publisher(page: Mapping[Any, Any]) -> str:
    return page["publisher"] if isinstance(page["publisher"], str) else ""


def _undated(publisher: str, docs: list[str], context: Context) -> Finding:
    count = "1 page" if len(docs) == 1 else f"{len(docs)} pages"
    whose = f"{count} of {publisher}" if publisher else count
    verb = "has" if len(docs) == 1 else "have"
    primary, *related = (Evidence(doc, TOP, annotation="no date") for doc in docs[:_LISTED])
    return Finding(
        info=INFO,
        fingerprint=signal_fingerprint(INFO.code, "", publisher),
        message=f"{whose} {verb} no date of review, revision or publication",
        primary=primary,
        related=tuple(related),
        severity="info",
        confidence=INFO.confidence,
        direction=context.advice(docs[0]),
    )


RULE: Final = Rule(INFO, check=check)
