"""The workbook for the meeting, as a reader of such files sees it."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factlint.decisions import Kind
from factlint.decisions.grids import read_book
from factlint.decisions.headings import PEOPLE
from factlint.previous import Known, Previous
from factlint.render import FORMATS, Options
from factlint.render.xlsx.book import Book
from factlint.render.xlsx.cells import MOST, Column, Linked, Table
from factlint.render.xlsx.making import workbook
from factlint.tables import DOCUMENTS
from factlint.tables import table as checked
from tests.render.builders import AS_OF, Given, Side, result
from tests.render.workbooks import made, opened, saved, table

SHEETS = ["About", "Findings", "Quotes", "Facts", "Pages", "Review dates"]
INFO = Given([Side("c.md", "until lately", "", None)], "O105", "ageing-wording", "info", subject=None, attribute=None)
# What a cell cannot hold, and what it holds in one way only.
UNWRITABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text_cells(data: bytes) -> list[str]:
    return [str(cell.value) for sheet in opened(data).worksheets for row in sheet.iter_rows() for cell in row]


def test_it_is_a_format_that_goes_to_a_file() -> None:
    assert FORMATS["xlsx"].binary
    data = FORMATS["xlsx"].render(result(Given()), Options())
    assert isinstance(data, bytes)
    assert opened(data).sheetnames == SHEETS


def test_a_run_without_findings_has_all_sheets() -> None:
    assert opened(made(result())).sheetnames == SHEETS
    assert table(made(result())) == []


def test_a_finding_is_told_in_plain_words_with_both_sides_quoted() -> None:
    sides = (Side(as_of=dt.date(2025, 1, 2)), Side("b.md", "3 months", "It goes on for 3 months.", "P3M"))
    (row,) = table(made(result(Given(sides, fingerprint="0123456789abcdef"))))
    assert row["No."] == 1
    assert row["Severity"] == "Error"
    assert row["What is the matter"] == "drug-a: length is P6M or P3M"
    assert row["What the pages say"].splitlines() == [
        "• a.md: It is taken for «6 months» after surgery.",
        "• b.md: It goes on for «3 months».",
    ]
    assert row["Look at"] == "check both"
    assert row["Page dates"] == "2025-01-02"
    assert list(row)[-2:] == ["Code", "Fingerprint"]
    assert (row["Code"], row["Fingerprint"]) == ("C101", "0123456789abcdef")


def test_people_have_columns_of_their_own_which_are_empty() -> None:
    (row,) = table(made(result(Given())))
    assert [row[name] for name in PEOPLE] == [None] * 7


def test_a_finding_that_somebody_has_in_hand_says_so() -> None:
    given = Given()
    (row,) = table(made(result(given, assigned={given.key: "ask: B. Roe: why?"})))
    assert row["In hand"] == "ask: B. Roe: why?"


def test_what_is_new_is_told_where_an_earlier_run_is_known() -> None:
    known = Known("0", "C101", "conflicting-values", "error", "x", "a.md", "drug-a", "length")
    other = replace(INFO, fingerprint="2")
    found = replace(
        result(Given(fingerprint="1"), other), previous=Previous(dt.date(2025, 12, 1), {"0": known, "2": known})
    )
    data = made(found)
    assert [row["Since last time"] for row in table(data)] == ["changed", None]
    assert [each for each in text_cells(data) if each.startswith("Since the run")] == [
        "Since the run of 2025-12-01: adds 0, resolves 0, changes 1."
    ]


def test_many_sides_are_cut_with_a_count_and_stand_on_the_sheet_of_quotes() -> None:
    sides = [Side(f"{n}.md", "6 months", f"It is taken for 6 months {'and so on ' * 20}.") for n in range(20)]
    data = made(result(Given(sides)))
    (row,) = table(data)
    assert re.search(r"… and 1[0-9] more: see Quotes$", row["What the pages say"])
    assert [row["Page"] for row in table(data, "Quotes")] == [f"{n}.md" for n in range(20)]


def test_links_lead_to_sources_and_within_the_workbook() -> None:
    book = opened(made(result(Given()), source_url="https://git.example/{path}#L{line}"))
    quotes, findings = book["Quotes"], book["Findings"]
    assert quotes["B2"].hyperlink.target == "https://git.example/a.md#L1"
    assert quotes["A2"].hyperlink.location == "'Findings'!A2"
    assert findings["A2"].hyperlink.location == "'Quotes'!A2"
    assert made(result(Given()), home="..").count(b"x") > 0
    assert opened(made(result(Given()), home=".."))["Quotes"]["B2"].hyperlink.target == "../a.md"


@pytest.mark.parametrize(
    ("url", "followed"),
    [
        ("https://example.org/a?b=c", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("//host/share", False),
        ("https://exa mple.org", False),
        ("https://" + "x" * 3000, False),
        ("https://[", False),
    ],
)
def test_only_addresses_on_the_web_are_links(url: str, followed: bool) -> None:
    found = result(pages=["a.md"])
    rows = found.documents.assign(url=[url]).to_dict("records")
    page = opened(made(replace(found, documents=checked(DOCUMENTS, rows))))["Pages"]
    linked = [cell.hyperlink.target for cell in page[2] if cell.hyperlink]
    assert linked == ["a.md", url] if followed else linked == ["a.md"]


def test_review_dates_stand_in_order_with_how_far_off_they_are() -> None:
    found = result(pages=["a.md", "b.md", "c.md", "d.md"])
    due = {"a.md": dt.date(2026, 2, 10), "b.md": dt.date(2025, 1, 31), "c.md": AS_OF}
    rows = table(made(replace(found, due=due)), "Review dates")
    assert [(row["Page"], row["When"]) for row in rows] == [
        ("b.md", "overdue by 12 months"),
        ("c.md", "today"),
        ("a.md", "in 10 days"),
        ("d.md", "no date of review"),
    ]


def test_headings_stay_in_view_are_filtered_and_repeated_on_paper() -> None:
    for sheet in opened(made(result(Given()))).worksheets[1:]:
        assert sheet.freeze_panes.endswith("2")
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_decisions_are_chosen_from_a_list_and_dates_are_dates_to_come() -> None:
    sheet = opened(made(result(Given())))["Findings"]
    letters = {cell.value: cell.column_letter for cell in sheet[1]}
    choice, date = sheet.data_validations.dataValidation
    assert choice.formula1 == f'"{",".join(Kind)}"'
    assert str(choice.sqref).startswith(f"{letters['Decision']}2:")
    assert str(date.sqref).startswith(f"{letters['Until']}2:")
    assert dt.date(1899, 12, 30) + dt.timedelta(int(date.formula1)) == AS_OF


def test_severities_differ_in_grey_and_in_words() -> None:
    warning = Given([Side("d.md", "drugg", "", None)], "T101", "misnomer", "warning", attribute=None)
    sheet = opened(made(result(Given(), warning, INFO)))["Findings"]
    cells = [sheet.cell(row, 2) for row in (2, 3, 4)]
    assert [cell.value for cell in cells] == ["Error", "Warning", "To know"]

    def light(colour: str) -> float:
        red, green, blue = (int(colour[index : index + 2], 16) for index in (2, 4, 6))
        return 0.3 * red + 0.6 * green + 0.1 * blue

    fills = [light(cell.fill.start_color.rgb) for cell in cells[:2]]
    assert fills[0] + 80 < fills[1] < 220
    assert cells[2].fill.fill_type is None
    assert light(cells[0].font.color.rgb) - fills[0] > 120


def test_the_same_run_gives_the_same_bytes() -> None:
    found = result(Given(), INFO)
    data = made(found)
    assert made(found) == data
    assert made(found, existing=data) == data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert re.findall(r">(\d{4}-[^<]*)<", core) == ["2026-01-31T00:00:00Z"] * 2


HOSTILE = ["=1+1", '=HYPERLINK("https://x.example","y")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "#N/A", "TRUE"]


@pytest.mark.parametrize("text", [*HOSTILE, "_x003D_1+1", "2026-01-01", "=" * 40_000])
def test_text_of_a_page_is_text_in_every_cell(text: str) -> None:
    side = Side(text or "a.md", text, text, text, annotation=text)
    given = Given([side], message=text, subject=text, attribute=text, scope=text, direction="")
    for sheet in opened(made(result(given, assigned={given.key: text}))).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                if isinstance(cell.value, str):
                    assert cell.data_type == "s"
                    assert cell.quotePrefix == cell.value.startswith(("=", "+", "-", "@", "\t", "\n", "'"))
                    assert len(cell.value) <= MOST + 7 * cell.value.count("_x005F_")


def test_no_part_of_the_file_holds_a_formula_or_leads_elsewhere() -> None:
    side = Side("=x.md", '=WEBSERVICE("https://x.example")', "=cmd|' /C calc'!A0", "=1")
    data = made(result(Given([side], message="=1+1")))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            part = archive.read(name)
            assert b"<f>" not in part
            assert b"<f " not in part
            if name.endswith(".rels"):
                assert set(re.findall(rb'Target="([^"]+)" TargetMode="External"', part)) <= {b"%3Dx.md"}


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=200))
def test_any_text_is_read_back_as_it_was(text: str) -> None:
    wanted = UNWRITABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    (grid,) = read_book(_one_cell(text)).grids
    assert grid.rows[1:] == [[wanted or None]]


@settings(max_examples=60, deadline=None)
@given(
    value=st.one_of(
        st.booleans(),
        st.integers(-(10**12), 10**12),
        st.just(10**400),
        st.floats(allow_nan=False, allow_infinity=False),
        st.dates(dt.date(1901, 1, 1)),
    )
)
def test_any_value_is_read_back_as_it_was(value: bool | float | dt.date) -> None:
    (grid,) = read_book(_one_cell(value)).grids
    assert grid.rows[1:] == [[value]]
    assert isinstance(grid.rows[1][0], bool) == isinstance(value, bool)


def test_equal_values_of_different_kinds_stay_what_they_are() -> None:
    book = Book(AS_OF)
    book.add(Table("One", [Column("Value", 10)], [{"Value": value} for value in (1, True, 1.5, "1", False, 0)]))
    (grid,) = read_book(book.bytes("One")).grids
    assert [repr(row[0]) for row in grid.rows[1:]] == ["1", "True", "1.5", "'1'", "False", "0"]


def test_a_number_that_is_none_leaves_its_cell_empty() -> None:
    (grid,) = read_book(_one_cell(float("inf"))).grids
    assert grid.rows[1:] == [[None]]


def test_each_sheet_says_how_large_it_is() -> None:
    with zipfile.ZipFile(io.BytesIO(made(result(Given())))) as archive:
        sheet = archive.read("xl/worksheets/sheet4.xml").decode()
    (last,) = re.findall(r'<dimension ref="A1:([A-Z]+[0-9]+)"/>', sheet)
    assert re.findall(r'<c r="([A-Z]+[0-9]+)"', sheet)[-1] == last


def _one_cell(value: str | float | dt.date) -> bytes:
    book = Book(AS_OF)
    book.add(Table("One", [Column("Text", 10)], [{"Text": value}]))
    return book.bytes("One")


@pytest.mark.parametrize("text", ["x" * 40_000, "😀" * 20_000, "x" + "😀" * 20_000])
def test_a_cell_holds_no_more_than_spreadsheets_read(text: str) -> None:
    (grid,) = read_book(_one_cell(text)).grids
    cell = str(grid.rows[1][0])
    assert len(cell.encode("utf-16-le")) // 2 <= MOST
    assert len(cell) > 16_000
    assert cell.endswith("…")


def test_rows_that_do_not_fit_are_counted_on_the_first_sheet() -> None:
    data = workbook(result(*(replace(Given(), fingerprint=str(n)) for n in range(6))), Options(), most=4)
    assert len(table(data)) == 3
    assert "3 rows of the sheet Findings: a sheet holds no more" in text_cells(data)
    assert "9 rows of the sheet Facts: a sheet holds no more" in text_cells(data)


def test_a_sheet_has_fewer_links_than_break_a_file() -> None:
    rows = [{"Page": Linked(f"{n}.md", target=f"{n}.md")} for n in range(60_001)]
    book = Book(AS_OF)
    book.add(Table("One", [Column("Page", 10)], rows))
    with zipfile.ZipFile(io.BytesIO(book.bytes("One"))) as archive:
        assert archive.read("xl/worksheets/sheet1.xml").count(b"<hyperlink ") == 60_000


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_shows_text_as_it_stands_and_keeps_what_matters(tmp_path: Path) -> None:
    texts = ["=1+1", "@x", "-2+3", "_x0041_", "日本 «naïve»", " two  spaces "]
    given = [replace(Given(), message=text, fingerprint=f"{n:016x}") for n, text in enumerate(texts)]
    (tmp_path / "a.xlsx").write_bytes(made(result(*given)))
    # The second sheet, in UTF-8, with commas, texts in quotes.
    form = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2"
    for kind in (form, "xlsx:Calc MS Excel 2007 XML"):
        home = f"-env:UserInstallation=file://{tmp_path}/home"
        command = ["soffice", home, "--headless", "--convert-to", kind, "--outdir", tmp_path / "out", "a.xlsx"]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    rows = list(csv.DictReader(io.StringIO((tmp_path / "out" / "a-Findings.csv").read_text("utf-8"))))
    assert [row["What is the matter"] for row in rows] == [" ".join(text.split()) for text in texts]
    again = made(result(*given), existing=(tmp_path / "out" / "a.xlsx").read_bytes())
    assert [row["Fingerprint"] for row in table(again)] == [each.fingerprint for each in given]


def test_a_workbook_can_be_saved_by_another_program_and_read_again() -> None:
    data = made(result(Given(message="=1")))
    assert table(saved(opened(data)))[0]["What is the matter"] == "=1"
