"""What hides a finding, for people who ask about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable

    from factlint.decisions.model import Decision, Ignore
    from factlint.spans import Place


def decision_told(decision: Decision) -> str:
    """An entry that hides: ``hidden by a decision: both-right until 2027-01-01, by A. Lee, because ...``."""
    return (
        f"hidden by a decision: {decision.kind} until {decision.until}, by {decision.owner}, because {decision.reason}"
    )


def comment_told(comments: Iterable[Ignore], code: str, places: Collection[tuple[str, Place]], today: dt.date) -> str:
    """The first comment in order that speaks of a finding, with its place; "" where none does.

    Args:
        comments: of all pages.
        code: of the rule.
        places: pages and places of the finding.
        today: the day of the run.
    """
    for each in comments:
        in_order = not each.problem and each.until is not None and each.until >= today
        if in_order and code in each.codes and any(each.reaches(*place) for place in places):
            return ignore_told(each)
    return ""


def ignore_told(ignore: Ignore) -> str:
    """A comment that hides, with its place."""
    return f"hidden by a comment at {ignore.doc}:{ignore.place.line}: {ignore.text}"
