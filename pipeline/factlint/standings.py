"""How each fact stands to what other pages say: which agree with it, and which findings it has a part in."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from factlint.compare.claims import Claim, Topic, every_topic
from factlint.compare.scope import comparable

if TYPE_CHECKING:
    from factlint.result import Result

MOST_CLAIMS: Final = 300
"""Of a subject with more different claims about one attribute, only equal ones count as agreeing."""
Word = Literal["differs", "agrees", "alone"]


class Standing(NamedTuple):
    """How one fact stands.

    Attributes:
        agree: other pages that say what it says, of a case that may be the same; in sorted order.
        findings: fingerprints of the findings that it has a part in, in the order of the result.
        differs: whether one of them is a disagreement, and not for information alone.
    """

    agree: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    differs: bool = False

    @property
    def word(self) -> Word:
        """In a word: a disagreement counts for more than those who agree."""
        return "differs" if self.differs else "agrees" if self.agree else "alone"


def standings(result: Result) -> Mapping[str, Standing]:
    """How every fact stands, by fact id."""
    agreeing = _agreeing(result)
    parts = _parts(result)
    plain = set(result.findings.loc[result.findings["severity"] == "info", "fingerprint"])
    return {
        name: Standing(agreeing.get(name, ()), found, any(each not in plain for each in found))
        for name, found in ((name, parts.get(name, ())) for name in result.facts["fact_id"])
    }


def _parts(result: Result) -> dict[str, tuple[str, ...]]:
    order = {name: index for index, name in enumerate(result.findings["fingerprint"])}
    parts: dict[str, set[str]] = {}
    for fact, finding in zip(result.evidence["fact_id"], result.evidence["fingerprint"], strict=True):
        if isinstance(fact, str):
            parts.setdefault(fact, set()).add(finding)
    return {fact: tuple(sorted(found, key=order.__getitem__)) for fact, found in parts.items()}


def _agreeing(result: Result) -> dict[str, tuple[str, ...]]:
    docs, ids = list(result.facts["doc"]), list(result.facts["fact_id"])
    pages: dict[int, set[str]] = {}
    for topic in every_topic(result.facts, result.documents, result.domains):
        for first, other in _pairs(topic):
            said = {docs[row] for row in other.rows}
            for row in first.rows:
                pages.setdefault(row, set()).update(said)
    return {ids[row]: tuple(sorted(each - {docs[row]})) for row, each in pages.items() if each - {docs[row]}}


def _pairs(topic: Topic) -> list[tuple[Claim, Claim]]:
    """Each claim with itself and with those that it agrees with, both ways round."""
    pairs = [(claim, claim) for claim in topic.claims]
    if len(topic.claims) <= MOST_CLAIMS:
        for first, other in combinations(topic.claims, 2):
            if _agree(first, other, topic):
                pairs += [(first, other), (other, first)]
    return pairs


def _agree(first: Claim, other: Claim, topic: Topic) -> bool:
    return (
        first.negated == other.negated
        and topic.agreement.agree(first.value, other.value)
        and comparable(first.scope, other.scope, topic.domain)
        and comparable(first.region, other.region, topic.domain)
    )
