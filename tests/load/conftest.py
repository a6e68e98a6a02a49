from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from factlint.load import DateLabels, load_page
from factlint.pages import Page

ENGLISH = Path(__file__).parents[2] / "schemas" / "english.yaml"
Load = Callable[..., Page]


def vocabulary() -> DateLabels:
    return DateLabels.from_mapping(yaml.safe_load(ENGLISH.read_text(encoding="utf-8"))["date_labels"])


@pytest.fixture(scope="session")
def words() -> DateLabels:
    return vocabulary()


@pytest.fixture
def load(tmp_path: Path, words: DateLabels) -> Load:
    """Writes a file and loads it: load("page.md", "text", jurisdiction="GB")."""

    def load_text(name: str, content: str | bytes, **configured: object) -> Page:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return load_page(path, name, configured, {}, words)

    return load_text


def outline(page: Page) -> list[str]:
    """A page's blocks, one line each: kind, what heads or leads it, and its prose with white space in one."""
    return [_line(page, index) for index in range(len(page.blocks))]


def _line(page: Page, index: int) -> str:
    block = page.blocks[index]
    said = [block.kind.value]
    if block.level:
        said.append(str(block.level))
    for name in ("row", "lead", "row_head", "column_head"):
        value = getattr(block, name)
        if value is not None:
            said.append(f"{name}={value}")
    return f"{' '.join(said)}: {' '.join(page.prose[block.start : block.end].split())}"
