"""Markdown, for one comment on a change: what it adds and resolves, and each finding with both sides quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from factlint.render.base import Options, Shown, findings
from factlint.render.cells import one_line, records
from factlint.render.changed import Changed, changed, headline
from factlint.render.overview import counted
from factlint.render.text import CLOSE, OPEN, marked, shortened

if TYPE_CHECKING:
    from factlint.previous import Known
    from factlint.result import Result

MARKER: Final = "<!-- factlint -->"
"""The first line, by which whoever posts the comment finds it again; no text from pages is ever a line of its own."""
NOTHING: Final = "<!-- nothing to say -->"
"""The second line where a comment would say nothing, so that none is begun for it."""
MOST: Final = 60_000  # a comment on GitHub holds 65,536 characters
_MOST_RESOLVED: Final = 20
_MOST_SIDES: Final = 10
_MESSAGE: Final = 600
_MOST_NAMED: Final = 45_000  # characters of what is gone: escaped, a short text may become a long one
_KINDS: Final = {"": "", "added": ", new", "changed": ", changed", "known": ", known before"}
_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]()#|~$])")
# What a forge would turn into a link or a notification; an empty comment prevents that.
_LINKED: Final = re.compile(
    r"@|(?<=:)//|(?<=\bwww)(?=\.)|(?<=\bGH)(?=-)|(?<=\\)#"
    r"|!(?=\d)|%(?=[\w\"])|&amp;(?=\d)|(?<=\\)\$(?=\d)|(?<=\\)~(?=[\w\"])",
    re.IGNORECASE,
)


class _Run(NamedTuple):
    """What is needed to show a finding of a run."""

    result: Result
    options: Options
    found: Changed | None
    sentences: dict[str, str]
    publishers: dict[str, str]


def render(result: Result, options: Options) -> str:
    """The marker, a headline, findings most harmful first, then what is resolved; as much as a comment holds."""
    found, shown = changed(result), findings(result)
    sentences = dict(zip(result.facts["fact_id"], result.facts["sentence"], strict=True))
    publishers = {row["doc"]: row["publisher"] or "" for row in records(result.documents[["doc", "publisher"]])}
    silent = found is not None and not (shown or found.resolved or found.lessened)
    head = [MARKER, *([NOTHING] if silent else []), f"### factlint: {headline(result, found)}", *_compared(result), ""]
    tail = [*_gone(found), *([] if options.quiet else _footer(result)), ""]
    room = MOST - sum(len(line) + 1 for line in (*head, *tail))
    body = _body(_Run(result, options, found, sentences, publishers), shown, room)
    return "\n".join(head) + body + "\n".join(tail)


def escaped(text: object) -> str:
    """Text that shows as it is written: no markup, no HTML, no link, nobody notified."""
    return _escaped(one_line(text))


def code(text: object) -> str:
    """Text as a code span, whatever backticks it holds."""
    plain = one_line(text)
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", plain)), default=0))
    space = " " if plain.startswith("`") or plain.endswith("`") else ""
    return f"{fence}{space}{plain}{space}{fence}"


def _escaped(line: str) -> str:
    plain = _SPECIAL.sub(r"\\\1", line).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _LINKED.sub(lambda match: _broken(match[0]), plain)


def _broken(text: str) -> str:
    return {"//": "/<!-- -->/", "": "<!-- -->"}.get(text, f"{text}<!-- -->")


def _compared(result: Result) -> list[str]:
    if result.previous is None or not result.previous.revision:
        return []
    names = ", ".join(code(shortened(one_line(name), 100)) for name in result.previous.altered[:_MOST_SIDES])
    more = f" and {counted(over, 'more file')}" if (over := len(result.previous.altered) - _MOST_SIDES) > 0 else ""
    why = f" What decides about findings changed too ({names}{more}), so that all of them count;" if names else ""
    settings = " what was there before is told by the settings of now." if names else ""
    return ["", f"Compared with {code(shortened(result.previous.revision, 100))}.{why}{settings}"]


def _body(run: _Run, shown: Sequence[Shown], room: int) -> str:
    """The findings that fit; those of an earlier run that are still there, and information, are folded."""
    text, left = "", 0
    for title, group in _groups(run, shown):
        opened = f"\n<details><summary>{len(group):,} {title}</summary>\n" if title else ""
        closed = "\n</details>\n" if title else ""
        blocks, missing = _fitting(run, group, room - len(text) - len(opened) - len(closed))
        text, left = text + (opened + blocks + closed if blocks else ""), left + missing
    return text + (f"\n... and {counted(left, 'more finding')} that do not fit here.\n" if left else "")


def _groups(run: _Run, shown: Sequence[Shown]) -> Iterator[tuple[str, list[Shown]]]:
    folded: dict[str, list[Shown]] = {"": [], "for information": [], "as before": []}
    for each in shown:
        kind = run.found.kinds[each.finding["fingerprint"]] if run.found else ""
        as_before = run.found is not None and not run.found.of_change and kind == "known"
        information = "for information" if each.finding["severity"] == "info" else ""
        folded["as before" if as_before else information].append(each)
    yield from ((title, group) for title, group in folded.items() if group)


def _fitting(run: _Run, group: Sequence[Shown], room: int) -> tuple[str, int]:
    """The findings of a group as text, in short where they do not fit in full, and how many do not fit at all."""
    text = ""
    for index, each in enumerate(group):
        block = next((one for one in _forms(run, each) if len(text) + len(one) <= room - 100), None)
        if block is None:
            return text, len(group) - index
        text += block
    return text, 0


def _forms(run: _Run, shown: Shown) -> Iterator[str]:
    head = f"\n- {_title(run, shown.finding)}\n"
    yield head + "".join(f"  - {line}\n" for line in _lines(run, shown))
    yield head


def _title(run: _Run, finding: dict[str, Any]) -> str:
    kind = _KINDS[run.found.kinds[finding["fingerprint"]]] if run.found else ""
    name = f"**{finding['severity']} {finding['code']}{kind}** {escaped(finding['name'])}"
    return f"{name}: {escaped(shortened(one_line(finding['message']), _MESSAGE))} {code(finding['fingerprint'])}"


def _lines(run: _Run, shown: Shown) -> Iterator[str]:
    finding, name = shown.finding, shown.finding["fingerprint"]
    if run.found and name in run.found.before:
        yield f"before: {escaped(shortened(one_line(run.found.before[name].message), _MESSAGE))}"
    sides = _foremost(shown.evidence)
    yield from (_side(run, row) for row in sides)
    if len(sides) < len(shown.evidence):
        yield f"and {counted(len(shown.evidence) - len(sides), 'more place')}"
    if not shown.evidence:
        yield _place(run, finding)
    if joined := run.result.grown.get(name):
        listed = ", ".join(code(doc) for doc in joined[:_MOST_SIDES])
        yield f"known to the baseline and grown: joined since by {listed}"
    yield from filter(None, (escaped(run.result.assigned.get(name, "")), escaped(finding["direction"])))


def _foremost(evidence: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The first places, among them one of each value, in their order."""
    values: dict[str, int] = {}
    for index, row in enumerate(evidence):
        values.setdefault(str(row["value"]), index)
    order = sorted(range(len(evidence)), key=lambda index: (index not in values.values(), index))
    return [evidence[index] for index in sorted(order[:_MOST_SIDES])]


