"""HTML: the main content as text and blocks; each character knows where it stands in the source."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Final, NamedTuple

from factlint.load.buffer import TextBuffer
from factlint.load.draft import Draft, Outline
from factlint.load.elements import BLOCKS, HEADINGS, LISTS, Element, Event, Tree
from factlint.load.furniture import main_content
from factlint.load.grid import Cell, add_table
from factlint.load.head import read_head
from factlint.load.lines import Line, looks_like_heading
from factlint.load.nesting import build
from factlint.pages import BlockKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from factlint.load.labels import DateLabels
    from factlint.spans import Span

_LOWEST: Final = 6  # level of a heading that is only a bold line
_BOLD: Final = frozenset({"b", "strong"})
_KINDS: Final = {"li": BlockKind.ITEM, "dt": BlockKind.TERM, "dd": BlockKind.DETAIL}


class Mode(Enum):
    """What becomes of the text in an element."""

    READ = auto()
    MARGIN = auto()  # only lines with a date label or a copyright sign are kept, outside all blocks
    MUTE = auto()


def read(source: str, words: DateLabels) -> Draft:
    """Reads a page; of what is not its main content only lines with dates or copyright are kept, as text."""
    tree = build(source)
    root = main_content(tree.elements)
    modes = _modes(tree, root, None)
    title = _title(tree, modes)
    if title is not None and modes[title] is Mode.MARGIN:
        modes = _modes(tree, root, title)
    return _Writer(source, tree, modes, title, words).write(read_head(tree.head))


def fragment(source: str, words: DateLabels) -> Draft:
    """Reads HTML that stands in a page of another format."""
    tree = build(source)
    return _Writer(source, tree, _modes(tree, 0, None), None, words).write({})


def _modes(tree: Tree, root: int, title: int | None) -> list[Mode]:
    modes = [Mode.MARGIN if root else Mode.READ]
    for number, element in enumerate(tree.elements[1:], 1):
        around = modes[element.parent]
        if around is Mode.MUTE or element.mute:
            mode = Mode.MUTE
        elif number in (root, title):
            mode = Mode.READ
        elif around is Mode.READ and element.furniture:
            mode = Mode.MARGIN if element.name in BLOCKS else Mode.MUTE
        else:
            mode = around
        modes.append(mode)
    return modes


def _title(tree: Tree, modes: Sequence[Mode]) -> int | None:
    """The first h1 that is read; else the first, which stands in a site's header or beside the content."""
    found = [
        (modes[number] is not Mode.READ, number)
        for number, element in enumerate(tree.elements)
        if element.name == "h1" and element.letters and modes[number] is not Mode.MUTE
    ]
    return min(found)[1] if found else None


class _Around(NamedTuple):
    """An open element that decides what its text is."""

    kind: BlockKind
    number: int
    level: int = 0


class _Table:
    def __init__(self) -> None:
        self.rows: list[list[Cell]] = []
        self.spans: list[Span] | None = None  # of the open cell
        self.headed = False


