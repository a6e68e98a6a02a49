"""Which of the texts that are gone is which of those that are new: the same, or more than half the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

_SHARE: Final = 0.5
_WORDS: Final = 4  # that stand together, so that two pages are not alike because they use the same words
_EVERYWHERE: Final = 20  # texts that share a run of words, from which on it tells nothing


def renamed(gone: Mapping[str, bytes], new: Mapping[str, bytes]) -> dict[str, str]:
    """The new name of each text that has one, by its earlier name.

    Each name is used once: equal texts first, then those that have most in common. The outcome depends on no order.

    Args:
        gone: contents by the names that are no longer there.
        new: contents by the names that were not there before.
    """
    found = _equal(gone, new)
    left = {name: text for name, text in gone.items() if name not in found}
    taken = set(found.values())
    alike = _alike(left, {name: text for name, text in new.items() if name not in taken})
    for _, earlier, name in sorted(alike):
        if earlier not in found and name not in taken:
            found[earlier] = name
            taken.add(name)
    return found


def _equal(gone: Mapping[str, bytes], new: Mapping[str, bytes]) -> dict[str, str]:
    by_text: dict[bytes, list[str]] = {}
    for name in sorted(new, reverse=True):
        by_text.setdefault(new[name], []).append(name)
    found = {}
    # Of several equal texts the one that kept its file name is the likelier.
    for name in sorted(gone):
        same = by_text.get(gone[name], [])
        if same:
            kept = [each for each in same if _last(each) == _last(name)]
            found[name] = kept[-1] if kept else same[-1]
            same.remove(found[name])
    return found


def _alike(gone: Mapping[str, bytes], new: Mapping[str, bytes]) -> Iterator[tuple[float, str, str]]:
    """Pairs that have more than half in common, as share below 0, so that the most alike sorts first."""
    runs = {name: _runs(text) for name, text in new.items()}
    where: dict[bytes, list[str]] = {}
    for name, own in runs.items():
        for run in own:
            where.setdefault(run, []).append(name)
    for earlier, text in gone.items():
        mine = _runs(text)
        common: Counter[str] = Counter()
        for run, times in mine.items():
            names = where.get(run, ())
            for name in names if len(names) <= _EVERYWHERE else ():
                common[name] += min(times, runs[name][run])
        for name, shared in common.items():
            share = shared / max(mine.total(), runs[name].total())
            if share >= _SHARE:
                yield -share, earlier, name


def _runs(text: bytes) -> Counter[bytes]:
    words = text.split()
    count = max(1, len(words) - _WORDS + 1)
    return Counter(b" ".join(words[start : start + _WORDS]) for start in range(count if words else 0))


def _last(name: str) -> str:
    return name.rpartition("/")[2]
