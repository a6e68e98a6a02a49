"""How text is read into facts, one file of cases for each mechanism.

A case has a ``text`` and all ``facts`` that it holds: subject, attribute, value and modality (asserted unless given)
are compared, ``approx``, ``hedged``, ``scope`` and ``reason`` where given. ``unread`` is why sentences were not read,
as coverage shows it. ``format`` is that of the page (md), ``page`` what its collection says of it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

import factlint

CASES = Path(__file__).parents[1] / "cases"
OWN = str(CASES / "garden.yaml")
PACKAGED = {"packaged": "factlint:paediatric-oncology"}
"""Files whose cases are read with a schema that ships; all others are read with a small one of the tests' own."""

Case = dict[str, Any]


def cases() -> dict[str, Case]:
    """Every case by its id, which is also the name of its page."""
    return {
        f"{path.stem}/{number:02}": {"schema": PACKAGED.get(path.stem, OWN), **case}
        for path in sorted((CASES / "reading").glob("*.yaml"))
        for number, case in enumerate(yaml.safe_load(path.read_text("utf-8")))
    }


ALL = cases()


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, factlint.Result]:
    """One run for each schema, with every case as a page of its own."""
    made = {}
    for schema in sorted({case["schema"] for case in ALL.values()}):
        folder = tmp_path_factory.mktemp("pages")
        write(folder, {name: case for name, case in ALL.items() if case["schema"] == schema})
        made[schema] = factlint.check(folder, schemas=schema, as_of="2026-11-20")
    return made


def write(folder: Path, chosen: dict[str, Case]) -> None:
    config = []
    for name, case in chosen.items():
        page = folder / f"{name}.{case.get('format', 'md')}"
        page.parent.mkdir(exist_ok=True)
        page.write_text(case["text"], "utf-8")
        if "page" in case:
            config += ["[[collections]]", f'paths = ["{name}.*"]']
            config += [f"{key} = {json.dumps(value)}" for key, value in case["page"].items()]
    (folder / "factlint.toml").write_text("\n".join(config), "utf-8")


def rows(result: factlint.Result, table: str, name: str) -> list[dict[str, Any]]:
    frame = getattr(result, table)
    return list(frame[frame["doc"].str.startswith(f"{name}.")].to_dict("records"))


def said(row: dict[str, Any]) -> dict[str, Any]:
    """A row of the facts table in the words of a case."""
    scope = dict(part.split("=", 1) for part in row["scope"].split(";") if part)
    names = ("subject", "attribute", "value", "modality", "approx", "hedged")
    return {**{name: row[name] for name in names}, "scope": scope, "reason": row["reasons"]}


def is_said(fact: dict[str, Any], wanted: dict[str, Any]) -> bool:
    for key, value in {"modality": "asserted", **wanted}.items():
        if key == "reason":
            if value not in fact[key]:
                return False
        elif fact[key] != (str(value) if key == "value" else value):
            return False
    return True


@pytest.mark.parametrize("name", [pytest.param(name, id=f"{name}-{case['name']}") for name, case in ALL.items()])
def test_a_text_gives_the_facts_of_its_case_and_no_others(name: str, results: dict[str, factlint.Result]) -> None:
    case = ALL[name]
    facts = [said(row) for row in rows(results[case["schema"]], "facts", name)]
    found = [fact for number, fact in enumerate(facts) if fact not in facts[:number]]
    missing = []
    for wanted in case["facts"]:
        fitting = [fact for fact in found if is_said(fact, wanted)]
        if fitting:
            found.remove(fitting[0])
        else:
            missing.append(wanted)
    assert (missing, found) == ([], [])


@pytest.mark.parametrize(
    "name", [pytest.param(name, id=f"{name}-{case['name']}") for name, case in ALL.items() if "unread" in case]
)
def test_what_is_not_read_is_shown_with_its_reason(name: str, results: dict[str, factlint.Result]) -> None:
    case = ALL[name]
    found = [row["why"] for row in rows(results[case["schema"]], "unread", name)]
    assert len(found) == len(case["unread"]), found
    assert all(why in told for why, told in zip(case["unread"], found, strict=True)), found
