"""What docs/reading.md shows is what the program prints, and its table gives the confidence of every fact."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import Any

import pytest

import factlint
from tests.extract.test_reading import ALL, OWN, write
from tests.guides import follow

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "docs" / "reading.md").read_text("utf-8")
ROWS = re.findall(r"^\| (.+?) \| (\d[\d.]*)(.*) \|$", GUIDE, re.MULTILINE)
AGO = re.compile(r"^(subject named in an earlier sentence) \((\d+|the one) before\)")
UNCHANGED = re.compile(r"(cue|history|hypothesis): .+|leaves room|marks an exception")


def factors() -> dict[str, float]:
    """Each phrase of the table, without what explains it, and its factor; "… from the list" begins with a dimension."""
    return {phrase.partition(":")[0]: float(factor) for row, factor, _ in ROWS for phrase in row.split(", … ")}


TABLE = {name.removeprefix("… "): factor for name, factor in factors().items()}


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """The facts of the pages that are kept here, and of the cases of how text is read."""
    folder = tmp_path_factory.mktemp("pages")
    write(folder, {name: case for name, case in ALL.items() if case["schema"] == OWN})
    (folder / "titled.md").write_text("---\ntitle: Roses on clay\n---\nThey flower for 6 weeks.\n")
    (folder / "cases.md").write_text("Roses flower for 6 weeks in clay and for 8 weeks in sand.\n")
    results = [factlint.check(folder, schemas=OWN), factlint.check(ROOT / "sources")]
    return [fact for result in results for fact in result.facts.to_dict("records")]


def row_of(reason: str) -> str:
    """The phrase of the table that a reason is an instance of; "" for one that changes nothing."""
    known = [name for name in TABLE if reason.startswith(name) or reason.endswith(f" {name}")]
    return "" if UNCHANGED.fullmatch(reason) else max(known, key=len)


def confidence_of(fact: dict[str, Any]) -> float:
    """What the table and the sentences around it say."""
    reasons = fact["reasons"].split("; ")
    sources = [TABLE[row_of(reason)] for reason in reasons if row_of(reason).startswith("from the ")]
    others = [reason for reason in reasons if row_of(reason) and not row_of(reason).startswith("from the ")]
    found = [min(sources, default=1.0)]
    for reason in others:
        ago = AGO.match(reason)
        late = 0 if ago is None or ago[2] == "the one" else max(0, int(ago[2]) - 2)
        if not reason.startswith("hedge: ") or fact["hedged"]:
            found.append(max(TABLE[row_of(reason)] - late / 100, 0.75) if ago else TABLE[row_of(reason)])
    return round(math.prod(found), 3)


def test_every_output_that_is_shown_is_what_is_printed(tmp_path: Path) -> None:
    shown = follow(GUIDE, tmp_path)
    assert [(one.command, one.wanted) for one in shown] == [(one.command, one.printed) for one in shown]
    assert len(shown) == 2


def test_the_table_gives_the_confidence_of_every_fact(facts: list[dict[str, Any]]) -> None:
    told = [(fact["confidence"], fact["reasons"]) for fact in facts]
    assert told == [(confidence_of(fact), fact["reasons"]) for fact in facts]
    assert len(told) > 300


def test_every_row_of_the_table_is_met(facts: list[dict[str, Any]]) -> None:
    met = {row_of(reason) for fact in facts for reason in fact["reasons"].split("; ")}
    assert set(TABLE) - met == set()
