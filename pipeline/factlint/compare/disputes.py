"""The disputes within a topic: groups of claims in comparable scopes that cannot all be right."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from factlint.compare.grouping import group_values
from factlint.compare.scope import Scope, common, comparable, covers
from factlint.domain.model import Polarity
from factlint.values import Value, ValueKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from factlint.compare.claims import Claim, Topic
    from factlint.domain.model import Domain


@dataclass(frozen=True, eq=False, slots=True)
class Dispute:
    """Claims of one topic on two or more sides.

    Attributes:
        topic: what they are about.
        scope: the broadest case in which they are opposed.
        sides: the claims of each side; those of one side agree with each other.
        denied: whether the last side denies what the others say, rather than saying something else.
    """

    topic: Topic
    scope: Scope
    sides: tuple[tuple[Claim, ...], ...]
    denied: bool = False


def disputes(topic: Topic, docs: Sequence[str]) -> Iterator[Dispute]:
    """The disputes within ``topic``.

    Args:
        topic: the claims.
        docs: the page of each row of the facts table.
    """
    asserted = [claim for claim in topic.claims if not claim.negated]
    if topic.attribute.polarity:
        yield from _status_disputes(topic, asserted, docs)
    else:
        yield from _differing(topic, asserted, docs)
    yield from _denied(topic)


def _status_disputes(topic: Topic, asserted: Sequence[Claim], docs: Sequence[str]) -> Iterator[Dispute]:
    """Disputes across the line of a status.

    "Not for most" and "for some" are both true of one case: what leaves room takes no side, but "for some" is
    at odds with a plain "not at all".
    """
    firm = [claim for claim in asserted if not _leaves_room(claim)]
    found = list(_differing(topic, firm, docs))
    if not found:
        sides = topic.attribute.polarity
        weakest = [status for status, side in sides.items() if side is Polarity.FOR][-1:]
        mildest = [status for status, side in sides.items() if side is Polarity.AGAINST][:1]
        some = [claim for claim in asserted if claim.value.text in weakest and not claim.excepts]
        never = [claim for claim in firm if sides.get(claim.value.text) is Polarity.AGAINST]
        found = list(_differing(topic, [*some, *(one for one in never if one.value.text not in mildest)], docs))
    yield from found


def _differing(topic: Topic, claims: Sequence[Claim], docs: Sequence[str]) -> Iterator[Dispute]:
    """One dispute for each scope in which values differ, those of narrower scopes joined to a broader one."""
    if len(_sides(topic, claims, docs)) < 2 or _hold_together(topic, claims):
        return
    by_scope: defaultdict[Scope, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_scope[claim.scope].append(claim)
    found: dict[Scope, list[Claim]] = {}
    stated = _stated_scopes(topic, claims)
    for frame in _frames(by_scope, topic.domain):
        opposed = _standing(topic, by_scope, stated, frame)
        if len(_sides(topic, opposed, docs)) > 1 and not _hold_together(topic, opposed):
            home = next((known for known in found if covers(known, frame, topic.domain)), frame)
            found[home] = list(dict.fromkeys([*found.get(home, ()), *opposed]))
    for scope, opposed in found.items():
        yield Dispute(topic, scope, _sides(topic, opposed, docs))


def _hold_together(topic: Topic, claims: Iterable[Claim]) -> bool:
    """Whether claims that differ are all true: mere possibilities, or statuses that meet at the line.

    "May be given by mouth" and "may be injected" are; so are "sometimes used" and "not used as a rule".
    """
    sides = topic.attribute.polarity
    against = [status for status, side in sides.items() if side is Polarity.AGAINST]
    # Of two statuses on that side the first is the milder; a side of one has nothing mild about it.
    line = {*topic.attribute.weak, *(against[:1] if len(against) > 1 else ())}
    said = {claim.value.text for claim in claims if sides.get(claim.value.text) is not Polarity.NEUTRAL}
    if sides and topic.attribute.weak and said <= line:
        return True
    return topic.agreement.categorical and all(_leaves_room(claim) for claim in claims)


def _frames(scopes: Iterable[Scope], domain: Domain) -> list[Scope]:
    """The cases to look at, broader ones first: every scope, and what two that overlap have in common."""
    frames = set(scopes)
    for first, second in combinations(sorted(frames), 2):
        both = common(first, second, domain)
        if both is not None:
            frames.add(both)
    return sorted(frames, key=lambda frame: _narrowness(frame, domain))


def _narrowness(scope: Scope, domain: Domain) -> tuple[int, int, Scope]:
    # A part has more ancestors than the whole, or (as ISO codes nest) a longer code.
    steps = sum(len(domain.ancestors(value)) for _, value in scope)
    return steps, sum(len(value) for _, value in scope), scope


def _stated_scopes(topic: Topic, claims: Iterable[Claim]) -> Mapping[str, set[Scope]]:
    stated: defaultdict[str, set[Scope]] = defaultdict(set)
    for claim in claims:
        stated[topic.agreement.equal_key(claim.value)].add(claim.scope)
    return stated


def _standing(
    topic: Topic, by_scope: Mapping[Scope, list[Claim]], stated: Mapping[str, set[Scope]], frame: Scope
) -> list[Claim]:
    """The claims that hold in ``frame``: those made of it, and broader ones that leave no room for it."""
    standing = list(by_scope.get(frame, ())) if _bears_on(topic, frame, frame) else []
    for scope, claims in by_scope.items():
        if scope != frame and _bears_on(topic, scope, frame):
            firm = (claim for claim in claims if not _allows(topic, claim, frame))
            standing.extend(claim for claim in firm if not _elsewhere(topic, claim, stated, frame))
    return standing


def _bears_on(topic: Topic, scope: Scope, frame: Scope) -> bool:
    """Whether what is said of ``scope`` is said of ``frame`` as well.

    Of a class ("surgery is the standard treatment") much is said in passing: it takes the most telling dimension
    of the frame, that which the schema declares first, to tell that the same is meant.
    """
    stated = {name for name, _ in frame}
    telling = next((name for name in topic.domain.dimensions if name in stated), "")
    vague = topic.generic and (topic.agreement.categorical or bool(topic.attribute.polarity))
    return covers(scope, frame, topic.domain) and (not vague or telling in {name for name, _ in scope})


def _leaves_room(claim: Claim) -> bool:
    return claim.room or claim.excepts


def _allows(topic: Topic, claim: Claim, frame: Scope) -> bool:
    """Whether a broad claim lets the narrower ``frame`` be otherwise."""
    if claim.excepts or claim.value.text in topic.attribute.weak:
        return True
    if not (claim.room or claim.hedged):
        return False
    # A dimension that is an attribute as well (a drug given by mouth) makes no case of its own, unless the
    # subject may have several values of it: "usually" leaves no room for what is always so.
    stated = dict(claim.scope)
    return any(
        stated.get(name) != value and (name not in topic.domain.attributes or topic.domain.allowed(topic.subject, name))
        for name, value in frame
    )


def _elsewhere(topic: Topic, claim: Claim, stated: Mapping[str, set[Scope]], frame: Scope) -> bool:
    """Whether a broad claim says what others say of another case than ``frame``, and so may mean that one."""
    domain = topic.domain
    others = stated[topic.agreement.equal_key(claim.value)] - {claim.scope}
    return any(covers(claim.scope, other, domain) and not comparable(other, frame, domain) for other in others)


def _sides(topic: Topic, claims: Sequence[Claim], docs: Sequence[str]) -> tuple[tuple[Claim, ...], ...]:
    together = _together(claims, docs) if topic.attribute.many and not topic.attribute.open else ()
    groups = group_values((claim.value for claim in claims), topic.agreement, together)
    homes = {value: index for index, group in enumerate(groups) for value in group}
    sides: list[list[Claim]] = [[] for _ in groups]
    for claim in claims:
        if claim.value in homes:
            sides[homes[claim.value]].append(claim)
    return tuple(tuple(side) for side in sides)


def _together(claims: Iterable[Claim], docs: Sequence[str]) -> list[tuple[str, ...]]:
    pages: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims:
        for row in claim.rows:
            pages[docs[row]].add(claim.value.text)
    return sorted({tuple(sorted(texts)) for texts in pages.values() if len(texts) > 1})


def _denied(topic: Topic) -> Iterator[Dispute]:
    """One dispute for each value that is said and denied."""
    denials: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in topic.claims:
        if claim.negated and not _leaves_room(claim) and not claim.hedged:
            denials[topic.agreement.equal_key(claim.value)].append(claim)
    said = _said(topic) if denials else {}
    for key, against in sorted(denials.items()):
        pairs = [(one, other) for one in said.get(key, ()) for other in against if _meet(topic, one, other)]
        if pairs:
            scopes = [common(one.scope, other.scope, topic.domain) or () for one, other in pairs]
            scope = min(scopes, key=lambda each: _narrowness(each, topic.domain))
            ones, others = (tuple(dict.fromkeys(side)) for side in zip(*pairs, strict=True))
            yield Dispute(topic, scope, (ones, others), denied=True)


def _said(topic: Topic) -> Mapping[str, list[Claim]]:
    """Claims by what it would take to deny them: their value, and for a concept everything that it is."""
    said: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in topic.claims:
        if not claim.negated and not _leaves_room(claim):
            for key in _deniable(topic, claim.value):
                said[key].append(claim)
    return said


def _deniable(topic: Topic, value: Value) -> set[str]:
    if topic.attribute.kind is ValueKind.CONCEPT:
        kinds = (Value(value.kind, concept) for concept in topic.domain.ancestors(value.text))
        return {topic.agreement.equal_key(kind) for kind in kinds}
    return {topic.agreement.equal_key(value)}


def _meet(topic: Topic, one: Claim, other: Claim) -> bool:
    frame = common(one.scope, other.scope, topic.domain)
    if frame is None or not all(_bears_on(topic, each.scope, frame) for each in (one, other)):
        return False
    narrower = one.scope != other.scope and covers(one.scope, other.scope, topic.domain)
    return not narrower or not _allows(topic, one, other.scope)
