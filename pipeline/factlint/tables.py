"""The tables between the stages, as pandera contracts; CSV and JSON output has these columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

import pandas as pd
import pandera.pandas as pa

MODALITIES: Final = ("asserted", "negated", "historical", "hypothetical")
SEVERITIES: Final = ("info", "warning", "error")
ROLES: Final = ("primary", "related")
CITED_KINDS: Final = ("guideline", "web", "article", "book", "trial", "product", "other")
DIRECTIONS: Final = ("", "review this page", "review the others", "check both", "tell the publisher")


def _text(nullable: bool = False, **options: Any) -> pa.Column:
    return pa.Column(str, nullable=nullable, coerce=not nullable, **options)


def _optional_text(**options: Any) -> pa.Column:
    return pa.Column(
        object,
        nullable=True,
        checks=pa.Check(lambda value: isinstance(value, str), element_wise=True),
        **options,
    )


def _whole(minimum: int) -> pa.Column:
    return pa.Column("int64", pa.Check.ge(minimum), coerce=True)


def _optional_whole() -> pa.Column:
    return pa.Column(object, nullable=True, checks=pa.Check(lambda value: isinstance(value, int), element_wise=True))


def _number() -> pa.Column:
    return pa.Column("float64", nullable=True, coerce=True)


def _flag() -> pa.Column:
    return pa.Column("bool", coerce=True)


def _date() -> pa.Column:
    return pa.Column(
        object, nullable=True, checks=pa.Check(lambda value: isinstance(value, dt.date), element_wise=True)
    )


def _place() -> dict[str, pa.Column]:
    return {name: _whole(1) for name in ("line", "column", "end_line", "end_column")}


DOCUMENTS: Final = pa.DataFrameSchema(
    {
        "doc": _text(unique=True),
        **{name: _optional_text() for name in ("title", "url", "edit_url", "publisher", "owner", "reviewer")},
        "ours": _flag(),
        **{name: _optional_text() for name in ("jurisdiction", "language", "audience")},
        "authority": _text(checks=pa.Check.isin(["reference", "normal", "low"])),
        "family": _optional_text(),
        "variant_of": _optional_text(),
        "status": _text(checks=pa.Check.isin(["draft", "live", "archived"])),
        **{name: _date() for name in ("reviewed", "revised", "published", "next_review")},
        "copyright_year": pa.Column(object, nullable=True),
        "sha256": _text(),
        "characters": _whole(0),
        "sentences": _whole(0),
        "claim_sentences": _whole(0),
        "read_sentences": _whole(0),
        "skipped": _text(),
    },
    strict=True,
)

FACTS: Final = pa.DataFrameSchema(
    {
        "fact_id": _text(unique=True),
        "claim_id": _text(),
        "doc": _text(),
        **_place(),
        "start": _whole(0),
        "end": _whole(0),
        "quote": _text(),
        "sentence": _text(),
        "section": _text(),
        "subject": _text(),
        "subject_text": _text(),
        "attribute": _text(),
        "value": _text(),
        "low": _number(),
        "high": _number(),
        "unit": _text(),
        "approx": _flag(),
        "hedged": _flag(),
        "modality": _text(checks=pa.Check.isin(MODALITIES)),
        "scope": _text(),
        "as_of": _date(),
        "schema": _text(),
        "pattern": _text(),
        "confidence": pa.Column("float64", pa.Check.in_range(0, 1), coerce=True),
        "reasons": _text(),
    },
    checks=pa.Check(lambda facts: facts["start"] <= facts["end"], name="start is not after end"),
    strict=True,
)
"""Facts; one more column for each scope dimension a schema declares (text, null where not stated)."""

SIGNALS: Final = pa.DataFrameSchema(
    {
        "doc": _text(),
        **_place(),
        "start": _whole(0),
        "end": _whole(0),
        "kind": _text(),
        "concept": _optional_text(),
        "text": _text(),
        "detail": _text(),
    },
    strict=True,
)

CITATIONS: Final = pa.DataFrameSchema(
    {
        "doc": _text(),
        **_place(),
        "start": _whole(0),
        "end": _whole(0),
        "text": _text(),
        "authors": _optional_text(),
        "year": _optional_whole(),
        **{name: _optional_text() for name in ("title", "edition", "url")},
        "kind": _text(checks=pa.Check.isin(CITED_KINDS)),
    },
    strict=True,
)
"""What pages cite; a part that cannot be told is null."""

FINDINGS: Final = pa.DataFrameSchema(
    {
        "fingerprint": _text(unique=True),
        "code": _text(checks=pa.Check.str_matches(r"^[A-Z][0-9]{3}$")),
        "name": _text(),
        "severity": _text(checks=pa.Check.isin(SEVERITIES)),
        "confidence": pa.Column("float64", pa.Check.in_range(0, 1), coerce=True),
        "subject": _optional_text(),
        "attribute": _optional_text(),
        "scope": _text(),
        "message": _text(),
        "direction": _text(checks=pa.Check.isin(DIRECTIONS)),
        "doc": _text(),
        "line": _whole(1),
        "column": _whole(1),
    },
    strict=True,
)

EVIDENCE: Final = pa.DataFrameSchema(
    {
        "fingerprint": _text(),
        "role": _text(checks=pa.Check.isin(ROLES)),
        "doc": _text(),
        **_place(),
        "quote": _text(),
        "value": _optional_text(),
        "as_of": _date(),
        "fact_id": _optional_text(),
        "annotation": _text(),
    },
    strict=True,
)

UNREAD: Final = pa.DataFrameSchema(
    {
        "doc": _text(),
        **_place(),
        "section": _text(),
        "subject": _optional_text(),
        "sentence": _text(),
        "why": _text(),
    },
    strict=True,
)
"""Sentences that hold a quantity or a cue under a subject in focus, and gave neither fact nor decoy."""

REFERENCES: Final = pa.DataFrameSchema(
    {
        "doc": _text(),
        **_place(),
        "quote": _text(),
        "subject": _text(),
        "attribute": _text(),
        "value": _text(),
        "low": _number(),
        "high": _number(),
        "unit": _text(),
        "approx": _flag(),
        "scope": _text(),
        "valid_from": _date(),
        "valid_until": _date(),
        **{name: _optional_text() for name in ("source", "source_version", "approved_by", "owner")},
        "schema": _text(),
    },
    strict=True,
)
"""Agreed facts, one for each row of the tables that configuration names and for each schema that knows it."""


def facts_contract(dimensions: Iterable[str]) -> pa.DataFrameSchema:
    """The facts contract with one nullable text column for each scope dimension, nothing else allowed."""
    return _with_dimensions(tuple(dimensions))


@lru_cache(maxsize=8)
def _with_dimensions(names: tuple[str, ...]) -> pa.DataFrameSchema:
    return FACTS.add_columns({name: _optional_text() for name in names})


def table(contract: pa.DataFrameSchema, rows: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    """A table with the contract's columns, in its order and checked, from ``rows`` (none makes an empty table).

    Raises:
        pandera.errors.SchemaErrors: a row breaks the contract; all failures are listed.
    """
    names = list(contract.columns)
    data: dict[str, pd.Series[Any]] = {}
    for name in names:
        column = contract.columns[name]
        values = [row.get(name) for row in rows]
        dtype = "object" if str(column.dtype) == "object" else None
        data[name] = pd.Series(values, dtype=dtype if values else _empty_dtype(column))
    frame = pd.DataFrame(data, columns=names)
    return contract.validate(frame, lazy=True)


def _empty_dtype(column: pa.Column) -> Any:
    return "object" if str(column.dtype) == "object" else str(column.dtype)
