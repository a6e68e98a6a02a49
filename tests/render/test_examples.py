from __future__ import annotations

import csv
import io
import json

from factlint.render import Options
from factlint.render.examples import render
from factlint.result import ExampleOutcome

GOOD = ExampleOutcome("s", 3, "length", "Right.", (), (), "s.yaml", ("ivy = P1D",))
WRONG = ExampleOutcome(
    schema="s",
    line=9,
    attribute="length",
    text="Ivy and Boston ferns root.",
    missing=("ivy = P6M",),
    unexpected=("boston-fern = P3W hedged", "ivy = P5M"),
    path="schemas/s.yaml",
    expected=("ivy = P6M", "ivy = P2M"),
    read_by=("4: {value} long", "5: for {value}"),
)


def shown(*outcomes: ExampleOutcome, name: str = "full", **options: object) -> str:
    return render(name, outcomes, Options(**options))  # type: ignore[arg-type]


def test_only_examples_that_do_not_hold_are_shown() -> None:
    assert shown(GOOD) == "1 of 1 example holds\n"
    assert "Right." not in shown(GOOD, WRONG)


def test_what_was_expected_and_what_was_read_stand_below_each_other() -> None:
    assert shown(WRONG) == (
        "schemas/s.yaml:9: length\n"
        "    Ivy and Boston ferns root.\n"
        "  - ivy         = P6M\n"
        "    ivy         = P2M\n"
        "  + boston-fern = P3W hedged  read by 4: {value} long\n"
        "  + ivy         = P5M         read by 5: for {value}\n"
        "\n"
        "0 of 1 example holds\n"
    )


def test_an_example_that_wants_nothing_says_so() -> None:
    found = shown(WRONG._replace(missing=(), expected=()), quiet=True)
    assert "  - nothing\n  + boston-fern = P3W hedged  read by" in found


def test_an_example_that_gives_nothing_says_so() -> None:
    found = shown(WRONG._replace(unexpected=(), read_by=(), expected=("ivy = P6M",)), quiet=True)
    assert found.endswith("  - ivy = P6M\n  + nothing\n")


def test_a_heading_of_an_example_stays_on_its_line() -> None:
    assert "\n    # Ivy\n    It roots.\n" in shown(WRONG._replace(text="# Ivy\n\nIt roots.\n"))


def test_text_and_values_are_harmless_for_a_terminal() -> None:
    assert "\x1b" not in shown(WRONG._replace(text="a\x1b[31m", path="\x1b.yaml", unexpected=("\x1b = 1", "x")))


def test_other_formats_hold_the_same() -> None:
    (row,) = json.loads(shown(GOOD, WRONG, name="json"))["examples"]
    assert (row["path"], row["line"], row["missing"]) == ("schemas/s.yaml", 9, "ivy = P6M")
    assert row["read_by"] == "4: {value} long; 5: for {value}"
    (line,) = csv.DictReader(io.StringIO(shown(GOOD, WRONG, name="csv")))
    assert line["unexpected"] == "boston-fern = P3W hedged; ivy = P5M"
