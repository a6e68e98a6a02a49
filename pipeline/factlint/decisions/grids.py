"""Spreadsheets that people hand back, as rows of plain values: workbooks and CSV, whoever made them.

Nothing in them is trusted: what is too large, broken or made to cost time is the user's mistake, and no formula is
worked out.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from factlint.decisions.sheetmarks import Marks, marks_of
from factlint.errors import FactlintError

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

Cell: TypeAlias = str | int | float | dt.date | None
MAX_BYTES: Final = 100_000_000
MAX_UNPACKED: Final = 400_000_000
MAX_PARTS: Final = 5_000
MAX_ROWS: Final = 1_048_576
MAX_CELLS: Final = 5_000_000
MAX_COLUMNS: Final = 500
_ESCAPED: Final = re.compile("_x(005F|000D)_")
_DELIMITERS: Final = ",;\t"


class Grid(NamedTuple):
    """One sheet: rows of cells, of which the first is row 1; rows may differ in length."""

    name: str
    rows: Sequence[Sequence[Cell]]
    marks: Marks = Marks()


class Book(NamedTuple):
    """A workbook: the names of its sheets and of the parts of its file, and those sheets that were wanted."""

    names: Sequence[str]
    parts: Sequence[str]
    grids: Sequence[Grid]


def read_book(data: bytes, wanted: Iterable[str] = (), *, plain: Iterable[str] = ()) -> Book:
    """The sheets of a workbook (xlsx).

    Args:
        data: of the file.
        wanted: names of the sheets to read; none reads them all.
        plain: names of sheets to read as they stand, formulas as their text, which takes half the time.

    Raises:
        FactlintError: it is no workbook, broken, or larger than any that people fill in.
    """
    parts = _parts(data)
    bare, whole = set(plain), set(wanted)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about what a workbook holds besides cells
            shown, formulas = _opened(data, values=True), _opened(data, values=False)
            names = [str(each.title) for each in shown.worksheets]
            chosen = [name for name in names if not whole or name in whole | bare]
            return Book(names, parts, [_grid(name, shown, formulas, name in bare) for name in chosen])
    except FactlintError:
        raise
    except MemoryError:
        raise _too_large() from None
    except Exception as error:  # a file made to break its reader can raise anything
        message = f"it cannot be read as a workbook: {type(error).__name__}"
        raise FactlintError(message, remedy="open it in a spreadsheet and save it as .xlsx") from None


def read_csv(data: bytes) -> Grid:
    """The rows of CSV as spreadsheets save it: UTF-8, or UTF-16 with its mark, with commas, semicolons or tabs.

    Raises:
        FactlintError: it is too large, in another encoding, or no CSV.
    """
    if len(data) > MAX_BYTES:
        raise _too_large()
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        raise FactlintError("it is not UTF-8", remedy='save it as "CSV UTF-8", or as .xlsx') from None
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        rows = list(_bounded(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)))
    except csv.Error as error:
        raise FactlintError(f"it is no CSV: {error}", remedy="save it anew as CSV, or as .xlsx") from None
    return Grid("", rows)


def read_file(path: Path) -> list[Grid]:
    """The sheets of a file, a workbook or CSV by what it holds.

    Raises:
        FactlintError: it cannot be read; with its path.
    """
    from factlint.config import shown

    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        return list(read_book(data).grids) if data[:2] == b"PK" else [read_csv(data)]
    except OSError as error:
        remedy = "name a workbook (.xlsx) or CSV"
        raise FactlintError(f"cannot be read: {error.strerror}", remedy=remedy, path=shown(path)) from None
    except FactlintError as error:
        error.path = shown(path)
        raise


def _parts(data: bytes) -> list[str]:
    if len(data) > MAX_BYTES:
        raise _too_large()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise FactlintError("it is no workbook", remedy="name a file that is one (.xlsx)") from None
    # What a part is said to unpack to is all that is ever unpacked of it.
    if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_UNPACKED:
        raise _too_large()
    return [info.filename for info in infos]


def _opened(data: bytes, *, values: bool) -> Workbook:
    import openpyxl

    return openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=values, keep_links=False)


def _grid(name: str, shown: Workbook, formulas: Workbook, bare: bool) -> Grid:
    """A sheet; a formula counts as what it came to, and one that no program has worked out yet as its text."""
    if bare:
        return Grid(name, [[_plain(each) for each in row] for row in _values(formulas[name])])
    rows: list[list[Cell]] = []
    open_ones: list[tuple[int, int]] = []
    for number, (one, other) in enumerate(zip(_values(shown[name]), _values(formulas[name]), strict=True)):
        rows.append([_plain(text if value is None else value) for value, text in zip(one, other, strict=True)])
        without = zip(one, other, strict=True)
        open_ones += [(number, at) for at, (value, text) in enumerate(without) if value is None and text is not None]
    for number, at in _empty(shown[name], open_ones):
        rows[number][at] = None
    sheet: Any = shown[name]
    return Grid(name, rows, marks_of(sheet.parent._archive, sheet._worksheet_path))


def _empty(sheet: Any, open_ones: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Those of the formulas without a value that came to an empty text."""
    if not open_ones:
        return
    wanted = set(open_ones)
    for number, row in enumerate(sheet.iter_rows()):
        yield from ((number, at) for at, each in enumerate(row) if (number, at) in wanted and each.data_type == "str")


def _values(sheet: Any) -> Iterator[Sequence[Any]]:
    sheet.reset_dimensions()  # a sheet may claim to be larger than it is
    yield from _bounded(sheet.iter_rows(values_only=True))


def _bounded(rows: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
    cells = 0
    for number, row in enumerate(rows, 1):
        kept = row[:MAX_COLUMNS]
        cells += len(row)
        if number > MAX_ROWS or cells > MAX_CELLS or any(each not in (None, "") for each in row[MAX_COLUMNS:]):
            raise _too_large()
        yield kept


def _plain(value: Any) -> Cell:
    if isinstance(value, str):
        return _ESCAPED.sub(lambda found: "_" if found[1] == "005F" else "", value)
    if isinstance(value, dt.datetime):
        return value.date() if value.time() == dt.time() else value
    if value is None or isinstance(value, int | float | dt.date):
        return value
    if hasattr(value, "ref"):  # a formula of several cells: the library has an object for it
        text = getattr(value, "text", None)
        return str(text) if text else f"=a table of {value.ref}"
    return str(value)


def _too_large() -> FactlintError:
    return FactlintError("it is larger than any sheet for people", remedy="keep the rows that are filled in")
