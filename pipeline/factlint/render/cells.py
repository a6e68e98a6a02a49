"""Cells of tables as plain values, and text from pages made harmless for where it is shown."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import pandas as pd

# Control characters, marks that reverse the reading direction, and halves of characters.
_UNSAFE: Final = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_UNSAFE_LETTER: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠")


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table as text, numbers, booleans and None for what is missing; dates are ISO text."""
    known = frame.astype(object).where(frame.notna(), None)
    return [{str(name): plain(cell) for name, cell in row.items()} for row in known.to_dict("records")]


def harmless(text: str) -> str:
    """Text of a page, as long as it was: nothing in it that turns the reading direction or that no program shows."""
    return _UNSAFE_LETTER.sub("\ufffd", text)


def one_line(text: object) -> str:
    """Text for a terminal or a line of a report: white space collapsed, control characters replaced."""
    return _UNSAFE.sub("\ufffd", " ".join(str(text).split()))


def inert(cell: object) -> object:
    """A cell for a spreadsheet: no text is taken for a formula or for an order to a terminal."""
    if not isinstance(cell, str):
        return cell
    text = _CONTROL.sub("\ufffd", cell.replace("\r\n", "\n").replace("\r", "\n"))
    return "'" + text if text.startswith(_FORMULA) else text


def plain(cell: Any) -> Any:
    """One cell as `records` gives it."""
    if isinstance(cell, str):
        return _SURROGATE.sub("\ufffd", cell)
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return cell.item() if hasattr(cell, "item") else cell
