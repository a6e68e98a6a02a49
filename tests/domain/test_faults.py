"""Faults of a schema are found when it is loaded, each at its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from factlint.domain import load_domain
from factlint.domain.concepts import MOST_ANCESTORS
from factlint.domain.soundness import COLUMNS
from factlint.errors import SchemaError
from factlint.tables import FACTS

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "schema-faults.yaml").read_text("utf-8"))
SCHEMA = """
schema: garden
scope: {season: [season]}
concepts:
  plant: {ivy: {}, fern: {}}
  season: {winter: {}}
attributes:
  rooting_time:
    of: [plant]
    value: duration
    bounds: {min: 1 day, max: 1 year}
    patterns: "{subject} roots in {value}"
  stages: {of: [plant], value: count, patterns: "{subject} has {value} stages"}
  permit:
    of: [plant]
    value: {allowed: for, banned: against}
    patterns: {allowed: "{subject} … allowed"}
"""


def laid_over(base: Any, extra: Any) -> Any:
    if isinstance(base, dict) and isinstance(extra, dict):
        return {**base, **{key: laid_over(base.get(key), each) for key, each in extra.items()}}
    return extra


def written(folder: Path, extra: str) -> Path:
    whole = laid_over(*(yaml.load(text, Loader=yaml.BaseLoader) for text in (SCHEMA, extra)))
    path = folder / "garden.yaml"
    path.write_text(yaml.safe_dump(whole, sort_keys=False, allow_unicode=True), "utf-8")
    return path


def fault(path: Path) -> SchemaError:
    with pytest.raises(SchemaError) as caught:
        load_domain(path)
    return caught.value


def test_the_schema_alone_has_no_fault(tmp_path: Path) -> None:
    assert load_domain(written(tmp_path, "version: '2'")).domain.id == "garden"


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_fault_is_told_with_its_place_and_a_remedy(case: dict[str, str], tmp_path: Path) -> None:
    path = written(tmp_path, case["with"])
    found = fault(path)
    assert case["says"] in str(found)
    assert found.line is not None
    assert case["at"] in path.read_text("utf-8").splitlines()[found.line - 1]
    assert found.column is not None
    assert found.remedy


@pytest.mark.parametrize("text", ["- schema\n- concepts\n", "schema\n"])
def test_a_file_that_is_no_mapping_is_told_what_a_schema_is(text: str, tmp_path: Path) -> None:
    path = tmp_path / "garden.yaml"
    path.write_text(text, "utf-8")
    said = str(fault(path))
    assert said.endswith(
        "garden.yaml:1:1: this is no schema (a schema is a mapping of keys such as schema, concepts, attributes)"
    )


def chain(length: int) -> str:
    return yaml.safe_dump({"concepts": {"plant": {f"p{one}": {"is_a": [f"p{one + 1}"]} for one in range(length)}}})


def test_a_long_chain_of_parents_is_followed(tmp_path: Path) -> None:
    extra = yaml.safe_load(chain(MOST_ANCESTORS - 1))
    extra["concepts"]["plant"][f"p{MOST_ANCESTORS - 1}"] = {}
    found = load_domain(written(tmp_path, yaml.safe_dump(extra, sort_keys=False))).domain
    assert found.is_a("p0", f"p{MOST_ANCESTORS - 1}")


def test_a_chain_of_parents_without_measure_is_refused(tmp_path: Path) -> None:
    extra = yaml.safe_load(chain(1500))
    extra["concepts"]["plant"]["p1500"] = {}
    assert "leave out steps" in str(fault(written(tmp_path, yaml.safe_dump(extra, sort_keys=False))))


def test_a_circle_of_parents_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "concepts: {plant: {ivy: {is_a: [fern]}, fern: {is_a: [ivy]}}}")
    assert "ivy > fern > ivy" in str(fault(path))


def test_no_dimension_can_be_named_like_a_column_of_facts() -> None:
    assert {*FACTS.columns, "failure"} == COLUMNS


def test_a_single_word_may_stand_for_a_list_of_unit_words(tmp_path: Path) -> None:
    path = written(tmp_path, "units: {sack: {dimension: sack, words: sack}}")
    assert load_domain(path).units == {"sack": {"dimension": "sack", "words": ["sack"]}}
