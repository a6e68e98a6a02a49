"""A project's settings: what is read, how it is described, and what is reported."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

DEFAULT_REVIEW_MONTHS = 36


@dataclass(frozen=True)
class Collection:
    """A group of pages that share metadata and policy; the keys of ``[[collections]]``.

    Attributes:
        paths: gitwildmatch globs from the project root.
        metadata: documents columns that it sets (publisher, owner, ours, jurisdiction, authority ...).
        scope: default scope, dimension to concept id.
        review_months: how often its pages are to be reviewed.
        schemas: schema names or files; empty takes the project's.
        severity: rule code to severity.
    """

    paths: tuple[str, ...] = ("**",)
    metadata: Mapping[str, object] = field(default_factory=dict)
    scope: Mapping[str, str] = field(default_factory=dict)
    review_months: int | None = None
    schemas: tuple[str, ...] = ()
    severity: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Settings:
    """Everything configuration decides, with the defaults of a project that has none."""

    root: Path
    as_of: dt.date
    collections: tuple[Collection, ...] = ()
    schemas: tuple[str, ...] = ()
    review_months: int = DEFAULT_REVIEW_MONTHS
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, str] = field(default_factory=dict)
    fail_on: str = "error"
    min_confidence: float = 0.0
    baseline: Path | None = None
    exclude: tuple[str, ...] = ()
