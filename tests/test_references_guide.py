"""Whoever follows docs/references.md sees what it shows."""

from __future__ import annotations

import re
from pathlib import Path

from factlint.references import COLUMNS
from factlint.references.evidence import KEYS
from factlint.references.rows import MAX_BYTES, MAX_CELL, MAX_ROWS
from tests.guides import follow

GUIDE = (Path(__file__).parents[1] / "docs" / "references.md").read_text("utf-8")


def test_every_output_that_is_shown_is_what_is_printed(tmp_path: Path) -> None:
    shown = follow(GUIDE, tmp_path)
    assert [(one.command, one.wanted) for one in shown] == [(one.command, one.printed) for one in shown]
    assert len(shown) == 3


def test_every_column_and_every_limit_is_on_the_page() -> None:
    assert [name for name in (*COLUMNS, *KEYS) if f"`{name}`" not in GUIDE] == []
    assert f"{MAX_ROWS:,} rows in {MAX_BYTES // 1_000_000} million bytes, and a cell {MAX_CELL} characters" in re.sub(
        r"\s+", " ", GUIDE
    )
