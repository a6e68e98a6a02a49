from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.load.conftest import Load, outline

CASES = yaml.safe_load((Path(__file__).parent / "outlines.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_page_is_read_as_these_blocks(load: Load, case: dict[str, Any]) -> None:
    assert outline(load(case["file"], case["text"])) == case["blocks"]


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
@pytest.mark.parametrize(
    "case", [case for case in CASES if not case["file"].endswith("html")], ids=lambda case: str(case["name"])
)
def test_line_ends_make_no_difference(load: Load, case: dict[str, Any], ending: str) -> None:
    page = load(case["file"], case["text"].replace("\n", ending))
    assert outline(page) == case["blocks"]
    assert page.text == case["text"].replace("\n", ending)
