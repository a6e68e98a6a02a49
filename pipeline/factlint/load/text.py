"""Plain text: headings, lists, pairs and paragraphs told apart by their layout."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from factlint.load.draft import Draft, Outline
from factlint.load.grid import add_table
from factlint.load.lines import Line, is_sentence, lines_of
from factlint.load.pieces import Kind, Piece, pieces_of
from factlint.load.settle import settle
from factlint.pages import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factlint.load.labels import DateLabels

_OUTLIERS: Final = 20  # one line in so many may be longer than the width the text was broken to
_TITLE_WITHIN: Final = 4  # pieces


def read(source: str, words: DateLabels) -> Draft:
    """Reads a plain text; every character stays where it is."""
    lines = list(_without_furniture(source, lines_of(source), words))
    width = _width(lines)
    pieces = [piece for chunk in _chunks(lines) for piece in pieces_of(source, chunk, width, words)]
    pieces = settle(source, pieces, words)
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
            outline.add(kind, piece.start, piece.end, 1 if index == title else piece.level, guessed=True)
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
        if top and abs(indent - top[0]) < 2 and family != top[1] and piece.line.gap and not self._awaits_list():
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
        return bool(outer and abs(indent - top[0]) < 2 and family != top[1] and self._is_known(family, indent))

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
