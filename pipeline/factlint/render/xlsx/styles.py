"""How cells look: readable in colour, in grey and on paper."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

_FONT: Final = "Calibri"
_EDGE: Final = Side("thin", color="FFBFBFBF")
_LINE: Final = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
DATE: Final = "yyyy-mm-dd"
MOMENT: Final = f"{DATE} hh:mm"


class Look(NamedTuple):
    """One style: colours as RRGGBB, "" for none."""

    fill: str = ""
    ink: str = "000000"
    bold: bool = False
    size: int = 10
    wrap: bool = True
    underline: bool = False
    format: str = "General"
    lined: bool = True
    left: bool = False


# An error is white on dark, a warning black on grey that is half as dark, information plain: they differ in grey too.
LOOKS: Final = {
    "text": Look(),
    "code": Look(ink="595959", wrap=False),
    "number": Look(wrap=False),
    "share": Look(wrap=False, format="0%"),
    "date": Look(wrap=False, format=DATE),
    "link": Look(ink="0563C1", underline=True),
    "person": Look(fill="FFFBE6"),
    "person-date": Look(fill="FFFBE6", format=DATE),
    "person-moment": Look(fill="FFFBE6", format=MOMENT),
    "head": Look(fill="D9E2EC", bold=True),
    "person-head": Look(fill="FFE699", bold=True),
    "error": Look(fill="9C1C1C", ink="FFFFFF", bold=True, wrap=False),
    "warning": Look(fill="F2C14E", bold=True, wrap=False),
    "info": Look(wrap=False),
    "title": Look(bold=True, size=16, wrap=False, lined=False),
    "strong": Look(bold=True, lined=False),
    "plain": Look(lined=False),
    "plain-link": Look(ink="0563C1", underline=True, lined=False),
    "plain-date": Look(lined=False, format=DATE, wrap=False, left=True),
}


def styles(sheet: Any) -> dict[tuple[str, bool], int]:
    """The number of each style by name, and whether its text is to be kept from being taken for a formula."""
    return {(name, kept): _style(sheet, look, kept) for name, look in LOOKS.items() for kept in (False, True)}


def _style(sheet: Any, look: Look, kept: bool) -> int:
    cell: Any = WriteOnlyCell(sheet)
    underline: Any = "single" if look.underline else None
    cell.font = Font(_FONT, size=look.size, bold=look.bold, color=f"FF{look.ink}", underline=underline)
    cell.alignment = Alignment(wrap_text=look.wrap, vertical="top", horizontal="left" if look.left else None)
    cell.number_format = look.format
    if look.fill:
        cell.fill = PatternFill("solid", start_color=f"FF{look.fill}", end_color=f"FF{look.fill}")
    if look.lined:
        cell.border = _LINE
    cell.quotePrefix = kept
    return int(cell.style_id)
