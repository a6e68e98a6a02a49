"""Who says the same as a claim, and who does not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from posixpath import basename
from typing import TYPE_CHECKING, Any, Final

from factlint.render.cells import records
from factlint.render.sheet.words import head, names
from factlint.standings import Standing, standings

if TYPE_CHECKING:
    from factlint.result import Result

_MOST: Final = 2
_NAME: Final = 44  # characters of a title


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
            if row["fact_id"] not in facts and not self._agrees(row, facts, name)
        ]
        return names(list(dict.fromkeys(told)), _MOST)

    def _agrees(self, row: Mapping[str, Any], facts: set[str], name: str) -> bool:
        """Whether a place stands on the side of the claim in a finding."""
        own = {each["value"] for each in self._evidence[name] if each["fact_id"] in facts}
        others = {doc for fact in facts for doc in self._standings[fact].agree}
        return row["value"] in own or row["doc"] in others

    def _side(self, row: Mapping[str, Any]) -> str:
        where = (
            f"this page, line {row['line']}"
            if row["doc"] == self._doc
            else self._titles.get(row["doc"], basename(row["doc"]))
        )
        return f"{head(where, _NAME)}: {head(row['annotation'] or row['value'] or row['quote'], _NAME)}"

    @cached_property
    def _standings(self) -> Mapping[str, Standing]:
        return standings(self._result)

    @cached_property
    def _evidence(self) -> dict[str, list[dict[str, Any]]]:
        found: dict[str, list[dict[str, Any]]] = {}
        for row in records(self._result.evidence):
            found.setdefault(row["fingerprint"], []).append(row)
        return found
