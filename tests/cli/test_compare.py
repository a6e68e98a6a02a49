"""Two pages held against each other on the command line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_check import status
from tests.cli.test_explain import SCHEMA

Out = pytest.CaptureFixture[str]


@pytest.fixture
def kitchen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pages").mkdir()
    (tmp_path / "kitchen.yaml").write_text(SCHEMA)
    (tmp_path / "factlint.toml").write_text('sources = ["pages"]\nschemas = ["kitchen.yaml"]\n')
    page("a.md", "Stew simmers for 2 hours.\n\nSoup simmers for 1 hour.\n\nPie simmers for 1 hour.\n")
    page("b.md", "Stew simmers for 90 minutes.\n\nSoup simmers for about 60 minutes.\n")
    return tmp_path


def page(name: str, text: str) -> None:
    Path("pages", name).write_text(text, "utf-8")


def compared(capsys: Out, *more: str) -> dict[str, Any]:
    capsys.readouterr()
    assert status("compare", "pages/a.md", "pages/b.md", *more, "-o", "json") == 0
    return dict(json.loads(capsys.readouterr().out))


def test_two_pages_are_told_claim_by_claim(kitchen: Path, capsys: Out) -> None:
    assert status("compare", "pages/a.md", "pages/b.md") == 0
    out = capsys.readouterr().out
    assert "Stew, cooking time\n  differ (C101 " in out
    assert "pages/a.md:1:6 " in out
    assert "pages/b.md:1:6\n" in out
    assert "Only on pages/a.md\n  5:5      Pie, cooking time: 1 hour\n" in out
    assert out.endswith("1 differ, 1 agree, 0 not comparable, 1 only on one page.\n")


def test_a_difference_has_the_code_and_fingerprint_of_its_finding(kitchen: Path, capsys: Out) -> None:
    (pair,) = [each for each in compared(capsys)["pairs"] if each["verdict"] == "differ"]
    status("check", "pages", "-o", "json")
    found = {each["fingerprint"]: each["code"] for each in json.loads(capsys.readouterr().out)["findings"]}
    assert found[pair["fingerprint"]] == pair["code"] == "C101"


@pytest.mark.parametrize("subject", ["soup", "Soup"])
def test_a_subject_limits_what_is_compared(kitchen: Path, capsys: Out, subject: str) -> None:
    told = compared(capsys, subject)
    assert told["subject"] == "soup"
    assert [each["subject"] for each in told["pairs"]] == ["soup"]


def test_an_unknown_subject_is_a_mistake(kitchen: Path, capsys: Out) -> None:
    assert status("compare", "pages/a.md", "pages/b.md", "stwe") == 2
    assert "stew" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("pages", "says"),
    [
        (("pages/a.md", "pages/./a.md"), "A and B are one page"),
        (("pages/a.md", "pages"), "is a folder"),
        (("pages/a.md", "pages/none.md"), "pages/none.md"),
        (("pages/a.md", "kitchen.yaml"), "kitchen.yaml"),
    ],
    ids=["one page", "folder", "not there", "no page"],
)
def test_what_cannot_be_compared_is_a_mistake(kitchen: Path, capsys: Out, pages: tuple[str, str], says: str) -> None:
    assert status("compare", *pages) == 2
    assert says in capsys.readouterr().err


def test_other_formats_are_tables(kitchen: Path, capsys: Out) -> None:
    assert status("compare", "pages/a.md", "pages/b.md", "-o", "csv") == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [(row["subject"], row["verdict"]) for row in rows] == [
        ("pie", "only on one page"),
        ("soup", "agree"),
        ("stew", "differ"),
    ]
    assert (rows[0]["a_line"], rows[0]["b_line"]) == ("5", "")
    assert status("compare", "pages/a.md", "pages/b.md", "-o", "markdown") == 0
    assert capsys.readouterr().out.startswith("| subject | attribute | verdict | a | b | why |\n")


def test_only_the_two_pages_are_read(kitchen: Path, capsys: Out) -> None:
    Path("pages", "broken.md").write_bytes(b"\xff\x00" * 50)
    page("c.md", "Stew simmers for 9 hours.\n")
    assert len(compared(capsys)["pairs"]) == 3


def test_a_reference_elsewhere_is_mentioned(kitchen: Path, capsys: Out) -> None:
    with Path("factlint.toml").open("a") as file:
        file.write('[[collections]]\npaths = ["pages/ref.md"]\nauthority = "reference"\n')
    status("compare", "pages/a.md", "pages/b.md")
    assert "under O102" in capsys.readouterr().out


def test_a_reference_among_the_two_decides(kitchen: Path, capsys: Out) -> None:
    with Path("factlint.toml").open("a") as file:
        file.write('[[collections]]\npaths = ["pages/a.md"]\nauthority = "reference"\n')
    told = compared(capsys)["pairs"]
    assert [each["code"] for each in told if each["verdict"] == "differ"] == ["O102"]


def test_what_was_not_read_is_told_of_each_page(kitchen: Path, capsys: Out) -> None:
    page("b.md", "Stew simmers for 90 minutes.\n\nStew wants 3 hours.\n")
    status("compare", "pages/a.md", "pages/b.md")
    assert "pages/b.md: 1 of 2 claim sentences were not read.\n" in capsys.readouterr().out


def test_lines_keep_to_the_width_whatever_the_pages_are_called(kitchen: Path, capsys: Out) -> None:
    long = "x" * 60
    page(f"{long}.md", "Stew simmers for 90 minutes.\n")
    assert status("compare", "pages/a.md", f"pages/{long}.md") == 0
    out = capsys.readouterr().out
    assert f"    pages/{long}.md:1:6\n" in out
    assert max(map(len, out.splitlines())) <= 100


def test_a_terminal_obeys_nothing_that_a_page_says(kitchen: Path, capsys: Out) -> None:
    page("b.md", "Stew \x1b[2Jsimmers for 90 minutes.\n")
    status("compare", "pages/a.md", "pages/b.md")
    assert "\x1b" not in capsys.readouterr().out
