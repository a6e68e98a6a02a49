"""What the sheets need to know of a run, worked out once."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Final

from factlint.decisions.headings import FINDINGS
from factlint.render.addresses import address, source
from factlint.render.base import Options, Shown, findings
from factlint.render.cells import one_line, records
from factlint.render.text import marked, unmarked
from factlint.render.xlsx.cells import Linked
from factlint.standings import Standing, standings

if TYPE_CHECKING:
    from factlint.result import Result

_OF_FACTS: Final = [
    *("fact_id", "doc", "line", "column", "sentence", "subject", "attribute", "value", "low", "high", "unit"),
    *("approx", "modality", "scope", "as_of", "schema", "pattern", "confidence"),
]


class Known:
    """A run, as the sheets look at it.

    Args:
        result: the run.
        options: how it is shown.
    """

    def __init__(self, result: Result, options: Options) -> None:
        self.result, self.options = result, options
        self.findings: list[Shown] = findings(result)
        self.pages: dict[str, dict[str, Any]] = {row["doc"]: row for row in records(result.documents)}
        self.facts = sorted(records(result.facts[_OF_FACTS]), key=lambda row: (row["doc"], row["line"], row["column"]))
        self.sentences: dict[str, str] = {row["fact_id"]: row["sentence"] for row in self.facts}
        self._names: dict[str, str] = {}
        self.numbers = {each.finding["fingerprint"]: number for number, each in enumerate(self.findings, 1)}

    @cached_property
    def standings(self) -> Mapping[str, Standing]:
        """How each fact stands to other pages."""
        return standings(self.result)

    @cached_property
    def quoted(self) -> Mapping[str, int]:
        """The row of the sheet of quotes on which those of a finding begin, by fingerprint."""
        rows, row = {}, 2
        for each in self.findings:
            rows[each.finding["fingerprint"]] = row
            row += len(each.evidence) or 1
        return rows

    @cached_property
    def counts(self) -> Mapping[tuple[str, str], int]:
        """How many findings of a severity each page has a part in."""
        severity = {each.finding["fingerprint"]: each.finding["severity"] for each in self.findings}
        pairs = self.result.pages_of().items()
        return Counter((doc, severity[name]) for name, docs in pairs for doc in docs)

    @cached_property
    def said_on(self) -> Mapping[str, int]:
        """How many facts each page gave."""
        return Counter(row["doc"] for row in self.facts)

    def page(self, doc: str) -> dict[str, Any]:
        """The row of a page in the documents table; empty for what is no page, as a table of agreed facts."""
        return self.pages.get(doc, {})

    def name(self, doc: str) -> str:
        """What people call a page: its title, else its path."""
        if doc not in self._names:
            self._names[doc] = one_line(self.page(doc).get("title") or doc)
        return self._names[doc]

    def source(self, doc: str, line: int = 1) -> Linked:
        """A page's path, leading to its source."""
        return Linked(one_line(doc), target=source(self.options.link(doc, line)))

    def on_the_web(self, doc: str, told: str = "") -> Linked | str | None:
        """A page's address, or ``told`` instead of it, leading there if it is one that may be followed."""
        url = self.page(doc).get("url") or ""
        words = told or one_line(url)
        return Linked(words, target=url) if address(url) else words or None

    def words(self, row: Mapping[str, Any]) -> str:
        """What a page says at a place of evidence: the sentence, the words that count between marks."""
        return unmarked(marked(self.sentences.get(row["fact_id"] or "", ""), row["quote"]), color=False)

    def finding_link(self, fingerprint: str) -> Linked:
        """The number of a finding, leading to its row."""
        number = self.numbers[fingerprint]
        return Linked(number, place=f"'{FINDINGS}'!A{number + 1}")


@lru_cache(maxsize=4_096)
def day(text: str | None) -> dt.date | None:
    """A date of a table of records."""
    return dt.date.fromisoformat(text) if text else None
