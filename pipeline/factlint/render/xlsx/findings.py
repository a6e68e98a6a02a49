"""The sheet that a meeting goes through: findings in plain words, and room for what is decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from openpyxl.worksheet.datavalidation import DataValidation

from factlint.decisions import Kind
from factlint.decisions.headings import COMMENT, DECISION, FINDINGS, FINGERPRINT, PEOPLE, UNTIL
from factlint.render.base import Shown
from factlint.render.cells import one_line
from factlint.render.xlsx import layout
from factlint.render.xlsx.cells import Column, Linked, Marked, Row, Table
from factlint.render.xlsx.kept import Kept, Note
from factlint.render.xlsx.known import Known
from factlint.risk import HIGH, risk_of

if TYPE_CHECKING:
    from factlint.result import Result

SEVERITIES: Final = {"error": "Error", "warning": "Warning", "info": "To know"}
_MOST_SAID: Final = 1_200  # characters of what pages say; a row cannot be higher than a page
_FIRST_DAY: Final = dt.date(1899, 12, 30)  # the day from which spreadsheets count


def findings_table(known: Known, kept: Kept) -> tuple[Table, list[Note]]:
    """The sheet of findings with what people wrote about them, and the notes about findings that are gone."""
    waiting = {note.fingerprint: note for note in reversed(kept.notes) if note.fingerprint in known.numbers}
    gone = [note for note in kept.notes if waiting.get(note.fingerprint) is not note]
    news = _news(known.result)
    rows: list[Row] = []
    for each in known.findings:
        name = each.finding["fingerprint"]
        note = waiting.get(name)
        rows.append({**_plain(each, known, news), **_codes(each.finding, known), **(_written(note) if note else {})})
    columns = (*layout.PLAIN, *layout.FOR_PEOPLE, *_own(kept), *layout.CODES)
    last = kept.own[-1] if kept.own else COMMENT
    return Table(FINDINGS, columns, rows, frozen=3, printed=last), gone


def earlier_table(gone: Sequence[Note], kept: Kept, result: Result) -> Table:
    """What people wrote about findings that are gone; since when is not told of those that the run does not show."""
    columns = (*layout.EARLIER_PLAIN, *layout.FOR_PEOPLE, *_own(kept), Column(FINGERPRINT, 19, "code"))
    rows = [
        {layout.WHAT: note.what, layout.SINCE: _since(note, result), FINGERPRINT: note.fingerprint, **_written(note)}
        for note in gone
    ]
    return Table(layout.EARLIER, columns, rows)


def choices(as_of: dt.date) -> list[tuple[str, DataValidation]]:
    """What may be entered where people fill in."""
    decision = DataValidation(type="list", formula1=f'"{",".join(Kind)}"', allow_blank=True, showErrorMessage=True)
    decision.errorTitle, decision.error = "No such decision", f"Choose one of: {', '.join(Kind)}."
    first = (as_of - _FIRST_DAY).days
    until = DataValidation(
        type="date", operator="greaterThanOrEqual", formula1=str(first), allow_blank=True, showErrorMessage=True
    )
    until.errorTitle, until.error = "No date to come", f"Enter a date, {as_of} or later."
    until.promptTitle, until.prompt = "Until", "The last day to hide it, or the day to have it done by."
    until.showInputMessage = True
    return [(DECISION, decision), (UNTIL, until)]


def _since(note: Note, result: Result) -> Any:
    unseen = result.narrowed or note.fingerprint in result.withheld
    return note.since or (None if unseen else result.as_of)


def _written(note: Note) -> dict[str, Any]:
    """What people wrote, times of day in sight."""
    moments = ((name, cell) for name, cell in note.cells.items() if isinstance(cell, dt.datetime))
    return {**note.cells, **{name: Marked(cell, "person-moment") for name, cell in moments}}


def _own(kept: Kept) -> list[Column]:
    return [Column(name, layout.OWN_WIDTH, "person") for name in kept.own]


def _plain(shown: Shown, known: Known, news: Mapping[str, str]) -> dict[str, Any]:
    finding = shown.finding
    name, docs = finding["fingerprint"], _docs(shown)
    pages = [known.page(doc) for doc in docs]
    return {
        "No.": Linked(known.numbers[name], place=f"'{layout.QUOTES}'!A{known.quoted[name]}"),
        "Severity": Marked(SEVERITIES[finding["severity"]], finding["severity"]),
        layout.WHAT: one_line(finding["message"]),
        "What the pages say": _said(shown, known),
        "Look at": one_line(finding["direction"]),
        "Risk": HIGH if risk_of(finding["attribute"], known.result.domains) == HIGH else "",
        "Page owner": _each(page.get("owner") for page in pages),
        "Publisher": _each(page.get("publisher") for page in pages),
        "Page dates": _each(sorted({row["as_of"] for row in shown.evidence if row["as_of"]}, reverse=True)),
        "Since last time": news.get(name),
        "In hand": one_line(known.result.assigned.get(name, "")),
    }


def _codes(finding: Mapping[str, Any], known: Known) -> dict[str, Any]:
    return {
        "Page": known.source(finding["doc"], finding["line"]),
        "Subject": finding["subject"],
        "Attribute": finding["attribute"],
        "Scope": finding["scope"],
        "Confidence": finding["confidence"],
        "Rule": finding["name"],
        "Code": finding["code"],
        FINGERPRINT: finding["fingerprint"],
    }


def _docs(shown: Shown) -> list[str]:
    return list(dict.fromkeys([shown.finding["doc"], *(row["doc"] for row in shown.evidence)]))


def _said(shown: Shown, known: Known) -> str:
    """One line for each place, the first ones where there are many."""
    lines: list[str] = []
    for row in shown.evidence:
        line = f"• {_voice(row['doc'], known)}: {known.words(row) or row['annotation']}"
        if lines and sum(map(len, lines)) + len(line) > _MOST_SAID:
            return "\n".join([*lines, f"… and {len(shown.evidence) - len(lines)} more: see {layout.QUOTES}"])
        lines.append(line)
    return "\n".join(lines) or known.name(shown.finding["doc"])


def _voice(doc: str, known: Known) -> str:
    page = known.page(doc)
    return one_line(f"{page['title']} ({page['publisher']})" if page.get("title") and page["publisher"] else doc)


def _each(texts: Iterable[str | None]) -> str:
    return "\n".join(dict.fromkeys(one_line(text) for text in texts if text))


def _news(result: Result) -> dict[str, str]:
    if result.previous is None:
        return {}
    changes = result.previous.differences(result)
    return {name: "changed" if name in changes.changed else "new" for name in changes.added}


__all__ = ["PEOPLE", "SEVERITIES", "choices", "earlier_table", "findings_table"]
