"""Passages that are copies of each other, near or exact; pages that copy one another count as one voice."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from factlint.compare.alignment import Alignment, aligned
from factlint.compare.passages import distinct_texts
from factlint.compare.shingles import near_pairs

if TYPE_CHECKING:
    from factlint.compare.passages import Passage, Text

Item = TypeVar("Item", bound=Hashable)


class Copy(NamedTuple):
    """Two different texts that were one; ``first`` comes before ``second`` in the order of their words."""

    first: Text
    second: Text
    alignment: Alignment


def copies(texts: Sequence[Text]) -> list[Copy]:
    """Texts that were one, in the order of ``texts``, which `distinct_texts` gives."""
    found = []
    for one, other in near_pairs([text.keys for text in texts]):
        alignment = aligned(texts[one], texts[other])
        if alignment is not None:
            found.append(Copy(texts[one], texts[other], alignment))
    return found


def groups(pairs: Iterable[tuple[Item, Item]]) -> Mapping[Item, Item]:
    """For each item of ``pairs`` one that stands for all those it is joined with, directly or not."""
    parents: dict[Item, Item] = {}
    for pair in pairs:
        one, other = (_root(parents, each) for each in pair)
        if one != other:
            parents[other] = one
    return {item: _root(parents, item) for item in list(parents)}


def copied(passages: Sequence[Passage]) -> Mapping[tuple[str, int, int], str]:
    """For each passage that has copies the key of their group, by page, start and end.

    A key is the page and the first character of the first passage of the group, ``page.md:120``. Equal texts are
    copies, however many, and so are those that share, but for a few words, half of their sentences or more.
    """
    texts = distinct_texts(passages)
    joined = [(copy.first.keys, copy.second.keys) for copy in copies(texts) if _is_whole(copy)]
    root = groups(joined)
    members: dict[tuple[str, ...], list[Passage]] = {}
    for text in texts:
        members.setdefault(root.get(text.keys, text.keys), []).extend(text.passages)
    places = ([(each.doc, each.start, each.end) for each in group] for group in members.values() if len(group) > 1)
    return {place: "{}:{}".format(*min(group)) for group in places for place in group}


def voices(passages: Sequence[Passage]) -> Callable[[str, int], str]:
    """Who speaks at a place: called with a page and an offset in its text, it gives a key.

    Keys are equal for places in passages that are copies of each other; elsewhere the key is the page.
    """
    by_page: dict[str, list[tuple[int, int, str]]] = {}
    for (doc, start, end), key in sorted(copied(passages).items()):
        by_page.setdefault(doc, []).append((start, end, key))

    def voice(doc: str, start: int) -> str:
        spans = by_page.get(doc, [])
        at = bisect_right(spans, (start, float("inf"))) - 1
        return spans[at][2] if at >= 0 and start < spans[at][1] else doc

    return voice


def _is_whole(copy: Copy) -> bool:
    longest = max(len(copy.first.sentences), len(copy.second.sentences))
    return 2 * len(copy.alignment.sentences) >= longest


def _root(parents: dict[Item, Item], item: Item) -> Item:
    parents.setdefault(item, item)
    while parents[item] != item:
        parents[item] = parents[parents[item]]
        item = parents[item]
    return item
