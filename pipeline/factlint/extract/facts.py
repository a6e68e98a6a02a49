"""Facts as extraction makes them, before they become a table."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from typing import NamedTuple

from factlint.spans import Place, Span
from factlint.values import Value


class Fact(NamedTuple):
    """One claim of a page; the columns of the facts table."""

    doc: str
    place: Place
    span: Span
    quote: str
    sentence: str
    section: str
    subject: str
    subject_text: str
    attribute: str
    value: Value
    hedged: bool
    modality: str
    scope: Mapping[str, str]
    as_of: dt.date | None
    schema: str
    pattern: str
    confidence: float
    reasons: tuple[str, ...]

    @property
    def scope_text(self) -> str:
        """Dimensions and values, ``condition=neuroblastoma;stage=relapsed``, keys sorted."""
        return ";".join(f"{name}={concept}" for name, concept in sorted(self.scope.items()))

    @property
    def fact_id(self) -> str:
        """Unique in a run: page, span, subject, attribute, value, scope."""
        return digest(self.doc, *map(str, self.span), self.subject, self.attribute, self.value.text, self.scope_text)

    def row(self) -> dict[str, object]:
        """The fact as a row of the facts table, with one key for each dimension of its scope."""
        return {
            "fact_id": self.fact_id,
            "claim_id": digest(self.doc, self.subject, self.attribute, self.scope_text),
            "doc": self.doc,
            **self.place._asdict(),
            "start": self.span.start,
            "end": self.span.end,
            "quote": self.quote,
            "sentence": self.sentence,
            "section": self.section,
            "subject": self.subject,
            "subject_text": self.subject_text,
            "attribute": self.attribute,
            "value": self.value.text,
            "low": self.value.low,
            "high": self.value.high,
            "unit": self.value.unit,
            "approx": self.value.approx,
            "hedged": self.hedged,
            "modality": self.modality,
            "scope": self.scope_text,
            "as_of": self.as_of,
            "schema": self.schema,
            "pattern": self.pattern,
            "confidence": self.confidence,
            "reasons": "; ".join(self.reasons),
            **self.scope,
        }


class Signal(NamedTuple):
    """Something at a span that a rule may judge and that is no claim; the columns of the signals table."""

    doc: str
    place: Place
    span: Span
    kind: str
    concept: str | None
    text: str
    detail: str

    def row(self) -> dict[str, object]:
        """The signal as a row of the signals table."""
        return {
            "doc": self.doc,
            **self.place._asdict(),
            "start": self.span.start,
            "end": self.span.end,
            "kind": self.kind,
            "concept": self.concept,
            "text": self.text,
            "detail": self.detail,
        }


class Unread(NamedTuple):
    """A sentence that seems to make a claim and was not read through, and why as far as can be told."""

    doc: str
    place: Place
    section: str
    subject: str
    sentence: str
    why: str
    span: Span


def digest(*parts: str) -> str:
    """A short stable hash of ``parts``: 16 hexadecimal digits of SHA-256."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
