"""What one page says and another leaves out, where the two are expected to make the same claims."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from factlint.compare.agreement import Agreement
from factlint.compare.claims import Said, every_claim
from factlint.compare.scope import comparable, regions_differ

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    import pandas as pd

    from factlint.domain.model import Domain

_HELD = ("asserted", "negated")


class Stand(NamedTuple):
    """One claim as one page makes it.

    Attributes:
        said: the claim.
        row: position in the facts table of the first fact that makes it there.
    """

    said: Said
    row: int


class Stands:
    """What pages say, by page and subject."""

    def __init__(
        self,
        facts: pd.DataFrame,
        documents: pd.DataFrame,
        domains: Mapping[str, Domain],
        docs: Collection[str],
    ) -> None:
        own = facts.loc[facts["doc"].isin(sorted(docs))]
        names = own["doc"].to_list()
        places = own.index.to_list()
        self._by_page: defaultdict[str, defaultdict[str, list[Stand]]] = defaultdict(lambda: defaultdict(list))
        self._scopes: dict[str, Mapping[str, set[str]]] = {}
        for said in every_claim(own.reset_index(drop=True), documents, domains):
            first: dict[str, int] = {}
            for row in said.claim.rows:
                first.setdefault(names[row], row)
            for doc, row in first.items():
                self._by_page[doc][said.subject].append(Stand(said, places[row]))

    def subjects(self, doc: str) -> list[str]:
        """What a page makes claims about, sorted."""
        return sorted(self._by_page[doc])

    def of(self, doc: str, subject: str) -> list[Stand]:
        """What a page says of a concept, in page order, whatever its modality."""
        return sorted(self._by_page[doc].get(subject, ()), key=lambda each: (each.row, each.said.attribute.id))

    def left_out(self, doc: str, expected: Iterable[Stand]) -> Iterator[Stand]:
        """Those of ``expected`` that page ``doc`` makes no claim about, with this value or another.

        A different value is no omission, and neither is what the page tells as history or of a broader or narrower
        concept: that is for other rules, or for nobody.
        """
        for each in expected:
            if each.said.modality in _HELD and not any(_answers(one.said, each.said) for one in self._near(doc, each)):
                yield each

    def speaks_of_case(self, doc: str, expected: Stand) -> bool:
        """Whether the page speaks of the case of ``expected``.

        It does not where what it says of the concept is all of other cases, or where all that it says of anything in a
        dimension is (a page about another disease).
        """
        own = self.of(doc, expected.said.subject)
        if own and not any(_of_one_case(one.said, expected.said) for one in own):
            return False
        domain = expected.said.domain
        stated = self._stated(doc, domain)
        return all(
            not stated.get(name) or any(comparable(((name, one),), ((name, value),), domain) for one in stated[name])
            for name, value in expected.said.claim.scope
        )

    def _stated(self, doc: str, domain: Domain) -> Mapping[str, set[str]]:
        """The values of each dimension of scope that the page states of anything."""
        if doc not in self._scopes:
            found: defaultdict[str, set[str]] = defaultdict(set)
            for stands in self._by_page[doc].values():
                for one in stands:
                    if one.said.domain.id == domain.id:
                        for name, value in one.said.claim.scope:
                            found[name].add(value)
            self._scopes[doc] = found
        return self._scopes[doc]

    def _near(self, doc: str, expected: Stand) -> Iterator[Stand]:
        """What the page says of the same concept, of its kinds and of what it is a kind of."""
        domain, subject = expected.said.domain, expected.said.subject
        for other, stands in self._by_page[doc].items():
            if other == subject or domain.is_a(other, subject) or domain.is_a(subject, other):
                yield from stands


def _answers(one: Said, expected: Said) -> bool:
    attribute = expected.attribute
    if one.domain.id != expected.domain.id or one.attribute.id != attribute.id or not _of_one_case(one, expected):
        return False
    if not attribute.many:
        return True
    return Agreement(expected.domain, attribute, expected.subject).agree(one.claim.value, expected.claim.value)


def _of_one_case(one: Said, expected: Said) -> bool:
    domain = expected.domain
    ours, theirs = dict(one.same), dict(expected.same)
    if any(ours[name] != theirs[name] for name in ours.keys() & theirs.keys()):
        return False
    if regions_differ(one.claim.region, expected.claim.region, domain):
        return False
    return comparable(one.claim.scope, expected.claim.scope, domain)
