"""The pages in docs/ say what the program does."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest
import yaml
from pydantic import BaseModel

from factlint.domain import load_domain
from factlint.domain.language import CueKind, LanguageFile, Reach
from factlint.domain.model import Polarity
from factlint.domain.schemafile import ConceptEntry, SchemaFile, check
from factlint.domain.yamlfile import parse_yaml
from factlint.reading import read_example
from factlint.rules import BY_CODE
from factlint.values import ValueKind

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCS = Path(__file__).parents[1] / "docs"
PAGE = (DOCS / "schema-language.md").read_text("utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def joined(base: Any, extra: Any) -> Any:
    if isinstance(base, dict) and isinstance(extra, dict):
        return {
            key: joined(base[key], extra[key]) if key in base and key in extra else {**base, **extra}[key]
            for key in {**base, **extra}
        }
    return extra


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The blocks of the page, put together."""
    whole: Any = {}
    for block in BLOCKS:
        whole = joined(whole, yaml.load(block, Loader=yaml.BaseLoader))
    path = tmp_path_factory.mktemp("schema") / "house-plants.yaml"
    path.write_text(yaml.safe_dump(whole, sort_keys=False, allow_unicode=True), "utf-8")
    return path


def models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """A model and those within its fields."""
    yield model
    for field in model.model_fields.values():
        for inner in within(field.annotation):
            yield from models(inner)


def within(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from within(argument)


FIELDS = sorted({field.alias or name for model in models(SchemaFile) for name, field in model.model_fields.items()})


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_each_block_of_the_page_is_part_of_a_schema(block: str) -> None:
    file = parse_yaml(block, "schema-language.md")
    check(SchemaFile, file, {"schema": "house-plants", **file.data})


def test_the_blocks_compile_and_their_examples_hold(schema: Path) -> None:
    compiled = load_domain(schema)
    outcomes = [read_example(compiled, example) for example in compiled.examples]
    assert [each for each in outcomes if each.missing or each.unexpected] == []
    assert len(outcomes) > 10


def test_the_models_are_found_through_lists_and_mappings() -> None:
    assert {SchemaFile, ConceptEntry, LanguageFile} <= set(models(SchemaFile))
    assert {"schema", "misnomers", "not", "modality", "within", "openers"} <= set(FIELDS)


@pytest.mark.parametrize("name", FIELDS)
def test_every_key_of_a_schema_is_on_the_page(name: str) -> None:
    shown = re.search(rf"(?:^\s*(?:- )?|[{{,] ?){re.escape(name)}:", "\n".join(BLOCKS), re.MULTILINE)
    assert shown or f"`{name}`" in PAGE


@pytest.mark.parametrize("name", sorted({each.value for each in (*ValueKind, *Polarity, *CueKind, *Reach)}))
def test_every_word_that_a_key_may_take_is_on_the_page(name: str) -> None:
    named = {ValueKind.CONCEPT.value: "a kind of concept"}.get(name, f"`{name}`")
    assert named in PAGE


def test_the_page_of_rules_is_what_the_rules_say() -> None:
    made = runpy.run_path(str(DOCS / "make_rules.py"))["rules_page"]()
    assert (DOCS / "rules.md").read_text("utf-8") == made
    assert [code for code in BY_CODE if f"\n## {code} " not in made] == []
