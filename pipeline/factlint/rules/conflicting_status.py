"""One page says that something is used, another that it is not.

## What it does

For attributes whose values stand for or against (the schema gives their `polarity`), reports pages on
different sides of the line where dates do not decide between them. It is an error where both sides state
the same scope, and a warning where one leaves open of which case it speaks.

## Why it matters

Whether a treatment is offered at all is the first thing that people look for, and the last they expect
to differ.

## What keeps it quiet

- Neighbours on one side of the line: "standard" and "sometimes used" agree. So do the two that meet at
  the line: "sometimes used" and "not used as a rule". Neutral values ("in trials") never conflict.
- A claim that leaves room or marks an exception ("for most children", "unless", "a few are still
  given").
- Of a subject of which the schema has kinds ("surgery"), claims that do not state some dimension of
  scope alike.
- Scopes that differ, and history ("until 2018 it was used").
- A newer page that says it is no longer so: that is O101.
- Jurisdictions that differ, where the attribute varies by them: that is C105.

## Example

    a.md: Examplin has no place in the care of measles.
    b.md: People with measles are treated with examplin.

    C102 Examplin, use (disease: measles): used on 1 page, not used on 1
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from factlint.rules.model import Context, Outcome, Rule, RuleInfo
from factlint.rules.phrasing import between_pages

if TYPE_CHECKING:
    from factlint.compare.disagreements import Disagreement

INFO: Final = RuleInfo(
    code="C102",
    name="conflicting-status",
    severity="warning",
    says="one page says it is used, another that it is not, and dates do not decide",
    explanation=__doc__ or "",
)


def claim(disagreement: Disagreement, context: Context) -> Outcome:
    """Claims what pages disagree about in status."""
    if not disagreement.between_pages or not disagreement.topic.attribute.polarity:
        return Outcome((), disagreement)
    severity = "error" if disagreement.fully_stated else "warning"
    return Outcome((between_pages(INFO, disagreement, context, severity=severity),), None)


RULE: Final = Rule(INFO, claim=claim)
