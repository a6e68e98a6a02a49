"""Markdown, for a comment on a pull request."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from factlint.render.base import Options, Shown, findings
from factlint.render.cells import one_line
from factlint.render.overview import overview
from factlint.render.text import CLOSE, OPEN, marked

if TYPE_CHECKING:
    from factlint.result import Result

MOST: Final = 60_000  # a comment on GitHub holds 65,536 characters
_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]()#|~$])")
# What a forge would turn into a link or a notification; an empty comment prevents that.
_LINKED: Final = re.compile(r"@|(?<=:)//|(?<=\bwww)(?=\.)|(?<=\bGH)(?=-)|(?<=\\)#", re.IGNORECASE)


def render(result: Result, options: Options) -> str:
    """A heading, the summary, then findings most harmful first, as many as a comment holds."""
    sentences = dict(zip(result.facts["fact_id"], result.facts["sentence"], strict=True))
    parts = ["### factlint\n"]
    if not options.quiet:
        parts += [f"{escaped(line)}  \n" for line in overview(result, options)[:-1]]
    length, shown = sum(map(len, parts)), findings(result)
    for index, each in enumerate(shown):
        text = _finding(each, sentences, result.assigned.get(each.finding["fingerprint"], ""))
        length += len(text)
        if length > MOST:
            parts.append(f"\n... and {len(shown) - index} more findings that do not fit here.\n")
            break
        parts.append(text)
    return "".join(parts)


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


def _finding(shown: Shown, sentences: dict[str, str], held: str) -> str:
    finding = shown.finding
    head = f"**{finding['severity']} {finding['code']}** {escaped(finding['name'])}"
    lines = [f"\n- {head}: {escaped(finding['message'])} {code(finding['fingerprint'])}"]
    lines += [f"  - {_side(row, sentences)}" for row in shown.evidence]
    if not shown.evidence:
        lines.append(f"  - {code(_place(finding))}")
    if held:
        lines.append(f"  - {escaped(held)}")
    if finding["direction"]:
        lines.append(f"  - {escaped(finding['direction'])}")
    return "\n".join(lines) + "\n"


def _side(row: dict[str, Any], sentences: dict[str, str]) -> str:
    text = marked(sentences.get(row["fact_id"], ""), row["quote"])
    tags = {OPEN: "<b>", CLOSE: "</b>"}
    quote = "".join(tags.get(part) or _escaped(part) for part in re.split(f"([{OPEN}{CLOSE}])", text))
    details = [
        row["value"] and code(row["value"]),
        row["as_of"] and f"as of {row['as_of']}",
        escaped(row["annotation"]),
    ]
    return ", ".join(filter(None, [code(_place(row)), *details])) + (f": {quote}" if quote else "")


def _place(row: dict[str, Any]) -> str:
    return f"{row['doc']}:{row['line']}:{row['column']}"
