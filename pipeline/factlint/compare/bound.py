"""What agreed facts bind on pages, and whether the pages keep to it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pandas as pd

from factlint.compare.agreed import REGION, Agreed
from factlint.compare.claims import Claim, Topic, every_topic
from factlint.compare.disputes import disputes
from factlint.compare.scope import comparable, covers, within
from factlint.compare.sides import Records, Statement, make_statement, records
from factlint.compare.sources import Source, sources
from factlint.jurisdiction import codes_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from factlint.domain.model import Domain

_CLAIM: Final = ("subject", "attribute", "value", "low", "high", "unit", "approx", "hedged", "modality", "reasons")
_FACTS: Final = ("doc", "schema", *_CLAIM, "confidence")


class Verdict(StrEnum):
    """What a statement is in the light of an agreed fact."""

    RIGHT = "right"
    WRONG = "wrong"
    OPEN = "open"


@dataclass(frozen=True, eq=False)
class Judgement:
    """One agreed claim, and what pages say of it.

    Attributes:
        agreed: the rows that say what is right; several where several values hold, or a row is repeated.
        topic: what they are about, with all that is said of it.
        claims: the rows as claims of ``topic``.
        right: statements that it binds and that agree with it.
        wrong: statements that it binds and that contradict it.
        open: statements that say something else and may speak of another case, or leave room.
        held: statements that say something else, and that a narrower row decides in its place, with that row.
    """

    agreed: tuple[Agreed, ...]
    topic: Topic
    claims: tuple[Claim, ...]
    right: tuple[Statement, ...]
    wrong: tuple[Statement, ...]
    open: tuple[Statement, ...]
    held: tuple[tuple[Statement, Agreed], ...] = ()

    @property
    def claim(self) -> tuple[object, ...]:
        """What it is about, as a row has it."""
        return self.agreed[0].claim

    @property
    def faults(self) -> tuple[Statement, ...]:
        """The wrong statements of pages that have no right one: others are at odds with themselves."""
        right = {each.doc for each in self.right}
        return tuple(each for each in self.wrong if each.doc not in right)


def judgements(
    facts: pd.DataFrame, documents: pd.DataFrame, agreed: Sequence[Agreed], domains: Mapping[str, Domain]
) -> list[Judgement]:
    """One for each agreed claim, in the order of schema, subject, attribute and scope.

    Args:
        facts: the facts table.
        documents: the documents table, every page of ``facts`` in it.
        agreed: those in force on the day that is meant; none of them contradicts another.
        domains: the schemas by id.
    """
    own = _about(facts, agreed)
    joined, pages = _joined(own, agreed, domains), _pages(documents, agreed)
    known = _Known(own, documents, agreed, joined["doc"].to_list())
    found = [one for topic in every_topic(joined, pages, domains) for one in _OfTopic(topic, known).judgements()]
    return sorted(found, key=lambda one: one.claim)


class _Known:
    """What is known of the rows of the joined table: first facts of pages, then agreed ones."""

    def __init__(
        self, own: pd.DataFrame, documents: pd.DataFrame, agreed: Sequence[Agreed], docs: Sequence[str]
    ) -> None:
        self.docs = docs
        self._facts, self._agreed = len(own), agreed
        self._records: Records = records(own, range(len(own)))
        self._sources: Mapping[str, Source] = sources(documents)
        regions = zip(documents["doc"], documents[REGION], strict=True)
        self._regions = {str(doc): region if isinstance(region, str) else None for doc, region in regions}

    def agreed(self, claim: Claim) -> Iterator[Agreed]:
        """The agreed facts that make a claim."""
        return (self._agreed[row - self._facts] for row in claim.rows if row >= self._facts)

    def rows(self, claim: Claim) -> Iterator[int]:
        """The facts of pages that make a claim."""
        return (row for row in claim.rows if row < self._facts)

    def region(self, claim: Claim, row: int) -> str | None:
        """The region that a fact speaks of: that which it states, else its page's."""
        stated = dict((*claim.scope, *claim.region)).get(REGION)
        return stated or self._regions[self.docs[row]]

    def statement(self, claim: Claim, row: int) -> Statement:
        """A fact as a statement."""
        return make_statement(self._records[row], claim, self._sources)


@dataclass(eq=False)
class _Group:
    """The rows of one agreed claim, with what pages say of it."""

    agreed: list[Agreed] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    found: dict[Verdict, list[Statement]] = field(default_factory=lambda: defaultdict(list))
    held: list[tuple[Statement, Agreed]] = field(default_factory=list)

    @property
    def row(self) -> Agreed:
        """Stands for all where only their scope matters."""
        return self.agreed[0]


