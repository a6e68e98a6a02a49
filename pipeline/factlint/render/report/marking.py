"""Quotes in their context, and the words by which two texts differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from factlint.render.cells import one_line

if TYPE_CHECKING:
    from factlint.result import PageText

PLAIN: Final = ""
QUOTE: Final = "quote"
DIFFERS: Final = "differs"
MOST: Final = 1_200
"""Characters of context that are shown of one place."""
_ALIKE: Final = 0.5  # texts with fewer words in common are two texts, not two editions of one
_LONGEST: Final = 600  # words that are compared
_WORD: Final = re.compile(r"\S+")


class Part(NamedTuple):
    """A piece of a text: as it is, quoted, or differing from the other side."""

    text: str
    kind: str = PLAIN


def quoted(context: str, quote: str, marked: Sequence[Part] = ()) -> tuple[Part, ...]:
    """``context`` on one line with ``quote`` told apart in it; the quote alone where the context lacks it.

    Args:
        context: the sentence or the block around the quote.
        quote: the words that matter.
        marked: the quote with the words marked by which it differs from another, instead of the whole of it.
    """
    context, quote = one_line(context), one_line(quote)
    own = tuple(marked) or ((Part(_cut(quote), QUOTE),) if quote else ())
    at = context.find(quote) if quote else -1
    if at < 0:
        return own or ((Part(_cut(context)),) if context else ())
    before, after = context[:at], context[at + len(quote) :]
    return tuple(part for part in (Part(_tail(before)), *own, Part(_head(after))) if part.text)


def contrasted(first: str, second: str) -> tuple[tuple[Part, ...], tuple[Part, ...]] | None:
    """Both texts with the words marked that the other lacks; None where they are two texts and not editions of one."""
    from rapidfuzz.distance import Indel

    mine, theirs = (_WORD.findall(one_line(text))[:_LONGEST] for text in (first, second))
    if not mine or not theirs or Indel.normalized_similarity(mine, theirs) < _ALIKE:
        return None
    ours: list[Part] = []
    others: list[Part] = []
    for code in Indel.opcodes(mine, theirs):
        kind = PLAIN if code.tag == "equal" else DIFFERS
        if code.src_end > code.src_start:
            ours.append(Part(" ".join(mine[code.src_start : code.src_end]), kind))
        if code.dest_end > code.dest_start:
            others.append(Part(" ".join(theirs[code.dest_start : code.dest_end]), kind))
    return _spaced(ours), _spaced(others)


def context_of(page: PageText | None, line: int, quote: str) -> str:
    """The last block of a page that holds ``quote`` and begins at ``line`` or before; "" where none does."""
    wanted = one_line(quote)
    if page is None or not wanted:
        return ""
    found = ""
    for block, begins in zip(page.blocks, page.lines, strict=True):
        if begins > line:
            break
        text = page.text[block.start : block.end]
        if wanted in one_line(text):
            found = text
    return found


def _spaced(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts with a space between each two that is part of neither mark."""
    return tuple(one for part in parts for one in (Part(" "), part))[1:]


def _cut(text: str) -> str:
    return text if len(text) <= MOST else text[:MOST].rstrip() + " …"


def _head(text: str) -> str:
    return text if len(text) <= MOST // 2 else text[: MOST // 2].rpartition(" ")[0] + " …"


def _tail(text: str) -> str:
    return text if len(text) <= MOST // 2 else "… " + text[-MOST // 2 :].partition(" ")[2]
