"""Where to begin with a disagreement, as far as dates, words and authority can tell; never who is right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from factlint.compare.sides import Side, Statement

YEAR: Final = dt.timedelta(days=366)
MAJORITY: Final = 3  # voices from which on a side may be a majority

Voices: TypeAlias = Callable[[str, int], Hashable]
"""Who speaks at a place, page and offset: near-copies of one text have one key."""

_RANKS: Final = {"low": 0, "normal": 1, "reference": 2}


class Why(StrEnum):
    """What a direction rests on."""

    NOTHING = ""
    OLDER = "older"
    CUE = "cue"
    AUTHORITY = "authority"


class Direction(NamedTuple):
    """Where to begin.

    Attributes:
        says: one of `tables.DIRECTIONS`.
        primary: the statement to begin with.
        why: what it rests on.
        favours: the side that is not to be reviewed, where something decides.
    """

    says: str
    primary: Statement
    why: Why = Why.NOTHING
    favours: Side | None = None


def by_page(doc: str, start: int) -> Hashable:  # noqa: ARG001 - where nothing is known of copies
    """Every page as a voice of its own."""
    return doc


def direct(sides: Sequence[Side], voices: Voices = by_page) -> Direction:
    """The direction where there is no reference: the newer claim, then words such as "no longer", then authority.

    How many say so decides nothing; where nothing else does, the finding is shown where fewest voices say so,
    which is no verdict on them.
    """
    found = ((Why.OLDER, _newer(sides)), (Why.CUE, _withdrawing(sides)), (Why.AUTHORITY, _higher(sides)))
    for why, winner in found:
        if winner is not None:
            return towards(winner, [side for side in sides if side is not winner], why)
    fewest = min(sides, key=lambda side: len(voices_of(side, voices)))
    few = in_review_order(fewest.statements)
    every = (*few, *in_review_order(each for side in sides for each in side.statements))
    first = next((each for each in every if each.source.ours), few[0])
    return Direction("check both" if first.source.ours else "tell the publisher", first)


def towards(winner: Side, losers: Sequence[Side], why: Why) -> Direction:
    """The direction in which ``losers`` are to be reviewed.

    Where one page of ours stands against several of ours, it is the place from which all of these are seen.
    """
    ordered = in_review_order(each for side in losers for each in side.statements)
    docs = {each.doc for each in ordered}
    home = winner.statements[0].source
    if len(winner.docs) == 1 < len(docs) and home.ours and all(each.source.ours for each in ordered):
        newest = max(winner.statements, key=lambda each: each.as_of or dt.date.min)
        return Direction("review the others", newest, why, winner)
    return Direction(advice(ordered[0]), ordered[0], why, winner)


def superseded(offers: Side, withdraws: Side) -> Why:
    """Why every page that offers something is outdated by one that says it is no longer so; NOTHING if it is not.

    That is the newer by more than a year, or says so in as many words ("no longer") and is not the older.
    """
    cues = [each for each in withdraws.statements if each.claim.cue]
    if all(_over_a_year(withdraws.newest, each.as_of) for each in offers.statements):
        return Why.OLDER
    outdated = all(_over_a_year(withdraws.newest, each.as_of) or _said_since(cues, each) for each in offers.statements)
    return Why.CUE if outdated else Why.NOTHING


def advice(primary: Statement) -> str:
    """What to do about a page that is to be reviewed; one that is not ours is never told to change."""
    return "review this page" if primary.source.ours else "tell the publisher"


def in_review_order(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Our own pages first, then the oldest claims, undated ones before all."""
    return tuple(sorted(statements, key=_review_order))


def voices_of(side: Side, voices: Voices) -> frozenset[Hashable]:
    """Who takes this side."""
    return frozenset(voices(each.doc, each.start) for each in side.statements)


def majority(sides: Sequence[Side], voices: Voices) -> tuple[Side, int, int] | None:
    """The side that more than half of the voices take, how many they are, and of how many; None without one."""
    taken = [(voices_of(side, voices), side) for side in sides]
    every = frozenset[Hashable]().union(*(own for own, _ in taken))
    most, side = max(taken, key=lambda each: len(each[0]))
    return (side, len(most), len(every)) if len(most) >= MAJORITY and 2 * len(most) > len(every) else None


def months_between(earlier: dt.date, later: dt.date) -> int:
    """Whole months from one day to another."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month - (later.day < earlier.day)


def _said_since(cues: Iterable[Statement], offer: Statement) -> bool:
    return any(not _older(cue.as_of, offer.as_of) for cue in cues if cue.doc != offer.doc)


def _older(first: dt.date | None, second: dt.date | None) -> bool:
    return first is not None and second is not None and first < second


def _over_a_year(newer: dt.date | None, older: dt.date | None) -> bool:
    return newer is not None and older is not None and newer - older > YEAR


def _newer(sides: Sequence[Side]) -> Side | None:
    """The side whose newest claim is over a year newer than every claim of the others, all of which have a date."""
    first = max(sides, key=lambda side: side.newest or dt.date.min)
    others = [each for side in sides if side is not first for each in side.statements]
    return first if all(_over_a_year(first.newest, each.as_of) for each in others) else None


def _withdrawing(sides: Sequence[Side]) -> Side | None:
    """The one side that says in as many words that the others are no longer so, and is not older than they are."""
    found = [side for side in sides if any(each.claim.cue for each in side.statements)]
    if len(found) != 1:
        return None
    cues = [each for each in found[0].statements if each.claim.cue]
    others = [each for side in sides if side is not found[0] for each in side.statements]
    return found[0] if all(_said_since(cues, each) for each in others) else None


def _higher(sides: Sequence[Side]) -> Side | None:
    ranks = [max(_RANKS[each.source.authority] for each in side.statements) for side in sides]
    best = max(ranks)
    return sides[ranks.index(best)] if ranks.count(best) == 1 else None


def _review_order(each: Statement) -> tuple[bool, dt.date, str, int, int]:
    return not each.source.ours, each.as_of or dt.date.min, each.doc, each.start, each.end
