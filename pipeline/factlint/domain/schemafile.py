"""What a domain schema's YAML may say: the checked model of the file, before anything is compiled."""

from __future__ import annotations

import difflib
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, ValidationError

from factlint.domain.language import LanguageFile, Words
from factlint.domain.sections import Strict, UnitEntry, Word, rate_period
from factlint.domain.yamlfile import KeyPath, YamlFile


class ConceptEntry(Strict):
    """One concept under its kind; without names its id is its name."""

    names: Words = []
    brands: Words = []
    misnomers: Words = []
    is_a: Words = []
    also: Words = []
    as_subject: str = ""
    implies: dict[str, str] = {}
    varied: bool = False
    special: bool = False
    codes: dict[str, str] = {}
    allow: dict[str, Words] = {}


class BoundsEntry(Strict):
    """Plausible ends of a quantity, each with its unit ("1 day")."""

    min: str | None = None
    max: str | None = None


class AgreeEntry(Strict):
    """When two values agree: ``within: 10%``, across units and for hedged values."""

    within: str = "10%"


class ExampleFact(Strict):
    """A fact an example expects; what is left out is not compared."""

    subject: str
    value: str
    modality: str | None = None
    approx: bool | None = None
    hedged: bool | None = None
    scope: dict[str, str] = {}


class ExampleEntry(Strict):
    """A text and all facts of this attribute that it holds."""

    text: str
    facts: list[ExampleFact] = []


def _pattern_groups(value: Any) -> Any:
    return {"": value} if isinstance(value, list | str) else value


class AttributeEntry(Strict):
    """One attribute; see docs/schema-language.md."""

    title: str = ""
    of: Words = []
    value: str | list[str] | dict[str, str]
    bounds: BoundsEntry = BoundsEntry()
    values: Literal["single", "many", "open"] = "single"
    agree: AgreeEntry = AgreeEntry()
    risk: Literal["high", "normal", "low"] = "normal"
    varies_by: Words = []
    same: Words = []
    report: bool = True
    scoped: bool = True
    needs: Words = []
    per: Annotated[str, AfterValidator(rate_period)] = ""
    focus: Literal["bound", "free"] = "bound"
    past: Literal["history", "holds"] = "history"
    denied: Literal["keep", "drop"] = "keep"
    negated: dict[str, str] = {}
    possible: dict[str, str] = {}
    labels: Words = []
    list_labels: Words = []
    patterns: Annotated[dict[str, Words], BeforeValidator(_pattern_groups)] = {}
    not_: Words = Field([], alias="not")
    examples: list[ExampleEntry] = []


class SchemaFile(Strict):
    """A whole schema file."""

    schema_: str = Field(alias="schema")
    title: str = ""
    version: str = "1"
    scope: dict[str, Words] = {}
    lists: dict[str, Words] = {}
    anaphors: dict[str, Words] = {}
    assume: str = ""
    ignore: Words = []
    units: dict[Word, UnitEntry] = {}
    english: LanguageFile = LanguageFile()
    concepts: dict[str, dict[str, Annotated[ConceptEntry, BeforeValidator(lambda value: value or {})]]] = {}
    attributes: dict[str, AttributeEntry] = {}
    relations: list[dict[str, str]] = []


# What pydantic says of these names its own types.
_SHAPES: Final = {
    "model_type": "a mapping of keys",
    "dict_type": "a mapping of keys",
    "list_type": "a list",
    "string_type": "text",
    "too_short": "longer",
    "too_long": "shorter",
    "string_too_short": "a list of words or a word, none of them empty",
}
_PAGE: Final = "see docs/schema-language.md"
_SHOWN: Final = ("schema_", "concepts", "attributes")


def check(model: type[BaseModel], file: YamlFile, data: Any = None, where: KeyPath = ()) -> Any:
    """Check a file's data against ``model``.

    Raises:
        SchemaError: the first fault, at its line and column, with what would be right.
    """
    try:
        return model.model_validate(file.data if data is None else data)
    except ValidationError as error:
        # A misspelt key is often the one that is missing: it says more.
        first = min(error.errors(), key=lambda one: (one["type"] == "missing", _place(file, where, one["loc"])))
        raise _schema_error(model, file, where, first) from None


def _place(file: YamlFile, where: KeyPath, loc: tuple[str | int, ...]) -> tuple[int, int]:
    path = (*where, *loc)
    while path and path not in file.places:
        path = path[:-1]
    return file.places.get(path, (1, 1))


def _schema_error(model: type[BaseModel], file: YamlFile, where: KeyPath, fault: Any) -> Exception:
    path = (*where, *fault["loc"])
    key = path[-1] if path else ""
    if not path:
        keys = ", ".join(field.alias or name for name, field in model.model_fields.items() if name in _SHOWN)
        return file.error((), "this is no schema", f"a schema is a mapping of keys such as {keys or 'english'}")
    if fault["type"] == "extra_forbidden":
        known = sorted(_fields_at(model, fault["loc"][:-1]))
        close = difflib.get_close_matches(str(key), known, n=1)
        remedy = f"did you mean {close[0]!r}?" if close else f"known keys: {', '.join(known)}"
        return file.error(path, f"unknown key {key!r}", remedy)
    if fault["type"] == "missing":
        return file.error(path[:-1], f"the key {key!r} is missing", "add it")
    return file.error(path, *_said(_key(file, path), fault))


def _key(file: YamlFile, path: KeyPath) -> str | int:
    """The last key of ``path`` that stands in the file: what follows is the number of an item or the name of a type."""
    while len(path) > 1 and (path not in file.places or isinstance(path[-1], int)):
        path = path[:-1]
    return path[-1]


def _said(key: str | int, fault: Any) -> tuple[str, str]:
    """What is wrong, and what to do."""
    if fault["type"] == "value_error":
        message, *remedy = fault["ctx"]["error"].args
        return f"{key}: {message}", (remedy or [_PAGE])[0]
    shape = _SHAPES.get(fault["type"])
    return f"{key}: {f'must be {shape}' if shape else fault['msg'].lower()}", _PAGE


def _fields_at(model: type[BaseModel], loc: tuple[str | int, ...]) -> set[str]:
    """The keys allowed at ``loc``, found by walking the models' annotations."""
    annotation: Any = model
    for part in loc:
        annotation = _step(annotation, part)
    fields = getattr(annotation, "model_fields", {})
    return {field.alias or name for name, field in fields.items()}


def _step(annotation: Any, part: str | int) -> Any:
    fields = getattr(annotation, "model_fields", None)
    if fields is not None:
        return fields[part].annotation if part in fields else None
    arguments = [item for item in getattr(annotation, "__args__", ()) if item is not str]
    inner = arguments[-1] if arguments else None
    return getattr(inner, "__origin__", inner) if hasattr(inner, "__metadata__") else inner
