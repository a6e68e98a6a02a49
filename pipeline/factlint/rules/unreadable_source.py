"""A file could not be read.

## What it does

Reports a source that is no text, is broken, or is larger than the limits allow, and says why; and warns of
a part of a page, such as a value in its front matter, that could not be read while the rest was. The other
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

from factlint.compare.fingerprint import signal_fingerprint
from factlint.rules.model import Context, Finding, Rule, RuleInfo
from factlint.rules.signals import Signal, signal_finding, signals

if TYPE_CHECKING:
    from collections.abc import Iterator

UNREADABLE: Final = "unreadable: "  # what the documents table begins with where the whole file was not read
INFO: Final = RuleInfo(
    code="S103",
    name="unreadable-source",
    severity="error",
    says="a file, or for a warning a part of a page, that could not be read, and why",
    explanation=__doc__ or "",
)


def check(context: Context) -> Iterator[Finding]:
    """Reports files, and parts of pages, that could not be read."""
    skipped = dict(zip(context.documents["doc"], context.documents["skipped"], strict=True))
    for signal in signals(context, "unreadable"):
        whole = str(skipped[signal.doc]).startswith(UNREADABLE)
        finding = _whole(context, signal) if whole else _part(context, signal)
        # Whoever wrote the page, the copy that cannot be read is ours.
        yield replace(finding, direction="")


def _whole(context: Context, signal: Signal) -> Finding:
    return signal_finding(INFO, context, signal, f"The file could not be read: {signal.detail}")


def _part(context: Context, signal: Signal) -> Finding:
    finding = signal_finding(INFO, context, signal, f"Part of the page was not read: {signal.detail}")
    # The parts of a page that have no words of their own are told apart by what is wrong with them.
    name = signal_fingerprint(INFO.code, signal.doc, signal.text or signal.detail)
    return replace(finding, fingerprint=name, severity="warning")


RULE: Final = Rule(INFO, check=check)
