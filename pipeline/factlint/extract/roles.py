"""One role for each quantity: the patterns of all attributes compete for it, and the most specific wins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from factlint.domain.language import Language
from factlint.domain.vocabulary import Mention
from factlint.extract.matching import Match
from factlint.extract.quantities import Quantity
from factlint.extract.tokens import Tagged, Token

ELIDED_REACH = 8


@dataclass(frozen=True)
class Roles:
    """The outcome of a sentence's competition.

    Attributes:
        matches: winners, in order of their values.
        explained: positions of quantities whose role is known, decoys among them.
        ties: for each quantity that two attributes claim with equal right, their patterns.
        standing: all that competed.
        ruled_out: attributes and positions of values that one of their patterns says are not theirs.
    """

    matches: tuple[Match, ...]
    explained: frozenset[int] = frozenset()
    ties: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    standing: tuple[Match, ...] = ()
    ruled_out: frozenset[tuple[str, int]] = frozenset()

    def wider(self, winner: Match) -> Iterator[Match]:
        """The losers that read the same as ``winner`` and begin before it, where the subject may stand."""
        for match in self.standing:
            same = match.pattern.attribute == winner.pattern.attribute and match.value == winner.value >= 0
            if same and match.first < winner.first:
                yield match


def assign_roles(
    matches: Sequence[Match],
    vetoes: Iterable[Match],
    tagged: Tagged,
    *,
    decoys: frozenset[str],
    many: frozenset[str],
) -> Roles:
    """Let ``matches`` compete.

    Those of the attributes in ``decoys`` win like others and make no fact; those in ``many`` may state several of
    their fixed values in the same words.
    """
    vetoes = list(vetoes)
    standing = _not_vetoed(matches, vetoes)
    by_value: dict[int, list[Match]] = defaultdict(list)
    free: list[Match] = []
    for match in standing:
        (by_value[match.value] if _is_quantity(tagged, match.value) else free).append(match)
    winners = _best_of_each(free, many)
    ties: dict[int, tuple[str, ...]] = {}
    explained: set[int] = set()
    for place, rivals in sorted(by_value.items()):
        best = max(match.strength for match in rivals)
        first = [match for match in rivals if match.strength == best]
        if len({match.pattern.attribute for match in first}) > 1:
            ties[place] = tuple(sorted({f"{m.pattern.attribute}: {m.pattern.source}" for m in first}))
            continue
        explained.add(place)
        winners.append(first[0])
    kept = [match for match in winners if match.pattern.attribute not in decoys]
    kept.sort(key=lambda match: (match.value if match.value >= 0 else match.first, match.pattern.attribute))
    ruled_out = frozenset((veto.pattern.attribute, veto.value) for veto in vetoes)
    return Roles(tuple(kept), frozenset(explained), ties, tuple(standing), ruled_out)


def _not_vetoed(matches: Sequence[Match], vetoes: Iterable[Match]) -> list[Match]:
    by_attribute: dict[str, list[Match]] = defaultdict(list)
    for veto in vetoes:
        by_attribute[veto.pattern.attribute].append(veto)
    return [
        match
        for match in matches
        if not any(rules_out(veto, match) for veto in by_attribute.get(match.pattern.attribute, ()))
    ]


def rules_out(veto: Match, match: Match) -> bool:
    """Whether ``veto`` says that what ``match`` reads is not of its attribute."""
    if veto.pattern.attribute != match.pattern.attribute:
        return False
    if veto.value >= 0 and match.value >= 0:
        return veto.value == match.value
    return veto.first < match.last and match.first < veto.last


def _is_quantity(tagged: Tagged, place: int) -> bool:
    return place >= 0 and tagged.tokens[place].tag is not None and not isinstance(tagged.tokens[place].tag, Mention)


def _best_of_each(matches: Sequence[Match], many: frozenset[str]) -> list[Match]:
    """The strongest of an attribute's matches for one value; of fixed values on the same words the first listed."""
    best: dict[tuple[str, int], Match] = {}
    fixed: dict[str, list[Match]] = defaultdict(list)
    for match in matches:
        key = (match.pattern.attribute, match.value)
        if match.value >= 0:
            best[key] = max(best.get(key, match), match, key=lambda one: one.strength)
            continue
        rivals = fixed[match.pattern.attribute]
        if not any(_excludes(other, match, many) for other in rivals):
            rivals.append(match)
    return [*best.values(), *(match for group in fixed.values() for match in group)]


def _excludes(first: Match, second: Match, many: frozenset[str]) -> bool:
    if first.pattern.attribute in many and first.pattern.value != second.pattern.value:
        return False
    return first.first < second.last and second.first < first.last


def in_brackets(match: Match, tagged: Tagged, language: Language) -> Iterator[Match]:
    """The same quantity said again in brackets after it, in the role that it has: "10 days (240 hours in all)"."""
    if not _is_quantity(tagged, match.value):
        return
    said = tagged.tokens[match.value]
    for at in range(tagged.main, len(tagged.tokens) - 1):
        if tagged.tokens[at].start != said.start or tagged.tokens[at + 1].word != "(":
            continue
        inside = range(at + 2, next(place for place in range(at + 2, len(tagged.tokens)) if _closes(tagged, place)))
        again = [place for place in inside if is_like(said, tagged.tokens[place])]
        rest = [tagged.tokens[place] for place in inside if place not in again]
        if len(again) == 1 and all(token.tag is None and token.word in language.restating for token in rest):
            yield replace(match, first=again[0], last=again[0] + 1, value=again[0], subject=-1, gaps=frozenset())


def elided(
    match: Match, tagged: Tagged, roles: Roles, language: Language, limits: Callable[[Token], str]
) -> Iterator[Match]:
    """The same role for a like quantity of another case, whose verb is left out.

    "It is taken for 6 months by infants and for 12 months by teenagers": joined, with nothing between that could be
    about something else, and limited by words of its own (``limits`` tells which dimension a token states).
    """
    if not _is_quantity(tagged, match.value):
        return
    stop = tagged.clause(match.value).stop
    place = next(
        (at for at in range(match.value + 1, stop) if is_like(tagged.tokens[match.value], tagged.tokens[at])), -1
    )
    if place < 0 or place in roles.explained or (match.pattern.attribute, place) in roles.ruled_out:
        return
    between = tagged.tokens[match.value + 1 : place]
    words = {token.word for token in between}
    others = any(isinstance(token.tag, Mention) and not limits(token) for token in between)
    after = tagged.tokens[place + 1 : place + 1 + ELIDED_REACH]
    little = language.joins | language.openers | language.aside | language.articles | language.inflector.fixed
    own = any(token.tag is None and token.word.isalpha() and token.word not in little for token in between)
    joined = not words.isdisjoint(language.joins) and words.isdisjoint(language.finite) and not (others or own)
    if joined and len(between) <= ELIDED_REACH and any(limits(token) for token in (*between, *after)):
        yield replace(match, first=place, last=place + 1, value=place, gaps=frozenset())


def _closes(tagged: Tagged, place: int) -> bool:
    return tagged.tokens[place].word == ")" or place == len(tagged.tokens) - 1


def is_like(one: Token, other: Token) -> bool:
    """Whether two tokens are quantities of one kind."""
    first, second = one.tag, other.tag
    if not isinstance(first, Quantity) or not isinstance(second, Quantity):
        return False
    return first.value.kind is second.value.kind
