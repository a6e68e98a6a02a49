"""Whether a claim is made at all: negation, history, hypothesis and hedges, over the words that each cue governs.

After ConText (Harkema, Dowling, Thornblade, Chapman, J Biomed Inform 2009): cues with a direction, ended by clause
borders. Every cue is data of the language.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factlint.domain.language import Cue, CueKind, Language, Reach
from factlint.domain.vocabulary import Mention
from factlint.extract.matching import Match, PatternIndex, match_pattern
from factlint.extract.tokens import Tagged

_BEFORE = (CueKind.POSSIBLE, CueKind.SOME)
_CARRIED = (CueKind.NEGATED, CueKind.HISTORICAL, CueKind.HYPOTHETICAL)


@dataclass(frozen=True, slots=True)
class Governed:
    """A cue found in a sentence and the positions that it governs."""

    kind: CueKind
    words: str
    first: int
    last: int
    positions: range


@dataclass(frozen=True, slots=True)
class Context:
    """What the cues of a sentence do to one claim."""

    cues: tuple[Governed, ...] = ()

    def has(self, *kinds: CueKind) -> bool:
        """Whether a cue of one of ``kinds`` governs the claim."""
        return any(cue.kind in kinds for cue in self.cues)

    def with_room(self) -> Context:
        """The same, of a claim that is made of one case among others."""
        return Context((*self.cues, Governed(CueKind.ROOM, "", 0, 0, range(0))))

    def words(self, kind: CueKind) -> str:
        """The words of the first cue of ``kind``; "" where there is none."""
        return next((cue.words for cue in self.cues if cue.kind is kind), "")


class CueReader:
    """Finds the cues of a sentence and tells which govern a match."""

    def __init__(self, language: Language) -> None:
        self._cues: dict[int, Cue] = {id(cue.pattern): cue for cue in language.cues}
        self._index = PatternIndex(cue.pattern for cue in language.cues)
        self._language = language

    def cues(self, tagged: Tagged, prose: str) -> list[Governed]:
        """Every cue of the sentence; a longer cue hides those within it ("not only" hides "not")."""
        found: list[tuple[Match, Cue]] = []
        for pattern in self._index.candidates(tagged):
            found.extend((match, self._cues[id(pattern)]) for match in match_pattern(pattern, tagged))
        found.sort(key=lambda item: (item[0].first - item[0].last, item[0].first, item[1].kind.value))
        kept: list[tuple[Match, Cue]] = []
        for match, cue in found:
            if not any(_within(match, other) for other, _ in kept):
                kept.append((match, cue))
        governed = [_governed(tagged, prose, match, cue, self._language) for match, cue in kept]
        if prose[tagged.span.start : tagged.span.end].rstrip("\"'”’) ").endswith("?"):
            whole = range(len(tagged.tokens))
            governed.append(Governed(CueKind.HYPOTHETICAL, "question", 0, 0, whole))
        return sorted(governed, key=lambda cue: (cue.first, cue.kind.value))


def context_of(
    match: Match, governed: Sequence[Governed], value: int, *, whole: bool = False, lasting: bool = False
) -> Context:
    """The cues that govern ``match``, whose value stands at position ``value`` (-1 for none).

    What a thing is (``lasting``) is no hypothesis because what follows is: "is a retinoid being tested for ...".

    With ``whole``, hedges that follow the claim in its clause count too: "is used for leukaemia in some children".
    A cue that the pattern itself spells out ("no longer used") has had its effect.
    """
    heads = {match.last - 1}
    if value >= 0:
        heads.add(value)
    if match.first != match.subject:
        heads.add(match.first)
    cues = [cue for cue in governed if _applies(cue, match, heads, whole)]
    if lasting:
        cues = [cue for cue in cues if cue.kind is not CueKind.HYPOTHETICAL or cue.first < match.last]
    return Context(tuple(cues))


def carried(label: Match, governed: Sequence[Governed], item: Tagged) -> list[Governed]:
    """What denies, dates or doubts a lead-in does so to all of each item below it ("It does not cause:")."""
    cues = context_of(label, governed, -1).cues
    return [Governed(cue.kind, cue.words, 0, 0, range(len(item.tokens))) for cue in cues if cue.kind in _CARRIED]


def _applies(cue: Governed, match: Match, heads: set[int], whole: bool) -> bool:
    if not any(head in cue.positions for head in heads):
        return False
    if not whole and cue.kind in _BEFORE and cue.first >= match.last:
        # "is a conjugate used in some children": what follows the claim limits something else.
        return False
    if cue.kind is CueKind.PAST:
        return True
    return cue.last == 0 or not match.spells(cue.first, cue.last)


def _within(match: Match, other: Match) -> bool:
    longer = other.last - other.first > match.last - match.first
    return longer and other.first <= match.first and match.last <= other.last


def _commas(tagged: Tagged, start: int, stop: int) -> Iterator[int]:
    return (place for place in range(start, stop) if tagged.tokens[place].word == ",")


def _names_another(tagged: Tagged, place: int, articles: frozenset[str]) -> bool:
    """Whether a mention follows a comma, as in "whose scans are not clear, (the) interleukin-2 is used"."""
    while place < len(tagged.tokens) and tagged.tokens[place].word in articles:
        place += 1
    return place < len(tagged.tokens) and isinstance(tagged.tokens[place].tag, Mention)


def _main_clauses(tagged: Tagged, start: int, stop: int, language: Language) -> Iterator[int]:
    """Where a main clause follows without a comma: "if you have it alone | rituximab will be given weekly"."""
    finite = False
    for place in range(start, stop - 1):
        token, follower = tagged.tokens[place], tagged.tokens[place + 1]
        person = token.word in language.personal | language.addressed
        verb = follower.word in language.finite or (person and _word(tagged, place + 2) in language.finite)
        opens = isinstance(token.tag, Mention) or person
        joined = place > 0 and tagged.tokens[place - 1].word in language.joins
        if finite and opens and verb and not joined:
            yield place
        finite = finite or token.word in language.finite


def _predicates(tagged: Tagged, start: int, stop: int, language: Language) -> Iterator[int]:
    """Where another predicate begins: in "that cannot be removed | may be treated by" only the first is denied.

    What it is about stands after the last comma: "for a tumour that has not spread | , treatment may include".
    """
    comma = 0
    for place in range(start, stop):
        word = tagged.tokens[place].word
        if word in language.complements:
            return
        comma = place if word == "," else comma
        if word in language.predicates and place > start:
            yield comma or place


def _word(tagged: Tagged, place: int) -> str:
    return tagged.tokens[place].word if place < len(tagged.tokens) else ""


def _governed(tagged: Tagged, prose: str, match: Match, cue: Cue, language: Language) -> Governed:
    clause = tagged.clause(match.first)
    after = tagged.clause(match.last - 1)
    if cue.reach is Reach.FORWARD:
        commas = (at for at in _commas(tagged, match.last, after.stop) if cue.kind is CueKind.NEGATED)
        ends = (at for at in commas if _names_another(tagged, at + 1, language.articles))
        stops = list(ends)
        if cue.kind in (CueKind.NEGATED, CueKind.PAST):
            own = tagged.tokens[match.first].word in language.denying_nouns
            stops += list(_predicates(tagged, match.last, after.stop, language))[own:]
        positions = range(match.first, min(stops, default=after.stop))
    elif cue.reach is Reach.PHRASE:
        clauses = _main_clauses if cue.kind is CueKind.HYPOTHETICAL else _predicates
        stops = [*_commas(tagged, match.last, after.stop), *clauses(tagged, match.last, after.stop, language)]
        positions = range(match.first, min(stops, default=after.stop))
    elif cue.reach is Reach.BACKWARD:
        positions = range(clause.start, match.last)
    elif cue.reach is Reach.CLAUSE:
        positions = range(clause.start, after.stop)
    else:
        positions = range(tagged.main if match.first < tagged.main else len(tagged.tokens))
    words = " ".join(prose[tagged.tokens[match.first].start : tagged.tokens[match.last - 1].end].split())
    return Governed(cue.kind, words, match.first, match.last, positions)
