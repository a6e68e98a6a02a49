from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

import factlint
from factlint.rules.drifted_passage import INFO

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

RINSE = "Rinse the mouth with salt water after every meal and before going to bed at night."
CALL = "Call the ward when a sore does not heal within {} days or when it begins to bleed."


def checked(folder: Path, pages: dict[str, str]) -> factlint.Result:
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")
    return factlint.check([folder], as_of="2026-11-20")


def drifted(result: factlint.Result) -> list[dict[Any, Any]]:
    findings: pd.DataFrame = result.findings
    return findings.loc[findings["code"] == "D101"].to_dict("records")


def passages(result: factlint.Result) -> list[str]:
    signals = result.signals
    return list(signals.loc[signals["kind"] == "passage", "text"])


def test_a_paragraph_is_a_passage_with_a_sentence_to_a_line(tmp_path: Path) -> None:
    result = checked(tmp_path, {"a.md": f"# Mouth care\n\n{RINSE}\n{CALL.format(3)}\n"})
    assert passages(result) == [f"{RINSE}\n{CALL.format(3)}"]
    (row,) = result.signals[result.signals["kind"] == "passage"].to_dict("records")
    assert (row["line"], row["end_line"], row["detail"]) == (3, 4, "Mouth care")


def test_items_of_a_sentence_each_are_joined(tmp_path: Path) -> None:
    result = checked(tmp_path, {"a.md": f"# Mouth care\n\n- {RINSE}\n- {CALL.format(3)}\n"})
    assert passages(result) == [f"{RINSE}\n{CALL.format(3)}"]


@pytest.mark.parametrize(
    "text",
    [
        RINSE,
        f"{RINSE}\n\n## Later\n\n{CALL.format(3)}",
        "- Sore mouth\n- Bleeding gums\n- Dry lips and tongue",
        f"# References\n\n{RINSE} {CALL.format(3)}",
        f"| Day | What to do |\n|---|---|\n| 1 | {RINSE} {CALL.format(3)} |",
    ],
    ids=["one sentence", "two sections", "names", "references", "table"],
)
def test_what_is_no_running_text_of_two_sentences_is_no_passage(tmp_path: Path, text: str) -> None:
    assert passages(checked(tmp_path, {"a.md": text})) == []


def test_a_number_that_differs_is_shown_first(tmp_path: Path) -> None:
    pages = {
        "a.md": f"Mucositis can be eased. {RINSE} {CALL.format(3)} Your nurse will often look at it.",
        "b.md": f"Mucositis can be eased. {RINSE} {CALL.format(5)} Your nurse will look at it.",
    }
    (finding,) = drifted(checked(tmp_path, pages))
    assert finding["message"].endswith('they differ in: "3 days" / "5 days"; "will often look" / "will look"')


def test_an_edit_elsewhere_on_the_page_leaves_the_fingerprint(tmp_path: Path) -> None:
    pages = {"a.md": f"{RINSE} {CALL.format(3)}", "b.md": f"{RINSE} {CALL.format(5)}"}
    (before,) = drifted(checked(tmp_path, pages))
    pages["a.md"] = f"# Mouth care\n\nAsk for a leaflet. It is free.\n\n{pages['a.md']}"
    (after,) = drifted(checked(tmp_path, pages))
    assert before["fingerprint"] == after["fingerprint"]
    assert before["line"] != after["line"]


def test_a_copy_on_a_page_that_sorts_first_leaves_the_fingerprint(tmp_path: Path) -> None:
    pages = {"b.md": f"{RINSE} {CALL.format(3)}", "c.md": f"{RINSE} {CALL.format(5)}"}
    (before,) = drifted(checked(tmp_path, pages))
    (after,) = drifted(checked(tmp_path, {"a.md": pages["c.md"]}))
    assert before["fingerprint"] == after["fingerprint"]
    assert before["message"] != after["message"]


def test_the_same_words_in_another_place_are_another_finding(tmp_path: Path) -> None:
    pages = {"a.md": f"{RINSE} {CALL.format(3)}", "b.md": f"{RINSE} {CALL.format(5)}"}
    (before,) = drifted(checked(tmp_path, pages))
    later = {name: text.replace("heal within", "heal after") for name, text in pages.items()}
    (after,) = drifted(checked(tmp_path, later))
    assert before["fingerprint"] != after["fingerprint"]


def test_the_example_that_is_shown_to_people_is_reported(tmp_path: Path) -> None:
    example = INFO.explanation.partition("## Example")[2]
    pages = dict(re.findall(r"^ +(\w\.md): (.*)$", example, re.MULTILINE))
    result = checked(tmp_path, pages)
    (finding,) = drifted(result)
    assert (len(pages), result.findings["code"].str.startswith("C").sum()) == (2, 0)
    assert f"D101 {finding['message']}" in example


def test_other_words_that_differ_are_another_finding(tmp_path: Path) -> None:
    pages = {"a.md": f"{RINSE} {CALL.format(3)}", "b.md": f"{RINSE} {CALL.format(5)}"}
    (before,) = drifted(checked(tmp_path, pages))
    (after,) = drifted(checked(tmp_path, pages | {"b.md": f"{RINSE} {CALL.format(7)}"}))
    assert before["fingerprint"] != after["fingerprint"]


def test_text_on_many_pages_is_a_snippet_as_far_as_the_configuration_says(tmp_path: Path) -> None:
    pages = {f"{at}.md": f"{RINSE} {CALL.format(3)}" for at in range(4)} | {"x.md": f"{RINSE} {CALL.format(5)}"}
    (tmp_path / "factlint.toml").write_text("[rules.D101]\nmost_pages = 4\n", encoding="utf-8")
    assert drifted(checked(tmp_path, pages)) == []
    (tmp_path / "factlint.toml").write_text("[rules.D101]\nmost_pages = 5\n", encoding="utf-8")
    assert len(drifted(checked(tmp_path, pages))) == 1
