"""What each listing command shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from factlint.render.cells import records
from factlint.render.listing import Listing
from factlint.render.overview import counted
from factlint.result import PatternUse

if TYPE_CHECKING:
    from factlint.render.base import Options
    from factlint.result import Mention, Result

_MENTION = ("doc", "line", "column", "end_line", "end_column", "concept", "text", "sentence", "section")


def facts(result: Result, options: Options, *, explain: bool = False) -> Listing:
    """The fact table in page order.

    Args:
        result: a run.
        options: how it is shown.
        explain: whether people are shown what read each fact, and how sure it is.
    """
    rows = _placed(records(result.facts), options)
    summary = result.summary
    why = ("confidence", "pattern", "reasons") if explain else ()
    shown = ("place", "subject", "attribute", "value", "modality", "scope", *why, "quote")
    foot = f"{counted(len(rows), 'fact')} from {counted(summary['pages'], 'page')}"
    step = "`factlint coverage` shows the claim sentences that were not read"
    step = step if summary["read_sentences"] < summary["claim_sentences"] else ""
    return Listing("facts", list(result.facts.columns), rows, shown, head(result), [foot], step)


def coverage(result: Result, options: Options) -> Listing:
    """The claim sentences that were not read, in page order."""
    rows = _placed(records(result.unread), options)
    summary = result.summary
    foot = [
        f"read {summary['read_sentences']:,} of {counted(summary['claim_sentences'], 'claim sentence')} "
        f"on {counted(summary['pages'], 'page')}"
    ]
    if summary["pages_not_read"]:
        foot.append(f"{counted(summary['pages_not_read'], 'page')} not read")
    return Listing(
        "unread",
        list(result.unread.columns),
        rows,
        ("place", "why", "subject", "sentence"),
        head(result),
        foot,
    )


def citations(result: Result, options: Options) -> Listing:
    """The sources that pages list, in page order."""
    rows = _placed(records(result.citations), options)
    foot = f"{counted(len(rows), 'source')} on {counted(result.citations['doc'].nunique(), 'page')}"
    shown = ("place", "kind", "year", "edition", "authors", "title")
    return Listing("citations", list(result.citations.columns), rows, shown, head(result), [foot])


def mentions(found: Sequence[Mention], concept: str, options: Options) -> Listing:
    """Every mention of one concept, in page order."""
    rows: list[dict[str, Any]] = [{**each._asdict(), **each.place._asdict()} for each in found]
    rows = _placed(rows, options)
    pages = {each.doc for each in found}
    foot = f"{counted(len(rows), 'mention')} of {concept} on {counted(len(pages), 'page')}"
    step = f"`factlint history {concept}` shows what was claimed of it, and when" if rows else ""
    return Listing("mentions", _MENTION, rows, ("place", "text", "sentence"), {"concept": concept}, [foot], step)


def rules(found: Iterable[Mapping[str, Any]]) -> Listing:
    """Every rule: code, name, severity and what it says in one line."""
    columns = ("code", "name", "severity", "says")
    rows = sorted(found, key=lambda row: str(row["code"]))
    step = f"`factlint explain {rows[0]['code']}` says all of one" if rows else ""
    return Listing("rules", columns, rows, columns, next=step)


def usage(uses: Sequence[PatternUse]) -> Listing:
    """On how many pages each pattern has read a fact, those that read nothing last."""
    rows = [each._asdict() for each in sorted(uses, key=lambda each: (-each.pages, each))]
    idle = sum(not each.pages for each in uses)
    foot = f"{idle:,} of {counted(len(uses), 'pattern')} read nothing"
    return Listing("usage", PatternUse._fields, rows, ("pages", "schema", "attribute", "pattern"), foot=[foot])


def _placed(rows: list[dict[str, Any]], options: Options) -> list[dict[str, Any]]:
    ordered = sorted(rows, key=lambda row: (row["doc"], row["line"], row["column"]))
    return [{**row, "place": f"{options.path(row['doc'])}:{row['line']}:{row['column']}"} for row in ordered]


def head(result: Result) -> dict[str, Any]:
    """What JSON holds of a run besides the rows of a table."""
    return {"version": result.version, "as_of": result.as_of.isoformat(), "summary": result.summary}
