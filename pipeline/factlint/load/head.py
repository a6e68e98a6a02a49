"""What the head of an HTML page says about the page."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factlint.load.tags import Tag

PAGE_TITLE: Final = "page_title"  # the title element: for people, after any heading of the page itself
_MOST: Final = 500  # characters of one value

# Names of meta elements, the ones that are taken first before the others, to documents columns.
_META: Final = {
    "dcterms.reviewed": "reviewed",
    "last-reviewed": "reviewed",
    "lastreviewed": "reviewed",
    "article:modified_time": "revised",
    "dcterms.modified": "revised",
    "dc.date.modified": "revised",
    "last-modified": "revised",
    "og:updated_time": "revised",
    "article:published_time": "published",
    "dcterms.issued": "published",
    "dcterms.created": "published",
    "dc.date.issued": "published",
    "dc.date.created": "published",
    "dc.date": "published",
    "dcterms.date": "published",
    "og:site_name": "publisher",
    "dcterms.publisher": "publisher",
    "dc.publisher": "publisher",
    "author": "owner",
    "dcterms.creator": "owner",
    "dc.creator": "owner",
    "dcterms.language": "language",
    "dc.language": "language",
    "og:url": "url",
    "og:title": PAGE_TITLE,
}


def read_head(elements: Iterable[tuple[Tag, str]]) -> dict[str, str]:
    """Documents columns, and PAGE_TITLE, from the html, title, meta and link elements with their text."""
    given: dict[str, str] = {}
    named: dict[str, str] = {}
    for tag, text in elements:
        attributes = tag.attributes
        if tag.name == "html":
            given.setdefault("language", attributes.get("lang") or attributes.get("xml:lang") or "")
        elif tag.name == "title":
            given[PAGE_TITLE] = given.get(PAGE_TITLE) or _plain(html.unescape(text))
        elif tag.name == "link" and "canonical" in attributes.get("rel", "").lower().split():
            given.setdefault("url", attributes.get("href", ""))
        elif tag.name == "meta":
            name = attributes.get("property") or attributes.get("name") or attributes.get("http-equiv") or ""
            named.setdefault(name.strip().lower(), _plain(attributes.get("content", "")))
    for name, column in _META.items():
        if not given.get(column) and named.get(name):
            given[column] = named[name]
    return {column: value for column, value in given.items() if value}


def _plain(text: str) -> str:
    return " ".join(text[:_MOST].split())
