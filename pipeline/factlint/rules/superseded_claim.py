"""Another page says that what this one offers is no longer so.

## What it does

Where some pages say that something is used (or state a value) and others say that it is not (or deny the
value), reports the pages that offer it if every one of them is outdated: the other page vouches for its
claim more than a year later, or says in as many words that it is "no longer" so and is not the older. The
message says which of the two it was, and never calls a page newer that has no date.

## Why it matters

Here the calendar says which page to open first. Without it both sides would have to be checked.

## What keeps it quiet

- A page that offers it and is as new as the ones that do not: then it is an open conflict, C102 or C103.
- Claims that leave room ("no longer for most children"), other scopes, history.
- Jurisdictions that differ, where the attribute varies by them.

## Example

    old.md (reviewed 2015-06-01): Examplin is given for measles as soon as the rash appears.
    new.md (reviewed 2025-06-01): Examplin is no longer given routinely for measles.

    O101 Examplin, use (disease: measles): used on 1 page, not routine on 1; the page that says "used"
    was reviewed 10 years earlier
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from factlint.compare.direction import Why, superseded, towards
from factlint.rules.model import Context, Outcome, Rule, RuleInfo
from factlint.rules.phrasing import between_pages

if TYPE_CHECKING:
    from factlint.compare.disagreements import Disagreement

INFO: Final = RuleInfo(
    code="O101",
    name="superseded-claim",
    severity="warning",
    says="another page, newer or in as many words, says that what this one offers is no longer so",
    explanation=__doc__ or "",
)


def claim(disagreement: Disagreement, context: Context) -> Outcome:
    """Claims what dates decide against the pages that offer it."""
    two_sided = disagreement.denied or bool(disagreement.topic.attribute.polarity)
    if not two_sided or not disagreement.between_pages or disagreement.regional:
        return Outcome((), disagreement)
    offers, withdraws = disagreement.sides
    why = superseded(offers, withdraws)
    if why is Why.NOTHING:
        return Outcome((), disagreement)
    direction = towards(withdraws, [offers], why)
    return Outcome((between_pages(INFO, disagreement, context, direction=direction),), None)


RULE: Final = Rule(INFO, claim=claim)
