"""Workflow commands for GitHub Actions, which turn them into annotations beside the lines of a change.

The service shows at most ten errors, ten warnings and ten notices of a step, so the most harmful are written and a last
notice says how many are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from factlint.render.base import Options, Shown, findings
from factlint.render.cells import one_line
from factlint.render.overview import counted
from factlint.render.sides import advice, cut, sentences_of, side_text, sides, stopped

if TYPE_CHECKING:
    from factlint.result import Result

MOST: Final = 10
"""Annotations of one level that the service shows of a step."""
MOST_MESSAGE: Final = 4_000
"""Characters of a message; the runner cuts it at 4,096."""
MOST_TITLE: Final = 250
_MOST_SIDES: Final = 10
_COMMANDS: Final = {"error": "error", "warning": "warning", "info": "notice"}
_DATA: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY: Final = {**_DATA, **str.maketrans({":": "%3A", ",": "%2C"})}
# A log is shown by something that obeys control characters; ends of lines are escaped and stay.
_OBEYED: Final = "\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
_CONTROL: Final = re.compile(f"[{_OBEYED}]")


def render(result: Result, options: Options) -> str:
    """One line for each annotation, the most harmful first, and a last one for what is left out."""
    shown = findings(result)
    kept, left = _chosen(shown)
    sentences = sentences_of(result, kept)
    lines = [_annotation(each, sentences, options) for each in kept]
    if left:
        lines.append(command("notice", {"title": "factlint"}, _left_out(left)))
    return "".join(f"{line}\n" for line in lines)


def command(name: str, properties: dict[str, Any], message: str) -> str:
    """A workflow command; whatever it holds, it is one line and sets nothing else."""
    given = ",".join(f"{key}={_escaped(str(value), _PROPERTY)}" for key, value in properties.items())
    return f"::{name} {given}::{_escaped(message, _DATA)}"


def _chosen(shown: list[Shown]) -> tuple[list[Shown], dict[str, int]]:
    """The findings that are shown, and how many of each severity are not; what says so takes a notice's place."""
    by_severity = {name: [each for each in shown if each.finding["severity"] == name] for name in _COMMANDS}
    over = any(len(group) > MOST for group in by_severity.values())
    most = {name: MOST - (over and name == "info") for name in _COMMANDS}
    kept = [each for name, group in by_severity.items() for each in group[: most[name]]]
    counts = {name: len(group) - most[name] for name, group in by_severity.items()}
    return kept, {name: count for name, count in counts.items() if count > 0}


def _annotation(shown: Shown, sentences: dict[str, str], options: Options) -> str:
    finding, places = shown.finding, sides(shown)
    title = cut(f"{finding['code']} {one_line(finding['name'])}", MOST_TITLE)
    properties = {"file": options.path(places[0]["doc"]), **_region(places[0]), "title": title}
    lines = [
        " ".join(filter(None, [stopped(one_line(finding["message"])), advice(finding)])),
        *_told(places, sentences, options),
    ]
    name = one_line(finding["fingerprint"])
    text = cut("\n".join(lines), MOST_MESSAGE - len(name) - 3)
    return command(_COMMANDS[finding["severity"]], properties, f"{text}\n[{name}]")


def _region(row: dict[str, Any]) -> dict[str, Any]:
    """Lines and columns; the service takes columns only where all is on one line."""
    lines = {"line": row["line"], "endLine": row["end_line"]}
    empty = row["end_column"] <= row["column"]
    if row["line"] != row["end_line"] or empty:
        return lines
    return {"line": row["line"], "col": row["column"], "endLine": row["end_line"], "endColumn": row["end_column"]}


def _told(places: list[dict[str, Any]], sentences: dict[str, str], options: Options) -> Iterator[str]:
    for row in places[:_MOST_SIDES]:
        if text := side_text(row, sentences):
            yield f"{one_line(options.path(row['doc']))}:{row['line']}: {text}"
    if len(places) > _MOST_SIDES:
        yield f"and {counted(len(places) - _MOST_SIDES, 'other place')}"


def _left_out(left: dict[str, int]) -> str:
    parts = [f"{left[name]:,} for information" if name == "info" else counted(left[name], name) for name in left]
    listed = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    where = "the format github-summary lists them for the job's summary, and `factlint check` shows them all"
    return f"Not shown here, where ten of a kind fit: {listed} more; {where}."


def harmless(text: str) -> str:
    """Text with nothing in it that whatever shows a log would obey; ends of lines stay, which are escaped."""
    return _CONTROL.sub("\ufffd", text)


def _escaped(text: str, table: dict[int, str]) -> str:
    return harmless(text).translate(table)
