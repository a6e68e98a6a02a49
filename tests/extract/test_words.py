"""Words that rules judge as words: misspelt names, wording that ages, products that are no more."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

import factlint

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parents[1] / "cases" / "words.yaml").read_text("utf-8"))
CODES = ("T101", "T102", "O105", "O107")


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> factlint.Result:
    """One run with every case as a page of its own, each in a project of one voice."""
    folder = tmp_path_factory.mktemp("pages")
    config = []
    for number, case in enumerate(CASES):
        (folder / f"{number:02}.md").write_text(case["text"], "utf-8")
        config += ["[[collections]]", f'paths = ["{number:02}.md"]']
        config += [f"{key} = {json.dumps(value)}" for key, value in case.get("page", {}).items()]
    (folder / "factlint.toml").write_text("\n".join(config), "utf-8")
    return factlint.check(folder, as_of="2026-11-20")


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case["name"] for case in CASES])
def test_words_are_judged_as_the_case_wants(number: int, result: factlint.Result) -> None:
    findings = result.findings[result.findings["code"].isin(CODES)]
    places = findings.merge(result.evidence[result.evidence["role"] == "primary"], on="fingerprint")
    here = places[places["doc_x"] == f"{number:02}.md"]
    assert sorted(f"{row.code} {row.quote}" for row in here.itertuples()) == sorted(CASES[number]["want"])


def test_what_is_said_of_the_end_of_a_product_is_not_said_of_the_thing(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Elspar was withdrawn in 2012.\n\nElspar is used to treat ALL.\n", "utf-8")
    facts = factlint.check(tmp_path, as_of="2026-11-20").facts
    statuses = facts[facts["attribute"] == "use_status"]
    assert list(statuses["value"]) == ["used"]


def test_the_signal_of_a_near_name_gives_the_right_one_and_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Ask us.\n\nGive methotrexte.\n", "utf-8")
    signals = factlint.check(tmp_path, as_of="2026-11-20").signals
    (row,) = signals[signals["kind"] == "near-name"].to_dict("records")
    assert (row["concept"], row["text"], row["detail"]) == ("methotrexate", "methotrexte", "methotrexate")
    assert (row["line"], row["column"], row["end_column"]) == (3, 6, 17)
