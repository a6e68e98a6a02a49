"""Plain text: headings, lists, pairs and paragraphs told apart by their layout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final

from factlint.load.columns import rows_of
from factlint.load.draft import Draft, Outline
from factlint.load.grid import Cell, add_table
from factlint.load.labels import DateLabels
from factlint.load.lines import (
    Line,
    bullet_of,
    goes_on,
    is_capitals,
    is_lone_bullet,
    is_sentence,
    lines_of,
    looks_like_heading,
    marked_heading,
    number_depth,
    pair_of,
    underline,
)
from factlint.pages import BlockKind

_LONG: Final = 200  # a longer line is running text, whatever it looks like
_FAMILIES: Final = {
    sign: number for number, signs in enumerate(("•·∙●", "◦○o", "▪■□‣➢►", "-–—", "*")) for sign in signs
}
_OUTLIERS: Final = 20  # one line in so many may be longer than the width the text was broken to
_TITLE_WITHIN: Final = 4  # pieces


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


def read(source: str, words: DateLabels) -> Draft:
    """Reads a plain text; every character stays where it is."""
    lines = list(_without_furniture(source, lines_of(source), words))
    width = _width(lines)
    pieces = [piece for chunk in _chunks(lines) for piece in _Chunk(source, chunk, width, words).pieces()]
    pieces = _settled(source, pieces, words)
    return Draft(source, source, _outlined(source, pieces).finish(source))


def _without_furniture(text: str, lines: Sequence[Line], words: DateLabels) -> Iterator[Line]:
    gap = False
    for line in lines:
        short = line.end - line.start < 40
        if short and " ".join(text[line.start : line.end].lower().split()) in words.boilerplate:
            gap = True
            continue
        yield line._replace(gap=True) if gap else line
        gap = False


def _width(lines: Sequence[Line]) -> int:
    """The width the text was broken to by hand, if it was."""
    lengths = sorted((line.end - line.start for line in lines), reverse=True)
    return lengths[len(lengths) // _OUTLIERS] if lengths else 0


def _chunks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    chunk: list[Line] = []
    for line in lines:
        if line.gap and chunk:
            yield chunk
            chunk = []
        chunk.append(line)
    if chunk:
        yield chunk


class _Chunk:
    """Lines without a blank one between them."""

    def __init__(self, text: str, lines: list[Line], width: int, words: DateLabels) -> None:
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
            titular = (
                bullet.family == "1" and len(self._lines) == 1 and looks_like_heading(text, line, self._words)
            )
            family = str(_FAMILIES.get(bullet.family, bullet.family))
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
            if last.end - last.start < _LONG and not is_sentence(text, last.start, last.end):
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
        if line.end - line.start > _LONG:
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


def _settled(text: str, pieces: list[Piece], words: DateLabels) -> list[Piece]:
    """Decides what only the neighbours can tell."""
    for index, piece in enumerate(pieces):
        if piece.kind is Kind.PAIR and not _is_pair(text, pieces, index, words):
            piece.kind = Kind.MAYBE if piece.titular else Kind.TEXT
        elif piece.kind is Kind.ITEM and piece.titular and not _has_numbered_neighbour(pieces, index):
            piece.kind, piece.start = Kind.MAYBE, piece.line.start
    marks = [
        piece
        for piece in pieces
        if piece.kind in (Kind.MARK, Kind.HEADING) and piece.level and not piece.titular
    ]
    _promote_after_marks(text, pieces)
    _settle_candidates(text, pieces, marked=bool(marks))
    return [piece for piece in pieces if piece.kind is not Kind.MARK]


def _is_pair(text: str, pieces: Sequence[Piece], index: int, words: DateLabels) -> bool:
    piece = pieces[index]
    value = text[piece.value : piece.end]
    beside = any(
        0 <= other < len(pieces) and pieces[other].kind is Kind.PAIR for other in (index - 1, index + 1)
    )
    if is_sentence(text, piece.value, piece.end) and len(value.split()) > 4:
        return False
    if beside or (words.mentions(text[piece.start : piece.value]) and any(char.isdigit() for char in value)):
        return True
    return index > 0 and (any(char.isdigit() for char in value) or len(value.split()) <= 3)


def _has_numbered_neighbour(pieces: Sequence[Piece], index: int) -> bool:
    around = (index - 1, index + 1)
    return any(
        0 <= other < len(pieces)
        and pieces[other].kind is Kind.ITEM
        and pieces[other].family == pieces[index].family
        for other in around
    )


def _promote_after_marks(text: str, pieces: Sequence[Piece]) -> None:
    for mark, below in zip(pieces, pieces[1:], strict=False):
        short = below.end - below.start <= _LONG and below.end == below.line.end
        if mark.kind is Kind.MARK and below.kind in (Kind.TEXT, Kind.MAYBE, Kind.PAIR) and short:
            last = text[below.end - 1]
            if last not in ".!:;,":
                below.kind, below.level = Kind.HEADING, mark.level


def _settle_candidates(text: str, pieces: Sequence[Piece], marked: bool) -> None:
    """Headings among the candidates: those text follows. A text that marks its headings marks all of them."""
    capitals = any(piece.kind is Kind.MAYBE and is_capitals(text, piece.line) for piece in pieces)
    index = 0
    while index < len(pieces):
        first = index
        while index < len(pieces) and pieces[index].kind is Kind.MAYBE:
            index += 1
        run = pieces[first:index]
        heads = index < len(pieces) and pieces[index].kind in (Kind.TEXT, Kind.ITEM, Kind.TABLE, Kind.PAIR)
        if marked and heads and len(run) % 2 == 0:
            _settle_stacked_pairs(run)
            index += 1
            continue
        for number, piece in enumerate(run):
            chosen = len(run) < 3 or number == len(run) - 1 or (first == 0 and number == 0)
            if heads and chosen and not marked:
                piece.kind, piece.level = Kind.HEADING, _level(text, piece, capitals)
            else:
                piece.kind = Kind.TEXT
        index += 1


def _settle_stacked_pairs(run: Sequence[Piece]) -> None:
    """Short lines in twos, in a text whose headings are marked: a label, and below it its value."""
    for label, value in zip(run[::2], run[1::2], strict=True):
        label.kind, value.kind = Kind.LABEL, Kind.VALUE


def _level(text: str, piece: Piece, capitals: bool) -> int:
    depth = number_depth(text, piece.line)
    if depth:
        return min(depth + 1, 6)
    return 2 if is_capitals(text, piece.line) or not capitals else 3


def _outlined(text: str, pieces: Sequence[Piece]) -> Outline:
    outline = Outline()
    lists = _Lists(outline, text)
    tables = 0
    title = _title(text, pieces)
    for index, piece in enumerate(pieces):
        if piece.kind is Kind.ITEM:
            lists.add(piece)
            continue
        lists.close()
        if piece.kind is Kind.TABLE:
            add_table(outline, piece.rows, tables, piece.headed)
            tables += 1
        elif piece.kind is Kind.PAIR:
            outline.term(piece.start, piece.start + len(text[piece.start : piece.value].rstrip(": \t")))
            outline.detail(piece.value, piece.end)
        elif piece.kind is Kind.LABEL:
            outline.term(piece.start, piece.end)
        elif piece.kind is Kind.VALUE:
            outline.detail(piece.start, piece.end)
        elif piece.kind is Kind.HEADING:
            kind = BlockKind.TITLE if index == title else BlockKind.HEADING
            outline.add(kind, piece.start, piece.end, 1 if index == title else piece.level)
        else:
            outline.add(BlockKind.PARAGRAPH, piece.start, piece.end)
    lists.close()
    return outline


def _title(text: str, pieces: Sequence[Piece]) -> int | None:
    """The piece that is the page's title: its first heading, unless text stands before it."""
    for index, piece in enumerate(pieces[:_TITLE_WITHIN]):
        if piece.kind is Kind.HEADING:
            return index if piece.level == 1 or piece.titular else None
        if piece.kind is not Kind.PAIR and is_sentence(text, piece.start, piece.end):
            return None
    return None