class _Writer:
    """Goes through the steps of a page and writes text and blocks."""

    def __init__(self, source: str, tree: Tree, modes: Sequence[Mode], title: int | None, words: DateLabels) -> None:
        self._tree, self._modes, self._title, self._words = tree, modes, title, words
        self._buffer = TextBuffer(source)
        self._outline = Outline()
        self._mode = modes[0]
        self._around: list[_Around] = []
        self._used_items: set[int] = set()
        self._table: _Table | None = None
        self._tables = 0
        self._bold = 0

    def write(self, given: Mapping[str, str]) -> Draft:
        for event, first, last in self._tree.steps:
            if event is Event.TEXT:
                if self._mode is not Mode.MUTE:
                    self._buffer.add(first, last, bold=self._bold > 0)
            elif event is Event.BREAK:
                self._buffer.space("\n", first)
            elif event is Event.OPEN:
                self._open(self._tree.elements[first], first)
            else:
                self._close(self._tree.elements[first], first)
        self._flush()
        text, prose, offsets = self._buffer.finish()
        blocks, comments = self._outline.finish(text), tuple(self._tree.comments)
        return Draft(text, prose, blocks, offsets, given, comments=comments)

    def _open(self, element: Element, number: int) -> None:
        name = element.name
        if name in BLOCKS:
            self._flush()
        self._mode = self._modes[number]
        if name in _BOLD:
            self._bold += 1
        elif name == "sup":
            self._buffer.start_raised()
        elif self._mode is Mode.READ and name in BLOCKS:
            self._open_block(element, number)

    def _open_block(self, element: Element, number: int) -> None:
        name = element.name
        if name == "table" and not element.layout:
            self._table = _Table()
        elif self._table is not None:
            self._open_in_table(self._table, element)
        elif name in LISTS:
            self._outline.open_list()
        elif name in HEADINGS or element.attributes.get("role") == "heading":
            kind = BlockKind.TITLE if number == self._title else BlockKind.HEADING
            self._around.append(_Around(kind, number, HEADINGS.get(name) or _aria_level(element)))
        elif name in _KINDS:
            self._around.append(_Around(_KINDS[name], number))

    def _open_in_table(self, table: _Table, element: Element) -> None:
        if element.name == "tr":
            table.rows.append([])
            inside = self._tree.elements[element.parent].name
            table.headed = table.headed or (len(table.rows) == 1 and inside == "thead")
        elif element.name in ("td", "th"):
            table.spans = []

    def _close(self, element: Element, number: int) -> None:
        name = element.name
        if name in BLOCKS:
            self._flush()
        if name in _BOLD:
            self._bold -= 1
        elif name == "sup":
            self._buffer.end_raised()
        elif self._mode is Mode.READ and name in BLOCKS:
            self._close_block(element, number)
        self._mode = self._modes[element.parent]

    def _close_block(self, element: Element, number: int) -> None:
        name = element.name
        if self._table is not None:
            self._close_in_table(self._table, element)
        elif name in LISTS:
            self._outline.close_list()
        elif self._around and self._around[-1].number == number:
            self._around.pop()

    def _close_in_table(self, table: _Table, element: Element) -> None:
        if element.name in ("td", "th") and table.spans is not None:
            if not table.rows:
                table.rows.append([])
            is_head = element.name == "th"
            columns, rows = (_span(element.attributes.get(name, "")) for name in ("colspan", "rowspan"))
            table.rows[-1].append(Cell(tuple(table.spans), is_head, columns, rows))
            table.spans = None
        elif element.name == "table":
            self._table = None
            self._add_table(table)

    def _add_table(self, table: _Table) -> None:
        rows = [row for row in table.rows if any(cell.spans for cell in row)]
        if rows:
            headed = table.headed or all(cell.head for cell in rows[0] if cell.spans)
            add_table(self._outline, rows, self._tables, headed)
            self._tables += 1

    def _flush(self) -> None:
        """Ends the line; it becomes a block, a line of the margin, or nothing."""
        line = self._buffer.peek()
        if line and self._mode is Mode.READ:
            is_bold = self._buffer.bold_letters >= len(line.replace(" ", "").replace("\n", ""))
            self._add_block(line, self._buffer.take(), is_bold)
        elif line and self._mode is Mode.MARGIN and self._words.mentions(line):
            self._buffer.take()
        else:
            self._buffer.drop()

    def _add_block(self, line: str, span: Span, is_bold: bool) -> None:
        if self._table is not None and (self._table.spans is not None or self._table.rows):
            if self._table.spans is not None:
                self._table.spans.append(span)
            else:  # text between rows, where browsers allow none
                self._table.rows.append([Cell((span,))])
            return
        around = self._around[-1] if self._around else None
        if around is None or around.number in self._used_items:
            self._add_paragraph(line, span, is_bold and around is None)
        elif around.kind is BlockKind.ITEM:
            self._used_items.add(around.number)
            self._outline.item(*span)
        elif around.kind is BlockKind.TERM:
            self._outline.term(*span)
        elif around.kind is BlockKind.DETAIL:
            self._outline.detail(*span)
        else:
            self._outline.add(around.kind, span.start, span.end, around.level)

    def _add_paragraph(self, line: str, span: Span, is_bold: bool) -> None:
        if line.lower() in self._words.boilerplate:
            return
        if is_bold and looks_like_heading(line, Line(0, len(line), 0, True), self._words):
            self._outline.add(BlockKind.HEADING, span.start, span.end, _LOWEST)
        else:
            self._outline.add(BlockKind.PARAGRAPH, span.start, span.end)


def _span(value: str) -> int:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 4 else 1


def _aria_level(element: Element) -> int:
    value = element.attributes.get("aria-level", "")
    return int(value) if value in tuple("123456") else 2