class _Said(NamedTuple):
    """One fact of a page."""

    claim: Claim
    row: int
    region: str | None


class _OfTopic:
    """Judges what is said on one topic."""

    def __init__(self, topic: Topic, known: _Known) -> None:
        self._topic, self._known = topic, known
        self._verdicts: dict[tuple[int, Claim], Verdict] = {}
        self._binding: dict[tuple[Claim, str | None], list[_Group]] = {}
        self._outranked: dict[tuple[Claim, str | None], list[tuple[_Group, _Group]]] = {}
        self._near: dict[tuple[Claim, str | None], list[_Group]] = {}

    @cached_property
    def _groups(self) -> list[_Group]:
        groups: defaultdict[object, _Group] = defaultdict(_Group)
        for claim in self._topic.claims:
            for agreed in self._known.agreed(claim):
                groups[agreed.scope].agreed.append(agreed)
                if claim not in groups[agreed.scope].claims:
                    groups[agreed.scope].claims.append(claim)
        return list(groups.values())

    def judgements(self) -> Iterator[Judgement]:
        if not self._groups:
            return
        by_page: defaultdict[str, list[_Said]] = defaultdict(list)
        for claim in self._topic.claims:
            for row in self._known.rows(claim):
                by_page[self._known.docs[row]].append(_Said(claim, row, self._known.region(claim, row)))
        for said in by_page.values():
            self._judge(said)
        for group in self._groups:
            yield self._judgement(group)

    def _judgement(self, group: _Group) -> Judgement:
        right, wrong, left = (
            tuple(sorted(group.found[verdict], key=lambda each: (each.doc, each.start, each.end, each.fact_id)))
            for verdict in (Verdict.RIGHT, Verdict.WRONG, Verdict.OPEN)
        )
        rows = tuple(sorted(group.agreed, key=lambda each: (each.doc, each.place, each.value.text)))
        held = tuple(sorted(group.held, key=lambda each: (each[0].doc, each[0].start, each[0].end, each[0].fact_id)))
        return Judgement(rows, self._topic, tuple(group.claims), right, wrong, left, held)

    def _judge(self, page: Sequence[_Said]) -> None:
        for said in page:
            bound = self._bound(said)
            for group in bound:
                group.found[self._verdict(group, said, page)].append(self._known.statement(said.claim, said.row))
            for group, narrower in self._outranked[said.claim, said.region]:
                if not self._agrees(group, said.claim):
                    group.held.append((self._known.statement(said.claim, said.row), narrower.row))
            for group in () if bound else self._nearby(said):
                group.found[Verdict.OPEN].append(self._known.statement(said.claim, said.row))

    def _bound(self, said: _Said) -> list[_Group]:
        """The agreed claims that bind what is said, but for those that a narrower one outranks."""
        key = (said.claim, said.region)
        if key not in self._binding:
            every = [group for group in self._groups if self._binds(group, said)]
            pairs = [(one, other) for one in every if (other := self._narrower(one, every, said.region))]
            outranked = [one for one, _ in pairs]
            self._binding[key] = [one for one in every if one not in outranked]
            self._outranked[key] = pairs
        return self._binding[key]

    def _narrower(self, group: _Group, every: Iterable[_Group], region: str | None) -> _Group | None:
        """A group that decides in place of another, which needs one in each region that is spoken of; else None."""
        domain = self._topic.domain
        narrower = [other for other in every if other.row.outranks(group.row, domain)]
        codes = [code for code in codes_of(region or "") if _in_region(group.row.region, code, domain)]
        left = [code for code in codes if not any(_in_region(each.row.region, code, domain) for each in narrower)]
        return None if left or not narrower else narrower[0]

    def _binds(self, group: _Group, said: _Said) -> bool:
        domain, claim = self._topic.domain, group.claims[0]
        if not _in_region(group.row.region, said.region, domain):
            return False
        regions = _without_region(claim.region), _without_region(said.claim.region)
        return covers(claim.scope, _without_region(said.claim.scope), domain) and covers(*regions, domain)

    def _nearby(self, said: _Said) -> list[_Group]:
        key = (said.claim, said.region)
        if key not in self._near:
            self._near[key] = [group for group in self._groups if self._is_near(group, said)]
        return self._near[key]

    def _is_near(self, group: _Group, said: _Said) -> bool:
        """Whether a statement that is not bound may speak of the agreed case, and says something else of it."""
        region = group.row.region
        if region is not None and said.region is not None and not _in_region(region, said.region, self._topic.domain):
            return False
        near = comparable(group.claims[0].scope, _without_region(said.claim.scope), self._topic.domain)
        return near and not said.claim.negated and not self._agrees(group, said.claim)

    def _agrees(self, group: _Group, claim: Claim) -> bool:
        agree = self._topic.agreement.agree
        return not claim.negated and any(claim is one or agree(claim.value, one.value) for one in group.claims)

    def _verdict(self, group: _Group, said: _Said, page: Iterable[_Said]) -> Verdict:
        if not self._topic.attribute.many:
            key = (id(group), said.claim)
            if key not in self._verdicts:
                self._verdicts[key] = self._weighed(group, said.claim, (said.claim,))
            return self._verdicts[key]
        # Where several values hold, a page is wrong that has none of those agreed on.
        return self._weighed(group, said.claim, {each.claim for each in page if group in self._bound(each)})

    def _weighed(self, group: _Group, claim: Claim, beside: Collection[Claim]) -> Verdict:
        if self._agrees(group, claim):
            return Verdict.RIGHT
        claims = tuple(each for each in self._topic.claims if each in group.claims or each in beside)
        topic = self._topic
        small = Topic(topic.domain, topic.attribute, topic.subject, claims, topic.generic)
        opposed = any(_parts(each.sides, group.claims, claim) for each in disputes(small, self._known.docs))
        return Verdict.WRONG if opposed else Verdict.OPEN


