"""What references change in a run, the plan of a change, and the table that pages agree on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

import factlint
from factlint.cli import main
from tests.cli.test_check import GARDEN, status

Out = pytest.CaptureFixture[str]
ROOT = Path(__file__).parents[2]
HEAD = "subject,attribute,value,scope,valid_from,valid_until,source,approved_by\n"
CONFIG = f"""\
sources = ["pages"]
schemas = ["{GARDEN.as_posix()}"]
references = ["reference/agreed.csv"]
ignore = ["O104"]
as_of = 2026-11-20
[[collections]]
paths = ["pages/uk/**"]
jurisdiction = "GB"
publisher = "Beds"
owner = "Ann"
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    page("a", "Roses bloom for 6 weeks.")
    page("uk/b", "Roses bloom for six weeks.")
    page("c", "Roses bloom for 10 weeks.")
    table("agreed.csv", f"{HEAD}rose,flowering_time,6 weeks,,,,RHS,A. Lee\n")
    Path("factlint.toml").write_text(CONFIG)
    return tmp_path


def page(name: str, text: str) -> None:
    path = Path("pages") / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text + "\n")


def table(name: str, text: str) -> Path:
    path = Path("reference") / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return path


def said(capsys: Out, *arguments: str) -> dict[str, Any]:
    capsys.readouterr()
    status(*arguments, "-o", "json")
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_a_page_that_contradicts_is_shown_beside_the_row(here: Path, capsys: Out) -> None:
    (finding,) = said(capsys, "check")["findings"]
    assert (finding["code"], finding["doc"], finding["direction"]) == ("O102", "pages/c.md", "review this page")
    row = finding["evidence"][1]
    assert (row["doc"], row["line"], row["fact_id"]) == ("reference/agreed.csv", 2, None)
    assert row["quote"] == "rose,flowering_time,6 weeks,,,,RHS,A. Lee"
    assert row["annotation"] == "6 weeks (agreed, source RHS, approved by A. Lee)"


def test_rows_are_neither_pages_nor_facts(here: Path) -> None:
    result = factlint.check()
    Path("factlint.toml").write_text(CONFIG.replace("references", "# references"))
    without = factlint.check()
    assert result.facts.equals(without.facts)
    assert result.documents.equals(without.documents)
    assert list(without.findings["code"]) == ["C101"]


def test_the_row_of_the_day_is_the_one_that_binds(here: Path, capsys: Out) -> None:
    rows = "rose,flowering_time,6 weeks,,,2026-12-31,,\nrose,flowering_time,10 weeks,,2027-01-01,,,\n"
    table("agreed.csv", HEAD + rows)
    assert [one["doc"] for one in said(capsys, "check")["findings"]] == ["pages/c.md"]
    (later,) = said(capsys, "check", "--as-of", "2027-01-01")["findings"]
    assert [one["doc"] for one in later["evidence"]] == ["pages/a.md", "reference/agreed.csv", "pages/uk/b.md"]


def test_a_mistake_in_a_table_ends_the_run_with_its_line(here: Path, capsys: Out) -> None:
    table("agreed.csv", f"{HEAD}\nrose,flowering_tim,6 weeks,,,,,\n")
    assert status("check") == 2
    assert capsys.readouterr().err.startswith("factlint: reference/agreed.csv:3: no schema has the attribute")


def test_a_change_lists_what_is_left_to_mend_by_owner_and_shrinks(here: Path, capsys: Out) -> None:
    change = table("change.csv", f"{HEAD}rose,flowering_time,10 weeks,,2027-01-01,,,\n")
    plan = said(capsys, "plan", "--from", str(change))
    places = [(one["owner"], one["doc"], one["line"], one["says"], one["will_say"]) for one in plan["plan"]]
    assert places == [("Ann", "pages/uk/b.md", 1, "6 weeks", "10 weeks"), ("", "pages/a.md", 1, "6 weeks", "10 weeks")]
    assert {(one["day"], one["state"], one["quote"]) for one in plan["plan"]} >= {
        ("2027-01-01", "to mend", "bloom for six weeks")
    }
    assert plan["done"] == 1
    page("a", "Roses bloom for 10 weeks.")
    plan = said(capsys, "plan", "--from", str(change))
    assert ([one["doc"] for one in plan["plan"]], plan["done"]) == (["pages/uk/b.md"], 2)


def test_a_plan_fails_nothing_and_can_be_written_to_a_file(here: Path, capsys: Out) -> None:
    change = table("change.csv", f"{HEAD}rose,flowering_time,20 weeks,,2027-01-01,,,\n")
    assert status("plan", "--from", str(change), "-o", "csv:plan.csv", "-o", "markdown") == 0
    assert len(Path("plan.csv").read_text().splitlines()) == 4
    assert "3 to mend; 0 statements done, on 3 pages read" in capsys.readouterr().out


def test_what_stays_agreed_for_a_narrower_case_is_not_to_be_mended(here: Path, capsys: Out) -> None:
    table("agreed.csv", f"{HEAD}rose,flowering_time,6 weeks,jurisdiction=GB,,,,\n")
    change = table("change.csv", f"{HEAD}rose,flowering_time,10 weeks,,2027-01-01,,,\n")
    assert [one["doc"] for one in said(capsys, "plan", "--from", str(change))["plan"]] == ["pages/a.md"]


