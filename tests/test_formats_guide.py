"""Whoever follows docs/formats.md sees what it shows, and gets files that their readers take."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from junitparser import JUnitXml
from sarif_pydantic import Sarif

from factlint.render import FORMATS
from factlint.render.github import MOST
from factlint.render.sarif import MOST_RESULTS
from tests.guides import Shown, follow
from tests.render import test_github, test_gitlab, test_json_shape, test_rdjson, test_sarif

GUIDE = (Path(__file__).parents[1] / "docs" / "formats.md").read_text("utf-8")
FOR_PEOPLE = {"full", "concise", "markdown"}
ROWS = re.findall(r"^\| `([\w-]+)` \|", GUIDE, re.MULTILINE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("guide")


@pytest.fixture(scope="module")
def shown(folder: Path) -> list[Shown]:
    return follow(GUIDE, folder)


def test_every_output_that_is_shown_is_what_is_printed(shown: list[Shown]) -> None:
    assert [(one.command, one.wanted) for one in shown] == [(one.command, one.printed) for one in shown]
    assert len(shown) == 2


def test_every_file_that_is_made_is_taken_by_its_reader(shown: list[Shown], folder: Path) -> None:
    annotations, quality = shown
    assert [each.name for each in test_github.commands(f"{annotations.printed}\n")] == ["error"]
    test_gitlab.REPORT.validate(json.loads(quality.printed))
    log = json.loads((folder / "factlint.sarif").read_text("utf-8"))
    test_sarif.VALID.validate(log)
    assert Sarif.model_validate(log).runs[0].results
    assert JUnitXml.fromfile(str(folder / "factlint.xml")).failures == 1
    test_rdjson.SHAPE.validate(json.loads((folder / "factlint.rdjson").read_text("utf-8")))
    test_json_shape.VALID.validate(json.loads((folder / "findings.json").read_text("utf-8")))
    assert (folder / "summary.md").read_text("utf-8").startswith("### factlint: 1 error")


def test_the_formats_of_the_page_are_there() -> None:
    assert len(ROWS) == 8
    assert set(ROWS) <= set(FORMATS) - FOR_PEOPLE


def test_the_limits_on_the_page_hold() -> None:
    assert f"{MOST_RESULTS:,} results" in GUIDE
    assert MOST == 10
