"""Two pages held against each other claim by claim, with a verdict and a reason for each pair.

What differs is what `disagreements` finds between the two pages; the rest is told why it does not.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from factlint.compare.agreement import Agreement
from factlint.compare.claims import Claim, Said, every_claim
from factlint.compare.clashes import MOST_SIDES
from factlint.compare.disagreements import Disagreement, disagreements
from factlint.compare.reasons import scopes_told, values_told
from factlint.compare.scope import Relation, compare_scopes, regions_differ
from factlint.wording import attribute_name, concept_name, value_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    import pandas as pd

    from factlint.domain.model import Domain

MOST_CLAIMS: Final = 60
"""How many claims of one page about one attribute of one subject are held against those of the other."""
_HELD: Final = ("asserted", "negated")


class Verdict(StrEnum):
    """How two claims stand to each other."""

    DIFFER = "differ"
    AGREE = "agree"
    APART = "not comparable"
    ALONE = "only on one page"


@dataclass(frozen=True, eq=False, slots=True)
class Saying:
    """One claim as one page makes it, at one place or several.

    Attributes:
        doc: the page.
        said: the claim.
        rows: positions in the facts table, in page order.
    """

    doc: str
    said: Said
    rows: tuple[int, ...]

    @property
    def claim(self) -> Claim:
        """What is claimed, without the places."""
        return self.said.claim

    @property
    def words(self) -> str:
        """What is said: "6 months", "not by mouth"."""
        words = value_words(self.claim.value, self.said.domain)
        return f"not {words}" if self.claim.negated else words


class Pair(NamedTuple):
    """Two claims, or one that the other page does not make.

    Attributes:
        verdict: how they stand to each other.
        why: the reason, for people.
        first: of the first page; None where only the second makes it.
        second: of the second page.
    """

    verdict: Verdict
    why: str
    first: Saying | None
    second: Saying | None

    @property
    def said(self) -> Said:
        """What either claims."""
        one = self.first or self.second
        if one is None:
            raise ValueError("a pair needs a claim")
        return one.said


class Compared(NamedTuple):
    """Two pages compared.

    Attributes:
        pairs: by subject and attribute, what differs first.
        left_out: claims beyond `MOST_CLAIMS`, which were held against nothing.
    """

    pairs: tuple[Pair, ...]
    left_out: int


class _Pages(NamedTuple):
    """What is known of the two pages.

    Attributes:
        docs: the two.
        archived: those that are archived.
        reference: the one that is a reference in force, where the other is none.
    """

    docs: tuple[str, str]
    archived: frozenset[str]
    reference: str


def compare_pages(
    docs: tuple[str, str],
    facts: pd.DataFrame,
    documents: pd.DataFrame,
    domains: Mapping[str, Domain],
    as_of: dt.date,
) -> Compared:
    """Hold every claim of one page against every claim of the other about the same attribute of the same subject.

    Args:
        docs: the two pages.
        facts: the facts table of these pages alone.
        documents: the documents table, both pages in it.
        domains: the schemas by id.
        as_of: the day that decides whether a reference is in force.
    """
    pages = _pages(docs, documents, as_of)
    page_of = facts["doc"].to_list()
    topics: defaultdict[tuple[str, str, str], tuple[list[Saying], list[Saying]]] = defaultdict(lambda: ([], []))
    for said in every_claim(facts, documents, domains):
        key = (said.domain.id, said.subject, said.attribute.id)
        for index, doc in enumerate(docs):
            if rows := tuple(row for row in said.claim.rows if page_of[row] == doc):
                topics[key][index].append(Saying(doc, said, rows))
    disputes = _Disputes(disagreements(facts, documents, domains), pages)
    pairs: list[Pair] = []
    left_out = 0
    for key in sorted(topics):
        mine, theirs = (sorted(side, key=_order) for side in topics[key])
        left_out += max(0, len(mine) - MOST_CLAIMS) + max(0, len(theirs) - MOST_CLAIMS)
        pairs.extend(_of_topic(mine[:MOST_CLAIMS], theirs[:MOST_CLAIMS], disputes))
    return Compared(tuple(pairs), left_out)


def _pages(docs: tuple[str, str], documents: pd.DataFrame, as_of: dt.date) -> _Pages:
    archived, references = set(), []
    for row in documents.to_dict("records"):
        if row["status"] == "archived":
            archived.add(str(row["doc"]))
        dates = [day for day in (row["reviewed"], row["revised"], row["published"]) if day is not None]
        begun = not dates or dates[0] <= as_of
        if row["authority"] == "reference" and row["status"] == "live" and begun:
            references.append(str(row["doc"]))
    return _Pages(docs, frozenset(archived), references[0] if len(references) == 1 else "")


def _order(saying: Saying) -> tuple[object, ...]:
    return saying.rows[0], saying.claim.value.text, saying.claim.scope, saying.said.modality


class _Disputes:
    """The disagreements between the two pages, by the rows of the claims in them."""

    def __init__(self, found: Iterable[Disagreement], pages: _Pages) -> None:
        self.pages = pages
        self._sides: defaultdict[int, list[tuple[Disagreement, int]]] = defaultdict(list)
        for each in found:
            for number, side in enumerate(each.sides):
                for claim in side.claims:
                    for row in claim.rows:
                        self._sides[row].append((each, number))

    def of(self, first: Saying, second: Saying) -> Iterator[Disagreement]:
        """The disagreements in which the two take different sides."""
        theirs = {id(each): number for row in second.rows for each, number in self._sides[row]}
        own = {id(each): (each, number) for row in first.rows for each, number in self._sides[row]}
        for key, (each, number) in own.items():
            if theirs.get(key, number) != number:
                yield each

    def why_quiet(self, each: Disagreement) -> str:
        """Why a disagreement is none between the two pages; "" where it is one."""
        stands = [{n for n, side in enumerate(each.sides) if doc in side.docs} for doc in self.pages.docs]
        if each.regional:
            return "it may differ from region to region"
        if shared := stands[0] & stands[1]:
            return f"both pages also say {_side_words(each, min(shared))}"
        if each.between_pages or self.pages.reference:
            return ""
        if any(len(own) > MOST_SIDES for own in stands):
            return "a page that gives three values or more tells cases apart"
        return "they are not opposed in any one case"


def _side_words(each: Disagreement, number: int) -> str:
    side = each.sides[number]
    words = value_words(side.values[0], each.topic.domain)
    return f"not {words}" if side.denied else words


def _of_topic(mine: list[Saying], theirs: list[Saying], disputes: _Disputes) -> Iterator[Pair]:
    if not mine or not theirs:
        for one in (*mine, *theirs):
            yield _alone(one, disputes.pages, "the other page says nothing of it")
        return
    found = [_pair(first, second, disputes) for first in mine for second in theirs]
    many = mine[0].said.attribute.many
    told = [pair for pair in found if pair is not None]
    order = list(Verdict)
    yield from sorted(told, key=lambda pair: order.index(pair.verdict))
    if many:
        paired = {id(each) for pair in told for each in (pair.first, pair.second)}
        for one in (*mine, *theirs):
            if id(one) not in paired:
                yield _alone(one, disputes.pages, "several may hold at once, and the other page names others")


def _alone(one: Saying, pages: _Pages, why: str) -> Pair:
    return Pair(Verdict.ALONE, why, one, None) if one.doc == pages.docs[0] else Pair(Verdict.ALONE, why, None, one)


def _pair(first: Saying, second: Saying, disputes: _Disputes) -> Pair | None:
    """The pair with its verdict; None for two names of which both may hold."""
    if apart := _uncomparable(first, second, disputes.pages):
        return Pair(Verdict.APART, apart, first, second)
    agreement = Agreement(first.said.domain, first.said.attribute, first.said.subject)
    told = values_told(agreement, first.claim.value, second.claim.value)
    agree = agreement.agree(first.claim.value, second.claim.value)
    opposed = [disputes.why_quiet(each) for each in disputes.of(first, second)]
    if first.claim.negated == second.claim.negated and agree:
        both = "both deny it: " if first.claim.negated else ""
        return Pair(Verdict.AGREE, f"{both}{told}{_surely(first, second)}", first, second)
    if "" in opposed:
        said = f"one denies what the other says: {told}" if first.claim.negated != second.claim.negated else told
        return Pair(Verdict.DIFFER, f"{said}{_surely(first, second)}", first, second)
    if first.claim.negated != second.claim.negated and not agree:
        return Pair(Verdict.APART, "to deny one value says nothing of another", first, second)
    if first.said.attribute.many and not first.claim.negated and not second.claim.negated:
        return None
    room = opposed[0] if opposed else _room(first, second)
    return Pair(Verdict.APART, f"{told}; but {room}", first, second)


def _surely(first: Saying, second: Saying) -> str:
    comparison = compare_scopes(first.claim.scope, second.claim.scope, first.said.domain)
    names = ", ".join(name.replace("_", " ") for name in comparison.unstated)
    return f"; less surely, as only one page states {names}" if names else ""


def _uncomparable(first: Saying, second: Saying, pages: _Pages) -> str:
    """Why two claims are not compared at all, whatever their values; "" where they are."""
    for one in (first, second):
        if one.said.modality not in _HELD:
            return f"{one.doc} tells it as {_MODALITIES[one.said.modality]}"
        if one.doc in pages.archived:
            return f"{one.doc} is archived"
    if first.said.unit != second.said.unit:
        return "they are measured in different units"
    if why := _not_the_same(first.said, second.said):
        return why
    domain = first.said.domain
    for scopes in ((first.claim.scope, second.claim.scope), (first.claim.region, second.claim.region)):
        apart = [
            f"{name}: {told}" for name, told, relation in scopes_told(*scopes, domain) if relation is Relation.APART
        ]
        if apart and (scopes[0] is first.claim.scope or regions_differ(*scopes, domain)):
            return "; ".join(apart)
    return ""


_MODALITIES: Final = {"historical": "history", "hypothetical": "a possibility (a trial, a question, a condition)"}


def _not_the_same(first: Said, second: Said) -> str:
    """Which dimension that must be stated and equal is not ("five years after" and "two years after")."""
    ours, theirs = dict(first.same), dict(second.same)
    for name in first.attribute.same:
        words = name.replace("_", " ")
        if name not in ours or name not in theirs:
            return f"{words}: not stated on both pages, and values are compared only where it is the same"
        if ours[name] != theirs[name]:
            names = [concept_name(first.domain, side[name]) for side in (ours, theirs)]
            return f"{words}: {names[0]} against {names[1]}"
    return ""


def _room(first: Saying, second: Saying) -> str:
    """Why two claims that do not agree are no disagreement."""
    for one in (first, second):
        if one.claim.excepts:
            return f"{one.doc} marks an exception"
        if one.claim.room:
            return f"{one.doc} leaves room for other cases"
        if one.claim.value.text in one.said.attribute.weak:
            return f"{one.doc} leaves room by saying {one.words}"
    scopes = first.claim.scope, second.claim.scope
    if scopes[0] != scopes[1] and (first.claim.hedged or second.claim.hedged):
        return "what holds usually leaves room for a narrower case"
    if first.claim.hedged or second.claim.hedged:
        return "one of them is hedged"
    if scopes[0] != scopes[1]:
        return "one is of a narrower case, and the broader one need not speak of it"
    name = concept_name(first.said.domain, first.said.subject)
    return f"several may hold of {name}, and of {attribute_name(first.said.attribute)} no single one is expected"
