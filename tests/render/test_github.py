"""Annotations for GitHub Actions, read as the runner's documentation says that it reads them.

The runner comes with no package that tests could install. What is checked is written from what GitHub documents: a
command is a line ``::name key=value,key=value::message``; percent signs and ends of lines are escaped in the message,
colons and commas in the values as well; ten annotations of each level of a step are shown. A message is cut at 4,096
characters, as the runner's source says.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factlint.render import github
from factlint.result import Result
from tests.render.builders import AS_OF, Given, Side, result
from tests.render.hostile import (
    DOCS,
    EVERY,
    ODD,
    PATHS,
    TEXT,
    elsewhere,
    hostile,
    many,
    named,
    rendered,
    whole_file,
    without_evidence,
)

LINE = re.compile(r"::(?P<name>error|warning|notice) (?P<given>[^:]*)::(?P<message>[^\r\n]*)")
UNESCAPED = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}


class Command(NamedTuple):
    name: str
    properties: dict[str, str]
    message: str


def unescaped(text: str) -> str:
    assert not re.search("%(?!0D|0A|3A|2C|25)", text)
    return re.sub("%(?:0D|0A|3A|2C|25)", lambda match: UNESCAPED[match[0]], text)


def commands(text: str) -> list[Command]:
    """What the runner takes from the output; every line of it is a command."""
    found = []
    for line in re.split("\r\n|\r|\n", text.removesuffix("\n")) if text else []:
        match = LINE.fullmatch(line)
        assert match, line
        pairs = [pair.partition("=") for pair in match["given"].split(",")]
        properties = {key: unescaped(value) for key, _, value in pairs}
        assert len(properties) == len(pairs)
        found.append(Command(match["name"], properties, unescaped(match["message"])))
    return found


def shown(found: Result, **options: object) -> list[Command]:
    return commands(rendered(found, "github", **options))


def only(found: Result, **options: object) -> Command:
    (command,) = shown(found, **options)
    return command


@pytest.mark.parametrize("made", EVERY.values(), ids=list(EVERY))
def test_every_line_is_one_annotation(made: Any) -> None:
    found = made()
    assert len(shown(found)) == min(len(found.findings), 3 * github.MOST)


@given(name=st.sampled_from(["error", "notice"]), values=st.lists(ODD, min_size=1, max_size=4), message=ODD)
def test_what_is_escaped_is_read_back_and_adds_nothing(name: str, values: list[str], message: str) -> None:
    line = github.command(name, {f"k{number}": value for number, value in enumerate(values)}, message)
    (found,) = commands(line)
    assert found.name == name
    assert list(found.properties.values()) == [github.harmless(value) for value in values]
    assert found.message == github.harmless(message)


@settings(max_examples=60, deadline=None)
@given(doc=DOCS, text=ODD)
def test_no_name_and_no_text_of_a_page_is_a_command_of_its_own(doc: str, text: str) -> None:
    command = only(named(doc, text))
    assert command.name == "error"
    assert sorted(command.properties) in (
        ["col", "endColumn", "endLine", "file", "line", "title"],
        ["endLine", "file", "line", "title"],
    )


def test_the_place_the_rule_and_both_sides_are_given() -> None:
    command = only(result(Given([Side(annotation="6 months", as_of=AS_OF), Side("b.md", "3 months", "", None)])))
    assert command.name == "error"
    assert command.properties == {
        "file": "a.md",
        "line": "1",
        "col": "17",
        "endLine": "1",
        "endColumn": "25",
        "title": "C101 conflicting-values",
    }
    assert command.message.split("\n")[:3] == [
        "drug-a: length is P6M or P3M. Check both.",
        "a.md:1: 6 months, as of 2026-01-31: It is taken for «6 months» after surgery.",
        "b.md:1: «3 months»",
    ]
    assert command.message.endswith("\n[C101|drug-a|length|3 months|P6M]")


def test_a_place_of_several_lines_or_of_none_has_no_columns() -> None:
    found = result(Given())
    found.evidence.loc[0, "end_line"] = 3
    assert only(found).properties["endLine"] == "3"
    for made in (found, whole_file(), without_evidence()):
        assert not {"col", "endColumn"} & set(only(made).properties)


def test_information_is_a_notice() -> None:
    assert [command.name for command in shown(many(1, 1, 1))] == ["error", "warning", "notice"]


@pytest.mark.parametrize(
    ("numbers", "kept", "left"),
    [
        ((10, 10, 10), (10, 10, 10), ""),
        ((11, 0, 0), (10, 0, 1), "1 error more;"),
        ((12, 13, 14), (10, 10, 10), "2 errors, 3 warnings and 5 for information more;"),
        ((11, 0, 10), (10, 0, 10), "1 error and 1 for information more;"),
    ],
)
def test_ten_of_a_level_are_written_and_a_last_line_counts_the_rest(
    numbers: tuple[int, int, int], kept: tuple[int, int, int], left: str
) -> None:
    found = shown(many(*numbers))
    counts = Counter(command.name for command in found)
    assert (counts["error"], counts["warning"], counts["notice"]) == kept
    last = found[-1]
    assert ("Not shown here" in last.message) == bool(left)
    assert left in last.message
    if left:
        assert last.properties == {"title": "factlint"}
        assert "github-summary" in last.message


def test_the_most_harmful_come_first() -> None:
    assert [command.message.partition(".")[0] for command in shown(many(2, 1))] == ["error 0", "error 1", "warning 0"]


def test_a_message_and_a_title_stay_within_what_the_runner_takes() -> None:
    sides = [Side(f"{number}.md", sentence="word " * 400) for number in range(40)]
    command = only(result(Given(sides, message="long " * 3_000, name="n" * 400, fingerprint="0123456789abcdef")))
    assert len(command.message) <= 4_000
    assert command.message.endswith("[0123456789abcdef]")
    assert len(command.properties["title"]) <= 250


def test_sides_beyond_ten_are_counted() -> None:
    text = only(result(Given([Side(f"{number}.md") for number in range(13)]))).message
    assert "\nand 3 other places\n" in text


def test_a_side_in_a_table_of_agreed_facts_is_told() -> None:
    assert "\nfacts/agreed.csv:4: P3M: «3 months»\n" in only(elsewhere()).message


@pytest.mark.parametrize("path", [path for path in PATHS if ".." not in path])
def test_a_file_is_named_as_it_is_but_for_what_a_log_obeys(path: str) -> None:
    assert only(hostile(path)).properties["file"] == re.sub("[\x1b\u202e\ud800]", "\ufffd", path)


def test_paths_are_given_from_the_working_directory() -> None:
    assert only(result(Given()), base="site").properties["file"] == "site/a.md"


def test_nothing_is_written_where_nothing_is_found() -> None:
    assert rendered(result(skipped={"a.md": TEXT}, pages=["a.md"]), "github") == ""
