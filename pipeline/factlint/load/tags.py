"""HTML cut into tags and text, in one pass and in time linear in the source whatever is left unclosed.

The standard library's parser is not used: it rescans the rest of the file for each tag or comment left open.
"""

from __future__ import annotations

import html
import re
from html.entities import html5
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# Unclosed comments, tags and quotes reach to the end of the file, as in browsers; so every branch consumes
# what it has looked at, and nothing is looked at twice.
_TOKEN: Final = re.compile(
    r"""(?P<text>[^<]++)
    | <!--(?P<comment>.*?)(?:-->|\Z)
    | <!\[CDATA\[(?P<cdata>.*?)(?:\]\]>|\Z)
    | <(?P<close>/?)(?P<name>[A-Za-z][^\s/>]*+)
      (?P<attributes>(?:[^>=]++|=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))?+)*+)(?:>|\Z)
    | <[!?/][^>]*+(?:>|\Z)
    | (?P<lone><)""",
    re.VERBOSE | re.DOTALL,
)
_ATTRIBUTE: Final = re.compile(r"""([^\s=/>"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+))?""")
_ATTRIBUTES_LIMIT: Final = 20_000  # characters of one tag's attributes that are looked at
_RAW: Final = {
    name: re.compile(rf"</{name}(?=[\s/>]|\Z)", re.IGNORECASE)
    for name in ("script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes")
}
_ENTITY: Final = re.compile(r"&(?:#\d{1,8}|#[xX][0-9a-fA-F]{1,7}|[A-Za-z][A-Za-z0-9]{0,31})(;?)")
_SHORTEST, _LONGEST = 2, 6  # names of entities that need no semicolon


class Tag(NamedTuple):
    """A start or end tag.

    Attributes:
        name: in lower case.
        start: offset of its ``<``.
        closing: whether it is an end tag.
        empty: whether it ends in ``/>``.
        attributes: names in lower case to values; "" for those without one.
    """

    name: str
    start: int
    closing: bool
    empty: bool
    attributes: Mapping[str, str]


class Text(NamedTuple):
    """A run of text between tags, entities not decoded; ``raw`` where it is none (a script)."""

    start: int
    end: int
    raw: bool = False


class Comment(NamedTuple):
    """A comment: where it stands, marks included, and what it says."""

    start: int
    end: int
    text: str


_NONE: Final[Mapping[str, str]] = {}


def tokens(source: str) -> Iterator[Tag | Text | Comment]:
    """The tags, texts and comments of ``source``, in order; declarations are left out."""
    place, length = 0, len(source)
    while place < length:
        match = _TOKEN.match(source, place)
        if match is None:  # never: the branches cover every character
            return
        place = match.end()
        if match["name"]:
            tag = _tag(match)
            yield tag
            if not tag.closing and tag.name in _RAW:
                closing = _RAW[tag.name].search(source, place)
                end = closing.start() if closing else length
                yield Text(place, end, raw=True)
                place = end
        elif match["text"] or match["lone"]:
            yield Text(match.start(), match.end())
        elif match["cdata"]:
            yield Text(match.start("cdata"), match.end("cdata"))
        elif match["comment"]:
            yield Comment(match.start(), match.end(), match["comment"])


def _tag(match: re.Match[str]) -> Tag:
    attributes = match["attributes"]
    closing = bool(match["close"])
    parsed = _parsed(attributes) if attributes and not closing and not attributes.isspace() else _NONE
    return Tag(match["name"].lower(), match.start(), closing, attributes.rstrip().endswith("/"), parsed)


def _parsed(attributes: str) -> dict[str, str]:
    parsed: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(attributes[:_ATTRIBUTES_LIMIT]):
        if value[:1] in ('"', "'"):
            value = value[1:-1]
        parsed.setdefault(name.lower(), html.unescape(value) if "&" in value else value)
    return parsed


def entity_at(source: str, place: int, end: int) -> tuple[str, int]:
    """What the ``&`` at ``place`` stands for and where it ends; a plain "&" if it begins no entity."""
    match = _ENTITY.match(source, place, end)
    if not match:
        return "&", place + 1
    whole = match.group()
    if match[1] or whole[1] == "#":
        decoded = html.unescape(whole)
        return (decoded, match.end()) if decoded != whole else ("&", place + 1)
    for length in range(min(_LONGEST, len(whole) - 1), _SHORTEST - 1, -1):
        name = whole[1 : length + 1]
        if name in html5:
            return html5[name], place + 1 + length
    return "&", place + 1
