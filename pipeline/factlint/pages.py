"""A page as the loaders hand it on: its text, its blocks, its metadata, and where each character stands on disk."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from factlint.spans import Place, Places, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


BETWEEN_HEADINGS: Final = " > "
"""What stands between the headings of a section, the outermost first."""


class BlockKind(StrEnum):
    """What part a block plays on its page."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"
    TERM = "term"  # the label of a label and value pair: <dt>, "Duration:"
    DETAIL = "detail"  # the value of such a pair: <dd>


@dataclass(frozen=True, slots=True)
class Block:
    """One block of running text, in page order; blocks never overlap.

    Attributes:
        kind: what it is.
        start: first character, in the text as loaded.
        end: one past the last.
        guessed: whether it is a heading of plain text, whose level is a guess; it may be an item that lost its mark.
        level: 1 to 6 for a heading, nesting depth from 1 for a list item, else 0.
        lead: index of the block that introduces this one: for an item the paragraph (or the parent item) that
            leads into its list, for a detail its term; None where nothing does.
        row_head: for a cell, the index of the block that heads its row; None for that block itself.
        column_head: for a cell, the index of the block that heads its column.
        row: for a cell, the number of its row in the table, from 0 for the header row.
        table: for a cell, the number of its table on the page.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    lead: int | None = None
    row_head: int | None = None
    column_head: int | None = None
    row: int | None = None
    table: int | None = None
    guessed: bool = False

    @property
    def span(self) -> Span:
        """The block's range in the text as loaded."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class DateLabel:
    """A label such as "Last reviewed:" found in the visible text.

    Attributes:
        what: reviewed, revised, published, next_review or copyright.
        span: the label with its date, in the text as loaded.
        date: the date it gives; None where nothing follows or where it cannot be told.
        problem: "", "empty", "ambiguous" (07/08/2021 with no jurisdiction to read it by) or "unreadable".
    """

    what: str
    span: Span
    date: dt.date | None
    problem: str = ""


class Review(NamedTuple):
    """What somebody has reviewed of a page.

    Attributes:
        date: the day.
        by: who; "" where it is not said.
        scope: page, section or claims.
        sections: headings, in lower case with single spaces; what stands below them is reviewed as well.
        claims: subject and attribute by their ids; an attribute that is "" stands for all of the subject.
        evidence: what it rests on, as written.
        span: where the page lists it.
    """

    date: dt.date
    by: str = ""
    scope: str = "page"
    sections: tuple[str, ...] = ()
    claims: tuple[tuple[str, str], ...] = ()
    evidence: tuple[str, ...] = ()
    span: Span = Span(0, 0)

    def covers(self, headings: Iterable[str], subject: str, attribute: str) -> bool:
        """Whether it is of a part of the page in which this claim lies; a review of the whole is the page's own."""
        match self.scope:
            case "section":
                return any(" ".join(each.casefold().split()) in self.sections for each in headings)
            case "claims":
                return not {(subject, attribute), (subject, "")}.isdisjoint(self.claims)
            case _:
                return False


@dataclass(frozen=True)
class Metadata:
    """What is known about a page apart from its text; the columns of the documents table, and two things more.

    Attributes:
        scope: default scope, (dimension, concept id) pairs, sorted.
        reviews: those that the page lists.
    """

    title: str | None = None
    url: str | None = None
    edit_url: str | None = None
    publisher: str | None = None
    owner: str | None = None
    reviewer: str | None = None
    ours: bool = True
    jurisdiction: str | None = None
    language: str | None = None
    audience: str | None = None
    authority: str = "normal"
    family: str | None = None
    variant_of: str | None = None
    variant_kind: str | None = None  # one of project.VARIANT_KINDS; a signal, and no column of the documents table
    status: str = "live"
    reviewed: dt.date | None = None
    revised: dt.date | None = None
    published: dt.date | None = None
    next_review: dt.date | None = None
    copyright_year: int | None = None
    scope: tuple[tuple[str, str], ...] = ()
    reviews: tuple[Review, ...] = ()

    @property
    def as_of(self) -> dt.date | None:
        """The date the page as a whole vouches for its claims: reviewed, else revised, else published."""
        return self.reviewed or self.revised or self.published

    def vouched(self, headings: Sequence[str], subject: str, attribute: str) -> dt.date | None:
        """The date the page vouches for one claim: the newest of its own and of the reviews that cover the claim.

        Args:
            headings: those that the claim stands below.
            subject: concept id.
            attribute: its id.
        """
        covering = (each.date for each in self.reviews if each.covers(headings, subject, attribute))
        return max(filter(None, (self.as_of, *covering)), default=None)


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment for this program that stands in a page.

    Attributes:
        text: what it says after the program's name.
        place: where it stands in the file.
        covers: the part of the file that it speaks of, which may be itself alone.
    """

    text: str
    place: Place
    covers: Place


@dataclass(frozen=True)
class Page:
    """One source text, ready to be read.

    Attributes:
        doc: path from the project root, ``/``-separated; the page's id.
        text: the text as loaded. For txt and md it is the decoded file, character for character.
        prose: as long as ``text``; markup that is not to be read (emphasis marks, link targets, code) is blanked
            with spaces. This is what extraction reads; quotes are cut from ``text``.
        blocks: in page order.
        places: maps offsets of ``text`` to the file on disk.
        sha256: of the bytes on disk.
        meta: the page's metadata.
        labels: date labels found in the visible text.
        skipped: why the page was not read (another language, no text); "" where it was.
        problems: parts of the page that could not be read (front matter) although the rest was: place and reason.
        comments: those for this program, in the order of the page.
    """

    doc: str
    text: str
    prose: str
    blocks: tuple[Block, ...]
    places: Places
    sha256: str = ""
    meta: Metadata = field(default_factory=Metadata)
    labels: tuple[DateLabel, ...] = ()
    skipped: str = ""
    problems: tuple[tuple[Span, str], ...] = ()
    comments: tuple[Comment, ...] = ()
