"""The file that lists the sources which agreed facts rest on."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from factlint.compare.agreed import EvidenceSource
from factlint.config import parse_date, suggestion
from factlint.references.rows import Written, read_rows

REQUIRED: Final = ("id", "title")
KEYS: Final = (*REQUIRED, "version", "url", "checked_on", "checked_by", "replaced_by")
_URL: Final = re.compile(r"https?://\S+")


def read_evidence(path: Path, root: Path) -> dict[str, EvidenceSource]:
    """The sources by id, in the order of the file.

    Args:
        path: the file, YAML or CSV.
        root: the project's folder, from which files are named.

    Raises:
        ConfigError: an entry is wrong, two have one id, or one is replaced by none or in a circle; with the line.
    """
    found: dict[str, EvidenceSource] = {}
    rows = read_rows(path, KEYS, REQUIRED)
    for row in rows:
        if row.cells["id"] in found:
            line = found[row.cells["id"]].place.line
            raise row.error("id", f"the id {row.cells['id']!r} is that of line {line} as well", "give it another")
        found[row.cells["id"]] = _source(row, document(path, root))
    for row in rows:
        _check_successor(row, found)
    return found


def document(path: Path, root: Path) -> str:
    """A file as findings name it: from the project's folder, as they name pages."""
    return Path(os.path.relpath(path, root.resolve())).as_posix()


def date_in(row: Written, cell: str) -> dt.date | None:
    """The date in a cell; None where it is empty.

    Raises:
        ConfigError: it holds something else.
    """
    text = row.cells.get(cell, "")
    found = parse_date(text)
    if text and found is None:
        raise row.error(cell, f"{cell}: {text!r} is no date", "write it as 2026-01-31")
    return found


def _source(row: Written, doc: str) -> EvidenceSource:
    url = row.cells.get("url", "")
    if url and not _URL.fullmatch(url):
        raise row.error("url", f"url: {url!r} is no address", "write it as https://example.org/page")
    texts = {name: row.cells.get(name, "") for name in ("version", "url", "checked_by", "replaced_by")}
    ours = {"id": row.cells["id"], "title": row.cells["title"]}
    return EvidenceSource(**ours, **texts, checked_on=date_in(row, "checked_on"), doc=doc, place=row.place)


def _check_successor(row: Written, found: Mapping[str, EvidenceSource]) -> None:
    seen = [row.cells["id"]]
    while after := found[seen[-1]].replaced_by:
        if after not in found:
            raise row.error("replaced_by", f"no source has the id {after!r}", suggestion(after, list(found)))
        if after in seen:
            raise row.error(
                "replaced_by", f"{' > '.join([*seen, after])} goes round in a circle", "remove one of these"
            )
        seen.append(after)
