"""Announced numbers and what is listed after them: one case for each way in which people write and mislead."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import factlint

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parents[1] / "cases" / "counts.yaml").read_text("utf-8"))
GARDEN = str(Path(__file__).parents[1] / "cases" / "garden.yaml")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> factlint.Result:
    folder = tmp_path_factory.mktemp("counts")
    for number, case in enumerate(CASES):
        (folder / f"{number:02}.{case.get('format', 'md')}").write_text(case["text"], "utf-8")
    return factlint.check([folder], schemas=[GARDEN], as_of="2026-01-01")


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda number: CASES[number]["text"][:60])
def test_what_is_announced_and_listed_is_read_where_it_is_certain(run: factlint.Result, number: int) -> None:
    case = CASES[number]
    doc = f"{number:02}.{case.get('format', 'md')}"
    signals = run.signals[(run.signals["kind"] == "count") & (run.signals["doc"] == doc)]
    findings = run.findings[(run.findings["code"] == "I103") & (run.findings["doc"] == doc)]
    assert list(signals["detail"]) == list(filter(None, [case.get("says")]))
    assert len(findings) == bool(case.get("fails"))


def test_there_are_as_many_traps_as_faults() -> None:
    faults = sum(bool(case.get("fails")) for case in CASES)
    assert faults >= 15
    assert len(CASES) - faults >= 15
