"""The concepts that words name, told from a schema's names alone: for texts that are read no further."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from factlint.compare.passages import words
from factlint.domain.inflect import plural, singular

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factlint.domain.model import Concept, Domain

_SHORTEST: Final = 2  # letters of a name


class Named(NamedTuple):
    """Words, by position, that name a concept."""

    start: int
    end: int
    concept: str


class Names:
    """Finds the names of every schema's concepts among words, the longest first."""

    def __init__(self, domains: Mapping[str, Domain]) -> None:
        self._schemas = [domains[schema].concepts for schema in sorted(domains)]

    @cached_property
    def _known(self) -> dict[str, list[tuple[tuple[str, ...], str]]]:
        # When first asked for: most small changes hold no two texts that are alike.
        known: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for concepts in self._schemas:
            for key in sorted(concepts):
                for name in _names(concepts[key]):
                    known.setdefault(name[0], []).append((name, key))
        for names in known.values():
            names.sort(key=lambda name: (-len(name[0]), name))
        return known

    @cached_property
    def _general(self) -> set[str]:
        every = [(key, each) for concepts in self._schemas for key, each in concepts.items()]
        return {parent for _, each in every for parent in each.is_a} | {key for key, each in every if each.varied}

    def find(self, keys: Sequence[str]) -> Iterator[Named]:
        """The names among ``keys``, in order, none within another."""
        at = 0
        while at < len(keys):
            name = next((each for each in self._known.get(keys[at], ()) if _stands(each[0], keys, at)), None)
            if name is not None:
                yield Named(at, at + len(name[0]), name[1])
            at += len(name[0]) if name is not None else 1

    def is_general(self, concept: str) -> bool:
        """Whether there are kinds of a concept, so that two texts may be of different ones."""
        return concept in self._general


def _names(concept: Concept) -> Iterator[tuple[str, ...]]:
    """The words of every name of a concept, its last one in every form."""
    for name in (*concept.names, *concept.misnomers):
        found = tuple(word.key for word in words(name))
        if not found or len("".join(found)) < _SHORTEST:
            continue
        *head, last = found
        for form in sorted({last, singular(last), plural(last)}):
            yield (*head, form)


def _stands(name: Sequence[str], keys: Sequence[str], at: int) -> bool:
    return tuple(keys[at : at + len(name)]) == tuple(name)
