"""A page disagrees with a reference.

## What it does

Compares pages with the agreed facts in the tables that configuration names (`references`), and with the
pages that it marks `authority = "reference"`, and reports those that have nothing in common with what is in
force on the day of the run. A table comes before any page, and a page cannot make itself a reference.
What a row binds is in docs/references.md.

## Why it matters

Where the team has agreed what is right, there is nothing to weigh: the page is to be mended.

## What keeps it quiet

- Reference pages that disagree with each other: that is a conflict among pages.
- A reference that is a draft, archived, or dated after the day that the run judges by; a row before its
  `valid_from` or after its `valid_until`.
- A reference for other cases, or, where the attribute varies by them, for other jurisdictions.
- A claim that is broader than the row, or of another region; one that a narrower row speaks of.
- Pages that differ and all say what is agreed, of a broader case and of a narrower one.
- A page that says what is agreed as well: it is at odds with itself (I101).
- Scopes that differ, history, and everything that makes values agree (see C101 to
  C103).

## Example

    reference.md: Examplin is taken for 6 months.
    a.md: Examplin is taken for 3 months.

    O102 Examplin, length of treatment: 3 months on 1 page, 6 months on 1; the reference says 6 months

    agreed.csv: examplin,treatment_duration,P6M
    a.md: Examplin is taken for 3 months.

    O102 Examplin, length of treatment: 3 months on 1 page; the reference says 6 months
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from factlint.compare.direction import advice, in_review_order
from factlint.compare.disagreements import without
from factlint.compare.scope import comparable, regions_differ
from factlint.rules.agreed import against_agreed
from factlint.rules.model import Context, Finding, Outcome, Rule, RuleInfo
from factlint.rules.phrasing import counted, disagreement_finding, side_words, subject_words
from factlint.wording import listed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from factlint.compare.disagreements import Disagreement
    from factlint.compare.sides import Statement

INFO: Final = RuleInfo(
    code="O102",
    name="contradicts-reference",
    severity="error",
    says="a page disagrees with a reference in force on that day",
    explanation=__doc__ or "",
)


def check(context: Context) -> Iterator[Finding]:
    """Reports pages that contradict an agreed fact."""
    found = (against_agreed(INFO, judged) for judged in context.judgements)
    yield from (each for each in found if each is not None)


def claim(disagreement: Disagreement, context: Context) -> Outcome:
    """Claims what a reference decides; statements that contradict an agreed fact have their finding already."""
    rest = without(disagreement, context.contradicting)
    return Outcome((), None) if rest is None or _settled(rest, context) else _by_pages(rest, context)


def _settled(disagreement: Disagreement, context: Context) -> bool:
    """Whether all pages say what is agreed: they differ as a broader case and a narrower one do."""
    upheld = [each.doc for side in disagreement.sides for each in side.statements if each.fact_id in context.upheld]
    return all(side.docs <= set(upheld) for side in disagreement.sides)


def _by_pages(disagreement: Disagreement, context: Context) -> Outcome:
    stands = _stands(disagreement)
    as_of = context.settings.as_of
    references = {doc: own for doc, own in stands.items() if any(_in_force(each, as_of) for each in own)}
    held = frozenset.intersection(*map(_numbers, references.values())) if references else frozenset()
    if not held:
        return Outcome((), disagreement)
    upheld = [each for own in references.values() for each in own if own[each] in held]
    against = [
        each
        for doc, own in stands.items()
        if doc not in references and not _numbers(own) & held
        for each in own
        if any(_of_one_case(disagreement, each, other) for other in upheld)
    ]
    if not against:
        return Outcome((), disagreement)
    numbers = held | {stands[each.doc][each] for each in against}
    return Outcome((_finding(disagreement, held, numbers, against),), None)


def _stands(disagreement: Disagreement) -> dict[str, dict[Statement, int]]:
    """By page, its statements and the numbers of their sides."""
    stands: defaultdict[str, dict[Statement, int]] = defaultdict(dict)
    for number, side in enumerate(disagreement.sides):
        for statement in side.statements:
            stands[statement.doc][statement] = number
    return stands


def _numbers(own: dict[Statement, int]) -> frozenset[int]:
    return frozenset(own.values())


def _in_force(statement: Statement, today: dt.date) -> bool:
    source = statement.source
    begun = statement.as_of is None or statement.as_of <= today
    return source.authority == "reference" and source.live and begun


def _of_one_case(disagreement: Disagreement, one: Statement, other: Statement) -> bool:
    domain = disagreement.topic.domain
    if regions_differ(one.claim.region, other.claim.region, domain):
        return False
    return comparable(one.claim.scope, other.claim.scope, domain)


def _finding(
    disagreement: Disagreement, held: frozenset[int], numbers: frozenset[int], against: list[Statement]
) -> Finding:
    sides = [disagreement.sides[number] for number in sorted(numbers)]
    upheld = listed([side_words(disagreement, disagreement.sides[number]) for number in sorted(held)])
    about = subject_words(disagreement, disagreement.scope)
    primary = in_review_order(against)[0]
    return disagreement_finding(
        INFO,
        disagreement,
        sides,
        message=f"{about}: {counted(disagreement, sides)}; the reference says {upheld}",
        primary=primary,
        direction=advice(primary),
    )


RULE: Final = Rule(INFO, check=check, claim=claim)
