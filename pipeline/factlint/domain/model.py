"""What a checked domain schema says: concepts, attributes, relations and scope dimensions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from factlint.domain.products import Product
from factlint.values import ValueKind, is_written

PART: Final = "~"
"""What parts an unknown word from the concept of which it makes another one, in a scope: ``urethral~cancer``."""


class Polarity(StrEnum):
    """On which side of the line a status value stands."""

    FOR = "for"
    AGAINST = "against"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Concept:
    """A thing the schema names.

    Attributes:
        id: lower-case kebab.
        kinds: what it is (drug, condition, route); the words that patterns use for a slot.
        names: every name under which pages mention it, the preferred one first.
        brands: those of the names that are product names, as printed.
        misnomers: names that pages use and should not.
        products: those of the names that were withdrawn or given up.
        is_a: ids of its parents.
        codes: its codes elsewhere, such as ``{"RxNorm": "6064"}``.
        as_subject: the concept that is meant where this one is what a claim is about ("maintenance lasts two years").
        implies: scope, dimension to concept, of what stands under a heading that names it.
        varied: whether the name covers things that differ ("surgery"), so that two claims may be of different ones.
        endings: of words that name something of its kind for which the schema has no concept; no claim is made of it.
        special: whether, as scope, it is a case apart that claims in general do not speak of (pregnancy).
        allow: by attribute id, values that may all hold of it although the attribute is single.
    """

    id: str
    kinds: tuple[str, ...]
    names: tuple[str, ...]
    brands: tuple[str, ...] = ()
    misnomers: tuple[str, ...] = ()
    is_a: tuple[str, ...] = ()
    as_subject: str = ""
    implies: Mapping[str, str] = field(default_factory=dict)
    varied: bool = False
    endings: tuple[str, ...] = ()
    special: bool = False
    codes: Mapping[str, str] = field(default_factory=dict)
    allow: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    products: tuple[Product, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribute:
    """One kind of claim and how its values are compared.

    Attributes:
        id: lower-case with underscores.
        of: kinds of concept it is said of.
        kind: kind of value.
        defines: whether its values say what its subject is; free text alone does.
        other_kinds: kinds of quantity that it takes as well (cases a year, or a share of people); values of two
            kinds are not compared.
        value_kind: for concept values, the kind of concept that is the value; "" where the schema lists values.
        many: whether several values may hold at once (then only disjoint sets conflict).
        open: for many, whether no page is expected to name them all (side effects): then not even disjoint sets do.
        within: relative tolerance across units and for hedged values; 0.1 is 10%.
        ends: whether the ends of an interval are the claim ("from 1 year of age"), so that overlapping is not agreeing.
        risk: "high", "normal" or "low".
        varies_by: dimensions by which it may differ without conflict, such as jurisdiction.
        polarity: for status attributes, the side each value stands on; empty elsewhere.
        weak: statuses that leave a narrower case open ("sometimes used").
        same: dimensions that must be stated and equal before two facts are compared at all (survival measures).
        report: False for a role that is read only so that others are read right; it makes no facts.
        minimum: plausible lower bound in base units; None for none.
        maximum: plausible upper bound in base units.
        values: allowed canonical values; empty where any will do.
        title: its name for people ("length of treatment").
    """

    id: str
    of: tuple[str, ...]
    kind: ValueKind
    value_kind: str = ""
    many: bool = False
    within: float = 0.1
    ends: bool = False
    risk: str = "normal"
    varies_by: tuple[str, ...] = ()
    polarity: Mapping[str, Polarity] = field(default_factory=dict)
    weak: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    report: bool = True
    minimum: float | None = None
    maximum: float | None = None
    values: tuple[str, ...] = ()
    title: str = ""
    open: bool = False
    other_kinds: tuple[ValueKind, ...] = ()
    defines: bool = False

    def kind_of(self, text: str) -> ValueKind:
        """The kind that a value of this attribute written ``text`` is of."""
        if not self.other_kinds:
            return self.kind
        return next((kind for kind in (self.kind, *self.other_kinds) if is_written(kind, text)), self.kind)


@dataclass(frozen=True, slots=True)
class Relation:
    """An equation of the schema: ``total = factor * factor ...`` over attributes of one subject."""

    id: str
    total: str
    factors: tuple[str, ...]


@dataclass(frozen=True)
class Domain:
    """One domain schema, checked.

    Attributes:
        id: the schema's name, as in the facts' ``schema`` column.
        concepts: by id.
        attributes: by id, those with ``report: false`` among them.
        dimensions: scope dimensions, each with the kinds of concept that fill it.
        relations: in the schema's order.
    """

    id: str
    concepts: Mapping[str, Concept]
    attributes: Mapping[str, Attribute]
    dimensions: Mapping[str, tuple[str, ...]]
    relations: tuple[Relation, ...] = ()
    _ancestors: dict[str, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    def ancestors(self, concept: str) -> frozenset[str]:
        """Every concept that ``concept`` is, itself included; an unknown id has only itself."""
        known = self._ancestors.get(concept)
        if known is None:
            known = self._ancestors[concept] = frozenset(self._upwards(concept))
        return known

    def _upwards(self, concept: str) -> set[str]:
        # "Urethral-cancer" is a name that the schema lacks of something that it knows.
        general = concept.partition(PART)[2] if concept not in self.concepts else ""
        found, todo = {concept}, [concept, *([general] if general else [])]
        found.update(todo)
        while todo:
            known = self.concepts.get(todo.pop())
            new = [parent for parent in (known.is_a if known else ()) if parent not in found]
            found.update(new)
            todo.extend(new)
        return found

    def is_a(self, narrow: str, broad: str) -> bool:
        """Whether ``narrow`` is ``broad`` or one of its kinds, however many steps apart."""
        return broad in self.ancestors(narrow)

    def allowed(self, subject: str, attribute: str) -> frozenset[str]:
        """Values that may all hold of ``subject`` at once, although ``attribute`` is single."""
        concept = self.concepts.get(subject)
        return frozenset(concept.allow.get(attribute, ())) if concept else frozenset()

    def name(self, concept: str) -> str:
        """The preferred name of a concept, for people; its id where it is unknown."""
        found = self.concepts.get(concept)
        return found.names[0] if found and found.names else concept
