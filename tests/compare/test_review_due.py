"""The day on which a page is to be reviewed again."""

from __future__ import annotations

import datetime as dt

import pytest

from factlint.compare.sources import review_due

DAY = dt.date(2024, 2, 29)


@pytest.mark.parametrize(
    ("reviewed", "revised", "named", "due"),
    [
        (DAY, None, None, dt.date(2027, 2, 28)),
        (None, DAY, None, dt.date(2027, 2, 28)),
        (DAY, dt.date(2025, 1, 1), None, dt.date(2027, 2, 28)),
        (DAY, None, dt.date(2025, 6, 1), dt.date(2025, 6, 1)),
        (DAY, None, dt.date(2030, 6, 1), dt.date(2027, 2, 28)),
        (None, None, dt.date(2030, 6, 1), dt.date(2030, 6, 1)),
        (None, None, None, None),
    ],
)
def test_a_review_is_due_by_policy_or_by_the_page_whichever_is_earlier(
    reviewed: dt.date | None, revised: dt.date | None, named: dt.date | None, due: dt.date | None
) -> None:
    assert review_due({"reviewed": reviewed, "revised": revised, "next_review": named}, 36) == due
