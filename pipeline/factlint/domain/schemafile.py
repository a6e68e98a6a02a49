"""What a domain schema's YAML may say: the checked model of the file, before anything is compiled."""

from __future__ import annotations

import difflib
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, ValidationError

from factlint.domain.language import LanguageFile, Words
from factlint.domain.products import ProductEntry
from factlint.domain.sections import Strict, UnitEntry, Word, rate_period
from factlint.domain.yamlfile import KeyPath, YamlFile

Modality = Literal["asserted", "negated", "historical", "hypothetical"]


class ConceptEntry(Strict):
    """One concept under its kind; without names its id is its name."""

    names: Words = []
    """Every name under which pages mention it, the preferred one first."""
    brands: Words = []
    """Those of its names that are product names, as printed."""
    misnomers: Words = []
    """Wrong names, which are understood and reported (T101)."""
    products: list[ProductEntry] = []
    """Names of it that were withdrawn or given up, since when and where (O107)."""
    is_a: Words = []
    """Ids of its parents, however general."""
    also: Words = []
    """Further kinds that it is of."""
    as_subject: str = ""
    """The id of the concept that is meant where this one is what a claim is about."""
    implies: dict[str, str] = {}
    """Scope of what stands under a heading that names it: dimension to concept id."""
    varied: bool = False
    """Whether its name covers things that differ, so that claims of it are not compared as strictly."""
    endings: Words = []
    """Endings of words that name something of its kind for which there is no concept; claims of it are left out."""
    special: bool = False
    """Whether it is a case apart that claims in general do not speak of."""
    codes: dict[str, str] = {}
    """Its ids elsewhere, by the name of the register."""
    allow: dict[str, Words] = {}
    """By attribute id, values that may all hold of it although the attribute is single."""


class BoundsEntry(Strict):
    """Plausible ends of a quantity, each with its unit ("1 day")."""

    min: str | None = None
    """The least that is plausible, with its unit: "1 day"."""
    max: str | None = None
    """The most that is plausible, with its unit: "1 year"."""


class AgreeEntry(Strict):
    """When two values agree: ``within: 10%``, across units and for hedged values."""

    within: str = "10%"
    """The tolerance, as a percentage."""
    ends: bool = False
    """Whether the ends of an interval are the claim (from 1 year of age), so that overlapping is not agreeing."""
    """How far values may lie apart across units, or where one is hedged: a percentage."""


class ExampleFact(Strict):
    """A fact an example expects; what is left out is not compared."""

    subject: str
    """The id of the concept that the fact is about."""
    value: str
    """The value as the fact table writes it: P6M, 4..6, 2/P1D, 100 mg/m2."""
    modality: Modality | None = None
    """How it is said, asserted unless another is given."""
    approx: bool | None = None
    """Whether the value is hedged ("about 6 months")."""
    hedged: bool | None = None
    """Whether the claim is hedged ("usually")."""
    scope: dict[str, str] = {}
    """What limits the claim: dimension to concept id."""


def _read_text(text: str) -> str:
    """A text that can be read as a page."""
    if not text.removeprefix("\ufeff").strip():
        raise ValueError("there is no text in it", "write what is to be read, or delete the example")
    if "\0" in text:
        raise ValueError("it holds NUL characters", "delete them")
    return text


class ExampleEntry(Strict):
    """A text and all facts of this attribute that it holds."""

    text: Annotated[str, AfterValidator(_read_text)]
    """What is read, as a page of its own; a heading above it may say what it is about."""
    facts: list[ExampleFact] = []
    """All facts that this attribute gives for the text; none says that nothing is to be read."""


def _single_words(words: list[str]) -> list[str]:
    """Words of letters alone, as they are looked up one by one."""
    for word in words:
        if not word.isalpha():
            raise ValueError(f"{word!r} is no single word", "write each word by itself, in letters alone")
    return words


def _pattern_groups(value: Any) -> Any:
    if isinstance(value, list | str):
        return {"": value}
    return {"" if key == SLOT else key: group for key, group in value.items()} if isinstance(value, dict) else value


SLOT: Final = "{value}"
"""The key of the patterns that hold the value, where others stand under the value that they mean."""