def _parts(sides: Sequence[Sequence[Claim]], agreed: Collection[Claim], claim: Claim) -> bool:
    """Whether the sides set a claim against one of those agreed on."""
    taken = [index for index, side in enumerate(sides) if claim in side]
    return bool(taken) and any(one in side for index, side in enumerate(sides) for one in agreed if index not in taken)


def _in_region(agreed: str | None, said: str | None, domain: Domain) -> bool:
    """Whether a row of a region binds what is said of one, or of several, of which one is enough."""
    return agreed is None or any(within(code, agreed, domain) for code in codes_of(said or ""))


def _without_region(scope: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in scope if pair[0] != REGION)


def _about(facts: pd.DataFrame, agreed: Iterable[Agreed]) -> pd.DataFrame:
    """The facts about what is agreed on, whatever they say of it."""
    wanted = sorted({f"{each.subject}\n{each.attribute}" for each in agreed})
    return facts[(facts["subject"] + "\n" + facts["attribute"]).isin(wanted)].reset_index(drop=True)


def _joined(own: pd.DataFrame, agreed: Iterable[Agreed], domains: Mapping[str, Domain]) -> pd.DataFrame:
    """The facts of pages with the agreed ones after them; those of one region are of one page of their own."""
    dimensions = dict.fromkeys(name for domain in domains.values() for name in domain.dimensions)
    rows = [_row(each) for each in agreed]
    names = [*_FACTS, *(name for name in dimensions if name not in _FACTS)]
    columns: dict[str, list[Any]] = {}
    for name in names:
        given = own[name].to_list() if name in own.columns else [None] * len(own)
        columns[name] = [*given, *(row.get(name) for row in rows)]
    table = pd.DataFrame(columns, columns=names)
    return table.astype({"low": "float64", "high": "float64", "confidence": "float64"})


def _row(agreed: Agreed) -> dict[str, Any]:
    value = agreed.value
    return {
        "doc": _page_of(agreed),
        "schema": agreed.schema,
        "subject": agreed.subject,
        "attribute": agreed.attribute,
        "value": value.text,
        "low": value.low,
        "high": value.high,
        "unit": value.unit,
        "approx": value.approx,
        "hedged": False,
        "modality": "asserted",
        "reasons": "",
        "confidence": 1.0,
        **dict(_without_region(agreed.scope)),
    }


def _page_of(agreed: Agreed) -> str:
    return f"\0{agreed.region or ''}"  # the name of no file


def _pages(documents: pd.DataFrame, agreed: Iterable[Agreed]) -> pd.DataFrame:
    """What comparing needs to know of pages, with one page more for the agreed facts of each region."""
    regions = sorted({(_page_of(each), each.region or "") for each in agreed})
    columns = {
        "doc": [*documents["doc"], *(page for page, _ in regions)],
        "status": [*documents["status"], *("live" for _ in regions)],
        REGION: [*documents[REGION], *(region or None for _, region in regions)],
    }
    return pd.DataFrame(columns)
