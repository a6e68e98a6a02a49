"""Markdown: CommonMark with tables, each block found again in the source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from factlint.load.columns import pipe_cells
from factlint.load.comments import meant
from factlint.load.draft import Draft, Outline
from factlint.load.frontmatter import read_front_matter
from factlint.load.grid import Cell, add_table
from factlint.load.lines import Line, looks_like_heading
from factlint.pages import Block, BlockKind
from factlint.spans import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markdown_it.token import Token

    from factlint.load.labels import DateLabels

_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_LOWEST: Final = 6  # level of a heading that is only a bold line


def read(source: str, words: DateLabels) -> Draft:
    """Reads a page; every character stays where it is, marks and code are blanked in the prose."""
    from factlint.load.inline import (
        joined,
        parser,
    )  # imported late: a project without Markdown does not pay for it

    front = read_front_matter(source)
    env: dict[str, Any] = {}
    tokens = parser().parse(source[front.end :], env)
    writer = _Writer(source, front.end, env, words)
    writer.write(tokens)
    blocks = writer.outline.finish(source)
    return Draft(
        source,
        joined(source, writer.parts),
        blocks,
        given=front.values or {},
        keys=front.keys or {},
        problems=front.problems,
        reviews=front.entries,
        comments=tuple(writer.comments),
    )


class _Writer:
    """Goes through the block tokens and writes blocks and prose."""

    def __init__(self, source: str, start: int, env: Mapping[str, Any], words: DateLabels) -> None:
        self._source, self._env, self._words = source, env, words
        self._lines = _line_spans(source, start)
        self.outline = Outline()
        self.parts: list[tuple[int, str]] = []  # prose, and the offset it stands at
        self._items: list[bool] = []  # for each open item whether its text is still to come
        self._has_title = False
        self._quotes = 0
        self._tables = 0
        self._rows: list[list[Cell]] = []
        self._cell = 0
        self.comments: list[tuple[Span, str]] = []
        self._commented = start  # where the last comment ends

    def write(self, tokens: Sequence[Token]) -> None:
        for index, token in enumerate(tokens):
            kind = token.type
            if kind == "inline" and token.map:
                self._inline(tokens[index - 1], token)
            elif kind in ("bullet_list_open", "ordered_list_open"):
                self.outline.open_list()
            elif kind in ("bullet_list_close", "ordered_list_close"):
                self.outline.close_list()
            elif kind == "list_item_open":
                self._items.append(True)
            elif kind == "list_item_close":
                self._items.pop()
            elif kind in ("blockquote_open", "blockquote_close"):
                self._quotes += 1 if kind == "blockquote_open" else -1
            elif kind == "tr_open":
                self._rows.append([])
            elif kind == "table_close":
                self._end_table()
            elif kind == "html_block" and token.map and not self._quotes:
                self._html(token.map)

    def _inline(self, opening: Token, token: Token) -> None:
        if opening.type in ("th_open", "td_open"):
            self._add_cell(token.map or [0, 0], opening.type == "th_open")
            return
        located = self._located(token)
        if located is None:
            return
        span, is_bold = located
        if opening.type == "heading_open":
            is_title = opening.tag == "h1" and not self._has_title
            self._has_title = self._has_title or is_title
            kind = BlockKind.TITLE if is_title else BlockKind.HEADING
            self.outline.add(kind, span.start, span.end, int(opening.tag[1]))
        elif self._items and self._items[-1]:
            self._items[-1] = False
            self.outline.item(*span)
        elif is_bold and not self._items and self._looks_like_heading():
            self.outline.add(BlockKind.HEADING, span.start, span.end, _LOWEST)
        else:
            self.outline.add(BlockKind.PARAGRAPH, span.start, span.end)

    def _looks_like_heading(self) -> bool:
        text = self.parts[-1][1].strip()
        return "\n" not in text and looks_like_heading(text, Line(0, len(text), 0, True), self._words)

    def _located(self, token: Token) -> tuple[Span, bool] | None:
        """Where a block's text stands, its prose noted; None where nothing of it is read."""
        from factlint.load.inline import read_inline

        first = token.map[0] if token.map else 0
        inline = read_inline(token.content, self._env)
        self._note(inline.comments, first)
        written: list[Span] = []
        place = 0
        for number, content in enumerate(token.content.split("\n")):
            read = inline.prose[place : place + len(content)]
            place += len(content) + 1
            at = self._find(content, first + number)
            stripped = read.strip()
            if stripped and at is not None:
                start = at + len(read) - len(read.lstrip())
                self.parts.append((start, stripped))
                written.append(Span(start, start + len(stripped)))
        return (Span(written[0].start, written[-1].end), inline.is_bold) if written else None

    def _note(self, comments: Sequence[str], line: int) -> None:
        """Notes comments for this program, which come in the order of the source; from the second line on what
        encloses a paragraph (quotation marks, indents) may stand in them, so that the first is what is sought."""
        for comment in comments:
            text = meant(comment.removeprefix("<!--").removesuffix("-->"))
            at = self._source.find(comment.split("\n")[0], max(self._commented, self._lines[line][0])) if text else -1
            if text and at >= 0:
                self._commented = at + len(comment)
                self.comments.append((Span(at, min(self._commented, len(self._source))), text))

    def _find(self, content: str, line: int) -> int | None:
        """The offset of ``content``, which ends the line but for marks that close it."""
        if line >= len(self._lines):
            return None
        found = self._source.rfind(content, *self._lines[line])
        return found if found >= 0 else None

    def _add_cell(self, lines: Sequence[int], head: bool) -> None:
        row = self._rows[-1]
        start, end = self._lines[lines[0]]
        cells = pipe_cells(self._source, *_stripped(self._source, start, end))
        span = self._read_cell(cells[len(row)], lines[0]) if len(row) < len(cells) else None
        row.append(Cell((span,) if span else (), head))

    def _read_cell(self, span: Span, line: int) -> Span | None:
        from factlint.load.inline import read_inline

        inline = read_inline(self._source[span.start : span.end], self._env)
        self._note(inline.comments, line)
        read = inline.prose
        stripped = read.strip()
        if not stripped:
            return None
        start = span.start + len(read) - len(read.lstrip())
        self.parts.append((start, stripped))
        return Span(start, start + len(stripped))

    def _end_table(self) -> None:
        headless = [[cell._replace(head=False) for cell in row] for row in self._rows[1:]]
        headed = any(cell.spans for cell in self._rows[0])
        add_table(self.outline, [*self._rows[:1], *headless] if headed else headless, self._tables, headed)
        self._tables += 1
        self._rows = []

    def _html(self, lines: Sequence[int]) -> None:
        """Reads a block of HTML as an HTML page is read, and puts it back in its place."""
        from factlint.load.html import fragment

        start, end = self._lines[lines[0]][0], self._lines[min(lines[1], len(self._lines)) - 1][1]
        draft = fragment(self._source[start:end], self._words)
        self.comments += [(Span(start + span.start, start + span.end), text) for span, text in draft.comments]
        offsets = draft.offsets or ()
        first = len(self.outline.blocks)
        for block in draft.blocks:
            self.parts.append((start + offsets[block.start], _spread(draft, block)))
            self.outline.blocks.append(_moved(block, start, offsets, first, self._tables))
        self._tables += len({block.table for block in draft.blocks if block.table is not None})


