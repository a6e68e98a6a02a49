"""A lead-in ends in a colon, and no list follows.

## What it does

Reports a sentence that promises a list ("Some common side effects include:") where nothing follows, or a
whole new sentence on another matter.

## Why it matters

The list was lost when the page was edited or converted, and with it what readers came for.

## What keeps it quiet

- A list on the same line, or one whose marks were lost in conversion: the items are still there.
- A colon before an explanation or a quotation.

## Example

    a.txt: Common side effects of examplin are: Call us if you feel worse.

    S102 A list is announced and does not follow
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from factlint.rules.model import Context, Finding, Rule, RuleInfo
from factlint.rules.signals import signal_finding, signals

if TYPE_CHECKING:
    from collections.abc import Iterator

INFO: Final = RuleInfo(
    code="S102",
    name="dangling-list",
    severity="warning",
    says="a lead-in ending in a colon with nothing, or a whole new sentence, after it",
    explanation=__doc__ or "",
)


def check(context: Context) -> Iterator[Finding]:
    """Reports lead-ins without a list."""
    archived = set(context.documents.loc[context.documents["status"] == "archived", "doc"])
    for signal in signals(context, "lead-in"):
        if signal.doc not in archived:
            message = "A list is announced and does not follow"
            yield signal_finding(INFO, context, signal, f"{message} ({signal.detail})" if signal.detail else message)


RULE: Final = Rule(INFO, check=check)
