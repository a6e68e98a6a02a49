"""A waiver has expired, matches nothing, or breaks the rules for waivers.

## What it does

Looks at the decisions that hide findings (`both-right` and `tool-wrong` in the file of decisions, and
`factlint: ignore` in comments on pages) and reports those that have ended, that no finding answers to any
more, and those that hide nothing because they break policy: hidden for too long, of high risk and approved by
nobody who may, or a comment without a date or a reason.

## Why it matters

A waiver that nobody looks at again hides the next mistake. One that has ended shows its finding again, and
this says why.

## What keeps it quiet

- Decisions that hide nothing (`fix-ours`, `fix-theirs`, `ask`, `defer`), and those that a later one replaces.
- A waiver of a rule that is not reported, and runs that read less than the configuration names: whether it
  still matches is not known then.
- It goes by the day, and so never fails a hook or a run over changes.

## Example

    factlint-decisions.yaml: decision: both-right, until: 2026-06-30

    W101 Decision both-right by A. Lee on C101 "...": it ended on 2026-06-30: decide anew, or take it out
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from factlint.compare.fingerprint import signal_fingerprint
from factlint.decisions.comments import parse_comment
from factlint.rules.model import Evidence, Finding, Rule, RuleInfo, Spent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

INFO: Final = RuleInfo(
    code="W101",
    name="stale-waiver",
    severity="warning",
    says="a waiver that has expired, matches nothing, or breaks the rules for waivers",
    explanation=__doc__ or "",
    calendar=True,
)


def review(spent: Iterable[Spent]) -> Iterator[Finding]:
    """Reports waivers that hide nothing."""
    for each in spent:
        yield Finding(
            info=INFO,
            fingerprint=signal_fingerprint(INFO.code, each.doc, each.key),
            message=f"{each.what}: {_unknown(each) or each.why}",
            primary=Evidence(each.doc, each.place),
            severity=INFO.severity,
            confidence=INFO.confidence,
        )


def _unknown(spent: Spent) -> str:
    """That a comment names a rule which there is not; "" where it does not."""
    # Late: the registry names this rule too.
    from factlint.rules.registry import BY_CODE

    comment = parse_comment(spent.key)
    names = [code for code in comment.codes if code not in BY_CODE]
    return f"there is no rule {' or '.join(names)}: take it out, or name another" if names else ""


RULE: Final = Rule(INFO, review=review)
