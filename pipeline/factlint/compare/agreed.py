"""Agreed facts: what a team has settled, from one day to another, and the sources that it rests on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pandas as pd

from factlint.compare.scope import Scope, covers
from factlint.compare.sources import day
from factlint.spans import Place
from factlint.values import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from factlint.domain.model import Domain

REGION: Final = "jurisdiction"
"""What limits a row to the pages of a region; every page has one, whatever its schema declares."""


class EvidenceSource(NamedTuple):
    """What agreed facts rest on: a guideline, a licence, a protocol.

    Attributes:
        id: what a row of a reference calls it.
        title: its title.
        version: its version or edition; "" where it has none.
        url: where it is read; "" for nowhere.
        checked_on: the day on which somebody last looked whether it is still the one to go by.
        checked_by: who did.
        replaced_by: the id of the source that has taken its place; "" for none.
        doc: the file that lists it.
        place: where in it.
    """

    id: str
    title: str
    version: str = ""
    url: str = ""
    checked_on: dt.date | None = None
    checked_by: str = ""
    replaced_by: str = ""
    doc: str = ""
    place: Place = Place(1, 1, 1, 1)

    @property
    def words(self) -> str:
        """The source for people: "Example guideline, version 2"."""
        return f"{self.title}, version {self.version}" if self.version else self.title


@dataclass(frozen=True, eq=False, slots=True)
class Agreed:
    """One row of a table of agreed facts.

    Attributes:
        doc: the file.
        place: of the row in it.
        quote: the row as it is written.
        schema: the id of the schema that it is read by.
        subject: a concept.
        attribute: an attribute.
        value: what is right.
        scope: the cases it speaks of, a region among them.
        valid_from: the first day on which it holds; None for always.
        valid_until: the last one; None for open.
        source: what it rests on; "" where nothing is said.
        source_version: the version of that.
        approved_by: who settled it.
        owner: who looks after it.
    """

    doc: str
    place: Place
    quote: str
    schema: str
    subject: str
    attribute: str
    value: Value
    scope: Scope
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None
    source: str = ""
    source_version: str = ""
    approved_by: str = ""
    owner: str = ""

    @property
    def claim(self) -> tuple[str, str, str, Scope]:
        """What it is about, whatever its value and its days."""
        return self.schema, self.subject, self.attribute, self.scope

    @property
    def region(self) -> str | None:
        """The region whose pages it binds; None for all."""
        return dict(self.scope).get(REGION)

    @property
    def began(self) -> dt.date:
        """The first day, long ago where none is given."""
        return self.valid_from or dt.date.min

    @property
    def ends(self) -> dt.date:
        """The last day, far off where none is given."""
        return self.valid_until or dt.date.max

    def in_force(self, today: dt.date) -> bool:
        """Whether it holds on that day; its first and its last day are among those on which it does."""
        return self.began <= today <= self.ends

    def outranks(self, other: Agreed, domain: Domain) -> bool:
        """Whether it speaks of some of the cases of ``other`` and so decides them in its place."""
        return self.scope != other.scope and covers(other.scope, self.scope, domain)

    @property
    def rests_on(self) -> str:
        """What it rests on and who settled it, for people; "" where nothing is said."""
        source = " ".join(filter(None, (self.source, self.source_version)))
        parts = [f"source {source}" if source else "", f"approved by {self.approved_by}" if self.approved_by else ""]
        return ", ".join(filter(None, parts))


def agreed_facts(references: pd.DataFrame, domains: Mapping[str, Domain]) -> list[Agreed]:
    """The rows of the references table, in its order."""
    return [_agreed(row, domains[str(row["schema"])]) for row in references.to_dict("records")]


def in_force(agreed: Iterable[Agreed], today: dt.date) -> list[Agreed]:
    """Those that hold on that day."""
    return [each for each in agreed if each.in_force(today)]


def scope_of(text: str) -> Scope:
    """The scope that the tables spell ``text``."""
    pairs = (part.partition("=") for part in text.split(";") if part)
    return tuple(sorted((name, value) for name, _, value in pairs))


def _agreed(row: Mapping[Any, Any], domain: Domain) -> Agreed:
    text = str(row["value"])
    kind = domain.attributes[str(row["attribute"])].kind_of(text)
    low, high = (None if pd.isna(row[name]) else float(row[name]) for name in ("low", "high"))
    texts = {name: row[name] or "" for name in ("source", "source_version", "approved_by", "owner")}
    return Agreed(
        **{name: str(row[name]) for name in ("doc", "quote", "schema", "subject", "attribute")},
        place=Place(*(int(row[name]) for name in ("line", "column", "end_line", "end_column"))),
        value=Value(kind, text, low, high, str(row["unit"]), bool(row["approx"])),
        scope=scope_of(str(row["scope"])),
        valid_from=day(row["valid_from"]),
        valid_until=day(row["valid_until"]),
        **texts,
    )
