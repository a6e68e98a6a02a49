"""Which texts share many runs of words, found without comparing each with each.

A run of words (a shingle) that stands in many different texts is a phrase of the house and joins nothing, so
that the work grows with the number of words, whatever they are.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

Hashes: TypeAlias = "np.ndarray[Any, np.dtype[np.uint64]]"
Whole: TypeAlias = "np.ndarray[Any, np.dtype[np.int64]]"

WIDTH: Final = 4
"""Words in a shingle."""
FEWEST_SHARED: Final = 6
"""Shingles that two texts must share; two short sentences with a word changed still do."""
MOST_TEXTS: Final = 20
"""Different texts that a shingle may stand in and still join them."""

_PRIME: Final = np.uint64(0x100000001B3)
_MIX: Final = np.uint64(0x9E3779B97F4A7C15)


def near_pairs(texts: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """Pairs of positions in ``texts``, the lower first and in order, of those that may be copies of each other.

    Args:
        texts: the words of each; no two are equal.
    """
    shingles, owners = _shingles(texts)
    shingles, owners = _each_once(shingles, owners)
    keys = _joined(shingles, owners, len(texts))
    pairs, shared = np.unique(keys, return_counts=True)
    return [divmod(int(key), len(texts)) for key in pairs[shared >= FEWEST_SHARED]]


def _shingles(texts: Sequence[Sequence[str]]) -> tuple[Hashes, Whole]:
    """The hash of every shingle, and the text that it stands in."""
    known: dict[str, int] = {}
    hashes = np.fromiter((_hash(word, known) for text in texts for word in text), dtype=np.uint64)
    owners = np.repeat(np.arange(len(texts), dtype=np.int64), [len(text) for text in texts])
    last = len(hashes) - WIDTH + 1
    if last < 1:
        return hashes[:0], owners[:0]
    mixed = np.zeros(last, dtype=np.uint64)
    for offset in range(WIDTH):
        mixed = (mixed * _PRIME) ^ (hashes[offset : offset + last] * _MIX)
        mixed ^= mixed >> np.uint64(29)
    inside = owners[:last] == owners[WIDTH - 1 :]
    return mixed[inside], owners[:last][inside]


def _hash(word: str, known: dict[str, int]) -> int:
    """The same in every run, so that what is found does not change with what else there is."""
    found = known.get(word)
    if found is None:
        found = known[word] = zlib.crc32(word.encode("utf-8", "surrogatepass")) + 1
    return found


def _each_once(shingles: Hashes, owners: Whole) -> tuple[Hashes, Whole]:
    """The shingles of each text once, equal ones side by side; without those of one text or of too many."""
    order = np.lexsort((owners, shingles))
    shingles, owners = shingles[order], owners[order]
    again = (shingles[1:] == shingles[:-1]) & (owners[1:] == owners[:-1])
    kept = np.append(np.ones(min(1, len(shingles)), dtype=np.bool_), ~again)
    shingles, owners = shingles[kept], owners[kept]
    _, which, counts = np.unique(shingles, return_inverse=True, return_counts=True)
    fit = (counts > 1) & (counts <= MOST_TEXTS)
    return shingles[fit[which]], owners[fit[which]]


def _joined(shingles: Hashes, owners: Whole, count: int) -> Whole:
    """One number for each two texts of each shingle: the lower's position times ``count``, plus the other's."""
    parts: Iterable[Whole] = [
        owners[:-apart][same] * count + owners[apart:][same]
        for apart in range(1, MOST_TEXTS)
        if (same := shingles[:-apart] == shingles[apart:]).any()
    ]
    return np.concatenate([np.empty(0, dtype=np.int64), *parts])
