"""The keys a configuration may have and the kinds of value they take."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from factlint.jurisdiction import jurisdictions
from factlint.project import LANGUAGE

MAX_GLOB: Final = 500
MAX_ENTRIES: Final = 1000

EXAMPLES: Final = {
    "sources": 'sources = ["pages"]',
    "exclude": 'exclude = ["drafts/**"]',
    "schemas": 'schemas = ["factlint:paediatric-oncology"]',
    "as_of": "as_of = 2026-01-31",
    "fail_on": 'fail_on = "error"',
    "min_confidence": "min_confidence = 0.5",
    "select": 'select = ["C101", "I"]',
    "ignore": 'ignore = ["O105"]',
    "severity": 'severity = {C105 = "warning"}',
    "review_every": 'review_every = "3 years"',
    "baseline": 'baseline = "factlint-baseline.json"',
    "decisions": 'decisions = "factlint-decisions.yaml"',
    "approvers": 'approvers = ["A. Lee"]',
    "hide_at_most": 'hide_at_most = "2 years"',
    "hide_high_risk_at_most": 'hide_high_risk_at_most = "6 months"',
    "references": 'references = ["reference/agreed.csv"]',
    "evidence": 'evidence = "reference/evidence.yaml"',
    "source_url": 'source_url = "https://git.example.org/pages/blob/main/{path}#L{line}"',
    "rules": '[rules.O106] with max_age = "10 years"',
    "collections": '[[collections]] with paths = ["uk/**"]',
    "paths": 'paths = ["uk/**"]',
    "ours": "ours = false",
    "authority": 'authority = "reference"',
    "status": 'status = "live"',
    "variant_kind": 'variant_kind = "easy-read"',
    "jurisdiction": 'jurisdiction = "GB"',
    "language": 'language = "en-GB"',
    "url": 'url = "https://example.org/page"',
    "edit_url": 'edit_url = "https://example.org/edit"',
}


def parse_months(text: object) -> int:
    """The months in text such as ``2 years``.

    Raises:
        ValueError: it is no such text.
    """
    match = re.fullmatch(r"(\d{1,4}) (month|year)s?", text.strip()) if isinstance(text, str) else None
    if not match or int(match[1]) == 0:
        raise ValueError("should be a number of years or months")
    return int(match[1]) * (12 if match[2] == "year" else 1)


def parse_date(text: str) -> dt.date | None:
    """The date that ISO text such as ``2026-01-31`` spells; None where it spells none."""
    try:
        return dt.date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None
    except ValueError:
        return None


def _date(value: object) -> dt.date:
    if isinstance(value, str):
        value = parse_date(value)
    if isinstance(value, dt.datetime) or not isinstance(value, dt.date):
        raise ValueError("should be a date such as 2026-01-31")
    return value


def _glob(text: object) -> object:
    if isinstance(text, str) and (not text.strip() or len(text) > MAX_GLOB or text.strip() in {"!", "\\"}):
        raise ValueError(f"should be a glob of 1 to {MAX_GLOB} characters")
    return text


def _jurisdiction(given: object) -> object:
    texts = given if isinstance(given, list) else [given]
    codes = jurisdictions(text for text in texts if isinstance(text, str))
    if codes is None or not all(isinstance(text, str) for text in texts):
        raise ValueError("does not have the right form (a code such as GB or CA-ON, or a list of codes)")
    return codes


Months = Annotated[int, BeforeValidator(parse_months)]
Date = Annotated[dt.date, BeforeValidator(_date)]
Glob = Annotated[str, BeforeValidator(_glob)]
Jurisdiction = Annotated[str, BeforeValidator(_jurisdiction)]
Language = Annotated[str, Field(pattern=LANGUAGE)]
Url = Annotated[str, Field(pattern=r"^https?://\S+$")]
SOURCE_URL: Final = r"^https?://[^\s{}]*\{path\}(?:[^\s{}]|\{line\})*$"
SourceUrl = Annotated[str, Field(pattern=SOURCE_URL)]
Level = Literal["error", "warning", "info"]
LevelOrOff = Literal["error", "warning", "info", "off"]


class CollectionModel(BaseModel):
    """One of ``[[collections]]``; a key that is not listed here is a default scope dimension."""

    model_config = ConfigDict(extra="allow", strict=True, frozen=True)
    __pydantic_extra__: dict[str, str] = Field(init=False)

    paths: list[Glob] = Field(min_length=1, max_length=MAX_ENTRIES)
    name: str | None = None
    ours: bool | None = None
    publisher: str | None = None
    owner: str | None = None
    reviewer: str | None = None
    jurisdiction: Jurisdiction | None = None
    language: Language | None = None
    audience: str | None = None
    authority: Literal["reference", "normal", "low"] | None = None
    status: Literal["draft", "live", "archived"] | None = None
    family: str | None = None
    variant_of: str | None = None
    variant_kind: Literal["pdf", "print", "translation", "easy-read", "summary"] | None = None
    url: Url | None = None
    edit_url: Url | None = None
    review_every: Months | None = None
    schemas: list[str] = []
    severity: dict[str, LevelOrOff] = {}
    rules: dict[str, dict[str, Any]] = {}

    @property
    def scope(self) -> Mapping[str, str]:
        """Default scope: dimension to concept id, as written."""
        return self.__pydantic_extra__


class ConfigModel(BaseModel):
    """The keys at the top of a configuration."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    sources: list[str] | None = Field(default=None, min_length=1)
    exclude: list[Glob] = Field(default=[], max_length=MAX_ENTRIES)
    schemas: list[str] = []
    as_of: Date | None = None
    fail_on: Level | None = None
    min_confidence: float | None = Field(default=None, ge=0, le=1)
    select: list[str] = []
    ignore: list[str] = []
    severity: dict[str, LevelOrOff] = {}
    review_every: Months | None = None
    baseline: str | None = None
    decisions: str | None = None
    approvers: list[str] = []
    hide_at_most: Months | None = None
    hide_high_risk_at_most: Months | None = None
    references: list[str] = Field(default=[], max_length=MAX_ENTRIES)
    evidence: str | None = None
    source_url: SourceUrl | None = None
    rules: dict[str, dict[str, Any]] = {}
    collections: list[CollectionModel] = Field(default=[], max_length=MAX_ENTRIES)


COLLECTION_KEYS: Final = frozenset(CollectionModel.model_fields)
