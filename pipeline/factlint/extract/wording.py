"""Building blocks of the regular expressions that read wording: word lists, gaps, and text in lower case."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

_SPACE = r"[^\S\r\n]"
_NEWLINE = r"(?:\r\n?|\n)"
GAP = rf"(?:{_SPACE}+(?:{_NEWLINE}{_SPACE}*)?|{_NEWLINE}{_SPACE}*)"
"""White space within a paragraph: a line may break, a blank line ends it."""
JOINT = rf"(?:{GAP}|[-‑‐])"
"""What stands between the words of a compound: white space or a hyphen."""
JOINTS = " \t\r\n\u00a0\u2009\u202f-‑‐"
"""The characters that a `JOINT` begins with."""
END = r"(?:(?!\w)|(?<!\w))"
"""The end of a word or sign."""

_Trie: TypeAlias = dict[str, "_Trie"]
_STOP = ""


def any_of(phrases: Iterable[str]) -> str:
    """A pattern for the longest of ``phrases`` in lower case, merged by common beginnings.

    It fails where there are none. A space in a phrase stands for any `GAP`.
    """
    root: _Trie = {}
    for phrase in sorted({" ".join(phrase.lower().split()) for phrase in phrases}):
        node = root
        for letter in phrase:
            node = node.setdefault(letter, {})
        node[_STOP] = {}
    return _pattern(root) if root else r"(?!)"


def lowered(text: str) -> str:
    """``text`` in lower case, of the same length: a letter that would become two stays as it is."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


def folded(phrase: str) -> str:
    """``phrase`` as `any_of` sees it: in lower case, with single spaces."""
    return " ".join(phrase.lower().split())


def _pattern(node: _Trie) -> str:
    branches = [_step(letter) + _pattern(rest) for letter, rest in node.items() if letter != _STOP]
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 and _STOP not in node else f"(?:{'|'.join(branches)})"
    return f"{body}?" if _STOP in node else body


def _step(letter: str) -> str:
    return GAP if letter == " " else re.escape(letter)
