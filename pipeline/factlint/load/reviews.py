"""Reviews that a page lists in its front matter: of the page, of a section, or of single claims.

reviews:
  - {date: 2026-03-01, by: A. Lee, scope: page}
  - {date: 2026-05-20, by: A. Lee, scope: section, section: Side effects}
  - {date: 2026-06-02, scope: claims, claims: [isotretinoin treatment_duration], evidence: Trial report 2025}
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from factlint.pages import Review

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator

    from factlint.load.frontmatter import Entry
    from factlint.spans import Span

    Reader = Callable[[str], "tuple[dt.date | None, str]"]

MOST: Final = 200
_KEYS: Final = ("date", "by", "scope", "section", "claims", "evidence")
_SCOPES: Final = ("page", "section", "claims")
_CLAIM: Final = re.compile(r"[\w.+-]{1,100}( \w{1,100})?")
_WRITE: Final = "write a list of entries such as {date: 2026-03-01, by: A. Lee, scope: page}"


class _Bad(Exception):  # noqa: N818 - internal, says why
    def __init__(self, why: str, key: str = "") -> None:
        super().__init__(why)
        self.key = key


def read_reviews(
    entries: Iterable[Entry], headings: Iterable[str], read_date: Reader
) -> tuple[tuple[Review, ...], list[tuple[Span, str]]]:
    """The reviews, and what is wrong with the entries that are none; a bad entry costs itself alone.

    Args:
        entries: as they stand in the front matter.
        headings: of the page, its title among them.
        read_date: gives a date, or None and the problem.
    """
    known = {folded(heading) for heading in headings}
    reviews: list[Review] = []
    problems: list[tuple[Span, str]] = []
    for number, entry in enumerate(entries):
        try:
            if number >= MOST:
                raise _Bad(f"more than {MOST} of them (keep the latest of each section)")
            reviews.append(_review(entry, known, read_date))
        except _Bad as bad:
            problems.append((entry.places.get(bad.key, entry.place), f"reviews: {bad}"))
            if number >= MOST:
                break
    return tuple(reviews), problems


def folded(text: str) -> str:
    """A heading without regard to case and space."""
    return " ".join(text.casefold().split())


def _review(entry: Entry, headings: set[str], read_date: Reader) -> Review:
    if entry.problem:
        raise _Bad(f"{entry.problem} ({_WRITE})")
    for key in entry.values:
        if key not in _KEYS:
            raise _Bad(f"{key[:40]!r} is none of {', '.join(_KEYS)}", key)
    scope = _one(entry, "scope")
    if scope not in _SCOPES:
        what = f"{scope[:40]!r} is none of {', '.join(_SCOPES)}" if scope else "an entry has no scope"
        raise _Bad(f"{what} (write scope: page, section or claims)", "scope")
    for key in _SCOPES[1:]:
        if key in entry.values and key != scope:
            raise _Bad(f"{key} is given, and the scope is {scope} (write scope: {key})", key)
    date, problem = read_date(_one(entry, "date"))
    if date is None:
        raise _Bad(problem.replace("reviewed", "date", 1), "date")
    return Review(
        date=date,
        by=_one(entry, "by"),
        scope=scope,
        sections=tuple(_sections(entry, headings)) if scope == "section" else (),
        claims=tuple(_claims(entry)) if scope == "claims" else (),
        evidence=entry.values.get("evidence", ()),
        span=entry.places.get("claims", entry.place),
    )


def _one(entry: Entry, key: str) -> str:
    values = entry.values.get(key, ())
    if len(values) > 1:
        raise _Bad(f"{key} is a list (give one)", key)
    return values[0] if values else ""


def _sections(entry: Entry, headings: set[str]) -> Iterator[str]:
    names = entry.values.get("section", ())
    if not names:
        raise _Bad("an entry does not say of which section (write section: and the words of a heading)", "scope")
    for name in names:
        if folded(name) not in headings:
            raise _Bad(f"the page has no heading {name[:60]!r} (copy it from the page)", "section")
        yield folded(name)


def _claims(entry: Entry) -> Iterator[tuple[str, str]]:
    texts = entry.values.get("claims", ())
    if not texts:
        raise _Bad("an entry does not say of which claims (write claims: [subject attribute])", "scope")
    for text in texts:
        if not _CLAIM.fullmatch(text):
            raise _Bad(f"{text[:60]!r} is no claim (write the ids: subject, or subject attribute)", "claims")
        subject, _, attribute = text.partition(" ")
        yield subject, attribute
