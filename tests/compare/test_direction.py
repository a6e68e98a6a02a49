from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from factlint.compare.direction import months_between
from factlint.rules import judge
from tests.builders import context

if TYPE_CHECKING:
    from factlint.compare.direction import Voices


def told(rows: list[dict[str, Any]], voices: Voices) -> tuple[str, str, str]:
    """Message without its subject, direction, and page, of the one finding."""
    plain = context([dict(row) for row in rows], ignore=("O",))
    vars(plain)["voices"] = voices  # what is known of copies is worked out once and kept
    (finding,) = judge(plain)
    return finding.message.partition(": ")[2], finding.direction, finding.primary.doc


def rows(**values: str) -> list[dict[str, Any]]:
    return [{"doc": doc, "attribute": "growing_time", "value": value} for doc, value in values.items()]


def copies(*docs: str) -> Voices:
    return lambda doc, _start: "one text" if doc in docs else doc


def test_copies_are_one_voice_and_make_no_majority() -> None:
    several = rows(a="P6M", b="P6M", c="P6M", d="P3M", e="P3M")
    assert told(several, copies("a", "b", "c")) == (
        "6 months on 3 pages, 3 months on 2; the 3 pages that say 6 months are copies of one text",
        "check both",
        "a",
    )


def test_a_majority_counts_copies_once_and_says_so() -> None:
    several = rows(a="P6M", b="P6M", c="P6M", d="P6M", e="P3M")
    found = told(several, copies("a", "b"))
    assert found[0].endswith("; 3 of 4 pages say 6 months, copies counted once")


def test_a_voice_is_of_a_place_and_not_of_a_whole_page() -> None:
    several = rows(a="P6M", b="P6M", c="P6M", d="P3M")
    plain = told(several, lambda doc, start: (doc, start))
    assert plain[0].endswith("; 3 of 4 pages say 6 months")


@pytest.mark.parametrize(
    ("earlier", "later", "months"),
    [("2024-01-31", "2025-01-31", 12), ("2024-01-31", "2025-01-30", 11), ("2025-06-01", "2025-06-30", 0)],
)
def test_months_are_whole_ones(earlier: str, later: str, months: int) -> None:
    assert months_between(dt.date.fromisoformat(earlier), dt.date.fromisoformat(later)) == months
