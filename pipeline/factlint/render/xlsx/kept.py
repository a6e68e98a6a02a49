"""What people wrote into a workbook that is written over: it is kept by fingerprint, or the workbook is."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from factlint.decisions.grids import MAX_BYTES, Cell, Grid, read_book
from factlint.decisions.headings import FINDINGS, FINGERPRINT, PEOPLE, check_merged, columns, text_of
from factlint.errors import FactlintError
from factlint.render.xlsx import layout
from factlint.render.xlsx.strays import check_about, check_table, links

ELSEWHERE: Final = "write to another file"
# Parts of a workbook that cannot be carried over, by how their names begin.
_LOST: Final = {
    "xl/externalLinks/": "refers to other files",
    "xl/vbaProject": "holds macros",
    "xl/comments": "has comments on its cells",
    "xl/threadedComments": "has comments on its cells",
    "xl/charts": "holds charts",
    "xl/media": "holds pictures",
    "xl/pivot": "holds pivot tables",
    "xl/embeddings": "holds other files",
}


class Note(NamedTuple):
    """What people wrote about one finding.

    Attributes:
        fingerprint: of the finding; "" for a row that people added.
        what: the finding, as it was told.
        since: the day of the first run that no longer had it; None where it had.
        cells: what they wrote, by heading.
    """

    fingerprint: str
    what: str
    since: Cell
    cells: Mapping[str, Cell]


class Kept(NamedTuple):
    """What people wrote into a workbook.

    Attributes:
        own: headings of the columns that they added.
        notes: about findings, in the order of the sheets.
    """

    own: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


def kept(existing: bytes | None) -> Kept:
    """What people wrote into the file that is written over.

    Raises:
        FactlintError: it is no workbook that was written here, or holds what would be lost.
    """
    if not existing:
        return Kept()
    try:
        return _kept(existing)
    except FactlintError as error:
        remedy = f"{error.remedy}, or {ELSEWHERE}" if error.remedy and error.remedy != ELSEWHERE else ELSEWHERE
        raise FactlintError(f"the file that the workbook would replace: {error.message}", remedy=remedy) from None


def _kept(existing: bytes) -> Kept:
    if len(existing) > MAX_BYTES:
        raise FactlintError(f"it is larger than {MAX_BYTES:,} bytes")
    book = read_book(existing, (FINDINGS, layout.EARLIER), plain=(layout.ABOUT, *layout.HEADINGS))
    if FINDINGS not in book.names:
        raise FactlintError(f"it has no sheet {FINDINGS!r}: it is not one of factlint's", remedy=ELSEWHERE)
    _check_parts(book.parts)
    _check_drawings(existing, book.parts)
    if strange := [name for name in book.names if name not in layout.SHEETS]:
        raise FactlintError(f"its sheet {strange[0]!r} would be lost", remedy="move that sheet to a file of its own")
    grids = {grid.name: grid for grid in book.grids}
    for name, headings in layout.HEADINGS.items():
        if name in grids:
            check_table(grids[name], headings)
    ours = check_about(grids.get(layout.ABOUT))
    notes, own = _notes(grids[FINDINGS], ours)
    earlier, added = _notes(grids[layout.EARLIER], layout.EARLIER_OWN) if layout.EARLIER in grids else ([], [])
    return Kept(tuple(dict.fromkeys([*own, *added])), (*notes, *earlier))


def _check_parts(parts: Sequence[str]) -> None:
    for start, what in _LOST.items():
        if any(part.startswith(start) for part in parts):
            raise FactlintError(f"it {what}, which would be lost", remedy="take them out")


def _check_drawings(existing: bytes, parts: Sequence[str]) -> None:
    """Refuses text boxes; a drawing that holds nothing is written by some programs for every sheet."""
    with zipfile.ZipFile(io.BytesIO(existing)) as archive:
        if any(part.startswith("xl/drawings/") and b"Anchor>" in archive.read(part) for part in parts):
            raise FactlintError("it holds text boxes or drawings, which would be lost", remedy="take them out")


def _notes(grid: Grid, ours: Sequence[str]) -> tuple[list[Note], list[str]]:
    places = columns(grid, (FINGERPRINT, *PEOPLE))
    own = [name for name in places if name not in ours]
    if taken := [name for name in own if name in (*layout.ALL, layout.SINCE)]:
        message = f"the column {taken[0]!r} of its sheet {grid.name!r} has a name that factlint gives to its own"
        raise FactlintError(message, remedy="rename that column")
    check_merged(grid, {name: places[name] for name in (*PEOPLE, *own)})
    leading = links(grid)
    notes = []
    for number, row in enumerate(grid.rows[1:], 1):
        cells = {name: _cell(row, number, places[name], leading) for name in (*PEOPLE, *own)}
        fingerprint = text_of(row, places[FINGERPRINT])
        what = text_of(row, places.get(layout.WHAT)) if fingerprint else _typed(row, places, (*cells, layout.SINCE))
        if any(cell not in (None, "") for cell in cells.values()) or (what and not fingerprint):
            since = _cell(row, number, places[layout.SINCE], {}) if layout.SINCE in places else None
            notes.append(Note(fingerprint, what, since, cells))
    return notes, own


def _typed(row: Sequence[Cell], places: Mapping[str, int], apart: Sequence[str]) -> str:
    """What stands in our columns of a row that is not ours: people wrote that."""
    texts = (text_of(row, index) for name, index in places.items() if name not in apart)
    return "; ".join(filter(None, texts))


def _cell(row: Sequence[Cell], number: int, index: int, leading: Mapping[tuple[int, int], str]) -> Cell:
    """A cell; an address that it leads to is put behind its words."""
    cell = row[index] if index < len(row) else None
    address = leading.get((number, index), "")
    if not address or str(cell or "").strip() in (address, address.removeprefix("mailto:"), address.rstrip("/")):
        return cell
    return f"{cell} ({address})" if cell not in (None, "") else address
