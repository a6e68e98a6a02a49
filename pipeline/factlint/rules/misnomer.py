"""A name that the schema lists as wrong.

## What it does

Reports words that the schema lists among a concept's `misnomers`, with the name that is right. One
finding per page and wrong name.

## Why it matters

A reader who searches for a misspelt name finds nothing, or something else.

## What keeps it quiet

- Only listed names count, as whole words.
- Drafts are checked like other pages; archived ones are not.

## Example

    a.md: The tablets contain exampelin.

    T101 "exampelin" is not a name of examplin
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from factlint.rules.model import Context, Finding, Rule, RuleInfo
from factlint.rules.signals import Signal, signal_finding, signals

if TYPE_CHECKING:
    from collections.abc import Iterator

INFO: Final = RuleInfo(
    code="T101",
    name="misnomer",
    severity="warning",
    says="a name the schema lists as wrong",
    explanation=__doc__ or "",
)


def check(context: Context) -> Iterator[Finding]:
    """Reports misnomers; the same words again on a page become places of one finding."""
    archived = set(context.documents.loc[context.documents["status"] == "archived", "doc"])
    for signal in signals(context, "misnomer"):
        if signal.doc not in archived:
            message = f'"{signal.text}" is not a name of {_right(signal, context)}'
            yield signal_finding(INFO, context, signal, message)


def _right(signal: Signal, context: Context) -> str:
    concept = signal.concept or signal.detail
    known = (context.domains[schema] for schema in sorted(context.domains))
    return next((domain.name(concept) for domain in known if concept in domain.concepts), concept)


RULE: Final = Rule(INFO, check=check)
