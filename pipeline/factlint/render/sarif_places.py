"""Places and texts as SARIF has them: URIs from one root, regions, and messages with links."""

from __future__ import annotations

import re
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from factlint.render.cells import one_line
from factlint.render.cells import plain as cell

if TYPE_CHECKING:
    from factlint.render.base import Options

ROOT: Final = "%SRCROOT%"
_BRACKETS: Final = re.compile(r"([\\\[\]])")
_REGION: Final = {
    "line": "startLine",
    "column": "startColumn",
    "end_line": "endLine",
    "end_column": "endColumn",
}


def is_inside(options: Options) -> bool:
    """Whether the project lies in the folder that the program was run in, so that its pages can be named from there."""
    return options.path(".").partition("/")[0] != ".." and not _is_absolute(options.path("."))


def artifact(doc: str, options: Options) -> dict[str, Any]:
    """A page: its URI from the root, or a whole one where it lies outside of the project."""
    doc = str(cell(doc))
    if _is_absolute(doc):
        path = PureWindowsPath(doc).as_posix() if not doc.startswith("/") else doc
        return {"uri": f"file://{'' if path.startswith('/') else '/'}{quote(path)}"}
    return {"uri": quote(options.path(doc) if is_inside(options) else doc), "uriBaseId": ROOT}


def location(row: dict[str, Any], text: str, options: Options, id_: int | None = None) -> dict[str, Any]:
    """A place with what is to be said of it; ``id_`` is what links in a message name it by."""
    region = {name: row[key] for key, name in _REGION.items()}
    return {
        **({"id": id_} if id_ is not None else {}),
        "physicalLocation": {"artifactLocation": artifact(row["doc"], options), "region": region},
        **({"message": {"text": plain(text)}} if text else {}),
    }


def related_link(row: dict[str, Any], id_: int, options: Options) -> str:
    """A link within a message to the related place with this id."""
    text = _BRACKETS.sub(r"\\\1", one_line(f"{options.path(row['doc'])}:{row['line']}"))
    return f"[{text}]({id_})"


def plain(text: object) -> str:
    """Text on one line in which nothing is taken for a link."""
    return one_line(text).replace("](", "] (")


def _is_absolute(path: str) -> bool:
    return path.startswith("/") or PureWindowsPath(path).is_absolute()
