"""A Code Quality report, as GitLab documents it.

GitLab publishes no schema of it in a package. What is checked is what its documentation of the format asks for: a list
of objects with a description, the name of a check, a fingerprint that no other has, one of five severities, and a path
from the root of the repository, without ``./``, with the line on which it begins.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from factlint.result import Result
from tests.render.builders import Given, Side, result
from tests.render.hostile import (
    DOCS,
    EVERY,
    ODD,
    elsewhere,
    many,
    named,
    rendered,
    whole_file,
    without_evidence,
)

TEXT = {"type": "string", "minLength": 1}
LINE = {"type": "integer", "minimum": 1}
REPORT = Draft202012Validator(
    {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["description", "check_name", "fingerprint", "severity", "location"],
            "properties": {
                "description": TEXT,
                "check_name": TEXT,
                "fingerprint": TEXT,
                "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
                "location": {
                    "type": "object",
                    "required": ["path", "lines"],
                    "properties": {
                        "path": {**TEXT, "not": {"pattern": r"^\./"}},
                        "lines": {"type": "object", "required": ["begin"], "properties": {"begin": LINE, "end": LINE}},
                    },
                },
            },
        },
    }
)


def report(found: Result, **options: object) -> list[dict[str, Any]]:
    issues: list[dict[str, Any]] = json.loads(rendered(found, "gitlab", **options))
    REPORT.validate(issues)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    return issues


@pytest.mark.parametrize("made", EVERY.values(), ids=list(EVERY))
def test_every_report_is_as_gitlab_documents_it(made: Any) -> None:
    found = made()
    assert len(report(found)) == len(found.findings)


@settings(max_examples=60, deadline=None)
@given(doc=DOCS, text=ODD)
def test_any_text_and_any_name_of_a_page_give_one_issue(doc: str, text: str) -> None:
    (issue,) = report(named(doc, text))
    assert not set(issue["description"]) & set("\n\r\x1b\u202e\x00")


def test_the_primary_place_and_the_other_side_are_told() -> None:
    (issue,) = report(result(Given(fingerprint="0123456789abcdef")))
    assert issue == {
        "type": "issue",
        "check_name": "C101 conflicting-values",
        "description": "drug-a: length is P6M or P3M. Check both. "
        "Here: P6M: It is taken for «6 months» after surgery. b.md:1: P3M: It goes on for «3 months».",
        "fingerprint": "0123456789abcdef",
        "severity": "critical",
        "location": {"path": "a.md", "lines": {"begin": 1, "end": 1}},
    }


def test_severities_are_those_of_gitlab() -> None:
    assert [issue["severity"] for issue in report(many(1, 1, 1))] == ["critical", "major", "info"]


def test_paths_are_given_from_the_working_directory() -> None:
    assert report(result(Given()), base="./site/")[0]["location"]["path"] == "site/a.md"


def test_a_table_of_agreed_facts_is_named() -> None:
    assert "facts/agreed.csv:4: P3M: «3 months»." in report(elsewhere())[0]["description"]


def test_a_finding_without_words_has_its_line() -> None:
    assert report(whole_file())[0]["location"]["lines"]["begin"] == 1
    assert report(without_evidence())[0]["description"] == "drug-a: length is P6M or P3M. Check both."


def test_long_descriptions_are_cut_and_other_places_counted() -> None:
    sides = [Side(f"{number}.md", sentence="word " * 200) for number in range(9)]
    (issue,) = report(result(Given(sides, message="m")))
    assert issue["description"].endswith("And 4 other places.")
    assert len(report(result(Given(message="long " * 999)))[0]["description"]) <= 2_000
