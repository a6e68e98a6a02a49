"""What became of each claim of a page."""

from __future__ import annotations

import time
from typing import Any

import pytest

from factlint.claimpairs import Pair, Statement, paired
from factlint.renames import renamed
from tests.builders import facts_table, garden

Row = dict[str, Any]


def outcome(before: list[Row], after: list[Row], stays: bool = False) -> list[tuple[str, str, str]]:
    sides = []
    for rows in (before, after):
        table = facts_table([{"doc": "a.md", "attribute": "growing_time", **row} for row in rows])
        sides.append([Statement.of({str(key): cell for key, cell in row.items()}) for row in table.to_dict("records")])
    pairs = paired(*sides, {"garden": garden()}, lambda _: stays)
    return sorted((kind(pair), told(pair.before), told(pair.after)) for pair in pairs)


def kind(pair: Pair) -> str:
    return "same" if pair.same else "context" if pair.context else "moved"


def told(side: tuple[Statement, ...]) -> str:
    marks = {"asserted": ""}
    return " ".join(
        f"{each.value}{marks.get(each.modality, '!')}{'@' + each.scope if each.scope else ''}" for each in side
    )


SIX: Row = {"value": "P6M"}
NINE: Row = {"value": "P9M"}


def test_the_same_claim_elsewhere_on_the_page_is_the_same() -> None:
    assert outcome([{**SIX, "line": 1}], [{**SIX, "line": 9}]) == [("same", "P6M", "P6M")]


def test_another_value_of_what_has_one_is_a_change() -> None:
    assert outcome([SIX], [NINE]) == [("moved", "P6M", "P9M")]


def test_of_several_values_those_that_stayed_are_no_part_of_the_change() -> None:
    twelve = {"value": "P12M"}
    assert outcome([SIX, NINE], [SIX, twelve]) == [("moved", "P9M", "P12M"), ("same", "P6M", "P6M")]
    assert outcome([SIX, NINE], [SIX]) == [("moved", "P9M", ""), ("same", "P6M", "P6M")]


def test_a_scope_that_became_narrower_or_broader_is_one_change() -> None:
    late = {**SIX, "scope": {"stage": "mature"}}
    assert outcome([SIX], [late]) == [("moved", "P6M", "P6M@stage=mature")]
    assert outcome([late], [SIX]) == [("moved", "P6M@stage=mature", "P6M")]
    cold, alpine = ({**SIX, "scope": {"climate": name}} for name in ("cold", "alpine"))
    assert outcome([cold], [alpine]) == [("moved", "P6M@climate=cold", "P6M@climate=alpine")]


def test_a_scope_of_its_own_is_another_claim() -> None:
    first, second = ({**SIX, "scope": {"stage": name}} for name in ("mature", "seedling"))
    assert outcome([first], [second]) == [("moved", "", "P6M@stage=seedling"), ("moved", "P6M@stage=mature", "")]


def test_what_is_said_of_the_past_is_a_change() -> None:
    assert outcome([SIX], [{**SIX, "modality": "historical"}]) == [("moved", "P6M", "P6M!")]


def test_of_many_values_each_comes_and_goes_by_itself() -> None:
    bee, moss = ({"attribute": "pollinator", "value": name} for name in ("bee", "moss"))
    assert outcome([bee], [moss]) == [("moved", "", "moss"), ("moved", "bee", "")]


def test_what_only_one_side_gives_though_the_sentence_stayed_was_read_otherwise() -> None:
    assert outcome([SIX], [], stays=True) == [("context", "P6M", "")]
    fern = {**SIX, "subject": "fern", "sentence": "It grows for 6 months."}
    assert outcome([{**fern, "subject": "rose"}], [fern], stays=True) == [("context", "P6M", "P6M")]


def test_the_same_text_in_other_words_of_punctuation_is_the_same() -> None:
    first, second = ({"attribute": "label", "value": text} for text in ("the growers' friend", "the growers friend"))
    assert outcome([first], [second]) == [("same", "the growers' friend", "the growers friend")]


def test_a_page_of_very_many_texts_is_compared_in_time() -> None:
    filling = " ".join(f"word{number}" for number in range(60))
    sides = [
        [
            {"attribute": "label", "value": f"{side} {number}", "sentence": f"{side}{number} {side * 3} {filling}"}
            for number in range(300)
        ]
        for side in ("then", "now")
    ]
    start = time.process_time()
    assert len(outcome(*sides)) == 600
    assert time.process_time() - start < 2


def test_sentences_read_otherwise_are_paired_in_order_however_many() -> None:
    rose, fern = (
        [
            {**SIX, "subject": name, "value": f"P{number}M", "sentence": f"It grows for {number} months."}
            for number in range(1, 200)
        ]
        for name in ("rose", "fern")
    )
    found = outcome(rose, fern, stays=True)
    assert found == sorted(("context", f"P{number}M", f"P{number}M") for number in range(1, 200))


@pytest.mark.parametrize("turned", [False, True])
def test_renamed_texts_are_found_by_what_they_hold(turned: bool) -> None:
    long = b"roses are watered once a day in summer and once a week in winter " * 3
    gone = {"a.md": long, "b.md": b"one two three four five six", "c.md": b"gone for good"}
    new = {"x.md": b"one two three four five seven", "deep/a.md": long, "y.md": b"something else is said here"}
    pairs = ({key: side[key] for key in sorted(side, reverse=turned)} for side in (gone, new))
    assert renamed(*pairs) == {"a.md": "deep/a.md", "b.md": "x.md"}
