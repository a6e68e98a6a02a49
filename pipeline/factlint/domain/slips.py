"""Tells a slip of the finger or the ear from another word: how a name may come to be misspelt, and how not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum
from itertools import pairwise
from typing import Final

from rapidfuzz.distance import DamerauLevenshtein, Levenshtein

LONG: Final = 11
"""From so many letters on two slips may meet in one word."""


class Slip(IntEnum):
    """How sure it is that a word is a name misspelt."""

    NONE = 0
    """It is another word."""
    LIKELY = 1
    """A letter is missing, too many, or taken for one like it."""
    CERTAIN = 2
    """Two letters changed places, or one is doubled or no longer double: two names hardly ever differ so."""


class Slips:
    """Compares words with names, both in lower case.

    A slip leaves the first letter alone, for names that begin otherwise are other names, and takes the last one for
    none but a consonant like it, for words that end otherwise are other forms.

    Args:
        vowels: they are taken for each other.
        alike: groups of other letters that are taken for each other (c and k).
        rows: the keys of a keyboard, row by row; neighbours are taken for each other.
    """

    def __init__(self, vowels: str, alike: Iterable[str], rows: Iterable[str]) -> None:
        self._vowels = frozenset(vowels)
        self._alike = frozenset(
            (one, other) for group in (vowels, *alike) for one in group for other in group if one != other
        )
        keys = [pair for row in rows for pair in pairwise(row)]
        self._alike |= frozenset([*keys, *((other, one) for one, other in keys)])

    def judge(self, word: str, name: str) -> Slip:
        """How sure it is that ``word`` is ``name`` misspelt."""
        if not word or not name or word[0] != name[0] or word == name:
            return Slip.NONE
        if is_swap(word, name) or is_double(word, name):
            return Slip.CERTAIN
        return Slip.LIKELY if self._may_end(word, name) and self._is_likely(word, name) else Slip.NONE

    def _may_end(self, word: str, name: str) -> bool:
        """Whether the last letters are one letter or, but for vowels, alike: vowels make other forms of a word."""
        if word[-1] == name[-1]:
            return True
        alike = word[:-1] == name[:-1] and (word[-1], name[-1]) in self._alike
        return alike and self._vowels.isdisjoint((word[-1], name[-1]))

    def _is_likely(self, word: str, name: str) -> bool:
        most = 2 if min(len(word), len(name)) >= LONG else 1
        if DamerauLevenshtein.distance(word, name, score_cutoff=most) > most:
            return False
        edits = Levenshtein.editops(word, name)
        return len(edits) <= most and all(
            edit.tag != "replace" or (word[edit.src_pos], name[edit.dest_pos]) in self._alike for edit in edits
        )


def is_swap(word: str, name: str) -> bool:
    """Whether two letters beside each other have changed places."""
    at = [place for place, pair in enumerate(zip(word, name, strict=False)) if pair[0] != pair[1]]
    swapped = len(word) == len(name) and len(at) == 2 and at[1] == at[0] + 1
    return swapped and word[at[0]] == name[at[1]] and word[at[1]] == name[at[0]]


def is_double(word: str, name: str) -> bool:
    """Whether one of the two has a letter twice that the other has once."""
    longer, shorter = sorted((word, name), key=len, reverse=True)
    if len(longer) != len(shorter) + 1:
        return False
    at = next((place for place, letter in enumerate(shorter) if longer[place] != letter), len(shorter))
    return longer[at] == longer[at - 1] and longer[:at] + longer[at + 1 :] == shorter


def kept_ending(word: str, name: str, endings: Sequence[str]) -> str:
    """The ending by which names of a kind are known that both words have; "" where there is none.

    Args:
        word: in lower case.
        name: likewise.
        endings: the longest first.
    """
    return next((ending for ending in endings if word.endswith(ending) and name.endswith(ending)), "")
