"""Markdown for the summary of a job, which GitHub Actions takes from the file that ``GITHUB_STEP_SUMMARY`` names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from factlint.render.base import Options, Shown, findings
from factlint.render.markdown import code, escaped
from factlint.render.overview import counted
from factlint.render.sides import sentences_of, sides
from factlint.render.text import CLOSE, OPEN, marked

if TYPE_CHECKING:
    from factlint.result import Result

MOST: Final = 1_000_000
"""Bytes; the service refuses a summary of more than 1 MiB, and other programs may add to the same."""
_MOST_SIDES: Final = 20
_HEADS: Final = {"error": "Errors", "warning": "Warnings", "info": "For information"}
_END: Final = 200
"""Bytes kept for what is said at the end."""


def render(result: Result, options: Options) -> str:
    """A table of counts, then every finding with its sides quoted, the most harmful first, while there is room."""
    shown = findings(result)
    sentences = sentences_of(result, shown)
    parts = [_head(result), *([] if options.quiet else _counts(result))]
    room = MOST - _END - sum(map(_size, parts))
    done = 0
    for severity, head in _HEADS.items():
        group = [each for each in shown if each.finding["severity"] == severity]
        opening, closing = _fold(head, len(group)) if severity == "info" else (f"\n#### {head}\n", "")
        room -= _size(opening) + _size(closing)
        texts = []
        for text in (_finding(each, sentences, result, options) for each in group):
            room -= _size(text)
            if room < 0:
                break
            texts.append(text)
        done += len(texts)
        parts += [opening, *texts, closing] if texts else []
    if done < len(shown):
        parts.append(f"\n... and {counted(len(shown) - done, 'more finding')} that {_fits(len(shown) - done)} here.\n")
    return "".join(parts)


def _fits(number: int) -> str:
    return "does not fit" if number == 1 else "do not fit"


def _size(text: str) -> int:
    return len(text.encode())


def _head(result: Result) -> str:
    found = result.summary["findings"]
    if not any(found.values()):
        return "### factlint: no findings\n"
    counts = f"{counted(found['error'], 'error')}, {counted(found['warning'], 'warning')}"
    return f"### factlint: {counts}, {found['info']:,} for information\n"


def _counts(result: Result) -> Iterator[str]:
    """What was read, and what is hidden: a quiet report says something only beside how much was read."""
    summary = result.summary
    cells = {
        "pages": f"{summary['pages']:,}",
        "pages not read": f"{summary['pages_not_read']:,}",
        "facts": f"{summary['facts']:,}",
        "claim sentences read": f"{summary['read_sentences']:,} of {summary['claim_sentences']:,}",
        "judged by the day": result.as_of.isoformat(),
    }
    yield f"\n| {' | '.join(cells)} |\n|{' --- |' * len(cells)}\n| {' | '.join(cells.values())} |\n"
    if summary["hidden"]:
        yield "\nHidden: " + ", ".join(f"{count:,} {escaped(why)}" for why, count in summary["hidden"].items()) + ".\n"
    if summary["assigned"]:
        told = ", ".join(f"{count:,} {escaped(kind)}" for kind, count in summary["assigned"].items())
        yield f"\nDecided and open: {told}.\n"


def _fold(head: str, number: int) -> tuple[str, str]:
    return f"\n<details><summary>{head}: {number:,}</summary>\n", "\n</details>\n"


def _finding(shown: Shown, sentences: dict[str, str], result: Result, options: Options) -> str:
    finding, places = shown.finding, sides(shown)
    about = f"**{finding['code']}** {escaped(finding['name'])}: {escaped(finding['message'])}"
    lines = [f"\n- {about} {code(finding['fingerprint'])}"]
    lines += [f"  - {_side(row, sentences, options)}" for row in places[:_MOST_SIDES]]
    if len(places) > _MOST_SIDES:
        lines.append(f"  - and {counted(len(places) - _MOST_SIDES, 'other place')}")
    lines += [f"  - {escaped(each)}" for each in _said(finding, result) if each]
    return "\n".join(lines) + "\n"


def _said(finding: dict[str, Any], result: Result) -> tuple[str, str]:
    return result.assigned.get(finding["fingerprint"], ""), finding["direction"]


def _side(row: dict[str, Any], sentences: dict[str, str], options: Options) -> str:
    details = [
        escaped(row["annotation"] or row["value"] or ""),
        row["as_of"] and f"as of {row['as_of']}",
    ]
    text = marked(sentences.get(row["fact_id"], ""), row["quote"])
    quote = _bold(text)
    return ", ".join(filter(None, [_place(row, options), *details])) + (f": {quote}" if quote else "")


def _bold(text: str) -> str:
    before, _, rest = text.partition(OPEN)
    words, _, after = rest.partition(CLOSE)
    return _kept(before) + (f"<b>{_kept(words)}</b>" if words else "") + _kept(after)


def _kept(text: str) -> str:
    """Escaped text with the space that it begins and ends with, which separates it from the words in bold."""
    start, end = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return (start + escaped(text) + end) if text.strip() else text


def _place(row: dict[str, Any], options: Options) -> str:
    """A link to the code host; without one only the place, as nothing lies beside a summary to link to."""
    text = code(f"{options.path(row['doc'])}:{row['line']}")
    if not options.source_url:
        return text
    url = options.link(row["doc"], row["line"]).translate({ord(each): f"%{ord(each):02X}" for each in "()<>|\\"})
    return f"[{text}]({url})"
