"""The columns of a sheet of findings that people fill in, and how a sheet is found to have them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from factlint.decisions.grids import Cell, Grid
from factlint.errors import FactlintError

FINDINGS: Final = "Findings"
"""The sheet that has them."""
FINGERPRINT: Final = "Fingerprint"
DECISION: Final = "Decision"
REASON: Final = "Reason"
OWNER: Final = "Owner"
UNTIL: Final = "Until"
WHOM: Final = "Whom"
APPROVED_BY: Final = "Approved by"
COMMENT: Final = "Comment"
PEOPLE: Final = (DECISION, REASON, OWNER, UNTIL, WHOM, APPROVED_BY, COMMENT)
"""In the order in which they stand."""


def columns(grid: Grid, needed: Sequence[str]) -> Mapping[str, int]:
    """Where the columns of a sheet are, by the headings in its first row, as they are spelled there.

    Those of `PEOPLE` and the fingerprint are known whatever their capitals and spaces. A column without a heading that
    holds something is called by its letter.

    Raises:
        FactlintError: one of ``needed`` is not there, or two have one heading.
    """
    head = grid.rows[0] if grid.rows else ()
    known = {_folded(name): name for name in (*PEOPLE, FINGERPRINT)}
    found: dict[str, int] = {}
    for index in range(max((len(row) for row in grid.rows), default=0)):
        text = " ".join(str(head[index]).split()) if index < len(head) and head[index] is not None else ""
        name = known.get(_folded(text), text) or _unnamed(grid, index)
        if name in found:
            raise FactlintError(f"{_sheet(grid)}two columns are called {name!r}", remedy="rename one of them")
        if name:
            found[name] = index
    for name in needed:
        if name not in found:
            remedy = f"columns are told by the headings in row 1: put {name!r} back over its own"
            raise FactlintError(f"{_sheet(grid)}there is no column {name!r}", remedy=remedy)
    return found


def text_of(row: Sequence[Cell], index: int | None) -> str:
    """The cell of a row as text; "" where it is empty or not there."""
    value = row[index] if index is not None and index < len(row) else None
    return "" if value is None else " ".join(str(value).split())


def check_merged(grid: Grid, places: Mapping[str, int]) -> None:
    """Refuses merged cells where people fill in: what was meant for several rows would stand in the first alone.

    Args:
        grid: the sheet.
        places: where the columns are that people fill in, from 0, by heading.

    Raises:
        FactlintError: there are some.
    """
    for each in grid.marks.merged:
        for name, index in places.items():
            if each.left <= index + 1 <= each.right:
                message = f"the cells {each.name} of the sheet {grid.name!r} are merged (column {name!r})"
                raise FactlintError(message, remedy="take the merging back, and fill in each row")


def _unnamed(grid: Grid, index: int) -> str:
    if not any(text_of(row, index) for row in grid.rows[1:]):
        return ""
    from openpyxl.utils import get_column_letter

    return f"Column {get_column_letter(index + 1)}"


def _folded(text: str) -> str:
    return "".join(text.casefold().split()).replace("_", "")


def _sheet(grid: Grid) -> str:
    return f"sheet {grid.name!r}: " if grid.name else ""
