"""Pages that contradict themselves."""

from __future__ import annotations

import re
from itertools import combinations, product
from typing import TYPE_CHECKING, Final, NamedTuple

from factlint.compare.scope import regions_differ

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from factlint.compare.claims import Claim, Topic
    from factlint.compare.sides import Side, Statement

_BRACKETS: Final = re.compile(r"[(\[][^()\[\]]*")
_NUMBERS: Final = re.compile(r"\d+(?:\.\d+)?")

# A page that gives three values tells cases apart, whether or not they were read: it contradicts nobody.
MOST_SIDES: Final = 2


class Clash(NamedTuple):
    """Two statements of one page that cannot both be right.

    Attributes:
        first: the one that stands first on the page.
        second: the other.
        sides: the numbers of their sides.
        bracketed: whether the second repeats the first in brackets, in another unit.
    """

    first: Statement
    second: Statement
    sides: tuple[int, int]
    bracketed: bool

    @property
    def confidence(self) -> float:
        """That of the statement of which it is less sure."""
        return min(self.first.claim.confidence, self.second.claim.confidence)


def clashes(topic: Topic, sides: Iterable[Side]) -> dict[str, tuple[Clash, ...]]:
    """The pages that stand on two sides at once, and how; two values in one sentence are alternatives.

    What a sentence repeats wrongly in brackets is a slip however many values its page gives.
    """
    found = {doc: (*_bracketed(topic, own), *_plain(topic, own)) for doc, own in _by_page(sides).items()}
    return {doc: clashes for doc, clashes in sorted(found.items()) if clashes}


def _by_page(sides: Iterable[Side]) -> dict[str, dict[int, list[Statement]]]:
    pages: dict[str, dict[int, list[Statement]]] = {}
    for index, side in enumerate(sides):
        for statement in side.statements:
            pages.setdefault(statement.doc, {}).setdefault(index, []).append(statement)
    return pages


def _bracketed(topic: Topic, own: Mapping[int, list[Statement]]) -> Iterator[Clash]:
    """Each pair that one sentence gives once and again in brackets, in another unit, and not as much."""
    for one, other in combinations(sorted(own), 2):
        for sentence in sorted(_shared(own[one], own[other])):
            first, second = ([each for each in own[side] if each.sentence == sentence] for side in (one, other))
            for pair in product(first, second):
                if _repeats(*pair) and _opposed(topic, *pair):
                    yield _clash(pair, (one, other), bracketed=True)


def _plain(topic: Topic, own: Mapping[int, list[Statement]]) -> Iterator[Clash]:
    if len(own) != MOST_SIDES:
        return
    one, other = sorted(own)
    # Two values in one sentence are alternatives ("5 or 6"), and stay so wherever the page repeats one.
    if not _shared(own[one], own[other]):
        pair = next((each for each in _product(own[one], own[other]) if _opposed(topic, *each)), None)
        if pair is not None:
            yield _clash(pair, (one, other), bracketed=False)


def _shared(one: Iterable[Statement], other: Iterable[Statement]) -> set[str]:
    return {each.sentence for each in one} & {each.sentence for each in other}


def _clash(pair: tuple[Statement, Statement], sides: tuple[int, int], *, bracketed: bool) -> Clash:
    first, second = sorted(pair, key=lambda each: (each.start, each.end))
    return Clash(first, second, sides, bracketed)


def _product(one: Iterable[Statement], other: Iterable[Statement]) -> Iterator[tuple[Statement, Statement]]:
    return product(_distinct(one), _distinct(other))


def _distinct(statements: Iterable[Statement]) -> list[Statement]:
    """The first statement of each claim, which is enough to tell whether two claims are opposed."""
    first: dict[Claim, Statement] = {}
    for statement in statements:
        first.setdefault(statement.claim, statement)
    return list(first.values())


def _opposed(topic: Topic, first: Statement, second: Statement) -> bool:
    # On one page the narrower of two scopes is a special case of the other, told apart by saying so.
    if first.claim.scope != second.claim.scope or _leaves_room(first) or _leaves_room(second):
        return False
    if regions_differ(first.claim.region, second.claim.region, topic.domain):
        return False
    denied = first.claim.negated != second.claim.negated
    return denied or not topic.agreement.agree(first.claim.value, second.claim.value)


def _leaves_room(statement: Statement) -> bool:
    return statement.claim.room or statement.claim.excepts


def _repeats(one: Statement, other: Statement) -> bool:
    """Whether one of two quantities stands in brackets after the other, in another unit."""
    if one.claim.value.unit == other.claim.value.unit:
        return False
    first, second = sorted((one, other), key=lambda each: (each.start, each.end))
    at = max(first.sentence.find(first.quote), 0)
    words = first.sentence[at : at + max(first.end, second.end) - first.start]
    inside, outside = " ".join(_BRACKETS.findall(words)), _BRACKETS.sub(" ", words)
    return any(
        _numbers(left) <= set(_NUMBERS.findall(outside)) and _numbers(right) <= set(_NUMBERS.findall(inside))
        for left, right in ((first, second), (second, first))
    )


def _numbers(statement: Statement) -> set[str]:
    return set(_NUMBERS.findall(statement.value))
