"""Who speaks: what the comparison needs to know of the pages."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pandas as pd

from factlint.compare.months import months_later

if TYPE_CHECKING:
    from collections.abc import Mapping


_COLUMNS: Final = ["doc", "ours", "authority", "status", "reviewed", "revised", "published"]


class Source(NamedTuple):
    """One page, as a voice.

    Attributes:
        doc: the page.
        ours: whether we can change it.
        authority: reference, normal or low.
        live: whether it is neither a draft nor archived.
        dated: the day that it was revised, else published, where the page as a whole has no review.
    """

    doc: str
    ours: bool = True
    authority: str = "normal"
    live: bool = True
    dated: dt.date | None = None


def sources(documents: pd.DataFrame) -> Mapping[str, Source]:
    """The pages of the documents table by their id."""
    return {
        str(page["doc"]): Source(
            str(page["doc"]),
            bool(page["ours"]),
            str(page["authority"]),
            page["status"] == "live",
            None if day(page["reviewed"]) else day(page["revised"]) or day(page["published"]),
        )
        for page in documents[_COLUMNS].to_dict("records")
    }


def review_due(page: Mapping[Any, Any], months: int) -> dt.date | None:
    """The day on which a page is to be reviewed again: the earlier of what policy and the page itself say.

    Args:
        page: a row of the documents table.
        months: how long a review, or else a revision, is good for.

    Returns:
        None for a page without any such date.
    """
    last, named = day(page["reviewed"]) or day(page["revised"]), day(page["next_review"])
    by_policy = months_later(last, months) if last else None
    return min(filter(None, (by_policy, named)), default=None)


def day(value: object) -> dt.date | None:
    """A cell of a date column; the ways in which a table leaves one empty are all None."""
    if isinstance(value, dt.datetime):
        return None if pd.isna(value) else value.date()
    return value if isinstance(value, dt.date) else None
