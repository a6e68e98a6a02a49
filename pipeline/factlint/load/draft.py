"""What the reader of a format hands on, before dates and metadata are worked out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from factlint.pages import Block, BlockKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from factlint.load.frontmatter import Entry
    from factlint.spans import Span


@dataclass(frozen=True)
class Draft:
    """A source as its format's reader understands it.

    Attributes:
        text: the text as loaded; see Page.
        prose: as long as ``text``.
        blocks: in page order.
        offsets: for each character of ``text`` its offset in the decoded file; None where they are the same.
        given: what the page says of itself in front matter or meta elements: documents column to text.
        keys: where the keys of ``given`` stand, in ``text``; those of meta elements are not told.
        problems: parts that could not be read.
        reviews: what the page lists of its reviews.
        comments: where comments for this program stand, in the decoded file, and what they say.
    """

    text: str
    prose: str
    blocks: tuple[Block, ...]
    offsets: tuple[int, ...] | None = None
    given: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, Span] = field(default_factory=dict)
    problems: tuple[tuple[Span, str], ...] = ()
    reviews: tuple[Entry, ...] = ()
    comments: tuple[tuple[Span, str], ...] = ()


@dataclass
class _List:
    lead: int | None
    last_item: int | None = None


class Outline:
    """Collects blocks in page order and works out what leads into each."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._lists: list[_List] = []
        self._term: int | None = None

    @property
    def depth(self) -> int:
        """How many lists are open, one in another."""
        return len(self._lists)

    def add(self, kind: BlockKind, start: int, end: int, level: int = 0, guessed: bool = False) -> int:
        """Adds a block that needs nothing worked out; returns its index."""
        self.blocks.append(Block(kind, start, end, level, guessed=guessed))
        return len(self.blocks) - 1

    def open_list(self) -> None:
        """Starts a list; the paragraph just before it, or the item it lies in, leads into it."""
        lead = self._lists[-1].last_item if self._lists else None
        if lead is None and self.blocks and self.blocks[-1].kind is BlockKind.PARAGRAPH:
            lead = len(self.blocks) - 1
        self._lists.append(_List(lead))

    def close_list(self) -> None:
        """Ends the innermost list."""
        if self._lists:
            self._lists.pop()

    def item(self, start: int, end: int) -> None:
        """Adds an item of the innermost list."""
        current = self._lists[-1] if self._lists else _List(None)
        current.last_item = len(self.blocks)
        self.blocks.append(Block(BlockKind.ITEM, start, end, max(1, len(self._lists)), current.lead))

    def term(self, start: int, end: int) -> None:
        """Adds the label of a pair."""
        self._term = self.add(BlockKind.TERM, start, end)

    def detail(self, start: int, end: int) -> None:
        """Adds a value of the last label."""
        self.blocks.append(Block(BlockKind.DETAIL, start, end, lead=self._term))

    def finish(self, text: str) -> tuple[Block, ...]:
        """The blocks; a paragraph that ends in a full stop introduces no list, so it leads none."""
        return tuple(
            replace(block, lead=None)
            if block.kind is BlockKind.ITEM and block.lead is not None and _is_closed(self.blocks[block.lead], text)
            else block
            for block in self.blocks
        )


def _is_closed(block: Block, text: str) -> bool:
    return block.kind is BlockKind.PARAGRAPH and text[block.start : block.end].rstrip("\"'”’)] ")[-1:] in (
        ".",
        "!",
    )
