"""What is not read is grouped by the pattern that would read it."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.test_check import status

SCHEMA = """\
schema: garden
lists: {water: [water, soak]}
concepts:
  plant: {ivy: {}, fern: {}, mint: {}}
  pest: {aphid: {}, mite: {}}
attributes:
  rooting:
    of: [plant]
    value: duration
    patterns: "{subject} roots in {value}"
  watering: {of: [plant], value: rate, patterns: "{subject} drinks {value}"}
  losses: {of: [plant], value: percent, patterns: "{subject} loses {value}"}
  pests: {of: [plant], value: pest, values: many, patterns: "{subject} attracts {value}"}
  permit: {of: [plant], value: {allowed: for, banned: against}, patterns: {banned: "banned {subject}"}}
"""
PAGES = {
    "a.md": "Ivy roots in 3 weeks. Ivy flowers for 3 weeks. Mint flowers for 10 days.\n\nSoak ferns every 2 days.\n",
    "b.md": "Mint flowers for 10 days.\n\nFerns will flower for 2 weeks. Ivy smells for 3 hours.\n\nIvy hides mites.\n",
    "c.md": "About 20% of all ferns die. The town said that ivy is banned. Ferns sulked for 2 days.\n",
}
Out = pytest.CaptureFixture[str]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sources").mkdir()
    for name, text in PAGES.items():
        (tmp_path / "sources" / name).write_text(text)
    (tmp_path / "garden.yaml").write_text(SCHEMA)
    (tmp_path / "factlint.toml").write_text('schemas = ["garden.yaml"]\n')
    return tmp_path


def suggested(capsys: Out, *arguments: str) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert status("schema", "suggest", "-o", "json", *arguments) == 0
    return list(json.loads(capsys.readouterr().out)["suggestions"])


def of(found: list[dict[str, Any]], left: str) -> list[str]:
    return [each["pattern"] for each in found if each["left"] == left]


def test_sentences_that_share_subject_word_and_kind_are_one_group(here: Path, capsys: Out) -> None:
    first = suggested(capsys)[0]
    assert (first["subject"], first["left"], first["attributes"]) == ("plant", "duration", ["rooting"])
    assert first["pattern"] == "flowers for {value}"
    assert (first["sentences"], first["different"], first["pages"]) == (4, 3, 2)
    assert [(each["doc"], each["line"], each["sentence"]) for each in first["examples"]] == [
        ("sources/a.md", 1, "Ivy flowers for 3 weeks."),
        ("sources/a.md", 1, "Mint flowers for 10 days."),
        ("sources/b.md", 3, "Ferns will flower for 2 weeks."),
    ]


def test_single_sentences_that_differ_in_one_word_are_joined(here: Path, capsys: Out) -> None:
    assert of(suggested(capsys), "duration")[1:] == ["(smells|sulked) for {value}"]


def test_words_of_a_list_and_words_after_a_number_make_patterns(here: Path, capsys: Out) -> None:
    found = suggested(capsys)
    assert of(found, "rate") == ["<water> … {value}"]
    assert of(found, "pest") == ["hides {value}"]
    assert of(found, "percent") == ["{value} of all {subject} dies"]


def test_a_schema_with_the_drafts_reads_the_sentences_they_are_for(here: Path, capsys: Out) -> None:
    """Each draft goes to the first attribute that could have it."""
    found = [each for each in suggested(capsys) if each["left"] != "status"]
    data = yaml.safe_load(SCHEMA)
    for each in found:
        entry = data["attributes"][each["attributes"][0]]
        entry["patterns"] = [*([entry["patterns"]] if isinstance(entry["patterns"], str) else entry["patterns"])]
        entry["patterns"].append(each["pattern"])
    Path("garden.yaml").write_text(yaml.safe_dump(data, sort_keys=False))
    capsys.readouterr()
    status("coverage", "-o", "json")
    unread = {each["sentence"] for each in json.loads(capsys.readouterr().out)["unread"]}
    assert found
    assert unread.isdisjoint(one["sentence"] for each in found for one in each["examples"])


def test_what_has_a_pattern_already_is_not_suggested_again(here: Path, capsys: Out) -> None:
    found = suggested(capsys)
    assert "Ivy roots in 3 weeks." not in {one["sentence"] for each in found for one in each["examples"]}


def test_words_of_a_status_come_last(here: Path, capsys: Out) -> None:
    kinds = [each["left"] for each in suggested(capsys)]
    assert kinds.index("status") == len(kinds) - 1


def test_an_editor_is_shown_places_and_a_draft_to_paste(here: Path, capsys: Out) -> None:
    assert status("schema", "suggest", "sources") == 0
    out = capsys.readouterr().out
    assert out.startswith(
        "1. plant … {duration}: 4 sentences on 2 pages, 3 different\n"
        '  - "flowers for {value}"\n'
        "    for rooting of garden\n"
        "  sources/a.md:1:23\n"
        "      Ivy flowers for 3 weeks.\n"
    )
    assert re.search(r"\n\d patterns would read \d+ of 10 unread sentences\n", out)


def test_the_same_is_in_a_table(here: Path, capsys: Out) -> None:
    assert status("schema", "suggest", "-o", "csv", "-o", "markdown:x.md") == 0
    row = next(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert row["examples"] == "sources/a.md:1:23; sources/a.md:1:48; sources/b.md:3:1"
    assert "| 4 | 2 | garden | plant | duration | flowers for " in Path("x.md").read_text()


def test_the_order_of_pages_and_processes_changes_nothing(here: Path, capsys: Out) -> None:
    once = suggested(capsys)
    assert suggested(capsys, "--jobs", "2") == once
    assert suggested(capsys, "sources/c.md", "sources/b.md", "sources/a.md") == once


def test_where_everything_is_read_nothing_is_suggested(here: Path, capsys: Out) -> None:
    Path("sources/a.md").write_text("Ivy roots in 3 weeks.\n")
    assert suggested(capsys, "sources/a.md") == []
    assert status("schema", "suggest", "sources/a.md") == 0
    assert capsys.readouterr().out == "0 patterns would read 0 of 0 unread sentences\n"


def test_a_long_run_of_words_is_no_sentence_to_learn_from(here: Path, capsys: Out) -> None:
    Path("sources/a.md").write_text("Ivy flowers for 3 weeks " + "and more words " * 30 + ".\n")
    assert suggested(capsys, "sources/a.md") == []


def test_words_of_pages_do_no_harm(here: Path, capsys: Out) -> None:
    Path("sources/a.md").write_text('Ivy "|(flo\\x1b[31mwers] for 3 weeks.\n\nIvy \x1b[31mblooms for 3 weeks.\n')
    assert status("schema", "suggest", "sources/a.md") == 0
    assert "\x1b" not in capsys.readouterr().out
