"""The published schema of the JSON: what is written fits it, and what breaks it is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import factlint
from factlint.render.json_shape import json_shape, json_shape_text
from tests.render.builders import AS_OF, Given, Side, result
from tests.render.hostile import EVERY, rendered

SHAPE = json_shape()
VALID = Draft202012Validator(SHAPE, format_checker=Draft202012Validator.FORMAT_CHECKER)
FINDING = SHAPE["properties"]["findings"]["items"]


def written() -> dict[str, Any]:
    given = Given([Side(as_of=AS_OF), Side("b.md", value=None)])
    found = result(given, hidden={"in the baseline": 2}, assigned={given.key: "ask: B. Roe"})
    data: dict[str, Any] = json.loads(rendered(found, "json"))
    return data


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SHAPE)
    assert json.loads(json_shape_text()) == SHAPE


@pytest.mark.parametrize("made", EVERY.values(), ids=list(EVERY))
def test_every_output_fits_the_schema(made: Any) -> None:
    VALID.validate(json.loads(rendered(made(), "json")))


def test_what_a_run_writes_fits_the_schema(tmp_path: Any) -> None:
    for name, months in (("a.md", 6), ("b.md", 9)):
        (tmp_path / name).write_text(f"Isotretinoin is taken for {months} months.\n", "utf-8")
    data = json.loads(rendered(factlint.check(tmp_path, as_of="2026-03-01"), "json"))
    assert [each["code"] for each in data["findings"]][:1] == ["C101"]
    VALID.validate(data)


def test_the_schema_tells_of_every_key_and_of_no_other() -> None:
    data = written()
    assert list(SHAPE["properties"]) == SHAPE["required"]
    assert sorted(SHAPE["properties"]) == sorted(data)
    assert sorted(SHAPE["properties"]["summary"]["properties"]) == sorted(data["summary"])
    assert sorted(FINDING["properties"]) == sorted(data["findings"][0])
    assert sorted(FINDING["properties"]["evidence"]["items"]["properties"]) == sorted(
        data["findings"][0]["evidence"][0]
    )


def test_every_key_is_described() -> None:
    def described(shape: dict[str, Any]) -> bool:
        inner = [*shape.get("properties", {}).values(), *([shape["items"]] if "items" in shape else [])]
        return all(described(each) for each in inner) and all(
            "description" in each or each.get("minimum") == 0 for each in shape.get("properties", {}).values()
        )

    assert described(SHAPE)


def side(data: dict[str, Any]) -> dict[str, Any]:
    evidence: list[dict[str, Any]] = data["findings"][0]["evidence"]
    return evidence[0]


BROKEN: dict[str, Callable[[dict[str, Any]], object]] = {
    "no version of the form": lambda data: data.pop("format_version"),
    "another version of the form": lambda data: data.update(format_version=2),
    "no findings": lambda data: data.pop("findings"),
    "a day that is none": lambda data: data.update(as_of="yesterday"),
    "a count below zero": lambda data: data["summary"].update(facts=-1),
    "a severity that is none": lambda data: data["findings"][0].update(severity="fatal"),
    "a code that is none": lambda data: data["findings"][0].update(code="c101"),
    "a direction that is none": lambda data: data["findings"][0].update(direction="rewrite"),
    "more than sure": lambda data: data["findings"][0].update(confidence=1.5),
    "line zero": lambda data: data["findings"][0].update(line=0),
    "a message that is null": lambda data: data["findings"][0].update(message=None),
    "no evidence": lambda data: data["findings"][0].pop("evidence"),
    "a side without a role": lambda data: side(data).pop("role"),
    "a role that is none": lambda data: side(data).update(role="third"),
    "a column that is text": lambda data: side(data).update(end_column="5"),
    "a date that is none": lambda data: side(data).update(as_of="2026-02-30"),
}


@pytest.mark.parametrize("change", BROKEN.values(), ids=list(BROKEN))
def test_what_breaks_the_form_is_refused(change: Callable[[dict[str, Any]], object]) -> None:
    data = written()
    VALID.validate(data)
    change(data)
    assert len(list(VALID.iter_errors(data))) == 1


def test_more_keys_than_are_known_are_let_through() -> None:
    data = written()
    data["findings"][0]["later"] = 1
    VALID.validate(data)
