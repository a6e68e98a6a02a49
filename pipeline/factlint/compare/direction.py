"""Which side of a disagreement is to be reviewed, as far as dates and authority can tell."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from factlint.compare.sides import Side, Statement

YEAR: Final = dt.timedelta(days=366)

_RANKS: Final = {"low": 0, "normal": 1, "reference": 2}


class Direction(NamedTuple):
    """Where to begin.

    Attributes:
        says: "review this page", "check both" or "tell the publisher".
        to_review: statements that are to be reviewed, the first of them the primary one.
        because: why, for people; "" where nothing decides.
        favours: the side that is not to be reviewed, where something decides.
    """

    says: str
    to_review: tuple[Statement, ...]
    because: str = ""
    favours: Side | None = None


def direct(sides: Sequence[Side]) -> Direction:
    """The direction where there is no reference: the newer claim wins, else the higher authority."""
    reasons = (("a newer page", _newer(sides)), ("a page of more authority", _higher(sides)))
    for because, winner in reasons:
        if winner is not None:
            losers = in_review_order(each for side in sides if side is not winner for each in side.statements)
            return Direction(advice(losers[0]), losers, because, winner)
    fewest = min(sides, key=lambda side: len(side.docs))
    every = in_review_order(each for side in sides for each in side.statements)
    # Where nothing decides, the finding is shown where fewest pages say so; that is no verdict on them.
    first = next((each for each in in_review_order(fewest.statements) if each.source.ours), every[0])
    says = "check both" if first.source.ours else "tell the publisher"
    return Direction(says, (first, *(each for each in every if each is not first)))


def advice(primary: Statement) -> str:
    """What to do about a page that is to be reviewed; one that is not ours is never told to change."""
    return "review this page" if primary.source.ours else "tell the publisher"


def in_review_order(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Our own pages first, then the oldest claims, undated ones before all."""
    return tuple(sorted(statements, key=_review_order))


def superseded(offers: Side, withdraws: Side) -> bool:
    """Whether every page that offers something is outdated by one that says it is no longer so.

    That is the newer by more than a year, or says so in as many words ("no longer") and is not the older.
    """
    pages: dict[str, list[Statement]] = {}
    for statement in offers.statements:
        pages.setdefault(statement.doc, []).append(statement)
    newest = max((each.as_of for each in withdraws.statements if each.as_of), default=None)
    cues = [each for each in withdraws.statements if each.claim.cue]
    return all(
        any(_over_a_year(newest, each.as_of) or _said_since(cues, each) for each in own) for own in pages.values()
    )


def _said_since(cues: Iterable[Statement], offer: Statement) -> bool:
    return any(not _older(cue.as_of, offer.as_of) for cue in cues if cue.doc != offer.doc)


def _older(first: dt.date | None, second: dt.date | None) -> bool:
    return first is not None and second is not None and first < second


def _over_a_year(newer: dt.date | None, older: dt.date | None) -> bool:
    return newer is not None and older is not None and newer - older > YEAR


def _newer(sides: Sequence[Side]) -> Side | None:
    first = max(sides, key=lambda side: side.newest or dt.date.min)
    others = [side for side in sides if side is not first]
    return first if all(_over_a_year(first.newest, side.newest) for side in others) else None


def _higher(sides: Sequence[Side]) -> Side | None:
    ranks = [max(_RANKS[each.source.authority] for each in side.statements) for side in sides]
    best = max(ranks)
    return sides[ranks.index(best)] if ranks.count(best) == 1 else None


def _review_order(each: Statement) -> tuple[bool, dt.date, str, int, int]:
    return not each.source.ours, each.as_of or dt.date.min, each.doc, each.start, each.end
