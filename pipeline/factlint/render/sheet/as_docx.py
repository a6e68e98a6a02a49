"""The sheet as a document for a word processor."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from factlint.render.base import Options
from factlint.render.office import repacked, xml_text

if TYPE_CHECKING:
    from factlint.render.sheet.model import Claim, Review

_WIDTHS: Final = (8, 81, 33, 37, 12, 15)
_HEADINGS: Final = ("No", "What the page says", "Source", "Other pages", "Right", "Initials")
_FONT: Final = "Arial"
_SIZE: Final = 8.5
_MARGIN: Final = 12
_ENDING: Final = (
    "A box is ticked where the sentence is right as of the day of the signature. As of {as_of}, factlint {version}. "
    "factlint shows where pages disagree; it does not say which of them is true."
)


def render(shown: Review, options: Options) -> bytes:  # noqa: ARG001 - every format takes the same
    """The sheet as docx; the same sheet gives the same bytes."""
    document = Document()
    _lay_out(document, shown)
    _line(document, f"Review: {shown.title}", bold=True, size=13.0)
    _about(document, shown)
    _line(document, shown.change, label="Since the last review: ")
    _some(document, "No longer said", shown.gone)
    _some(document, "Also found on this page", shown.notes)
    _line(document, "What the page claims", bold=True, size=9.5, with_next=True)
    if shown.claims:
        _claims(document, shown.claims)
    else:
        _line(document, "No claim was read on this page.")
    if shown.more:
        what = "claim" if shown.more == 1 else "claims"
        _line(document, f"factlint facts {shown.doc}", label=f"{shown.more:,} more {what} not shown here: ")
    _some(document, "Not read by factlint: check these by eye", shown.unread)
    _signature(document, shown)
    out = io.BytesIO()
    document.save(out)
    return repacked(out.getvalue(), {})


def _lay_out(document: Any, shown: Review) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN)
    section.header_distance = section.footer_distance = Mm(5)
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(_SIZE)
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing = 1.0
    properties = document.core_properties
    day = dt.datetime.combine(shown.as_of, dt.time())
    properties.created = properties.modified = day
    properties.author = properties.last_modified_by = "factlint"
    properties.title, properties.comments = xml_text(f"Review: {shown.title}"), ""


def _about(document: Any, shown: Review) -> None:
    rows = (len(shown.about) + 1) // 2
    table = _table(document, (22, 71, 22, 71), rows, lined=False)
    for number, (label, text) in enumerate(shown.about):
        cells = table.rows[number // 2].cells[2 * (number % 2) :][:2]
        _write(cells[0].paragraphs[0], label, bold=True)
        _write(cells[1].paragraphs[0], text)


def _claims(document: Any, claims: Sequence[Claim]) -> None:
    table = _table(document, _WIDTHS, 1 + len(claims), lined=True)
    for cell, heading in zip(table.rows[0].cells, _HEADINGS, strict=True):
        _write(cell.paragraphs[0], heading, bold=True)
    _mark(table.rows[0], "w:tblHeader")
    for row, claim in zip(list(table.rows)[1:], claims, strict=True):
        _mark(row, "w:cantSplit")
        _claim(row.cells, claim)


def _claim(cells: Sequence[Any], claim: Claim) -> None:
    _write(cells[0].paragraphs[0], str(claim.number))
    said = cells[1].paragraphs[0]
    for piece in claim.sentence:
        _write(said, piece.text, bold=piece.marked)
    read = cells[1].add_paragraph() if claim.sentence else said
    _write(read, claim.words, italic=True)
    if claim.change:
        _write(read, f" {claim.change}", bold=True)
    _write(cells[2].paragraphs[0], claim.source)
    others = cells[3].paragraphs[0]
    if claim.differ:
        _write(others, f"Differs: {claim.differ}", bold=True)
    if claim.agree:
        _write(cells[3].add_paragraph() if claim.differ else others, f"Agrees: {claim.agree}")
    if not claim.differ and not claim.agree:
        _write(others, "none says so")
    _write(cells[4].paragraphs[0], "☐", size=11.0)


def _signature(document: Any, shown: Review) -> None:
    _line(document, "", with_next=True)
    table = _table(document, (46.5,) * 4, 1, lined=True)
    _mark(table.rows[0], "w:cantSplit")
    table.rows[0].height = Mm(11)
    for cell, heading in zip(table.rows[0].cells, ("Name", "Role", "Date", "Signature"), strict=True):
        _write(cell.paragraphs[0], heading)
        cell.paragraphs[0].paragraph_format.keep_with_next = True
    _line(document, _ENDING.format(as_of=shown.as_of, version=shown.version), size=7.5)


def _some(document: Any, title: str, texts: Sequence[str]) -> None:
    if texts:
        _line(document, title, bold=True, size=9.5, with_next=True)
    for text in texts:
        _line(document, f"• {text}")


def _line(
    document: Any, text: str, *, label: str = "", bold: bool = False, size: float = _SIZE, with_next: bool = False
) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(2)
    paragraph.paragraph_format.keep_with_next = with_next
    if label:
        _write(paragraph, label, bold=True)
    _write(paragraph, text, bold=bold, size=size)


def _write(paragraph: Any, text: str, *, bold: bool = False, italic: bool = False, size: float = _SIZE) -> None:
    run = paragraph.add_run(xml_text(text))
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)


def _table(document: Any, widths: Sequence[float], rows: int, *, lined: bool) -> Any:
    table = document.add_table(rows=rows, cols=len(widths), style="Table Grid" if lined else None)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)  # of its cells as well: word processors heed one or the other
    return table


def _mark(row: Any, name: str) -> None:
    """Sets a property of a row: its heading is repeated, or it stays on one side."""
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)
