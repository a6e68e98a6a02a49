"""What a sheet of a workbook holds besides its cells: which of them are merged, and where they lead."""

from __future__ import annotations

import html
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

_TAG: Final = r"""<(?:\w+:)?%s\b((?:[^<>"']|"[^"]*"|'[^']*')*)>"""
_MERGED: Final = re.compile(_TAG % "mergeCell")
_LINK: Final = re.compile(_TAG % "hyperlink")
_RELATION: Final = re.compile(_TAG % "Relationship")
_ATTRIBUTE: Final = re.compile(r"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_RANGE: Final = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")


class Range(NamedTuple):
    """A block of cells, by the columns and rows (from 1) at its ends, which it includes."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def name(self) -> str:
        """As spreadsheets write it: ``L2:L3``."""
        from openpyxl.utils import get_column_letter

        return f"{get_column_letter(self.left)}{self.top}:{get_column_letter(self.right)}{self.bottom}"


class Marks(NamedTuple):
    """What a sheet holds besides its cells.

    Attributes:
        merged: blocks of cells that are one.
        links: where cells lead to, an address or a place of the workbook.
    """

    merged: Sequence[Range] = ()
    links: Sequence[tuple[Range, str]] = ()


def marks_of(archive: zipfile.ZipFile, part: str) -> Marks:
    """The marks of the sheet that ``part`` of a workbook holds."""
    text = archive.read(part).decode("utf-8", "replace")
    merged = [found for each in _tags(_MERGED, text) if (found := _range(each.get("ref", ""))) and _is_several(found)]
    links = [(found, each) for each in _tags(_LINK, text) if (found := _range(each.get("ref", "")))]
    targets = _targets(archive, part) if links else {}
    return Marks(merged, [(where, _target(each, targets)) for where, each in links])


def _targets(archive: zipfile.ZipFile, part: str) -> Mapping[str, str]:
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if relations not in archive.namelist():
        return {}
    text = archive.read(relations).decode("utf-8", "replace")
    return {each.get("Id", ""): each.get("Target", "") for each in _tags(_RELATION, text)}


def _target(link: Mapping[str, str], targets: Mapping[str, str]) -> str:
    outside = next((targets.get(value, "") for name, value in link.items() if name.endswith(":id")), "")
    return "#".join(filter(None, (outside, link.get("location", ""))))


def _tags(form: re.Pattern[str], text: str) -> Iterator[dict[str, str]]:
    for tag in form.finditer(text):
        yield {name: html.unescape(one or other) for name, one, other in _ATTRIBUTE.findall(tag[1])}


def _range(text: str) -> Range | None:
    from openpyxl.utils import column_index_from_string

    if (found := _RANGE.fullmatch(text)) is None:
        return None
    left, top = column_index_from_string(found[1]), int(found[2])
    right, bottom = (column_index_from_string(found[3]), int(found[4])) if found[3] else (left, top)
    return Range(left, top, right, bottom)


def _is_several(found: Range) -> bool:
    return found.left < found.right or found.top < found.bottom
