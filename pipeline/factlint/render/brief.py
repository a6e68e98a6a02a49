"""What a change brings about, in a screenful: for a hook, whose message nobody scrolls through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from factlint.render.base import Options, Shown
from factlint.render.cells import one_line
from factlint.render.overview import found, hidden
from factlint.render.places import place, place_text
from factlint.render.text import CLOSE, OPEN, around, shortened, styled, unmarked, wrapped
from factlint.risk import HIGH, risk_of

if TYPE_CHECKING:
    from factlint.result import Result

WIDTH: Final = 80
LINES: Final = 20
"""All lines together; what runs the hook says four or five more, and a screen has 24."""
_HEAD: Final = 2
_FOOT: Final = 6
_INDENT: Final = "      "


def brief(result: Result, shown: Sequence[Shown], sentences: dict[str, str], options: Options) -> str:
    """The most harmful findings with two sides each, the others on a line each while there is room, then the counts."""
    width = min(options.width, WIDTH)
    foot = [] if options.quiet else _foot(result, shown, width)
    room = LINES - (max(_FOOT, len(foot)) if foot else 0)
    lines: list[str] = []
    told = 0
    for each in shown:
        block = [*_finding(each, sentences, width, options), ""]
        if told and len(lines) + len(block) + (len(shown) > told + 1) > room:
            break
        lines, told = [*lines, *block], told + 1
    rest = shown[told:]
    most = max(room - len(lines) - 1, 0)
    listed = rest if len(rest) <= most else rest[: max(most - 1, 0)]
    lines += [_line(each, width) for each in listed]
    if len(rest) > len(listed):
        lines.append(f"... and {len(rest) - len(listed):,} more")
    if rest:
        lines.append("")
    lines += foot
    return "\n".join(lines).rstrip("\n") + "\n" if any(lines) else ""


def _finding(shown: Shown, sentences: dict[str, str], width: int, options: Options) -> Iterator[str]:
    finding = shown.finding
    severity, name = finding["severity"], f"[{one_line(finding['fingerprint']).replace(' ', '')}]"
    head = wrapped(f"{severity} {_title(finding)} {name}", width, "", later="  ")
    if len(head) > _HEAD:
        last = shortened(" ".join([head[1], *(line.strip() for line in head[2:])]), width - len(name) - 1)
        head = [head[0], f"{last} {name}"]
    yield head[0].replace(severity, styled(severity, severity, options.color), 1)
    yield from head[1:]
    sides = _two(shown.evidence, options.brief or frozenset())
    for row in sides:
        yield from _side(row, sentences, width, options)
    if not sides:
        yield f"  {place(finding, options)}"
    more = len(shown.evidence) - len(sides)
    told = [finding["direction"], f"{more} more place{'' if more == 1 else 's'}" if more else ""]
    if any(told):
        yield from wrapped("; ".join(one_line(each) for each in told if each), width, "  ")


def _two(rows: Sequence[dict[str, Any]], changed: frozenset[str]) -> list[dict[str, Any]]:
    """A side that changed and one that differs from it; the first two where that cannot be told."""
    if len(rows) <= 2:
        return list(rows)
    mine = next((row for row in rows if row["doc"] in changed), rows[0])
    rest = [row for row in rows if row is not mine]
    return [mine, next((row for row in rest if row["value"] != mine["value"]), rest[0])]


def _side(row: dict[str, Any], sentences: dict[str, str], width: int, options: Options) -> Iterator[str]:
    from rich.cells import cell_len

    said = (row["annotation"] or row["value"], f"as of {row['as_of']}" if row["as_of"] else "")
    details = ", ".join(one_line(each) for each in said if each)
    room = width - cell_len(place_text(row, options)) - 4
    yield ("  " + place(row, options) + (f"  {shortened(details, room)}" if room > 0 else " ")).rstrip()
    text = around(sentences.get(row["fact_id"], ""), row["quote"], width - len(_INDENT))
    if text.strip(OPEN + CLOSE):
        yield _INDENT + unmarked(text, options.color)


def _line(shown: Shown, width: int) -> str:
    finding = shown.finding
    return shortened(f"{finding['severity']} {_title(finding)}", width)


def _title(finding: dict[str, Any]) -> str:
    return f"{finding['code']} {finding['name']}: {one_line(finding['message'])}"


def _foot(result: Result, shown: Sequence[Shown], width: int) -> list[str]:
    """What was found and hidden, and the commands: all of it, the story, and how it is accepted."""
    summary = result.summary
    lines = [found(summary)]
    if result.hidden:
        first, *rest = wrapped(hidden(summary), width, "")
        lines += [first, *([shortened(" ".join(rest), width)] if rest else [])]
    if not shown:
        return [*lines, "Next: `factlint coverage` shows the claim sentences that were not read"]
    name = one_line(shown[0].finding["fingerprint"])
    return [
        *lines,
        "Next: `factlint check --staged -v` shows all of it",
        f"Next: `factlint explain {name}` tells the story of the first",
        *_accepting(shown[0].finding, name, result),
    ]


def _accepting(finding: dict[str, Any], name: str, result: Result) -> Iterator[str]:
    """The command that hides a finding, with all that it needs."""
    command = f"Next: `factlint waive {name} --reason ... --owner ... --until ..."
    if risk_of(finding["attribute"], result.domains) == HIGH:
        yield f"{command} \\"
        yield "  --approved-by ...` accepts it"
    else:
        yield f"{command}`"
