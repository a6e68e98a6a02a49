"""The rows of a sheet as XML, with their links.

They are written here because a sheet has hundreds of thousands of cells: a library that makes an object of each takes
most of a run for them. All else of the workbook is the library's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from html import escape
from math import ceil, isfinite
from typing import Any, Final, NamedTuple

from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel

from factlint.render.office import xml_text
from factlint.render.xlsx.cells import Column, Linked, Marked, Shown, Value, is_like_formula, text
from factlint.render.xlsx.styles import LOOKS

MOST_LINKS: Final = 60_000  # a sheet with more than 65,530 is taken for a damaged one
_AT_ONCE: Final = 500  # rows that are held as XML
_LINE: Final = 13.5  # points, for a line of a cell
_NARROW: Final = 1.1  # characters of running text for one of the widths that columns are measured by
_HIGHEST: Final = 409.0
_SHORT: Final = 80  # characters of a text that other rows may well have too
_LONG: Final = 5_000  # characters, which is more than the highest row can show
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_DATES: Final = {"person": "person-date", "plain": "plain-date"}
_WRAPPED: Final = frozenset(name for name, look in LOOKS.items() if look.wrap)

Styles = Mapping[tuple[str, bool], int]
"""The number of a style by its name, and by whether its text is to be kept from being taken for a formula."""

_serial: Any = to_excel  # the stubs have no types for it


class _Place(NamedTuple):
    """A column as its cells need it: ``room`` is how many characters fit on a line."""

    letter: str
    style: str
    room: float


class Rows:
    """Turns the rows of one sheet into XML.

    Args:
        columns: from left to right.
        styles: of the workbook.
    """

    def __init__(self, columns: Sequence[Column], styles: Styles) -> None:
        self._styles = styles
        self._columns = [
            _Place(get_column_letter(number), column.style, column.width * _NARROW)
            for number, column in enumerate(columns, 1)
        ]
        # Names, values and dates stand in many rows; 1 and true are different cells.
        self._repeated = lru_cache(maxsize=8_192, typed=True)(self._content)
        self._links: list[str] = []
        self._targets: list[str] = []

    def xml(self, rows: Iterable[Sequence[Shown]]) -> Iterator[bytes]:
        """What stands within ``sheetData``, in pieces; the links are known when all of it was taken."""
        held: list[str] = []
        for number, row in enumerate(rows, 1):
            held.append(self._row(number, row))
            if len(held) == _AT_ONCE:
                yield "".join(held).encode()
                held.clear()
        yield "".join(held).encode()

    def links(self) -> bytes:
        """The element of the sheet that says which cells are links; nothing where none is."""
        return f'<hyperlinks xmlns:r="{_OFFICE}">{"".join(self._links)}</hyperlinks>'.encode() if self._links else b""

    def relations(self) -> bytes:
        """The part beside the sheet that says where links lead that leave the workbook; nothing where none does."""
        each = (
            f'<Relationship Id="rId{number}" Type="{_OFFICE}/hyperlink" Target="{target}" TargetMode="External"/>'
            for number, target in enumerate(self._targets, 1)
        )
        return f'<Relationships xmlns="{_PACKAGE}">{"".join(each)}</Relationships>'.encode() if self._targets else b""

    def _row(self, number: int, row: Sequence[Shown]) -> str:
        cells, lines = [], 1
        for shown, (letter, style, room) in zip(row, self._columns, strict=False):
            value: Any = shown
            if isinstance(shown, Linked):
                value, style = shown.value, "plain-link" if style == "plain" else "link"
                self._link(f"{letter}{number}", shown)
            elif isinstance(shown, Marked):
                value, style = shown
            if isinstance(value, str) and len(value) > _SHORT:
                cells.append(f'<c r="{letter}{number}" {self._content(value, style)}')
            else:
                cells.append(f'<c r="{letter}{number}" {self._repeated(value, style)}')
            if isinstance(value, str) and (len(value) > room or "\n" in value) and style in _WRAPPED:
                lines = max(lines, _lines(value, room))
        # No customHeight: a row grows when somebody writes more into it. LibreOffice works none out by itself.
        height = f' ht="{min(lines * _LINE + 1, _HIGHEST):g}"' if lines > 1 else ""
        return f'<row r="{number}"{height}>{"".join(cells)}</row>'

    def _content(self, value: Value, style: str) -> str:
        """A cell from its style on."""
        if value is None or value == "":
            return f's="{self._styles[style, False]}"/>'
        if isinstance(value, str):
            # Said to be text: what begins with a sign is not to be taken for a formula, nor #N/A for an error.
            words = text(value)
            kept = ' xml:space="preserve"' if words != words.strip() else ""
            number = self._styles[style, is_like_formula(words)]
            return f's="{number}" t="inlineStr"><is><t{kept}>{escape(words, quote=False)}</t></is></c>'
        if isinstance(value, dt.date):
            style = _DATES.get(style, style if style.endswith(("date", "moment")) else "date")
        kind = ' t="b"' if isinstance(value, bool) else ""
        return f's="{self._styles[style, False]}"{kind}><v>{_number(value)}</v></c>'

    def _link(self, place: str, shown: Linked) -> None:
        if shown.value in (None, "") or not (shown.target or shown.place) or len(self._links) >= MOST_LINKS:
            return
        where = f' location="{escape(xml_text(shown.place))}"' if shown.place else ""
        if shown.target:
            self._targets.append(escape(xml_text(shown.target)))
            where += f' r:id="rId{len(self._targets)}"'
        self._links.append(f'<hyperlink ref="{place}"{where}/>')


def _number(value: float | dt.date) -> str:
    """A number, truth or day as a cell has it; nothing for a number that is none."""
    number: Any = _serial(value) if isinstance(value, dt.date) else int(value) if isinstance(value, bool) else value
    return "" if isinstance(number, float) and not isfinite(number) else repr(number)


def _lines(value: str, room: float) -> int:
    """How many lines a text takes, about."""
    return sum(ceil(len(part) / room) or 1 for part in value[:_LONG].split("\n"))
