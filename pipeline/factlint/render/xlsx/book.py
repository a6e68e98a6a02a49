"""Writes sheets into a workbook; the same sheets give the same bytes."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.xml.functions import tostring

from factlint.render.office import packed
from factlint.render.xlsx.cells import Column, Marked, Row, Shown, Table
from factlint.render.xlsx.rows import Rows, Styles
from factlint.render.xlsx.styles import styles

MOST_ROWS: Final = 1_048_576
_CORE: Final = "docProps/core.xml"
_SPARE: Final = 200  # rows below the last that people may fill in
_A4: Final = 9
# Where the library writes the size of a sheet that it has no cells of, and the cells.
_SIZE: Final = re.compile(rb'<dimension ref="[^"]*"\s*/>')
_CELLS: Final = re.compile(rb"<sheetData\s*/>|<sheetData></sheetData>")
_AFTER_LINKS: Final = b"<pageMargins"


class _Filled(NamedTuple):
    """A sheet of the library's with what stands in it, of which the first row has one cell for each column."""

    sheet: Any
    columns: Sequence[Column]
    rows: Iterable[Sequence[Shown]]
    height: int


class Book:
    """A workbook that is being written, sheet by sheet.

    Args:
        as_of: the day it is dated by.
        most: how many rows a sheet holds, its headings among them.
    """

    def __init__(self, as_of: dt.date, most: int = MOST_ROWS) -> None:
        book: Any = Workbook()
        book.remove(book.active)
        self._book = book
        self._as_of, self._most = dt.datetime.combine(as_of, dt.time()), most
        self._filled: list[_Filled] = []

    def left_out(self, table: Table) -> int:
        """How many rows of a table do not fit."""
        return max(len(table.rows) + 1 - self._most, 0)

    def add(self, table: Table, choices: Sequence[tuple[str, DataValidation]] = ()) -> None:
        """Adds a table as a sheet: headings that stay in view and are repeated on paper, filters, widths.

        Args:
            table: the sheet; rows that do not fit are left out.
            choices: what may be entered in columns, by heading.
        """
        columns, rows = table.shown(), table.rows[: self._most - 1]
        sheet = self._sheet(table.title, [column.width for column in columns])
        sheet.freeze_panes = f"{get_column_letter(table.frozen + 1)}2"
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
        sheet.print_title_rows = "1:1"
        if table.printed:
            every = [column.heading for column in table.columns]
            printed = set(every[: every.index(table.printed) + 1])
            last = sum(column.heading in printed for column in columns)
            sheet.print_area = f"A1:{get_column_letter(last)}{len(rows) + 1}"
        for heading, choice in choices:
            letter = get_column_letter([column.heading for column in columns].index(heading) + 1)
            choice.add(f"{letter}2:{letter}{min(len(rows) + 1 + _SPARE, MOST_ROWS)}")
            sheet.data_validations.append(choice)
        self._filled.append(_Filled(sheet, columns, _rows(columns, rows), len(rows) + 1))

    def add_page(self, title: str, widths: Sequence[int], rows: Iterable[Sequence[Shown]]) -> None:
        """Adds a sheet to be read from top to bottom."""
        sheet = self._sheet(title, widths)
        sheet.sheet_view.showGridLines = False
        told = list(rows)
        self._filled.append(_Filled(sheet, [Column("", width, "plain") for width in widths], told, len(told)))

    def bytes(self, active: str) -> bytes:
        """The file, which opens on the sheet ``active``."""
        self._book.active = self._book.sheetnames.index(active)
        for sheet in self._book.worksheets:
            sheet.sheet_view.tabSelected = sheet.title == active
        properties = self._book.properties
        properties.creator, properties.title = "factlint", "Findings for review"
        numbers = styles(self._book.worksheets[0])
        out = io.BytesIO()
        self._book.save(out)
        properties.created = properties.modified = self._as_of
        with zipfile.ZipFile(out) as shell:
            return packed(_parts(shell, self._filled, numbers, tostring(properties.to_tree())))

    def _sheet(self, title: str, widths: Sequence[int]) -> Any:
        sheet = self._book.create_sheet(title)
        for number, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_margins.left = sheet.page_margins.right = 0.4
        sheet.page_margins.top, sheet.page_margins.bottom, sheet.page_margins.footer = 0.5, 0.8, 0.4
        sheet.oddFooter.left.text, sheet.oddFooter.right.text = "&A", "&P / &N"
        return sheet


def _parts(
    shell: zipfile.ZipFile, sheets: Iterable[_Filled], numbers: Styles, core: bytes
) -> Iterator[tuple[str, Iterable[bytes]]]:
    """The parts of the file, each to be taken whole before the next: where links lead is known after their sheet."""
    filled = {each.sheet.path.lstrip("/"): each for each in sheets}
    for name in shell.namelist():
        if name not in filled:
            yield name, [core if name == _CORE else shell.read(name)]
            continue
        rows = Rows(filled[name].columns, numbers)
        yield name, _sheet_xml(shell.read(name), filled[name], rows)
        if relations := rows.relations():
            folder, _, file = name.rpartition("/")
            yield f"{folder}/_rels/{file}.rels", [relations]


def _sheet_xml(shell: bytes, filled: _Filled, rows: Rows) -> Iterator[bytes]:
    """The XML of a sheet, from that of one without cells."""
    size = f'<dimension ref="A1:{get_column_letter(len(filled.columns))}{max(filled.height, 1)}"/>'
    before, after = _CELLS.split(_SIZE.sub(size.encode(), shell))
    margins = after.index(_AFTER_LINKS)
    yield before + b"<sheetData>"
    yield from rows.xml(filled.rows)
    yield b"</sheetData>" + after[:margins] + rows.links() + after[margins:]


def _rows(columns: Sequence[Column], rows: Iterable[Row]) -> Iterator[list[Shown]]:
    headings = [column.heading for column in columns]
    yield [Marked(column.heading, _head(column)) for column in columns]
    for row in rows:
        yield [row.get(heading) for heading in headings]


def _head(column: Column) -> str:
    return "person-head" if column.style.startswith("person") else "head"
