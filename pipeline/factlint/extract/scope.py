"""What limits a claim: the scope dimensions that the sentence, its list, the headings, the title or the page state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from factlint.domain.compiled import CompiledDomain
from factlint.domain.model import PART
from factlint.domain.vocabulary import Mention
from factlint.extract.matching import Match, PatternIndex
from factlint.extract.roles import is_like
from factlint.extract.tokens import Tagged, Token

JOIN_REACH = 8
UNNAMED_REACH = 6
ALTERNATIVES = 2

IN_LIST = "the list"
IN_TABLE = "the table"
BESIDE_LABEL = "the label"

Stated = Mapping[str, str]
"""Dimension to concept id."""


@dataclass
class ScopeFrame:
    """What stands around a sentence: from the nearest to the farthest.

    Attributes:
        lead: what the lead-in of its list, or the rest of its row in a table, states.
        lead_name: what ``lead`` is called.
        headings: what each open heading states, with its level.
        title: what the title states.
        page: what is known of the page as a whole.
    """

    lead: Stated = field(default_factory=dict)
    lead_name: str = IN_LIST
    headings: list[tuple[int, Stated]] = field(default_factory=list)
    title: Stated = field(default_factory=dict)
    page: Stated = field(default_factory=dict)

    def open_heading(self, level: int, stated: Stated) -> None:
        """Enter a section."""
        while self.headings and self.headings[-1][0] >= level:
            self.headings.pop()
        self.headings.append((level, stated))
        self.lead = {}

    def around(self) -> Iterator[tuple[str, Stated]]:
        """Sources in order of precedence, each with a name for people."""
        yield self.lead_name, self.lead
        for _, stated in reversed(self.headings):
            yield "the heading", stated
        yield "the title", self.title
        yield "the page", self.page


class ScopeReader:
    """Reads scope for one schema."""

    def __init__(self, compiled: CompiledDomain) -> None:
        domain = compiled.domain
        self._domain = domain
        self._joins = compiled.language.joins
        self._known = compiled.known_words
        self._beside = compiled.beside
        self._kinds = compiled.subject_kinds
        language = compiled.language
        self._little = language.inflector.fixed | language.finite | language.openers | language.aside | language.joins
        self._unnamed = PatternIndex(pattern for patterns in compiled.unnamed.values() for pattern in patterns)
        self._dimension = {kind: name for name, kinds in domain.dimensions.items() for kind in kinds}

    def stated(self, tagged: Tagged) -> dict[str, str]:
        """The one value of each dimension that a heading, a title or a lead-in states; none where it states several."""
        found: dict[str, set[str]] = {}
        for place, token in enumerate(tagged.tokens):
            dimension = self.dimension(token)
            if dimension:
                found.setdefault(dimension, set()).add(self._stated_at(tagged, place))
            elif isinstance(token.tag, Mention):
                for implied, concept in self._domain.concepts[token.tag.concept].implies.items():
                    found.setdefault(implied, set()).add(concept)
        for name, words in self._unknown(tagged, range(len(tagged.tokens))):
            found.setdefault(name, {words})
        narrowed = {name: self._narrowest(concepts) for name, concepts in found.items()}
        return {name: concepts[0] for name, concepts in narrowed.items() if len(concepts) == 1}

    def alternatives(
        self, match: Match, tagged: Tagged, skip: frozenset[int], frame: ScopeFrame
    ) -> list[dict[str, str]]:
        """Scopes of a claim, one for each alternative that the sentence joins by "or" and "and".

        Args:
            match: the claim.
            tagged: its sentence.
            skip: positions that are the claim's own subject and value, with what is attached to them.
            frame: what stands around the sentence.
        """
        places = self._places(match, tagged, skip)
        scopes = self._combined(tagged, places)
        clause = tagged.clause(match.first)
        for scope in scopes:
            for name, words in self._unknown(tagged, range(clause.start, max(clause.stop, match.last))):
                scope.setdefault(name, words)
            for _, stated in frame.around():
                for name, concept in stated.items():
                    if self._is_meant(scope.get(name), concept):
                        scope[name] = concept
        return scopes

    def _is_meant(self, said: str | None, around: str) -> bool:
        """Whether what stands around a claim limits it: where it says nothing itself, or "the cancer" in general."""
        if said is None:
            return True
        general = said.rpartition(PART)[2]
        known = self._domain.concepts.get(general)
        return known is not None and known.varied and general != around and self._domain.is_a(around, general)

    def _unknown(self, tagged: Tagged, region: range) -> Iterator[tuple[str, str]]:
        """Dimensions limited by words that the schema has no name for: "treatment of polycythaemia vera may ..."."""
        for found in self._unnamed.matches(tagged):
            if found.first in region:
                ahead = tagged.tokens[found.last : found.last + UNNAMED_REACH]
                words = list(takewhile(self._may_name, ahead))
                after = ahead[len(words) : len(words) + 1]
                named = bool(after) and self.dimension(after[0]) == found.pattern.attribute
                if any(map(self._is_part, words)) and not named:
                    yield found.pattern.attribute, "-".join(token.word for token in words)

    def is_narrowed(self, match: Match, tagged: Tagged, skip: frozenset[int]) -> bool:
        """Whether an unknown word makes a narrower case of what the sentence is limited to: "blast crisis CML"."""
        places = [at for at in self._places(match, tagged, skip) if at]
        return any(self._is_part(tagged.tokens[at - 1]) for at in places)

    def attached(self, tagged: Tagged, place: int) -> list[int]:
        """Positions of mentions of other dimensions that stand directly before or after ``place`` and qualify it."""
        own = self.dimension(tagged.tokens[place])
        found = []
        at = place - 1
        while at >= 0 and (dimension := self.dimension(tagged.tokens[at])) and dimension != own:
            found.append(at)
            at -= 1
        return sorted(found)

    def filled_by(self, kind: str) -> str:
        """The dimension that concepts of ``kind`` fill; "" for none."""
        return self._dimension.get(kind, "")

    def dimension(self, token: Token) -> str:
        """The dimension that a token states; "" for none."""
        if not isinstance(token.tag, Mention):
            return ""
        kinds = self._domain.concepts[token.tag.concept].kinds
        return next((self._dimension[kind] for kind in kinds if kind in self._dimension), "")

    def values(self, tagged: Tagged, places: Sequence[int]) -> dict[str, str]:
        """Dimension to concept of the mentions at ``places``."""
        return {self.dimension(tagged.tokens[place]): self._stated_at(tagged, place) for place in places}

    def _places(self, match: Match, tagged: Tagged, skip: frozenset[int]) -> list[int]:
        clause = tagged.clause(match.first)
        within = range(clause.start, max(clause.stop, match.last))
        own, others = self._shares(match, tagged, within)
        names = [at for at in within if self._is_name(tagged.tokens[at])]
        apart = frozenset(at for at in within if self.dimension(tagged.tokens[at]) in self._beside)
        if len(names) > 1:
            skip |= apart - {match.subject - 1}
        told = {self.dimension(tagged.tokens[at]) for at in own if at not in skip}
        skip |= others | {at for at in within if at not in own and self.dimension(tagged.tokens[at]) in told - {""}}
        regions = [within, range(min(clause.start, tagged.main))]
        taken: dict[str, list[int]] = {}
        for region in regions:
            found: dict[str, list[int]] = {}
            for place in region:
                dimension = self.dimension(tagged.tokens[place])
                if dimension and place not in skip:
                    found.setdefault(dimension, []).append(place)
            for dimension, at in found.items():
                taken.setdefault(dimension, at)
        return sorted(place for at in taken.values() for place in at)

    def _shares(self, match: Match, tagged: Tagged, within: range) -> tuple[frozenset[int], frozenset[int]]:
        """Where several values of a kind stand in a clause, the positions that speak of the match's and of the others.

        "It lasts 6 months in infants and 12 months in older children": each value has what follows it up to the joint,
        and what stands between a joint and it. What stands before all of them is of all.
        """
        values = [at for at in within if is_like(tagged.tokens[at], tagged.tokens[match.value])]
        if match.value < 0 or len(values) < 2 or match.value not in values:
            return frozenset(), frozenset()
        # "6 or 9 months in infants": what follows alternatives is of each.
        groups = [[values[0]]]
        for value in values[1:]:
            if value - groups[-1][-1] <= ALTERNATIVES:
                groups[-1].append(value)
            else:
                groups.append([value])
        joints = [self._joint(tagged, one[-1], other[0]) for one, other in pairwise(groups)]
        parts = [range(*ends) for ends in pairwise([values[0], *joints, within.stop])]
        own = next(part for group, part in zip(groups, parts, strict=True) if match.value in group)
        return frozenset(own), frozenset(at for part in parts if part != own for at in part)

    def _joint(self, tagged: Tagged, value: int, following: int) -> int:
        """Where what is said of ``value`` ends: at the last joining word before the value that follows."""
        joints = [at for at in range(value + 1, following) if tagged.tokens[at].word in self._joins]
        return joints[-1] if joints else following

    def _combined(self, tagged: Tagged, places: Sequence[int]) -> list[dict[str, str]]:
        by_dimension: dict[str, list[int]] = {}
        bound: dict[int, list[int]] = {}
        for place in places:
            qualified = [at for at in self.attached(tagged, place) if at in places]
            if qualified:
                bound[place] = qualified
        hanging = {at for group in bound.values() for at in group}
        for place in places:
            if place not in hanging:
                by_dimension.setdefault(self.dimension(tagged.tokens[place]), []).append(place)
        scopes: list[dict[str, str]] = [{}]
        for dimension, group in by_dimension.items():
            chosen = self._coordinated(tagged, group)
            if not chosen:
                continue
            scopes = [
                {
                    **self.values(tagged, bound.get(place, ())),
                    **scope,
                    dimension: self._stated_at(tagged, place),
                }
                for scope in scopes
                for place in chosen
            ]
        return scopes

    def _coordinated(self, tagged: Tagged, group: Sequence[int]) -> list[int]:
        """The members of ``group`` that are joined to each other; none of several that are not and differ in kind."""
        chosen = [group[-1]]
        for place in reversed(group[:-1]):
            between = tagged.tokens[place + 1 : chosen[0]]
            # "Through a central line, and pegaspargase into a muscle": another thing between them has its own.
            other = any(isinstance(token.tag, Mention) and not self.dimension(token) for token in between)
            joined = any(token.word in self._joins for token in between) and len(between) <= JOIN_REACH and not other
            if joined:
                chosen.insert(0, place)
            elif self._domain.is_a(self._stated_at(tagged, place), self._stated_at(tagged, chosen[0])):
                chosen[0] = place
            elif not self._domain.is_a(self._stated_at(tagged, chosen[0]), self._stated_at(tagged, place)):
                return []
        return chosen

    def _narrowest(self, concepts: set[str]) -> list[str]:
        return sorted(
            concept
            for concept in concepts
            if not any(other != concept and self._domain.is_a(other, concept) for other in concepts)
        )

    def _stated_at(self, tagged: Tagged, place: int) -> str:
        """The concept at ``place``; a name that the schema lacks where an unknown word makes another of it.

        "Urethral cancer" is not cancer in general: its own words stand for it, and nothing is compared with them but
        themselves.
        """
        token = tagged.tokens[place]
        if not isinstance(token.tag, Mention):
            return ""
        concept = token.tag.concept
        before = tagged.tokens[place - 1] if place else None
        narrowed = before is not None and self._domain.concepts[concept].varied and self._is_part(before)
        return f"{before.word}{PART}{concept}" if before is not None and narrowed else concept

    def _is_name(self, token: Token) -> bool:
        """Whether a token can be what a claim is about, and does not only limit it."""
        if not isinstance(token.tag, Mention) or self.dimension(token):
            return False
        return not self._kinds.isdisjoint(self._domain.concepts[token.tag.concept].kinds)

    def _may_name(self, token: Token) -> bool:
        return token.is_stranger(self._little)

    def _is_part(self, token: Token) -> bool:
        return token.is_stranger(self._known)
