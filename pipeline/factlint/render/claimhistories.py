"""The values that a claim has had, as a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from factlint.claimvalues import Held, History, Moment
from factlint.render.cells import plain
from factlint.render.listing import Listing
from factlint.render.overview import counted
from factlint.wording import attribute_name, scope_words, value_words

if TYPE_CHECKING:
    from factlint.domain import Domain
    from factlint.render.base import Options

SHORT: Final = 10  # digits of a hash
_COLUMNS: Final = (
    *("page", "schema", "subject", "attribute", "scope", "value", "modality", "approx"),
    *("since", "since_commit", "since_cut", "until", "until_commit", "doc", "line", "column", "quote"),
)
_NOW: Final = "stands"


def listing(subject: str, found: History, domains: Mapping[str, Domain], options: Options) -> Listing:
    """The values of the claims about ``subject``, by page and claim, oldest first."""
    rows = [_row(each, domains[each.claim.schema], options) for each in found.rows]
    head = {"subject": subject, "cut_at": [each.commit for each in found.cuts]}
    people = ("where", "appeared", "went", "claim", "said", "limits")
    return Listing("values", _COLUMNS, rows, people, head, list(_foot(subject, found)))


def _row(each: Held, domain: Domain, options: Options) -> dict[str, Any]:
    claim = each.claim
    row: dict[str, Any] = {"page": plain(each.latest), "doc": plain(each.page), "subject": each.subject}
    row |= {name: getattr(claim, name) for name in ("schema", "attribute", "scope", "value", "modality", "approx")}
    row |= {"line": each.line, "column": each.column, "quote": plain(each.quote)}
    row |= {"since": each.since.date, "since_commit": each.since.commit, "since_cut": each.since.cut}
    row |= {"until": each.until.date if each.until else None, "until_commit": each.until.commit if each.until else None}
    words = value_words(each.value, domain)
    row["said"] = words if claim.modality == "asserted" else f"{words} ({claim.modality})"
    row["claim"] = attribute_name(domain.attributes[claim.attribute])
    limits = [(name, concept) for name, _, concept in (part.partition("=") for part in claim.scope.split(";") if part)]
    row["limits"] = scope_words(domain, limits)
    row["where"] = options.path(each.latest)
    return row | {"appeared": _told(each.since), "went": _told(each.until) if each.until else _NOW}


def _told(moment: Moment) -> str:
    return f"{moment.date} {moment.commit[:SHORT]}{' or before' if moment.cut else ''}"


def _foot(subject: str, found: History) -> Iterator[str]:
    pages = {each.latest for each in found.rows}
    standing = sum(each.until is None for each in found.rows)
    values = counted(len(found.rows), "value")
    yield f"{values} of {subject} on {counted(len(pages), 'page')}; {standing:,} stand at HEAD"
    for each in found.cuts:
        yield f"history is cut at {_told(each._replace(cut=False))}: this clone is shallow (git fetch --unshallow)"
