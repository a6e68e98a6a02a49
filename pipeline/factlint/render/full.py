"""For people at a terminal: every finding with both sides quoted, then what was read and what to do next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from factlint.render.base import Options, Shown, findings
from factlint.render.brief import brief
from factlint.render.cells import one_line
from factlint.render.overview import NEXT, counted, overview
from factlint.render.places import place, place_text
from factlint.render.text import marked, styled, unmarked, wrapped

if TYPE_CHECKING:
    from factlint.result import Result

_FOLDED: Final = 20
_MANY: Final = 8
"""Findings from which on those of one severity that are about one thing stand under a heading."""
_PAGE: Final = "Pages and words"


def render(result: Result, options: Options) -> str:
    """Findings by severity, most harmful first; information on one line each unless verbose.

    Many of one severity are grouped by what they are about, in the order of the most harmful of each group. What a
    change brings about is told in a screenful where ``options`` ask for that.
    """
    shown = findings(result)
    sentences = _sentences(result, shown)
    if options.brief is not None:
        return brief(result, shown, sentences, options)
    lines: list[str] = []
    for severity in ("error", "warning", "info"):
        group = [each for each in shown if each.finding["severity"] == severity]
        if severity == "info" and not options.verbose:
            lines += _folded(group, options)
        elif len(group) < _MANY:
            lines += _told(group, sentences, result, options)
        else:
            for about, members in _by_subject(group).items():
                lines += [_heading(about, members, result, options), ""]
                lines += _told(members, sentences, result, options)
    if not options.quiet:
        lines += _summed(result, options)
    return "\n".join(lines).rstrip("\n") + "\n" if any(lines) else ""


def _summed(result: Result, options: Options) -> Iterator[str]:
    for line in overview(result, options):
        # A command is there to be copied: it is never broken.
        yield from [line] if line.startswith(NEXT) else wrapped(line, options.width, line[: -len(line.lstrip())], "  ")


def _sentences(result: Result, shown: Iterable[Shown]) -> dict[str, str]:
    """The sentence of each fact that is evidence, by fact id."""
    wanted = {row["fact_id"] for each in shown for row in each.evidence if row["fact_id"]}
    facts = result.facts[result.facts["fact_id"].isin(sorted(wanted))]
    return dict(zip(facts["fact_id"], facts["sentence"], strict=True))


def _by_subject(group: Sequence[Shown]) -> dict[str, list[Shown]]:
    """The findings by subject; those that have none come last."""
    found: dict[str, list[Shown]] = {}
    for each in sorted(group, key=lambda each: not each.finding["subject"]):
        found.setdefault(each.finding["subject"] or "", []).append(each)
    return found


def _heading(about: str, members: Sequence[Shown], result: Result, options: Options) -> str:
    named = (domain.name(about) for domain in result.domains.values() if about in domain.concepts)
    title = one_line(next(named, about)) or _PAGE
    severity = members[0].finding["severity"]
    count = f"{len(members):,} for information" if severity == "info" else counted(len(members), severity)
    return styled(f"== {title[:1].upper()}{title[1:]}: {count}", "place", options.color)


def _told(group: Iterable[Shown], sentences: dict[str, str], result: Result, options: Options) -> Iterator[str]:
    for each in group:
        yield from _finding(each, sentences, result, options)
        yield ""


def _finding(shown: Shown, sentences: dict[str, str], result: Result, options: Options) -> Iterator[str]:
    finding = shown.finding
    severity = finding["severity"]
    label = styled(severity, severity, options.color)
    name = f"[{one_line(finding['fingerprint']).replace(' ', '')}]"
    head = wrapped(f"{severity} {_title(finding)} {name}", options.width, "", later="  ")
    head[-1] = head[-1].removesuffix(name) + styled(name, "faint", options.color)
    yield from (line.replace(severity, label, 1) if index == 0 else line for index, line in enumerate(head))
    if options.verbose and (about := _about(finding)):
        yield styled(f"  {about}", "faint", options.color)
    yield from _sides(shown.evidence or [_place_only(finding)], sentences, options)
    if joined := result.grown.get(finding["fingerprint"]):
        pages = ", ".join(options.path(one_line(doc)) for doc in joined)
        yield from wrapped(f"known to the baseline and grown: joined since by {pages}", options.width, "  ")
    if held := result.assigned.get(finding["fingerprint"]):
        yield from wrapped(one_line(held), options.width, "  ")
    if finding["direction"]:
        yield f"  {one_line(finding['direction'])}"


def _sides(rows: Sequence[dict[str, Any]], sentences: dict[str, str], options: Options) -> Iterator[str]:
    """Every side: place, value, date and words below each other, or the place above the rest where room is short."""
    from rich.cells import cell_len

    cells = [[place_text(row, options), *_details(row)] for row in rows]
    # The last column is not padded, and need not be: nothing stands after it.
    widths = [max(map(cell_len, column)) for column in zip(*cells, strict=True)]
    fits = 2 + sum(width + 2 for width in widths if width) - 2 <= options.width
    for row, texts in zip(rows, cells, strict=True):
        padded = [text + " " * (width - cell_len(text)) for text, width in zip(texts, widths, strict=True) if width]
        rest = "  ".join(padded[1:]).rstrip()
        gap = padded[0][len(texts[0]) :] + "  "
        yield "  " + place(row, options) + (gap + rest if rest and fits else "")
        if rest and not fits:
            short = 4 + cell_len(rest) <= options.width
            yield from [f"    {rest}"] if short else wrapped(rest, options.width, "    ")
        text = marked(sentences.get(row["fact_id"], ""), row["quote"])
        for line in wrapped(text, options.width, "      "):
            yield unmarked(line, options.color)


def _details(row: dict[str, Any]) -> list[str]:
    words = row["annotation"] if row["annotation"] != row["value"] else ""
    said = (row["value"], f"as of {row['as_of']}" if row["as_of"] else "", words)
    return [one_line(each) if each else "" for each in said]


def _folded(group: list[Shown], options: Options) -> list[str]:
    lines = []
    for each in group[:_FOLDED]:
        text = f"{place_text(each.finding, options)}: info {_title(each.finding)}"
        first, *rest = wrapped(text, options.width, "", later="  ")
        own = place_text(each.finding, options)
        # A place with a space in it is broken like any text, and is no link then.
        lines += [first.replace(own, place(each.finding, options), 1) if own in first else first, *rest]
    if len(group) > _FOLDED:
        lines.append(f"... and {len(group) - _FOLDED} more for information; --verbose shows them")
    return [*lines, ""] if lines else []


def _title(finding: dict[str, Any]) -> str:
    return f"{finding['code']} {finding['name']}: {one_line(finding['message'])}"


def _about(finding: dict[str, Any]) -> str:
    parts = (finding["subject"], finding["attribute"], finding["scope"])
    return ", ".join(one_line(part) for part in parts if part)


def _place_only(finding: dict[str, Any]) -> dict[str, Any]:
    """What is shown of a finding about a whole file, which quotes nothing."""
    return {**finding, "value": None, "as_of": None, "annotation": "", "quote": "", "fact_id": None}
