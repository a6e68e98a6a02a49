"""Tables that are not findings (facts, unread sentences, mentions, rules), in the formats they share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from factlint.render import as_csv
from factlint.render.as_json import dumps
from factlint.render.cells import one_line
from factlint.render.markdown import escaped
from factlint.render.overview import NEXT
from factlint.render.text import shortened, wrapped

if TYPE_CHECKING:
    from factlint.render.base import Options

_WIDEST: Final = 40
_NARROWEST: Final = 20
_ENOUGH: Final = 36
"""Columns in which a sentence can be read, however many lines it takes."""
_LINES: Final = 3
_GAP: Final = "  "
_BELOW: Final = "    "


@dataclass(frozen=True)
class Listing:
    """One table.

    Attributes:
        key: what JSON calls the rows.
        columns: those that CSV and JSON hold.
        rows: by column name; may hold more, for people only.
        shown: the columns that people are shown, the longest last.
        head: what JSON holds besides the rows.
        foot: lines for people after the table.
        next: the next useful command, and what it does; for people at a terminal.
    """

    key: str
    columns: Sequence[str]
    rows: Sequence[Mapping[str, Any]]
    shown: Sequence[str]
    head: Mapping[str, Any] = field(default_factory=dict)
    foot: Sequence[str] = ()
    next: str = ""


def full(listing: Listing, options: Options) -> str:
    """Aligned columns for a terminal; what does not fit is cut, but for the last column, which is wrapped.

    Where the others leave it too little room, the last column stands below them.
    """
    from rich.cells import cell_len

    grid = [list(listing.shown), *([_text(row.get(name)) for name in listing.shown] for row in listing.rows)]
    widths = [_column_width(index, column, cell_len) for index, column in enumerate(zip(*grid, strict=True))]
    start = sum(width + len(_GAP) for width in widths[:-1])
    last = max(cell_len(cells[-1]) for cells in grid)
    row = _stacked if _is_tight(start, last, options.width) else _aligned
    lines = [line for cells in grid for line in row(cells, widths[:-1], options.width, cell_len)]
    lines = lines if listing.rows else []
    steps = [f"{NEXT}{listing.next}"] if listing.next else []
    foot = [] if options.quiet else [one_line(line) for line in (*listing.foot, *steps)]
    between = [""] if lines and foot else []
    return "".join(f"{line}\n" for line in [*lines, *between, *foot])


def as_table(listing: Listing, options: Options) -> str:
    """A Markdown table."""
    lines = [
        "| " + " | ".join(listing.shown) + " |",
        "|" + " --- |" * len(listing.shown),
        *("| " + " | ".join(escaped(_text(row.get(name))) for name in listing.shown) + " |" for row in listing.rows),
    ]
    foot = [] if options.quiet else [f"{escaped(line)}  " for line in listing.foot]
    between = [""] if foot else []
    return "".join(f"{line}\n" for line in [*lines, *between, *foot])


def csv(listing: Listing, options: Options) -> str:  # noqa: ARG001 - every format takes the same
    """A header and a row for each."""
    return as_csv.write(listing.columns, listing.rows)


def json(listing: Listing, options: Options) -> str:  # noqa: ARG001 - every format takes the same
    """An object with the rows under the listing's key."""
    rows = [{name: row.get(name) for name in listing.columns} for row in listing.rows]
    return dumps({**listing.head, listing.key: rows})


LISTING_FORMATS: Final[Mapping[str, Callable[[Listing, Options], str]]] = {
    "full": full,
    "json": json,
    "csv": csv,
    "markdown": as_table,
}


def _text(cell: object) -> str:
    return "" if cell is None else one_line(cell)


def _column_width(index: int, cells: Sequence[str], cell_len: Callable[[str], int]) -> int:
    # Places are never cut: they are there to be followed.
    widest = max(map(cell_len, cells))
    return widest if index == 0 else min(widest, _WIDEST)


def _is_tight(start: int, last: int, width: int) -> bool:
    """Whether the last column would be a ladder of words, or stand outside of the terminal."""
    room = max(width - start, _NARROWEST)
    return last > room and (start > width or (start + _ENOUGH > width and last > _LINES * room))


def _stacked(cells: Sequence[str], widths: Sequence[int], most: int, cell_len: Callable[[str], int]) -> list[str]:
    return [_start(cells, widths, cell_len).rstrip(), *wrapped(cells[-1], most, _BELOW)]


def _start(cells: Sequence[str], widths: Sequence[int], cell_len: Callable[[str], int]) -> str:
    """All columns but the last."""
    parts = [shortened(cell, width) for cell, width in zip(cells[:-1], widths, strict=True)]
    padded = [part + " " * (width - cell_len(part)) for part, width in zip(parts, widths, strict=True)]
    return "".join(part + _GAP for part in padded)


def _aligned(cells: Sequence[str], widths: Sequence[int], most: int, cell_len: Callable[[str], int]) -> list[str]:
    start = _start(cells, widths, cell_len)
    indent = " " * cell_len(start)
    last = wrapped(cells[-1], max(most, len(indent) + _NARROWEST), indent) or [""]
    return [(start + last[0][len(indent) :]).rstrip(), *last[1:]]
