"""An example is added where it belongs, and nothing else of the file changes."""

from __future__ import annotations

import difflib

import pytest

from factlint.domain.addition import quoted, snippet, with_example
from factlint.domain.yamlfile import parse_yaml
from factlint.errors import SchemaError

NOTHING = {"text": "Ivy.", "facts": []}
LINES = ['- text: "Ivy."', "  facts: []"]
HEAD = "schema: s  # ours\nattributes:\n"
TAIL = "  other: {value: text}  # last\n"


def added(text: str, new: str) -> list[str]:
    """The lines of ``new`` that ``text`` has not; nothing else may differ."""
    changes = [line for line in difflib.ndiff(text.splitlines(), new.splitlines()) if line[0] in "+-"]
    assert [line for line in changes if line[0] == "-"] == []
    return [line[2:] for line in changes]


@pytest.mark.parametrize(
    ("entry", "indent"),
    [
        ("  time:\n    value: text\n    examples:\n      - text: Fern.  # a note\n        facts: []\n", 6),
        ("  time:\n    value: text\n    examples:\n    - text: Fern.\n      facts: [{subject: a, value: b}]\n\n", 4),
        (
            "  time:\n    examples:\n      - facts: []\n        text: |\n          Fern.\n    # a\n    value: text\n",
            6,
        ),
        ("  time:\n    examples:  # none yet\n    value: text\n", 6),
    ],
    ids=["last of a list", "list without indent", "after a block of text", "an empty key"],
)
def test_an_example_is_added_after_the_last_one(entry: str, indent: int) -> None:
    text = HEAD + entry + TAIL
    assert added(text, with_example(text, "time", NOTHING, "s")) == [" " * indent + line for line in LINES]


def test_an_attribute_without_examples_gets_the_key() -> None:
    text = HEAD + "  time:\n    value: text  # of a sort\n\n  # another\n" + TAIL
    new = with_example(text, "time", NOTHING, "s")
    assert added(text, new) == ["    examples:", *(f"      {line}" for line in LINES)]
    assert "# of a sort\n    examples:" in new


@pytest.mark.parametrize(
    ("entry", "becomes"),
    [
        ("{value: text}", '{value: text, examples: [{text: "Ivy.", facts: []}]}'),
        ("{value: text, examples: []}", '{value: text, examples: [{text: "Ivy.", facts: []}]}'),
        ("{examples: [{text: Fern}], value: a}", '{examples: [{text: Fern}, {text: "Ivy.", facts: []}], value: a}'),
    ],
)
def test_what_is_written_on_one_line_stays_on_it(entry: str, becomes: str) -> None:
    assert with_example(f"{HEAD}  time: {entry}\n{TAIL}", "time", NOTHING, "s") == f"{HEAD}  time: {becomes}\n{TAIL}"


def test_the_facts_of_an_example_are_written_with_their_scope() -> None:
    fact = {"subject": "ivy", "value": "70 %", "scope": {"season": "winter"}}
    text = HEAD + "  time:\n    value: percent\n"
    new = with_example(text, "time", {"text": "Ivy.", "facts": [fact]}, "s")
    assert new.endswith("        facts: [{subject: ivy, value: 70 %, scope: {season: winter}}]\n")


@pytest.mark.parametrize(
    "words", ['"A: b" # c', "# Ivy\n\n- It roots\\.", "a\u2028b\u0085c", "½ — é 🌱", "- no", "\t{x}"]
)
def test_whatever_a_page_says_is_read_back_as_it_was(words: str) -> None:
    text = HEAD + "  time:\n    value: text\n" + TAIL
    new = with_example(text, "time", {"text": words, "facts": []}, "s")
    assert parse_yaml(new, "s").data["attributes"]["time"]["examples"] == [{"text": words, "facts": []}]
    assert quoted(words).count("\n") == 0


@pytest.mark.parametrize("text", ["\ufeff" + HEAD + "  time:\n    value: text", (HEAD + TAIL).replace("other", "time")])
def test_a_mark_at_the_beginning_and_a_missing_line_end_are_no_hindrance(text: str) -> None:
    new = with_example(text, "time", NOTHING, "s")
    assert new.startswith(text[:10])
    assert "Ivy." in new


def test_line_ends_stay_those_of_the_file() -> None:
    text = (HEAD + "  time:\n    value: text\n" + TAIL).replace("\n", "\r\n")
    new = with_example(text, "time", NOTHING, "s")
    assert new.count("\n") == new.count("\r\n") == text.count("\n") + 3


def test_an_example_that_the_file_has_no_place_for_is_to_be_added_by_hand() -> None:
    text = HEAD + '  time:\n    ? value\n    : "a\n      b"\n    ? examples\n' + TAIL
    with pytest.raises(SchemaError, match="add it by hand under the examples of time: - text"):
        with_example(text, "time", NOTHING, "s")


def test_a_snippet_is_part_of_a_schema() -> None:
    data = parse_yaml(snippet("time", NOTHING), "s").data
    assert data == {"attributes": {"time": {"examples": [{"text": "Ivy.", "facts": []}]}}}
