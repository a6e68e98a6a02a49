"""What docs/accuracy.md says of texts that ship with the tests is what a run over them gives."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from benchmarks.scoring import read_texts, score

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "accuracy.md").read_text("utf-8")


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_figures_of_a_written_set_are_those_of_a_run(number: int) -> None:
    items = yaml.safe_load((ROOT / "tests" / "cases" / f"blind-facts-{number}.yaml").read_text("utf-8"))
    rows = read_texts([item["text"] for item in items])
    scores = [score(item["facts"], found) for item, found in zip(items, rows, strict=True)]
    right = sum(len(one.wanted - one.missed) for one in scores)
    wanted, read = sum(len(one.wanted) for one in scores), right + sum(len(one.extra) for one in scores)
    row = next(line for line in PAGE.splitlines() if line.startswith(f"| written set {number} |"))
    assert f"| {right}/{wanted} = {right / wanted:.1%}".replace("%", " %") in row
    assert f"| {right}/{read} = {right / read:.1%}".replace("%", " %") in row


def test_every_command_that_repeats_a_figure_exists() -> None:
    named = {word.split()[0] for word in PAGE.split("`")[1::2] if word.startswith("benchmarks/")}
    assert named
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []
