"""Findings about disagreements, put together and put into words in one way for all rules."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Final

from factlint.compare.direction import Direction, direct
from factlint.compare.fingerprint import fact_fingerprint
from factlint.compare.scope import Scope, scope_text
from factlint.rules.model import Context, Evidence, Finding, RuleInfo
from factlint.rules.reasons import reasons
from factlint.wording import attribute_name, concept_name, listed, scope_words, sentence_case, value_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from factlint.compare.disagreements import Disagreement
    from factlint.compare.sides import Side, Statement

_SHOWN: Final = 3  # values of one side in a message
_SIDES: Final = 6  # sides in a message


def subject_words(disagreement: Disagreement, scope: Scope) -> str:
    """What a disagreement is about: "Examplin, length of treatment (disease: measles)"."""
    topic = disagreement.topic
    limits = scope_words(topic.domain, scope)
    about = f"{concept_name(topic.domain, topic.subject)}, {attribute_name(topic.attribute)}"
    return sentence_case(f"{about} ({limits})" if limits else about)


def side_words(disagreement: Disagreement, side: Side) -> str:
    """What a side says: "6 months or 26 weeks", "not oral"."""
    domain = disagreement.topic.domain
    words = list(dict.fromkeys(value_words(value, domain) for value in side.values))
    said = listed(words if len(words) <= _SHOWN else [*words[:_SHOWN], "more"], "or")
    return f"not {said}" if side.denied else said


def quoted_side(disagreement: Disagreement, side: Side) -> str:
    """What a side says, within a sentence: a quantity as it stands, a name in quotation marks."""
    words = side_words(disagreement, side)
    return f'"{words}"' if disagreement.topic.agreement.categorical else words


def counted(disagreement: Disagreement, sides: Iterable[Side]) -> str:
    """What each side says and on how many pages: "6 months on 2 pages, 12 weeks on 1"."""
    ordered = sorted(sides, key=lambda side: -len(side.docs))
    counts = [f"{side_words(disagreement, side)} on {len(side.docs)}" for side in ordered[:_SIDES]]
    counts[0] += " page" if len(ordered[0].docs) == 1 else " pages"
    rest = len(ordered) - _SIDES
    return ", ".join([*counts, f"{rest} more values on others"] if rest > 0 else counts)


def standing_sides(disagreement: Disagreement) -> tuple[Side, ...]:
    """The sides that pages take against each other, without those only of pages that take several."""
    pages = Counter(doc for side in disagreement.sides for doc in side.docs)
    taken = tuple(side for side in disagreement.sides if any(pages[doc] == 1 for doc in side.docs))
    return taken if len(taken) > 1 else disagreement.sides


def evidence(disagreement: Disagreement, statement: Statement, note: str = "") -> Evidence:
    """A statement as evidence."""
    words = value_words(statement.claim.value, disagreement.topic.domain)
    said = f"not {words}" if statement.claim.negated else words
    return Evidence(
        statement.doc,
        statement.place,
        statement.quote,
        statement.value,
        statement.as_of,
        statement.fact_id,
        f"{said} ({note})" if note else said,
        next((side_words(disagreement, side) for side in disagreement.sides if statement in side.statements), ""),
    )


def between_pages(
    info: RuleInfo,
    disagreement: Disagreement,
    context: Context,
    *,
    severity: str = "",
    direction: Direction | None = None,
    remark: str = "",
) -> Finding:
    """The finding that pages disagree.

    Args:
        info: the rule.
        disagreement: what they disagree about.
        context: tells who speaks at a place.
        severity: the rule's own where it is "".
        direction: found from dates, cues and authority where it is None.
        remark: ends the message, and nobody is asked to do anything; where there is none the message says what
            the direction rests on.
    """
    sides = standing_sides(disagreement)
    towards = direction or direct(sides, context.voices)
    why = [remark] if remark else reasons(sides, towards, partial(quoted_side, disagreement), context.voices)
    words = f"{subject_words(disagreement, disagreement.scope)}: {counted(disagreement, sides)}"
    return disagreement_finding(
        info,
        disagreement,
        sides,
        message="; ".join([words, *why]),
        primary=towards.primary,
        severity=severity,
        direction="" if remark else towards.says,
    )


def disagreement_finding(
    info: RuleInfo,
    disagreement: Disagreement,
    sides: Sequence[Side],
    *,
    message: str,
    primary: Statement,
    statements: Iterable[Statement] | None = None,
    scope: Scope | None = None,
    severity: str = "",
    direction: str = "",
    confidence: float | None = None,
) -> Finding:
    """A finding about some sides of a disagreement, with every place at which they are taken as evidence.

    Args:
        info: the rule.
        disagreement: what it is about.
        sides: their values go into the fingerprint.
        message: for people.
        primary: where to begin.
        statements: the places, where not all of the sides' are meant.
        scope: the case, where it is not the disagreement's.
        severity: the rule's own where it is "".
        direction: what to do.
        confidence: where it is not the disagreement's.
    """
    topic = disagreement.topic
    case = scope_text(disagreement.scope if scope is None else scope)
    places = [each for side in sides for each in side.statements] if statements is None else list(statements)
    return Finding(
        info=info,
        fingerprint=fact_fingerprint(info.code, topic.subject, topic.attribute.id, case, (side.key for side in sides)),
        message=message,
        primary=evidence(disagreement, primary),
        related=tuple(evidence(disagreement, each) for each in _others(places, primary)),
        severity=severity or info.severity,
        confidence=round((disagreement.confidence if confidence is None else confidence) * info.confidence, 3),
        subject=topic.subject,
        attribute=topic.attribute.id,
        scope=case,
        direction=direction,
        risk=topic.attribute.risk,
    )


def _others(statements: Iterable[Statement], primary: Statement) -> list[Statement]:
    """Each place once, in the order of pages; "or" and "and" make several facts of one place."""
    ordered = sorted(statements, key=lambda each: (each.doc, each.start, each.end, each.value, each.fact_id))
    places = {(primary.doc, primary.start, primary.end, primary.value)}
    others = []
    for each in ordered:
        place = (each.doc, each.start, each.end, each.value)
        if place not in places:
            places.add(place)
            others.append(each)
    return others
