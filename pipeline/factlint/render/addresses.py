"""Which links from pages and configuration may be followed from a report."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

_LONGEST_LINK: Final = 2_000  # characters; a spreadsheet takes 2,083


def address(url: object) -> str:
    """An address on the web that may be followed; "" for any other, as that of a program or of a file elsewhere."""
    if not isinstance(url, str) or len(url) > _LONGEST_LINK or not url.isprintable() or " " in url:
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme.lower() in ("http", "https") and parts.hostname else ""


def source(link: str) -> str:
    """Where a page's source is, on the web or as a path from the workbook; "" for anything else."""
    if "://" in link or link.startswith("//"):
        return address(link)
    return link if len(link) <= _LONGEST_LINK and ":" not in link.partition("/")[0] else ""
