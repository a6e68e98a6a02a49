"""Who speaks: what the comparison needs to know of the pages."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping


class Source(NamedTuple):
    """One page, as a voice.

    Attributes:
        doc: the page.
        ours: whether we can change it.
        authority: reference, normal or low.
        live: whether it is neither a draft nor archived.
    """

    doc: str
    ours: bool = True
    authority: str = "normal"
    live: bool = True


def sources(documents: pd.DataFrame) -> Mapping[str, Source]:
    """The pages of the documents table by their id."""
    columns = zip(*(documents[name] for name in ("doc", "ours", "authority", "status")), strict=True)
    return {
        str(doc): Source(str(doc), bool(ours), str(authority), status == "live")
        for doc, ours, authority, status in columns
    }


def day(value: object) -> dt.date | None:
    """A cell of a date column; the ways in which a table leaves one empty are all None."""
    if isinstance(value, dt.datetime):
        return None if pd.isna(value) else value.date()
    return value if isinstance(value, dt.date) else None
