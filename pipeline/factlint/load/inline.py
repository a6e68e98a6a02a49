"""What is to be read of a Markdown paragraph: its words in their places, marks blanked."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from markdown_it.token import Token

_LIMIT: Final = 20_000  # characters of one paragraph; of a longer one only code and link targets are left out
_TARGET: Final = re.compile(
    r"""\(\s*+(?:<[^<>\n]*+>|(?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*+\))*+)
    (?:\s++(?:"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|\((?:[^()\\]|\\.)*+\)))?\s*+\)
    |\[[^\[\]]*+\]""",
    re.VERBOSE | re.DOTALL,
)
_BACKTICKS: Final = re.compile(r"`+")
# What follows the text of a link; bounded, and nothing is given back, so that it takes linear time.
_LONG_TARGET: Final = re.compile(
    r"""(?<=\])\([^()\s"]{0,2000}+(?:\([^()\s"]{0,2000}+\)[^()\s"]{0,2000}+)?+"""
    r"""(?:\s{1,9}+"[^"\n]{0,2000}+")?+\)"""
)
_RAISED: Final = re.compile(r"<(sup|sub)\b", re.IGNORECASE)
_ALL_BUT_BREAKS: Final = re.compile(r"[^\r\n]")
_SYMBOL: Final = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,2}\Z")


class Inline(NamedTuple):
    """A paragraph as it is read: as long as its source; whether all its words are bold; comments in it, as written."""

    prose: str
    is_bold: bool
    comments: tuple[str, ...] = ()


@cache
def parser() -> MarkdownIt:
    """CommonMark with tables. Blocks and what is in them are parsed apart, as the latter may be long."""
    return MarkdownIt("commonmark").enable("table").disable(["inline", "text_join"])


def read_inline(content: str, env: Mapping[str, Any]) -> Inline:
    """What is to be read of ``content``; ``env`` holds the page's link references."""
    if len(content) > _LIMIT:
        return Inline(_without_targets(_without_code(content)), False)
    tokens: list[Token] = []
    parser().inline.parse(content, parser(), dict(env), tokens)
    return _Aligned(content).put(tokens)


def _without_code(content: str) -> str:
    """Code spans blanked: each from a run of backticks to the next one that is as long."""
    runs = [match.span() for match in _BACKTICKS.finditer(content)]
    closing: dict[int, int] = {}
    latest: dict[int, int] = {}
    for index in reversed(range(len(runs))):
        length = runs[index][1] - runs[index][0]
        closing[index] = latest.get(length, index)
        latest[length] = index
    parts, place, index = [], 0, 0
    while index < len(runs):
        last = closing[index]
        if last > index:
            parts += [content[place : runs[index][0]], blanked(content[runs[index][0] : runs[last][1]])]
            place = runs[last][1]
        index = last + 1
    return "".join([*parts, content[place:]])


def _without_targets(content: str) -> str:
    return _LONG_TARGET.sub(lambda match: blanked(match[0]), content)


class _Aligned:
    """Finds each token in the source again: tokens come in its order."""

    def __init__(self, content: str) -> None:
        self._content = content
        self._prose = [char if char in "\r\n" else " " for char in content]
        self._place = 0
        self._bold = 0
        self._plain = self._in_bold = 0
        self._automatic = False
        self._raised_at: int | None = None

    def put(self, tokens: Sequence[Token]) -> Inline:
        for token in tokens:
            self._put(token)
        comments = tuple(token.content for token in tokens if token.type == "html_inline" and "<!--" in token.content)
        return Inline("".join(self._prose), self._in_bold > 0 and self._plain == 0, comments)

    def _put(self, token: Token) -> None:
        kind = token.type
        if kind == "text":
            self._text(token.content)
        elif kind == "text_special":
            self._special(token)
        elif kind in ("softbreak", "hardbreak"):
            self._skip("\n")
        elif kind in ("em_open", "em_close", "strong_open", "strong_close"):
            self._skip(token.markup)
            self._bold += {"strong_open": 1, "strong_close": -1}.get(kind, 0)
        elif kind == "code_inline":
            self._code(token.markup)
        elif kind == "html_inline":
            self._html(token.content)
        elif kind == "link_open":
            self._automatic = token.info == "auto"
            self._skip("<" if self._automatic else "[")
        elif kind == "link_close":
            self._close_link(">" if self._automatic else "]")
        elif kind == "image":
            self._skip("![")
            self._skip(token.content)
            self._close_link("]")

    def _skip(self, mark: str) -> int:
        """Passes over ``mark``; returns where it begins, or where it is sought if it is not there."""
        found = self._content.find(mark, self._place)
        if found < 0:
            return self._place
        self._place = found + len(mark)
        return found

    def _text(self, text: str) -> None:
        if not text:
            return
        start = self._skip(text)
        if self._content.startswith(text, start):
            self._write(text, start if self._raised_at is None else self._raised_at)
            self._raised_at = None

    def _special(self, token: Token) -> None:
        start = self._skip(token.markup)
        text = token.content
        if self._content.startswith(token.markup, start) and len(text) <= len(token.markup):
            self._write(text.replace("\n", " "), self._place - 1 if token.info == "escape" else start)

    def _write(self, text: str, start: int) -> None:
        self._prose[start : start + len(text)] = text
        letters = sum(map(str.isalnum, text))
        if self._bold:
            self._in_bold += letters
        else:
            self._plain += letters

    def _code(self, markup: str) -> None:
        self._skip(markup)
        closing = re.compile(rf"(?<!`){re.escape(markup)}(?!`)").search(self._content, self._place)
        self._place = closing.end() if closing else self._place

    def _html(self, tag: str) -> None:
        start = self._skip(tag)
        # The digit of m<sup>2</sup> is moved next to its unit: apart, it would be another number.
        before = "".join(self._prose[max(0, start - 3) : start])
        self._raised_at = start if _RAISED.match(tag) and _SYMBOL.search(before) else None

    def _close_link(self, mark: str) -> None:
        self._skip(mark)
        target = _TARGET.match(self._content, self._place) if mark == "]" else None
        self._place = target.end() if target else self._place


def blanked(text: str) -> str:
    """Spaces in place of all but line breaks."""
    return _ALL_BUT_BREAKS.sub(" ", text)


def joined(source: str, parts: Iterable[tuple[int, str]]) -> str:
    """``source`` with everything blanked but ``parts``, which are in order, each written at its offset."""
    prose, place = [], 0
    for start, text in parts:
        prose += [blanked(source[place:start]), text]
        place = start + len(text)
    return "".join([*prose, blanked(source[place:])])
