"""The facts table reduced to what can disagree: distinct claims by topic, whatever the number of pages.

The reduction is done on whole columns; nothing here or later compares page with page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

import numpy as np
import pandas as pd

from factlint.compare.agreement import Agreement
from factlint.compare.grouping import sort_key
from factlint.jurisdiction import codes_of
from factlint.values import Value, dimension

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from factlint.compare.scope import Scope
    from factlint.domain.model import Attribute, Domain

Codes: TypeAlias = "np.ndarray[Any, np.dtype[np.int64]]"

LEAVES_ROOM: Final = "leaves room"
EXCEPTS: Final = "marks an exception"
NO_LONGER: Final = "cue: no longer"


@dataclass(frozen=True, eq=False, slots=True)
class Claim:
    """One thing said of a topic, by however many facts.

    Attributes:
        value: what is said.
        negated: whether it is denied.
        scope: what limits it, but for the dimensions by which its attribute varies.
        region: its values on those dimensions, else those of the pages.
        room: whether it leaves room for other cases ("most", "usually").
        excepts: whether it marks an exception ("unless").
        hedged: whether it is hedged ("usually", "may").
        cue: whether its words say that something is no longer so.
        confidence: of the surest of its facts.
        rows: positions in the facts table, in its order.
    """

    value: Value
    negated: bool
    scope: Scope
    region: Scope
    room: bool
    excepts: bool
    hedged: bool
    cue: bool
    confidence: float
    rows: tuple[int, ...]


@dataclass(frozen=True, eq=False, slots=True)
class Topic:
    """Everything said of one attribute of one subject, read by one schema, that can be compared at all.

    Attributes:
        domain: the schema.
        attribute: the attribute.
        subject: the concept.
        claims: what is said, in the order of values.
        generic: whether the schema has kinds of the subject, so that two claims may be of different ones.
    """

    domain: Domain
    attribute: Attribute
    subject: str
    claims: tuple[Claim, ...]
    generic: bool = False

    @property
    def agreement(self) -> Agreement:
        """How its values are compared."""
        return Agreement(self.domain, self.attribute, self.subject, self.generic)


class Said(NamedTuple):
    """A claim of any modality, of live pages and others, with what it must share to be compared at all.

    Attributes:
        domain: the schema.
        subject: the concept.
        attribute: the attribute.
        modality: asserted, negated, historical or hypothetical.
        unit: what its value is measured in, where values of several measures are not compared.
        same: the dimensions that must be stated and equal, as far as it states them.
        claim: the claim.
    """

    domain: Domain
    subject: str
    attribute: Attribute
    modality: str
    unit: str
    same: Scope
    claim: Claim


def every_claim(facts: pd.DataFrame, documents: pd.DataFrame, domains: Mapping[str, Domain]) -> Iterator[Said]:
    """Everything that is said, contested or not, once for each distinct claim; arguments as in `contested_topics`."""
    for schema in sorted(domains):
        domain = domains[schema]
        usable = (facts["schema"] == schema) & facts["attribute"].isin(list(domain.attributes))
        rows = np.flatnonzero(usable.to_numpy())
        own = facts.iloc[rows]
        for record in _distinct(_claim_columns(own, documents, domain), own, rows) if len(rows) else ():
            attribute = domain.attributes[str(record["attribute"])]
            claim = _claim(record, attribute, domain)
            same = _scope(record, attribute.same)
            told = (str(record["subject"]), attribute, str(record["modality"]), dimension(claim.value))
            yield Said(domain, *told, same, claim)


def contested_topics(facts: pd.DataFrame, documents: pd.DataFrame, domains: Mapping[str, Domain]) -> Iterator[Topic]:
    """The topics on which more than one thing is said, in the order of schema, subject and attribute.

    Args:
        facts: the facts table; ``Claim.rows`` are positions in it.
        documents: the documents table; claims of archived pages are left out.
        domains: the schemas by id. Facts of a schema or an attribute that is not among them are left out.
    """
    for schema in sorted(domains):
        rows = _contested_rows(facts, documents, domains[schema], schema)
        if len(rows):
            yield from _topics(facts.iloc[rows], rows, documents, domains[schema])


def classes(domain: Domain) -> frozenset[str]:
    """The concepts that have kinds of their own, or cover things that differ: much is said of them in passing."""
    parents = {parent for concept in domain.concepts.values() for parent in concept.is_a}
    return frozenset(parents | {concept.id for concept in domain.concepts.values() if concept.varied})


def every_topic(facts: pd.DataFrame, documents: pd.DataFrame, domains: Mapping[str, Domain]) -> Iterator[Topic]:
    """As `contested_topics`, with those on which all say the same."""
    for schema in sorted(domains):
        rows = _usable_rows(facts, documents, domains[schema], schema)
        if len(rows):
            yield from _topics(facts.iloc[rows], rows, documents, domains[schema])


def combined_codes(columns: Iterable[pd.Series[Any]]) -> Codes:
    """One number for each distinct combination of the columns' values; equal rows have equal numbers."""
    combined: Codes | None = None
    for column in columns:
        codes, uniques = pd.factorize(column, use_na_sentinel=False)
        mixed = codes if combined is None else combined * len(uniques) + codes
        combined = np.asarray(pd.factorize(mixed)[0], dtype=np.int64)
    return combined if combined is not None else np.empty(0, dtype=np.int64)


