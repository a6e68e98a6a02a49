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
    """Markers turned into quotation marks; colour comes on top, since nobody has to see it."""
    start, end = ("«\x1b[" + _STYLES["quote"] + "m", "\x1b[0m»") if color else ("«", "»")
    return text.replace(OPEN, start).replace(CLOSE, end)


def styled(text: str, style: str, color: bool) -> str:
    """``text`` in one of the program's few styles."""
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if color else text


def around(sentence: str, quote: str, cells: int) -> str:
    """The sentence cut to a number of terminal cells about the quote, which stands between markers."""
    from rich.cells import cell_len

    text = marked(sentence, quote)
    before, opened, rest = text.partition(OPEN)
    words, _, after = rest.partition(CLOSE)
    if not opened:
        return shortened(text, cells)
    room = cells - 2 - cell_len(words)  # the markers are shown as quotation marks
    if room < 0:
        return OPEN + shortened(words, cells - 2) + CLOSE
    after = shortened(after, max(room // 2, room - cell_len(before)))
    return _ending(before, room - cell_len(after)) + OPEN + words + CLOSE + after


def _ending(text: str, cells: int) -> str:
    """The end of ``text``, in at most so many cells."""
    from rich.cells import cell_len

    if cell_len(text) <= cells:
        return text
    while text and cell_len(text) > cells - 2:
        text = text[1:]
    return f"… {text.partition(' ')[2]}" if cells > 1 else ""


def wrapped(text: str, width: int, indent: str, later: str | None = None) -> list[str]:
    """Lines of at most ``width`` terminal cells; a wider word stands alone, to be copied.

    Args:
        text: what is broken where there is space.
        width: of the terminal.
        indent: what lines begin with.
        later: what those after the first begin with, if it is something else.
    """
    from rich.cells import cell_len

    later = indent if later is None else later
    lines: list[str] = []
    line, used, empty = indent, len(indent), True
    for word in text.split():
        size = cell_len(word) + word.count(OPEN) + word.count(CLOSE)
        if not empty and used + 1 + size > width:
            lines.append(line)
            line, used, empty = later, len(later), True
        gap = "" if empty else " "
        line, used, empty = line + gap + word, used + len(gap) + size, False
    return lines if empty else [*lines, line]


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
