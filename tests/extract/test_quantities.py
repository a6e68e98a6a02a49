"""What is read as a quantity, and what is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from factlint.extract.quantities import QuantityReader
from factlint.values import ValueKind, parse

ROOT = Path(__file__).resolve().parents[2]
CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (ROOT / "tests" / "cases" / "quantities.yaml").read_text(encoding="utf-8")
)
LANGUAGE = yaml.safe_load((ROOT / "schemas" / "english.yaml").read_text(encoding="utf-8"))
ENGLISH = {name: LANGUAGE[name] for name in ("numbers", "units", "qualifiers")}
READER = QuantityReader.from_mapping(ENGLISH)
TEXTS = st.lists(
    st.sampled_from(
        [
            "6",
            "six",
            "1.5",
            "2,500",
            "half",
            "a",
            "an",
            "the",
            "few",
            "of",
            "to",
            "and",
            "-",
            "–",
            "up to",
            "at least",
            "about",
            "over",
            "aged",
            "every",
            "twice",
            "daily",
            "in",
            "months",
            "days",
            "hours",
            "mg",
            "/kg",
            "%",
            "£",
            "£5",
            "9am",
            "1/2",
            "½",
            "March",
            "2021",
            "12",
            "week",
            "3",
            "phase",
            ".",
            ",",
            "(",
            ")",
            "\n",
            "\n\n",
            "or more",
            "old",
        ]
    ),
    max_size=30,
).map(" ".join)


@pytest.mark.parametrize(("text", "want"), [(case["text"], case["want"]) for cases in CASES.values() for case in cases])
def test_reads_each_quantity_with_its_words_and_nothing_else(text: str, want: dict[str, str]) -> None:
    found = {
        text[quantity.start : quantity.end]: f"{'~' * quantity.value.approx}{quantity.value.kind} {quantity.value.text}"
        for quantity in READER.find(text)
    }
    assert found == want


def test_core_leaves_qualifiers_out() -> None:
    text = "It takes up to 6 months or so."
    (quantity,) = READER.find(text)
    assert text[quantity.start : quantity.end] == "up to 6 months or so"
    assert text[quantity.core_start : quantity.core_end] == "6 months"


def test_reads_only_between_start_and_end() -> None:
    text = "Take 5 mg for 6 months, then 7 mg for 8 weeks."
    found = READER.find(text, text.index("for"), text.index(", then"))
    assert [(text[item.start : item.end], item.value.text) for item in found] == [("6 months", "P6M")]


def test_letters_that_grow_in_lower_case_move_no_span() -> None:
    text = "İİİ for 6 months"
    (quantity,) = READER.find(text)
    assert text[quantity.start : quantity.end] == "6 months"


def test_a_schema_adds_units_of_its_own() -> None:
    units = {
        **ENGLISH["units"],
        "vial": {"dimension": "vial", "factor": 1, "words": ["vial", "vials"]},
        "spoon": {"dimension": "mL", "factor": 5, "words": ["spoonful", "spoonfuls"]},
    }
    reader = QuantityReader.from_mapping({**ENGLISH, "units": units})
    assert [item.value.text for item in reader.find("Mix 2 vials with 3 spoonfuls.")] == ["2 vial", "15 mL"]


def test_another_language_is_data() -> None:
    german = {
        "numbers": {"words": {"zwei": 2, "sechs": 6}, "articles": ["ein"]},
        "units": {"month": {"code": "mo", "words": ["Monat", "Monate"]}},
        "qualifiers": {"most": ["bis zu"], "to": ["bis"], "times": ["mal"], "per_time": ["pro"]},
    }
    found = QuantityReader.from_mapping(german).find("Dauer: bis zu sechs Monate, zwei bis 6 Monate, 3 mal pro Monat")
    assert [item.value.text for item in found] == ["..P6M", "P2M..P6M", "3/P1M"]


def test_no_words_read_nothing_but_numbers() -> None:
    assert [item.value.text for item in QuantityReader.from_mapping({}).find("six months, 6 months")] == ["6"]


@pytest.mark.parametrize(
    ("mapping", "path"),
    [
        ({"words": {}}, "words"),
        ({"numbers": {"wrods": {}}}, "numbers.wrods"),
        ({"numbers": {"words": {"six": "sechs"}}}, "numbers.words.six"),
        ({"numbers": {"labels": ["phase", False]}}, "numbers.labels[1]"),
        ({"units": {"vial": {"wrods": ["vial"]}}}, "units.vial.wrods"),
        ({"units": {"vial": {"factor": 1}}}, "units.vial.words"),
        ({"units": {"vial": {"words": ["vial"], "factor": -1}}}, "units.vial.factor"),
        ({"units": {"euro": {"words": ["euro"], "currency": "euro"}}}, "units.euro"),
        ({"units": {"a": {"words": ["x1"], "code": "mg"}, "b": {"words": ["X1"], "code": "g"}}}, "units"),
        ({"qualifiers": {"ages": {"young": []}}}, "qualifiers.ages.young"),
        ({"qualifiers": {"least": "at least"}}, "qualifiers.least"),
        ({"qualifiers": {"adverbs": {"daily": "1 day"}}}, "qualifiers.adverbs.daily"),
        ({"qualifiers": {"abbreviations": {"bd": "twice"}}}, "qualifiers.abbreviations.bd"),
        ({"numbers": {"clock": {"noon": "12"}}}, "numbers.clock.noon"),
    ],
)
def test_a_wrong_vocabulary_names_the_key(mapping: dict[str, Any], path: str) -> None:
    with pytest.raises(ValueError, match=f"^{path.replace('[', chr(92) + '[')}"):
        QuantityReader.from_mapping(mapping)


@given(TEXTS)
def test_quantities_are_in_order_within_the_text_and_canonical(text: str) -> None:
    at = 0
    for quantity in READER.find(text):
        assert at <= quantity.start <= quantity.core_start < quantity.core_end <= quantity.end <= len(text)
        assert "\n\n" not in text[quantity.start : quantity.end]
        assert parse(quantity.value.kind, quantity.value.text).text == quantity.value.text
        assert quantity.value.kind not in (ValueKind.CONCEPT, ValueKind.TEXT)
        at = quantity.end


@given(st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    for quantity in READER.find(text):
        assert 0 <= quantity.start < quantity.end <= len(text)
