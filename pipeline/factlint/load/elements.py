"""The elements of an HTML page, by number, and the order in which they open and close."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from factlint.load.tags import Tag
    from factlint.spans import Span


def names(text: str) -> frozenset[str]:
    """The names in ``text``, set off by white space."""
    return frozenset(text.split())


BLOCKS: Final = names(
    """address article aside blockquote body caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre
    search section summary table tbody td tfoot th thead tr ul"""
)
HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
LISTS: Final = names("ul ol menu dir")
CELLS: Final = names("td th")


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
    """A page's elements by number, the first being the page, its steps in order, and comments for this program."""

    elements: list[Element] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    head: list[tuple[Tag, str]] = field(default_factory=list)
    comments: list[tuple[Span, str]] = field(default_factory=list)
