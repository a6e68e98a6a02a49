"""Whoever follows docs/new-domain.md sees what it shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.guides import Shown, follow

GUIDE = (Path(__file__).parents[1] / "docs" / "new-domain.md").read_text("utf-8")


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> list[Shown]:
    return follow(GUIDE, tmp_path_factory.mktemp("campsites"))


def test_every_output_that_is_shown_is_what_is_printed(shown: list[Shown]) -> None:
    assert [(one.command, one.wanted) for one in shown] == [(one.command, one.printed) for one in shown]
    assert len(shown) > 5


def test_the_examples_hold_in_the_end(shown: list[Shown]) -> None:
    tests = [one.printed for one in shown if one.command.startswith("factlint schema test c")]
    assert re.search(r"^(\d+) of \1 examples hold$", tests[-1], re.MULTILINE)


def test_every_file_that_is_linked_exists() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", GUIDE)
    assert links
    assert [link for link in links if not (Path(__file__).parents[1] / "docs" / link).exists()] == []
