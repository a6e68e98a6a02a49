"""The year in which what is cited was published, told by where it stands; any other year is none."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from factlint.extract.cited_words import CitationWords

_MOST: Final = 20  # years of one citation that are looked at
# No part of a range, a page number after a colon, a fraction, or a longer number.
_YEAR: Final = re.compile(r"(?<![\w./–—:+#-])((?:18|19|20)\d\d)[a-z]?(?![\w/]|[-–—]\d|\.\d|\s?[-–]\s?\d)")
_OPEN: Final = re.compile(r"[^()]{0,40}\)")
_BEGUN: Final = re.compile(r"\((?:[^()]{0,80}[\s,;:])?$")
_VOLUME: Final = re.compile(
    r"\s?;\s?[\w(]|\s?[,:]?\s?(?:[A-Za-z]{3}\.?(?:\s\d{1,2})?;)?\d{1,4}\s?[(:]|\s?,\s?\d{1,4}\s?,\s?(?:pp?\b|\d)"
)
_ENDS: Final = re.compile(r"\s?(?:[.,;:)\]]|$|[\x01\x02]|\(|[-–—]\s)|\s(?=[A-Z][a-z]{2}\b(?:\s\d|;))")
_CLOSED: Final = ".,;:)]?!–—-\x01\x02"
VOLUME, NAMED, ISSUED, ALONE, LISTED = 5, 4, 3, 2, 1


def publication_year(text: str, words: CitationWords) -> int | None:
    """The year whose place says most clearly that it is the year of publication.

    None where there is none, or where two years stand in places of equal worth.
    """
    ranked: dict[int, set[int]] = {}
    for match in islice(_YEAR.finditer(text), _MOST):
        rank = _rank(text, match, words)
        if rank:
            ranked.setdefault(rank, set()).add(int(match[1]))
    best = ranked.get(max(ranked, default=0), set())
    return best.pop() if len(best) == 1 else None


def _rank(text: str, match: re.Match[str], words: CitationWords) -> int:
    before = text[max(0, match.start() - 120) : match.start()]
    dated = words.date.search(before)
    before = (before[: dated.start()] if dated else before).rstrip()
    issued = words.issued.search(before)
    before = before[: issued.start()].rstrip() if issued else before
    if _BEGUN.search(before) and _OPEN.match(text, match.end()):
        return _in_brackets(text, match, before)
    if _VOLUME.match(text, match.end()) and not before.endswith("("):
        return VOLUME
    if not _ENDS.match(text, match.end()):
        return 0
    if not before:
        return ALONE
    if before[-1] in _CLOSED:
        return ISSUED if before[-1] == ";" else LISTED if before[-1] == "," else ALONE
    return ISSUED if _journal_before(before, words) else ALONE if dated and dated.start() == 0 else 0


def _in_brackets(text: str, match: re.Match[str], before: str) -> int:
    """A year after the names or at the very start is the year; one elsewhere may be."""
    start = text.rfind("(", 0, match.start())
    early = start < 200 and not re.search(r"[a-z]{4,}[.?!]\s", text[:start])
    return NAMED if before.endswith("(") and (early or not start) else ISSUED


def _journal_before(before: str, words: CitationWords) -> bool:
    """Whether the words before, back to the last stop, are the name of a journal: "N Engl J Med"."""
    return words.names_journal(re.split(r"[.;:?!]\s", before)[-1].rpartition(", ")[2])
