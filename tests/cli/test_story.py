"""The story of one finding, as `explain FINGERPRINT` tells it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_check import status
from tests.cli.test_explain import SCHEMA

Out = pytest.CaptureFixture[str]
ONE = "## On low heat\n\nStew simmers for 1 hour.\n"
NINETY = "---\nreviewed: 2026-01-01\n---\nStew simmers for 90 minutes.\n"


@pytest.fixture
def kitchen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pages").mkdir()
    (tmp_path / "kitchen.yaml").write_text(SCHEMA)
    configure("")
    page("a.md", ONE)
    page("b.md", NINETY)
    return tmp_path


def configure(more: str) -> None:
    Path("factlint.toml").write_text(
        f'sources = ["pages"]\nschemas = ["kitchen.yaml"]\nas_of = 2026-03-01\n{more}', "utf-8"
    )


def page(name: str, text: str) -> None:
    Path("pages", name).write_text(text, "utf-8")


def fingerprint(capsys: Out, code: str = "C101") -> str:
    capsys.readouterr()
    status("check", "-o", "json")
    found = {each["code"]: each["fingerprint"] for each in json.loads(capsys.readouterr().out)["findings"]}
    return str(found[code])


def told(capsys: Out, name: str, *more: str) -> str:
    capsys.readouterr()
    assert status("explain", name, *more) == 0
    return capsys.readouterr().out


def story(capsys: Out, name: str, *more: str) -> dict[str, Any]:
    return dict(json.loads(told(capsys, name, "-o", "json", *more))["finding"])


def test_each_fact_is_told_with_its_reading(kitchen: Path, capsys: Out) -> None:
    first, second = story(capsys, fingerprint(capsys))["tellers"]
    assert (first["doc"], first["line"], first["value"], first["role"]) == ("pages/a.md", 3, "PT1H", "primary")
    assert first["scope"] == [{"dimension": "heat", "value": "low heat", "source": "the heading"}]
    assert re.match(r"kitchen\.yaml:13: \(cooks\|simmers\)", first["pattern"])
    assert first["base"] == "1 hour"
    assert (second["as_of"], second["scope"], second["sentence"]) == (
        "2026-01-01",
        [],
        "Stew simmers for 90 minutes.",
    )


def test_values_are_compared_in_numbers_and_scopes_dimension_by_dimension(kitchen: Path, capsys: Out) -> None:
    (held,) = story(capsys, fingerprint(capsys))["held"]
    assert held["values"] == "1 hour, 90 minutes is 1.5 hours: 33% apart, 10% allowed"
    assert held["scopes"] == [
        {"dimension": "heat", "says": "low heat against not stated: may be the same case, less surely"}
    ]


def test_the_direction_has_its_reason(kitchen: Path, capsys: Out) -> None:
    name = fingerprint(capsys)
    assert story(capsys, name)["because"].startswith("no date on one side (newest dates: 1 hour: no date")
    page("a.md", f"---\nreviewed: 2020-05-05\n---\n{ONE}")
    told = story(capsys, name)
    assert told["direction"] == "review this page"
    assert told["because"].startswith("the page that says 1 hour was reviewed 5 years earlier (newest dates: 1 hour: ")


def test_what_would_end_it_names_place_and_value(kitchen: Path, capsys: Out) -> None:
    mend = story(capsys, fingerprint(capsys))["mend"]
    assert mend[0] == "where it is wrong: say 90 minutes at pages/a.md:3:6"
    assert mend[1] == "where it is right: say 1 hour on the other page"
    assert "(heat)" in mend[2]


def test_what_the_story_says_would_end_it_ends_it(kitchen: Path, capsys: Out) -> None:
    name = fingerprint(capsys)
    page("b.md", "Stew simmers on high heat for 90 minutes.\n")
    assert status("explain", name) == 2
    page("b.md", "Until recently, stew simmered for 90 minutes.\n")
    assert status("explain", name) == 2


def test_a_small_difference_may_be_hedged_away(kitchen: Path, capsys: Out) -> None:
    page("a.md", "Stew simmers for 100 minutes.\n")
    page("b.md", "Stew simmers for 95 minutes.\n")
    hedge = [line for line in story(capsys, fingerprint(capsys))["mend"] if "about" in line]
    assert hedge == ["where neither is exact: write one as about so much, which allows 10%"]
    page("b.md", "Stew simmers for about 95 minutes.\n")
    assert status("check") == 0


def test_a_prefix_of_six_digits_is_enough(kitchen: Path, capsys: Out) -> None:
    name = fingerprint(capsys)
    assert told(capsys, name[:6]) == told(capsys, name) == told(capsys, name.upper())


@pytest.mark.parametrize("name", ["ffffff", "0123456789abcdef"])
def test_an_unknown_fingerprint_is_a_mistake(kitchen: Path, capsys: Out, name: str) -> None:
    assert status("explain", name) == 2
    assert f"no findings have a fingerprint that begins with {name}" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["Q999", "fffff", "xyzxyz"])
def test_what_is_neither_a_code_nor_a_fingerprint_is_a_mistake(kitchen: Path, capsys: Out, name: str) -> None:
    assert status("explain", name) == 2
    assert "no rule has the code" in capsys.readouterr().err


def test_a_code_takes_no_pages(kitchen: Path) -> None:
    assert status("explain", "C101", "pages") == 2


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ('ignore = ["C101"]\n', "C101 is not selected"),
        ('severity = {C101 = "off"}\n', "the severity of C101 is off"),
        ("min_confidence = 1.0\n", "it is less sure than 1"),
        ('baseline = "known.json"\n', "it is in the baseline"),
    ],
    ids=["ignored", "off", "unsure", "baseline"],
)
def test_a_hidden_finding_can_be_explained_and_says_why_it_is_hidden(
    kitchen: Path, capsys: Out, more: str, why: str
) -> None:
    name = fingerprint(capsys)
    status("check", "--baseline", "known.json", "--update-baseline")
    configure(more)
    assert story(capsys, name)["hidden"] == why
    assert f"  A run does not show it: {why}.\n" in told(capsys, name)


def test_the_text_ends_with_commands_that_work(kitchen: Path, capsys: Out) -> None:
    name = fingerprint(capsys)
    commands = [each["command"] for each in story(capsys, name)["commands"]]
    assert commands[-1].startswith(f"factlint waive {name} ")
    for command in commands[:3]:
        assert status(*command.split()[1:]) == 0
    assert commands[2] == "factlint compare pages/a.md pages/b.md stew"


def test_a_page_with_a_hostile_name_is_quoted_in_commands(kitchen: Path, capsys: Out) -> None:
    Path("pages/a.md").rename("pages/a b;x.md")
    commands = [each["command"] for each in story(capsys, fingerprint(capsys))["commands"]]
    assert "factlint compare 'pages/a b;x.md' pages/b.md stew" in commands


def test_one_that_is_denied_says_so(kitchen: Path, capsys: Out) -> None:
    page("b.md", "Stew does not simmer for 1 hour.\n")
    (held,) = story(capsys, fingerprint(capsys))["held"]
    assert held["values"] == "one denies what the other says: both say 1 hour"


def test_a_page_at_odds_with_itself_has_its_own_story(kitchen: Path, capsys: Out) -> None:
    page("a.md", "Stew simmers for 2 hours.\n\nPlease remember: stew simmers for 3 hours.\n")
    page("b.md", "Soup is thin.\n")
    mend = story(capsys, fingerprint(capsys, "I101"))["mend"]
    assert mend[0] == "say one thing throughout: 3 hours at pages/a.md:1:6, or 2 hours where it says 3 hours"


@pytest.mark.parametrize(
    ("mine", "code", "ends"),
    [
        (
            "Stew simmers for 2 hours.\n\nPlease remember: stew simmers for 3 hours.\n",
            "I101",
            "say one thing throughout: 3 hours at pages/a.md:1:6, or 2 hours where it says 3 hours",
        ),
        (
            "Stew simmers for 2 hours (180 minutes).\n",
            "I102",
            "say one thing throughout: 180 minutes at pages/a.md:1:6, or 2 hours where it says 180 minutes",
        ),
    ],
)
def test_the_story_of_one_page_says_nothing_of_what_others_say(
    kitchen: Path, capsys: Out, mine: str, code: str, ends: str
) -> None:
    page("a.md", mine)
    # On the side of 2 hours and on that of 3 hours, in other words, newer, and less sure of the case.
    page("b.md", "---\nreviewed: 2026-01-01\n---\nStew simmers on low heat for 120 minutes.\n")
    page("c.md", "Stew simmers on low heat for 180 minutes.\n")
    told = story(capsys, fingerprint(capsys, code))
    assert {each["doc"] for each in told["tellers"]} == {"pages/a.md"}
    assert told["mend"][0] == ends
    assert told["because"] == ""
    assert "as sure as the reading" in told["compared"][-1]
    assert not re.search("other page|2026|120 minutes|low heat", json.dumps([told[key] for key in ("held", "mend")]))


def test_what_the_story_of_figures_in_brackets_says_would_end_it_ends_it(kitchen: Path, capsys: Out) -> None:
    page("a.md", "Stew simmers for 2 hours (180 minutes).\n")
    page("b.md", "Soup is thin.\n")
    name = fingerprint(capsys, "I102")
    assert len(story(capsys, name)["mend"]) == 1
    page("a.md", "Stew simmers for 3 hours (180 minutes).\n")
    assert status("explain", name) == 2


def test_a_reference_that_decides_is_named(kitchen: Path, capsys: Out) -> None:
    configure('[[collections]]\npaths = ["pages/b.md"]\nauthority = "reference"\n')
    assert story(capsys, fingerprint(capsys, "O102"))["because"] == "a reference in force decides: pages/b.md"


def test_a_finding_about_words_has_a_shorter_story(kitchen: Path, capsys: Out) -> None:
    page("a.md", "Last reviewed:\n\nStew is hearty.\n")
    told = story(capsys, fingerprint(capsys, "O104"))
    assert told["held"] == told["mend"] == []
    assert [each["command"].split()[1] for each in told["commands"]] == ["explain", "waive"]


def test_check_names_the_command_that_tells_the_story(kitchen: Path, capsys: Out) -> None:
    name = fingerprint(capsys)
    status("check")
    assert f"Next: `factlint explain {name}` tells the story of the first finding\n" in capsys.readouterr().out


def test_lines_keep_to_the_width_but_for_commands_and_nothing_is_obeyed(kitchen: Path, capsys: Out) -> None:
    page("b.md", f"{'Everybody knows that ' * 1}{'more and ' * 12}\x1b[2J. Stew simmers for 90 minutes.\n")
    out = told(capsys, fingerprint(capsys))
    assert "\x1b" not in out
    assert max(len(line) for line in out.splitlines() if "factlint " not in line) <= 100


def test_a_long_finding_tells_how_many_places_are_left_out(kitchen: Path, capsys: Out) -> None:
    for number in range(40):
        page(f"c{number}.md", "Stew simmers for 2 hours.\n")
    name = fingerprint(capsys)
    assert len(story(capsys, name)["tellers"]) == 30
    assert "\nand 12 more places; " in told(capsys, name)
