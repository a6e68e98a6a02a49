"""JUnit XML, which CI servers show as test results.

A suite is a rule and a test case a finding: an error or a warning fails; information, and what is known and grown,
passes with what it says as its output. A first suite says what was read, each page that was not as skipped, so that the
file is never empty and silence is never taken for approval. Names of cases hold fingerprints and no lines, so that
servers know a finding again.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree as ET

from factlint.render.base import Options, Shown, findings
from factlint.render.cells import one_line, records
from factlint.render.overview import overview
from factlint.render.sides import advice, cut, sentences_of, side_text, sides, stopped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factlint.result import Result

_READ: Final = "Pages"
_MOST_NAME: Final = 250
_MOST_SIDES: Final = 50
# What XML 1.0 has no way to write, and what turns the direction of text.
_NONE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def render(result: Result, options: Options) -> str:
    """The suite of pages, then one for each rule that found something, by code."""
    shown = findings(result)
    sentences = sentences_of(result, shown)
    root = ET.Element("testsuites", name="factlint")
    _suite(root, _READ, _pages(result, options))
    ordered = sorted(shown, key=_suite_name)  # stable: within a rule the most harmful first
    for name, group in groupby(ordered, key=_suite_name):
        _suite(root, name, [_case(each, name, sentences, result, options) for each in group])
    for key in ("tests", "failures", "skipped"):
        root.set(key, str(sum(int(suite.get(key, "0")) for suite in root)))
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _suite_name(shown: Shown) -> str:
    return f"{shown.finding['code']} {one_line(shown.finding['name'])}"


def _suite(root: ET.Element, name: str, cases: Sequence[ET.Element]) -> None:
    count = {tag: sum(case.find(tag) is not None for case in cases) for tag in ("failure", "skipped")}
    numbers = {"tests": len(cases), "failures": count["failure"], "errors": 0, "skipped": count["skipped"]}
    suite = ET.SubElement(root, "testsuite", {"name": _text(name)} | {key: str(each) for key, each in numbers.items()})
    suite.extend(cases)


def _pages(result: Result, options: Options) -> list[ET.Element]:
    read = ET.Element("testcase", classname=_READ, name="What was read")
    ET.SubElement(read, "system-out").text = _text("\n".join(overview(result, options)))
    skipped = records(result.documents[result.documents["skipped"] != ""][["doc", "skipped"]])
    return [read, *(_skipped(row, options) for row in sorted(skipped, key=lambda row: str(row["doc"])))]


def _skipped(row: dict[str, Any], options: Options) -> ET.Element:
    path = _text(options.path(row["doc"]))
    case = ET.Element("testcase", classname=_READ, name=f"{path} was not read", file=path)
    ET.SubElement(case, "skipped", message=_text(one_line(row["skipped"]))).text = _text(one_line(row["skipped"]))
    return case


def _case(shown: Shown, suite: str, sentences: dict[str, str], result: Result, options: Options) -> ET.Element:
    finding, places = shown.finding, sides(shown)
    path, message = _text(options.path(places[0]["doc"])), _text(one_line(finding["message"]))
    # Messages count pages, and a server knows a case by its name.
    about = ", ".join(filter(None, [finding["subject"], finding["attribute"]])) or finding["name"]
    name = f"{cut(_text(one_line(about)), _MOST_NAME)} [{_text(finding['fingerprint'])}]"
    case = ET.Element("testcase", classname=_text(suite), name=name, file=path, line=str(places[0]["line"]))
    text = _text(_told(finding, places, sentences, options))
    if finding["severity"] == "info" or finding["fingerprint"] in result.passing:
        ET.SubElement(case, "system-out").text = text
    else:
        ET.SubElement(case, "failure", type=finding["severity"], message=message).text = text
    return case


def _told(finding: dict[str, Any], places: list[dict[str, Any]], sentences: dict[str, str], options: Options) -> str:
    head = " ".join(filter(None, [stopped(one_line(finding["message"])), advice(finding)]))
    lines = [
        ": ".join(filter(None, [f"{one_line(options.path(row['doc']))}:{row['line']}", side_text(row, sentences)]))
        for row in places[:_MOST_SIDES]
    ]
    more = [f"and {len(places) - _MOST_SIDES:,} more"] if len(places) > _MOST_SIDES else []
    return "\n".join([f"{finding['severity']}: {head}", *lines, *more])


def _text(text: object) -> str:
    return _NONE.sub("", str(text))
