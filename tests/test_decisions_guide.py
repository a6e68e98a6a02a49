"""What docs/decisions.md shows is what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from factlint.cli import group
from factlint.decisions import Kind
from factlint.decisions.file import OPTIONAL, REQUIRED
from tests.guides import Shown, follow

DOCS = Path(__file__).parents[1] / "docs"
GUIDE = (DOCS / "decisions.md").read_text("utf-8")
RECORD = re.compile(r"^```yaml\n(.*?)^```\n", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("clinic")


@pytest.fixture(scope="module")
def shown(folder: Path) -> list[Shown]:
    return follow(RECORD.sub("", GUIDE), folder)


def test_every_output_that_is_shown_is_what_is_printed(shown: list[Shown]) -> None:
    assert [(one.command, one.wanted) for one in shown] == [(one.command, one.printed) for one in shown]
    assert len(shown) == 6


def test_the_file_that_is_shown_is_what_was_written(shown: list[Shown], folder: Path) -> None:
    assert RECORD.findall(GUIDE) == [(folder / "factlint-decisions.yaml").read_text("utf-8")]


@pytest.mark.parametrize("word", [*(kind.value for kind in Kind), *REQUIRED, *OPTIONAL])
def test_every_decision_and_key_is_on_the_page(word: str) -> None:
    assert re.search(rf"`{word}`|^(?:- |  ){word}:|`{word}:|--{word.replace('_', '-')} ", GUIDE, re.MULTILINE)


def test_commands_and_pages_that_are_named_exist() -> None:
    assert set(re.findall(r"`factlint ([a-z]+)", GUIDE)) <= set(group.commands)
    links = re.findall(r"\]\(([^)#:]+)\)", GUIDE)
    assert [link for link in links if not (DOCS / link).exists()] == []
