from __future__ import annotations

import json
from pathlib import Path

import pytest

from factlint.baseline import apply_baseline, read_baseline, write_baseline
from factlint.errors import ConfigError
from tests.render.builders import Given, Side, result

TWO = Given()
GROWN = Given([*TWO.sides, Side("c.md", "3 months", "3 months.", "P3M")])
OTHER = Given(subject="drug-b")


def test_known_findings_are_hidden_and_counted(tmp_path: Path) -> None:
    write_baseline(tmp_path / "b.json", result(TWO))
    found = apply_baseline(result(TWO, OTHER), read_baseline(tmp_path / "b.json"))
    assert list(found.findings["subject"]) == ["drug-b"]
    assert found.hidden == {"in the baseline": 1}
    assert found.failing("error") == 1


def test_a_known_finding_that_gained_a_page_is_shown_and_fails_nothing(tmp_path: Path) -> None:
    write_baseline(tmp_path / "b.json", result(TWO))
    found = apply_baseline(result(GROWN), read_baseline(tmp_path / "b.json"))
    assert found.grown == {TWO.key: ("c.md",)}
    assert found.hidden == {}
    assert found.failing("error") == 0
    assert found.summary["grown"] == 1


@pytest.mark.parametrize(("changed", "failing"), [(["c.md"], 1), (["a.md"], 0)])
def test_a_grown_finding_fails_where_the_page_that_joined_is_what_changed(
    tmp_path: Path, changed: list[str], failing: int
) -> None:
    write_baseline(tmp_path / "b.json", result(TWO))
    found = apply_baseline(result(GROWN), read_baseline(tmp_path / "b.json"), changed)
    assert found.failing("error") == failing


def test_a_page_in_the_place_of_one_that_is_gone_is_that_page_under_another_name(tmp_path: Path) -> None:
    write_baseline(tmp_path / "b.json", result(TWO))
    known = read_baseline(tmp_path / "b.json")
    renamed = Given([TWO.sides[0], Side("z.md", "3 months", "3 months.", "P3M")])
    found = apply_baseline(result(renamed), known, gone={"b.md"})
    assert found.grown == {}
    assert found.findings.empty
    assert apply_baseline(result(renamed), known).grown == {TWO.key: ("z.md",)}
    more = Given([*renamed.sides, Side("y.md", "3 months", "3 months.", "P3M")])
    assert apply_baseline(result(more), known, gone={"b.md"}).grown == {TWO.key: ("y.md", "z.md")}


def test_a_page_that_leaves_changes_nothing(tmp_path: Path) -> None:
    write_baseline(tmp_path / "b.json", result(GROWN))
    assert apply_baseline(result(TWO), read_baseline(tmp_path / "b.json")).findings.empty


def test_the_file_is_the_same_whatever_the_order(tmp_path: Path) -> None:
    write_baseline(tmp_path / "1.json", result(TWO, OTHER))
    write_baseline(tmp_path / "2.json", result(OTHER, TWO))
    assert (tmp_path / "1.json").read_bytes() == (tmp_path / "2.json").read_bytes()
    entry = json.loads((tmp_path / "1.json").read_text("utf-8"))["findings"][0]
    assert sorted(entry) == ["code", "docs", "fingerprint", "message"]
    assert entry["docs"] == ["a.md", "b.md"]


def test_entries_that_a_merge_left_twice_add_up(tmp_path: Path) -> None:
    entries = [{"fingerprint": "x", "docs": ["a.md"]}, {"fingerprint": "x", "docs": ["b.md"]}]
    (tmp_path / "b.json").write_text(json.dumps({"version": 1, "findings": entries}))
    assert read_baseline(tmp_path / "b.json").pages == {"x": {"a.md", "b.md"}}


def test_a_missing_baseline_is_an_error_that_says_how_to_write_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="--update-baseline"):
        read_baseline(tmp_path / "b.json")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("{\n  <<<<<<< HEAD\n}", 2),
        ("[]", 1),
        ('{"version": 2, "findings": []}', 1),
        ('{"version": 1,\n  "findings": [\n    {\n      "docs": []\n    }\n  ]\n}', 3),
        ('{"version": 1,\n  "findings": [\n    {\n      "fingerprint": "x", "docs": [1]\n    }\n  ]\n}', 3),
        ("[" * 100_000, None),
        ("1" * 5_000, None),
    ],
)
def test_a_baseline_that_is_none_is_an_error_with_its_line(tmp_path: Path, text: str, line: int | None) -> None:
    (tmp_path / "b.json").write_text(text)
    with pytest.raises(ConfigError) as caught:
        read_baseline(tmp_path / "b.json")
    assert caught.value.line == line
    assert caught.value.remedy
