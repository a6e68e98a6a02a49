"""The Diagnostic Format of reviewdog, as its documentation describes it.

reviewdog is written in Go, and its format comes with no package that tests could install. What is checked is written
from the format's documentation: lines from 1, an end that is exclusive, ranges of whole lines where no column is given,
and names of severities in capitals. reviewdog refuses keys that it does not know, so nothing else may be there.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from factlint.result import Result
from tests.render.builders import Given, Side, result
from tests.render.hostile import DOCS, EVERY, ODD, elsewhere, many, named, rendered, whole_file
from tests.render.sarif_shape import TEXT, closed

LINE = closed({"line": {"type": "integer", "minimum": 1}})
LOCATION = closed({"path": TEXT, "range": closed({"start": LINE, "end": LINE})})
DIAGNOSTIC = closed(
    {"message": TEXT, "location": LOCATION, "severity": {"enum": ["ERROR", "WARNING", "INFO"]}},
    {
        "code": closed({"value": TEXT}, {"url": TEXT}),
        "relatedLocations": {"type": "array", "items": closed({"location": LOCATION}, {"message": TEXT})},
    },
)
SHAPE = Draft202012Validator(
    closed({"diagnostics": {"type": "array", "items": DIAGNOSTIC}}, {"source": closed({"name": TEXT}, {"url": TEXT})})
)


def diagnostics(found: Result, **options: object) -> list[dict[str, Any]]:
    said = json.loads(rendered(found, "rdjson", **options))
    SHAPE.validate(said)
    assert said["source"] == {"name": "factlint"}
    return list(said["diagnostics"])


@pytest.mark.parametrize("made", EVERY.values(), ids=list(EVERY))
def test_every_output_is_as_reviewdog_documents_it(made: Any) -> None:
    found = made()
    assert len(diagnostics(found)) == len(found.findings)


@settings(max_examples=60, deadline=None)
@given(doc=DOCS, text=ODD)
def test_any_text_and_any_name_of_a_page_give_one_diagnostic(doc: str, text: str) -> None:
    (each,) = diagnostics(named(doc, text))
    assert not set(each["message"]) & set("\r\x1b\u202e\x00")


def test_both_sides_are_places_and_told_in_the_message() -> None:
    (each,) = diagnostics(result(Given([Side(line=4), Side("b.md", "3 months", "", "P3M", 9)], fingerprint="f1")))
    assert each == {
        "message": "drug-a: length is P6M or P3M. Check both.\n"
        "a.md:4: P6M: It is taken for «6 months» after surgery.\n"
        "b.md:9: P3M: «3 months»\n[f1]",
        "location": {"path": "a.md", "range": {"start": {"line": 4}, "end": {"line": 4}}},
        "severity": "ERROR",
        "code": {"value": "C101"},
        "relatedLocations": [
            {
                "location": {"path": "b.md", "range": {"start": {"line": 9}, "end": {"line": 9}}},
                "message": "P3M: «3 months»",
            }
        ],
    }


def test_severities_are_those_of_reviewdog() -> None:
    assert [each["severity"] for each in diagnostics(many(1, 1, 1))] == ["ERROR", "WARNING", "INFO"]


def test_one_side_has_no_related_places() -> None:
    assert "relatedLocations" not in diagnostics(whole_file())[0]


def test_a_table_of_agreed_facts_is_a_related_place() -> None:
    assert diagnostics(elsewhere())[0]["relatedLocations"][0]["location"]["path"] == "facts/agreed.csv"


def test_places_beyond_twenty_are_counted() -> None:
    (each,) = diagnostics(result(Given([Side(f"{number}.md") for number in range(25)])))
    assert len(each["relatedLocations"]) == 20
    assert "\nand 5 other places\n" in each["message"]


def test_paths_are_given_from_the_working_directory() -> None:
    assert diagnostics(result(Given()), base="site")[0]["location"]["path"] == "site/a.md"
