"""What people wrote where a workbook has no room for it: it is refused before it would be lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NoReturn

from factlint.decisions import Kind
from factlint.decisions.headings import FINDINGS, FINGERPRINT, PEOPLE, text_of
from factlint.errors import FactlintError
from factlint.render.xlsx import layout

if TYPE_CHECKING:
    from factlint.decisions.grids import Grid

_ELSEWHERE: Final = f"move it to the sheet {FINDINGS!r}, where columns of your own are kept"
_LABELS: Final = ("", *layout.ABOUT_LABELS, *Kind, *layout.SHEETS)
_ALWAYS: Final = ("Page", "Finding", "Fact", "Authority", "When")  # columns that every row of ours fills
_MOST_LINKED: Final = 10_000  # cells


def check_table(grid: Grid, headings: Sequence[str]) -> None:
    """Refuses a sheet to which people added a column, a cell or a row, where nothing ties them to a finding.

    Raises:
        FactlintError: it has one.
    """
    head = [text_of(grid.rows[0], index) for index in range(len(grid.rows[0]))] if grid.rows else []
    for name in head:
        if name and name not in headings:
            message = f"the column {name[:100]!r} of its sheet {grid.name!r} would be lost"
            raise FactlintError(message, remedy=_ELSEWHERE)
    needed = {index for index, name in enumerate(head) if name in _ALWAYS}
    for number, row in enumerate(grid.rows[1:], 2):
        filled = [index for index, cell in enumerate(row) if cell not in (None, "")]
        for index in filled:
            if index >= len(head) or not head[index]:
                _refuse(grid, number, index)
        if filled and not needed <= set(filled):
            _refuse(grid, number, filled[0])


def check_about(grid: Grid | None) -> tuple[str, ...]:
    """Refuses what people wrote on the first sheet, as far as that can be told.

    Returns:
        The headings of the columns of the sheet of findings that are ours: others may have their names.

    Raises:
        FactlintError: people wrote something there.
    """
    ours: tuple[str, ...] = (*PEOPLE, FINGERPRINT, *layout.ALWAYS)
    over = False
    for number, row in enumerate(grid.rows if grid else (), 1):
        texts = [text_of(row, index) for index in range(len(row))]
        strange = [index for index, text in enumerate(texts) if text and (over or index > 1)]
        if texts and texts[0] not in _LABELS:
            strange = [0]
        if grid and strange:
            _refuse(grid, number, strange[0])
        if texts[:1] == [layout.OURS]:
            ours = (*ours, *texts[1].partition(": ")[2].split("; "))
        over = over or layout.LAST in texts
    return ours


def links(grid: Grid) -> Mapping[tuple[int, int], str]:
    """Where cells lead to, by row and column from 0."""
    return dict(_linked(grid))


def _linked(grid: Grid) -> Iterator[tuple[tuple[int, int], str]]:
    for where, target in grid.marks.links:
        wide, high = where.right - where.left + 1, where.bottom - where.top + 1
        if target and wide * high <= _MOST_LINKED:
            for row in range(where.top - 1, where.bottom):
                yield from (((row, column), target) for column in range(where.left - 1, where.right))


def _refuse(grid: Grid, row: int, index: int) -> NoReturn:
    from openpyxl.utils import get_column_letter

    where = f"{get_column_letter(index + 1)}{row}"
    raise FactlintError(f"the cell {where} of its sheet {grid.name!r} would be lost", remedy=_ELSEWHERE)
