"""The elements of an HTML page: how they nest, which hold its main content, and which are not read."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING, Final, NamedTuple

from factlint.load.tags import Tag, tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

# Elements without content; and head, whose end is often missing and whose parts are told by their own names.
VOID: Final = frozenset(
    [
        "head",
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
BLOCKS: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
LISTS: Final = frozenset({"ul", "ol", "menu", "dir"})
_MUTE: Final = frozenset(  # never text of the page
    [
        "script",
        "style",
        "template",
        "noscript",
        "button",
        "select",
        "option",
        "optgroup",
        "datalist",
        "textarea",
        "input",
        "iframe",
        "object",
        "embed",
        "svg",
        "math",
        "canvas",
        "video",
        "audio",
        "map",
        "noembed",
        "noframes",
        "xmp",
        "del",
        "s",
        "strike",
        "code",
        "dialog",
        "progress",
        "meter",
    ]
)
_FURNITURE: Final = frozenset({"nav", "footer", "aside", "search"})
_FURNITURE_ROLES: Final = frozenset(
    {"navigation", "contentinfo", "complementary", "search", "menu", "menubar"}
)
_MUTE_ROLES: Final = frozenset({"dialog", "alertdialog", "tooltip"})
_FURNITURE_WORDS: Final = re.compile(
    r"(?<![a-z])(?:cookies?|consent|breadcrumbs?|nav|navbar|navigation|menu|share|sharing|social|footer|sidebar)(?![a-z])"
)
_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_MUCH: Final = 0.3  # of the page's letters: what holds them is no furniture, whatever its class says
_MOST: Final = 0.5
_SEARCHED: Final = 100  # open elements looked at for one that a tag closes

# What a start tag closes, and what it does not reach across.
_CELLS: Final = frozenset({"td", "th"})
_P_CLOSERS: Final = BLOCKS - {"tr", "td", "th", "tbody", "thead", "tfoot", "caption", "html", "body"}
_CLOSES: Final[Mapping[str, tuple[frozenset[str], frozenset[str]]]] = {
    "li": (frozenset({"li"}), LISTS | _CELLS | {"table"}),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl", "table", "td", "th"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl", "table", "td", "th"})),
    "td": (_CELLS, frozenset({"tr", "table"})),
    "th": (_CELLS, frozenset({"tr", "table"})),
    "tr": (frozenset({"tr", "caption", "colgroup"}), frozenset({"table"})),
    **dict.fromkeys(
        ("tbody", "thead", "tfoot"), (frozenset({"tbody", "thead", "tfoot", "caption"}), frozenset({"table"}))
    ),
}
_P_BARRIERS: Final = frozenset({"table", "td", "th", "caption", "button"})
_NOT_IN_HEADINGS: Final = frozenset({"p", "ul", "ol", "dl", "table", "section", "article", *HEADINGS})


class Event(Enum):
    """What happens at a point of the source."""

    OPEN = auto()
    CLOSE = auto()
    TEXT = auto()
    BREAK = auto()


class Step(NamedTuple):
    """An event: the element opened or closed (by number), or the range of the source that is text."""

    event: Event
    first: int
    last: int = 0


@dataclass(slots=True)
class Element:
    """One element.

    Attributes:
        name: in lower case.
        attributes: of its start tag.
        parent: number of the element around it; -1 for the page itself.
        table: number of the nearest table around it; -1 where there is none.
        row: likewise the nearest table row.
        in_section: whether a main, an article or a section is around it.
        letters: characters of text in it, those of elements in it included.
        cells: for a row, how many cells it has; for a table, the most in a row.
        layout: for a table, whether it only arranges the page.
        mute: whether it is no text of the page at all.
        furniture: whether it is text beside the page's own (navigation, footer).
        holds_title: whether an h1 or a main is in it.
    """

    name: str
    attributes: Mapping[str, str]
    parent: int
    table: int
    row: int
    in_section: bool
    letters: int = 0
    cells: int = 0
    layout: bool = False
    mute: bool = False
    furniture: bool = False
    holds_title: bool = False


@dataclass
class Tree:
    """A page's elements by number, the first being the page, and its steps in order."""

    elements: list[Element] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    head: list[tuple[Tag, str]] = field(default_factory=list)

    def main(self) -> int:
        """The element that holds the main content."""
        visible = self._visible_letters()
        best = 0
        for number, element in enumerate(self.elements):
            is_main = element.name in ("main", "article") or element.attributes.get("role") == "main"
            if is_main and (best == 0 or visible[number] > visible[best]):
                best = number
        return best if visible[best] >= _MOST * visible[0] else 0

    def _visible_letters(self) -> list[int]:
        visible = [element.letters for element in self.elements]
        hidden = [0] * len(visible)  # letters of unread elements within
        for number in range(len(visible) - 1, 0, -1):
            element = self.elements[number]
            hidden[element.parent] += element.letters if element.mute or element.furniture else hidden[number]
        # whatever lies in furniture is out too: elements come after the ones around them
        out = [element.mute or element.furniture for element in self.elements]
        for number in range(1, len(visible)):
            out[number] = out[number] or out[self.elements[number].parent]
        return [0 if out[number] else visible[number] - hidden[number] for number in range(len(visible))]


def build(source: str) -> Tree:
    """The elements of ``source``; missing and stray end tags are put right as browsers do, or nearly."""
    builder = _Builder(source)
    for token in tokens(source):
        if not isinstance(token, Tag):
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

    def open(self, tag: Tag) -> None:
        self._last_tag = tag
        name = tag.name
        if name in ("meta", "link", "html", "title"):
            self._tree.head.append((tag, ""))
        if name == "br":
            self._tree.steps.append(Step(Event.BREAK, tag.start))
        if name in VOID - {"hr"}:
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
        total = max(1, elements[0].letters)
        for element in elements[1:]:
            _classify(element, total)
        return self._tree


def _add_to_parent(elements: list[Element], number: int) -> None:
    element = elements[number]
    parent = elements[element.parent]
    parent.letters += element.letters
    is_title = element.name in ("h1", "main") or element.attributes.get("role") == "main"
    parent.holds_title = parent.holds_title or element.holds_title or is_title
    if element.name in _CELLS and element.row >= 0:
        elements[element.row].cells += 1
    if element.table >= 0:
        table = elements[element.table]
        table.cells = max(table.cells, element.cells) if element.name == "tr" else table.cells
        table.layout = table.layout or element.name == "table" or element.name in HEADINGS
    if element.name == "table":
        plain = element.attributes.get("role") in ("presentation", "none")
        element.layout = element.layout or plain or element.cells < 2


def _classify(element: Element, total: int) -> None:
    attributes, name = element.attributes, element.name
    role = attributes.get("role", "").lower()
    hidden = "hidden" in attributes and attributes["hidden"].lower() != "until-found"
    aria = attributes.get("aria-hidden", "").strip().lower() == "true"
    if name in _MUTE or hidden or aria or role in _MUTE_ROLES:
        element.mute = name not in ("html", "body", "main")
        return
    is_header = (name == "header" or role == "banner") and not element.in_section
    element.furniture = name in _FURNITURE or role in _FURNITURE_ROLES or is_header
    if element.furniture or not ("class" in attributes or "id" in attributes):
        return
    if (
        element.holds_title
        or element.letters > _MUCH * total
        or name in ("html", "body", "main", "article", "h1")
    ):
        return
    words = f"{attributes.get('class', '')} {attributes.get('id', '')}"[:500]
    element.furniture = bool(_FURNITURE_WORDS.search(_CAMEL.sub("-", words).lower()))
