"""What an editor is told of the schema language is what the program accepts."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml
from pydantic import ValidationError

from factlint.domain import packaged_schemas
from factlint.domain.build import LANGUAGE
from factlint.domain.editorschema import editor_schema
from factlint.domain.schemafile import SchemaFile
from factlint.domain.yamlfile import parse_yaml
from tests.domain.test_faults import CASES, SCHEMA, fault, laid_over, written

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
EDITOR = editor_schema()
VALIDATOR = jsonschema.Draft202012Validator(EDITOR)
SCHEMAS = {
    **{name: path.read_text("utf-8") for name, path in packaged_schemas().items() if name != LANGUAGE},
    **{path.name: path.read_text("utf-8") for path in (ROOT / "pipeline/factlint/templates").glob("*.yaml")},
    "garden": (ROOT / "tests/cases/garden.yaml").read_text("utf-8"),
}
BLOCKS = re.findall(r"^```yaml\n(.*?)^```", (ROOT / "docs/schema-language.md").read_text("utf-8"), re.M | re.S)
OTHERS: list[Any] = ["word", "true", ["word"], [["a", "b"]], {}, {"zzz": "word"}, {"zzz": ["word"]}, None]


def documented() -> Any:
    """A schema with every key that the language has: the blocks of its page, put together."""
    whole: Any = {}
    for block in BLOCKS:
        whole = laid_over(whole, parse_yaml(block, "page").data)
    return whole


def objects(part: Any, name: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every part of a JSON Schema that describes a mapping."""
    if isinstance(part, dict):
        if part.get("type") == "object" and "properties" in part:
            yield name, part
        for key, each in part.items():
            yield from objects(each, f"{name}.{key}")
    elif isinstance(part, list):
        for each in part:
            yield from objects(each, name)


def places(part: Any, where: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield where
    if isinstance(part, dict):
        for key, each in part.items():
            yield from places(each, (*where, key))
    elif part and isinstance(part, list):
        yield from places(part[0], (*where, 0))


def at(whole: Any, where: tuple[str | int, ...]) -> Any:
    for key in where:
        whole = whole[key]
    return whole


def put(whole: Any, where: tuple[str | int, ...], value: Any) -> Any:
    made = copy.deepcopy(whole)
    part = made
    for key in where[:-1]:
        part = part[key]
    part[where[-1]] = value
    return made


def accepted(data: Any) -> bool:
    """Whether the program takes the data's shape; what it thinks of the words themselves is another matter."""
    try:
        SchemaFile.model_validate(data)
    except ValidationError as error:
        return all(fault["type"] == "value_error" for fault in error.errors())
    return True


def is_status(where: tuple[str | int, ...]) -> bool:
    """Whether it is what an attribute takes: the program checks that only once it knows the concepts."""
    return where[:1] == ("attributes",) and "value" in where[2:3]


@pytest.mark.parametrize("value", ["{allowed: fro}", "{text: brand, other: for}"])
def test_a_status_without_a_side_is_wrong_for_both(value: str, tmp_path: Path) -> None:
    extra = f"attributes: {{permit: {{value: {value}}}}}"
    path = written(tmp_path, extra)
    assert not VALIDATOR.is_valid(parse_yaml(path.read_text("utf-8"), "s").data)
    assert "is no polarity" in str(fault(path))


def test_the_schema_is_one_of_the_draft_that_it_names() -> None:
    assert EDITOR["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(EDITOR)


@pytest.mark.parametrize("load", [yaml.safe_load, lambda text: parse_yaml(text, "s").data], ids=["typed", "as written"])
@pytest.mark.parametrize("text", SCHEMAS.values(), ids=list(SCHEMAS))
def test_the_schemas_that_ship_are_right_in_an_editor(text: str, load: Any) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(load(text))] == []


BROKEN = [case for case in CASES if re.search("known keys|must be (?!counts)", case["says"])]


@pytest.mark.parametrize("case", BROKEN, ids=[case["name"] for case in BROKEN])
def test_a_fault_of_keys_and_shapes_is_one_in_an_editor(case: dict[str, str]) -> None:
    base, extra = (yaml.load(text, Loader=yaml.BaseLoader) for text in (SCHEMA, case["with"]))
    assert VALIDATOR.is_valid(base)
    assert not VALIDATOR.is_valid(laid_over(base, extra))


def test_every_key_has_a_sentence_that_says_what_it_is() -> None:
    silent = [
        f"{name}.{key}"
        for name, part in objects(EDITOR)
        for key, each in part["properties"].items()
        if not re.fullmatch(r"[A-Z`\"].*\.", each.get("description", ""))
    ]
    assert silent == []


def test_unknown_keys_are_errors_in_every_mapping_whose_keys_are_known() -> None:
    found = [part["additionalProperties"] for _, part in objects(EDITOR)]
    assert found == [False] * len(found)
    assert len(found) > 10


def test_words_of_which_there_are_few_are_offered() -> None:
    attribute = EDITOR["$defs"]["AttributeEntry"]["properties"]
    assert attribute["values"]["enum"] == ["single", "many", "open"]
    assert "duration" in attribute["value"]["anyOf"][0]["enum"]
    cues = EDITOR["$defs"]["LanguageFile"]["properties"]["cues"]["properties"]
    assert "sentence" in cues["negated"]["properties"]


def test_an_editor_takes_what_the_program_takes_and_nothing_else() -> None:
    whole = documented()
    differ = [
        f"{'.'.join(map(str, where))} = {json.dumps(other)}: {'taken' if accepted(data) else 'refused'} by the program"
        for where in places(whole)
        if where and not is_status(where)
        for other in OTHERS
        if accepted(data := put(whole, where, other)) != VALIDATOR.is_valid(data)
    ]
    assert differ == []


def test_an_editor_knows_the_keys_that_the_program_knows() -> None:
    whole = documented()
    mappings = [where for where in places(whole) if isinstance(at(whole, where), dict) and not is_status(where)]
    made = [put(whole, (*where, "zzz"), "word") for where in mappings]
    assert [accepted(each) for each in made] == [VALIDATOR.is_valid(each) for each in made]
