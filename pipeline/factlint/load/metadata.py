"""A page's metadata: configuration first, then what the page says of itself, then its visible text."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from typing import TYPE_CHECKING, Any, Final

from factlint.jurisdiction import jurisdictions
from factlint.load.head import PAGE_TITLE
from factlint.load.labels import DATED, NEXT_REVIEW, DateLabels
from factlint.load.reviews import read_reviews
from factlint.pages import BlockKind, DateLabel, Metadata, Review
from factlint.project import LANGUAGE, VARIANT_KINDS
from factlint.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from factlint.load.draft import Draft

_COLUMNS: Final = frozenset(column.name for column in dataclasses.fields(Metadata)) - {"scope", "reviews"}
# A page cannot make itself a reference, or say whose it is.
_NOT_ITS_OWN: Final = frozenset({"authority", "ours", "copyright_year"})
_ALIASES: Final = {
    "lang": "language",
    "canonical": "url",
    "canonical_url": "url",
    "date": "published",
    "date_published": "published",
    "publish_date": "published",
    "last_reviewed": "reviewed",
    "last_review": "reviewed",
    "date_reviewed": "reviewed",
    "reviewed_on": "reviewed",
    "review_date": "reviewed",
    "reviewed_by": "reviewer",
    "lastmod": "revised",
    "updated": "revised",
    "last_updated": "revised",
    "date_updated": "revised",
    "modified": "revised",
    "last_modified": "revised",
    "date_modified": "revised",
    "review_due": "next_review",
    "review_by": "next_review",
    "next_review_date": "next_review",
    "next_review_due": "next_review",
}
_TIME_OF_DAY: Final = re.compile(r"(?:[T, ]*\d{1,2}:\d\d[\w:.+ -]{0,40})?")
_HEADINGS: Final = (BlockKind.TITLE, BlockKind.HEADING)
_STATUSES: Final = frozenset({"draft", "live", "archived"})


def own_columns(values: Mapping[str, str]) -> dict[str, str]:
    """What a page may say of itself, by column; the column's own name comes before its aliases."""
    return {column: values[key] for column, key in _own_keys(values).items()}


def stated_jurisdiction(configured: Mapping[str, object], given: Mapping[str, str]) -> str | None:
    """The jurisdiction of a page, by configuration or by what it says of itself; None where that is none."""
    own = own_columns(given).get("jurisdiction", "")
    return str(configured.get("jurisdiction") or "") or jurisdictions(own)


def work_out(
    draft: Draft,
    configured: Mapping[str, object],
    scope: Mapping[str, str],
    labels: Iterable[DateLabel],
    vocabulary: DateLabels,
) -> tuple[Metadata, tuple[tuple[Span, str], ...]]:
    """The metadata, and what could not be read of it."""
    problems: list[tuple[Span, str]] = []
    columns: dict[str, Any] = {"title": _title(draft)}
    columns.update({what: _newest(labels, what) for what in DATED})
    given = own_columns(draft.given)
    keys = _own_keys(draft.given)
    jurisdiction = stated_jurisdiction(configured, draft.given)
    for name, text in given.items():
        value, problem = _read(name, text, jurisdiction, vocabulary)
        if problem:
            problems.append((draft.keys.get(keys[name], Span(0, 0)), problem))
        else:
            columns[name] = value
    reviews, faults = _reviews(draft, jurisdiction, vocabulary)
    problems.extend(faults)
    columns["reviewed"] = max(filter(None, (columns.get("reviewed"), *_whole(reviews))), default=None)
    columns["copyright_year"] = vocabulary.copyright_year(labels, draft.prose)
    columns.update(_configured(configured, jurisdiction, vocabulary))
    kept = {name: value for name, value in columns.items() if value is not None}
    ordered = sorted(problems, key=lambda problem: problem[0].start)
    return Metadata(**kept, scope=tuple(sorted(scope.items())), reviews=reviews), tuple(ordered)


def _reviews(
    draft: Draft, jurisdiction: str | None, vocabulary: DateLabels
) -> tuple[tuple[Review, ...], list[tuple[Span, str]]]:
    headings = (draft.prose[each.start : each.end] for each in draft.blocks if each.kind in _HEADINGS)
    return read_reviews(draft.reviews, headings, lambda text: _date("reviewed", text, jurisdiction, vocabulary))


def _whole(reviews: Iterable[Review]) -> Iterator[dt.date]:
    """The days on which the page as a whole was reviewed; a part of it does not set its clock."""
    return (each.date for each in reviews if each.scope == "page")


def _own_keys(values: Mapping[str, str]) -> dict[str, str]:
    """The key that gives each column a page may set of itself."""
    named = {_ALIASES[key]: key for key in reversed(list(values)) if key in _ALIASES}
    named.update({key: key for key in values if key in _COLUMNS})
    return {column: key for column, key in named.items() if values[key] and column not in _NOT_ITS_OWN}


def _title(draft: Draft) -> str | None:
    for block in draft.blocks[:50]:
        if block.kind is BlockKind.TITLE:
            return " ".join(draft.prose[block.start : block.end].split())
    return draft.given.get(PAGE_TITLE) or None


def _newest(labels: Iterable[DateLabel], what: str) -> dt.date | None:
    return max((label.date for label in labels if label.what == what and label.date), default=None)


def _read(name: str, text: str, jurisdiction: str | None, vocabulary: DateLabels) -> tuple[object, str]:
    """The value of a column and "", or None and why there is none."""
    if name in DATED:
        return _date(name, text, jurisdiction, vocabulary)
    if name == "status" and text.lower() not in _STATUSES:
        return None, f"status: {text[:40]!r} is none of {', '.join(sorted(_STATUSES))}"
    if name == "jurisdiction":
        codes = jurisdictions(text)
        what = "code of a country or region (write it as GB or CA-ON, several as [GB, IE])"
        return codes, "" if codes else f"{name}: {text[:40]!r} is no {what}"
    if name == "variant_kind":
        kind = "-".join(text.lower().replace("-", " ").split())
        known = kind in VARIANT_KINDS
        return (kind, "") if known else (None, f"{name}: {text[:40]!r} is none of {', '.join(VARIANT_KINDS)}")
    if name == "language" and not re.fullmatch(LANGUAGE, text.replace("_", "-")):
        return None, f"{name}: {text[:40]!r} is no code of a language (write it as en or en-GB)"
    return text.lower() if name == "status" else " ".join(text.split()), ""


def _date(name: str, text: str, jurisdiction: str | None, vocabulary: DateLabels) -> tuple[dt.date | None, str]:
    text = text.strip()
    reading = vocabulary.dates.read(text, 0, jurisdiction, last=name == NEXT_REVIEW)
    if reading and not _TIME_OF_DAY.fullmatch(text, reading.end):
        reading = None
    if reading and reading.date:
        return reading.date, ""
    why = "may be read in two ways" if reading and reading.problem == "ambiguous" else "is no date"
    return None, f"{name}: {text[:40]!r} {why} (write it as YYYY-MM-DD)"


def _configured(
    configured: Mapping[str, object], jurisdiction: str | None, vocabulary: DateLabels
) -> dict[str, object]:
    """What configuration sets; a date may be its text."""
    columns = {name: value for name, value in configured.items() if name in _COLUMNS}
    for name in DATED:
        value = columns.get(name)
        if isinstance(value, dt.datetime):
            columns[name] = value.date()
        elif isinstance(value, str):
            columns[name] = _read(name, value, jurisdiction, vocabulary)[0]
    return columns
