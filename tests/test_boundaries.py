"""No id of a schema stands in the program, a schema is only data, and what is public has a docstring."""

from __future__ import annotations

import ast
import builtins
import keyword
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from factlint.domain import load_domain, packaged_schemas
from factlint.domain.build import LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "pipeline").rglob("*.py"))
SCHEMAS = sorted((ROOT / "schemas").glob("*.yaml"))

# Words that are ids of a schema and mean something else where the program writes them. A keyword of Python,
# or a name it has built in, needs no entry.
TEXTS = {
    "external": "a kind of suppression in SARIF",
    "jurisdiction": "a column of the documents table, which every page has",
}
NAMES = {
    "at": "a position in a text",
    "dose": "a quantity that an abbreviation for how often can follow",
    "form": "a form of a word",
    "generic": "a subject that has kinds of its own",
    "jurisdiction": "a column of the documents table, which every page has",
    "measure": "a unit and what it measures",
    "regional": "a disagreement that jurisdictions explain",
    "target": "what a link or a unit leads to",
    "used": "what has been taken already",
    "variant": "a spelling of a word",
    "withdrawn": "a key of the schema language, for products",
}
COUNTRY = re.compile(r"[A-Z]{2}")  # ISO 3166: a code of the world's, not of a field
SPOKEN = frozenset([*keyword.kwlist, *keyword.softkwlist, *dir(builtins)])


def schema_ids() -> dict[str, str]:
    """Every id that a packaged schema declares, and what it is there."""
    ids: dict[str, str] = {}
    for name in packaged_schemas():
        if name != LANGUAGE:
            domain = load_domain(f"factlint:{name}").domain
            kinds = {kind for concept in domain.concepts.values() for kind in concept.kinds}
            statuses = {value for attribute in domain.attributes.values() for value in attribute.values}
            ids |= dict.fromkeys(statuses, "value") | dict.fromkeys(kinds, "kind")
            ids |= dict.fromkeys(domain.concepts, "concept") | dict.fromkeys(domain.dimensions, "dimension")
            ids |= dict.fromkeys(domain.attributes, "attribute")
    return ids


def docstrings(tree: ast.Module) -> set[ast.AST]:
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    first = (node.body[0] for node in ast.walk(tree) if isinstance(node, owners) and node.body)
    return {node.value for node in first if isinstance(node, ast.Expr)}


def words(tree: ast.Module) -> Iterator[tuple[int, str, bool]]:
    """Line, word and whether it is text, of every string and every name in a module, but for docstrings."""
    prose = docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in prose:
            yield node.lineno, node.value, True
        for word in names(node):
            yield getattr(node, "lineno", 0), word, False


def names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Name):
        return [node.id]
    if isinstance(node, ast.Attribute):
        return [node.attr]
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return [node.name]
    if isinstance(node, ast.alias):
        return [*node.name.split("."), node.asname or ""]
    return [node.arg or ""] if isinstance(node, ast.arg | ast.keyword) else []


def spelled(identifier: str) -> str:
    """An id as a Python name would spell it."""
    return identifier.replace("-", "_").lower()


def known_ids(source: str, ids: dict[str, str]) -> list[tuple[int, str, bool]]:
    """The places of a module at which it knows an id."""
    as_names = {spelled(name) for name in ids}
    found = []
    for line, word, text in words(ast.parse(source)):
        told = word in ids and word not in SPOKEN and not COUNTRY.fullmatch(word)
        if told if text else word.lower() in as_names - SPOKEN:
            found.append((line, word if text else word.lower(), text))
    return found


@pytest.fixture(scope="module")
def uses() -> dict[tuple[str, bool], list[str]]:
    """Where the program writes the ids of schemas: by word, and whether it is text."""
    found: dict[tuple[str, bool], list[str]] = {}
    ids = schema_ids()
    for path in MODULES:
        for line, word, text in known_ids(path.read_text("utf-8"), ids):
            found.setdefault((word, text), []).append(f"{path.relative_to(ROOT)}:{line}")
    return found


def test_no_id_of_a_schema_is_written_in_the_program(uses: dict[tuple[str, bool], list[str]]) -> None:
    ids = {spelled(name): what for name, what in schema_ids().items()}
    assert [
        f"{places[0]} knows the {ids[spelled(word)]} {word!r}"
        for (word, text), places in sorted(uses.items())
        if word not in (TEXTS if text else NAMES)
    ] == []


def test_every_word_that_is_let_through_is_in_use(uses: dict[tuple[str, bool], list[str]]) -> None:
    allowed = {(word, True) for word in TEXTS} | {(word, False) for word in NAMES}
    assert allowed - uses.keys() == set()


@pytest.mark.parametrize(
    "source",
    [
        'if subject == "isotretinoin": pass',
        "treatment_duration = 1",
        'row["stage"]',
        "def f(high_risk_neuroblastoma): ...",
        "fact.cycle_count",
        "f(use_status=1)",
    ],
)
def test_an_id_in_the_program_would_be_found(source: str) -> None:
    assert len(known_ids(source, schema_ids())) == 1


@pytest.mark.parametrize(
    "source", ['"""isotretinoin"""', 'x = "isotretinoin is a drug"', 'getattr(x, "class")', "all([])"]
)
def test_prose_and_words_of_python_are_no_ids(source: str) -> None:
    assert known_ids(source, schema_ids()) == []


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.stem)
def test_a_schema_is_plain_data(path: Path) -> None:
    for event in yaml.parse(path.read_text("utf-8")):
        assert getattr(event, "tag", None) is None, f"line {event.start_mark.line + 1} has a tag"
        assert getattr(event, "anchor", None) is None, f"line {event.start_mark.line + 1} has an anchor or an alias"


def test_only_data_and_the_mark_of_a_package_lie_among_the_schemas() -> None:
    others = {path.name for path in (ROOT / "schemas").iterdir() if path not in SCHEMAS}
    assert others - {"__pycache__"} == {"__init__.py"}
    (statement,) = ast.parse((ROOT / "schemas" / "__init__.py").read_text("utf-8")).body
    assert isinstance(statement, ast.Expr)


def undocumented(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and name of what is public and has no docstring; nested functions are nobody's business."""
    if not ast.get_docstring(tree):
        yield 1, "the module"
    for node in tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
            members = node.body if isinstance(node, ast.ClassDef) else []
            for each in (node, *(member for member in members if isinstance(member, ast.FunctionDef))):
                if not each.name.startswith("_") and not ast.get_docstring(each):
                    yield each.lineno, each.name


def test_whatever_is_public_has_a_docstring() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {name}"
        for path in [*MODULES, ROOT / "schemas" / "__init__.py"]
        for line, name in undocumented(ast.parse(path.read_text("utf-8")))
    ]
    assert found == []
