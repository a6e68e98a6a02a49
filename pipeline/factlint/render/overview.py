"""The last lines of a report: what was read, found and hidden, and the next useful command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factlint.render.cells import one_line

if TYPE_CHECKING:
    from factlint.render.base import Options
    from factlint.result import Result


def overview(result: Result, options: Options) -> list[str]:
    """What was read and not read, findings by severity, what was hidden and why, what to do next."""
    summary = result.summary
    lines = [_read(summary), *_skipped(result, options), _found(summary)]
    if result.passing:
        lines.append(f"Known and grown, failing nothing: {len(result.passing):,}.")
    if summary["assigned"]:
        lines.append("Decided and open: " + ", ".join(f"{n:,} {kind}" for kind, n in summary["assigned"].items()) + ".")
    if result.hidden:
        lines.append(
            "Hidden: " + ", ".join(f"{count} {one_line(why)}" for why, count in summary["hidden"].items()) + "."
        )
    return [*lines, *(f"Next: {step}" for step in _next(result))]


def counted(number: int, noun: str) -> str:
    """``1 page``, ``2 pages``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _read(summary: dict[str, int]) -> str:
    not_read = f" ({summary['pages_not_read']:,} of them not read)" if summary["pages_not_read"] else ""
    return (
        f"{counted(summary['pages'], 'page')}{not_read}, {counted(summary['facts'], 'fact')}; "
        f"read {summary['read_sentences']:,} of {counted(summary['claim_sentences'], 'claim sentence')}."
    )


def _skipped(result: Result, options: Options) -> list[str]:
    if not options.verbose:
        return []
    skipped = result.documents[result.documents["skipped"] != ""]
    pages = zip(skipped["doc"], skipped["skipped"], strict=True)
    return [f"  not read: {one_line(options.path(doc))}: {one_line(why)}" for doc, why in sorted(pages)]


def _found(summary: dict[str, dict[str, int]]) -> str:
    found = summary["findings"]
    if not any(found.values()):
        return "No findings."
    parts = (counted(found["error"], "error"), counted(found["warning"], "warning"))
    return f"{', '.join(parts)}, {found['info']:,} for information."


def _next(result: Result) -> list[str]:
    """Commands: towards what was missed where little was read, and towards what was found."""
    summary = result.summary
    if not summary["pages"]:
        return ["give a file or folder with pages; no page was found"]
    missed = "`factlint coverage` shows the claim sentences that were not read"
    steps = [missed] if 2 * summary["read_sentences"] < summary["claim_sentences"] else []
    if len(result.findings):
        first = result.findings.iloc[0]
        story = f"`factlint explain {one_line(first['fingerprint'])}` tells the story of the first finding"
        return [*steps, story, f"`factlint explain {first['code']}` says what it means"]
    if not steps and summary["read_sentences"] < summary["claim_sentences"]:
        steps = [missed]
    return steps or ["`factlint facts` shows what was read"]
