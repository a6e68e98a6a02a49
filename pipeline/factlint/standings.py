"""How each fact stands to what other pages say: which say the same, and which findings it has a part in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from factlint.compare.agreement import folded
from factlint.compare.claims import Claim, Topic, every_topic
from factlint.compare.scope import comparable
from factlint.domain.model import Polarity

if TYPE_CHECKING:
    import pandas as pd

    from factlint.result import Result

MOST_CLAIMS: Final = 300
"""Of a subject with more different claims about one attribute, only equal ones count as saying the same."""
Word = Literal["differs", "accepted", "agrees", "alone", "apart"]
WORDS: Final[tuple[Word, ...]] = ("differs", "accepted", "agrees", "alone", "apart")
NOBODY: Final[tuple[str, ...]] = ()


class Standing(NamedTuple):
    """How one fact stands.

    Attributes:
        word: in a word: part of a disagreement that is shown, part of one that people accepted, said elsewhere as
            well, said on one page alone, or not compared at all (of the past, of a trial, implausible, archived).
        doc: its page.
        claimed: every page that says the same of a case that may be the same, its own among them; in sorted order,
            and one object for all facts that make the same claim.
        findings: fingerprints of the findings that it has a part in, in the order of the result.
    """

    word: Word
    doc: str
    claimed: tuple[str, ...] = NOBODY
    findings: tuple[str, ...] = ()

    @property
    def agree(self) -> tuple[str, ...]:
        """The other pages that say the same."""
        return tuple(doc for doc in self.claimed if doc != self.doc)


def standings(result: Result) -> Mapping[str, Standing]:
    """How every fact stands, by fact id; findings that the run does not show count only where people hid them."""
    compared = result.facts[~result.facts["fact_id"].isin(sorted(result.rejected))].reset_index(drop=True)
    claimed = _claimed(compared, result)
    parts = _parts(result.findings, result.evidence)
    plain = set(result.findings.loc[result.findings["severity"] == "info", "fingerprint"])
    accepted = _accepted(result)
    found = {}
    for name, doc in zip(result.facts["fact_id"], result.facts["doc"], strict=True):
        findings, pages = parts.get(name, ()), claimed.get(name)
        differs = any(each not in plain for each in findings)
        word: Word = "differs" if differs else "accepted" if name in accepted else _word(pages)
        found[name] = Standing(word, doc, pages or NOBODY, findings)
    return found


def _word(pages: tuple[str, ...] | None) -> Word:
    return "apart" if pages is None else "agrees" if len(pages) > 1 else "alone"


def _parts(findings: pd.DataFrame, evidence: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    order = {name: index for index, name in enumerate(findings["fingerprint"])}
    parts: defaultdict[str, set[str]] = defaultdict(set)
    for fact, finding in zip(evidence["fact_id"], evidence["fingerprint"], strict=True):
        if isinstance(fact, str):
            parts[fact].add(finding)
    return {fact: tuple(sorted(found, key=order.__getitem__)) for fact, found in parts.items()}


def _accepted(result: Result) -> frozenset[str]:
    """The facts of disagreements that people hid."""
    if result.suppressed is None:
        return frozenset()
    return frozenset(name for name in result.suppressed.evidence["fact_id"] if isinstance(name, str))


def _claimed(facts: pd.DataFrame, result: Result) -> dict[str, tuple[str, ...]]:
    """For each fact that can be compared, the pages that say the same."""
    docs, ids = list(facts["doc"]), list(facts["fact_id"])
    found: dict[str, tuple[str, ...]] = {}
    for topic in every_topic(facts, result.documents, result.domains):
        for claim, same in _together(topic):
            pages = tuple(sorted({docs[row] for each in same for row in each.rows}))
            found |= {ids[row]: pages for row in claim.rows}
    return found


def _together(topic: Topic) -> Iterator[tuple[Claim, list[Claim]]]:
    """Each claim with those that say the same, itself among them."""
    same = {id(claim): [claim] for claim in topic.claims}
    for first, other in _pairs(topic):
        if _same(first, other, topic):
            same[id(first)].append(other)
            same[id(other)].append(first)
    return ((claim, same[id(claim)]) for claim in topic.claims)


def _pairs(topic: Topic) -> Iterable[tuple[Claim, Claim]]:
    if len(topic.claims) <= MOST_CLAIMS:
        return combinations(topic.claims, 2)
    equal: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in topic.claims:
        equal[topic.agreement.equal_key(claim.value)].append(claim)
    groups = (group for group in equal.values() if len(group) <= MOST_CLAIMS)
    return (pair for group in groups for pair in combinations(group, 2))


def _same(first: Claim, other: Claim, topic: Topic) -> bool:
    """Whether two claims say the same, which is more than that both can be right."""
    return (
        first.negated == other.negated
        and _one_value(first, other, topic)
        and comparable(first.scope, other.scope, topic.domain)
        and comparable(first.region, other.region, topic.domain)
    )


def _one_value(first: Claim, other: Claim, topic: Topic) -> bool:
    agreement = topic.agreement
    if topic.attribute.polarity:
        sides = {agreement.side(first.value), agreement.side(other.value)}
        return len(sides) == 1 and (Polarity.NEUTRAL not in sides or first.value.text == other.value.text)
    if agreement.categorical:
        names = folded(first.value.text), folded(other.value.text)
        return names[0] == names[1] or topic.domain.is_a(*names) or topic.domain.is_a(*reversed(names))
    if None in (first.value.low, first.value.high, other.value.low, other.value.high):
        return first.value.kind is other.value.kind and first.value.text == other.value.text
    return first.value.kind is other.value.kind and agreement.agree(first.value, other.value)
