"""The values that claims have had, and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from factlint.values import Value


class Moment(NamedTuple):
    """A commit: its hash and its day; ``cut`` where what came before it is not in the clone."""

    commit: str
    date: str
    cut: bool = False


class Claimed(NamedTuple):
    """What was claimed: the same claim whatever its words and its place."""

    schema: str
    attribute: str
    scope: str
    value: str
    approx: bool
    modality: str


@dataclass
class Held:
    """A value that a claim of a page has had.

    Attributes:
        claim: what was claimed.
        page: the page, by its name when the value appeared.
        subject: of what.
        value: the value, as it was read then.
        line: where it stood then, as is ``column``.
        quote: the words that carried it.
        since: when it appeared.
        until: when it went; None where it stands to this day.
        latest: the name that the page had last.
        order: the number of the commit, oldest first.
    """

    claim: Claimed
    page: str
    subject: str
    value: Value
    line: int
    column: int
    quote: str
    since: Moment
    until: Moment | None = None
    latest: str = ""
    order: int = 0


@dataclass(frozen=True)
class History:
    """Values by page and claim, oldest first, and the commits at which a shallow clone is cut."""

    rows: Sequence[Held]
    cuts: Sequence[Moment] = ()
