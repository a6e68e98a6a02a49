"""How sentences were read, as `facts --explain` shows it."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_check import status

SCHEMA = """\
schema: kitchen
scope: {heat: [heat]}
english: {source_headings: [sources]}
concepts:
  dish: {stew: {}, soup: {}, pie: {names: [pie], brands: [Pastrel]}}
  heat: {low-heat: {names: [low heat]}, high-heat: {names: [high heat]}}
  tool: {spoon: {}, ladle: {}}
attributes:
  cooking_time:
    of: [dish]
    value: duration
    labels: [cooking time]
    patterns: ["(cooks|simmers) … for {value}", "for {value}"]
    not: ["{value} ago"]
  cooling_time:
    of: [dish]
    value: duration
    patterns: ["cools for {value}", "stands for {value}"]
  standing_time:
    of: [dish]
    value: duration
    patterns: ["stands for {value}"]
  keeping_time:
    of: [dish]
    value: duration
    report: false
    patterns: ["keeps for {value}"]
  stirred_with:
    of: [dish]
    value: tool
    values: many
    denied: drop
    list_labels: ["stir [the] {subject} with"]
    patterns: ["stir [the] {subject} with [a] {value}"]
"""
Out = pytest.CaptureFixture[str]


@pytest.fixture
def kitchen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pages").mkdir()
    (tmp_path / "kitchen.yaml").write_text(SCHEMA)
    (tmp_path / "factlint.toml").write_text('sources = ["pages"]\nschemas = ["kitchen.yaml"]\n')
    return tmp_path


def page(text: str, name: str = "a.md") -> None:
    Path("pages", name).write_text(text, "utf-8")


def shown(capsys: Out, *arguments: str) -> str:
    capsys.readouterr()
    assert status("facts", "--explain", *arguments) == 0
    return capsys.readouterr().out


def explained(capsys: Out, *arguments: str) -> list[dict[str, Any]]:
    return list(json.loads(shown(capsys, "-o", "json", *arguments))["sentences"])


def only(capsys: Out, text: str, line: int = 1) -> dict[str, Any]:
    """How the one sentence on a line of a page is read."""
    page(text)
    (one,) = explained(capsys, f"pages/a.md:{line}")
    return one


def outcomes(one: dict[str, Any]) -> dict[str, str]:
    """What came of each pattern, by its words on the page."""
    return {f"{each['attribute']}: {each['words']}": each["outcome"] for each in one["patterns"]}


def test_what_is_tagged_is_shown_with_what_it_was_taken_for(kitchen: Path, capsys: Out) -> None:
    one = only(capsys, "Pastrel cooks for half an hour.")
    assert one["tags"] == [
        {"words": "Pastrel", "meaning": "pie (brand)"},
        {"words": "half an hour", "meaning": "duration PT0.5H"},
    ]


def test_a_cue_is_shown_with_the_words_that_it_governs(kitchen: Path, capsys: Out) -> None:
    one = only(capsys, "Stew usually cooks for 2 hours; soup cooks for 1 hour.")
    assert {"words": "usually", "kind": "usual", "governs": "usually cooks for 2 hours"} in one["cues"]


def test_the_pattern_that_read_something_comes_first_and_names_its_subject(kitchen: Path, capsys: Out) -> None:
    told = outcomes(only(capsys, "Stew simmers for 2 hours."))
    assert next(iter(told.items())) == (
        "cooking_time: simmers for 2 hours",
        "read of stew, named in the same sentence",
    )


def test_a_pattern_that_lost_names_the_line_of_the_one_that_fits_more_closely(kitchen: Path, capsys: Out) -> None:
    told = outcomes(only(capsys, "Stew simmers for 2 hours."))
    assert told["cooking_time: for 2 hours"] == "cooking_time in line 13 fits more closely"


def test_a_pattern_that_a_veto_rules_out_names_the_line_of_the_veto(kitchen: Path, capsys: Out) -> None:
    told = outcomes(only(capsys, "Stew cooks for 2 hours ago."))
    assert told["cooking_time: cooks for 2 hours"] == "ruled out by `not` 14: {value} ago"


def test_a_tie_names_the_other_pattern(kitchen: Path, capsys: Out) -> None:
    one = only(capsys, "Stew stands for 2 hours.")
    assert outcomes(one)["cooling_time: stands for 2 hours"] == "tie with standing_time: stands for {value}"
    assert one["unread"].startswith("two patterns fit equally well")


def test_what_is_read_and_not_reported_says_so(kitchen: Path, capsys: Out) -> None:
    told = outcomes(only(capsys, "Stew keeps for 2 days."))
    assert told["keeping_time: keeps for 2 days"] == "fits most closely, and is not reported"
    assert told["cooking_time: for 2 days"] == "keeping_time in line 27 fits more closely"


def test_a_claim_about_nobody_says_so(kitchen: Path, capsys: Out) -> None:
    one = only(capsys, "It simmers for 2 hours.")
    assert set(outcomes(one).values()) >= {"cannot tell what it is about"}
    assert one["unread"] == "cannot tell what it is about (cooking_time)"


def test_a_claim_that_is_dropped_names_the_cue(kitchen: Path, capsys: Out) -> None:
    told = outcomes(only(capsys, "Do not stir the stew with a spoon."))
    assert list(told.values()) == ["dropped, as negated: Do not"]


def test_what_a_list_gives_is_told(kitchen: Path, capsys: Out) -> None:
    one = only(capsys, "Stir the stew with:\n\n- any old ladle\n", line=3)
    assert [(fact["subject"], fact["value"]) for fact in one["facts"]] == [("stew", "ladle")]
    (told,) = outcomes(one).values()
    assert told == "read of stew, named in the lead-in; stands in a list that says what it is"


def test_what_stands_with_a_label_is_told(kitchen: Path, capsys: Out) -> None:
    one = only(capsys, "## Stew\n\nCooking time: 2 hours\n", line=3)
    assert "read of stew, named in the heading; stands with a label" in outcomes(one).values()


def test_what_is_in_focus_says_how_long_ago_it_was_named(kitchen: Path, capsys: Out) -> None:
    one = only(capsys, "Stew is hearty.\n\nEat it hot.\n\nIt simmers for 2 hours.\n", line=5)
    reason = "named in an earlier sentence (2 before)"
    assert one["focus"] == [{"concept": "stew", "reason": reason}]
    assert one["facts"][0]["reasons"].startswith(f"subject {reason}; ")


def test_what_limits_a_claim_names_its_source(kitchen: Path, capsys: Out) -> None:
    text = "## On low heat\n\nStew simmers for 2 hours. Soup on high heat simmers for 1 hour.\n"
    page(text)
    first, second = explained(capsys, "pages/a.md:3")
    around = {"dimension": "heat", "concept": "low-heat", "source": "the heading"}
    assert first["limits"] == [{**around, "used": True}]
    assert second["limits"] == [
        {"dimension": "heat", "concept": "high-heat", "source": "the sentence", "used": True},
        {**around, "used": False},
    ]


def test_what_a_sentence_says_itself_is_not_told_again_of_its_heading(kitchen: Path, capsys: Out) -> None:
    one = only(capsys, "## On low heat\n\nStew simmers on low heat for 2 hours.\n", line=3)
    assert [(limit["concept"], limit["source"]) for limit in one["limits"]] == [("low-heat", "the sentence")]


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("# Stew\n", 1, "a heading says what follows is about, and makes no claim"),
        ("Enjoy your meal.\n", 1, "it names nothing that the schema knows"),
        ("## Sources\n\nStew simmers for 2 hours.\n", 3, "it stands below a heading of sources, which are not read"),
    ],
    ids=["heading", "no name", "source"],
)
def test_a_sentence_in_which_no_claim_is_looked_for_says_why(
    kitchen: Path, capsys: Out, text: str, line: int, why: str
) -> None:
    assert only(capsys, text, line)["passed"] == why
    assert f"  not read {why}\n" in shown(capsys, f"pages/a.md:{line}")


def test_of_whole_pages_the_sentences_that_make_a_claim_are_shown(kitchen: Path, capsys: Out) -> None:
    page("# Stew\n\nStew is hearty. It simmers for 2 hours. Stew wants 3 hours.\n")
    page("Soup is thin.\n", "b.md")
    assert [one["sentence"] for one in explained(capsys)] == ["It simmers for 2 hours.", "Stew wants 3 hours."]
    assert shown(capsys).endswith("\n1 fact from 2 sentences on 2 pages; 1 of them not read\n")


def test_a_column_chooses_among_the_sentences_of_a_line(kitchen: Path, capsys: Out) -> None:
    page("Stew simmers for 2 hours. Soup simmers for 1 hour.\n")
    assert [one["column"] for one in explained(capsys, "pages/a.md:1")] == [1, 27]
    assert [one["column"] for one in explained(capsys, "pages/a.md:1:30")] == [27]


@pytest.mark.parametrize("place", ["pages/a.md:2", "pages/a.md:99", "pages/a.md:1:99"])
def test_a_place_with_nothing_on_it_says_so(kitchen: Path, capsys: Out, place: str) -> None:
    page("Stew simmers for 2 hours.\n\n")
    assert shown(capsys, place) == f"{place}: nothing that is read stands here\n"
    assert explained(capsys, place) == []


def test_places_and_pages_can_be_asked_for_together(kitchen: Path, capsys: Out) -> None:
    page("Stew simmers for 2 hours.\n\nSoup simmers for 1 hour.\n")
    page("Pie simmers for 3 hours.\n", "b.md")
    found = explained(capsys, "pages/a.md:3", "pages/b.md")
    assert [one["facts"][0]["subject"] for one in found] == ["soup", "pie"]


def test_a_folder_may_be_named_like_a_place(kitchen: Path, capsys: Out) -> None:
    page("Stew simmers for 2 hours.\n")
    Path("pages").rename("pages:7")
    assert [one["doc"] for one in explained(capsys, "pages:7")] == ["pages:7/a.md"]


def test_a_line_of_a_page_that_is_not_read_is_a_mistake(kitchen: Path, capsys: Out) -> None:
    page("---\nlang: de\n---\nDer Eintopf kocht zwei Stunden lang.\n")
    assert status("facts", "--explain", "pages/a.md:4") == 2
    assert re.match(r"factlint: pages/a\.md:4: this was not read: .*de", capsys.readouterr().err)


def test_a_line_of_a_page_that_is_not_there_is_a_mistake(kitchen: Path, capsys: Out) -> None:
    assert status("facts", "--explain", "pages/none.md:4") == 2
    assert "pages/none.md" in capsys.readouterr().err


def test_the_facts_are_those_of_the_table(kitchen: Path, capsys: Out) -> None:
    page("## Stew\n\nIt simmers for 2 hours, usually on low heat.\n\n- Cooking time: 3 hours\n")
    told = [fact for one in explained(capsys) for fact in one["facts"]]
    status("facts", "-o", "json")
    rows = json.loads(capsys.readouterr().out)["facts"]
    assert len(told) == 2
    assert told == [{name: row[name] for name in fact} for fact, row in zip(told, rows, strict=True)]


def test_csv_and_markdown_are_the_table_of_the_facts_that_are_explained(kitchen: Path, capsys: Out) -> None:
    page("Stew simmers for 2 hours.\n\nSoup simmers for 1 hour.\n")
    rows = list(csv.DictReader(io.StringIO(shown(capsys, "-o", "csv", "pages/a.md:3"))))
    assert [row["subject"] for row in rows] == ["soup"]
    head = shown(capsys, "-o", "markdown", "pages/a.md:3").splitlines()[0]
    assert "| confidence | pattern | reasons |" in head


def test_several_processes_tell_the_same(kitchen: Path, capsys: Out) -> None:
    for name in ("a.md", "b.md", "c.md"):
        page("## Stew\n\nIt simmers for 2 hours. Stew wants 3 hours.\n", name)
    assert shown(capsys, "--jobs", "2") == shown(capsys, "--jobs", "1")


def test_every_block_begins_with_a_place_that_can_be_followed(
    kitchen: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    page("Stew simmers for 2 hours.\n\nSoup simmers for 1 hour.\n")
    monkeypatch.chdir("pages")
    firsts = [block.splitlines()[0] for block in shown(capsys, "-q").split("\n\n")]
    assert firsts == ["../pages/a.md:1:1", "../pages/a.md:3:1"]
    assert all(Path(first.partition(":")[0]).is_file() for first in firsts)


def test_blocks_keep_to_the_width_and_align(kitchen: Path, capsys: Out) -> None:
    page(f"Stew, {'as everybody knows, ' * 9}simmers for 2 hours, and soup simmers for 1 hour.\n")
    lines = shown(capsys).splitlines()
    assert max(map(len, lines)) <= 100
    cells = [line for line in lines if re.search(r"(Stew|soup|2 hours|1 hour)  +(stew|soup|duration .*)$", line)]
    assert len(cells) == 4
    assert {len(re.match(r".*?\w  +(?=stew|soup|duration)", line)[0]) for line in cells} == {20}


def test_colour_changes_nothing_but_colour(kitchen: Path, capsys: Out) -> None:
    page("Stew usually simmers for 2 hours.\n")
    coloured = shown(capsys, "--color", "always")
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == shown(capsys, "--color", "never")


def test_a_terminal_obeys_nothing_that_a_page_says(kitchen: Path, capsys: Out) -> None:
    page("Stew \x1b[2Jsimmers for 2 hours.\n")
    assert "\x1b" not in shown(capsys)


def test_the_schema_is_named_where_there_are_several(kitchen: Path, capsys: Out) -> None:
    second = SCHEMA.replace("schema: kitchen", "schema: canteen")
    Path("canteen.yaml").write_text(second)
    page("Stew simmers for 2 hours.\n")
    out = shown(capsys, "--schemas", "kitchen.yaml", "--schemas", "canteen.yaml")
    assert re.findall(r"^  schema   (\w+)$", out, re.MULTILINE) == ["canteen", "kitchen"]
    assert "  schema " not in shown(capsys)
