"""How facts stand to each other: who agrees, who differs, who is alone."""

from __future__ import annotations

from pathlib import Path

import pytest

import factlint
from factlint.standings import standings

PAGES = {
    "a.md": "# Neuroblastoma\n\nIsotretinoin is taken for 6 months.\n",
    "b.md": "# Neuroblastoma\n\nIsotretinoin is taken for 26 weeks.\n",
    "c.md": "# Neuroblastoma\n\nIsotretinoin is taken for 9 months.\n",
    "d.md": "# Acute lymphoblastic leukaemia\n\nVincristine is given once a week.\n",
}


def _standings(folder: Path, pages: dict[str, str]) -> dict[str, tuple[str, tuple[str, ...]]]:
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")
    result = factlint.check([folder], as_of="2026-11-20")
    found = standings(result)
    wanted = result.facts[result.facts["attribute"].isin(["treatment_duration", "frequency"])]
    return {
        Path(doc).name: (found[name].word, tuple(Path(each).name for each in found[name].agree))
        for doc, name in zip(wanted["doc"], wanted["fact_id"], strict=True)
    }


@pytest.mark.parametrize(
    ("left_out", "expected"),
    [
        ((), {"a.md": "differs", "b.md": "differs", "c.md": "differs", "d.md": "alone"}),
        (("c.md",), {"a.md": "agrees", "b.md": "agrees", "d.md": "alone"}),
        (("b.md", "c.md"), {"a.md": "alone", "d.md": "alone"}),
    ],
)
def test_a_fact_differs_or_agrees_or_is_alone(
    tmp_path: Path, left_out: tuple[str, ...], expected: dict[str, str]
) -> None:
    pages = {name: text for name, text in PAGES.items() if name not in left_out}
    assert {name: word for name, (word, _) in _standings(tmp_path, pages).items()} == expected


def test_those_who_agree_are_named_without_the_page_itself(tmp_path: Path) -> None:
    found = _standings(tmp_path, PAGES)
    assert found["a.md"][1] == ("b.md",)
    assert found["b.md"][1] == ("a.md",)
    assert found["c.md"][1] == ()


def test_pages_of_another_condition_do_not_agree(tmp_path: Path) -> None:
    other = {"a.md": PAGES["a.md"], "e.md": "# Acne\n\nIn high-risk neuroblastoma, nothing is said here.\n"}
    assert _standings(tmp_path, other)["a.md"] == ("alone", ())
