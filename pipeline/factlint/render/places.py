"""Places as a terminal shows them: ``path:line:column``, and a link where the terminal follows links."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from factlint.render.cells import one_line
from factlint.render.text import styled

if TYPE_CHECKING:
    from factlint.render.base import Options

_PLAIN: Final = string.punctuation  # what a link may hold besides letters and digits
_END: Final = "\x1b\\"


def place_text(row: dict[str, Any], options: Options) -> str:
    """``path:line:column`` from the working directory, as editors and terminals follow it."""
    return f"{one_line(options.path(row['doc']))}:{row['line']}:{row['column']}"


def place(row: dict[str, Any], options: Options) -> str:
    """The same, in its style and as a link where ``options`` say so."""
    text = styled(place_text(row, options), "place", options.color)
    url = _target(row, options) if options.files else ""
    return f"\x1b]8;;{url}{_END}{text}\x1b]8;;{_END}" if url else text


def _target(row: dict[str, Any], options: Options) -> str:
    """Where the link leads; whatever could end the link or give an order to the terminal is percent-encoded."""
    if options.source_url:
        return quote(options.link(row["doc"], row["line"]), safe=_PLAIN)
    return quote(f"{options.files.rstrip('/')}/{quote(row['doc'], errors='replace')}", safe=_PLAIN)