def test_a_claim_that_is_broader_than_the_change_is_to_be_looked_at(here: Path, capsys: Out) -> None:
    change = table("change.csv", f"{HEAD}rose,flowering_time,20 weeks,soil=clay,2027-01-01,,,\n")
    assert said(capsys, "plan", "--from", str(change))["plan"] == []  # another row speaks of it
    table("agreed.csv", HEAD)
    assert [one["state"] for one in said(capsys, "plan", "--from", str(change))["plan"]] == ["to be looked at"] * 3


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("rose,flowering_time,10 weeks,,,,,", "2: valid_from is empty (give the day"),
        ("rose,flowering_time,ten,,2027-01-01,,,", "2: 'ten' is no duration"),
    ],
)
def test_a_change_that_is_none_is_refused(here: Path, capsys: Out, row: str, says: str) -> None:
    change = table("change.csv", f"{HEAD}{row}\n")
    assert status("plan", "--from", str(change)) == 2
    assert says in capsys.readouterr().err


def test_what_pages_agree_on_is_drafted_and_what_they_dispute_is_not(here: Path, capsys: Out) -> None:
    page("d", "Ferns bloom for about 3 weeks. Ivy blooms for 4 weeks. Mint usually blooms for 2 weeks.")
    page("e", "Ferns bloom for about 3 weeks. Mint usually blooms for 2 weeks.")
    capsys.readouterr()
    assert status("facts", "--as-reference") == 0
    assert capsys.readouterr().out.splitlines()[1:] == ["fern,flowering_time,about 3 weeks,,,,,,,"]
    assert status("facts", "--as-reference", "--pages", "1", "-o", "yaml:made.yaml") == 0
    assert [row["subject"] for row in yaml.safe_load(Path("made.yaml").read_text())] == ["fern", "ivy"]


def test_a_draft_is_a_table_that_contradicts_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    made = {name: tmp_path / f"agreed.{name}" for name in ("csv", "yaml")}
    monkeypatch.chdir(ROOT)
    outputs = [f"-o{name}:{path}" for name, path in made.items()]
    assert (
        status(
            "facts",
            "--as-reference",
            "--pages",
            "1",
            *outputs,
            "sources/fernhill-trust",
            "sources/maple-hollow-society",
        )
        == 0
    )
    for path in made.values():
        config = tmp_path / "factlint.toml"
        config.write_text(f'references = ["{path.name}"]\nas_of = 2026-11-20\n')
        before = said(capsys, "check", "sources/fernhill-trust", "sources/maple-hollow-society")
        after = said(capsys, "check", "--config", str(config), "sources/fernhill-trust", "sources/maple-hollow-society")
        assert len(path.read_text().splitlines()) > 50
        assert [one["code"] for one in after["findings"] if one["code"] == "O102"] == []
        assert after["summary"]["facts"] == before["summary"]["facts"]


def test_explaining_and_drafting_exclude_each_other(here: Path, capsys: Out) -> None:
    assert status("facts", "--as-reference", "--explain") == 2
    with pytest.raises(SystemExit):
        main(["facts", "--as-reference", "-o", "json"])
    assert "unknown output format 'json' (known are csv, yaml)" in capsys.readouterr().err


def test_the_story_of_a_finding_against_a_row_names_the_row_and_no_page_beside(here: Path, capsys: Out) -> None:
    (finding,) = said(capsys, "check")["findings"]
    story = said(capsys, "explain", finding["fingerprint"])["finding"]
    row = "reference/agreed.csv:2: 6 weeks (agreed, source RHS, approved by A. Lee)"
    assert story["because"] == f"an agreed fact in force decides: {row}"
    assert story["mend"][0] == "where it is wrong: say 6 weeks at pages/c.md:1:7"
    assert story["mend"][1].startswith("where it is right: the row has to be changed (reference/agreed.csv:2)")
    assert not [each for each in story["commands"] if each["command"].startswith("factlint compare")]


def test_pages_compared_are_held_against_the_table(here: Path, capsys: Out) -> None:
    (finding,) = said(capsys, "check")["findings"]
    (pair,) = said(capsys, "compare", "pages/a.md", "pages/c.md")["pairs"]
    assert (pair["verdict"], pair["code"], pair["fingerprint"]) == ("differ", "O102", finding["fingerprint"])
    status("compare", "pages/a.md", "pages/c.md")
    assert f"Agreed facts contradict these pages: O102 {finding['fingerprint']}." in capsys.readouterr().out


def test_a_page_for_two_regions_is_held_to_the_row_of_each(here: Path, capsys: Out) -> None:
    rows = "rose,flowering_time,6 weeks,jurisdiction=GB,,,,\nrose,flowering_time,10 weeks,,,,,\n"
    table("agreed.csv", HEAD + rows)
    assert [one["doc"] for one in said(capsys, "check")["findings"]] == ["pages/a.md"]
    Path("factlint.toml").write_text(CONFIG.replace('"GB"', '"GB IE"'))
    (finding,) = said(capsys, "check")["findings"]
    assert {one["doc"] for one in finding["evidence"]} >= {"pages/a.md", "pages/uk/b.md"}


def test_a_plan_tells_what_a_narrower_row_goes_on_to_hold(here: Path, capsys: Out) -> None:
    table("agreed.csv", f"{HEAD}rose,flowering_time,6 weeks,jurisdiction=GB,,,,\n")
    change = table("change.csv", f"{HEAD}rose,flowering_time,10 weeks,,2027-01-01,,,\n")
    held = said(capsys, "plan", "--from", str(change))["held"]
    assert held == [{"reference": "reference/agreed.csv:2 (jurisdiction=GB)", "statements": 1}]
    status("plan", "--from", str(change))
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == "1 statement held by a narrower row: reference/agreed.csv:2 (jurisdiction=GB)"


def test_a_change_without_a_row_is_refused(here: Path, capsys: Out) -> None:
    assert status("plan", "--from", str(table("change.csv", HEAD))) == 2
    assert "the table has no row" in capsys.readouterr().err
