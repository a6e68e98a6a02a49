"""Tells how a sentence was read: what reading it found and decided, in words for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from factlint.domain.language import CueKind
from factlint.domain.vocabulary import Mention
from factlint.explained import Explained, Fitted, Governing, InFocus, Limit, Tagging
from factlint.extract.claims import Setting
from factlint.extract.context import Governed, context_of
from factlint.extract.doubt import BY_PLACE
from factlint.extract.facts import Fact
from factlint.extract.focus import Subject
from factlint.extract.matching import Match
from factlint.extract.page_state import PageState
from factlint.extract.roles import Roles, rules_out
from factlint.extract.tokens import Tag, Tagged

HEADING: Final = "a heading says what follows is about, and makes no claim"
SOURCES: Final = "it stands below a heading of sources, which are not read"
BARE: Final = "it names nothing that the schema knows"
_DROPS: Final = (CueKind.NEGATED, CueKind.HISTORICAL, CueKind.PAST, CueKind.HYPOTHETICAL, CueKind.POSSIBLE)


class Tried(NamedTuple):
    """A pattern that won, whom it was taken to speak of, and the facts that it gave."""

    match: Match
    subjects: Sequence[Subject]
    facts: Sequence[Fact]


class Teller:
    """Tells how the sentences of one page were read."""

    def __init__(self, state: PageState) -> None:
        self._state, self._page = state, state.page

    def passed(self, tagged: Tagged, why: str, facts: Sequence[Fact] = ()) -> Explained:
        """What there is to tell of a sentence in which no claim was looked for."""
        words = _words(self._page.prose, tagged.span.start, tagged.span.end)
        told = self._told(tagged, words, facts)
        return told._replace(passed=why, patterns=tuple(_by_place(facts)))

    def read(
        self, setting: Setting, roles: Roles, tried: Sequence[Tried], facts: Sequence[Fact], why: str
    ) -> Explained:
        """How a sentence was read.

        Args:
            setting: where it stands.
            roles: the outcome of the competition between the patterns that fitted.
            tried: what became of the winners.
            facts: what the sentence gave in the end.
            why: why it was not read; "" where it was, or makes no claim.
        """
        tagged, prose = setting.tagged, self._page.prose
        outcomes = {_key(one.match): _of_winner(one, facts, setting.governed) for one in tried}
        matches, vetoes = self._state.matches(tagged), self._state.vetoes(tagged)
        fitted = _Competition(tagged, matches, vetoes, roles, self._state.reader.decoys).told(outcomes, prose)
        given = {id(fact) for one in tried for fact in one.facts}
        return self._told(tagged, setting.sentence, facts)._replace(
            cues=tuple(dict.fromkeys(_cues(tagged, setting.governed, prose))),
            patterns=(*fitted, *_by_place([fact for fact in facts if id(fact) not in given])),
            unread=why,
        )

    def _told(self, tagged: Tagged, words: str, facts: Sequence[Fact]) -> Explained:
        state = self._state
        return Explained(
            doc=self._page.doc,
            place=self._page.places.of(tagged.span),
            schema=state.reader.compiled.domain.id,
            section=state.section,
            sentence=words,
            tags=tuple(_tags(tagged, self._page.prose)),
            focus=tuple(_focus(state)),
            limits=tuple(_limits(state, facts)),
            facts=tuple(fact.row() for fact in facts),
        )


def _focus(state: PageState) -> Iterator[InFocus]:
    """Each concept in focus once, with the nearest reason."""
    told: dict[str, InFocus] = {}
    for subject in map(state.focus.aged, state.focus.candidates()):
        told.setdefault(subject.concept, InFocus(subject.concept, subject.reason))
    yield from told.values()


def _tags(tagged: Tagged, prose: str) -> Iterator[Tagging]:
    """Each mention and quantity once, in order."""
    told = {token.start: token for token in tagged.tokens if token.tag}
    for _, token in sorted(told.items()):
        yield Tagging(_words(prose, token.start, token.end), _meaning(token.tag))


def _cues(tagged: Tagged, governed: Sequence[Governed], prose: str) -> Iterator[Governing]:
    for cue in governed:
        yield Governing(cue.words, cue.kind.value, _span(tagged, cue.positions.start, cue.positions.stop, prose))


def _limits(state: PageState, facts: Sequence[Fact]) -> Iterator[Limit]:
    """What limits the facts, with where it is said; then what stands around and limits none."""
    used: dict[Limit, None] = {}
    for fact in facts:
        for name, concept in fact.scope.items():
            used[Limit(name, concept, _source(name, fact), True)] = None
    yield from used
    known = {(limit.dimension, limit.concept) for limit in used}
    for source, stated in state.frame.around():
        for name, concept in sorted(stated.items()):
            if (name, concept) not in known:
                yield Limit(name, concept, source, False)


def _source(dimension: str, fact: Fact) -> str:
    begins = f"{dimension} from "
    return next((one.removeprefix(begins) for one in fact.reasons if one.startswith(begins)), "the sentence")


def _by_place(facts: Sequence[Fact]) -> Iterator[Fitted]:
    """The patterns that read a fact by where it stands, such as in a list."""
    for fact in facts:
        by = next((reason for reason in fact.reasons if reason in BY_PLACE), "")
        outcome = f"read of {fact.subject}, {_reason(fact.reasons[0])}" + (f"; {by}" if by else "")
        yield Fitted(fact.attribute, fact.pattern, _words(fact.quote, 0, len(fact.quote)), outcome)


def _reason(told: str) -> str:
    return told.removeprefix("subject ")


def _of_winner(one: Tried, facts: Sequence[Fact], governed: Sequence[Governed]) -> str:
    if not one.subjects:
        return "cannot tell what it is about"
    about = "; ".join(f"{subject.concept}, {subject.reason}" for subject in one.subjects)
    if any(fact is other for fact in one.facts for other in facts):
        return f"read of {about}"
    if one.facts:
        return f"reads of {about} what another pattern reads more surely"
    if one.match.value < 0 and one.match.pattern.value is None:
        return "holds no value"
    cues = context_of(one.match, governed, one.match.value).cues
    dropping = next((cue for cue in cues if cue.kind in _DROPS), None)
    if dropping is not None:
        return f"dropped, as {dropping.kind.value}: {dropping.words}"
    return "its value is what it is about"


class _Competition:
    """Why each pattern that fitted a sentence did not win."""

    def __init__(
        self,
        tagged: Tagged,
        matches: Sequence[Match],
        vetoes: Sequence[Match],
        roles: Roles,
        decoys: frozenset[str],
    ) -> None:
        self._tagged, self._matches, self._vetoes = tagged, matches, vetoes
        self._roles, self._decoys = roles, decoys
        self._standing = {_key(match) for match in roles.standing}
        self._won = {_key(match) for match in roles.matches}

    def told(self, outcomes: Mapping[tuple[str, int, int], str], prose: str) -> list[Fitted]:
        """Every pattern that fitted, the winners first, whose ``outcomes`` are known."""
        ordered = sorted(
            self._matches, key=lambda one: (_key(one) not in outcomes, one.value, one.first, one.pattern.line)
        )
        return [
            Fitted(
                match.pattern.attribute,
                match.pattern.label,
                _span(self._tagged, match.first, match.last, prose),
                outcomes.get(_key(match)) or self._why_not(match),
            )
            for match in ordered
        ]

    def _why_not(self, match: Match) -> str:
        if _key(match) not in self._standing:
            veto = next(veto for veto in self._vetoes if rules_out(veto, match))
            return f"ruled out by `not` {veto.pattern.label}"
        tied = self._roles.ties.get(match.value, ())
        own = f"{match.pattern.attribute}: {match.pattern.source}"
        if own in tied:
            return f"tie with {' / '.join(other for other in tied if other != own)}"
        rivals = [
            other for other in self._roles.standing if _key(other) != _key(match) and self._competes(other, match)
        ]
        rival = max(rivals, key=lambda other: (_key(other) in self._won, other.strength), default=None)
        if match.pattern.attribute in self._decoys and (rival is None or rival.strength <= match.strength):
            return "fits most closely, and is not reported"
        if rival is None:
            return "another pattern fits more closely"
        if rival.strength <= match.strength:
            return f"{rival.pattern.attribute} in line {rival.pattern.line} reads it already"
        return f"{rival.pattern.attribute} in line {rival.pattern.line} fits more closely"

    def _competes(self, one: Match, other: Match) -> bool:
        tag = self._tagged.tokens[other.value].tag if other.value >= 0 else None
        if tag is not None and not isinstance(tag, Mention):
            return one.value == other.value
        if one.pattern.attribute != other.pattern.attribute:
            return False
        return one.value == other.value if other.value >= 0 else one.first < other.last and other.first < one.last


def _key(match: Match) -> tuple[str, int, int]:
    return match.pattern.label, match.first, match.value


def _meaning(tag: Tag) -> str:
    if isinstance(tag, Mention):
        return f"{tag.concept} (brand)" if tag.brand else tag.concept
    return f"{tag.value.kind.value} {tag.value.text}" if tag else ""


def _span(tagged: Tagged, first: int, last: int, prose: str) -> str:
    held = tagged.tokens[first:last]
    return _words(prose, min(token.start for token in held), max(token.end for token in held)) if held else ""


def _words(prose: str, start: int, end: int) -> str:
    return " ".join(prose[start:end].split())
