"""Which sentences seem to make a claim and were not read, and why as far as can be told."""

from __future__ import annotations

from collections.abc import Sequence

from factlint.domain.compiled import CompiledDomain
from factlint.domain.vocabulary import Mention
from factlint.extract.facts import Fact
from factlint.extract.focus import Subject
from factlint.extract.matching import Match
from factlint.extract.quantities import Quantity
from factlint.extract.roles import Roles
from factlint.extract.tokens import Tagged


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
        """Why a sentence that seems to make a claim gave no fact; None where it gave one or makes none."""
        if roles.ties:
            return "two patterns fit equally well: " + " / ".join(next(iter(roles.ties.values())))
        if facts:
            return None
        if orphans:
            return f"cannot tell what it is about ({orphans[0].pattern.attribute})"
        kinds = {kind for subject in about for kind in subject.kinds}
        open_kinds = {
            tag.value.kind.value
            for at, token in enumerate(tagged.tokens)
            if isinstance(tag := token.tag, Quantity) and at not in roles.explained
        }
        if self._takes(kinds, open_kinds):
            return "no pattern gives the quantity a role"
        if not any(isinstance(token.tag, Quantity) for token in tagged.tokens) and self._takes(
            kinds, self._values(tagged)
        ):
            return "no pattern reads it"
        if self._speaks_of_status(tagged):
            return "no pattern reads its status"
        return None

    def _speaks_of_status(self, tagged: Tagged) -> bool:
        """Whether a sentence names what can have a status, and holds a word that statuses are said in."""
        concepts = self._compiled.domain.concepts
        kinds = {
            kind
            for token in tagged.tokens[: tagged.main]
            if isinstance(token.tag, Mention)
            for kind in concepts[token.tag.concept].kinds
        }
        return not kinds.isdisjoint(self._status_kinds) and not self._status_words.isdisjoint(tagged.keys)

    def _takes(self, kinds: set[str], values: set[str]) -> bool:
        """Whether some attribute of a subject of ``kinds`` takes a value of one of the kinds ``values``."""
        reported = (one for one in self._compiled.domain.attributes.values() if one.report)
        return any((one.value_kind or one.kind.value) in values and not kinds.isdisjoint(one.of) for one in reported)

    def _values(self, tagged: Tagged) -> set[str]:
        """Kinds of the mentions that can be no subject, and so may be a value."""
        concepts = self._compiled.domain.concepts
        found = {
            kind
            for token in tagged.tokens
            if isinstance(token.tag, Mention)
            for kind in concepts[token.tag.concept].kinds
        }
        return found - self._compiled.subject_kinds
