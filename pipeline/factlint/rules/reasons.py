"""Why a finding begins where it does, in words: ages, cues, authority, and how many say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factlint.compare.direction import Why, majority, months_between, voices_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from factlint.compare.direction import Direction, Voices
    from factlint.compare.sides import Side, Statement

    Words = Callable[[Side], str]


def reasons(sides: Sequence[Side], direction: Direction, words: Words, voices: Voices) -> list[str]:
    """What ends a message: the reason for the direction, or what there is to know where nothing decides.

    Args:
        sides: that the message names.
        direction: where the finding begins.
        words: what a side says.
        voices: who speaks at a place.
    """
    match direction.why, direction.favours:
        case Why.OLDER, winner if winner is not None:
            return [_older(winner, [side for side in sides if side is not winner], words)]
        case Why.CUE, winner if winner is not None:
            undated = " (no date on one side)" if _undated(sides) else ""
            return [f"a page says that it is no longer so{undated}"]
        case Why.AUTHORITY, winner if winner is not None:
            return [f"a page of more authority says {words(winner)}"]
        case _:
            missing = ["no date on one side"] if _undated(sides) else []
            return [*_counts(sides, words, voices), *missing]


def _older(winner: Side, losers: Sequence[Side], words: Words) -> str:
    """ "the page that says 9 months was reviewed 14 months earlier", said of the pages to review."""
    old = [each for side in losers for each in side.statements]
    dates = sorted({each.as_of for each in old if each.as_of})
    age = _age(months_between(dates[-1], winner.newest)) if dates and winner.newest else ""
    many = len({each.doc for each in old}) > 1
    page, say, was, are = ("pages", "say", "were", "are") if many else ("page", "says", "was", "is")
    said = f"{say} {words(losers[0])}" if len(losers) == 1 else f"{say} otherwise"
    known = [*old, *(each for each in winner.statements if each.as_of)]
    how = f"{was} reviewed {{}}{age} earlier" if _were_reviewed(known) else f"{are} {{}}{age} older"
    return f"the {page} that {said} {how.format('at least ' if len(dates) > 1 else '')}"


def _were_reviewed(statements: Sequence[Statement]) -> bool:
    """Whether every date is one of review, and none only that of a change or of publication."""
    return all(each.source.dated is None or each.as_of != each.source.dated for each in statements)


def _age(months: int) -> str:
    return f"{months} months" if months < 24 else f"{months // 12} years"


def _undated(sides: Sequence[Side]) -> bool:
    """Whether one of two sides has no date at all, and the other has."""
    dates: list[dt.date | None] = [side.newest for side in sides]
    return len(dates) == 2 and dates.count(None) == 1


def _counts(sides: Sequence[Side], words: Words, voices: Voices) -> list[str]:
    """How many say so, where that is a majority; and a side of several pages that is one voice."""
    pages = {each.doc for side in sides for each in side.statements}
    found = majority(sides, voices)
    if found:
        side, most, every = found
        copies = ", copies counted once" if every < len(pages) else ""
        return [f"{most} of {every} pages say {words(side)}{copies}"]
    return [
        f"the {len(side.docs)} pages that say {words(side)} are copies of one text"
        for side in sides
        if len(voices_of(side, voices)) == 1 < len(side.docs)
    ]
