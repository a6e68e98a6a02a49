"""HTML: the main content as text and blocks; each character knows where it stands in the source."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from factlint.load.draft import Draft, Outline
from factlint.load.elements import BLOCKS, HEADINGS, LISTS, Element, Event, Tree, build
from factlint.load.grid import Cell, add_table
from factlint.load.head import read_head
from factlint.load.labels import DateLabels
from factlint.load.lines import could_be_bold_heading
from factlint.load.tags import entity_at
from factlint.pages import BlockKind
from factlint.spans import Span

_PART: Final = re.compile(r"(?P<space>\s+)|(?P<word>[^\s&]+)|&")
_UNSEEN: Final = str.maketrans(dict.fromkeys("\u00ad\u200b\u2060\ufeff"))  # soft hyphens and the like within words
_INDEX: Final = re.compile(r"[\[(]?[\d,*†‡–-]{1,8}[\])]?|\[[^\]]{1,3}\]")
_UNIT_END: Final = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,3}\Z")  # what a raised digit is an exponent of: m, cm, Ca
_LOWEST: Final = 6  # level of a heading that is only a bold line
_MOST_SPANNED: Final = 4  # digits of a colspan


def read(source: str, words: DateLabels) -> Draft:
    """Reads a page; of what lies outside its main content only date labels and copyright lines are kept, as text."""
    tree = build(source)
    root = tree.main()
    title = _title_element(tree, root)
    writer = _Writer(source, tree, words)
    writer.write(root, title)
    return writer.draft(read_head(tree.head))


def fragment(source: str, words: DateLabels) -> Draft:
    """Reads HTML that stands in another format: all of it is content."""
    tree = build(source)
    writer = _Writer(source, tree, words)
    writer.write(0, None)
    return writer.draft({})


def _title_element(tree: Tree, root: int) -> int | None:
    """The first h1 of the content; else one that stands in the site's header or just outside the content."""
    outside: int | None = None
    inside = {root}
    unread: set[int] = set()
    for number, element in enumerate(tree.elements):
        if element.parent in unread or element.mute or element.furniture:
            unread.add(number)
        if element.parent in inside:
            inside.add(number)
        if element.name != "h1" or not element.letters or element.mute:
            continue
        if number in inside and number not in unread:
            return number
        outside = number if outside is None else outside
    return outside


class _Open:
    """An element whose content is being written, as far as it decides what its text is."""

    def __init__(self, kind: BlockKind | None, number: int, level: int = 0) -> None:
        self.kind, self.number, self.level = kind, number, level
        self.is_fresh = True


class _Table:
    def __init__(self) -> None:
        self.rows: list[list[Cell]] = []
        self.headed = False


class _Writer:
    """Goes through the steps of a page and writes text, offsets and blocks."""

    def __init__(self, source: str, tree: Tree, words: DateLabels) -> None:
        self._source, self._tree, self._words = source, tree, words
        self._outline = Outline()
        self._text: list[str] = []
        self._length = 0
        self._offsets: list[int] = []
        self._line: list[str] = []
        self._line_offsets: list[int] = []
        self._blank: list[Span] = []  # in the text: raised numbers that are no part of it
        self._line_blank: list[Span] = []
        self._context: list[_Open] = []
        self._tables: list[_Table] = []
        self._number_of_tables = 0
        self._raised: list[int] | None = None  # where a raised run began in the line
        self._bold = 0
        self._bold_letters = 0

    def write(self, root: int, title: int | None) -> None:
        """Writes the content of ``root`` and, as lines without a block, the dates outside it."""
        depth, within, rescued = 0, root == 0, False
        for event, first, last in self._tree.steps:
            if event is Event.TEXT:
                if depth == 0 or not self._tree_mute(first):
                    self._add_text(first, last)
                continue
            if event is Event.BREAK:
                self._add_space("\n", first)
                continue
            element = self._tree.elements[first]
            if element.name in BLOCKS or first == root:
                self._flush(within and (depth == 0 or rescued))
            if event is Event.OPEN:
                depth += 1 if element.mute or element.furniture else 0
                within, rescued = within or first == root, rescued or first == title and (depth > 0 or not within)
                self._mute += 1 if element.mute else 0
                self._open(element, first, within and (depth == 0))
        self._flush(within)
