"""The sheets of the workbook and their columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from factlint.decisions.headings import (
    APPROVED_BY,
    COMMENT,
    DECISION,
    FINDINGS,
    FINGERPRINT,
    OWNER,
    PEOPLE,
    REASON,
    UNTIL,
    WHOM,
)
from factlint.render.xlsx.cells import Column

ABOUT: Final = "About"
QUOTES: Final = "Quotes"
FACTS: Final = "Facts"
PAGES: Final = "Pages"
REVIEWS: Final = "Review dates"
EARLIER: Final = "Earlier notes"
SHEETS: Final = (ABOUT, FINDINGS, QUOTES, FACTS, PAGES, REVIEWS, EARLIER)

# What the first sheet says: labels, and the line below which nothing of ours stands.
OURS: Final = "Columns"
ABOUT_LABELS: Final = ("Findings for review", "As of", "Made by", "Found", "Left out", "Hand back", OURS)
LAST: Final = "factlint shows where pages disagree; it does not say which of them is true."

WHAT: Final = "What is the matter"
SINCE: Final = "Not found since"

_WIDTHS: Final = {DECISION: 12, REASON: 26, OWNER: 12, UNTIL: 11, WHOM: 12, APPROVED_BY: 12, COMMENT: 22}
OWN_WIDTH: Final = 18
FOR_PEOPLE: Final = tuple(Column(name, _WIDTHS[name], "person-date" if name == UNTIL else "person") for name in PEOPLE)
PLAIN: Final = (
    Column("No.", 5, "number"),
    Column("Severity", 9),
    Column(WHAT, 30),
    Column("What the pages say", 52),
    Column("Look at", 12, optional=True),
    Column("Risk", 7, optional=True),
    Column("Page owner", 13, optional=True),
    Column("Publisher", 16, optional=True),
    Column("Page dates", 11, optional=True),
    Column("Since last time", 11, optional=True),
    Column("In hand", 20, optional=True),
)
CODES: Final = (
    Column("Page", 30, "code"),
    Column("Subject", 20, "code", optional=True),
    Column("Attribute", 20, "code", optional=True),
    Column("Scope", 20, "code", optional=True),
    Column("Confidence", 11, "number"),
    Column("Rule", 20, "code"),
    Column("Code", 7, "code"),
    Column(FINGERPRINT, 19, "code"),
)
ALWAYS: Final = tuple(column.heading for column in (*PLAIN, *CODES) if not column.optional)
ALL: Final = tuple(column.heading for column in (*PLAIN, *FOR_PEOPLE, *CODES))
EARLIER_PLAIN: Final = (Column(WHAT, 44), Column(SINCE, 12, "date"))
EARLIER_OWN: Final = (*(column.heading for column in EARLIER_PLAIN), *PEOPLE, FINGERPRINT)

QUOTED: Final = (
    Column("Finding", 8, "number"),
    Column("Page", 34),
    Column("Line", 7, "number"),
    Column("Publisher", 22, optional=True),
    Column("What it says", 80),
    Column("Read as", 18, optional=True),
    Column("Date", 11, "date", optional=True),
    Column("Remark", 24, optional=True),
    Column("On the web", 30, optional=True),
)
SAID: Final = (
    Column("Page", 32),
    Column("Line", 7, "number"),
    Column("About", 22),
    Column("What is said", 22),
    Column("Value", 18),
    Column("How", 11, optional=True),
    Column("Holds for", 26, optional=True),
    Column("Sentence", 60),
    Column("Date", 11, "date", optional=True),
    Column("Standing", 10),
    Column("Pages that agree", 26, optional=True),
    Column("Findings", 10, optional=True),
    Column("Subject", 18, "code"),
    Column("Attribute", 18, "code"),
    Column("Canonical value", 14, "code"),
    Column("Scope", 18, "code", optional=True),
    Column("Confidence", 11, "number"),
    Column("Pattern", 24, "code", optional=True),
    Column("Fact", 18, "code"),
)
READ: Final = (
    Column("Page", 36),
    Column("Title", 36, optional=True),
    Column("Publisher", 22, optional=True),
    Column("Owner", 16, optional=True),
    Column("Reviewer", 16, optional=True),
    Column("Ours", 6, optional=True),
    Column("Place", 9, optional=True),
    Column("Authority", 11),
    Column("Status", 9),
    Column("Reviewed", 11, "date", optional=True),
    Column("Revised", 11, "date", optional=True),
    Column("Published", 11, "date", optional=True),
    Column("Review due", 11, "date", optional=True),
    Column("Errors", 8, "number"),
    Column("Warnings", 9, "number"),
    Column("Facts", 7, "number"),
    Column("Claim sentences", 10, "number"),
    Column("Read of them", 9, "share"),
    Column("Why not read", 30, optional=True),
)
DUE: Final = (
    Column("Review due", 12, "date"),
    Column("When", 24),
    Column("Page", 40),
    Column("Title", 40, optional=True),
    Column("Publisher", 24, optional=True),
    Column("Owner", 18, optional=True),
    Column("Reviewer", 18, optional=True),
    Column("Last review", 12, "date", optional=True),
    Column("Errors", 8, "number"),
    Column("Warnings", 9, "number"),
)
HEADINGS: Final[Mapping[str, Sequence[str]]] = {
    name: tuple(column.heading for column in columns)
    for name, columns in ((QUOTES, QUOTED), (FACTS, SAID), (PAGES, READ), (REVIEWS, DUE))
}
"""The headings of the sheets to which people cannot add columns."""
