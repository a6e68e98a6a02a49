"""Puts the sheets of the workbook together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factlint.render.base import Options
from factlint.render.xlsx import layout
from factlint.render.xlsx.about import WIDTHS, about
from factlint.render.xlsx.book import MOST_ROWS, Book
from factlint.render.xlsx.cells import Table
from factlint.render.xlsx.findings import choices, earlier_table, findings_table
from factlint.render.xlsx.kept import kept
from factlint.render.xlsx.known import Known
from factlint.render.xlsx.tables import facts_table, pages_table, quotes_table, reviews_table

if TYPE_CHECKING:
    from factlint.result import Result


def workbook(result: Result, options: Options, most: int = MOST_ROWS) -> bytes:
    """The workbook of a run, in which no sheet has more than ``most`` rows.

    Raises:
        FactlintError: the file that it replaces is no such workbook, or holds what would be lost.
    """
    notes = kept(options.existing)
    known = Known(result, options)
    main, gone = findings_table(known, notes)
    tables = [main, quotes_table(known), facts_table(known), pages_table(known), reviews_table(known)]
    if gone:
        tables.append(earlier_table(gone, notes, result))
    book = Book(result.as_of, most)
    cut = [(table.title, book.left_out(table)) for table in tables if book.left_out(table)]
    titles = [table.title for table in tables]
    book.add_page(layout.ABOUT, WIDTHS, about(result, options, cut, titles, _ours(main)))
    for table in tables:
        book.add(table, choices(result.as_of) if table is main else ())
    return book.bytes(main.title)


def _ours(main: Table) -> list[str]:
    ours = {column.heading for column in (*layout.PLAIN, *layout.CODES)}
    return [column.heading for column in main.shown() if column.heading in ours]
