"""What people wrote into a workbook stays when a run writes over it, or the run stops."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest
from openpyxl.comments import Comment

from factlint.decisions import grids
from factlint.decisions.headings import PEOPLE
from factlint.errors import FactlintError
from tests.render.builders import AS_OF, Given, result
from tests.render.workbooks import changed, filled, made, opened, saved, table

ONE = Given(fingerprint="0" * 16)
TWO = replace(ONE, fingerprint="1" * 16, message="another one")
WRITTEN = {
    "Decision": "both-right",
    "Reason": "=two kinds\nof them",
    "Owner": "A. Lee",
    "Until": dt.date(2026, 6, 1),
    "Whom": "-",
    "Approved by": "B. Roe",
    "Comment": 7,
}


def stored(row: dict[str, object]) -> dict[str, object]:
    """What people wrote in a row, dates as dates."""
    return {name: value.date() if isinstance(value := row[name], dt.datetime) else value for name in PEOPLE}


def test_what_people_wrote_stays_with_its_finding() -> None:
    before = filled(made(result(ONE, TWO)), {}, WRITTEN)
    after = table(made(result(TWO, ONE), existing=before))
    assert [row["Fingerprint"] for row in after] == [TWO.fingerprint, ONE.fingerprint]
    assert stored(after[0]) == WRITTEN
    assert [after[1][name] for name in PEOPLE] == [None] * 7


def test_columns_that_people_added_stay_too() -> None:
    before = filled(made(result(ONE, TWO)), {"Agenda": "item 3", "Votes": 5}, {"Agenda": None})
    rows = table(made(result(ONE, TWO), existing=made(result(ONE, TWO), existing=before)))
    assert [(row["Agenda"], row["Votes"]) for row in rows] == [("item 3", 5), (None, None)]


def test_a_column_without_a_heading_is_kept_under_its_letter() -> None:
    book = opened(made(result(ONE)))
    book["Findings"]["AC2"] = "by the way"
    assert table(made(result(ONE), existing=saved(book)))[0]["Column AC"] == "by the way"


def test_columns_may_be_moved_and_rows_sorted() -> None:
    book = opened(filled(made(result(ONE, TWO)), WRITTEN, {"Reason": "second"}))
    sheet = book["Findings"]
    rows = [[cell.value for cell in reversed(row)] for row in sheet.iter_rows()]
    sheet.delete_rows(1, sheet.max_row)
    for row in (rows[0], rows[2], rows[1]):
        sheet.append([f"'{each}" if each == WRITTEN["Reason"] else each for each in row])
    after = table(made(result(ONE, TWO), existing=saved(book)))
    assert stored(after[0])["Decision"] == "both-right"
    assert after[1]["Reason"] == "second"


def test_notes_about_findings_that_are_gone_are_kept_and_come_back_with_them() -> None:
    first = filled(made(result(ONE, TWO)), {**WRITTEN, "Agenda": "x"}, {"Comment": "still here"})
    second = made(result(TWO), existing=first)
    (gone,) = table(second, "Earlier notes")
    assert stored(gone) == WRITTEN
    assert gone["Agenda"] == "x"
    assert gone["Fingerprint"] == ONE.fingerprint
    assert gone["What is the matter"] == ONE.message
    assert gone["Not found since"] == dt.datetime.combine(AS_OF, dt.time())
    later = replace(result(TWO), as_of=dt.date(2026, 5, 1))
    third = made(later, existing=second)
    assert table(third, "Earlier notes") == [gone]
    back = made(result(ONE, TWO), existing=third)
    assert stored(table(back)[0]) == WRITTEN
    assert "Earlier notes" not in opened(back).sheetnames


def test_what_a_run_does_not_show_is_not_said_to_be_gone() -> None:
    before = filled(made(result(ONE, TWO)), {"Comment": "x"})
    for less in (replace(result(TWO), narrowed=True), result(ONE, TWO).without([ONE.fingerprint], "not staged")):
        (row,) = table(made(less, existing=before), "Earlier notes")
        assert row["Not found since"] is None


def test_two_rows_about_one_finding_are_both_kept() -> None:
    book = opened(filled(made(result(ONE)), {"Reason": "first"}))
    sheet = book["Findings"]
    sheet.append([cell.value for cell in sheet[2]])
    places = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(3, places["Reason"], "second")
    data = made(result(ONE), existing=saved(book))
    assert table(data)[0]["Reason"] == "first"
    assert [row["Reason"] for row in table(data, "Earlier notes")] == ["second"]


def test_a_row_that_people_added_is_kept() -> None:
    data = made(result(ONE), existing=filled(made(result(ONE)), {}, {"Comment": "ask about fees as well"}))
    assert [row["Comment"] for row in table(data, "Earlier notes")] == ["ask about fees as well"]


def formula(came_to: bytes, kind: bytes = b't="str"', attributes: bytes = b"") -> bytes:
    """The sheet on which a comment is a formula, as a program saves it that has worked it out."""
    book = opened(made(result(ONE)))
    places = {cell.value: cell.column for cell in book["Findings"][1]}
    cell = book["Findings"].cell(2, places["Comment"], '=IF(A2>3,"late","")')
    data = saved(book)
    part = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet2.xml")
    at = f'<c r="{cell.coordinate}"'.encode()
    start = part.index(at)
    end = part.index(b"</c>", start)
    new = at + b" " + kind + b"><f" + attributes + b">IF(A2&gt;3)</f>" + came_to
    return changed(data, "xl/worksheets/sheet2.xml", part[:start] + new + part[end:])


@pytest.mark.parametrize(
    ("data", "becomes"),
    [
        (formula(b"<v>late</v>"), "late"),
        (formula(b"<v></v>"), None),
        (formula(b"<v/>"), None),
        (formula(b"<v>7</v>", b""), 7),
        (formula(b"", b""), "=IF(A2>3)"),
        (formula(b"", b"", b' t="array" ref="L2:L3"'), "=IF(A2>3)"),
        (formula(b"", b"", b' t="dataTable" ref="L2:L3"'), "=a table of L2:L3"),
    ],
)
def test_a_formula_of_theirs_becomes_what_it_came_to_or_its_text(data: bytes, becomes: object) -> None:
    book = opened(made(result(ONE), existing=data))
    places = {cell.value: cell.column for cell in book["Findings"][1]}
    cell = book["Findings"].cell(2, places["Comment"])
    assert cell.value == becomes
    assert cell.data_type != "f"


def test_a_time_of_day_is_shown_with_its_day() -> None:
    data = filled(made(result(ONE)), {"Meeting": dt.datetime(2026, 3, 4, 14, 30)})
    (cell,) = (
        each for each in opened(made(result(ONE), existing=data))["Findings"][2] if isinstance(each.value, dt.datetime)
    )
    assert cell.value == dt.datetime(2026, 3, 4, 14, 30)
    assert cell.number_format == "yyyy-mm-dd hh:mm"


@pytest.mark.parametrize(
    ("words", "becomes"),
    [("minutes", "minutes (https://x.example/a?b&c)"), ("https://x.example/a?b&c", "https://x.example/a?b&c")],
)
def test_where_a_cell_of_theirs_leads_is_kept_as_text(words: str, becomes: str) -> None:
    book = opened(made(result(ONE)))
    places = {cell.value: cell.column for cell in book["Findings"][1]}
    cell = book["Findings"].cell(2, places["Comment"])
    cell.hyperlink = "https://x.example/a?b&c"
    cell.value = words
    once = made(result(ONE), existing=saved(book))
    assert table(once)[0]["Comment"] == becomes
    assert table(made(result(ONE), existing=once))[0]["Comment"] == becomes


def test_a_row_without_a_fingerprint_is_kept_with_what_stands_in_it() -> None:
    rows = {}, {"What is the matter": "nobody speaks of parking", "Page": "a.md"}
    once = made(result(ONE), existing=filled(made(result(ONE)), *rows))
    assert [row["What is the matter"] for row in table(once, "Earlier notes")] == ["nobody speaks of parking; a.md"]
    assert table(made(result(ONE), existing=once), "Earlier notes") == table(once, "Earlier notes")


def test_an_empty_file_is_no_workbook_to_keep() -> None:
    assert made(result(ONE), existing=b"") == made(result(ONE))


def written(sheet: str, place: str) -> Callable[[bytes], bytes]:
    def write(data: bytes) -> bytes:
        book = opened(data)
        book[sheet][place] = "by the way"
        return saved(book)

    return write


def added(heading: str, sheet: str = "Findings") -> Callable[[bytes], bytes]:
    return lambda data: filled(data, {heading: "x"}, sheet=sheet)


def merged(data: bytes) -> bytes:
    book = opened(data)
    book["Findings"].merge_cells("L2:L3")
    return saved(book)


def renamed(old: str, new: str, sheet: str = "Findings") -> Callable[[bytes], bytes]:
    def rename(data: bytes) -> bytes:
        book = opened(data)
        for cell in book[sheet][1]:
            cell.value = new if cell.value == old else cell.value
        return saved(book)

    return rename


def with_sheet(data: bytes) -> bytes:
    book = opened(data)
    book.create_sheet("Minutes")["A1"] = "we met"
    return saved(book)


def with_comment(data: bytes) -> bytes:
    book = opened(data)
    book["Findings"]["C2"].comment = Comment("really?", "A. Lee")
    return saved(book)


def with_part(name: str, part: bytes = b"x") -> Callable[[bytes], bytes]:
    return lambda data: changed(data, name, part)


def foreign(_: bytes) -> bytes:
    import openpyxl

    return saved(openpyxl.Workbook())


def bomb(data: bytes) -> bytes:
    return changed(data, "xl/sharedStrings.xml", b" " * (grids.MAX_UNPACKED + 1))


def many_parts(_: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(grids.MAX_PARTS + 1):
            archive.writestr(str(number), b"")
    return out.getvalue()


def far_row(data: bytes) -> bytes:
    return changed(data, "xl/worksheets/sheet2.xml", SHEET % b'<row r="99999999999"><c r="A1"/></row>')


def wide_row(data: bytes) -> bytes:
    return changed(
        data, "xl/worksheets/sheet2.xml", SHEET % b'<row r="1"><c r="XFD1" t="inlineStr"><is><t>x</t></is></c></row>'
    )


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
)


def laughing(data: bytes) -> bytes:
    part = b'<row r="1"><c r="A1" t="inlineStr"><is><t>&j;</t></is></c></row>'
    return changed(data, "xl/worksheets/sheet2.xml", LAUGHS + b"]>" + SHEET % part)


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda _: b"not a workbook at all", "it is no workbook"),
        (lambda data: data[:500], "it is no workbook"),
        (lambda data: changed(data, "xl/workbook.xml", b"<workbook"), "it cannot be read as a workbook"),
        (lambda data: changed(data, "xl/worksheets/sheet2.xml", b"<"), "it cannot be read as a workbook"),
        (many_parts, "it is larger than any sheet for people"),
        (bomb, "it is larger than any sheet for people"),
        (far_row, "it is larger than any sheet for people"),
        (wide_row, "it is larger than any sheet for people"),
        (laughing, "it cannot be read as a workbook"),
        (foreign, "it has no sheet 'Findings'"),
        (with_sheet, "its sheet 'Minutes' would be lost"),
        (with_comment, "it has comments on its cells, which would be lost"),
        (with_part("xl/externalLinks/externalLink1.xml"), "it refers to other files, which would be lost"),
        (with_part("xl/vbaProject.bin"), "it holds macros, which would be lost"),
        (renamed("Fingerprint", "ID"), "sheet 'Findings': there is no column 'Fingerprint'"),
        (renamed("Reason", "Why"), "sheet 'Findings': there is no column 'Reason'"),
        (renamed("Comment", "Reason"), "sheet 'Findings': two columns are called 'Reason'"),
        (
            with_part("xl/drawings/drawing1.xml", b"<x:wsDr><x:absoluteAnchor/></x:absoluteAnchor></x:wsDr>"),
            "it holds text boxes or drawings, which would be lost",
        ),
        (written("Facts", "Z2"), "the cell Z2 of its sheet 'Facts' would be lost"),
        (written("Quotes", "B9"), "the cell B9 of its sheet 'Quotes' would be lost"),
        (written("Pages", "Z2"), "the cell Z2 of its sheet 'Pages' would be lost"),
        (written("Review dates", "A40"), "the cell A40 of its sheet 'Review dates' would be lost"),
        (written("About", "C3"), "the cell C3 of its sheet 'About' would be lost"),
        (written("About", "A6"), "the cell A6 of its sheet 'About' would be lost"),
        (written("About", "B60"), "the cell B60 of its sheet 'About' would be lost"),
        (
            added("Page owner"),
            "the column 'Page owner' of its sheet 'Findings' has a name that factlint gives to its own",
        ),
        (added("Since last time"), "the column 'Since last time' of its sheet 'Findings' has a name"),
        (added("Not found since"), "the column 'Not found since' of its sheet 'Findings' has a name"),
        (merged, "the cells L2:L3 of the sheet 'Findings' are merged"),
        (renamed("Page", "My page", "Pages"), "the column 'My page' of its sheet 'Pages' would be lost"),
    ],
)
def test_a_file_that_cannot_be_kept_is_not_written_over(spoil: Callable[[bytes], bytes], says: str) -> None:
    existing = spoil(made(result(ONE)))
    with pytest.raises(FactlintError) as caught:
        made(result(ONE), existing=existing)
    assert says in caught.value.message
    assert "write to another file" in caught.value.remedy


def test_a_file_that_is_too_large_is_told_before_it_is_unpacked() -> None:
    with pytest.raises(FactlintError, match="larger than 100,000,000 bytes"):
        made(result(ONE), existing=b"PK" + b"\0" * grids.MAX_BYTES)


def test_notes_are_read_from_any_page_text_without_becoming_formulas() -> None:
    hostile = replace(ONE, message='=HYPERLINK("https://x.example")')
    gone = made(result(TWO), existing=filled(made(result(hostile, TWO)), {"Reason": "@x"}))
    (row,) = opened(gone)["Earlier notes"].iter_rows(min_row=2)
    assert [cell.data_type for cell in row if cell.value in (hostile.message, "@x")] == ["s", "s"]
