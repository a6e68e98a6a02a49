"""Lines of a plain text: what each looks like by itself, and which of them belong together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from factlint.load.labels import DateLabels

_CONTENT: Final = re.compile(r"[^\r\n]+")
_BREAKS: Final = frozenset({"\n", "\r\n", "\r"})
_TAB: Final = 4
_NARROWEST, _WIDEST = 50, 120  # widths at which people break lines by hand
_CLOSING: Final = "\"'”’)]» "

_BULLET: Final = re.compile(
    r"(?P<sign>[•◦▪‣●○∙·■□*➢►–—-]|o(?=[ \t]))[ \t\xa0]+(?=\S)"
    r"|(?P<number>\(?\d{1,3}[.)])[ \t\xa0]+(?=\S)"
    r"|(?P<letter>\(?[a-z][)]|\([ivx]{1,5}\)|[ivx]{1,5}\))[ \t\xa0]+(?=\S)"
    r"|(?P<glued>[•◦▪‣●])(?=\S)"
)
_LONE_BULLET: Final = re.compile(r"[•◦▪‣●○∙■□➢►]")
_MARKED: Final = re.compile(r"(#{1,6})(?:[ \t]+|$)")
_CLOSING_MARKS: Final = re.compile(r"[ \t]+#+[ \t]*$")
_RULE: Final = re.compile(r"([-=_*~#+])\1{2,}|(?:[-*_] ){2,}[-*_]")
_NUMBERED: Final = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})[.)]?[ \t]+(?=[A-Z])")
_PAIR: Final = re.compile(r"([A-Z0-9][^:\r\n.?!|]{0,48}?)[ \t]*:[ \t]+(\S.*)")
_PLAIN_STOP: Final = re.compile(r"[.!?][\"'”’)]?\s+[A-Z(]")
_NOT_IN_HEADINGS: Final = re.compile(r"[|@©{}<>=]|https?:|www\.|\.\.|\t")
_LONGEST_HEADING: Final = 80
_LONGEST_QUESTION: Final = 160
_MOST_WORDS: Final = 12


class Line(NamedTuple):
    """A line that is not blank.

    Attributes:
        start: first character that is not white space.
        end: one past the last.
        indent: columns of white space before it.
        gap: whether a blank line, or the start of the text, stands before it.
    """

    start: int
    end: int
    indent: int
    gap: bool


class Bullet(NamedTuple):
    """A list mark: the family it belongs to and where the item's text begins."""

    family: str
    text: int


def lines_of(text: str) -> list[Line]:
    """The lines of ``text`` that hold something."""
    lines: list[Line] = []
    last = -1
    for match in _CONTENT.finditer(text):
        raw = match.group()
        stripped = raw.strip()
        if not stripped:
            continue
        start = match.start() + len(raw) - len(raw.lstrip())
        gap = last < 0 or text[last : match.start()] not in _BREAKS
        indent = start - match.start()
        if indent and "\t" in raw[:indent]:
            indent = sum(_TAB if char == "\t" else 1 for char in raw[:indent])
        lines.append(Line(start, start + len(stripped), indent, gap))
        last = match.end()
    return lines


def bullet_of(text: str, line: Line) -> Bullet | None:
    """The list mark that ``line`` begins with."""
    match = _BULLET.match(text, line.start, line.end)
    if not match:
        return None
    family = match["sign"] or match["glued"] or ("1" if match["number"] else "a")
    return Bullet(family, match.end())


def is_lone_bullet(text: str, line: Line) -> bool:
    """Whether a list mark stands by itself, its item on the next line."""
    return line.end - line.start == 1 and bool(_LONE_BULLET.match(text, line.start))


def marked_heading(text: str, line: Line) -> tuple[int, int, int] | None:
    """Level, start and end of a heading marked ``## so``; start equals end where the mark stands alone."""
    match = _MARKED.match(text, line.start, line.end)
    if not match:
        return None
    closing = _CLOSING_MARKS.search(text, match.end(), line.end)
    return len(match[1]), match.end(), max(match.end(), closing.start() if closing else line.end)


def underline(text: str, line: Line) -> str:
    """The sign of a line that is only a rule; "" for any other."""
    match = _RULE.fullmatch(text, line.start, line.end)
    return text[line.start] if match else ""


def pair_of(text: str, line: Line) -> tuple[int, int] | None:
    """Where the label of a line "Label: value" ends and where its value begins."""
    match = _PAIR.fullmatch(text, line.start, line.end)
    if not match or len(match[1].split()) > 4 or len(match[2].split()) > 14 or match[2].endswith(":"):
        return None
    return match.end(1), match.start(2)


def is_sentence(text: str, start: int, end: int) -> bool:
    """Whether a text ends as a sentence does."""
    return text[start:end].rstrip(_CLOSING)[-1:] in (".", "!", "?", "…") or bool(_PLAIN_STOP.search(text, start, end))


def looks_like_heading(text: str, line: Line, words: DateLabels) -> bool:
    """Whether a line that stands alone could be a heading: short, no sentence, not the start of one."""
    number = _NUMBERED.match(text, line.start, line.end)
    content = text[number.end() if number else line.start : line.end]
    question = content.endswith("?")
    if len(content) > (_LONGEST_QUESTION if question else _LONGEST_HEADING) or len(content) < 2:
        return False
    if content[-1] in ".,;:!…-–—" or _NOT_IN_HEADINGS.search(content) or _PLAIN_STOP.search(content):
        return False
    tokens = content.split()
    first = tokens[0].lstrip("\"'“‘([")
    if first.islower() or not any(char.isalpha() for char in content) or content[0] == "(":
        return False
    if question or len(tokens) > _MOST_WORDS:
        return question
    return tokens[-1].lower() not in words.leads_on or tokens[0].lower() in words.asks


def number_depth(text: str, line: Line) -> int:
    """How many parts the number of a numbered heading has; 0 where there is none."""
    match = _NUMBERED.match(text, line.start, line.end)
    return match[1].count(".") + 1 if match else 0


def is_capitals(text: str, line: Line) -> bool:
    """Whether a line of at least two words, or of six letters, is in capitals."""
    content = text[line.start : line.end]
    return content.isupper() and (" " in content or len(content) > 5)


def goes_on(text: str, upper: Line, lower: Line, width: int) -> bool:
    """Whether ``lower`` continues the paragraph that ``upper`` belongs to.

    Args:
        text: the text.
        upper: a line of running text.
        lower: the line right below it.
        width: the longest line around them: one that had no room for the next word was broken by hand.
    """
    if text[lower.start].islower():
        return True
    if upper.end - upper.start + len(_first_word(text, lower)) < width or not _NARROWEST <= width <= _WIDEST:
        return False
    return text[upper.end - 1] != ":"


def _first_word(text: str, line: Line) -> str:
    return text[line.start : min(line.end, line.start + 30)].split(maxsplit=1)[0]
