"""Copies of one text that no longer say the same, and are not about two things that differ by nature."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from itertools import combinations, product
from typing import TYPE_CHECKING, Final, NamedTuple

from factlint.compare.alignment import Difference
from factlint.compare.copies import Copy, copies, groups
from factlint.compare.passages import distinct_texts, keys
from factlint.compare.weights import Weight

if TYPE_CHECKING:
    from factlint.compare.names import Names
    from factlint.compare.passages import Passage, Text, Word
    from factlint.compare.weights import Wordlists

SECTIONS: Final = " > "
_LOOKED_AT: Final = 25  # passages of one text whose headings are compared
_LONG: Final = 3  # sentences
_FILLERS: Final = 3
_HOUSE: Final = 20  # pages; a text that more have does not make twins of them
_MOST: Final = 0.5  # of the words of a page
_FEWEST_SHARED: Final = 3  # passages
_NEARLY_ALL: Final = 0.9  # of the words of a page
_SLIPS: Final = 2  # passages in which one page may differ from its copy by a slip


class Weighed(NamedTuple):
    """A difference and what it is worth."""

    difference: Difference
    weight: Weight

    @property
    def grave(self) -> bool:
        """Whether one copy says another number or names something else, or denies what the other says."""
        return self.weight >= Weight.NEGATION


class Drift(NamedTuple):
    """Two texts that were one and differ.

    Attributes:
        first: the one.
        second: the other.
        sentences: positions of the sentences that were one.
        differences: those worth something, in the order of the text.
        subject: the concept that both are about, where it is known and one.
        twins: whether most of what the two pages say is one text: what differs there is no other thing's.
    """

    first: Text
    second: Text
    sentences: tuple[tuple[int, int], ...]
    differences: tuple[Weighed, ...]
    subject: str | None
    twins: bool = False

    @property
    def weight(self) -> Weight:
        """Of the most telling difference."""
        return max(each.weight for each in self.differences)

    @property
    def docs(self) -> frozenset[str]:
        """The pages on which either stands."""
        return self.first.docs | self.second.docs


class _Heads(NamedTuple):
    """What title and headings name: concepts, their words, and those of the title alone."""

    concepts: frozenset[str]
    words: frozenset[str]
    title: frozenset[str]


class Judge:
    """Tells copies that have drifted apart from two things described alike.

    Args:
        names: finds concepts among words.
        wordlists: by which differences are weighed.
        titles: of the pages, by their id.
        audiences: of the pages that have one, by their id.
    """

    def __init__(
        self, names: Names, wordlists: Wordlists, titles: Mapping[str, str], audiences: Mapping[str, str]
    ) -> None:
        self._names, self._wordlists = names, wordlists
        self._titles, self._audiences = titles, audiences
        self._known: dict[tuple[str, str], _Heads] = {}

    def drift(self, copy: Copy, twins: Container[frozenset[str]] = ()) -> Drift | None:
        """What has drifted in a copy; None where nothing has that an editor would want to see.

        Args:
            copy: two texts.
            twins: pairs of pages of which most is one text.
        """
        if not copy.alignment.differences:
            return None
        first, second = self._named(copy)
        together = self._together(copy, first & second)
        if not together:
            return None
        whole = any(frozenset((one.doc, other.doc)) in twins for one, other in together)
        if first - second and second - first and not whole:
            return None
        own, others = (
            frozenset(word for each in set(side) for word in self._heads(each).words)
            for side in zip(*together, strict=True)
        )
        differing = [each for each in copy.alignment.differences if not _is_moved(each, copy)]
        weighed = [Weighed(each, self._weigh(each, own - others, others - own)) for each in differing]
        if whole:
            weighed = [each._replace(weight=self._of_one_thing(each)) for each in weighed]
        telling = tuple(each for each in weighed if each.weight is not Weight.NOTHING)
        if not telling or any(each.weight is Weight.NAME for each in telling) or _renames(telling):
            return None
        drift = Drift(copy.first, copy.second, copy.alignment.sentences, telling, _subject(together), whole)
        return drift if _is_telling(drift, together) or (whole and drift.weight > Weight.STRENGTH) else None

    def _of_one_thing(self, weighed: Weighed) -> Weight:
        """What a difference is worth between pages that are about one thing: another name is no other thing's."""
        if weighed.weight is not Weight.NAME:
            return weighed.weight
        first, second = self._concepts(weighed.difference.first), self._concepts(weighed.difference.second)
        return Weight.CONCEPT if first and second and first != second else Weight.WORDING

    def _weigh(self, difference: Difference, own: frozenset[str], others: frozenset[str]) -> Weight:
        """A concept that only one copy names, among others or in place of other words, is no drift of a claim."""
        sides = (difference.first, difference.second)
        if any(self._concepts(side) for side in sides):
            return Weight.NAME if all(sides) else Weight.NOTHING
        return self._wordlists.weigh(difference, own, others)

    def _concepts(self, side: Sequence[Word]) -> set[str]:
        """What some words name; "5 years" may be a case that figures are given for, and is a length of time here."""
        found = self._names.find([word.key for word in side])
        return {each.concept for each in found if not side[each.start].key[:1].isdigit()}

    def _named(self, copy: Copy) -> tuple[frozenset[str], frozenset[str]]:
        """The concepts that the sentences that were one name, in the first text and in the second."""
        sides = zip(*copy.alignment.sentences, strict=True)
        first, second = (
            frozenset(named.concept for at in side for named in self._names.find(text.sentences[at]))
            for text, side in zip((copy.first, copy.second), sides, strict=True)
        )
        return first, second

    def _together(self, copy: Copy, shared: frozenset[str]) -> list[tuple[Passage, Passage]]:
        """The passages of the two texts that may be about one thing, for one audience."""
        pairs = product(copy.first.passages[:_LOOKED_AT], copy.second.passages[:_LOOKED_AT])
        return [pair for pair in pairs if self._one_audience(*pair) and not self._apart(*pair, shared)]

    def _one_audience(self, first: Passage, second: Passage) -> bool:
        audiences = {self._audiences[each.doc] for each in (first, second) if each.doc in self._audiences}
        return len(audiences) < 2

    def _apart(self, first: Passage, second: Passage, shared: frozenset[str]) -> bool:
        """Whether titles and headings name two things, and the passages do not name the one they are about."""
        one, other = self._heads(first), self._heads(second)
        if one.concepts - other.concepts and other.concepts - one.concepts:
            return True
        concept = first.concept if first.concept == second.concept else None
        if concept is not None and concept in shared and not self._names.is_general(concept):
            return False
        return bool(one.title - other.title and other.title - one.title)

    def _heads(self, passage: Passage) -> _Heads:
        key = (passage.doc, passage.section)
        known = self._known.get(key)
        if known is None:
            little = self._wordlists.little
            title = self._titles.get(passage.doc, "")
            every = keys(f"{title} {passage.section}")
            first = keys(title or passage.section.partition(SECTIONS)[0])
            concepts = frozenset(named.concept for named in self._names.find(every))
            known = self._known[key] = _Heads(concepts, frozenset(every) - little, frozenset(first) - little)
        return known


