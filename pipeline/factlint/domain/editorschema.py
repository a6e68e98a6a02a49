"""The schema language as a JSON Schema, for editors that complete and check YAML.

It is made from the models that check a schema file, so that it cannot say anything else than they do. Their fields'
docstrings are what an editor shows for a key.
"""

from __future__ import annotations

import ast
import inspect
import json
import textwrap
from collections.abc import Iterator
from enum import Enum
from itertools import pairwise
from typing import Any, Final, get_args

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from factlint.domain.model import Polarity
from factlint.domain.schemafile import SchemaFile
from factlint.values import ValueKind

SCHEMA_FILE: Final = "factlint.schema.json"
"""What the file is called that lies beside the schemas of a project."""

_TEXT: Final = ["string", "number", "boolean"]
"""What an editor may take for text that is written without quotes: here all of it is text, as it is written."""
_FLAG: Final = "^(true|false|yes|no|on|off|t|f|y|n|1|0)$"
"""Text that says yes or no, as a pattern: as a list of words an editor would offer them all."""
_KINDS: Final = sorted(kind.value for kind in ValueKind if kind is not ValueKind.CONCEPT)
_NOISE: Final[tuple[Any, ...]] = ("", None, [], {})


def editor_schema() -> dict[str, Any]:
    """A JSON Schema (draft 2020-12) of the schema language, as plain data.

    A file that breaks it breaks the language. The reverse does not hold: what one part of a schema says of another is
    beyond a JSON Schema, and `factlint schema check` tells it.
    """
    made = SchemaFile.model_json_schema(schema_generator=_Generator)
    return {"$schema": _Generator.schema_dialect, "title": "factlint domain schema", **made}


def editor_schema_text() -> str:
    """The JSON Schema as the text of a file."""
    return json.dumps(editor_schema(), indent=2, ensure_ascii=False) + "\n"


class _Generator(GenerateJsonSchema):
    """Pydantic's own, for YAML read as `factlint.domain.yamlfile` reads it, with a description of every key."""

    def str_schema(self, schema: Any) -> Any:
        return {**super().str_schema(schema), "type": _TEXT}

    def bool_schema(self, schema: Any) -> Any:
        return {"anyOf": [super().bool_schema(schema), {"type": "string", "pattern": _FLAG}]}

    def dict_schema(self, schema: Any) -> Any:
        """A mapping; where its keys are closed, each is named, so that an editor offers it."""
        keys = schema.get("keys_schema", {})
        made: dict[str, Any] = dict(super().dict_schema(schema))
        if keys.get("type") != "enum":
            return _text_keys(made)
        values = self.generate_inner(schema["values_schema"])
        said = described(keys["cls"])
        properties = {each.value: {**values, "description": said[each.name]} for each in keys["members"]}
        return {"type": "object", "properties": properties, "additionalProperties": False}

    def model_schema(self, schema: Any) -> Any:
        model: type[BaseModel] = schema["cls"]
        made = dict(super().model_schema(schema))
        made.pop("title", None)
        said = described(model)
        for name, field in model.model_fields.items():
            made["properties"][field.alias or name]["description"] = said[name]
        if "value" in model.model_fields and len(get_args(model.model_fields["value"].annotation)) > 1:
            made["properties"]["value"] |= _value(made["properties"]["value"].pop("anyOf"))
        return made

    def default_schema(self, schema: Any) -> Any:
        """A default that says something; empty ones and those of whole sections are noise in an editor."""
        made = dict(super().default_schema(schema))
        if made.get("default") in _NOISE or isinstance(made.get("default"), dict):
            made.pop("default", None)
        return made

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - pydantic gives it
        return False


def _text_keys(made: dict[str, Any]) -> dict[str, Any]:
    """A key is text for JSON, whatever it would be as a value."""
    if "propertyNames" in made:
        made["propertyNames"] = {**made["propertyNames"], "type": "string"}
    return made


def _value(shapes: list[dict[str, Any]]) -> dict[str, Any]:
    """What an attribute's ``value`` may be, with the words that are known beforehand offered."""
    text, several, statuses = shapes
    sides = {**statuses, "additionalProperties": {"enum": [side.value for side in Polarity]}}
    named = {"type": "object", "properties": {"text": text}, "required": ["text"], "additionalProperties": False}
    named["properties"] = {"text": {**text, "description": "The kind of name that is taken as printed: brand."}}
    return {"anyOf": [{"enum": _KINDS}, text, several, named, sides]}


def described(model: type[BaseModel] | type[Enum]) -> dict[str, str]:
    """What the docstring after each field of a model, or each member of an enumeration, says; by its name."""
    (made,) = ast.parse(textwrap.dedent(inspect.getsource(model))).body
    return dict(_described(made.body if isinstance(made, ast.ClassDef) else []))


def _described(body: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    for one, after in pairwise(body):
        targets = one.targets if isinstance(one, ast.Assign) else [one.target] if isinstance(one, ast.AnnAssign) else []
        said = after.value.value if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant) else None
        for target in targets:
            if isinstance(target, ast.Name) and isinstance(said, str):
                yield target.id, " ".join(said.split())
