"""Comments on pages that hide findings: ``ignore C101 until 2027-01-01 because both are in use``."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from factlint.config import parse_date
from factlint.decisions.model import Ignore
from factlint.spans import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

KIND: Final = "ignore"
"""The kind of the signals that tell of such comments."""
FORM: Final = (
    "write: ignore C101 until 2027-01-01 because both are in use; where it is of high risk also: approved by WHO"
)
_UNCLOSED: Final = "(not closed)"
_CODE: Final = re.compile(r"[A-Z][0-9]{3}")
_HEAD: Final = re.compile(
    r"ignore (?P<codes>[A-Z][0-9]{3}(?:[ ,]+(?:and )?[A-Z][0-9]{3})*)(?P<page> on this page)?"
    r"(?: until (?P<until>\S+))?(?: approved by (?P<by>.+))?"
)
_APPROVED: Final = re.compile(r"(?P<reason>.+?),? approved by (?P<by>[^.,;]+(?:\.[^.,;]+)*)\.?")
_BECAUSE: Final = re.compile(r"\s*\bbecause\b:?\s*")
TOP: Final = Place(1, 1, 1, 1)
_PLACE: Final = ("line", "column", "end_line", "end_column")


def ignores(signals: pd.DataFrame) -> Iterator[Ignore]:
    """The comments among the signals, in the order of pages and places, in order or not."""
    rows = signals[signals["kind"] == KIND].sort_values(["doc", "line", "column", "text"], kind="stable")
    for row in rows.to_dict("records"):
        place = Place(*(int(row[name]) for name in _PLACE))
        yield parse_comment(str(row["text"]), str(row["doc"]), place, _covers(str(row["detail"])))


def parse_comment(text: str, doc: str = "", place: Place = TOP, covers: Place | None = None) -> Ignore:
    """What a comment says after the program's name, whatever is wrong with it.

    Args:
        text: such as ``ignore C101, C102 until 2027-01-01 because both are in use``; ``on this page`` after the codes
            hides them on all of it, and ``approved by NAME`` names who agreed.
        doc: the page.
        place: where it stands.
        covers: the part of the page that it speaks of.
    """
    if slip := _slip(text):
        return Ignore(doc, place, text, covers, problem=slip)
    head, *rest = _BECAUSE.split(" ".join(text.split()), maxsplit=1)
    reason = rest[0] if rest else ""
    found = _HEAD.fullmatch(head)
    if found is None:
        return Ignore(doc, place, text, covers, problem=f"it cannot be read ({FORM})")
    last = None if found["by"] else _APPROVED.fullmatch(reason)
    reason, by = (last["reason"], last["by"]) if last else (reason, found["by"] or "")
    until = parse_date(found["until"]) if found["until"] else None
    codes = tuple(dict.fromkeys(_CODE.findall(found["codes"])))
    problem = _problem(found["until"], until is None, reason)
    # A comment that speaks of nothing covers itself alone: only words that say so cover a page.
    return Ignore(doc, place, text, None if found["page"] else covers or place, codes, until, by.strip(), problem)


def _slip(text: str) -> str:
    """What is the matter with the form of a comment, before what it says."""
    if text.startswith(_UNCLOSED):
        return "the comment is not closed: end it with -->"
    if text.lower().startswith("factlint"):
        return f'it cannot be read: "factlint:" with a colon begins it ({FORM})'
    return ""


def _problem(written: str | None, is_no_date: bool, reason: str) -> str:
    if written is None:
        return f"it does not say until when ({FORM})"
    if is_no_date:
        return f"{written!r} is no date ({FORM})"
    return "" if reason.strip(" .") else f"it does not say why ({FORM})"


def _covers(detail: str) -> Place | None:
    covers = json.loads(detail).get("covers") if detail else None
    return Place(*covers) if covers else None
