"""A Code Quality report, which GitLab shows in merge requests and pipelines."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from factlint.render.as_json import escaped
from factlint.render.base import Options, Shown, findings
from factlint.render.cells import one_line
from factlint.render.overview import counted
from factlint.render.sides import advice, cut, sentences_of, side_text, sides, stopped

if TYPE_CHECKING:
    from factlint.result import Result

_SEVERITIES: Final = {"error": "critical", "warning": "major", "info": "info"}
_MOST_SIDES: Final = 5
_MOST: Final = 2_000
_MOST_SIDE: Final = 200
_LEAD: Final = re.compile(r"^(?:\./)+")


def render(result: Result, options: Options) -> str:
    """A list with one object for each finding, at its primary place; the others are named in the description."""
    shown = findings(result)
    sentences = sentences_of(result, shown)
    return (
        escaped(json.dumps([_issue(each, sentences, options) for each in shown], ensure_ascii=False, indent=2)) + "\n"
    )


def _issue(shown: Shown, sentences: dict[str, str], options: Options) -> dict[str, Any]:
    finding, places = shown.finding, sides(shown)
    first = places[0]
    return {
        "type": "issue",
        "check_name": f"{finding['code']} {one_line(finding['name'])}",
        "description": _description(finding, places, sentences, options),
        "fingerprint": finding["fingerprint"],
        "severity": _SEVERITIES[finding["severity"]],
        "location": {
            "path": _LEAD.sub("", options.path(first["doc"])),
            "lines": {"begin": first["line"], "end": first["end_line"]},
        },
    }


def _description(
    finding: dict[str, Any], places: list[dict[str, Any]], sentences: dict[str, str], options: Options
) -> str:
    """What is the matter, what to do, and what each side says, on one line of plain text."""
    told = [_side(row, sentences, options, index) for index, row in enumerate(places[:_MOST_SIDES])]
    more = [f"And {counted(len(places) - _MOST_SIDES, 'other place')}."] if len(places) > _MOST_SIDES else []
    parts = [stopped(one_line(finding["message"])), advice(finding), *told, *more]
    return cut(" ".join(filter(None, parts)), _MOST)


def _side(row: dict[str, Any], sentences: dict[str, str], options: Options, index: int) -> str:
    text = cut(side_text(row, sentences), _MOST_SIDE)
    where = "Here" if index == 0 else f"{one_line(options.path(row['doc']))}:{row['line']}"
    return stopped(f"{where}: {text}") if text else stopped(where) if index else ""
