"""The first and the last day there is: no rule may reckon past them."""

from __future__ import annotations

import datetime as dt

import pytest

from factlint.rules import every_finding
from tests.builders import context

FAR = {"reviewed": dt.date.max, "revised": dt.date.min, "published": dt.date.min, "next_review": dt.date.max}
LABELS = [
    {"doc": "a", "kind": "date-label", "text": "Last reviewed: 1", "detail": f"reviewed: {dt.date.min}"},
    {"doc": "a", "kind": "date-label", "text": "Next review: 2", "detail": f"next_review: {dt.date.max}", "start": 5},
    {"doc": "a", "kind": "date-label", "text": "Revised: 3", "detail": f"revised: {dt.date.max}", "start": 9},
]


@pytest.mark.parametrize("as_of", [dt.date.min, dt.date.max])
def test_no_rule_reckons_past_the_days_there_are(as_of: dt.date) -> None:
    made = context(pages={"a": FAR}, signals=LABELS, citations=[{"doc": "a", "title": "Ferns", "year": 9999}])
    object.__setattr__(made.settings, "as_of", as_of)
    codes = [each.info.code for each in every_finding(made)]
    assert codes.count("O108") >= 2
