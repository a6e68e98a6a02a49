"""Where sentences begin and end, with one regular expression for the stops and a few checks on each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from factlint.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

# Stops, what closes with them, then white space, the end, or the next sentence glued on ("child.This").
_STOP: Final = re.compile(
    r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+"
    r"(?:(?=\s)|\Z|(?<=[^\W\d_][^\W\d_][.!?])(?=[A-Z][a-z]+[\s,’'])(?!(?:Net|Com|Org|Gov|Edu|Info)\b))"
)
_OPENING: Final = re.compile(r"\s*+[\"'“‘«(\[]*+")
_WORD_BEFORE: Final = re.compile(r"[^\s(\[\"“‘']*\Z")
_INITIAL: Final = re.compile(r"\s?[A-Z]\.")
_LOOK_BACK: Final = 40
_BULLETS: Final = "•◦▪●"
_DIGIT_ONLY: Final = " #"  # marks an abbreviation that is one only before a number: "no #"


def split_sentences(prose: str, start: int, end: int, abbreviations: frozenset[str]) -> list[Span]:
    """The sentences of one block, white space around each left out; a line break in it is a space.

    Args:
        prose: the page's prose.
        start: first character of the block.
        end: one past its last.
        abbreviations: lower-case, without their last stop; ``no #`` holds only before a number.

    Returns:
        Spans in order, in characters of ``prose``; none is empty.
    """
    spans: list[Span] = []
    begin = start
    for stop in _sentence_ends(prose, start, end, abbreviations):
        _append_trimmed(spans, prose, begin, stop)
        begin = stop
    _append_trimmed(spans, prose, begin, end)
    return spans


def _append_trimmed(spans: list[Span], prose: str, start: int, end: int) -> None:
    text = prose[start:end]
    left = len(text) - len(text.lstrip())
    text = text.strip()
    if text:
        spans.append(Span(start + left, start + left + len(text)))


def _sentence_ends(prose: str, start: int, end: int, abbreviations: frozenset[str]) -> Iterator[int]:
    begin = start
    for match in _STOP.finditer(prose, start, end):
        if _ends(prose, begin, match, end, abbreviations):
            begin = match.end()
            yield begin


def _ends(prose: str, begin: int, match: re.Match[str], end: int, abbreviations: frozenset[str]) -> bool:
    opening = _OPENING.match(prose, match.end(), end)
    after = opening.end() if opening else match.end()
    if after >= end:
        return True
    following = prose[after]
    if following.islower():
        return False  # "e.g. fever", "wait ... and see", "'Why?' she asked"
    if not (following.isalnum() or following in _BULLETS):
        return after > match.end() and prose[match.start()] in "!?"
    if prose[match.start()] != "." or (match.end() - match.start() > 1 and prose[match.start() + 1] == "."):
        return True
    return not _abbreviated(prose, begin, match.start(), following, abbreviations)


def _abbreviated(prose: str, begin: int, stop: int, following: str, abbreviations: frozenset[str]) -> bool:
    """Whether the word before the stop at ``stop`` needs it for itself."""
    first = max(begin, stop - _LOOK_BACK)
    found = _WORD_BEFORE.search(prose[first:stop])
    word = found.group() if found else ""
    small = word.lower()
    if small in abbreviations or (following.isdigit() and small + _DIGIT_ONLY in abbreviations):
        return True
    if "." in word:  # U.S., D.C.; a lower-case one ("8 a.m.") may end a sentence
        return word[-2:-1] == "." and word[0].isupper()
    if len(word) == 1 and word.isupper():
        return _is_initial(prose[first : stop - 1], prose[stop + 1 : stop + 5])
    return word.isdigit() and len(word) < 3 and not prose[first : stop - len(word)].strip()  # "1. Take ..."


def _is_initial(before: str, after: str) -> bool:
    """Whether a capital between them is of a name: "J. Smith" and "A. B. Lee", not "hepatitis B. It"."""
    words = before.split()
    return bool(_INITIAL.match(after)) or not words or not (words[-1].islower() and len(words[-1].strip("().,")) > 1)
