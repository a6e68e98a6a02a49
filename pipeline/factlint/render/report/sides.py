"""The sides of a finding: who says what, with those together who say the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from factlint.compare.agreement import Agreement
from factlint.render.cells import one_line
from factlint.values import Value
from factlint.wording import value_words

if TYPE_CHECKING:
    from factlint.domain import Domain

Row = Mapping[str, Any]
ABREAST: Final = 3
"""How many places that carry no value stand side by side; more stand below each other."""


class Side(NamedTuple):
    """What is said, and the evidence for it.

    Attributes:
        words: the values, or "" where the evidence carries none.
        rows: evidence rows, in their order.
    """

    words: str
    rows: tuple[Row, ...]


class Stated(NamedTuple):
    """A fact as it is compared: how, its value, and whether it denies it."""

    agreement: Agreement
    value: Value
    denied: bool

    def agrees(self, other: Stated) -> bool:
        """Whether both can be right."""
        same = self.agreement.attribute.id == other.agreement.attribute.id and self.denied == other.denied
        return same and self.agreement.agree(self.value, other.value)

    @property
    def words(self) -> str:
        """What is said, for people."""
        said = one_line(value_words(self.value, self.agreement.domain))
        return f"not {said}" if self.denied else said


def stated(fact: Row, domains: Mapping[str, Domain]) -> Stated | None:
    """A row of the facts table; None where its schema does not have its attribute."""
    domain = domains.get(str(fact["schema"]))
    attribute = domain.attributes.get(str(fact["attribute"])) if domain else None
    if domain is None or attribute is None:
        return None
    text = str(fact["value"])
    value = Value(attribute.kind_of(text), text, fact["low"], fact["high"], str(fact["unit"]), bool(fact["approx"]))
    return Stated(Agreement(domain, attribute, str(fact["subject"])), value, fact["modality"] == "negated")


def sides(evidence: Sequence[Row], facts: Mapping[str, Row], domains: Mapping[str, Domain]) -> list[Side]:
    """Evidence by what it says, the primary side first; what carries no value stands at the end.

    Args:
        evidence: of one finding, its primary row first.
        facts: rows of the facts table, by fact id.
        domains: the schemas, by id.
    """
    groups: list[tuple[list[Stated], list[Row]]] = []
    without: list[Row] = []
    for row in evidence:
        fact = facts.get(row["fact_id"] or "")
        said = stated(fact, domains) if fact is not None else None
        if said is None:
            without.append(row)
            continue
        for members, rows in groups:
            if all(said.agrees(each) for each in members):
                members.append(said)
                rows.append(row)
                break
        else:
            groups.append(([said], [row]))
    found = [Side(_words(members), tuple(rows)) for members, rows in groups]
    return [*found, *_without(without)]


def _words(members: Sequence[Stated]) -> str:
    attributes = {each.agreement.attribute.id for each in members}
    words = list(dict.fromkeys(each.words for each in members))
    return " or ".join(words) if len(attributes) == 1 else words[0]


def _without(rows: Sequence[Row]) -> list[Side]:
    """Rows of a reference table say what was agreed; the rest only has a place, a few of them side by side."""
    agreed = [row for row in rows if row["value"]]
    rest = [row for row in rows if not row["value"]]
    found = [Side(one_line(row["annotation"] or row["value"]), (row,)) for row in agreed]
    if len(rest) <= ABREAST:
        return [*found, *(Side("", (row,)) for row in rest)]
    return [*found, Side("", tuple(rest))]
