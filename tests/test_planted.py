"""What was planted in ``sources/`` is found, and nothing else is reported there at warning or above.

``cases/planted-open.yaml`` lists what is not so yet; an entry has to be taken off there once it is.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

import factlint

ROOT = Path(__file__).parents[1]
CASES = Path(__file__).parent / "cases"
PLANTED = yaml.safe_load((CASES / "sources-planted.yaml").read_text("utf-8"))
OPEN = yaml.safe_load((CASES / "planted-open.yaml").read_text("utf-8"))

KNOCK_ON = frozenset({"C101", "I101", "I102", "S101"})
"""A wrong value is reported under the first of these that applies, and may break another relation on its way."""
CODES = {
    1: {"C101", *KNOCK_ON},
    2: {"C102", "O101"},
    3: {"C103", "C102", "O101"},
    4: {"C105"},
    5: {"I101", *KNOCK_ON},
    6: {"I102", *KNOCK_ON},
    7: {"O101"},
    8: {"O103"},
    9: {"O104"},
    10: {"T101"},
    11: {"S101", *KNOCK_ON},
    12: {"S102"},
    13: {"S103"},
    14: {"T102"},
    15: {"O105"},
    16: {"O107"},
}
OF_A_PAGE = {"O104", "S103"}
"""Rules that speak of a page as a whole, whose place is its beginning."""


class Place(NamedTuple):
    """A range of a file, by line and column from 1; the end is not part of it."""

    page: str
    start: tuple[int, int]
    end: tuple[int, int]

    def touches(self, other: Place) -> bool:
        return self.page == other.page and self.start < other.end and other.start < self.end


class Finding(NamedTuple):
    code: str
    severity: str
    name: str
    places: tuple[Place, ...]


def quoted(page: str, quote: str) -> Place:
    """Where a page says ``quote``, with any white space between its words."""
    text = (ROOT / page).read_bytes().decode("utf-8", errors="replace")
    found = list(re.finditer(r"\s+".join(map(re.escape, quote.split())), text))
    assert found, f"{page} does not say {quote!r}"

    def at(offset: int) -> tuple[int, int]:
        return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)

    return Place(page, at(found[0].start()), at(found[0].end()))


@pytest.fixture(scope="module")
def findings() -> list[Finding]:
    result = factlint.check([ROOT / "sources"])
    places: dict[str, list[Place]] = {}
    evidence: list[Any] = list(result.evidence.itertuples())
    for row in evidence:
        place = Place(row.doc, (row.line, row.column), (row.end_line, row.end_column))
        places.setdefault(row.fingerprint, []).append(place)
    rows: list[Any] = list(result.findings.itertuples())
    return [Finding(row.code, row.severity, _name(row), tuple(places[row.fingerprint])) for row in rows]


def _name(row: Any) -> str:
    parts = (row.code, row.subject, row.attribute, row.scope)
    return " ".join(part for part in parts if isinstance(part, str) and part) + f" on {row.doc}"


def touched(entry: dict[str, Any], finding: Finding) -> int:
    """How many of an entry's places a finding touches."""
    wanted = [quoted(one["page"], one["quote"]) for one in entry["places"]]
    if finding.code in OF_A_PAGE:
        return sum(any(one.page == other.page for other in finding.places) for one in wanted)
    return sum(any(one.touches(other) for other in finding.places) for one in wanted)


def entries() -> list[Any]:
    mark = pytest.mark.xfail(reason="not found yet", raises=AssertionError, strict=True)
    return [
        pytest.param(entry, id=f"{number}", marks=[mark] if number in OPEN["planted"] else [])
        for number, entry in enumerate(PLANTED)
    ]


@pytest.mark.parametrize("entry", entries())
def test_what_was_planted_is_found(entry: dict[str, Any], findings: list[Finding]) -> None:
    """A finding of a fitting code shows the place, or two of the places that disagree."""
    fitting = [one for one in findings if one.code in CODES[entry["kind"]]]
    assert max((touched(entry, one) for one in fitting), default=0) >= min(2, len(entry["places"]))


def test_nothing_else_is_reported_at_warning_or_above(findings: list[Finding]) -> None:
    loud = [one for one in findings if one.severity != "info"]
    alarms = sorted(one.name for one in loud if not any(touched(entry, one) for entry in PLANTED))
    assert alarms == sorted(OPEN["alarms"])


def test_only_entries_that_there_are_stand_open() -> None:
    assert set(OPEN["planted"]) <= set(range(len(PLANTED)))