def _is_moved(difference: Difference, copy: Copy) -> bool:
    """Whether both texts have one of the two sentences as it is: they have it in another order."""
    first, second = difference.at
    return copy.first.sentences[first] in copy.second.sentences or copy.second.sentences[second] in copy.first.sentences


def _subject(together: Iterable[tuple[Passage, Passage]]) -> str | None:
    """The concept that both texts are about wherever they may be about one thing."""
    pairs = {(first.concept, second.concept) for first, second in together}
    first, second = next(iter(pairs)) if len(pairs) == 1 else (None, None)
    return first if first == second else None


def _renames(telling: Sequence[Weighed]) -> bool:
    """Whether one word stands for another throughout: a name that the schema does not have."""
    swaps = [
        tuple(tuple(word.key for word in side) for side in (each.difference.first, each.difference.second))
        for each in telling
        if each.weight is Weight.WORDING
    ]
    return len(set(swaps)) < len(swaps)


def _is_telling(drift: Drift, together: Iterable[tuple[Passage, Passage]]) -> bool:
    """Of two things quantities differ by nature, and so they do of two cases on one page (stages, sizes of a pack)."""
    elsewhere = not drift.first.docs & drift.second.docs
    if drift.weight is Weight.STRENGTH:
        return elsewhere or all(each.weight is Weight.STRENGTH for each in drift.differences)
    if drift.subject is None and all(None not in (first.concept, second.concept) for first, second in together):
        return False
    return elsewhere


def _is_wording(drift: Drift) -> bool:
    return drift.weight < Weight.STRENGTH


def _worth_a_look(known: Sequence[Drift], doubles: Container[frozenset[str]], wording: bool) -> list[Drift]:
    """Those that say something else, and of mere wording what may be a slip.

    A page that is another's copy but for a place or two was changed by hand there; one that is reworded throughout is
    another edition. Where ``wording`` is asked for, long copies elsewhere count as well.
    """
    pairs = Counter(pair for each in known for pair in _pages(each))
    return [
        each
        for each in known
        if not _is_wording(each)
        or all(frozenset(pair) in doubles and pairs[pair] <= _SLIPS for pair in _pages(each))
        or (wording and len(each.sentences) >= _LONG)
    ]


def _pages(drift: Drift) -> list[tuple[str, str]]:
    return sorted(product(drift.first.docs, drift.second.docs))[:_LOOKED_AT]


