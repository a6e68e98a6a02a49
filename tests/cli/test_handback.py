"""A sheet on which people wrote decisions is handed back, and becomes what `factlint waive` would have written."""

from __future__ import annotations

import csv
import datetime as dt
import io
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factlint.decisions import Kind
from factlint.decisions.file import parse_decisions
from tests.cli.test_check import status
from tests.cli.test_waive import CONFIG, FILE, GARDEN, NINE, SIX, write
from tests.render.workbooks import filled, opened, saved, table

SHEET = "review.xlsx"
BOTH = {"Decision": "both-right", "Reason": "two kinds", "Owner": "A. Lee", "Until": dt.date(2026, 8, 1)}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """Two findings, on a sheet."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(GARDEN, tmp_path / "garden.yaml")
    write("factlint.toml", CONFIG)
    write("sources/a.md", SIX)
    write("sources/b.md", NINE)
    write("sources/c.md", "# Lilies\n\nLilies flower for 3 weeks.\n")
    write("sources/d.md", "# Lilies\n\nLilies flower for 5 weeks.\n")
    status("check", "-q", "-o", f"xlsx:{SHEET}")
    assert len(names()) == 2
    capsys.readouterr()
    return tmp_path


def names() -> list[str]:
    return [str(row["Fingerprint"]) for row in table(Path(SHEET).read_bytes())]


def fill(*rows: Mapping[str, Any]) -> None:
    Path(SHEET).write_bytes(filled(Path(SHEET).read_bytes(), *rows))


def hand_back(*options: str, sheet: str = SHEET) -> int:
    return status("waive", "--from", sheet, *options)


def test_each_decision_becomes_the_entry_that_waive_writes(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = names()
    ask = {"Decision": "ask", "Reason": "which?", "Owner": "B", "Whom": "the grower", "Until": "2026-04-01"}
    fill(BOTH, ask)
    assert hand_back() == 0
    said = capsys.readouterr().out.splitlines()
    assert said == [
        f"{FILE}:3: both-right about C101 {first}; it is hidden to the end of 2026-08-01",
        f"{FILE}:11: ask about C101 {second}; it stays open, with the grower",
        "2 decisions written down.",
    ]
    written = Path(FILE).read_text("utf-8")
    Path(FILE).unlink()
    status("waive", first, "--reason", "two kinds", "--owner", "A. Lee", "--until", "2026-08-01")
    asked = ("--decision", "ask", "--whom", "the grower", "--until", "2026-04-01")
    status("waive", second, *asked, "--reason", "which?", "--owner", "B")
    assert Path(FILE).read_text("utf-8") == written


def test_a_sheet_can_be_handed_back_twice(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(BOTH)
    assert hand_back() == 0
    written = Path(FILE).read_bytes()
    assert hand_back("--as-of", "2026-03-09") == 0
    assert Path(FILE).read_bytes() == written
    assert capsys.readouterr().out.endswith("0 decisions written down, 1 known already.\n")


def test_another_decision_about_the_same_is_written(project: Path) -> None:
    fill(BOTH)
    hand_back()
    fill({**BOTH, "Reason": "three kinds"})
    assert hand_back() == 0
    assert [each.reason for each in parse_decisions(Path(FILE).read_text("utf-8"), "")] == ["two kinds", "three kinds"]


def test_an_old_sheet_does_not_overturn_what_was_decided_since(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(BOTH)
    hand_back()
    assert status("waive", names()[0], "--decision", "fix-ours", "--reason", "no, mend it", "--owner", "B") == 0
    written = Path(FILE).read_bytes()
    capsys.readouterr()
    assert hand_back() == 2
    assert "row 2: it was decided otherwise since, on 2026-03-01" in capsys.readouterr().err
    assert Path(FILE).read_bytes() == written


def test_cells_that_are_merged_are_refused(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(BOTH)
    book = opened(Path(SHEET).read_bytes())
    place = next(cell.column_letter for cell in book["Findings"][1] if cell.value == "Decision")
    book["Findings"].merge_cells(f"{place}2:{place}3")
    Path(SHEET).write_bytes(saved(book))
    assert hand_back() == 2
    err = capsys.readouterr().err
    assert f"the cells {place}2:{place}3 of the sheet 'Findings' are merged (column 'Decision')" in err
    assert not Path(FILE).exists()


def test_decisions_on_another_sheet_are_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = opened(Path(SHEET).read_bytes())
    book.copy_worksheet(book["Findings"])
    Path(SHEET).write_bytes(filled(saved(book), BOTH, sheet="Findings Copy"))
    assert hand_back() == 2
    assert "sheet 'Findings Copy', row 2: this decision was not taken (move it" in capsys.readouterr().err
    assert not Path(FILE).exists()
    fill(BOTH)
    assert hand_back() == 0
    assert hand_back() == 0


def test_a_decision_about_what_is_gone_is_told_unless_it_is_written_down(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(BOTH)
    write("sources/b.md", SIX)
    write("sources/d.md", "# Lilies\n\nLilies flower for 3 weeks.\n")
    before = Path(SHEET).read_bytes()
    status("check", "-q", "-o", f"xlsx:{SHEET}")
    capsys.readouterr()
    assert hand_back() == 2
    assert "sheet 'Earlier notes', row 2: this decision was not taken" in capsys.readouterr().err
    after = Path(SHEET).read_bytes()
    Path(SHEET).write_bytes(before)
    write("sources/b.md", NINE)
    write("sources/d.md", "# Lilies\n\nLilies flower for 5 weeks.\n")
    assert hand_back() == 0
    Path(SHEET).write_bytes(after)
    assert hand_back() == 0


def test_rows_in_order_are_written_and_the_others_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill({**BOTH, "Until": "01/09/2026"}, BOTH)
    assert hand_back() == 2
    out, err = capsys.readouterr()
    assert out.endswith("1 decision written down, 1 row not taken.\n")
    told = f"{SHEET}, sheet 'Findings', row 2: Until: '01/09/2026' is no date (write it as 2026-01-31)"
    assert err == f"factlint: {told}\n"
    assert [each.fingerprint for each in parse_decisions(Path(FILE).read_text("utf-8"), "")] == names()[1:]


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"Decision": "maybe"}, "no decision is called 'maybe'"),
        ({"Reason": None}, "Reason is empty (fill it in, or give --reason)"),
        ({"Owner": " "}, "Owner is empty (fill it in, or give --owner)"),
        ({"Until": None}, "both-right needs Until"),
        ({"Until": "in May"}, "Until: 'in May' is no date"),
        ({"Until": dt.date(2026, 2, 1)}, "2026-02-01 is over (name a day after 2026-03-01)"),
        ({"Until": dt.date(2029, 1, 1)}, "2028-03-01 is the latest (give an earlier Until)"),
        ({"Decision": "ask"}, "ask needs Whom and Until"),
        ({"Fingerprint": "f" * 16}, f"no finding has the fingerprint {'f' * 16}"),
        ({"Fingerprint": "1.23457E+15"}, "'1.23457e+15' is no fingerprint"),
        ({"Fingerprint": None}, "the fingerprint is missing"),
    ],
)
def test_a_row_that_is_not_in_order_is_told(
    project: Path, capsys: pytest.CaptureFixture[str], cells: dict[str, Any], says: str
) -> None:
    fill({**BOTH, **cells})
    assert hand_back() == 2
    err = capsys.readouterr().err
    assert err.startswith(f"factlint: {SHEET}, sheet 'Findings', row 2: ")
    assert says in err
    assert not Path(FILE).exists()


def test_high_risk_needs_approval_here_too(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    risky = GARDEN.read_text("utf-8").replace("  flowering_time:\n", "  flowering_time:\n    risk: high\n")
    write("garden.yaml", risky)
    write("factlint.toml", f'{CONFIG}approvers = ["B. Roe"]\n')
    fill(BOTH)
    assert hand_back() == 2
    assert "has to approve (B. Roe may) (fill in Approved by)" in capsys.readouterr().err
    fill({"Approved by": "B. Roe"})
    assert hand_back() == 0


def test_options_stand_in_for_empty_cells(project: Path) -> None:
    fill({"Decision": "Both Right", "Reason": "two kinds"}, {"Decision": "fix_ours"})
    given = ("--reason", "as agreed", "--owner", "C", "--until", "2026-08-01")
    assert hand_back(*given) == 0
    found = parse_decisions(Path(FILE).read_text("utf-8"), "")
    assert [(each.kind, each.reason, each.owner) for each in found] == [
        (Kind.BOTH_RIGHT, "two kinds", "C"),
        (Kind.FIX_OURS, "as agreed", "C"),
    ]


def test_one_finding_is_not_decided_twice_on_one_sheet(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = names()[0]
    fill(BOTH, {**BOTH, "Fingerprint": first, "Reason": "otherwise"})
    assert hand_back() == 2
    assert "row 3: row 2 decides about the same finding otherwise" in capsys.readouterr().err


def test_what_is_about_a_waiver_is_not_waived(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(BOTH)
    hand_back()
    write("sources/b.md", SIX)
    write("sources/d.md", "# Lilies\n\nLilies flower for 3 weeks.\n")
    status("check", "-q", "-o", "xlsx:late.xlsx")
    Path("late.xlsx").write_bytes(filled(Path("late.xlsx").read_bytes(), BOTH))
    capsys.readouterr()
    assert hand_back(sheet="late.xlsx") == 2
    assert "(W101), and is not waived itself" in capsys.readouterr().err


def test_a_sheet_without_decisions_changes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill({"Comment": "to be discussed"})
    assert hand_back() == 0
    assert capsys.readouterr().out == "Nothing to write down: no row has a Decision.\n"
    assert not Path(FILE).exists()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_with_the_same_columns_will_do(project: Path, delimiter: str, encoding: str) -> None:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(["fingerprint", "DECISION", "reason", "owner", "approved_by", "until"])
    writer.writerow([names()[0], "both-right", "'=two kinds;\nof, them", "É. Lee", "", "2026-08-01"])
    Path("back.csv").write_bytes(text.getvalue().encode(encoding))
    assert hand_back(sheet="back.csv") == 0
    (entry,) = parse_decisions(Path(FILE).read_text("utf-8"), "")
    assert (entry.reason, entry.owner, entry.until) == ("=two kinds; of, them", "É. Lee", dt.date(2026, 8, 1))


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("none.xlsx", None, "none.xlsx: cannot be read: No such file"),
        ("a.csv", b"a,b\n1,2\n", "a.csv: there is no column 'Fingerprint'"),
        ("a.csv", "Fingerprint,Decision\n1,é\n".encode("latin-1"), 'it is not UTF-8 (save it as "CSV UTF-8"'),
        ("a.csv", b"Fingerprint,Decision,decision\n", "two columns are called 'Decision'"),
        ("a.csv", b"", "there is no column 'Fingerprint'"),
        ("a.csv", b"Fingerprint,Decision\n" + b"x" * 200_000, "it is no CSV"),
        ("a.xlsx", b"PK\3\4 broken", "a.xlsx: it is no workbook"),
    ],
)
def test_what_is_no_such_sheet_is_told(
    project: Path, capsys: pytest.CaptureFixture[str], name: str, data: bytes | None, says: str
) -> None:
    if data is not None:
        Path(name).write_bytes(data)
    assert hand_back(sheet=name) == 2
    assert says in capsys.readouterr().err


def test_a_sheet_under_another_name_is_found_by_its_columns(project: Path) -> None:
    fill(BOTH)
    book = opened(Path(SHEET).read_bytes())
    book["Findings"].title = "Decisions of March"
    Path(SHEET).write_bytes(saved(book))
    assert hand_back() == 0


def test_one_decision_is_not_for_a_sheet_and_a_finding_is_needed_without(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert hand_back("--decision", "ask") == 2
    assert "--decision is for one finding" in capsys.readouterr().err
    assert status("waive", "--reason", "x", "--owner", "y") == 2
    assert "Missing argument 'FINGERPRINT', or --from FILE." in capsys.readouterr().err


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kind=st.sampled_from(list(Kind)),
    texts=st.lists(st.text(min_size=1, max_size=40).filter(lambda text: text.strip()), min_size=4, max_size=4),
    days=st.integers(0, 150),
)
def test_whatever_people_write_goes_round(project: Path, kind: Kind, texts: list[str], days: int) -> None:
    Path(FILE).unlink(missing_ok=True)
    day = dt.date(2026, 3, 1) + dt.timedelta(days)
    words = ["".join(each for each in text if each.isprintable()) or "x" for text in texts]
    cells = dict(zip(("Reason", "Owner", "Whom", "Approved by"), words, strict=True))
    cells = {name: text if text.strip() else "x" for name, text in cells.items()}
    fill({"Decision": str(kind), "Until": day, **cells})
    assert hand_back() == 0
    (entry,) = parse_decisions(Path(FILE).read_text("utf-8"), "")
    assert (entry.kind, entry.until or entry.by_when) == (kind, day)
    kept = [" ".join(text.split()) for text in cells.values()]
    assert [entry.reason, entry.owner, entry.whom, entry.approved_by] == kept
    status("check", "-q", "-o", "xlsx:again.xlsx")
    assert hand_back() == 0
    assert len(parse_decisions(Path(FILE).read_text("utf-8"), "")) == 1
