"""Tables: which cell heads which row and which column."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from factlint.pages import Block, BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factlint.load.draft import Outline
    from factlint.spans import Span

_WIDEST = 100  # columns or rows that one cell may span; more is a mistake or an attack


class Cell(NamedTuple):
    """A cell as its format gives it.

    Attributes:
        spans: its texts, none for an empty cell.
        head: whether it is marked as a head of its row or column.
        columns: how many columns it spans.
        rows: how many rows it spans.
    """

    spans: tuple[Span, ...]
    head: bool = False
    columns: int = 1
    rows: int = 1


def add_table(outline: Outline, rows: Sequence[Sequence[Cell]], table: int, headed: bool) -> None:
    """Adds a table's cells to ``outline``, row by row.

    Args:
        outline: where the blocks go.
        rows: the cells of each row; the first is the header row if ``headed``.
        table: the number of the table on its page.
        headed: whether there is a header row. Without one, rows are numbered from 1.
    """
    grid = _Grid(outline, table)
    for number, cells in enumerate(rows, 0 if headed else 1):
        grid.add_row(cells, number, header=headed and (number == 0 or _is_new_header(cells)))


def _is_new_header(cells: Sequence[Cell]) -> bool:
    return len(cells) > 1 and all(cell.head for cell in cells)


class _FromAbove(NamedTuple):
    """A cell of an earlier row that still covers a column."""

    rows_left: int
    block: int | None


class _Grid:
    def __init__(self, outline: Outline, table: int) -> None:
        self._blocks = outline.blocks
        self._table = table
        self._column_heads: dict[int, int] = {}
        self._above: dict[int, _FromAbove] = {}

    def add_row(self, cells: Sequence[Cell], number: int, header: bool) -> None:
        row_head = None if header else self._row_head(cells)
        here: dict[int, int] = {}
        below = {column: _FromAbove(left - 1, block) for column, (left, block) in self._above.items() if left > 1}
        column = 0
        for cell in cells:
            column = self._free_column(column)
            first = len(self._blocks) if cell.spans else None
            for span in cell.spans:
                self._add(span, number, row_head if row_head != first else None, None if header else column)
            for covered in range(column, column + min(max(cell.columns, 1), _WIDEST)):
                if first is not None:
                    here[covered] = first
                if cell.rows > 1:
                    below[covered] = _FromAbove(min(cell.rows, _WIDEST) - 1, first)
                column = covered + 1
        self._above = below
        if header:
            self._column_heads = here

    def _free_column(self, column: int) -> int:
        while column in self._above:
            column += 1
        return column

    def _row_head(self, cells: Sequence[Cell]) -> int | None:
        """The block of the cell marked as head, else of the first, before the row's blocks are there."""
        marked = next((index for index, cell in enumerate(cells) if cell.head), None)
        if marked is None and 0 in self._above:
            return self._above[0].block
        before = sum(len(cell.spans) for cell in cells[: marked or 0])
        return len(self._blocks) + before if cells and cells[marked or 0].spans else None

    def _add(self, span: Span, row: int, row_head: int | None, column: int | None) -> None:
        column_head = None if column is None else self._column_heads.get(column)
        self._blocks.append(
            Block(
                BlockKind.CELL,
                span.start,
                span.end,
                row_head=row_head,
                column_head=column_head,
                row=row,
                table=self._table,
            )
        )
