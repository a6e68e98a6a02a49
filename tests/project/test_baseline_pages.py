"""A baseline knows a finding by what it says: real pages, edited as editors edit them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_check import status

GARDEN = Path(__file__).parents[1] / "cases" / "garden.yaml"
CONFIG = """\
as_of = 2026-03-01
schemas = ["garden.yaml"]
baseline = "known.json"
ignore = ["O104"]
"""
A = """\
---
reviewed: 2019-01-01
---
# Roses

They like the sun.

## When they flower

Roses flower for 6 weeks.

## Names

A roze by another name.
"""
B = "---\nreviewed: 2026-01-01\n---\n# Roses\n\nRoses flower for 9 weeks.\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copy(GARDEN, tmp_path / "garden.yaml")
    (tmp_path / "factlint.toml").write_text(CONFIG)
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.md").write_text(A)
    (tmp_path / "sources" / "b.md").write_text(B)
    assert status("check", "--update-baseline") == 0
    return tmp_path


def check(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[list[str], dict[str, Any]]:
    capsys.readouterr()
    status("check", "-o", "json", *arguments)
    said = json.loads(capsys.readouterr().out)
    return [each["code"] for each in said["findings"]], said["summary"]


def change(name: str, edit: Callable[[str], str]) -> None:
    path = Path("sources", name)
    text = edit(path.read_text())
    assert text != path.read_text()
    path.write_text(text)


def moved(text: str) -> str:
    """The last section before the one that it follows."""
    head, flowers, names = (
        text.partition("## When they flower")[0],
        *text.partition("## When they flower")[2].split("## N"),
    )
    return f"{head}## N{names}\n## When they flower{flowers}"


def test_the_baseline_holds_findings_of_every_sort(project: Path) -> None:
    entries = json.loads(Path("known.json").read_text())["findings"]
    assert [(each["code"], "words" in each) for each in sorted(entries, key=lambda each: str(each["code"]))] == [
        ("C101", False),
        ("O103", True),
        ("T101", True),
    ]


EDITS: dict[str, Callable[[str], str]] = {
    "an edit elsewhere": lambda text: text.replace(
        "They like the sun.", "They like the sun.\n\nAnd rain.\n\nAnd clay."
    ),
    "a section moved": moved,
    "a section renamed": lambda text: text.replace("## When they flower", "## Months of bloom"),
    "another end of lines": lambda text: text.replace("\n", "\r\n"),
    "a paragraph wrapped": lambda text: text.replace("flower for", "flower\nfor"),
}


@pytest.mark.parametrize("name", EDITS)
def test_nothing_is_new_after(project: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    path = Path("sources", "a.md")
    path.write_bytes(EDITS[name](path.read_text()).encode())
    codes, summary = check(capsys)
    assert (codes, summary["grown"], summary["hidden"]["in the baseline"]) == ([], 0, 3)


def test_nothing_is_new_after_a_page_is_renamed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("sources", "a.md").rename(Path("sources", "roses.md"))
    codes, summary = check(capsys)
    assert (codes, summary["grown"], summary["hidden"]["in the baseline"]) == ([], 0, 3)


def test_a_copy_of_a_page_is_not_that_page_renamed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy("sources/a.md", "sources/copy.md")
    codes, summary = check(capsys)
    assert (sorted(codes), summary["grown"]) == (["C101", "O103", "T101"], 1)
    assert status("check") == 0
    assert status("check", "--changed", "sources/copy.md") == 1


def test_where_fewer_pages_are_read_the_others_are_not_gone(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy("sources/a.md", "sources/copy.md")
    codes, summary = check(capsys, "sources/copy.md", "sources/b.md")
    assert (sorted(codes), summary["grown"]) == (["C101", "O103", "T101"], 1)


def test_a_new_value_is_new(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change("b.md", lambda text: text.replace("9 weeks", "12 weeks"))
    assert check(capsys)[0] == ["C101"]
    assert status("check") == 1


def test_a_third_value_is_new(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("sources", "c.md").write_text(B.replace("9 weeks", "12 weeks"))
    assert check(capsys)[0] == ["C101"]


def test_another_wrong_word_is_new(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("sources", "a.md").rename(Path("sources", "roses.md"))
    Path("sources", "c.md").write_text("---\nreviewed: 2026-01-01\n---\nA roze is a rose.\n")
    assert check(capsys)[0] == ["T101"]
