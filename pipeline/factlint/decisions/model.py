"""What people decided about findings, in the file of decisions and in comments on pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from factlint.spans import Place


class Kind(StrEnum):
    """What was decided."""

    FIX_OURS = "fix-ours"
    FIX_THEIRS = "fix-theirs"
    ASK = "ask"
    BOTH_RIGHT = "both-right"
    TOOL_WRONG = "tool-wrong"
    DEFER = "defer"

    @property
    def hides(self) -> bool:
        """Whether a finding with this decision is not shown for a time; the others stay open."""
        return self in HIDING


HIDING: Final[Mapping[Kind, str]] = {
    Kind.BOTH_RIGHT: "as both right, until a date",
    Kind.TOOL_WRONG: "as the tool's mistake, until a date",
}
"""The decisions that hide a finding, with what is said of those hidden so."""
BY_COMMENT: Final = "by comments in pages"


@dataclass(frozen=True)
class Decision:
    """One entry of the file of decisions.

    Attributes:
        fingerprint: of the finding.
        kind: what was decided.
        reason: why.
        owner: who answers for it.
        on: the day it was taken.
        code: of the rule that found it.
        message: what the finding said.
        until: the last day on which it hides; None for one that hides nothing.
        by_when: the day by which an open one should be done.
        whom: who is asked, or who is to mend it.
        approved_by: who agreed that it is hidden; "" for nobody.
        line: of the entry in the file.
    """

    fingerprint: str
    kind: Kind
    reason: str
    owner: str
    on: dt.date
    code: str
    message: str
    until: dt.date | None = None
    by_when: dt.date | None = None
    whom: str = ""
    approved_by: str = ""
    line: int = 1

    @property
    def assigned(self) -> str:
        """Who has an open finding in hand: ``ask: B. Roe, by 2027-01-01; A. Lee asks``."""
        whom = f"{self.whom} ({self.owner})" if self.whom else self.owner
        due = f", by {self.by_when}" if self.by_when else ""
        return f"{self.kind}: {whom}{due}: {self.reason}"


@dataclass(frozen=True)
class Ignore:
    """A comment on a page that asks for findings to be hidden.

    Attributes:
        doc: the page.
        place: where the comment stands.
        text: what it says.
        covers: the part of the page it speaks of; None for the whole page.
        codes: of the rules that are not to speak.
        until: the last day on which it hides.
        approved_by: who agreed; "" for nobody.
        problem: why it hides nothing; "" where it is in order.
    """

    doc: str
    place: Place
    text: str
    covers: Place | None = None
    codes: tuple[str, ...] = ()
    until: dt.date | None = None
    approved_by: str = ""
    problem: str = ""

    def reaches(self, doc: str, place: Place) -> bool:
        """Whether what it speaks of and ``place`` share a character; an empty place counts as the one it stands at."""
        if doc != self.doc or self.covers is None:
            return doc == self.doc
        (start, end), (first, last) = _range(self.covers), _range(place)
        return first < end and start < last


def _range(place: Place) -> tuple[tuple[int, int], tuple[int, int]]:
    """Line and column of the start and of the end, which is exclusive and never the start."""
    start, end = (place.line, place.column), (place.end_line, place.end_column)
    return start, max(end, (place.line, place.column + 1))


@dataclass(frozen=True)
class Decisions:
    """The decisions in force: the last one on each finding.

    Attributes:
        doc: the file, from the project root; "" where there is none.
        last: by fingerprint.
        judge_unmatched: whether the run reads so much that a decision on nothing is out of date.
    """

    doc: str = ""
    last: Mapping[str, Decision] = field(default_factory=dict)
    judge_unmatched: bool = True
