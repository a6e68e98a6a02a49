"""The Diagnostic Format of reviewdog, for review comments on any code host it knows.

Ranges are of whole lines: its columns count bytes of UTF-8, ours characters, and a comment stands beside a line anyway.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from factlint.render.as_json import dumps
from factlint.render.base import Options, Shown, findings
from factlint.render.cells import one_line
from factlint.render.overview import counted
from factlint.render.sides import advice, sentences_of, side_text, sides, stopped

if TYPE_CHECKING:
    from factlint.result import Result

_SEVERITIES: Final = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}
_MOST_SIDES: Final = 20


def render(result: Result, options: Options) -> str:
    """A DiagnosticResult; every finding at its primary place, the other sides as related places."""
    shown = findings(result)
    sentences = sentences_of(result, shown)
    diagnostics = [_diagnostic(each, sentences, options) for each in shown]
    return dumps({"source": {"name": "factlint"}, "diagnostics": diagnostics})


def _diagnostic(shown: Shown, sentences: dict[str, str], options: Options) -> dict[str, Any]:
    finding, (first, *others) = shown.finding, sides(shown)
    related = [_related(row, sentences, options) for row in others[:_MOST_SIDES]]
    return {
        "message": _message(finding, [first, *others], sentences, options),
        "location": _location(first, options),
        "severity": _SEVERITIES[finding["severity"]],
        "code": {"value": finding["code"]},
        **({"relatedLocations": related} if related else {}),
    }


def _message(finding: dict[str, Any], places: list[dict[str, Any]], sentences: dict[str, str], options: Options) -> str:
    """What is the matter and what each side says, in lines: few places that show a comment show related ones."""
    head = " ".join(filter(None, [stopped(one_line(finding["message"])), advice(finding)]))
    told = ((row, side_text(row, sentences)) for row in places[:_MOST_SIDES])
    lines = [f"{one_line(options.path(row['doc']))}:{row['line']}: {text}" for row, text in told if text]
    more = [f"and {counted(len(places) - _MOST_SIDES, 'other place')}"] if len(places) > _MOST_SIDES else []
    return "\n".join([head, *lines, *more, f"[{one_line(finding['fingerprint'])}]"])


def _related(row: dict[str, Any], sentences: dict[str, str], options: Options) -> dict[str, Any]:
    text = side_text(row, sentences)
    return {"location": _location(row, options), **({"message": text} if text else {})}


def _location(row: dict[str, Any], options: Options) -> dict[str, Any]:
    range_ = {"start": {"line": row["line"]}, "end": {"line": row["end_line"]}}
    return {"path": options.path(row["doc"]), "range": range_}
