"""Workbooks as people and programs hand them back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import openpyxl

from factlint.render import Options
from factlint.render.xlsx.making import workbook

if TYPE_CHECKING:
    from factlint.result import Result


def made(found: Result, existing: bytes | None = None, **options: Any) -> bytes:
    """The workbook of a run."""
    return workbook(found, Options(existing=existing, **options))


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def table(data: bytes, sheet: str = "Findings") -> list[dict[str, Any]]:
    """The rows of a sheet by their headings."""
    head, *rows = opened(data)[sheet].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def filled(data: bytes, *rows: Mapping[str, Any], sheet: str = "Findings") -> bytes:
    """The workbook with cells filled in, from the second row on; a heading that is not there is added."""
    book = opened(data)
    page = book[sheet]
    places = {cell.value: cell.column for cell in page[1]}
    for number, row in enumerate(rows, 2):
        for name, value in row.items():
            if name not in places:
                places[name] = len(places) + 1
                page.cell(1, places[name], name)
            cell = page.cell(number, places[name])
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    return saved(book)


def changed(data: bytes, name: str, part: bytes) -> bytes:
    """The file with one part more, or another one in its place."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as held, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for each in held.namelist():
            if each != name:
                archive.writestr(each, held.read(each))
        archive.writestr(name, part)
    return out.getvalue()