class AttributeEntry(Strict):
    """One kind of claim: what it is said of, its value, and the words it is said in."""

    title: str = ""
    """Its name for people; its id in words where it is left out."""
    of: Words = []
    """Kinds of concept that it is said of."""
    value: str | list[str] | dict[str, str]
    """What it takes: a kind of value, a kind of concept, the values there are, or statuses and their sides."""
    or_: Annotated[Words, Field(alias="or")] = []
    """Kinds of quantity that it takes as well; values of two kinds are not compared."""
    bounds: BoundsEntry = BoundsEntry()
    """Plausible ends of its values, which are checked (S101)."""
    values: Literal["single", "many", "open"] = "single"
    """Whether one value is expected, several may hold, or nobody lists them all."""
    agree: AgreeEntry = AgreeEntry()
    """When two values agree."""
    risk: Literal["high", "normal", "low"] = "normal"
    """How much harm a wrong value does; findings are sorted by it."""
    varies_by: Words = []
    """Scope dimensions by which it may differ without conflict (C105)."""
    same: Words = []
    """Scope dimensions that both sides must state alike before they are compared."""
    report: bool = True
    """Whether it makes facts; false for what is read only so that the other attributes are read right."""
    defines: bool = False
    """Whether its values say what its subject is, so that copies of them are compared (D102)."""
    scoped: bool = True
    """Whether what limits a claim is noted; false where it holds everywhere."""
    needs: Words = []
    """Words of which a sentence must hold one to be read for it."""
    per: Annotated[str, AfterValidator(rate_period)] = ""
    """For a rate, the ISO 8601 period that a plain count is meant per, such as P1Y."""
    focus: Literal["bound", "free"] = "bound"
    """Free where it is said of the subject in focus, whatever else the sentence names."""
    past: Literal["history", "holds"] = "history"
    """Whether what was so in the past is history or still holds."""
    denied: Literal["keep", "drop", "holds"] = "keep"
    """Whether a denial is a fact of it."""
    negated: dict[str, str] = {}
    """What a denial makes of a value: value to value."""
    possible: dict[str, str] = {}
    """What "may" and "some" make of a value: value to value."""
    labels: Words = []
    """Patterns of a table's header, a row's first cell or a term beside or above its value."""
    list_labels: Words = []
    """Patterns of lead-ins and headings whose list items are its values."""
    patterns: Annotated[
        dict[str, Words],
        BeforeValidator(_pattern_groups, json_schema_input_type=str | list[str] | dict[str, Words]),
    ] = {}
    """The patterns it is said in: a list, or lists by the value that their words mean."""
    not_: Words = Field([], alias="not")
    """Patterns of what must not be taken for it."""
    examples: list[ExampleEntry] = []
    """Texts and the facts they must give, which `factlint schema test` reads."""


_Concept = Annotated[
    ConceptEntry, BeforeValidator(lambda value: value or {}, json_schema_input_type=ConceptEntry | None)
]


class SchemaFile(Strict):
    """A domain schema: what a body of pages talks about, and in which words."""

    schema_: str = Field(alias="schema")
    """Its id, which the column `schema` of the facts holds."""
    title: str = ""
    """Its name for people."""
    version: str = "1"
    """A version of your own, to count up."""
    scope: dict[str, Words] = {}
    """What can limit a claim: each dimension with the kinds of concept that fill it."""
    lists: dict[str, Words] = {}
    """Word lists by name, which patterns call <name>."""
    beside: Words = []
    """Scope dimensions that limit only the name they stand beside (high-dose)."""
    unnamed: dict[str, Words] = {}
    """Patterns by scope dimension; the words after one limit a claim even where the schema has no name for them."""
    anaphors: dict[str, Words] = {}
    """Phrases that stand for the concept in focus, by the kind or concept they can stand for."""
    assume: str = ""
    """The verb that is understood in a table's cell that has none."""
    ignore: Words = []
    """Phrases that hold a name and do not mean it."""
    known_words: Annotated[Words, AfterValidator(_single_words)] = []
    """Words that are right although they look like a misspelt name (T102)."""
    units: dict[Word, UnitEntry] = {}
    """Units of this field, beside the common ones."""
    english: LanguageFile = LanguageFile()
    """Additions to general English."""
    concepts: dict[str, dict[str, _Concept]] = {}
    """The things that pages name, by kind and by id."""
    attributes: dict[str, AttributeEntry] = {}
    """The kinds of claim that are read, by id."""
    relations: list[dict[str, str]] = []
    """Equations by name: total = factor * factor, checked within a page (I102)."""


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
