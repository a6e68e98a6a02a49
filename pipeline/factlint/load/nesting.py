"""How the elements of an HTML page nest; missing and stray end tags are put right about as browsers do."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from factlint.load.comments import meant
from factlint.load.elements import BLOCKS, CELLS, HEADINGS, LISTS, Element, Event, Step, Tree, names
from factlint.load.furniture import classify
from factlint.load.tags import Comment, Tag, tokens
from factlint.spans import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

# Elements without content; and head, whose end is often missing and whose parts are told by their own names.
_VOID: Final = names("head area base br col embed hr img input link meta param source track wbr")
_SEARCHED: Final = 100  # open elements looked at for one that a tag closes

# What a start tag closes, and what it does not reach across.
_P_CLOSERS: Final = BLOCKS - names("tr td th tbody thead tfoot caption html body")
_TABLE_PARTS: Final = names("tbody thead tfoot caption")
_CLOSES: Final[Mapping[str, tuple[frozenset[str], frozenset[str]]]] = {
    "li": (names("li"), LISTS | CELLS | {"table"}),
    "dt": (names("dt dd"), CELLS | {"dl", "table"}),
    "dd": (names("dt dd"), CELLS | {"dl", "table"}),
    "td": (CELLS, names("tr table")),
    "th": (CELLS, names("tr table")),
    "tr": (names("tr caption colgroup"), names("table")),
    "tbody": (_TABLE_PARTS, names("table")),
    "thead": (_TABLE_PARTS, names("table")),
    "tfoot": (_TABLE_PARTS, names("table")),
}
_P_BARRIERS: Final = names("table td th caption button")
_NOT_IN_HEADINGS: Final = names("p ul ol dl table section article") | HEADINGS.keys()


def build(source: str) -> Tree:
    """The elements of ``source``, classified."""
    builder = _Builder(source)
    for token in tokens(source):
        if isinstance(token, Comment):
            builder.comment(token)
        elif not isinstance(token, Tag):
            builder.text(token.start, token.end, token.raw)
        elif token.closing:
            builder.close(token)
        else:
            builder.open(token)
    return builder.finish()


class _Builder:
    def __init__(self, source: str) -> None:
        self._source = source
        self._is_xml = "<?xml" in source[:200] or "XHTML" in source[:500]
        self._tree = Tree([Element("", {}, -1, -1, -1, False)])
        self._open = [0]
        self._counts: Counter[str] = Counter()
        self._last_tag: Tag | None = None

    def text(self, start: int, end: int, raw: bool) -> None:
        tag = self._last_tag
        if raw:
            if tag and tag.name == "title":
                self._tree.head.append((tag, self._source[start:end]))
            return
        self._tree.elements[self._open[-1]].letters += len(self._source[start:end].strip())
        self._tree.steps.append(Step(Event.TEXT, start, end))

    def comment(self, comment: Comment) -> None:
        if text := meant(comment.text):
            self._tree.comments.append((Span(comment.start, comment.end), text))

    def open(self, tag: Tag) -> None:
        self._last_tag = tag
        name = tag.name
        if name in ("meta", "link", "html", "title"):
            self._tree.head.append((tag, ""))
        if name == "br":
            self._tree.steps.append(Step(Event.BREAK, tag.start))
        if name in _VOID - {"hr"}:
            return
        self._close_implied(name)
        self._push(tag)
        if name == "hr" or (tag.empty and self._is_xml):
            self._pop()

    def _push(self, tag: Tag) -> None:
        parent = self._open[-1]
        around = self._tree.elements[parent]
        number = len(self._tree.elements)
        self._tree.elements.append(
            Element(
                tag.name,
                tag.attributes,
                parent,
                table=parent if around.name == "table" else around.table,
                row=parent if around.name == "tr" else around.row,
                in_section=around.in_section or around.name in ("main", "article", "section"),
            )
        )
        self._open.append(number)
        self._counts[tag.name] += 1
        self._tree.steps.append(Step(Event.OPEN, number))

    def _pop(self) -> None:
        number = self._open.pop()
        self._counts[self._tree.elements[number].name] -= 1
        self._tree.steps.append(Step(Event.CLOSE, number))

    def close(self, tag: Tag) -> None:
        if tag.name == "br":
            self._tree.steps.append(Step(Event.BREAK, tag.start))
        elif tag.name in BLOCKS:
            barriers = frozenset() if tag.name == "table" else frozenset({"table"})
            self._close_nearest(frozenset({tag.name}), barriers, deep=True)
        else:
            self._close_nearest(frozenset({tag.name}), BLOCKS)

    def _close_implied(self, name: str) -> None:
        if name in _P_CLOSERS:
            self._close_nearest(frozenset({"p"}), _P_BARRIERS)
        if name in _NOT_IN_HEADINGS:
            self._close_nearest(frozenset(HEADINGS), BLOCKS - frozenset(HEADINGS))
        if name in _CLOSES:
            self._close_nearest(*_CLOSES[name])

    def _close_nearest(self, names: frozenset[str], barriers: frozenset[str], deep: bool = False) -> None:
        """Closes the innermost open element of those names and all within it, unless a barrier is nearer."""
        if not any(self._counts[name] for name in names):
            return
        lowest = 0 if deep and not barriers else max(0, len(self._open) - 1 - _SEARCHED)
        for depth in range(len(self._open) - 1, lowest, -1):
            name = self._tree.elements[self._open[depth]].name
            if name in names:
                while len(self._open) > depth:
                    self._pop()
                return
            if name in barriers:
                return

    def finish(self) -> Tree:
        while len(self._open) > 1:
            self._pop()
        elements = self._tree.elements
        for number in range(len(elements) - 1, 0, -1):
            _add_to_parent(elements, number)
        classify(elements)
        return self._tree


def _add_to_parent(elements: list[Element], number: int) -> None:
    element = elements[number]
    parent = elements[element.parent]
    parent.letters += element.letters
    is_title = element.name in ("h1", "main") or element.attributes.get("role") == "main"
    parent.holds_title = parent.holds_title or element.holds_title or is_title
    if element.name in CELLS and element.row >= 0:
        elements[element.row].cells += 1
    if element.table >= 0:
        table = elements[element.table]
        table.cells = max(table.cells, element.cells) if element.name == "tr" else table.cells
        table.layout = table.layout or element.name == "table" or element.name in HEADINGS
    if element.name == "table":
        plain = element.attributes.get("role") in ("presentation", "none")
        element.layout = element.layout or plain or element.cells < 2
