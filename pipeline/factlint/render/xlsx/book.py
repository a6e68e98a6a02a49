"""Writes sheets into a workbook; the same sheets give the same bytes."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from copy import copy
from math import ceil
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.xml.functions import tostring

from factlint.render.office import repacked
from factlint.render.xlsx.cells import Column, Linked, Marked, Shown, Table, Value, bare, is_like_formula, text
from factlint.render.xlsx.styles import LOOKS, styles

MOST_ROWS: Final = 1_048_576
MOST_LINKS: Final = 60_000  # a sheet with more than 65,530 is taken for a damaged one
_CORE: Final = "docProps/core.xml"
_SPARE: Final = 200  # rows below the last that people may fill in
_A4: Final = 9
_LINE: Final = 13.5  # points, for a line of a cell
_NARROW: Final = 1.1  # characters of running text for one of the widths that columns are measured by
_HIGHEST: Final = 409.0
_LONG: Final = 5_000  # characters, which is more than the highest row can show


class _Height(RowDimension):
    """The height of a row that grows when somebody writes more into it; LibreOffice works none out by itself."""

    @property
    def customHeight(self) -> bool:  # noqa: N802 - the name that the library gives it
        return False


class Book:
    """A workbook that is being written, sheet by sheet.

    Args:
        as_of: the day it is dated by.
        most: how many rows a sheet holds, its headings among them.
    """

    def __init__(self, as_of: dt.date, most: int = MOST_ROWS) -> None:
        self._book: Any = Workbook(write_only=True)
        self._as_of, self._most = dt.datetime.combine(as_of, dt.time()), most
        self._styles: dict[tuple[str, bool], Any] = {}
        self._links = 0

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
        self._append(sheet, 1, [Marked(column.heading, _head(column)) for column in columns], columns)
        for number, row in enumerate(rows, 2):
            shown = [row.get(column.heading) for column in columns]
            self._append(sheet, number, shown, columns)

    def add_page(self, title: str, widths: Sequence[int], rows: Iterable[Sequence[Shown]]) -> None:
        """Adds a sheet to be read from top to bottom."""
        sheet = self._sheet(title, widths)
        sheet.sheet_view.showGridLines = False
        columns = [Column("", width, "plain") for width in widths]
        for number, row in enumerate(rows, 1):
            self._append(sheet, number, row, columns)

    def bytes(self, active: str) -> bytes:
        """The file, which opens on the sheet ``active``."""
        self._book.active = self._book.sheetnames.index(active)
        for sheet in self._book.worksheets:
            sheet.sheet_view.tabSelected = sheet.title == active
        properties = self._book.properties
        properties.creator, properties.title = "factlint", "Findings for review"
        out = io.BytesIO()
        self._book.save(out)
        properties.created = properties.modified = self._as_of
        return repacked(out.getvalue(), {_CORE: tostring(properties.to_tree())})

    def _sheet(self, title: str, widths: Sequence[int]) -> Any:
        sheet = self._book.create_sheet(title)
        self._links = 0
        self._styles = self._styles or styles(sheet)
        for number, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_margins.left = sheet.page_margins.right = 0.4
        sheet.page_margins.top, sheet.page_margins.bottom, sheet.page_margins.footer = 0.5, 0.8, 0.4
        sheet.oddFooter.left.text, sheet.oddFooter.right.text = "&A", "&P / &N"
        return sheet

    def _append(self, sheet: Any, number: int, row: Sequence[Shown], columns: Sequence[Column]) -> None:
        lines = max((_lines(each, column) for each, column in zip(row, columns, strict=False)), default=1)
        if lines > 1:
            sheet.row_dimensions[number] = _Height(sheet, number, ht=min(lines * _LINE + 1, _HIGHEST))
        pairs = zip(row, columns, strict=False)
        sheet.append([self._cell(sheet, each, column.style) for each, column in pairs])

    def _cell(self, sheet: Any, shown: Shown, style: str) -> Any:
        value, target, place = shown, "", ""
        if isinstance(shown, Linked):
            value, target, place = shown
            style = "plain-link" if style == "plain" else "link"
        elif isinstance(shown, Marked):
            value, style = shown
        cell: Any = WriteOnlyCell(sheet)
        self._fill(cell, value, style)
        if (target or place) and value not in (None, "") and self._links < MOST_LINKS:
            self._links += 1
            cell.hyperlink = Hyperlink(ref="A1", target=target or None, location=place or None)
        return cell

    def _fill(self, cell: Any, value: Any, style: str) -> None:
        if isinstance(value, str):
            words = text(value)
            cell._style = copy(self._styles[style, is_like_formula(words)])
            cell.value = words
            # Said last: a text that begins with a sign is not to be taken for a formula, nor #N/A for an error.
            cell.data_type = "s"
        else:
            cell._style = copy(self._styles[_of_dates(style, value), False])
            cell.value = value


def _head(column: Column) -> str:
    return "person-head" if column.style.startswith("person") else "head"


def _of_dates(style: str, value: Value) -> str:
    if not isinstance(value, dt.date):
        return style
    return {"person": "person-date", "plain": "plain-date", "text": "date"}.get(style, style)


def _lines(shown: Shown, column: Column) -> int:
    """How many lines a cell takes, about."""
    value, style = bare(shown), shown.style if isinstance(shown, Marked) else column.style
    if not isinstance(value, str) or not LOOKS[style].wrap:
        return 1
    return sum(ceil(len(part) / column.width / _NARROW) or 1 for part in value[:_LONG].split("\n"))
