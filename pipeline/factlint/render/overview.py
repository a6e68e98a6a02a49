"""The last lines of a report: what was read, found and hidden, what changed, and the next useful command."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from factlint.render.cells import one_line

if TYPE_CHECKING:
    from factlint.render.base import Options
    from factlint.result import Result

NEXT: Final = "Next: "
_MISSED: Final = "the claim sentences that were not read"
_MANY: Final = 20
"""Findings from which on a team had better begin with what is new."""


def overview(result: Result, options: Options) -> list[str]:
    """What was read and not read, findings by severity, what was hidden and why, what changed, what to do next."""
    summary = result.summary
    lines = [_read(summary), *_skipped(result, options), found(summary)]
    if result.previous is not None:
        lines.append(_changed(result))
    if result.passing:
        lines.append(f"Known and grown, failing nothing: {len(result.passing):,}.")
    if summary["assigned"]:
        lines.append("Decided and open: " + ", ".join(f"{n:,} {kind}" for kind, n in summary["assigned"].items()) + ".")
    if result.hidden:
        lines.append(hidden(summary))
    return [*lines, *(f"{NEXT}{step}" for step in _next(result, options))]


def counted(number: int, noun: str) -> str:
    """``1 page``, ``2 pages``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def found(summary: Mapping[str, Any]) -> str:
    """Findings by severity."""
    count = summary["findings"]
    if not any(count.values()):
        return "No findings."
    parts = (counted(count["error"], "error"), counted(count["warning"], "warning"))
    return f"{', '.join(parts)}, {count['info']:,} for information."


def hidden(summary: Mapping[str, Any]) -> str:
    """How many findings are not shown, by reason."""
    return "Hidden: " + ", ".join(f"{count} {one_line(why)}" for why, count in summary["hidden"].items()) + "."


def _read(summary: Mapping[str, Any]) -> str:
    not_read = f" ({summary['pages_not_read']:,} of them not read)" if summary["pages_not_read"] else ""
    read, claims = summary["read_sentences"], summary["claim_sentences"]
    # Rounded down: what is not all is never 100%.
    share = f" Coverage: {100 * read // claims}%." if claims else ""
    return (
        f"{counted(summary['pages'], 'page')}{not_read}, {counted(summary['facts'], 'fact')}; "
        f"read {read:,} of {counted(claims, 'claim sentence')}.{share}"
    )


def _skipped(result: Result, options: Options) -> list[str]:
    if not options.verbose:
        return []
    skipped = result.documents[result.documents["skipped"] != ""]
    pages = zip(skipped["doc"], skipped["skipped"], strict=True)
    return [f"  not read: {one_line(options.path(doc))}: {one_line(why)}" for doc, why in sorted(pages)]


def _changed(result: Result) -> str:
    """How the run differs from the one before: what is new about an old claim counts as a change of it."""
    if result.previous is None:
        return ""
    told = result.previous.differences(result)
    gone = {each.fingerprint for each in told.resolved} - {each.fingerprint for each in told.changed.values()}
    day = f" of {result.previous.as_of.isoformat()}" if result.previous.as_of else ""
    since = one_line(result.previous.revision) or f"the run{day}"
    adds = len(told.added) - len(told.changed)
    return f"Since {since}: adds {adds:,}, resolves {len(gone):,}, changes {len(told.changed):,}."


def _next(result: Result, options: Options) -> list[str]:
    """Commands: towards what was missed where little was read, and towards what was found."""
    summary = result.summary
    if not summary["pages"]:
        return ["give a file or folder with pages; no page was found"]
    read, claims = summary["read_sentences"], summary["claim_sentences"]
    steps = [_coverage(result, options)] if 2 * read < claims else []
    if len(result.findings):
        first = result.findings.iloc[0]
        story = f"`factlint explain {one_line(first['fingerprint'])}` tells the story of the first finding"
        return [*steps, story, f"`factlint explain {first['code']}` says what it means", *_beginning(result)]
    if not steps and read < claims:
        steps = [_coverage(result, options)]
    return steps or ["`factlint facts` shows what was read"]


def _coverage(result: Result, options: Options) -> str:
    """The command that shows what was missed: on the page itself, where there is but one."""
    if len(result.documents) != 1:
        return f"`factlint coverage` shows {_MISSED}"
    path = options.path(str(result.documents.iloc[0]["doc"]))
    # A name that cannot be shown as it is would not be found again.
    shown = f" {shlex.quote(path)}" if one_line(path) == path and "`" not in path else ""
    return f"`factlint coverage{shown}` shows {_MISSED}"


def _beginning(result: Result) -> list[str]:
    """A step for a team that starts: many findings, and nothing hidden, decided or compared with yet."""
    begun = result.hidden or result.assigned or result.grown or result.previous
    if begun or len(result.findings) < _MANY:
        return []
    return ["`factlint check --baseline known.json --update-baseline` hides what is there now"]
