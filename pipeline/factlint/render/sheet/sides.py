"""Who says the same as a claim, and who does not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from posixpath import basename
from typing import TYPE_CHECKING, Any, Final

from factlint.compare.agreement import Agreement
from factlint.compare.claims import classes
from factlint.render.cells import records
from factlint.render.sheet.words import head, names
from factlint.standings import Standing, standings
from factlint.values import Value

if TYPE_CHECKING:
    from factlint.domain.model import Attribute
    from factlint.result import Result

_MOST: Final = 2
_NAME: Final = 44  # characters of a title
_DENIED: Final = "negated"


class Sides:
    """The other sides of the claims of one page.

    Args:
        doc: the page.
        result: a run over the project.
    """

    def __init__(self, doc: str, result: Result) -> None:
        self._doc, self._result = doc, result
        rows = zip(result.documents["doc"], result.documents["title"], strict=True)
        self._titles = {doc: title if isinstance(title, str) and title else basename(doc) for doc, title in rows}
        self._plain = set(result.findings.loc[result.findings["severity"] == "info", "fingerprint"])

    def agreeing(self, same: Iterable[Mapping[str, Any]]) -> str:
        """``Title; Title; 3 more``; "" for none."""
        docs = dict.fromkeys(doc for row in same for doc in self._standings[row["fact_id"]].agree)
        return names([head(self._titles.get(doc, doc), _NAME) for doc in docs], _MOST)

    def differing(self, same: Iterable[Mapping[str, Any]]) -> str:
        """``Title: 9 months; Title: 12 weeks``; "" for none."""
        facts = {row["fact_id"] for row in same}
        found = dict.fromkeys(name for fact in sorted(facts) for name in self._standings[fact].findings)
        told = [
            self._side(row)
            for name in found
            if name not in self._plain
            for row in self._evidence.get(name, ())
            if row["fact_id"] not in facts and not self._agrees(row, facts)
        ]
        return names(list(dict.fromkeys(told)), _MOST)

    def _agrees(self, row: Mapping[str, Any], facts: set[str]) -> bool:
        """Whether a place of evidence says what the claim says: a page may say that, and something else besides."""
        own = [each for name in facts if (each := self._facts.get(name))]
        if (other := self._facts.get(row["fact_id"])) is None:  # a table of agreed facts
            return any(each["modality"] != _DENIED and each["value"] == row["value"] for each in own)
        return any(self._same(each, other) for each in own)

    def _same(self, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
        if (one["modality"] == _DENIED) != (other["modality"] == _DENIED):
            return False
        if one["value"] == other["value"]:
            return True
        if any(one[name] != other[name] for name in ("schema", "subject", "attribute")):
            return False
        domain = self._result.domains[one["schema"]]
        attribute = domain.attributes[one["attribute"]]
        agreement = Agreement(domain, attribute, one["subject"], one["subject"] in classes(domain))
        return agreement.agree(_value(one, attribute), _value(other, attribute))

    def _side(self, row: Mapping[str, Any]) -> str:
        where = (
            f"this page, line {row['line']}"
            if row["doc"] == self._doc
            else self._titles.get(row["doc"], basename(row["doc"]))
        )
        denied = self._facts.get(row["fact_id"], {}).get("modality") == _DENIED
        plain = f"{'not ' if denied else ''}{row['value'] or row['quote']}"
        return f"{head(where, _NAME)}: {head(row['annotation'] or plain, _NAME)}"

    @cached_property
    def _standings(self) -> Mapping[str, Standing]:
        return standings(self._result)

    @cached_property
    def _facts(self) -> dict[str, dict[str, Any]]:
        """The facts that have a part in a finding, by id."""
        facts = self._result.facts
        return {row["fact_id"]: row for row in records(facts[facts["fact_id"].isin(self._result.evidence["fact_id"])])}

    @cached_property
    def _evidence(self) -> dict[str, list[dict[str, Any]]]:
        found: dict[str, list[dict[str, Any]]] = {}
        for row in records(self._result.evidence):
            found.setdefault(row["fingerprint"], []).append(row)
        return found


def _value(fact: Mapping[str, Any], attribute: Attribute) -> Value:
    return Value(
        attribute.kind_of(fact["value"]), fact["value"], fact["low"], fact["high"], fact["unit"], fact["approx"]
    )
