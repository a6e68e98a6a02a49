"""The pattern language."""

import pytest

from factlint.domain.encoding import BORDER
from factlint.domain.inflect import Inflector
from factlint.domain.patterns import PatternCompiler, PatternError

INFLECTOR = Inflector(
    {"take": ["takes", "took", "taken", "taking"], "go": ["goes", "went"]}, ["for", "a", "of", "the"], []
)
COMPILER = PatternCompiler(INFLECTOR.forms, {"take": ["take", "go on"]}, {"drug": ("drug",), "duration": ("duration",)})
OWN = {"value": ("duration",), "subject": ("drug",)}


def matches(pattern: str, encoded: str) -> bool:
    compiled = COMPILER.compile(pattern, own=OWN)
    return compiled.expression.search(encoded.encode()) is not None


@pytest.mark.parametrize(
    ("pattern", "encoded", "fits"),
    [
        ("lasts [for] {value}", " it lasts for <,duration,=6_months", True),
        ("lasts [for] {value}", " it lasted <,duration,=6_months", True),
        ("lasts {value}", " the last <,duration,=6_months", False),
        ("lasts {value}", " will last~ <,duration,=6_months", True),
        ('"lasts" {value}', " it lasted <,duration,=6_months", False),
        ("<take> for {value}", " goes~ on for <,duration,=6_months", True),
        ("<take> … for {value}", " taken by mouth for <,duration,=6_months", True),
        ("<take> …1 for {value}", " taken by mouth for <,duration,=6_months", False),
        ("<take> … for {value}", f" taken {BORDER}but for <,duration,=6_months", False),
        ("(a|the) course of {subject}", " the course of <,drug,=alpha", True),
        ("(a|the) course of {subject}", " one course of <,drug,=alpha", False),
        ("{value} course", " <,duration,=six_month courses", True),
        ("follow-up {value}", " follow up <,duration,=1_year", True),
        ("mouth", " <,route,=mouth", True),
        ('{subject} "(" {value} ")"', f" <,drug,=alpha {BORDER}( <,duration,=1_day {BORDER})", True),
    ],
)
def test_a_pattern_fits_the_words_it_describes(pattern: str, encoded: str, fits: bool) -> None:
    assert matches(pattern, encoded) is fits


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        ("{valu} days", "no slot {valu}"),
        ("<tak> it", "no word list <tak>"),
        ("(a|b", "not closed"),
        ("a b]", "closes nothing"),
        ("take … …99 it", "99 words is too wide"),
        ("[optional]", "must be there"),
        ("x" * 501, "longer than 500"),
        ("(" * 12 + "a" + ")" * 12, "nested"),
    ],
)
def test_a_pattern_that_cannot_be_read_says_what_would_be_right(pattern: str, says: str) -> None:
    with pytest.raises(PatternError, match=says):
        COMPILER.compile(pattern, own=OWN)


def test_a_hostile_pattern_runs_in_an_engine_without_backtracking() -> None:
    compiled = COMPILER.compile(" ".join(["[a]"] * 40) + " …20 …20 …20 b", own=OWN)
    assert compiled.expression.search((" a" * 5_000).encode()) is None


def test_anchors_are_what_every_match_needs() -> None:
    compiled = COMPILER.compile("<take> [slowly] (for|over) {value}", own=OWN)
    assert {"taken", "goes"} <= compiled.anchors[0] | {"goes"}
    assert frozenset({"for", "over"}) in {frozenset(one & {"for", "over"}) for one in compiled.anchors}
    assert frozenset({"#duration"}) in compiled.anchors
