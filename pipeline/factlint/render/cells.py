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
_NUMBER: Final = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?")


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table as text, numbers, booleans and None for what is missing; dates are ISO text."""
    names = [str(name) for name in frame.columns]
    columns = [map(plain, _known(column)) for _, column in frame.items()]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _known(column: pd.Series[Any]) -> list[Any]:
    """The cells of a column, None for what is missing."""
    return column.astype(object).where(column.notna(), None).tolist()


def harmless(text: str) -> str:
    """Text of a page, as long as it was: nothing in it that turns the reading direction or that no program shows."""
    return _UNSAFE_LETTER.sub("\ufffd", text)


def one_line(text: object) -> str:
    """Text for a terminal or a line of a report: white space collapsed, control characters replaced."""
    return _UNSAFE.sub("\ufffd", " ".join(str(text).split()))


def inert(cell: object) -> object:
    """A cell for a spreadsheet: no text is taken for a formula or for an order to a terminal.

    What could be one begins with an apostrophe, which `restored` takes away again; a plain number needs none.
    """
    if not isinstance(cell, str):
        return cell
    text = _CONTROL.sub("\ufffd", cell.replace("\r\n", "\n").replace("\r", "\n"))
    return "'" + text if _is_marked("'" + text) else text


def restored(text: str) -> str:
    """The text that `inert` made a cell of, as programs that read CSV want it."""
    return text[1:] if _is_marked(text) else text


def _is_marked(text: str) -> bool:
    # What has apostrophes of its own before a sign gets one more, so that one can always be taken away.
    return text.startswith("'") and text.lstrip("'").startswith(_FORMULA) and not _NUMBER.fullmatch(text[1:])


def plain(cell: Any) -> Any:
    """One cell as `records` gives it."""
    if isinstance(cell, str):
        return cell if cell.isascii() else _SURROGATE.sub("\ufffd", cell)
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return cell.item() if hasattr(cell, "item") else cell
