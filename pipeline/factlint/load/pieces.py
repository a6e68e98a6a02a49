"""Plain text in pieces: which lines belong together, and what each piece looks like by itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from factlint.load.columns import rows_of
from factlint.load.lines import (
    Line,
    bullet_of,
    goes_on,
    is_capitals,
    is_lone_bullet,
    is_sentence,
    looks_like_heading,
    marked_heading,
    pair_of,
    underline,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factlint.load.grid import Cell
    from factlint.load.labels import DateLabels

LONG: Final = 200  # a longer line is running text, whatever it looks like
_SIGNS: Final = ("•·∙●", "◦○o", "▪■□‣➢►", "-–—", "*")
_FAMILIES: Final = {sign: str(number) for number, signs in enumerate(_SIGNS) for sign in signs}


class Kind(Enum):
    """What a piece of text is, as far as its own lines tell."""

    TEXT = auto()
    HEADING = auto()
    MAYBE = auto()  # a heading if text follows
    ITEM = auto()
    PAIR = auto()  # label and value on one line
    LABEL = auto()
    VALUE = auto()
    TABLE = auto()
    MARK = auto()  # a heading mark by itself; the next line is the heading


@dataclass(slots=True)
class Piece:
    """Lines that belong together.

    Attributes:
        kind: what it is.
        start: first character.
        end: one past the last.
        line: its first line.
        level: of a heading.
        family: of an item's mark.
        value: where the value of a pair begins.
        rows: of a table.
        headed: whether a table has a header row.
        titular: whether the line looks like a heading by itself.
    """

    kind: Kind
    start: int
    end: int
    line: Line
    level: int = 0
    family: str = ""
    value: int = 0
    rows: list[list[Cell]] = field(default_factory=list)
    headed: bool = False
    titular: bool = False


def pieces_of(text: str, lines: Sequence[Line], width: int, words: DateLabels) -> list[Piece]:
    """The pieces of lines that have no blank one between them; ``width`` as in goes_on."""
    return _Chunk(text, lines, width, words).pieces()


class _Chunk:
    """Lines without a blank one between them."""

    def __init__(self, text: str, lines: Sequence[Line], width: int, words: DateLabels) -> None:
        self._text, self._lines, self._width, self._words = text, lines, width, words
        self._pieces: list[Piece] = []
        self._lone_bullet: Line | None = None

    def pieces(self) -> list[Piece]:
        table = rows_of(self._text, self._lines)
        if table:
            first, last = self._lines[0], self._lines[-1]
            return [Piece(Kind.TABLE, first.start, last.end, first, rows=table[0], headed=table[1])]
        for index, line in enumerate(self._lines):
            self._add(index, line)
        return self._pieces

    def _add(self, index: int, line: Line) -> None:
        text = self._text
        marked = marked_heading(text, line)
        if marked:
            level, start, end = marked
            kind = Kind.HEADING if end > start else Kind.MARK
            self._pieces.append(Piece(kind, start, end, line, level))
        elif sign := underline(text, line):
            self._underline(sign)
        elif is_lone_bullet(text, line):
            self._lone_bullet = line
        elif bullet := bullet_of(text, line):
            titular = bullet.family == "1" and len(self._lines) == 1 and looks_like_heading(text, line, self._words)
            family = _FAMILIES.get(bullet.family, bullet.family)
            self._pieces.append(Piece(Kind.ITEM, bullet.text, line.end, line, family=family, titular=titular))
        elif self._lone_bullet:
            self._pieces.append(Piece(Kind.ITEM, line.start, line.end, self._lone_bullet, family="0"))
            self._lone_bullet = None
        elif not self._joined(index, line):
            self._pieces.append(self._fresh(index, line))

    def _underline(self, sign: str) -> None:
        last = self._pieces[-1] if self._pieces else None
        if last and last.kind in (Kind.TEXT, Kind.MAYBE) and last.end == last.line.end and sign in "=-~":
            text = self._text
            if last.end - last.start < LONG and not is_sentence(text, last.start, last.end):
                last.kind, last.level = Kind.HEADING, 1 if sign == "=" else 2

    def _joined(self, index: int, line: Line) -> bool:
        """Adds ``line`` to the piece above it where it continues it."""
        last = self._pieces[-1] if self._pieces else None
        if last is None or index == 0 or last.kind not in (Kind.TEXT, Kind.MAYBE, Kind.ITEM, Kind.PAIR):
            return False
        if last.kind is Kind.ITEM:
            on = line.indent > last.line.indent or not self._text[line.start].isupper()
        else:
            on = goes_on(self._text, self._lines[index - 1], line, self._width)
        if on:
            last.end = line.end
            last.kind = Kind.ITEM if last.kind is Kind.ITEM else Kind.TEXT
        return on

    def _fresh(self, index: int, line: Line) -> Piece:
        text = self._text
        piece = Piece(Kind.TEXT, line.start, line.end, line)
        if line.end - line.start > LONG:
            return piece
        piece.titular = looks_like_heading(text, line, self._words) and self._stands_alone(index, line)
        pair = pair_of(text, line)
        if pair:
            piece.kind, piece.value = Kind.PAIR, pair[1]
        elif piece.titular:
            piece.kind = Kind.MAYBE
        return piece

    def _stands_alone(self, index: int, line: Line) -> bool:
        """Whether nothing, or a paragraph, follows right below a chunk's first line."""
        if index > 0:
            return False
        if len(self._lines) == 1:
            return True
        below = self._lines[1]
        if bullet_of(self._text, below) or is_lone_bullet(self._text, below):
            return is_capitals(self._text, line)
        return not goes_on(self._text, line, below, self._width) and (
            is_sentence(self._text, below.start, below.end)
            or below.end - below.start > 1.5 * (line.end - line.start)
            or bool(pair_of(self._text, below))
        )
