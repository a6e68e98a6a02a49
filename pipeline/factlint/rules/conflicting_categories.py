"""Pages give different values where one is expected, or one denies what another says.

## What it does

Compares values that are names: a route, a form, a target. Where the attribute is `single`, different
values conflict; where `many` may hold, only pages that have none in common do. A value that one page
states and another denies conflicts in either case.

## Why it matters

"By mouth" and "into a vein" are different treatments to the person who has them.

## What keeps it quiet

- A value that is a kind of the other: an infusion is given into a vein.
- Values that the schema allows a subject to have at once (`allow`), and attributes of which nobody lists
  all values (`values: open`, such as side effects).
- For several values: a page that states both.
- Values that are all mere possibilities ("may be given by mouth", "can be injected").
- A subject of which the schema has kinds ("steroids"): the pages may mean different ones.
- Denying one value and stating another: "not by mouth" and "into a vein" agree.
- Free text of which several may hold (brand names as printed, definitions).
- Scopes that differ, history, trials and questions.

## Example

    a.md: Examplin attaches to the protein Abc.
    b.md: Examplin attaches to the protein Xyz.

    C103 Examplin, target: Abc on 1 page, Xyz on 1
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from factlint.rules.model import Context, Outcome, Rule, RuleInfo
from factlint.rules.phrasing import between_pages

if TYPE_CHECKING:
    from factlint.compare.disagreements import Disagreement

INFO: Final = RuleInfo(
    code="C103",
    name="conflicting-categories",
    severity="error",
    says="different values of a single attribute, disjoint sets of a many, or said and denied",
    explanation=__doc__ or "",
)


def claim(disagreement: Disagreement, context: Context) -> Outcome:
    """Claims what pages disagree about in names."""
    topic = disagreement.topic
    if not disagreement.between_pages or topic.attribute.polarity or not topic.agreement.categorical:
        return Outcome((), disagreement)
    return Outcome((between_pages(INFO, disagreement, context),), None)


RULE: Final = Rule(INFO, claim=claim)