def _side(run: _Run, row: dict[str, Any]) -> str:
    text = marked(run.sentences.get(row["fact_id"], ""), row["quote"])
    tags = {OPEN: "<b>", CLOSE: "</b>"}
    quote = "".join(tags.get(part) or _escaped(part) for part in re.split(f"([{OPEN}{CLOSE}])", text))
    details = [
        escaped(shortened(run.publishers.get(row["doc"], ""), 100)),
        row["as_of"] and f"as of {row['as_of']}",
        escaped(shortened(one_line(row["annotation"]), _MESSAGE)) or (row["value"] and code(row["value"])),
    ]
    return ", ".join(filter(None, [_place(run, row), *details])) + (f": {quote}" if quote else "")


def _place(run: _Run, row: dict[str, Any]) -> str:
    place = code(f"{row['doc']}:{row['line']}:{row['column']}")
    return f"[{place}]({run.options.link(row['doc'], row['line'])})" if run.options.source_url else place


def _gone(found: Changed | None) -> list[str]:
    """What is resolved, and what is gone but for a rest, by name."""
    if found is None:
        return []
    lines = _named("Resolved", found.resolved, _MOST_NAMED)
    left = _MOST_NAMED - sum(map(len, lines))
    return lines + _named("Eased, but not resolved, as a part of it was there before", found.lessened, left)


def _named(title: str, gone: Sequence[Known], room: int) -> list[str]:
    if not gone:
        return []
    lines = [
        f"- {each.severity} {escaped(each.code)} {escaped(shortened(one_line(each.name), 60))}: "
        f"{escaped(shortened(one_line(each.message), _MESSAGE // 3))} {code(shortened(each.fingerprint, 16))}"
        for each in gone[:_MOST_RESOLVED]
    ]
    while lines and sum(map(len, lines)) > room:
        lines.pop()
    rest = [f"- and {len(gone) - len(lines):,} more"] if len(gone) > len(lines) else []
    return ["", f"**{title}:**", "", *lines, *rest]


def _footer(result: Result) -> list[str]:
    """What was read and what is not shown: silence is worth no more than that."""
    summary, hidden = result.summary, result.summary["hidden"]
    unread = f" ({summary['pages_not_read']:,} not read)" if summary["pages_not_read"] else ""
    lines = [
        f"{counted(summary['pages'], 'page')}{unread}; read {summary['read_sentences']:,} of "
        f"{counted(summary['claim_sentences'], 'claim sentence')}.",
        f"Known and grown, failing nothing: {len(result.passing):,}." if result.passing else "",
        _assigned(summary["assigned"]),
        "Hidden: " + ", ".join(f"{count:,} {escaped(why)}" for why, count in hidden.items()) + "." if hidden else "",
    ]
    return ["", "---", "", *(f"{line}  " for line in lines if line)]


def _assigned(kinds: dict[str, int]) -> str:
    return "Decided and open: " + ", ".join(f"{count:,} {kind}" for kind, count in kinds.items()) + "." if kinds else ""
