"""Wording that is true for a while, and then misleads.

## What it does

Reports phrases such as "until recently", "recently approved" or "in recent years" where they say how something stands:
whether it is used, approved or offered. On a page without a date, or whose date is older than the policy for
reviews (or than `max_age`), it is a warning, as nobody can tell when "recently" was.

## Why it matters

Readers take it for now. A drug that was approved "recently" nine years ago is an old one, and what was used "until
recently" may have been given up before they were born.

## What keeps it quiet

- Words that age without saying how something stands: "new", "now", "currently", "recently diagnosed".
- Sentences and clauses that state no status of a concept, and trials and questions.
- Archived pages.
- It goes by the day, and so never fails a hook or a run over changes.

## Example

    a.md, reviewed in 2017: Until recently, examplin was used for colds.

    O105 "Until recently" on a page of 2017-01-01: give the year instead
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from factlint.compare.months import months_later
from factlint.compare.sources import day
from factlint.project import DEFAULT_REVIEW_MONTHS, Months, Option
from factlint.rules.model import Context, Finding, Rule, RuleInfo
from factlint.rules.signals import signal_finding, signals

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MAX_AGE: Final = Option(
    "max_age", Months(0), "how old a page may be before it is a warning; where it is not set, what `review_every` says"
)

INFO: Final = RuleInfo(
    code="O105",
    name="ageing-wording",
    severity="info",
    says="wording that is true for a while after it was written",
    explanation=__doc__ or "",
    calendar=True,
    options=(MAX_AGE,),
)

_DATES: Final = ("reviewed", "revised", "published")


def check(context: Context) -> Iterator[Finding]:
    """Reports wording that ages; the same words again on a page become places of one finding."""
    pages = context.documents[["doc", "status", *_DATES]].to_dict("records")
    live = {str(page["doc"]): page for page in pages if page["status"] != "archived"}
    for signal in signals(context, "ageing"):
        if signal.doc in live:
            severity, why = _judged(live[signal.doc], context)
            finding = signal_finding(INFO, context, signal, f'"{signal.text}" {why}: give the year instead')
            yield replace(finding, severity=severity)


def _judged(page: Mapping[Any, Any], context: Context) -> tuple[str, str]:
    doc = str(page["doc"])
    date = next((found for name in _DATES if (found := day(page[name])) is not None), None)
    if date is None:
        return "warning", "on a page without a date"
    if months_later(date, _max_age(doc, context)) < context.settings.as_of:
        return "warning", f"on a page of {date}"
    return INFO.severity, "will not be true for long"


def _max_age(doc: str, context: Context) -> int:
    own = int(context.option(INFO, MAX_AGE.name, doc))
    return own or context.settings.collection(doc).review_months or DEFAULT_REVIEW_MONTHS


RULE: Final = Rule(INFO, check=check)
