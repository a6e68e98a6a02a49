"""What of an HTML page is read: its main content, without what stands beside it on every page of the site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from factlint.load.elements import Element, names

if TYPE_CHECKING:
    from collections.abc import Sequence

_MUTE: Final = names(  # never text of the page
    """script style template noscript button select option optgroup datalist textarea input iframe object
    embed svg math canvas video audio map noembed noframes xmp del s strike code dialog progress meter"""
)
_FURNITURE: Final = names("nav footer aside search")
_FURNITURE_ROLES: Final = names("navigation contentinfo complementary search menu menubar")
_MUTE_ROLES: Final = names("dialog alertdialog tooltip")
_FURNITURE_WORDS: Final = re.compile(
    r"(?<![a-z])(?:cookies?|consent|breadcrumbs?|nav|navbar|navigation|menu|share|sharing|social|footer|sidebar)"
    r"(?![a-z])"
)
_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_ALWAYS_READ: Final = names("html body main article h1")
_MUCH: Final = 0.3  # of the page's letters: what holds them is no furniture, whatever its class says
_MOST: Final = 0.5


def classify(elements: Sequence[Element]) -> None:
    """Marks the elements that are no text of the page, and those beside its content."""
    total = max(1, elements[0].letters)
    for element in elements[1:]:
        _classify(element, total)


def main_content(elements: Sequence[Element]) -> int:
    """The number of the element with the main content; 0, the page, where no main or article holds most."""
    visible = _visible_letters(elements)
    best = 0
    for number, element in enumerate(elements):
        is_main = element.name in ("main", "article") or element.attributes.get("role") == "main"
        if is_main and (best == 0 or visible[number] > visible[best]):
            best = number
    return best if visible[best] >= _MOST * visible[0] else 0


def _visible_letters(elements: Sequence[Element]) -> list[int]:
    """For each element how much text it holds that is read; 0 for those that are not."""
    visible = [element.letters for element in elements]
    unread = [element.mute or element.furniture for element in elements]
    for number in range(1, len(elements)):  # elements come after the ones around them
        unread[number] = unread[number] or unread[elements[number].parent]
    hidden = [0] * len(elements)
    for number in range(len(elements) - 1, 0, -1):
        hidden[elements[number].parent] += elements[number].letters if unread[number] else hidden[number]
    return [0 if unread[number] else visible[number] - hidden[number] for number in range(len(elements))]


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
    if element.holds_title or element.letters > _MUCH * total or name in _ALWAYS_READ:
        return
    words = f"{attributes.get('class', '')} {attributes.get('id', '')}"[:500]
    element.furniture = bool(_FURNITURE_WORDS.search(_CAMEL.sub("-", words).lower()))
