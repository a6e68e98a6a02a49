"""How a sentence was read, for people: what was tagged, which patterns fitted and won, and why not the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from factlint.domain.vocabulary import Mention
from factlint.extract.context import Governed
from factlint.extract.facts import Fact
from factlint.extract.matching import Match
from factlint.extract.roles import Roles
from factlint.extract.tokens import Tag, Tagged
from factlint.spans import Place


class Fitted(NamedTuple):
    """A pattern that fitted, and what came of it.

    Attributes:
        attribute: whose pattern it is.
        pattern: line and source.
        words: those that it covers.
        outcome: "read"; or why it gave no fact.
    """

    attribute: str
    pattern: str
    words: str
    outcome: str


class Explained(NamedTuple):
    """How one sentence was read.

    Attributes:
        doc: its page.
        place: of the sentence.
        section: the headings above it.
        sentence: its words.
        tags: each mention and quantity with what it was taken for.
        cues: what denies, dates or hedges, with the words that it governs.
        in_focus: what the page was talking about before the sentence, most salient first, with the reason.
        around: what limits claims here without being said in the sentence, with its source.
        fitted: every pattern that fitted.
        facts: what was read.
        unread: why nothing was, where the sentence seems to make a claim; else "".
    """

    doc: str
    place: Place
    section: str
    sentence: str
    tags: tuple[str, ...]
    cues: tuple[str, ...]
    in_focus: tuple[str, ...]
    around: tuple[str, ...]
    fitted: tuple[Fitted, ...]
    facts: tuple[Fact, ...]
    unread: str


def tags_told(tagged: Tagged, prose: str) -> tuple[str, ...]:
    """Each mention and quantity once, in order: ``6 months = duration P6M``."""
    told = {
        token.start: f"{_words(prose, token.start, token.end)} = {_what(token.tag)}"
        for token in tagged.tokens
        if token.tag
    }
    return tuple(told[start] for start in sorted(told))


def cues_told(tagged: Tagged, governed: Sequence[Governed], prose: str) -> tuple[str, ...]:
    """Each cue with the words that it governs: ``until 2018 = historical: "until 2018 it was used"``."""
    return tuple(
        f"{cue.words} = {cue.kind.value}: {_span(tagged, cue.positions.start, cue.positions.stop, prose)}"
        for cue in governed
    )


def fitted_told(
    tagged: Tagged,
    matches: Sequence[Match],
    vetoes: Sequence[Match],
    roles: Roles,
    orphans: Sequence[Match],
    prose: str,
) -> Iterator[Fitted]:
    """Every pattern that fitted, the winners first."""
    won = {_key(match) for match in roles.matches}
    for match in sorted(matches, key=lambda one: (_key(one) not in won, one.value, one.first, one.pattern.line)):
        words = _span(tagged, match.first, match.last, prose)
        outcome = _outcome(match, won, vetoes, roles, orphans)
        yield Fitted(match.pattern.attribute, match.pattern.label, words, outcome)


def _outcome(
    match: Match, won: set[tuple[str, int, int]], vetoes: Sequence[Match], roles: Roles, orphans: Sequence[Match]
) -> str:
    if any(_key(match) == _key(orphan) for orphan in orphans):
        return "cannot tell what it is about"
    if _key(match) in won:
        return "read"
    veto = next((veto for veto in vetoes if _rules_out(veto, match)), None)
    if veto is not None and not any(_key(match) == _key(one) for one in roles.standing):
        return f"ruled out by {veto.pattern.label}"
    if match.value in roles.ties:
        return "ties with another pattern"
    return "another pattern fits more closely"


def _key(match: Match) -> tuple[str, int, int]:
    return match.pattern.label, match.first, match.value


def _rules_out(veto: Match, match: Match) -> bool:
    if veto.pattern.attribute != match.pattern.attribute:
        return False
    return veto.value == match.value if veto.value >= 0 <= match.value else True


def _what(tag: Tag) -> str:
    if isinstance(tag, Mention):
        return f"{tag.concept} (brand)" if tag.brand else tag.concept
    return f"{tag.value.kind.value} {tag.value.text}" if tag else ""


def _span(tagged: Tagged, first: int, last: int, prose: str) -> str:
    held = tagged.tokens[first:last]
    return _words(prose, min(token.start for token in held), max(token.end for token in held)) if held else ""


def _words(prose: str, start: int, end: int) -> str:
    return " ".join(prose[start:end].split())
