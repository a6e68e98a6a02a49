"""All names of a schema's concepts, compiled so that one pass over a page finds every mention.

Aho-Corasick with overlapping matches, then word boundaries, then leftmost-longest: the automaton's own
leftmost-longest would choose before the boundaries are known and lose mentions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import ahocorasick_rs

from factlint.domain.inflect import Inflector, plural
from factlint.domain.model import Concept

_FOLD = str.maketrans(dict.fromkeys("-‐‑‒–—\u00a0\u202f\t\n\r", " ") | {"’": "'", "‘": "'"})
_ACRONYM_LENGTH = 5
_SPACES = re.compile(r" {2,}")
_PLAIN_WORD = re.compile(r"[^\W\d_]+")
_WINDOW = 12
_STEM = 3
_ELLIPSIS = re.compile(r",? (?:and|or|and/or) (?P<rest>(?:[^\W_]+ ?){1,4})")


class Mention(NamedTuple):
    """A concept named in a text.

    Attributes:
        start: first character.
        end: one past the last.
        concept: its id.
        brand: whether the words are a product name.
        misnomer: whether the schema lists the words as a wrong name.
    """

    start: int
    end: int
    concept: str
    brand: bool = False
    misnomer: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """One name: what it stands for, and whether its capitals must match."""

    concept: str | None
    name: str
    exact: bool = False
    brand: bool = False
    misnomer: bool = False
    heads: frozenset[str] = frozenset()
    """For the first part of a name alone ("high-risk"): concepts of which one must follow, after a conjunction."""


def fold(text: str) -> str:
    """``text`` in lower case with hyphens and white space as spaces, of the same length."""
    lower = text.translate(_FOLD).lower()
    if len(lower) == len(text):
        return lower
    return "".join(char if len(small := char.lower()) != 1 else small for char in text.translate(_FOLD))


class Vocabulary:
    """Finds mentions; build it once for each schema."""

    def __init__(
        self, terms: Mapping[str, Term], denying: frozenset[str], endings: Mapping[str, str] | None = None
    ) -> None:
        self._keys = sorted(terms)
        self._terms = [terms[key] for key in self._keys]
        self._denying = denying
        self._endings = endings or {}
        longest = sorted(self._endings, key=lambda ending: (-len(ending), ending))
        either = "|".join(map(re.escape, longest))
        self._shape = (
            re.compile(rf"(?<![^\W_])[^\W\d_]{{{_STEM},}}?(?P<ending>{either})(?![^\W_])") if longest else None
        )
        self._concepts = {key: term.concept for key, term in terms.items() if not term.heads}
        self._automaton = ahocorasick_rs.AhoCorasick(self._keys, store_patterns=False) if self._keys else None

    @cached_property
    def words(self) -> frozenset[str]:
        """The single words of all names, in every spelling, wrong names and phrases to ignore among them."""
        return frozenset(word for key in self._keys for word in _PLAIN_WORD.findall(key))

    def find(self, prose: str) -> list[Mention]:
        """Mentions in ``prose``, in order, none overlapping; runs of white space count as one space."""
        if self._automaton is None:
            return []
        folded, offsets = _squeezed(fold(prose))
        hits = [
            (start, -end, index)
            for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True)
            if _bounded(folded, start, end)
        ]
        hits.sort()
        return self._with_strangers(prose, list(self._chosen(prose, folded, offsets, hits)))

    def _with_strangers(self, prose: str, found: list[Mention]) -> list[Mention]:
        """``found`` and the words whose endings say that they name something of a kind ("mifamurtide")."""
        if self._shape is None:
            return found
        taken = {at for mention in found for at in range(mention.start, mention.end)}
        strangers = [
            Mention(match.start(), match.end(), self._endings[match["ending"]])
            for match in self._shape.finditer(fold(prose))
            if match.start() not in taken and match.end() - 1 not in taken
        ]
        return sorted([*found, *strangers])

    def _chosen(
        self, prose: str, folded: str, offsets: list[int] | None, hits: list[tuple[int, int, int]]
    ) -> Iterable[Mention]:
        free = 0
        for start, negative_end, index in hits:
            end = -negative_end
            if start < free or self._denied(folded, start):
                continue
            first = offsets[start] if offsets else start
            last = offsets[end - 1] + 1 if offsets else end
            term = self._terms[index]
            if term.exact and not _same_capitals(prose[first:last], term.name):
                continue
            if term.heads and not self._head_follows(folded, end, term.heads):
                continue
            free = end
            if term.concept is not None:
                yield Mention(first, last, term.concept, term.brand, term.misnomer)

    def _head_follows(self, folded: str, end: int, heads: frozenset[str]) -> bool:
        """Whether "high-risk" is short for "high-risk neuroblastoma" in "high-risk or recurrent neuroblastoma"."""
        match = _ELLIPSIS.match(folded, end)
        if match is None:
            return False
        words = match.group("rest").split()
        phrases = (
            " ".join(words[first:last]) for first in range(len(words)) for last in range(first + 1, len(words) + 1)
        )
        named = (self._concepts.get(phrase) for phrase in phrases)
        return any(concept in heads for concept in named)

    def _denied(self, folded: str, start: int) -> bool:
        before = folded[max(0, start - _WINDOW) : start].rstrip(" ")
        word = before.rpartition(" ")[2]
        return word in self._denying


def vocabulary_terms(concepts: Iterable[Concept], ignore: Iterable[str], inflector: Inflector) -> dict[str, Term]:
    """Every spelling of every name, folded, to its term; plain spellings first, derived ones where still free.

    Raises:
        ValueError: one name belongs to two concepts.
    """
    terms: dict[str, Term] = {}
    named = [(term, folded_name(term.name)) for term in _plain(concepts, ignore)]
    for term, key in named:
        other = terms.setdefault(key, term)
        if other.concept != term.concept:
            raise ValueError(f"{term.name!r} is a name of both {other.concept} and {term.concept}")
    for term, key in named:
        for variant in _variants(key, term, inflector):
            terms.setdefault(variant, term)
    for modifier, term in _modifiers(named, terms):
        terms.setdefault(modifier, term)
    return terms


def _modifiers(named: list[tuple[Term, str]], terms: Mapping[str, Term]) -> list[tuple[str, Term]]:
    """First parts of names whose last part is a name too ("high risk" of "high risk neuroblastoma")."""
    found: dict[str, tuple[str, set[str]] | None] = {}
    for term, key in named:
        words = key.split(" ")
        for cut in range(1, len(words)):
            head, modifier = " ".join(words[cut:]), " ".join(words[:cut])
            if term.concept is None or head not in terms or modifier in terms or terms[head].concept == term.concept:
                continue
            known = found.setdefault(modifier, (term.concept, set()))
            if known is None or known[0] != term.concept:
                found[modifier] = None
                continue
            known[1].add(str(terms[head].concept))
    return [
        (modifier, Term(known[0], modifier, heads=frozenset(known[1])))
        for modifier, known in sorted(found.items())
        if known is not None
    ]


def _plain(concepts: Iterable[Concept], ignore: Iterable[str]) -> Iterable[Term]:
    for concept in concepts:
        for name in concept.names:
            yield Term(concept.id, name, _is_acronym(name), brand=name in concept.brands)
        for name in concept.misnomers:
            yield Term(concept.id, name, misnomer=True)
    for phrase in ignore:
        yield Term(None, phrase)


def folded_name(name: str) -> str:
    """A name as it is looked for: folded, with single spaces; "" where nothing is left of it."""
    return _SPACES.sub(" ", fold(name)).strip()


def _variants(key: str, term: Term, inflector: Inflector) -> set[str]:
    spelled = inflector.spellings(key)
    if term.misnomer:
        return spelled
    if term.exact:
        return spelled | {form + "s" for form in spelled}
    joined = {form.replace(" ", "") for form in spelled if re.search(r"[a-z] \d+$", form)}
    return spelled | joined | {_plural_phrase(form) for form in spelled}


def _plural_phrase(phrase: str) -> str:
    head, space, last = phrase.rpartition(" ")
    return head + space + (plural(last) if last.isalpha() and not last.endswith("s") else last)


def _is_acronym(name: str) -> bool:
    if len(name) > _ACRONYM_LENGTH:
        return False
    capitals = sum(char.isupper() for char in name)
    mixed = capitals > 1 and name.isalnum() and not name.istitle()  # BiTE, mIBG
    return (name.upper() == name and any(char.isalpha() for char in name)) or mixed


def _same_capitals(found: str, name: str) -> bool:
    return found == name or (found[:-1] == name and found[-1] == "s")


def _bounded(folded: str, start: int, end: int) -> bool:
    before = folded[start - 1] if start else " "
    after = folded[end] if end < len(folded) else " "
    return not (before.isalnum() or after.isalnum())


def _squeezed(folded: str) -> tuple[str, list[int] | None]:
    """``folded`` with runs of spaces made one, and each character's offset before; None where nothing changed."""
    if "  " not in folded:
        return folded, None
    parts: list[str] = []
    offsets: list[int] = []
    at = 0
    for run in _SPACES.finditer(folded):
        parts.append(folded[at : run.start() + 1])
        offsets.extend(range(at, run.start() + 1))
        at = run.end()
    parts.append(folded[at:])
    offsets.extend(range(at, len(folded)))
    return "".join(parts), offsets
