"""Plain text in pieces: what only their neighbours can tell, headings above all."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from factlint.load.lines import is_capitals, is_sentence, number_depth
from factlint.load.pieces import LONG, Kind, Piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factlint.load.labels import DateLabels


def settle(text: str, pieces: list[Piece], words: DateLabels) -> list[Piece]:
    """Decides what only the neighbours can tell."""
    for index, piece in enumerate(pieces):
        if piece.kind is Kind.PAIR and not _is_pair(text, pieces, index, words):
            piece.kind = Kind.MAYBE if piece.titular else Kind.TEXT
        elif piece.kind is Kind.ITEM and piece.titular and not _has_numbered_neighbour(pieces, index):
            piece.kind, piece.start = Kind.MAYBE, piece.line.start
    marked = any(piece.kind in (Kind.MARK, Kind.HEADING) for piece in pieces)
    _promote_after_marks(text, pieces)
    _settle_candidates(text, pieces, marked)
    return [piece for piece in pieces if piece.kind is not Kind.MARK]


def _is_pair(text: str, pieces: Sequence[Piece], index: int, words: DateLabels) -> bool:
    piece = pieces[index]
    value = text[piece.value : piece.end]
    beside = any(0 <= other < len(pieces) and pieces[other].kind is Kind.PAIR for other in (index - 1, index + 1))
    if is_sentence(text, piece.value, piece.end) and len(value.split()) > 4:
        return False
    if beside or (words.mentions(text[piece.start : piece.value]) and any(char.isdigit() for char in value)):
        return True
    return index > 0 and (any(char.isdigit() for char in value) or len(value.split()) <= 3)


def _has_numbered_neighbour(pieces: Sequence[Piece], index: int) -> bool:
    around = (index - 1, index + 1)
    return any(
        0 <= other < len(pieces) and pieces[other].kind is Kind.ITEM and pieces[other].family == pieces[index].family
        for other in around
    )


def _promote_after_marks(text: str, pieces: Sequence[Piece]) -> None:
    for mark, below in pairwise(pieces):
        short = below.end - below.start <= LONG and below.end == below.line.end
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
