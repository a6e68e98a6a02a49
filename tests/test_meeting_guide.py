"""What docs/meeting.md shows is what the program does."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from factlint.cli import group
from factlint.decisions import Kind
from factlint.decisions.headings import PEOPLE
from factlint.render.xlsx import layout
from tests.cli.test_check import status
from tests.guides import Shown, follow
from tests.render.workbooks import filled, opened, table

DOCS = Path(__file__).parents[1] / "docs"
GUIDE = (DOCS / "meeting.md").read_text("utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("clinic")


@pytest.fixture(scope="module")
def shown(folder: Path) -> list[Shown]:
    return follow(GUIDE, folder)


def test_every_output_that_is_shown_is_what_is_printed(shown: list[Shown]) -> None:
    assert [(one.command, one.wanted) for one in shown] == [(one.command, one.printed) for one in shown]
    assert len(shown) == 5


def test_the_workbook_handed_back_gives_the_same_decisions(
    shown: list[Shown], folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    decisions = Path("factlint-decisions.yaml")
    written = decisions.read_text("utf-8")
    decisions.unlink()
    status("check", "-q", "-o", "xlsx:again.xlsx")
    with Path("decided.csv").open(encoding="utf-8", newline="") as file:
        decided = {row["Fingerprint"]: row for row in csv.DictReader(file)}
    names = [row["Fingerprint"] for row in table(Path("again.xlsx").read_bytes())]
    Path("again.xlsx").write_bytes(filled(Path("again.xlsx").read_bytes(), *(decided[name] for name in names)))
    assert status("waive", "--from", "again.xlsx") == 0
    assert decisions.read_text("utf-8") == written
    status("check", "-q", "-o", "xlsx:again.xlsx")
    assert [row["In hand"] for row in table(Path("again.xlsx").read_bytes())] == [
        "ask: the practice manager (A. Lee), by 2026-04-01: Which fee is charged?"
    ]


def test_a_row_that_is_not_in_order_is_told_as_shown(
    shown: list[Shown], folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    status("check", "-q", "-o", "xlsx:bad.xlsx")
    row = {"Decision": "both-right", "Reason": "x", "Owner": "y", "Until": "1 September"}
    Path("bad.xlsx").write_bytes(filled(Path("bad.xlsx").read_bytes(), row))
    capsys.readouterr()
    assert status("waive", "--from", "bad.xlsx") == 2
    err = capsys.readouterr().err.replace("bad.xlsx", "review.xlsx").replace("row 2", "row 14")
    assert f"\n    {err}" in GUIDE


def test_sheets_columns_and_decisions_of_the_page_are_those_of_the_workbook(shown: list[Shown], folder: Path) -> None:
    for name in (*layout.SHEETS, *PEOPLE, *Kind):
        assert re.search(rf"\b{re.escape(str(name))}\b", GUIDE)
    assert set(opened((folder / "review.xlsx").read_bytes()).sheetnames) <= set(layout.SHEETS)


def test_commands_and_pages_that_are_named_exist() -> None:
    assert set(re.findall(r"`factlint ([a-z]+)", GUIDE)) <= set(group.commands)
    assert [link for link in re.findall(r"\]\(([^)#:]+)\)", GUIDE) if not (DOCS / link).exists()] == []
