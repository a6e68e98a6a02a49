"""The rows of a table of agreed facts as they are written, each with its place; nothing is understood of them yet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from factlint.config import shown, suggestion
from factlint.domain.yamlfile import KeyPath, YamlFile, parse_yaml
from factlint.errors import ConfigError, SchemaError
from factlint.spans import Place

REQUIRED: Final = ("subject", "attribute", "value")
COLUMNS: Final = (
    *REQUIRED,
    *("scope", "valid_from", "valid_until", "source", "source_version", "approved_by", "owner"),
)
MAX_BYTES: Final = 2_000_000
MAX_ROWS: Final = 5_000
MAX_CELL: Final = 500
_FORMULA: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_YAML_LINE: Final = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_SPLIT: Final = "split the table into several files"


@dataclass(frozen=True)
class Written:
    """One row, or one entry of a list, as it is written.

    Attributes:
        cells: text by column, without space around it; what is empty is not there.
        file: the file, as messages name it.
        place: of the whole row.
        quote: the row as it stands in the file.
        places: line and column of each cell, where they are known.
    """

    cells: Mapping[str, str]
    file: str
    place: Place
    quote: str
    places: Mapping[str, tuple[int, int]]

    def error(self, cell: str, message: str, remedy: str) -> ConfigError:
        """An error in one cell."""
        line, column = self.places.get(cell, (self.place.line, None))
        return ConfigError(message, remedy=remedy, path=self.file, line=line, column=column)


def read_rows(path: Path, columns: Sequence[str] = COLUMNS, required: Sequence[str] = REQUIRED) -> list[Written]:
    """The rows of a CSV file, or the entries of a YAML file that is a list.

    Args:
        path: the file; its suffix tells which.
        columns: those that there may be.
        required: those that each row must fill.

    Raises:
        ConfigError: it cannot be read, is too large, or has rows or columns that are none; with the line.
    """
    text = read_text(path)
    yaml = path.suffix.lower() in (".yaml", ".yml")
    if not yaml and path.suffix.lower() != ".csv":
        raise ConfigError("this is no table", remedy="give a file that ends in .csv or .yaml", path=shown(path))
    rows = _yaml_rows(text, shown(path), columns) if yaml else _csv_rows(text, shown(path), columns)
    found: list[Written] = []
    for row in rows:
        if len(found) == MAX_ROWS:
            raise row.error("", f"there are more than {MAX_ROWS:,} rows", _SPLIT)
        _check(row, required)
        found.append(row)
    return found


def read_text(path: Path) -> str:
    """The text of a file, without a byte order mark.

    Raises:
        ConfigError: it cannot be read, is too large, or is no UTF-8 text.
    """
    name = shown(path)
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", remedy="check the path", path=name) from None
    if len(raw) > MAX_BYTES:
        raise ConfigError(f"larger than {MAX_BYTES:,} bytes", remedy=_SPLIT, path=name)
    try:
        text = raw.decode("utf-8-sig")
        end = text.find("\0")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise ConfigError("not UTF-8 text", remedy="save it as UTF-8", path=name, line=line) from None
    if end >= 0:
        line = text.count("\n", 0, end) + 1
        raise ConfigError("not text: it holds a zero byte", remedy="save it as CSV or YAML", path=name, line=line)
    return text


def _check(row: Written, required: Iterable[str]) -> None:
    for name in required:
        if name not in row.cells:
            raise row.error(name, f"{name} is empty", f"give the {name}, or remove the row")
    for name, cell in row.cells.items():
        if len(cell) > MAX_CELL:
            raise row.error(name, f"{name} is longer than {MAX_CELL} characters", "say it more shortly")


# CSV


def _csv_rows(text: str, name: str, columns: Sequence[str]) -> Iterator[Written]:
    lines = io.StringIO(text, newline=None).readlines()
    reader = csv.reader(lines, strict=True)
    header: list[str] = []
    before = 0
    try:
        for cells in reader:
            first, before = before + 1, reader.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if not header:
                header = _header([cell.strip().lower() for cell in cells], name, first, columns)
            else:
                yield _csv_row(header, cells, name, first, lines[first - 1 : before])
    except csv.Error as error:
        raise ConfigError(
            f"not CSV: {error}", remedy="close every quotation mark", path=name, line=max(before + 1, 1)
        ) from None
    if not header:
        raise ConfigError("the table is empty", remedy=f"begin with the line {','.join(columns)}", path=name, line=1)


def _header(cells: list[str], name: str, line: int, columns: Sequence[str]) -> list[str]:
    while cells and not cells[-1]:
        cells = cells[:-1]
    for number, cell in enumerate(cells):
        if ";" in cell and len(cells) == 1:
            raise ConfigError("the cells are not parted by commas", remedy="save it with commas", path=name, line=line)
        if cell not in columns:
            raise ConfigError(f"unknown column {cell!r}", remedy=suggestion(cell, columns), path=name, line=line)
        if cell in cells[:number]:
            raise ConfigError(f"the column {cell} stands there twice", remedy="keep one", path=name, line=line)
    return cells


def _csv_row(header: Sequence[str], cells: list[str], name: str, line: int, lines: Sequence[str]) -> Written:
    if any(cell.strip() for cell in cells[len(header) :]):
        message = f"the row has {len(cells)} cells, the first line {len(header)}"
        raise ConfigError(message, remedy="put cells with commas in quotes", path=name, line=line)
    if len(cells) < len(header):
        message = f"the row has {len(cells)} cells, the first line {len(header)}"
        raise ConfigError(message, remedy="leave cells empty, with a comma for each", path=name, line=line)
    found = {column: _plain(cell) for column, cell in zip(header, cells, strict=False)}
    quote = "".join(lines).rstrip("\n")
    end = Place(line, 1, line + len(lines) - 1, len(lines[-1].rstrip("\n")) + 1)
    return Written({key: cell for key, cell in found.items() if cell}, name, end, quote, {})


def _plain(cell: str) -> str:
    """A cell without space around it, and without the mark by which our own CSV keeps it from being a formula."""
    text = " ".join(cell.split())
    return text[1:] if text[:1] == "'" and text[1:].startswith(_FORMULA) else text


# YAML


def _yaml_rows(text: str, name: str, columns: Sequence[str]) -> Iterator[Written]:
    file = as_yaml(text, name)
    entries = file.data if isinstance(file.data, list) else None
    if entries is None:
        raise _error(file, (), "this is no list", f"begin each entry with `- {columns[0]}: ...`")
    lines = _YAML_LINE.split(text)
    for number, entry in enumerate(entries):
        yield _yaml_row(file, (number,), entry, columns, lines)


def as_yaml(text: str, name: str) -> YamlFile:
    """Strict YAML from text.

    Raises:
        ConfigError: it is not YAML, or holds a duplicate key or an alias.
    """
    try:
        return parse_yaml(text, name)
    except SchemaError as error:
        remedy = error.remedy.replace("schema", "file")
        raise ConfigError(error.message, remedy=remedy, path=name, line=error.line, column=error.column) from None


def _error(file: YamlFile, where: KeyPath, message: str, remedy: str) -> ConfigError:
    error = file.error(where, message, remedy)
    return ConfigError(message, remedy=remedy, path=file.path, line=error.line, column=error.column)


def _yaml_row(file: YamlFile, where: KeyPath, entry: Any, columns: Sequence[str], lines: Sequence[str]) -> Written:
    if not isinstance(entry, dict):
        raise _error(file, where, "this is no entry", f"write `- {columns[0]}: ...` and the other keys below it")
    cells: dict[str, str] = {}
    for key, value in entry.items():
        if key not in columns:
            raise _error(file, (*where, key), f"unknown key {key!r}", suggestion(key, columns))
        text = _cell(value, key)
        if text is None:
            raise _error(file, (*where, key), f"{key} is no text", "write one value, in quotes if need be")
        cells |= {key: text} if text else {}
    places = {key: file.places[(*where, key)] for key in entry}
    line, column = file.places[where]
    inner = [(*where, "scope", name) for name in entry["scope"]] if isinstance(entry.get("scope"), dict) else []
    last = max([line, *(place[0] for place in places.values()), *(file.places[each][0] for each in inner)])
    quote = "\n".join(lines[line - 1 : last])[column - 1 :]
    return Written(cells, file.path, Place(line, column, last, len(lines[last - 1]) + 1), quote, places)


def _cell(value: Any, key: str) -> str | None:
    """An entry's value as text; None where it is none. A scope may be a mapping as well."""
    if value is None:
        return ""
    if isinstance(value, str):
        return " ".join(value.split())
    if key == "scope" and isinstance(value, dict) and all(isinstance(each, str) for each in value.values()):
        return ";".join(f"{name}={each}" for name, each in value.items())
    return None
