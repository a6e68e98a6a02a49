"""Text written line by line, with the place in the source of each character."""

from __future__ import annotations

import re
from typing import Final

from factlint.load.tags import entity_at
from factlint.spans import Span

_PART: Final = re.compile(r"(?P<space>\s+)|(?P<words>[^\s&]++(?: [^\s&]++)*+)|&")
_UNSEEN: Final = frozenset("\u00ad\u200b\u2060\ufeff")  # soft hyphens and the like, which part words for a matcher
_INDEX: Final = re.compile(r"[\[(]?[\d,*†‡§–-]{1,8}[\])]?|\[[^\]]{1,3}\]")
_WORD_END: Final = re.compile(r"[^\W\d_]*\Z")
_LONGEST_SYMBOL: Final = 2  # letters of what a raised digit may belong to: m, cm, Ca


class TextBuffer:
    """The text so far, and the line being written."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._text: list[str] = []
        self._offsets: list[int] = []
        self._blank: list[Span] = []  # raised numbers that are no part of their word
        self._line: list[str] = []
        self._line_offsets: list[int] = []
        self._raised: int | None = None
        self.bold_letters = 0

    def add(self, start: int, end: int, bold: bool) -> None:
        """Adds source text: entities decoded, white space in one."""
        place, source = start, self._source
        while place < end:
            match = _PART.match(source, place, end)
            if match is None:  # never: the branches cover every character
                return
            if match["space"]:
                self.space(" ", place)
                place = match.end()
            elif match["words"]:
                self._put(match["words"], range(place, match.end()), bold)
                place = match.end()
            else:
                decoded, place_after = entity_at(source, place, end)
                if decoded.isspace():
                    self.space(" ", place)
                else:
                    self._put(decoded, [place] * len(decoded), bold)
                place = place_after

    def _put(self, text: str, offsets: range | list[int], bold: bool) -> None:
        if not text.isascii() and not _UNSEEN.isdisjoint(text):
            kept = [(char, offset) for char, offset in zip(text, offsets, strict=True) if char not in _UNSEEN]
            text, offsets = "".join(char for char, _ in kept), [offset for _, offset in kept]
        if text:
            self._line.append(text)
            self._line_offsets.extend(offsets)
            self.bold_letters += len(text) if bold else 0

    def space(self, char: str, offset: int) -> None:
        """Adds a space or a line break, unless there is one already or the line has not begun."""
        if self._line and not self._line[-1].isspace():
            self._line.append(char)
            self._line_offsets.append(offset)
        elif self._line and char == "\n":
            self._line[-1] = char

    def start_raised(self) -> None:
        """What follows is superscript."""
        self._raised = len(self._line)

    def end_raised(self) -> None:
        """Superscript ends; a number after a whole word is a reference mark, not to be read."""
        first, self._raised = self._raised, None
        if first is None or first > len(self._line):
            return
        raised, before = "".join(self._line[first:]), "".join(self._line[max(0, first - 3) : first])
        word = _WORD_END.search(before)
        symbol = bool(word and 0 < len(word.group()) <= _LONGEST_SYMBOL)
        if raised and before and not symbol and _INDEX.fullmatch(raised.strip()):
            start = len(self._offsets) + len(self._line_offsets) - len(raised)
            self._blank.append(Span(start, start + len(raised)))

    def peek(self) -> str:
        """The line, without white space around it."""
        return "".join(self._line).strip()

    def take(self) -> Span:
        """Ends the line and keeps it; returns where it stands in the text."""
        while self._line and self._line[-1].isspace():
            self._line.pop()
            self._line_offsets.pop()
        start = len(self._offsets)
        self._text.extend(self._line)
        self._offsets.extend(self._line_offsets)
        end = len(self._offsets)
        self._text.append("\n")
        self._offsets.append(self._offsets[-1] if self._offsets else 0)
        self._clear()
        return Span(start, end)

    def drop(self) -> None:
        """Ends the line and forgets it."""
        kept = len(self._offsets)
        while self._blank and self._blank[-1].start >= kept:
            self._blank.pop()
        self._clear()

    def _clear(self) -> None:
        self._line, self._line_offsets, self._raised, self.bold_letters = [], [], None, 0

    def finish(self) -> tuple[str, str, tuple[int, ...]]:
        """Text, prose and offsets."""
        text = "".join(self._text)
        prose, place = [], 0
        for span in self._blank:
            prose += [text[place : span.start], " " * (span.end - span.start)]
            place = span.end
        return text, "".join([*prose, text[place:]]), tuple(self._offsets)