def _usable_rows(facts: pd.DataFrame, documents: pd.DataFrame, domain: Domain, schema: str) -> Codes:
    archived = documents.loc[documents["status"] == "archived", "doc"]
    usable = (facts["schema"] == schema) & facts["modality"].isin(["asserted", "negated"])
    usable &= facts["attribute"].isin(list(domain.attributes))
    if len(archived):
        usable &= ~facts["doc"].isin(archived)
    return np.asarray(np.flatnonzero(usable.to_numpy()), dtype=np.int64)


def _contested_rows(facts: pd.DataFrame, documents: pd.DataFrame, domain: Domain, schema: str) -> Codes:
    rows = _usable_rows(facts, documents, domain, schema)
    own = facts.iloc[rows]
    topic = combined_codes([own["subject"], own["attribute"]])
    said = combined_codes([own["value"], own["modality"]])
    return np.asarray(rows[_several(topic, said)], dtype=np.int64)


def _several(topic: Codes, said: Codes) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """For each row, whether its topic has more than one distinct thing said."""
    if not len(topic):
        return np.empty(0, dtype=np.bool_)
    width = int(said.max()) + 1
    distinct = np.unique(topic * width + said)
    return np.asarray(np.bincount(distinct // width)[topic] > 1, dtype=np.bool_)


def _topics(own: pd.DataFrame, rows: Codes, documents: pd.DataFrame, domain: Domain) -> Iterator[Topic]:
    topics: dict[tuple[str, str, str, Scope], list[Claim]] = {}
    for record in _distinct(_claim_columns(own, documents, domain), own, rows):
        attribute = domain.attributes[str(record["attribute"])]
        stated = _scope(record, attribute.same)
        # What must match before anything is compared (a survival rate's year) makes a topic of its own.
        if len(stated) == len(attribute.same):
            claim = _claim(record, attribute, domain)
            key = (str(record["subject"]), attribute.id, dimension(claim.value), stated)
            topics.setdefault(key, []).append(claim)
    generic = classes(domain)
    for key in sorted(topics):
        claims = tuple(sorted(topics[key], key=_order))
        yield Topic(domain, domain.attributes[key[1]], key[0], claims, key[0] in generic)


def _claim_columns(own: pd.DataFrame, documents: pd.DataFrame, domain: Domain) -> pd.DataFrame:
    """The columns that tell one claim from another, scope dimensions prefixed; as long as ``own``."""
    names = ["subject", "attribute", "value", "low", "high", "unit", "approx", "hedged", "modality"]
    table = own[names].copy()
    reasons, phrases = pd.factorize(own["reasons"])
    for flag, phrase in (("room", LEAVES_ROOM), ("excepts", EXCEPTS), ("cue", NO_LONGER)):
        table[flag] = np.array([phrase in text for text in phrases], dtype=np.bool_)[reasons]
    for name in sorted(domain.dimensions):
        stated = own[name].where(own[name].notna(), None)
        if name in documents.columns:
            stated = _without_page(own, stated, name, documents, domain)
        table[f"={name}"] = stated
    return table


def _without_page(
    own: pd.DataFrame, stated: pd.Series[Any], name: str, documents: pd.DataFrame, domain: Domain
) -> pd.Series[Any]:
    """What each claim says of a dimension that pages have a column for, such as their jurisdiction.

    An attribute that varies by it takes the page's where the claim has none. For any other a border is no
    excuse: where a page is published does not limit what it says.
    """
    of_page = own["doc"].map(documents.set_index("doc")[name]).astype(object)
    varies = own["attribute"].isin([each.id for each in domain.attributes.values() if name in each.varies_by])
    filled = stated.where(stated.notna() | ~varies, of_page)
    cleared = filled.where(varies | ~_is_own(filled, of_page), None)
    return cleared.where(cleared.notna(), None)


def _is_own(stated: pd.Series[Any], of_page: pd.Series[Any]) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Whether what a claim states is what its page speaks for, or one of several such."""
    pairs = zip(stated.to_list(), of_page.to_list(), strict=True)
    return np.array([isinstance(one, str) and one in _codes(page) for one, page in pairs], dtype=np.bool_)


def _codes(of_page: object) -> tuple[str, ...]:
    return (of_page, *codes_of(of_page)) if isinstance(of_page, str) else ()


def _distinct(table: pd.DataFrame, own: pd.DataFrame, rows: Codes) -> Iterator[dict[str, Any]]:
    """One record for each distinct row of ``table``, with the rows that are alike and the best confidence."""
    codes = combined_codes(table[name] for name in table.columns)
    order = np.argsort(codes, kind="stable")
    starts = np.flatnonzero(np.diff(codes[order], prepend=-1))
    sureness = np.maximum.reduceat(own["confidence"].to_numpy(dtype=float)[order], starts)
    members = np.split(rows[order], starts[1:])
    records = table.iloc[order[starts]].to_dict("records")
    for record, confidence, where in zip(records, sureness, members, strict=True):
        yield {str(name): value for name, value in record.items()} | {"confidence": confidence, "rows": where}


def _claim(record: Mapping[str, Any], attribute: Attribute, domain: Domain) -> Claim:
    value = Value(
        attribute.kind_of(str(record["value"])),
        str(record["value"]),
        _end(record["low"]),
        _end(record["high"]),
        str(record["unit"]),
        bool(record["approx"]),
    )
    apart = {*attribute.varies_by, *attribute.same}
    return Claim(
        value=value,
        negated=record["modality"] == "negated",
        scope=_scope(record, sorted(set(domain.dimensions) - apart)),
        region=_scope(record, sorted(attribute.varies_by)),
        room=bool(record["room"]),
        excepts=bool(record["excepts"]),
        hedged=bool(record["hedged"]),
        cue=bool(record["cue"]),
        confidence=float(record["confidence"]),
        rows=tuple(record["rows"].tolist()),
    )


def _order(claim: Claim) -> tuple[object, ...]:
    flags = (claim.negated, claim.room, claim.excepts, claim.hedged, claim.cue)
    return (sort_key(claim.value), claim.scope, claim.region, flags)


def _scope(record: Mapping[str, Any], names: Iterable[str]) -> Scope:
    found = ((name, record.get(f"={name}")) for name in names)
    return tuple((name, str(value)) for name, value in found if isinstance(value, str))


def _end(number: float) -> float | None:
    return None if pd.isna(number) else float(number)
