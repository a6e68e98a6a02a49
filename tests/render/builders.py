"""Results made by hand, through the same contracts as those of a run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from factlint.result import Result
from factlint.tables import CITATIONS, DOCUMENTS, EVIDENCE, FINDINGS, SIGNALS, UNREAD, facts_contract, table

AS_OF = dt.date(2026, 1, 31)


@dataclass(frozen=True)
class Side:
    """One place that has a part in a finding."""

    doc: str = "a.md"
    quote: str = "6 months"
    sentence: str = "It is taken for 6 months after surgery."
    value: str | None = "P6M"
    line: int = 1
    column: int = 17
    as_of: dt.date | None = None
    annotation: str = ""


@dataclass(frozen=True)
class Given:
    """One finding."""

    sides: Sequence[Side] = (Side(), Side("b.md", "3 months", "It goes on for 3 months.", "P3M"))
    code: str = "C101"
    name: str = "conflicting-values"
    severity: str = "error"
    confidence: float = 0.9
    subject: str | None = "drug-a"
    attribute: str | None = "length"
    scope: str = ""
    message: str = "drug-a: length is P6M or P3M"
    direction: str = "check both"
    fingerprint: str = ""

    @property
    def key(self) -> str:
        values = sorted({side.value or side.quote for side in self.sides})
        return self.fingerprint or "|".join([self.code, self.subject or "", self.attribute or "", *values])


def result(
    *findings: Given,
    pages: Sequence[str] | None = None,
    skipped: Mapping[str, str] | None = None,
    unread: Sequence[str] = (),
    hidden: Mapping[str, int] | None = None,
    grown: Mapping[str, tuple[str, ...]] | None = None,
    passing: frozenset[str] = frozenset(),
    assigned: Mapping[str, str] | None = None,
) -> Result:
    """A run that found ``findings`` on ``pages`` (those of the findings where none are given)."""
    sides = [(given, side) for given in findings for side in given.sides]
    docs = sorted({side.doc for _, side in sides}) if pages is None else list(pages)
    return Result(
        documents=table(DOCUMENTS, [_document(doc, (skipped or {}).get(doc, ""), unread) for doc in docs]),
        facts=table(facts_contract(["part"]), [_fact(given, side) for given, side in sides]),
        signals=table(SIGNALS, []),
        citations=table(CITATIONS, []),
        findings=table(FINDINGS, [_finding(given) for given in findings]),
        evidence=table(EVIDENCE, [_evidence(given, side) for given, side in sides]),
        unread=table(UNREAD, [_unread(docs[0], n, text) for n, text in enumerate(unread)]),
        as_of=AS_OF,
        version="1.2.3",
        hidden=hidden or {},
        grown=grown or {},
        passing=passing,
        assigned=assigned or {},
    )


def _document(doc: str, skipped: str, unread: Sequence[str]) -> dict[str, object]:
    read = 0 if skipped else 2
    return {
        "doc": doc,
        "ours": True,
        "authority": "normal",
        "status": "live",
        "sha256": "",
        "characters": 100,
        "sentences": 5,
        "claim_sentences": read + len(unread),
        "read_sentences": read,
        "skipped": skipped,
    }


def _fact(given: Given, side: Side) -> dict[str, object]:
    return {
        **_place(side),
        "fact_id": _fact_id(given, side),
        "claim_id": given.key,
        "doc": side.doc,
        "start": 0,
        "end": len(side.quote),
        "quote": side.quote,
        "sentence": side.sentence,
        "section": "",
        "subject": given.subject or "",
        "subject_text": "it",
        "attribute": given.attribute or "",
        "value": side.value or "",
        "low": None,
        "high": 3.5,
        "unit": "M",
        "approx": False,
        "hedged": False,
        "modality": "asserted",
        "scope": given.scope,
        "as_of": side.as_of,
        "schema": "test",
        "pattern": "for {value}",
        "confidence": 0.9,
        "reasons": "",
    }


def _finding(given: Given) -> dict[str, object]:
    names = (
        "code",
        "name",
        "severity",
        "confidence",
        "subject",
        "attribute",
        "scope",
        "message",
        "direction",
    )
    row: dict[str, object] = {name: getattr(given, name) for name in names}
    primary = given.sides[0]
    return {
        **row,
        "fingerprint": given.key,
        "doc": primary.doc,
        "line": primary.line,
        "column": primary.column,
    }


def _evidence(given: Given, side: Side) -> dict[str, object]:
    return {
        **_place(side),
        "fingerprint": given.key,
        "role": "primary" if side is given.sides[0] else "related",
        "doc": side.doc,
        "quote": side.quote,
        "value": side.value,
        "as_of": side.as_of,
        "fact_id": _fact_id(given, side),
        "annotation": side.annotation,
    }


def _unread(doc: str, number: int, text: str) -> dict[str, object]:
    place = _place(Side(line=number + 1))
    return {**place, "doc": doc, "section": "", "subject": None, "sentence": text, "why": "no pattern fits"}


def _fact_id(given: Given, side: Side) -> str:
    return f"{given.key} {side.doc}:{side.line} {side.quote}"


def _place(side: Side) -> dict[str, object]:
    end = side.column + len(side.quote)
    return {"line": side.line, "column": side.column, "end_line": side.line, "end_column": end}