def _spread(draft: Draft, block: Block) -> str:
    """A block's prose, each character at the distance from the first that it has in the source."""
    offsets = draft.offsets or ()
    first = offsets[block.start]
    chars = [" "] * (offsets[block.end - 1] + 1 - first)
    for place in range(block.start, block.end):
        chars[offsets[place] - first] = draft.prose[place]
    return "".join(chars)


def _moved(block: Block, start: int, offsets: Sequence[int], first: int, tables: int) -> Block:
    def moved(index: int | None) -> int | None:
        return None if index is None else index + first

    return Block(
        BlockKind.HEADING if block.kind is BlockKind.TITLE else block.kind,
        start + offsets[block.start],
        start + offsets[block.end - 1] + 1,
        block.level,
        moved(block.lead),
        moved(block.row_head),
        moved(block.column_head),
        block.row,
        None if block.table is None else block.table + tables,
    )


def _stripped(source: str, start: int, end: int) -> tuple[int, int]:
    """The range of a table's row without white space and quotation marks of Markdown around it."""
    text = source[start:end]
    left = len(text) - len(text.lstrip("> \t"))
    return start + left, start + max(left, len(text.rstrip()))


def _line_spans(source: str, start: int) -> list[tuple[int, int]]:
    """Start and end of each line from ``start``, as the parser counts them."""
    spans, place = [], start
    for ending in _LINE_END.finditer(source, start):
        spans.append((place, ending.start()))
        place = ending.end()
    return [*spans, (place, len(source))]