def drifts(
    passages: Sequence[Passage], judge: Judge, most_pages: Callable[[str], int], *, wording: bool = False
) -> list[tuple[Drift, ...]]:
    """Groups of copies that have drifted, each with its pairs, in the order of their words.

    A text that stands, in whatever form, on more pages than ``most_pages`` allows is a snippet of the house, and
    left out.

    Args:
        passages: of every page.
        judge: tells what has drifted.
        most_pages: how many pages a text may stand on, by page.
        wording: whether other words for the same are looked for.
    """
    texts = distinct_texts(passages)
    every = copies(texts)
    twins = twin_pages(texts, every)
    pages: dict[tuple[str, ...], set[str]] = {}
    for copy in every:
        for text in (copy.first, copy.second):
            pages.setdefault(text.keys, set()).update(copy.first.docs, copy.second.docs)
    nearest = _nearest(every)
    known = [
        drift
        for copy in every
        if not any(_is_snippet(pages[text.keys], most_pages) for text in (copy.first, copy.second))
        and _is_nearest(copy, nearest)
        and (drift := judge.drift(copy, twins)) is not None
    ]
    known = _worth_a_look(known, twin_pages(texts, every, _NEARLY_ALL), wording)
    root = groups((each.first.keys, each.second.keys) for each in known)
    members: dict[tuple[str, ...], list[Drift]] = {}
    for each in known:
        members.setdefault(root[each.first.keys], []).append(each)
    found = (_without_slots(group) for group in members.values())
    return [
        group for group in found if group and not _is_snippet({doc for each in group for doc in each.docs}, most_pages)
    ]


def twin_pages(texts: Sequence[Text], every: Iterable[Copy], most: float = _MOST) -> frozenset[frozenset[str]]:
    """Pairs of pages of which most is one text: so much of the words of the shorter, in three passages or more.

    Args:
        texts: every text with its passages.
        every: those that are near copies.
        most: what share is enough.
    """
    length: Counter[str] = Counter()
    shared: Counter[frozenset[str]] = Counter()
    passages: Counter[frozenset[str]] = Counter()
    for text in texts:
        length.update({doc: len(text.keys) for doc in text.docs})
        if len(text.docs) <= _HOUSE:
            _share(shared, passages, combinations(sorted(text.docs), 2), len(text.keys))
    for copy in every:
        if len(copy.first.docs) * len(copy.second.docs) <= _HOUSE:
            pairs = (pair for pair in product(copy.first.docs, copy.second.docs) if pair[0] != pair[1])
            _share(shared, passages, pairs, min(len(copy.first.keys), len(copy.second.keys)))
    return frozenset(
        pair
        for pair, words in shared.items()
        if passages[pair] >= _FEWEST_SHARED and words > most * min(length[doc] for doc in pair)
    )


def _share(
    shared: Counter[frozenset[str]], passages: Counter[frozenset[str]], pairs: Iterable[tuple[str, str]], words: int
) -> None:
    for pair in map(frozenset, pairs):
        shared[pair] += words
        passages[pair] += 1


def _nearest(every: Iterable[Copy]) -> Mapping[tuple[tuple[str, ...], str], int]:
    """For each text and each page the words in which the page's nearest other text differs."""
    nearest: dict[tuple[tuple[str, ...], str], int] = {}
    for copy in every:
        for one, other in ((copy.first, copy.second), (copy.second, copy.first)):
            for doc in other.docs:
                key = (one.keys, doc)
                nearest[key] = min(_cost(copy), nearest.get(key, _cost(copy)))
    return nearest


def _is_nearest(copy: Copy, nearest: Mapping[tuple[tuple[str, ...], str], int]) -> bool:
    """Whether two texts are each other's counterpart on some page; a page that has both has two texts alike."""
    first, second = copy.first, copy.second
    if first.docs & second.docs and len(first.docs | second.docs) > 1 and not _was_repeated(first, second):
        return False
    cost = _cost(copy)
    return any(nearest[first.keys, doc] == cost for doc in second.docs) and any(
        nearest[second.keys, doc] == cost for doc in first.docs
    )


def _was_repeated(first: Text, second: Text) -> bool:
    """Whether a page says once what its copy says twice, and says it otherwise where the copy repeats it."""
    for one, other in ((first, second), (second, first)):
        times = Counter(passage.doc for passage in one.passages)
        if any(times[doc] < times[copy] for doc in one.docs & other.docs for copy in one.docs - other.docs):
            return True
    return False


def _cost(copy: Copy) -> int:
    return sum(max(len(each.first), len(each.second)) for each in copy.alignment.differences)


def _without_slots(group: Sequence[Drift]) -> tuple[Drift, ...]:
    """The drifts of a group, but for those in words that every copy has of its own: a form with a slot."""
    fillers: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for difference in (each.difference for drift in group for each in drift.differences):
        for side in (difference.first, difference.second):
            fillers.setdefault(_slot(difference), set()).add(tuple(word.key for word in side))
    return tuple(
        drift
        for drift in group
        if not any(len(fillers[_slot(each.difference)]) >= _FILLERS for each in drift.differences)
    )


def _slot(difference: Difference) -> tuple[str, ...]:
    return tuple(word.key for word in (*difference.before, *difference.after))


def _is_snippet(docs: set[str], most_pages: Callable[[str], int]) -> bool:
    return len(docs) > min(most_pages(doc) for doc in docs)
