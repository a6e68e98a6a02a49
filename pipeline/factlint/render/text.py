"""Quotes in their sentence and paragraphs of a given width, for terminals."""

from __future__ import annotations

import re
from typing import Final

from factlint.render.cells import one_line

# Markers around quoted words until it is known how they are shown; text from pages cannot hold them any more.
OPEN: Final = "\x01"
CLOSE: Final = "\x02"
_CONTEXT: Final = 200

_STYLES: Final = {
    "error": "1;31",
    "warning": "1;33",
    "info": "34",
    "quote": "1;36",
    "place": "1",
    "faint": "2",
}


def marked(sentence: str, quote: str) -> str:
    """The sentence on one line, the quoted words between markers; the quote alone if it is not found."""
    sentence, quote = one_line(sentence), one_line(quote)
    words = re.escape(quote)
    found = quote and (re.search(rf"(?<!\w){words}(?!\w)", sentence) or re.search(words, sentence))
    if not found:
        return OPEN + _head(quote, 2 * _CONTEXT) + CLOSE if quote else _head(sentence, 2 * _CONTEXT)
    before, after = sentence[: found.start()], sentence[found.end() :]
    return _tail(before, _CONTEXT) + OPEN + _head(quote, 2 * _CONTEXT) + CLOSE + _head(after, _CONTEXT)


def unmarked(text: str, color: bool) -> str:
    """Markers turned into colour, or into quotation marks where there is none."""
    start, end = ("\x1b[" + _STYLES["quote"] + "m", "\x1b[0m") if color else ("«", "»")
    return text.replace(OPEN, start).replace(CLOSE, end)


def styled(text: str, style: str, color: bool) -> str:
    """``text`` in one of the program's few styles."""
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if color else text


def wrapped(text: str, width: int, indent: str) -> list[str]:
    """Lines of at most ``width`` terminal cells; a wider word stands alone, to be copied."""
    from rich.cells import cell_len

    lines: list[str] = []
    line, used = indent, len(indent)
    for word in text.split():
        size = cell_len(word) + word.count(OPEN) + word.count(CLOSE)
        if line != indent and used + 1 + size > width:
            lines.append(line)
            line, used = indent, len(indent)
        gap = "" if line == indent else " "
        line, used = line + gap + word, used + len(gap) + size
    return [*lines, line] if line != indent else lines


def shortened(text: str, cells: int) -> str:
    """``text`` cut to a number of terminal cells, with an ellipsis where something is missing."""
    from rich.cells import cell_len, set_cell_size

    return text if cell_len(text) <= cells else set_cell_size(text, max(cells - 1, 0)).rstrip() + "…"


def _head(text: str, most: int) -> str:
    cut = text[:most]
    return text if len(text) <= most else (cut.rpartition(" ")[0] or cut) + " …"


def _tail(text: str, most: int) -> str:
    cut = text[-most:]
    return text if len(text) <= most else "… " + (cut.partition(" ")[2] or cut)