class _Lists:
    """Nests items by their indent, and by their marks where the indent was lost."""

    def __init__(self, outline: Outline, text: str) -> None:
        self._outline, self._text = outline, text
        self._open: list[tuple[int, str]] = []

    def add(self, piece: Piece) -> None:
        indent, family = piece.line.indent, piece.family
        while self._open and self._is_past(indent, family):
            self._pop()
        top = self._open[-1] if self._open else None
        if (
            top
            and abs(indent - top[0]) < 2
            and family != top[1]
            and piece.line.gap
            and not self._awaits_list()
        ):
            self.close()
            top = None
        if top is None or indent > top[0] + 1 or family != top[1]:
            self._open.append((indent, family))
            self._outline.open_list()
        self._outline.item(piece.start, piece.end)

    def _is_past(self, indent: int, family: str) -> bool:
        """Whether the innermost list ended before an item with this indent and mark."""
        top = self._open[-1]
        if indent < top[0] - 1:
            return True
        outer = self._open[-2] if len(self._open) > 1 else None
        return bool(
            outer and abs(indent - top[0]) < 2 and family != top[1] and self._is_known(family, indent)
        )

    def _is_known(self, family: str, indent: int) -> bool:
        return any(known == family and abs(indent - place) < 2 for place, known in self._open[-6:-1])

    def _awaits_list(self) -> bool:
        last = self._outline.blocks[-1]
        return self._text[last.end - 1] == ":"

    def _pop(self) -> None:
        self._open.pop()
        self._outline.close_list()

    def close(self) -> None:
        while self._open:
            self._pop()
