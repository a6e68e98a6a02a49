"""Groups of values that agree with each other, found in one pass over them in sorted order."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeAlias

from factlint.compare.agreement import Agreement, ends, folded, is_open, overlap
from factlint.domain.model import Polarity
from factlint.values import Value, ValueKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Group: TypeAlias = tuple[Value, ...]


def group_values(values: Iterable[Value], agreement: Agreement, together: Iterable[Sequence[str]] = ()) -> list[Group]:
    """Sort distinct values into groups whose members all agree with each other.

    Args:
        values: in any order; the outcome does not depend on it.
        agreement: how they are compared.
        together: for attributes of which several values may hold, the texts of values that one page states.

    Returns:
        The groups, and the members of each, in sorted order. Values of no side are left out.
    """
    ordered = sorted(set(values), key=sort_key)
    attribute = agreement.attribute
    if attribute.polarity:
        return _by_side(ordered, agreement)
    if attribute.many:
        return _linked(ordered, agreement, together)
    if agreement.categorical and agreement.generic:
        # One steroid is taken by mouth and another put on the skin: of a class, several names may hold.
        return [tuple(ordered)] if ordered else []
    # Where the ends count, or kinds differ, overlapping is not agreeing: each is held against each.
    if attribute.kind is ValueKind.CONCEPT or attribute.ends or attribute.other_kinds:
        return _greedy(ordered, agreement)
    if agreement.categorical:
        return _by_text(ordered)
    return _sweep(ordered, agreement)


def sort_key(value: Value) -> tuple[float, float, bool, str, str]:
    """The order in which values are taken; of equal ones the unhedged comes first."""
    return (*ends(value), value.approx, value.unit, value.text)


def _by_side(ordered: Sequence[Value], agreement: Agreement) -> list[Group]:
    sides: dict[Polarity, list[Value]] = {Polarity.FOR: [], Polarity.AGAINST: []}
    for value in ordered:
        side = agreement.side(value)
        if side in sides:
            sides[side].append(value)
    return [tuple(group) for group in sides.values() if group]


def _by_text(ordered: Sequence[Value]) -> list[Group]:
    groups: dict[str, list[Value]] = {}
    for value in ordered:
        groups.setdefault(folded(value.text), []).append(value)
    return [tuple(group) for group in groups.values()]


def _greedy(ordered: Sequence[Value], agreement: Agreement) -> list[Group]:
    # As many values as the schema names at most; each is held against the members of the groups so far.
    groups: list[list[Value]] = []
    for value in ordered:
        home = next((g for g in groups if all(agreement.agree(value, member) for member in g)), None)
        if home is None:
            groups.append([value])
        else:
            home.append(value)
    return [tuple(group) for group in groups]


def _linked(ordered: Sequence[Value], agreement: Agreement, together: Iterable[Sequence[str]]) -> list[Group]:
    """Values that may hold at once: those that a page states together, or that agree, are one group."""
    if agreement.attribute.open or agreement.attribute.kind is not ValueKind.CONCEPT:
        return [tuple(ordered)] if ordered else []
    links = _Links(value.text for value in ordered)
    for texts in together:
        links.join(texts)
    for index, value in enumerate(ordered):
        for other in ordered[index + 1 :]:
            if agreement.agree(value, other):
                links.join((value.text, other.text))
    groups: dict[str, list[Value]] = {}
    for value in ordered:
        groups.setdefault(links.root(value.text), []).append(value)
    return [tuple(group) for group in groups.values()]


class _Links:
    """Names joined into sets."""

    def __init__(self, names: Iterable[str]) -> None:
        self._parents = {name: name for name in names}

    def root(self, name: str) -> str:
        while self._parents[name] != name:
            self._parents[name] = self._parents[self._parents[name]]
            name = self._parents[name]
        return name

    def join(self, names: Sequence[str]) -> None:
        known = [self.root(name) for name in names if name in self._parents]
        for root in known[1:]:
            self._parents[self.root(root)] = self.root(known[0])


class _Reach:
    """What all members of a growing group of quantities have in common.

    Members of one unit and one degree of plainness are compared with a newcomer in the same way, so the
    highest lower end and the lowest upper end among them stand for all: a newcomer costs no more than there
    are units.
    """

    def __init__(self) -> None:
        self._ends: dict[tuple[str, bool], tuple[Value, float, float]] = {}

    def admits(self, value: Value, agreement: Agreement) -> bool:
        mine = ends(value)
        return all(
            overlap(mine, (low, high), agreement.tolerance(value, sample)) for sample, low, high in self._ends.values()
        )

    def add(self, value: Value) -> None:
        low, high = ends(value)
        sort = (value.unit, value.approx)
        _, lowest, highest = self._ends.get(sort, (value, -math.inf, math.inf))
        self._ends[sort] = (value, max(low, lowest), min(high, highest))


def _sweep(ordered: Sequence[Value], agreement: Agreement) -> list[Group]:
    # Values come by their lower ends, so one that the latest group does not admit lies beyond part of it, and
    # farther beyond the groups before: only the latest is asked.
    groups = [list(group) for group in _by_text([value for value in ordered if is_open(value)])]
    reach: _Reach | None = None
    for value in ordered:
        if is_open(value):
            continue
        if reach is None or not reach.admits(value, agreement):
            groups.append([])
            reach = _Reach()
        groups[-1].append(value)
        reach.add(value)
    return [tuple(group) for group in groups]
