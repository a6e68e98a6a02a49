"""Two texts word by word: which of their sentences were one, and which words of those differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from rapidfuzz.distance import Indel, Levenshtein

if TYPE_CHECKING:
    from factlint.compare.passages import Text, Word

FEWEST_SENTENCES: Final = 2
FEWEST_WORDS: Final = 18
"""Equal words that two texts must have in the sentences that were one."""
ALIKE: Final = 0.85
"""Share of the words of those sentences that must be equal."""
SAME_SENTENCE: Final = 0.6
"""Share of the words of one sentence that must be those of the other."""


class Difference(NamedTuple):
    """Words of one text and what stands for them in the other; either may be empty, never both.

    Attributes:
        first: the words in the first text.
        second: the words in the second.
        before: the equal words just before, two at most.
        after: the equal words just after, two at most.
        at: the positions of the sentences that they stand in, of the first text and of the second.
    """

    first: tuple[Word, ...]
    second: tuple[Word, ...]
    before: tuple[Word, ...]
    after: tuple[Word, ...]
    at: tuple[int, int]


class Alignment(NamedTuple):
    """What was one text in two.

    Attributes:
        sentences: positions of the sentences that were one, of the first text and of the second.
        differences: in the order of the first text.
    """

    sentences: tuple[tuple[int, int], ...]
    differences: tuple[Difference, ...]


def aligned(first: Text, second: Text) -> Alignment | None:
    """What was one text in ``first`` and ``second``; None where that is less than two sentences side by side.

    A sentence that only one of them has is left out and is no difference.
    """
    # Of alignments that are equally good one is taken: the same, whichever text comes first.
    if second.keys < first.keys:
        mirrored = aligned(second, first)
        return None if mirrored is None else _mirrored(mirrored)
    pairs = _side_by_side(_same_sentences(first, second))
    equal, total = 0, 0
    differing: list[Difference] = []
    for one, other in pairs:
        left, right = first.sentences[one], second.sentences[other]
        found = list(differences(first, second, (one, other))) if left != right else []
        differing.extend(found)
        longest = max(len(left), len(right))
        total += longest
        equal += longest - sum(max(len(each.first), len(each.second)) for each in found)
    if len(pairs) < FEWEST_SENTENCES or equal < FEWEST_WORDS or equal < ALIKE * total:
        return None
    return Alignment(pairs, tuple(differing))


def _mirrored(alignment: Alignment) -> Alignment:
    differences = (
        Difference(each.second, each.first, each.before, each.after, (each.at[1], each.at[0]))
        for each in alignment.differences
    )
    pairs = sorted((second, first) for first, second in alignment.sentences)
    return Alignment(tuple(pairs), tuple(sorted(differences, key=lambda each: each.at[0])))


def _same_sentences(first: Text, second: Text) -> list[tuple[int, int]]:
    """Sentences that share most of their words in order, in the order of the first text."""
    left = [at for at, sentence in enumerate(first.sentences) for _ in sentence]
    right = [at for at, sentence in enumerate(second.sentences) for _ in sentence]
    every = [[key for sentence in text.sentences for key in sentence] for text in (first, second)]
    # Words are only left out or added here: two texts may share the end of the one and the start of the other.
    shared: Counter[tuple[int, int]] = Counter()
    for step in Indel.opcodes(*every):
        if step.tag == "equal":
            shared.update(zip(left[step.src_start : step.src_end], right[step.dest_start : step.dest_end], strict=True))
    return sorted(
        pair
        for pair, count in shared.items()
        if count >= SAME_SENTENCE * max(len(first.sentences[pair[0]]), len(second.sentences[pair[1]]))
    )


def _side_by_side(pairs: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Those that follow or are followed by another one in both texts."""
    known = set(pairs)
    return tuple((one, other) for one, other in pairs if (one - 1, other - 1) in known or (one + 1, other + 1) in known)


def differences(first: Text, second: Text, at: tuple[int, int]) -> Iterator[Difference]:
    """The words that differ in two sentences; two places with a single equal word between them are one."""
    changed: list[list[int]] = []
    for step in Levenshtein.opcodes(first.sentences[at[0]], second.sentences[at[1]]):
        if step.tag == "equal":
            continue
        if changed and step.src_start - changed[-1][1] <= 1:
            changed[-1][1], changed[-1][3] = step.src_end, step.dest_end
        else:
            changed.append([step.src_start, step.src_end, step.dest_start, step.dest_end])
    left, right = first.words(at[0]), second.words(at[1])
    for start, end, other, last in changed:
        before, after = left[max(0, start - 2) : start], left[end : end + 2]
        yield Difference(left[start:end], right[other:last], before, after, at)
