"""The sides of a finding."""

from __future__ import annotations

from pathlib import Path

from factlint.render.base import findings
from factlint.render.report.sides import ABREAST, Side, sides
from factlint.result import Result
from tests.report.builders import NINE, SIX, result_of


def _sides(result: Result, code: str) -> list[Side]:
    (shown,) = [each for each in findings(result) if each.finding["code"] == code]
    taken = result.sides.get(shown.finding["fingerprint"], [""] * len(shown.evidence))
    return sides(shown.evidence, taken)


def test_pages_that_say_the_same_in_other_units_stand_on_one_side(tmp_path: Path) -> None:
    pages = {"a.md": SIX, "b.md": NINE, "c.md": SIX.replace("6 months", "26 weeks")}
    words = {side.words: sorted(row["doc"] for row in side.rows) for side in _sides(result_of(tmp_path, pages), "C101")}
    assert words["9 months"] == ["b.md"]
    ((name, docs),) = [(name, docs) for name, docs in words.items() if name != "9 months"]
    assert docs == ["a.md", "c.md"]
    assert sorted(name.split(" or ")) == ["26 weeks", "6 months"]


def test_the_primary_side_comes_first(tmp_path: Path) -> None:
    result = result_of(tmp_path, {"a.md": SIX, "b.md": NINE})
    (primary,) = result.findings.loc[result.findings["code"] == "C101", "doc"]
    assert _sides(result, "C101")[0].rows[0]["doc"] == primary


def test_parts_of_a_sum_are_not_one_side(tmp_path: Path) -> None:
    page = "# High-risk neuroblastoma\n\nDinutuximab beta runs for 10 days (120 hours) in each cycle.\n"
    result = result_of(tmp_path, {"a.md": page})
    assert [side.words for side in _sides(result, "I102")] == ["10 days", "120 hours"]


def test_sides_are_those_that_the_finding_counts(tmp_path: Path) -> None:
    says = ("6 months", "up to 6 months", "2 weeks")
    pages = {f"{n}.md": SIX.replace("6 months", words) for n, words in enumerate(says)}
    result = result_of(tmp_path, pages)
    (message,) = result.findings.loc[result.findings["code"] == "C101", "message"]
    for side in _sides(result, "C101"):
        assert f"{side.words} on {len(side.rows)}" in message.replace("Up to", "up to")


def _places(number: int) -> list[dict[str, object]]:
    return [{"fact_id": None, "value": None, "annotation": "", "doc": f"{n}.md"} for n in range(number)]


def test_a_few_places_without_a_value_stand_side_by_side_and_many_below_each_other() -> None:
    assert [len(side.rows) for side in sides(_places(ABREAST), [""] * ABREAST)] == [1] * ABREAST
    assert [len(side.rows) for side in sides(_places(ABREAST + 1), [""] * (ABREAST + 1))] == [ABREAST + 1]


def test_a_row_of_a_reference_table_says_what_was_agreed() -> None:
    row = {"fact_id": None, "value": "P6M", "annotation": "6 months, agreed", "doc": "agreed.csv"}
    assert [side.words for side in sides([row], ["6 months (agreed)"])] == ["6 months (agreed)"]
