"""Pages give different quantities for the same claim.

## What it does

Compares durations, counts, rates, doses, ages, shares, prices and dates that pages give for one
attribute of one subject in comparable scope, and reports the groups of values that cannot all be right,
with every page in each group. It also reports a quantity that one page states and another denies.

## Why it matters

A reader who finds six months on one page and twelve weeks on another trusts neither, and may act on the
wrong one.

## What keeps it quiet

- Values that are equal in other units, or that differ by no more than the attribute's tolerance (10%
  unless the schema says otherwise) across units or where one is hedged ("around 6 months").
- Ranges that overlap.
- Scopes that differ: another condition, stage, population or product. Where only one page says of which
  case it speaks, the finding is less confident; where the broader claim leaves room ("usually") there is
  none.
- Historical claims and those about trials, questions and conditions.
- For attributes that the schema compares only where some dimension is the `same` (the year of a survival
  rate): pages that do not both state it alike.
- A page that gives three values or more: it tells cases apart, whether or not they were read.
- A page that a reference, or the page itself, contradicts: see O102 and I101.

## Example

    a.md: Examplin is taken for 6 months.
    b.md: Examplin is given for 12 weeks once the fever is down.

    C101 Examplin, length of treatment: 12 weeks on 1 page, 6 months on 1
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from factlint.rules.model import Context, Outcome, Rule, RuleInfo
from factlint.rules.phrasing import between_pages

if TYPE_CHECKING:
    from factlint.compare.disagreements import Disagreement

INFO: Final = RuleInfo(
    code="C101",
    name="conflicting-values",
    severity="error",
    says="pages give different quantities for the same claim in comparable scope",
    explanation=__doc__ or "",
)


def claim(disagreement: Disagreement, context: Context) -> Outcome:
    """Claims what pages disagree about in quantities."""
    if not disagreement.between_pages or disagreement.topic.agreement.categorical:
        return Outcome((), disagreement)
    return Outcome((between_pages(INFO, disagreement, context),), None)


RULE: Final = Rule(INFO, claim=claim)
