"""What docs/ci.md shows of the command line is what the program prints."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.guides import follow

GUIDE = (Path(__file__).parents[1] / "docs" / "ci.md").read_text("utf-8")


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_every_output_that_is_shown_is_what_is_printed(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    folder.mkdir()
    shown = follow(GUIDE.partition("## Anywhere else")[2], folder)
    assert [(one.command, one.wanted) for one in shown] == [(one.command, one.printed) for one in shown]
    assert len(shown) > 4
    assert sorted(path.name for path in (tmp_path / "reports").iterdir()) == ["comment.md", "report.json"]
