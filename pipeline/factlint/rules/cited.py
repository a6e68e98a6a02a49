"""What rules about sources share: citations as records, what makes two of them one source, and its name in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from factlint.rules.model import Context, Evidence
from factlint.spans import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHOWN: Final = 90  # characters of a source in a message
_WHO: Final = 30  # characters of its authors
CITED_KINDS: Final = ("guideline", "web", "article", "book", "trial", "product", "other")  # as the table has them
_COLUMNS: Final = [
    *("doc", "line", "column", "end_line", "end_column", "start", "end"),
    *("text", "authors", "year", "title", "edition", "url", "kind"),
]


class Cited(NamedTuple):
    """One row of the citations table."""

    doc: str
    place: Place
    text: str
    authors: str
    year: int | None
    title: str
    edition: str
    url: str
    kind: str

    @property
    def work(self) -> tuple[str, str]:
        """Who and what, folded: the same for every edition of one work; ("", "") where either cannot be told."""
        authors, title = _fold(self.authors), _fold(self.title)
        return (authors, title) if authors and title else ("", "")

    @property
    def edition_number(self) -> tuple[int, ...]:
        """The edition to compare by: "2.1" is (2, 1); () where it is not stated."""
        return tuple(int(part) for part in re.findall(r"\d{1,6}", self.edition))

    @property
    def named(self) -> str:
        """The source in words: who wrote it and what, else its text, and its year."""
        who = f"{_first(self.authors)}, " if self.authors and self.title else ""
        name = who + (self.title or self.text)
        name = name if len(name) <= _SHOWN else name[:_SHOWN].rpartition(" ")[0].rstrip(" ,;:.–-") + " ..."
        return f"{name} ({self.year})" if self.year else name

    def evidence(self, note: str) -> Evidence:
        """The citation as evidence."""
        return Evidence(self.doc, self.place, self.text, str(self.year) if self.year else None, annotation=note)


def cited(context: Context) -> Iterator[Cited]:
    """The citations, in the order of pages and places."""
    rows = context.citations[_COLUMNS].sort_values(["doc", "start", "end"], kind="stable").to_dict("records")
    for row in rows:
        place = Place(*(int(row[name]) for name in ("line", "column", "end_line", "end_column")))
        year = row["year"] if isinstance(row["year"], int) else None
        authors, title, edition, url = (_text(row[name]) for name in ("authors", "title", "edition", "url"))
        yield Cited(str(row["doc"]), place, str(row["text"]), authors, year, title, edition, url, str(row["kind"]))


def _first(authors: str) -> str:
    """The first of several authors."""
    if len(authors) <= _WHO:
        return authors
    first = authors.split(", ")[0].split("; ")[0]
    return f"{first} et al." if len(first) <= _WHO and first != authors else f"{authors[:_WHO].rstrip()} ..."


def _text(cell: object) -> str:
    return cell if isinstance(cell, str) else ""


def _fold(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
