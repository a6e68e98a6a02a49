"""What rules about agreed facts share: a row of a reference as evidence, and findings against it or at it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from factlint.compare.direction import advice, in_review_order
from factlint.compare.disagreements import UNSTATED, Disagreement
from factlint.compare.fingerprint import fact_fingerprint
from factlint.compare.grouping import sort_key
from factlint.compare.scope import scope_text
from factlint.compare.sides import Side
from factlint.rules.model import Context, Evidence, Finding, RuleInfo
from factlint.rules.phrasing import counted, disagreement_finding, evidence, side_words, subject_words
from factlint.wording import attribute_name, concept_name, scope_words, sentence_case, value_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factlint.compare.agreed import Agreed
    from factlint.compare.bound import Judgement
    from factlint.compare.sides import Statement
    from factlint.domain.model import Domain

_AGREED: Final = "agreed"


def row_evidence(agreed: Agreed, domain: Domain) -> Evidence:
    """A row of a reference as evidence: quoted, with what it rests on."""
    about = ", ".join(filter(None, (_AGREED, agreed.rests_on)))
    words = f"{value_words(agreed.value, domain)} ({about})"
    place = (agreed.doc, agreed.place, agreed.quote)
    return Evidence(*place, agreed.value.text, agreed.valid_from, annotation=words, side=words)


def row_finding(
    info: RuleInfo,
    agreed: Agreed,
    context: Context,
    *,
    message: str,
    why: str,
    judged: Judgement | None = None,
) -> Finding:
    """A finding at a row of a reference; the statements that agree with it rest on it as well.

    Args:
        info: the rule.
        agreed: the row.
        context: what rules read.
        message: what is the matter with it, after what it is about.
        why: tells this finding from others at the same row.
        judged: what pages say of it.
    """
    domain = context.domains[agreed.schema]
    attribute, case = domain.attributes[agreed.attribute], scope_text(agreed.scope)
    limits = scope_words(domain, agreed.scope)
    about = f"{concept_name(domain, agreed.subject)}, {attribute_name(attribute)}"
    return Finding(
        info=info,
        fingerprint=fact_fingerprint(info.code, agreed.subject, attribute.id, case, (agreed.value.text, why)),
        message=f"{sentence_case(f'{about} ({limits})' if limits else about)}: {message}",
        primary=row_evidence(agreed, domain),
        related=tuple(_resting(judged)) if judged else (),
        severity=info.severity,
        confidence=info.confidence,
        subject=agreed.subject,
        attribute=attribute.id,
        scope=case,
        direction=context.advice(agreed.doc),
        risk=attribute.risk,
    )


def against_agreed(info: RuleInfo, judged: Judgement) -> Finding | None:
    """The finding that pages contradict an agreed claim; None where none does."""
    if not judged.faults:
        return None
    right, wrong = _right_side(judged), _wrong_sides(judged)
    opposed = Disagreement(judged.topic, judged.agreed[0].scope, (right, *wrong))
    about = subject_words(opposed, opposed.scope)
    primary = in_review_order(judged.faults)[0]
    finding = disagreement_finding(
        info,
        opposed,
        opposed.sides,
        message=f"{about}: {counted(opposed, wrong)}; the reference says {side_words(opposed, right)}",
        primary=primary,
        statements=judged.faults,
        direction=advice(primary),
        confidence=max(_sureness(judged, each) for each in judged.faults),
    )
    rows = (row_evidence(each, judged.topic.domain) for each in judged.agreed)
    return replace(finding, related=(*rows, *finding.related))


def _right_side(judged: Judgement) -> Side:
    agreement = judged.topic.agreement
    values = tuple(sorted({claim.value for claim in judged.claims}, key=sort_key))
    return Side(values, agreement.key(values[0]), False, judged.claims, ())


def _wrong_sides(judged: Judgement) -> list[Side]:
    agreement = judged.topic.agreement
    groups: dict[tuple[bool, str], list[Statement]] = {}
    for each in judged.faults:
        claim = each.claim
        key = agreement.equal_key(claim.value) if claim.negated else agreement.key(claim.value)
        groups.setdefault((claim.negated, key), []).append(each)
    sides = [_side(denied, key, own) for (denied, key), own in groups.items()]
    return sorted(sides, key=lambda side: (side.denied, sort_key(side.values[0])))


def _side(denied: bool, key: str, statements: Iterable[Statement]) -> Side:
    own = tuple(statements)
    claims = tuple(dict.fromkeys(each.claim for each in own))
    values = tuple(sorted({claim.value for claim in claims}, key=sort_key))
    return Side(values, f"not {key}" if denied else key, denied, claims, own)


def _sureness(judged: Judgement, statement: Statement) -> float:
    """How sure it is that a statement is of the agreed case: less where only one of the two says which."""
    claim = statement.claim
    stated = {name for name, _ in judged.claims[0].scope} == {name for name, _ in claim.scope}
    return claim.confidence if stated and not judged.topic.generic else claim.confidence * UNSTATED


def _resting(judged: Judgement) -> Iterable[Evidence]:
    opposed = Disagreement(judged.topic, judged.agreed[0].scope, ())
    return (evidence(opposed, each) for each in judged.right)
