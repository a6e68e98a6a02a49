"""What rules about words and pages share: signals as records, and findings at them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from factlint.compare.fingerprint import signal_fingerprint
from factlint.rules.model import Context, Evidence, Finding, RuleInfo
from factlint.spans import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

TOP: Final = Place(1, 1, 1, 1)

_COLUMNS: Final = [
    *("doc", "line", "column", "end_line", "end_column", "start", "end", "concept", "text", "detail"),
]


class Signal(NamedTuple):
    """One row of the signals table."""

    doc: str
    place: Place
    concept: str | None
    text: str
    detail: str


def signals(context: Context, kind: str) -> Iterator[Signal]:
    """The signals of one kind, in the order of pages and places."""
    rows = context.signals.loc[context.signals["kind"] == kind, _COLUMNS]
    for row in rows.sort_values(["doc", "start", "end", "text"], kind="stable").to_dict("records"):
        place = Place(*(int(row[name]) for name in ("line", "column", "end_line", "end_column")))
        concept = row["concept"] if isinstance(row["concept"], str) else None
        yield Signal(str(row["doc"]), place, concept, str(row["text"]), str(row["detail"]))


def signal_finding(info: RuleInfo, context: Context, signal: Signal, message: str) -> Finding:
    """A finding at the words of a signal."""
    return Finding(
        info=info,
        fingerprint=signal_fingerprint(info.code, signal.doc, signal.text),
        message=message,
        primary=Evidence(signal.doc, signal.place, signal.text, annotation=signal.detail),
        severity=info.severity,
        confidence=info.confidence,
        subject=signal.concept,
        direction=context.advice(signal.doc),
    )
