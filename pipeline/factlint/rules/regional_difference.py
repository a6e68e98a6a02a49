"""An attribute that may differ from place to place does.

## What it does

Where the schema says that an attribute varies by a dimension such as jurisdiction (`varies_by`), and
pages differ in it exactly as they differ in that dimension, reports the difference for information
instead of as a conflict. The jurisdiction of a claim is the one it states, else the one its page is
published for.

## Why it matters

A reader may come to a page from another country. The difference is right, and worth saying on both
pages.

## What keeps it quiet

- Pages of one jurisdiction, or of one within the other (England within the United Kingdom), are compared
  like any others: see C102 and C103.
- So are pages of which one has no jurisdiction, and pages for several ("GB IE") that have one in common.
- Attributes that do not vary: a border is no excuse for another duration.

## Example

    uk.md (jurisdiction: GB): Examplin is not approved for measles.
    us.md (jurisdiction: US): Examplin is approved for measles.

    C105 Examplin, approval (disease: measles): approved on 1 page, not approved on 1; it varies by
    jurisdiction
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from factlint.rules.model import Context, Outcome, Rule, RuleInfo
from factlint.rules.phrasing import between_pages
from factlint.wording import listed

if TYPE_CHECKING:
    from factlint.compare.disagreements import Disagreement

INFO: Final = RuleInfo(
    code="C105",
    name="regional-difference",
    severity="info",
    says="an attribute that varies by jurisdiction differs as jurisdictions do",
    explanation=__doc__ or "",
)


def claim(disagreement: Disagreement, context: Context) -> Outcome:
    """Claims what jurisdictions explain."""
    if not disagreement.between_pages or not disagreement.regional:
        return Outcome((), disagreement)
    dimensions = listed([name.replace("_", " ") for name in disagreement.topic.attribute.varies_by])
    remark = f"it varies by {dimensions}"
    return Outcome((between_pages(INFO, disagreement, context, remark=remark),), None)


RULE: Final = Rule(INFO, claim=claim)
