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


def _words(folder: Path, *says: str) -> list[str]:
    """The word for each page that says one thing of methotrexate or isotretinoin."""
    for number, text in enumerate(says):
        (folder / f"{number}.md").write_text(f"# Acute lymphoblastic leukaemia\n\n{text}\n", encoding="utf-8")
    result = factlint.check([folder], as_of="2026-11-20")
    found = standings(result)
    return [found[name].word for name in result.facts["fact_id"]]


def test_pages_of_another_condition_do_not_agree(tmp_path: Path) -> None:
    both = _words(
        tmp_path,
        "In neuroblastoma, isotretinoin is taken for 6 months.",
        "In acute promyelocytic leukaemia, isotretinoin is taken for 6 months.",
    )
    assert set(both) == {"alone"}


def test_what_may_hold_together_is_not_the_same(tmp_path: Path) -> None:
    assert set(_words(tmp_path, "Methotrexate is given by mouth.", "Methotrexate is given into a vein.")) == {"alone"}


def test_a_trial_does_not_agree_with_use(tmp_path: Path) -> None:
    says = ("Naxitamab is used for neuroblastoma.", "Naxitamab is being tested for neuroblastoma.")
    assert "agrees" not in _words(tmp_path, *says)


def test_an_open_interval_agrees_with_its_like_alone(tmp_path: Path) -> None:
    open_, closed = "Isotretinoin is taken for up to 6 months.", "Isotretinoin is taken for 6 months."
    assert _words(tmp_path, open_, closed) == ["alone", "alone"]
    assert _words(tmp_path, open_, open_) == ["agrees", "agrees"]


def test_what_is_implausible_or_of_the_past_is_not_compared(tmp_path: Path) -> None:
    says = ("Isotretinoin is taken for 300 years.", "Until 2019 interleukin-2 was used for neuroblastoma.")
    assert set(_words(tmp_path, says[0], says[0])) <= {"differs", "apart"}
    assert "apart" in _words(tmp_path, says[1], says[1])


def test_a_disagreement_that_people_accepted_is_told_as_such(tmp_path: Path) -> None:
    for name, text in PAGES.items():
        comment = "<!-- factlint: ignore C101 on this page until 2027-01-01 because both are in use, approved by B -->"
        (tmp_path / name).write_text(f"{text}\n{comment}\n", encoding="utf-8")
    result = factlint.check([tmp_path], as_of="2026-11-20")
    assert "C101" not in set(result.findings["code"])
    found = standings(result)
    wanted = result.facts.loc[result.facts["attribute"] == "treatment_duration", "fact_id"]
    assert {found[name].word for name in wanted} == {"accepted"}


def test_pages_that_all_say_the_same_share_one_list(tmp_path: Path) -> None:
    pages = {f"{number}.md": PAGES["a.md"] for number in range(5)}
    for name, text in pages.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    result = factlint.check([tmp_path], as_of="2026-11-20")
    wanted = result.facts.loc[result.facts["attribute"] == "treatment_duration", "fact_id"]
    found = [standings(result)[name] for name in wanted]
    assert {len(each.agree) for each in found} == {4}
    every = standings(result)
    assert len({id(every[name].claimed) for name in wanted}) == 1
