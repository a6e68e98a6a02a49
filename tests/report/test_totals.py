"""The numbers that the report opens on."""

from __future__ import annotations

from pathlib import Path

from factlint.render import Options
from factlint.render.report.cards import cards
from factlint.render.report.totals import MOST_IMPORTANT, NOBODY, important, loads, numbers
from factlint.standings import standings
from tests.report.builders import NINE, SIX, result_of


def test_disagreements_overdue_pages_and_sentences_not_read_are_counted_apart(tmp_path: Path) -> None:
    undated = "# Neuroblastoma\n\nIsotretinoin wobbles along for some 4 months of the spring.\n"
    result = result_of(tmp_path, {"a.md": SIX, "b.md": NINE, "c.md": undated})
    found = numbers(result, cards(result, Options()), standings(result))
    assert (found.pages, found.decide, found.overdue, found.undated) == (3, 1, 1, 1)
    assert found.unread == result.summary["claim_sentences"] - result.summary["read_sentences"] >= 1


def test_an_overdue_page_is_nothing_to_decide(tmp_path: Path) -> None:
    result = result_of(tmp_path, {"b.md": NINE})
    found = numbers(result, cards(result, Options()), standings(result))
    assert (found.decide, found.overdue) == (0, 1)


def test_what_is_of_high_risk_comes_first_and_few_are_shown(tmp_path: Path) -> None:
    slips = "# Neuroblastoma\n\n" + "\n\n".join(f"Plan {n}: take isoretinoin." for n in range(9))
    result = result_of(tmp_path, {"a.md": SIX, "b.md": NINE, "c.md": slips})
    found = important(cards(result, Options()))
    assert found[0].high
    assert len(found) <= MOST_IMPORTANT


def test_each_owner_has_what_waits_for_them(tmp_path: Path) -> None:
    result = result_of(tmp_path, {"a.md": SIX, "b.md": NINE, "c.md": "# Tea\n\nTea is at four.\n"})
    found = {load.owner: load for load in loads(result, cards(result, Options()))}
    assert found["Birch Society"].overdue == 1
    assert found["R. Quill"].pages == 1
    assert (found[NOBODY].decide, found[NOBODY].pages) == (0, 1)
    assert {name: load.decide for name, load in found.items() if load.decide} == {"Birch Society": 1}
