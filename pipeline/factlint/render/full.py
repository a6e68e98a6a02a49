"""For people at a terminal: every finding with both sides quoted, then what was read and what to do next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from factlint.render.base import Options, Shown, findings
from factlint.render.cells import one_line
from factlint.render.overview import overview
from factlint.render.text import marked, styled, unmarked, wrapped

if TYPE_CHECKING:
    from factlint.result import Result

_FOLDED: Final = 20


def render(result: Result, options: Options) -> str:
    """Findings by severity, most harmful first; information on one line each unless verbose."""
    shown = findings(result)
    sentences = _sentences(result, shown)
    lines: list[str] = []
    for severity in ("error", "warning", "info"):
        group = [each for each in shown if each.finding["severity"] == severity]
        if severity == "info" and not options.verbose:
            lines += _folded(group, options)
        else:
            for each in group:
                lines += [*_finding(each, sentences, result, options), ""]
    if not options.quiet:
        lines += overview(result, options)
    return "\n".join(lines).rstrip("\n") + "\n" if any(lines) else ""


def _sentences(result: Result, shown: Iterable[Shown]) -> dict[str, str]:
    """The sentence of each fact that is evidence, by fact id."""
    wanted = {row["fact_id"] for each in shown for row in each.evidence if row["fact_id"]}
    facts = result.facts[result.facts["fact_id"].isin(sorted(wanted))]
    return dict(zip(facts["fact_id"], facts["sentence"], strict=True))


def _finding(shown: Shown, sentences: dict[str, str], result: Result, options: Options) -> Iterator[str]:
    finding = shown.finding
    severity = finding["severity"]
    label = styled(severity, severity, options.color)
    name = f"[{one_line(finding['fingerprint']).replace(' ', '')}]"
    head = wrapped(f"{severity} {_title(finding)} {name}", options.width, "")
    head[-1] = head[-1].removesuffix(name) + styled(name, "faint", options.color)
    yield from (line.replace(severity, label, 1) if index == 0 else line for index, line in enumerate(head))
    if about := _about(finding):
        yield styled(f"  {about}", "faint", options.color)
    for row in shown.evidence or [_place_only(finding)]:
        yield from _side(row, sentences, options)
    if joined := result.grown.get(finding["fingerprint"]):
        pages = ", ".join(options.path(one_line(doc)) for doc in joined)
        yield f"  known to the baseline and grown: joined since by {pages}"
    if held := result.assigned.get(finding["fingerprint"]):
        yield from wrapped(one_line(held), options.width, "  ")
    if finding["direction"]:
        yield f"  {one_line(finding['direction'])}"


def _side(row: dict[str, Any], sentences: dict[str, str], options: Options) -> Iterator[str]:
    place = styled(_place(row, options), "place", options.color)
    details = [row["value"], row["as_of"] and f"as of {row['as_of']}", row["annotation"]]
    yield "  " + "  ".join([place, *(one_line(each) for each in details if each)])
    text = marked(sentences.get(row["fact_id"], ""), row["quote"])
    for line in wrapped(text, options.width, "      "):
        yield unmarked(line, options.color)


def _folded(group: list[Shown], options: Options) -> list[str]:
    lines = []
    for each in group[:_FOLDED]:
        text = f"{_place(each.finding, options)}: info {_title(each.finding)}"
        lines += wrapped(text, options.width, "")
    if len(group) > _FOLDED:
        lines.append(f"... and {len(group) - _FOLDED} more for information; --verbose shows them")
    return [*lines, ""] if lines else []


def _title(finding: dict[str, Any]) -> str:
    return f"{finding['code']} {finding['name']}: {one_line(finding['message'])}"


def _about(finding: dict[str, Any]) -> str:
    parts = (finding["subject"], finding["attribute"], finding["scope"])
    return ", ".join(one_line(part) for part in parts if part)


def _place(row: dict[str, Any], options: Options) -> str:
    return f"{one_line(options.path(row['doc']))}:{row['line']}:{row['column']}"


def _place_only(finding: dict[str, Any]) -> dict[str, Any]:
    """What is shown of a finding about a whole file, which quotes nothing."""
    return {**finding, "value": None, "as_of": None, "annotation": "", "quote": "", "fact_id": None}
