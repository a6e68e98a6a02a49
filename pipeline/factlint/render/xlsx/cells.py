"""What goes into the cells of a workbook: text that stays text, numbers, dates, and links that lead somewhere known."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias

from factlint.render.office import xml_text

Value: TypeAlias = str | int | float | dt.date | None
MOST: Final = 32_767
"""How many characters a cell holds, counted as spreadsheets count them: one beyond the basic plane is two."""
_ESCAPE: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_LIKE_FORMULA: Final = ("=", "+", "-", "@", "\t", "\n", "'", "＝", "＋", "－", "＠")


class Linked(NamedTuple):
    """A value that leads somewhere: to an address, or to a place in the workbook such as ``'Facts'!A2``."""

    value: Value
    target: str = ""
    place: str = ""


class Marked(NamedTuple):
    """A value in one of the styles of the workbook, instead of its column's."""

    value: Value
    style: str


Shown: TypeAlias = Value | Linked | Marked
Row: TypeAlias = Mapping[str, Shown]


class Column(NamedTuple):
    """A column of a sheet.

    Attributes:
        heading: its name in the first row, by which rows give their cells.
        width: in characters.
        style: of its cells.
        optional: whether it is left out where every cell of it is empty.
    """

    heading: str
    width: int
    style: str = "text"
    optional: bool = False


@dataclass(frozen=True)
class Table:
    """A sheet.

    Attributes:
        title: its name.
        columns: from left to right.
        rows: below the headings.
        frozen: how many columns stay in view as people scroll.
        printed: the last column that is printed; "" for all.
    """

    title: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    frozen: int = 1
    printed: str = ""

    def shown(self) -> list[Column]:
        """The columns that are not left out."""
        return [each for each in self.columns if not each.optional or self._is_filled(each.heading)]

    def _is_filled(self, heading: str) -> bool:
        return any(bare(row.get(heading)) not in (None, "") for row in self.rows)


def bare(cell: Shown) -> Value:
    """A cell without its link or style."""
    return cell.value if isinstance(cell, Linked | Marked) else cell


def text(value: str) -> str:
    """Text as a cell holds it: nothing that XML cannot, no more than fits, and shown as it is written."""
    if value.isprintable() and "_x" not in value and len(value) * 2 <= MOST:
        return value  # as nearly all of them are
    # A spreadsheet takes _x0041_ for a character; the mark before it says that it is meant as it stands.
    return _cut(_ESCAPE.sub("_x005F_", xml_text(value)))


def is_like_formula(value: str) -> bool:
    """Whether a spreadsheet would take text for something else as soon as somebody touches its cell."""
    return value.startswith(_LIKE_FORMULA)


def _cut(value: str) -> str:
    if len(value) * 2 <= MOST or len(value.encode("utf-16-le")) // 2 <= MOST:
        return value
    room = value.encode("utf-16-le")[: 2 * (MOST - 1)]
    return room.decode("utf-16-le", "ignore") + "…"
