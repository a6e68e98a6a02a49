"""Whether two claims speak of one case: how their scopes stand to each other, per dimension and overall."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from factlint.jurisdiction import codes_of, is_part

if TYPE_CHECKING:
    from collections.abc import Mapping

    from factlint.domain.model import Domain

Scope: TypeAlias = tuple[tuple[str, str], ...]
"""What limits a claim: (dimension, value) pairs, sorted; a dimension that is not there is not stated."""


class Relation(StrEnum):
    """How one scope stands to another."""

    SAME = "same"
    BROADER = "broader"
    NARROWER = "narrower"
    OVERLAPPING = "overlapping"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two scopes compared.

    Attributes:
        overall: the first as seen from the second; BROADER where it leaves open what the second states.
        dimensions: the same for each dimension that either states.
        unstated: dimensions that only one of them states; what is compared across them is less sure.
    """

    overall: Relation
    dimensions: Mapping[str, Relation]
    unstated: tuple[str, ...]

    @property
    def comparable(self) -> bool:
        """Whether both may speak of one case."""
        return self.overall is not Relation.APART


def scope_text(scope: Scope) -> str:
    """The scope as the tables spell it: ``disease=measles;phase=late``."""
    return ";".join(f"{dimension}={value}" for dimension, value in scope)


def within(narrow: str, broad: str, domain: Domain) -> bool:
    """Whether one scope value is another or a part of it: by is-a, or as ISO 3166 codes nest."""
    return narrow == broad or domain.is_a(narrow, broad) or is_part(narrow, broad)


def regions_differ(first: Scope, second: Scope, domain: Domain) -> bool:
    """Whether two claims are of different regions: both state one, and they have no part in common.

    A page may speak for several ("GB IE"): one of them that the other speaks for as well is enough.
    """
    ours, theirs = dict(first), dict(second)
    return any(not _share(ours[name], theirs[name], domain) for name in ours.keys() & theirs.keys())


def _share(ours: str, theirs: str, domain: Domain) -> bool:
    return any(
        within(one, other, domain) or within(other, one, domain) for one in codes_of(ours) for other in codes_of(theirs)
    )


def compare_scopes(first: Scope, second: Scope, domain: Domain) -> Comparison:
    """Compare two scopes dimension by dimension; what is not stated is comparable with anything."""
    ours, theirs = dict(first), dict(second)
    dimensions = {name: _relation(ours.get(name), theirs.get(name), domain) for name in sorted({*ours, *theirs})}
    unstated = tuple(name for name in dimensions if name not in ours or name not in theirs)
    return Comparison(_overall(set(dimensions.values())), dimensions, unstated)


def comparable(first: Scope, second: Scope, domain: Domain) -> bool:
    """Whether two claims of these scopes may speak of one case."""
    return first == second or compare_scopes(first, second, domain).comparable


def covers(broad: Scope, narrow: Scope, domain: Domain) -> bool:
    """Whether every case of ``narrow`` is one that ``broad`` speaks of."""
    stated, known = dict(narrow), dict(broad)
    if any(name not in known and _is_special(value, domain) for name, value in narrow):
        return False
    return all(name in stated and within(stated[name], value, domain) for name, value in broad)


def common(first: Scope, second: Scope, domain: Domain) -> Scope | None:
    """The cases both speak of, each dimension as narrow as either states it; None where there are none."""
    if not comparable(first, second, domain):
        return None
    merged = dict(first)
    for name, value in second:
        known = merged.get(name)
        if known is None or within(value, known, domain):
            merged[name] = value
    return tuple(sorted(merged.items()))


def _relation(ours: str | None, theirs: str | None, domain: Domain) -> Relation:
    if ours == theirs:
        return Relation.SAME
    if (ours is None and _is_special(theirs, domain)) or (theirs is None and _is_special(ours, domain)):
        return Relation.APART
    if ours is None or (theirs is not None and within(theirs, ours, domain)):
        return Relation.BROADER
    if theirs is None or within(ours, theirs, domain):
        return Relation.NARROWER
    return Relation.APART


def _is_special(value: str | None, domain: Domain) -> bool:
    """Whether a scope value is a case of its own, which what is said in general does not speak of."""
    concept = domain.concepts.get(value) if value else None
    return concept is not None and concept.special


def _overall(relations: set[Relation]) -> Relation:
    if Relation.APART in relations:
        return Relation.APART
    if {Relation.BROADER, Relation.NARROWER} <= relations:
        return Relation.OVERLAPPING
    return next(iter(relations - {Relation.SAME}), Relation.SAME)
