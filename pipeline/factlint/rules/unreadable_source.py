"""A file could not be read.

## What it does

Reports a source that is no text, is broken, or is larger than the limits allow, and says why. The other
pages are read all the same.

## Why it matters

A page that was not read has no findings, which must not be taken for a clean bill.

## What keeps it quiet

- Files that configuration excludes.
- Pages that were read and hold nothing to compare: `factlint coverage` shows those.

## Example

    a.txt (a file cut short in the middle of a character)

    S103 The file could not be read: it is not UTF-8 text
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from factlint.rules.model import Context, Finding, Rule, RuleInfo
from factlint.rules.signals import signal_finding, signals

if TYPE_CHECKING:
    from collections.abc import Iterator

INFO: Final = RuleInfo(
    code="S103",
    name="unreadable-source",
    severity="error",
    says="a file that could not be read, and why",
    explanation=__doc__ or "",
)


def check(context: Context) -> Iterator[Finding]:
    """Reports files that could not be read."""
    for signal in signals(context, "unreadable"):
        finding = signal_finding(INFO, context, signal, f"The file could not be read: {signal.detail}")
        # Whoever wrote the page, the copy that cannot be read is ours.
        yield replace(finding, direction="")


RULE: Final = Rule(INFO, check=check)
