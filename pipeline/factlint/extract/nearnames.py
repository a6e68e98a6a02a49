"""Words that are a slip away from a concept's name and are no word themselves."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from factlint.domain.compiled import CompiledDomain
from factlint.domain.inflect import singular
from factlint.domain.slips import Slip, kept_ending
from factlint.domain.vocabulary import Mention
from factlint.extract.facts import Signal
from factlint.pages import Page
from factlint.spans import Span

NEAR_NAME: Final = "near-name"
SHORTEST: Final = 6
"""Letters; a rule asks for more. Words below are one slip from each other too often."""
_LONGEST: Final = 40
_STEM: Final = 5
"""Letters before a kept ending below which one letter makes another name of the kind (afatinib, apatinib)."""
_OWN: Final = 3
"""A word that stands so often on a page which never has the name near it is that page's own."""
_REMEMBERED: Final = 100_000  # words; a page or two more than a large site has

_LETTERS: Final = re.compile(rf"[^\W\d_]{{{SHORTEST},{_LONGEST}}}")
_WORD: Final = re.compile(rf"(?<![\w'’])[^\W\d_]{{{SHORTEST},{_LONGEST}}}(?!\w|['’](?!s\b))")
_ADDRESS: Final = re.compile(r"://|www\.|@|_|\w[./\\]\w+[./\\]\w|\w\.\w")
_FAR: Final = 200  # characters of an address that are looked at


class Near(NamedTuple):
    """The name that a word is near: the concept it is of, the word of it that is meant, and how sure that is."""

    concept: str
    name: str
    slip: Slip


class _Name(NamedTuple):
    concept: str
    word: str
    alone: bool  # whether it is the whole name


class NearNameReader:
    """Finds near names on pages; build it once for each schema."""

    def __init__(self, compiled: CompiledDomain) -> None:
        language = compiled.language
        self._slips = language.slips
        self._spellings = language.inflector.spellings
        self._known = compiled.vocabulary.words | compiled.known_words | compiled.right_words
        concepts = compiled.domain.concepts.values()
        endings = {ending.lower() for concept in concepts for ending in concept.endings}
        self._endings = sorted(endings, key=lambda ending: (-len(ending), ending))
        self._names: dict[str, dict[str, _Name]] = defaultdict(dict)
        for word, name in _names((concept.id, name) for concept in concepts for name in concept.names):
            self._names[word[0]][word] = name
        self._near = lru_cache(maxsize=_REMEMBERED)(self._nearest)

    def signals(self, page: Page, spans: Sequence[Span], mentions: Iterable[Mention]) -> Iterator[Signal]:
        """A signal for each near name in ``spans`` of the page, with the right name as its detail."""
        words = {word: near for word in set(_LETTERS.findall(page.prose.lower())) if (near := self._near(word))}
        if not words:
            return
        found = [
            (match.span(), words[match.group().lower()])
            for span in spans
            for match in _WORD.finditer(page.prose, span.start, span.end)
            if match.group().lower() in words
        ]
        named = {mention.concept for mention in mentions}
        times = Counter(page.prose[start:end].lower() for (start, end), _ in found)
        for (start, end), near in found:
            word = page.prose[start:end]
            again = near.slip is Slip.LIKELY and times[word.lower()] >= _OWN
            own = again and near.concept not in named
            if not own and not _is_address(page.prose, start, end):
                span = Span(start, end)
                yield Signal(page.doc, page.places.of(span), span, NEAR_NAME, near.concept, word, near.name)

    def _nearest(self, word: str) -> Near | None:
        """The name that ``word``, in lower case, is a slip away from; None where it is a word, or near to several."""
        if word in self._known:
            return None
        names = self._judged(word)
        best = max((slip for slip, _ in names), default=Slip.NONE)
        if best is Slip.NONE or self._is_known(word, self._known):
            return None
        dictionary = _dictionary()
        # A part of a name that is a word by itself ("blood", "lymphoblastic") is not worth a guess.
        near = [each for slip, each in names if slip is best and (each.alone or each.word.lower() not in dictionary)]
        concepts = {each.concept for each in near}
        if len(concepts) != 1 or self._is_known(word, dictionary):
            return None
        return Near(near[0].concept, near[0].word, best)

    def _judged(self, word: str) -> list[tuple[Slip, _Name]]:
        """The names that ``word`` may be, those alone that are least different from it."""
        names = self._names.get(word[0], {})
        # In one call for all of them: a page of a million words must not take minutes.
        found = process.extract(word, list(names), scorer=DamerauLevenshtein.distance, score_cutoff=2, limit=None)
        judged = [(self._judge(word, name), names[name], edits) for name, edits, _ in found]
        least = min((edits for slip, _, edits in judged if slip is not Slip.NONE), default=0)
        return [(slip, name) for slip, name, edits in judged if edits == least]

    def _judge(self, word: str, name: str) -> Slip:
        slip = self._slips.judge(word, name)
        ending = kept_ending(word, name, self._endings)
        short = min(len(word), len(name)) - len(ending) < _STEM
        return Slip.NONE if slip is Slip.LIKELY and ending and short else slip

    def _is_known(self, word: str, words: frozenset[str]) -> bool:
        return any(form in words for base in (word, singular(word)) for form in self._spellings(base))


def _names(named: Iterable[tuple[str, str]]) -> Iterator[tuple[str, _Name]]:
    """Every word of every name by which it may be told, in lower case, each once."""
    parts: dict[str, _Name] = {}
    for concept, name in named:
        words = re.findall(r"[^\W\d_]+", name)
        for word in words:
            alone = len(words) == 1
            known = parts.get(word.lower())
            if len(word) >= SHORTEST and (known is None or (alone and not known.alone)):
                parts[word.lower()] = _Name(concept, word, alone)
    yield from sorted(parts.items())


def _is_address(prose: str, start: int, end: int) -> bool:
    """Whether the word is a part of a web address, a file's name or the like."""
    before, after = prose[max(0, start - _FAR) : start], prose[end : end + _FAR]
    before = before.rsplit(maxsplit=1)[-1] if before and not before[-1].isspace() else ""
    after = after.split(maxsplit=1)[0] if after and not after[0].isspace() else ""
    return bool(_ADDRESS.search(before + prose[start:end] + after))


@lru_cache(maxsize=1)
def _dictionary() -> frozenset[str]:
    """English words, as they come with the spell checker; loaded once it is sure to be needed."""
    from spellchecker import SpellChecker

    return frozenset(SpellChecker(language="en").word_frequency.words())
