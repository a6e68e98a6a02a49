"""What docs/change.md shows is what the program prints."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.guides import follow

GUIDE = (Path(__file__).parents[1] / "docs" / "change.md").read_text("utf-8")


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_every_output_that_is_shown_is_what_is_printed(tmp_path: Path) -> None:
    shown = follow(GUIDE, tmp_path)
    assert [(one.command, one.wanted) for one in shown] == [(one.command, one.printed) for one in shown]
    assert len(shown) > 8
