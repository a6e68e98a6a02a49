"""JUnit XML, read by the parser of the junitparser package and by Python's own."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from junitparser import Failure, JUnitXml, Skipped, TestCase, TestSuite

from factlint.result import Result
from tests.render.builders import Given, Side, result
from tests.render.hostile import (
    DOCS,
    EVERY,
    ODD,
    elsewhere,
    hostile,
    many,
    named,
    rendered,
    whole_file,
    without_evidence,
)


def test_a_case_is_called_the_same_however_many_pages_its_message_counts() -> None:
    one, two = (suites(result(Given(message=f"on {n} pages", fingerprint="f"))) for n in (2, 3))
    assert [case.name for case in one["C101 conflicting-values"]] == [
        case.name for case in two["C101 conflicting-values"]
    ]


def suites(found: Result, **options: object) -> dict[str, list[TestCase]]:
    """The cases of each suite; the counts that suites give are those of their cases."""
    text = rendered(found, "junit", **options)
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ')
    assert "<!" not in text
    read = JUnitXml.fromstring(text.encode())
    cases = {suite.name: list(suite) for suite in read}
    for suite in read:
        assert isinstance(suite, TestSuite)
        assert suite.tests == len(cases[suite.name])
        assert suite.failures == sum(is_failure(case) for case in suite)
        assert suite.skipped == sum(is_skipped(case) for case in suite)
    assert read.tests == sum(map(len, cases.values()))
    names = [(case.classname, case.name) for each in cases.values() for case in each]
    assert len(set(names)) == len(names)  # a server takes the first of two that are called alike
    return cases


def is_failure(case: TestCase) -> bool:
    return any(isinstance(each, Failure) for each in case.result)


def is_skipped(case: TestCase) -> bool:
    return any(isinstance(each, Skipped) for each in case.result)


@pytest.mark.parametrize("made", EVERY.values(), ids=list(EVERY))
def test_every_file_is_read_and_counts_right(made: Any) -> None:
    found = made()
    cases = [case for name, suite in suites(found).items() if name != "Pages" for case in suite]
    assert len(cases) == len(found.findings)


@settings(max_examples=60, deadline=None)
@given(doc=DOCS, text=ODD)
def test_any_text_and_any_name_of_a_page_give_xml(doc: str, text: str) -> None:
    root = ET.fromstring(rendered(named(doc, text), "junit").encode())
    tags = [element.tag for element in root.iter()]
    assert set(tags) <= {"testsuites", "testsuite", "testcase", "failure", "skipped", "system-out"}
    assert tags.count("failure") == 1


def test_what_xml_cannot_hold_is_gone_and_the_rest_is_there() -> None:
    (case,) = suites(hostile("a.md", "x\x00\x0b\x1by\ud800 ]]> <b> & \ufffe日"))["C101 conflicting-values"]
    (failure,) = case.result
    assert "]]> <b> & 日" in failure.text
    assert not set(failure.text) & set("\x00\x0b\x1b\ufffe\ud800")


def test_a_rule_is_a_suite_and_a_finding_a_case_with_both_sides() -> None:
    (case,) = suites(result(Given(fingerprint="0123456789abcdef")))["C101 conflicting-values"]
    (failure,) = case.result
    assert case.name == "drug-a, length [0123456789abcdef]"
    assert case.classname == "C101 conflicting-values"
    assert (case._elem.get("file"), case._elem.get("line")) == ("a.md", "1")
    assert (failure.type, failure.message) == ("error", "drug-a: length is P6M or P3M")
    assert failure.text.split("\n") == [
        "error: drug-a: length is P6M or P3M. Check both.",
        "a.md:1: P6M: It is taken for «6 months» after surgery.",
        "b.md:1: P3M: It goes on for «3 months».",
    ]


def test_errors_and_warnings_fail_and_information_passes_with_what_it_says() -> None:
    (error,), (warning,), (info,) = (
        suites(many(*numbers))["C101 conflicting-values"] for numbers in ((1, 0, 0), (0, 1, 0), (0, 0, 1))
    )
    assert is_failure(error)
    assert is_failure(warning)
    assert not info.result
    assert info.system_out.startswith("info: info 0. Check both.\n")


def test_what_is_known_and_only_grew_passes() -> None:
    each = Given()
    (case,) = suites(result(each, passing=frozenset({each.key})))["C101 conflicting-values"]
    assert not case.result


def test_the_first_suite_says_what_was_read_and_which_pages_were_not() -> None:
    first, *skipped = suites(result(pages=["a.md", "b.md"], skipped={"b.md": "another language"}))["Pages"]
    assert not first.result
    assert "2 pages (1 of them not read)" in first.system_out
    (page,) = skipped
    assert page.name == "b.md was not read"
    assert page.result[0].message == "another language"


def test_a_case_keeps_its_name_where_lines_move() -> None:
    before, after = (result(Given([Side(line=line)], fingerprint="f")) for line in (3, 8))
    assert [case.name for suite in suites(before).values() for case in suite] == [
        case.name for suite in suites(after).values() for case in suite
    ]


def test_findings_without_evidence_and_of_whole_files_and_tables_are_told() -> None:
    for made, told in ((without_evidence(), "a.md:1"), (whole_file(), "c.md:1"), (elsewhere(), "facts/agreed.csv:4")):
        assert any(told in case.result[0].text for suite in suites(made).values() for case in suite if case.result)


def test_paths_are_given_from_the_working_directory() -> None:
    (case,) = suites(result(Given()), base="site")["C101 conflicting-values"]
    assert case._elem.get("file") == "site/a.md"
