"""How the time to find passages that were one text grows with their number.

Run ``python benchmarks/copies.py [SIZE ...]``; prints seconds of this process for each number of passages, a
tenth of which are copies with a word changed, and the exponent of growth. The last two lines are for what a
hostile repository may hold: one paragraph over and over, and one that differs in a word each time.
"""

from __future__ import annotations

import random
import sys
import time
from typing import TYPE_CHECKING, Final

import numpy as np

from factlint.compare.copies import copies
from factlint.compare.passages import Passage, distinct_texts
from factlint.spans import Place

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZES: Final = (5_000, 10_000, 20_000)
VOCABULARY: Final = 8_000
SENTENCES: Final = 5
WORDS: Final = 16  # in a sentence
COPIED: Final = 0.1


def invented(size: int) -> list[str]:
    """So many texts; common words are as much more frequent as in a language."""
    draw = random.Random(7)
    vocabulary = [f"word{at}" for at in range(VOCABULARY)]
    weights = [1 / (at + 3) for at in range(VOCABULARY)]
    texts: list[str] = []
    for _ in range(size):
        if texts and draw.random() < COPIED:
            changed = draw.choice(texts).split(" ")
            changed[draw.randrange(len(changed))] = "changed"
            texts.append(" ".join(changed))
        else:
            spoken = draw.choices(vocabulary, weights, k=SENTENCES * WORDS)
            texts.append("\n".join(" ".join(spoken[at : at + WORDS]) for at in range(0, len(spoken), WORDS)))
    return texts


def seconds(texts: Sequence[str]) -> tuple[float, int]:
    """The time of this process to find the copies, and how many pairs there are."""
    place = Place(1, 1, 1, 2)
    passages = [Passage(f"{at}.md", place, 0, len(text), None, "", text) for at, text in enumerate(texts)]
    began = time.process_time()
    found = copies(distinct_texts(passages))
    return time.process_time() - began, len(found)


def main(sizes: Sequence[int]) -> None:
    """Prints a line for each size and for each hostile text."""
    rows = []
    for size in sizes:
        taken, pairs = seconds(invented(size))
        rows.append((size, max(taken, 1e-3)))
        print(f"{size:>8} passages {taken:>8.2f} s {pairs:>8} pairs", flush=True)
    if len(rows) > 1:
        power = np.polyfit(*np.log(np.array(rows)).T, 1)[0]
        print(f"time grows with passages to the power of {power:.2f}")
    (text,) = invented(1)
    for name, texts in (
        ("alike", [text] * max(sizes)),
        ("with a word of its own", [f"{text} own{at}" for at in range(max(sizes))]),
    ):
        taken, pairs = seconds(texts)
        print(f"{max(sizes):>8} times one paragraph, {name}: {taken:.2f} s, {pairs} pairs")


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or list(SIZES))
