"""Whatever a report depends on is part of its key."""

from __future__ import annotations

import ast
import shutil
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

import factlint
from factlint.cache.keys import READING_WITH, digest_of, page_key, program
from factlint.domain import CompiledDomain, load_domain

PACKAGE = Path(factlint.__path__[0])
# Nothing of what is read from a page: these choose pages, and hold facts against their schema.
JUDGING = {"pathspec", "pandas", "pandera"}


@pytest.fixture(scope="module")
def schema() -> CompiledDomain:
    return load_domain("factlint:clinic-services")


def key(schema: CompiledDomain, **other: Any) -> str:
    usual: dict[str, Any] = {
        "sha256": "aa",
        "doc": "pages/a.md",
        "suffix": ".md",
        "configured": {"publisher": "P", "ours": True},
        "scope": {"site": "s"},
        "schemas": [schema],
        "by": "program",
    }
    return page_key(**{**usual, **other})


@pytest.mark.parametrize(
    "other",
    [
        {"sha256": "ab"},
        {"doc": "pages/b.md"},
        {"suffix": ".txt"},
        {"configured": {"publisher": "Q", "ours": True}},
        {"configured": {"publisher": "P", "ours": 1}},
        {"configured": {"publisher": "P"}},
        {"scope": {"site": "t"}},
        {"scope": {}},
        {"schemas": []},
        {"by": "another program"},
    ],
)
def test_another_page_or_collection_or_program_is_another_key(schema: CompiledDomain, other: dict[str, Any]) -> None:
    assert key(schema, **other) != key(schema)
    assert key(schema, **other) == key(schema, **other)


def test_another_schema_or_another_english_is_another_key(schema: CompiledDomain) -> None:
    assert schema.sha256 != schema.english_sha256 != ""
    others = [replace(schema, sha256="x"), replace(schema, english_sha256="x"), replace(schema, source="x")]
    assert len({key(schema), key(schema, schemas=[schema, schema])} | {key(each) for each in others}) == 5


def test_a_page_with_a_name_that_is_no_text_has_a_key(schema: CompiledDomain) -> None:
    assert key(schema, doc="pages/\udcff.md") != key(schema, doc="pages/\udcfe.md")


def test_a_program_is_known_by_what_its_modules_hold(tmp_path: Path) -> None:
    copy = shutil.copytree(PACKAGE, tmp_path / "copy", ignore=shutil.ignore_patterns("__pycache__"))
    was = digest_of(copy, ["1"])
    assert was == digest_of(PACKAGE, ["1"])
    assert was != digest_of(copy, ["2"])
    path = copy / "extract" / "facts.py"
    text = path.read_text("utf-8")
    path.write_text(text.replace("16", "17"), "utf-8")
    assert digest_of(copy, ["1"]) != was
    path.write_text(text, "utf-8")
    assert digest_of(copy, ["1"]) == was
    path.rename(path.with_name("facts2.py"))
    assert digest_of(copy, ["1"]) != was


def test_the_program_is_told_once_and_for_all() -> None:
    assert program() == program()
    assert len(program()) == 64


def test_every_library_that_reads_pages_is_part_of_the_key() -> None:
    rooms = [path for room in ("load", "extract", "domain") for path in (PACKAGE / room).rglob("*.py")]
    trees = [ast.parse(path.read_text("utf-8")) for path in rooms]
    names = {name for tree in trees for node in ast.walk(tree) for name in _imported(node)}
    known = metadata.packages_distributions()
    used = {each.lower().replace("_", "-") for name in names - {"factlint"} - JUDGING for each in known.get(name, ())}
    assert used == set(READING_WITH)


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name.partition(".")[0] for alias in node.names]
    return [(node.module or "").partition(".")[0]] if isinstance(node, ast.ImportFrom) and not node.level else []
