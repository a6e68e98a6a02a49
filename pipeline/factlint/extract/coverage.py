"""Which sentences seem to make a claim and were not read, and why as far as can be told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from factlint.domain.compiled import CompiledDomain
from factlint.domain.model import Attribute
from factlint.domain.vocabulary import Mention
from factlint.extract.facts import Fact
from factlint.extract.focus import Subject
from factlint.extract.matching import Match
from factlint.extract.quantities import Quantity
from factlint.extract.roles import Roles
from factlint.extract.tokens import Tagged

STATUS: Final = "status"
_TIED: Final = "two patterns fit equally well"
_LOST: Final = "cannot tell what it is about"


class Left(NamedTuple):
    """Something in a sentence that an attribute of its subject could have taken, and none did.

    Attributes:
        at: position of its token.
        kind: the kind of quantity or concept that it is; `STATUS` for a word that statuses are said in.
    """

    at: int
    kind: str


def has_a_pattern(why: str) -> bool:
    """Whether a sentence that was not read for the reason ``why`` has a pattern already, and lacks something else."""
    return why.startswith((_TIED, _LOST))


class Coverage:
    """Judges what reading a sentence has left open, for one schema."""

    def __init__(self, compiled: CompiledDomain) -> None:
        self._compiled = compiled
        attributes = compiled.domain.attributes
        statuses = [reader for key, reader in compiled.readers.items() if attributes[key].polarity]
        anchors = [anchor for reader in statuses for pattern in reader.patterns for anchor in pattern.anchors]
        words = frozenset().union(*anchors)
        self._status_words = {word for word in words if not word.startswith("#")} - compiled.language.inflector.fixed
        self._status_kinds = {kind for key in attributes if attributes[key].polarity for kind in attributes[key].of}

    def why_unread(
        self, tagged: Tagged, roles: Roles, facts: Sequence[Fact], orphans: Sequence[Match], about: Sequence[Subject]
    ) -> str | None:
        """Why a sentence that seems to make a claim was not read through; None where it was, or makes none."""
        if roles.ties:
            return f"{_TIED}: " + " / ".join(next(iter(roles.ties.values())))
        kinds = frozenset(kind for subject in about for kind in subject.kinds)
        if facts:
            quantities = [tagged.tokens[left.at] for left in self._quantities(tagged, roles, kinds)]
            read = all(any(fact.span.start <= one.start < fact.span.end for fact in facts) for one in quantities)
            return None if read else "no pattern gives one of its quantities a role"
        if orphans:
            return f"{_LOST} ({orphans[0].pattern.attribute})"
        if self._quantities(tagged, roles, kinds):
            return "no pattern gives the quantity a role"
        if self._concepts(tagged, kinds):
            return "no pattern reads it"
        if self._statuses(tagged):
            return "no pattern reads its status"
        return None

    def left(self, tagged: Tagged, roles: Roles, kinds: frozenset[str]) -> list[Left]:
        """What a sentence about a concept of ``kinds`` leaves over, of the sort for which it counts as unread."""
        return self._quantities(tagged, roles, kinds) or self._concepts(tagged, kinds) or self._statuses(tagged)

    def takers(self, left: Left, kinds: frozenset[str]) -> list[str]:
        """The attributes that could take what is left over of a subject of ``kinds``, in the schema's order."""
        attributes = self._compiled.domain.attributes.values()
        return [one.id for one in attributes if one.report and not kinds.isdisjoint(one.of) and _takes(one, left.kind)]

    def _quantities(self, tagged: Tagged, roles: Roles, kinds: frozenset[str]) -> list[Left]:
        """Quantities without a role that some attribute of ``kinds`` takes."""
        found = [
            Left(at, tag.value.kind.value)
            for at, token in enumerate(tagged.tokens)
            if isinstance(tag := token.tag, Quantity) and at not in roles.explained
        ]
        return [left for left in found if self.takers(left, kinds)]

    def _concepts(self, tagged: Tagged, kinds: frozenset[str]) -> list[Left]:
        """Mentions that can be no subject and that some attribute of ``kinds`` takes; none beside a quantity."""
        if any(isinstance(token.tag, Quantity) for token in tagged.tokens):
            return []
        found = [
            Left(at, kind)
            for at, token in enumerate(tagged.tokens)
            if isinstance(token.tag, Mention)
            for kind in self._compiled.domain.concepts[token.tag.concept].kinds
            if kind not in self._compiled.subject_kinds
        ]
        return [left for left in found if self.takers(left, kinds)]

    def _statuses(self, tagged: Tagged) -> list[Left]:
        """Words that statuses are said in, where the sentence names what can have one."""
        concepts = self._compiled.domain.concepts
        kinds = {
            kind
            for token in tagged.tokens[: tagged.main]
            if isinstance(token.tag, Mention)
            for kind in concepts[token.tag.concept].kinds
        }
        if kinds.isdisjoint(self._status_kinds):
            return []
        return [Left(at, STATUS) for at, token in enumerate(tagged.tokens) if token.word in self._status_words]


def _takes(attribute: Attribute, kind: str) -> bool:
    if kind == STATUS:
        return bool(attribute.polarity)
    return kind in {attribute.value_kind or attribute.kind.value, *(other.value for other in attribute.other_kinds)}
