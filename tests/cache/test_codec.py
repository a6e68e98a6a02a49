"""What is kept comes back as it was, or is not kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from enum import Enum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factlint.cache.codec import Codec, CodecError
from factlint.explained import Explained
from factlint.extract.citation_parts import Parts
from factlint.extract.citations import Citation
from factlint.extract.facts import Fact, Signal, Unread
from factlint.extract.reading import Reading
from factlint.kept import report_codec
from factlint.pagereport import PageReport
from factlint.pages import Metadata, Review
from factlint.result import Mention, PageText
from factlint.spans import Place, Span
from factlint.values import Value, ValueKind

TEXT = st.text(max_size=8)
MAYBE = st.none() | TEXT
COUNT = st.integers(min_value=0)
DAY = st.dates()
NUMBER = st.floats(allow_nan=False) | COUNT
SPAN = st.builds(Span, COUNT, COUNT)
PLACE = st.builds(Place, COUNT, COUNT, COUNT, COUNT)
PAIRS = st.lists(st.tuples(TEXT, TEXT), max_size=3).map(tuple)
VALUE = st.builds(
    Value, st.sampled_from(ValueKind), TEXT, st.none() | NUMBER, st.none() | NUMBER, TEXT, approx=st.booleans()
)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
FACT = st.builds(
    Fact,
    *(TEXT, PLACE, SPAN, *[TEXT] * 6, VALUE, st.booleans(), TEXT, st.dictionaries(TEXT, TEXT, max_size=3)),
    *(st.none() | DAY, TEXT, TEXT, NUMBER, TEXTS),
)
SIGNAL = st.builds(Signal, TEXT, PLACE, SPAN, TEXT, MAYBE, TEXT, TEXT)
PARTS = st.builds(Parts, MAYBE, st.none() | COUNT, MAYBE, MAYBE, MAYBE, TEXT)
READING = st.builds(
    Reading,
    facts=st.lists(FACT, max_size=2),
    signals=st.lists(SIGNAL, max_size=2),
    unread=st.lists(st.builds(Unread, TEXT, PLACE, TEXT, TEXT, TEXT, TEXT, SPAN), max_size=2),
    sightings=st.lists(st.builds(Mention, TEXT, PLACE, TEXT, TEXT, TEXT, TEXT), max_size=2),
    explained=st.just([]),
    sentences=COUNT,
)
META = st.builds(
    Metadata,
    title=MAYBE,
    ours=st.booleans(),
    reviewed=st.none() | DAY,
    copyright_year=st.none() | COUNT,
    scope=PAIRS,
    reviews=st.lists(st.builds(Review, DAY, TEXT, TEXT, TEXTS, PAIRS, TEXTS, SPAN), max_size=2).map(tuple),
)
REPORT = st.builds(
    PageReport,
    doc=TEXT,
    meta=META,
    sha256=TEXT,
    characters=COUNT,
    signals=st.lists(SIGNAL, max_size=2).map(tuple),
    citations=st.lists(st.builds(Citation, TEXT, PLACE, SPAN, TEXT, PARTS), max_size=2).map(tuple),
    readings=st.lists(READING, max_size=2).map(tuple),
    text=st.none(),
)


@given(REPORT)
def test_a_report_comes_back_with_the_same_values_of_the_same_types(report: PageReport) -> None:
    back = report_codec().decode(report_codec().encode(report))
    assert back == report
    assert repr(back) == repr(report)  # True and 1 and 1.0 are equal


class Shade(Enum):
    DARK = "dark"


class Words(str):
    __slots__ = ()


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (str, Words("a")),
        (str, "\ud83d\ude00"),
        (int, True),
        (float, "1.0"),
        (tuple[int, ...], [1]),
        (tuple[int, str], (1,)),
        (tuple[int, str], (1, "a", 2)),
        (list[int], (1,)),
        (list[int], [None]),
        (dict[str, str], {1: "a"}),
        (dict[str, str], {"a": 1}),
        (dt.date, dt.datetime(2026, 1, 1)),
        (Span, (1, 2)),
        (Span, Span(1, "2")),  # type: ignore[arg-type]
        (Shade, "dark"),
        (int | None, "x"),
    ],
)
def test_what_would_come_back_as_something_else_is_refused(kind: Any, value: object) -> None:
    with pytest.raises(CodecError):
        Codec(kind).encode(value)


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (str, b"1"),
        (str, b'"a'),
        (str, b"\xff"),
        (int, b"1.0"),
        (Span, b"[1]"),
        (Span, b"[1,2,3]"),
        (Span, b'[1,"2"]'),
        (tuple[int, ...], b"1"),
        (dict[str, int], b"[]"),
        (dt.date, b'"2026-13-01"'),
        (Shade, b'"light"'),
        (list[int], b"[" * 100_000),
    ],
)
def test_what_is_no_value_of_the_type_is_refused(kind: Any, data: bytes) -> None:
    with pytest.raises(CodecError):
        Codec(kind).decode(data)


def test_types_that_json_does_not_tell_apart_are_no_codec() -> None:
    with pytest.raises(TypeError):
        Codec(int | str)  # type: ignore[arg-type]


def test_what_only_large_runs_give_is_never_left_out_unseen() -> None:
    plain = PageReport("a.md", readings=(Reading(),))
    explained = Explained("a.md", Place(1, 1, 1, 2), "s", "", "A.")
    for report in (
        replace(plain, text=PageText("a", "a", (), (), ())),
        replace(plain, readings=(Reading(explained=[explained]),)),
    ):
        with pytest.raises(CodecError, match="must be empty"):
            report_codec().encode(report)
