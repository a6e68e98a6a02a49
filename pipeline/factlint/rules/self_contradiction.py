"""One page gives two values for the same thing.

## What it does

Reports a page that makes two claims about one attribute of one subject, in the same scope, that do not
agree. Pages with the same contradiction are one finding.

## Why it matters

Nobody can be following such a page, and nobody need decide which page is right: it is this one that must
be mended.

## What keeps it quiet

- Two values in one sentence are alternatives ("5 or 6 cycles"), and stay so wherever the page repeats
  one of them.
- Two scopes: a page that gives a second value for late disease makes a distinction. So does one that
  states a scope for one value only.
- Values that agree across units or hedged, attributes of which several values hold, and values that the
  schema allows a subject to have at once.
- A value that leaves room or marks an exception ("usually", "unless").
- Three values or more: such a page tells cases apart, whether or not they were read.

## Example

    a.md: Examplin is taken for 6 months.
          ...
          Keep taking examplin until the 3 months are over.

    I101 Examplin, length of treatment: one page says 6 months and 3 months
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from factlint.rules.model import Context, Finding, Outcome, Rule, RuleInfo
from factlint.rules.phrasing import disagreement_finding, side_words, subject_words
from factlint.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factlint.compare.clashes import Clash
    from factlint.compare.disagreements import Disagreement

INFO: Final = RuleInfo(
    code="I101",
    name="self-contradiction",
    severity="error",
    says="one page, two values",
    explanation=__doc__ or "",
)


def claim(disagreement: Disagreement, context: Context) -> Outcome:
    """Reports pages at odds with themselves, and leaves what is between pages."""
    return Outcome(tuple(_findings(disagreement, context)), disagreement)


def _findings(disagreement: Disagreement, context: Context) -> Iterator[Finding]:
    for doc, clashes in disagreement.clashes.items():
        plain = [clash for clash in clashes if not clash.bracketed]
        if plain:
            yield _finding(disagreement, doc, plain, context)


def _finding(disagreement: Disagreement, doc: str, clashes: list[Clash], context: Context) -> Finding:
    numbers = sorted({number for clash in clashes for number in clash.sides})
    sides = [disagreement.sides[number] for number in numbers]
    scope = clashes[0].first.claim.scope
    said = listed([side_words(disagreement, side) for side in sides])
    soft = disagreement.topic.attribute.polarity and not disagreement.fully_stated
    return disagreement_finding(
        INFO,
        disagreement,
        sides,
        message=f"{subject_words(disagreement, scope)}: one page says {said}",
        primary=min((clash.first for clash in clashes), key=lambda each: (each.start, each.end)),
        statements=[each for side in sides for each in side.statements if each.doc == doc],
        scope=scope,
        severity="warning" if soft else "error",
        direction=context.advice(doc),
        confidence=max(clash.confidence for clash in clashes),
    )


RULE: Final = Rule(INFO, claim=claim)
