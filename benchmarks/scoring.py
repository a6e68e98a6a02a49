"""How what a run read and found is held against labels: for the benchmarks, and for the tests of the same cases."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import yaml

import factlint

DAY = "2026-11-20"
LOOSE = ("side_effect", "definition")
"""Attributes that the labels do not cover fully: what is read beyond them counts neither way."""

Key = tuple[str, str, str, str]
"""Subject, attribute, value and modality: what a fact is known by."""


class Score(NamedTuple):
    """How the facts read from one text agree with its labels."""

    wanted: frozenset[Key]
    missed: frozenset[Key]
    extra: frozenset[Key]


def read_texts(texts: Sequence[str]) -> list[dict[Key, Any]]:
    """The facts of each text, all read in one run as pages of their own: rows of the facts table by what they say."""
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            Path(folder, f"{number:04}.md").write_text(text, "utf-8")
        rows: list[Any] = list(factlint.check(folder, as_of=DAY).facts.itertuples())
    found: list[dict[Key, Any]] = [{} for _ in texts]
    for row in rows:
        found[int(row.doc[:4])][row.subject, row.attribute, row.value, row.modality] = row
    return found


def score(labels: Sequence[Mapping[str, Any]], found: Mapping[Key, Any]) -> Score:
    """Hold the facts ``found`` in a text against its ``labels``.

    An optional label counts neither way, and nor does one that names what the schema has no id for (``?name``).
    """
    known = {
        (one["subject"], one["attribute"], str(one["value"]), one.get("modality", "asserted")): one for one in labels
    }
    wanted = frozenset(key for key, one in known.items() if not one.get("optional") and "?" not in f"{key[0]}{key[2]}")
    extra = frozenset(key for key in found if key not in known and key[1] not in LOOSE)
    return Score(wanted, wanted - found.keys(), extra)


def share(right: int, total: int) -> str:
    """``right`` of ``total`` in words, with the 95 % interval of Wilson (JASA 22, 1927)."""
    if not total:
        return "-"
    z, part = 1.959964, right / total
    middle = (part + z * z / (2 * total)) / (1 + z * z / total)
    reach = z * math.sqrt(part * (1 - part) / total + z * z / (4 * total * total)) / (1 + z * z / total)
    return f"{right}/{total} = {part:.1%} ({max(0.0, middle - reach):.0%} to {min(1.0, middle + reach):.0%})"


def run_scenario(scenario: Mapping[str, Any]) -> factlint.Result:
    """A run over a scenario's pages."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in scenario["pages"].items():
            Path(folder, name).write_text(_with_front_matter(name, text) if name.endswith(".md") else text, "utf-8")
        return factlint.check(folder, as_of=DAY)


def _with_front_matter(name: str, text: str) -> str:
    given = {"reviewed": "2026-03-01", "jurisdiction": "GB", "publisher": name}
    own: dict[str, str] = {}
    if text.startswith("---\n"):
        head, _, text = text[4:].partition("\n---\n")
        own = yaml.load(head, yaml.BaseLoader)
    lines = [f"{key}: {value}" for key, value in {**given, **own}.items()]
    return "---\n" + "\n".join(lines) + "\n---\n" + text


def scenario_faults(scenario: Mapping[str, Any], found: pd.DataFrame) -> list[str]:
    """What is wrong with the findings of a scenario."""
    faults = []
    for code, subject, attribute in scenario.get("want", []):
        rows = found[found["code"].str.startswith(code.rstrip("x"))]
        if subject:
            rows = rows[rows["subject"] == subject]
        if attribute:
            rows = rows[rows["attribute"] == attribute]
        if rows.empty:
            faults.append(f"wants {code} {subject} {attribute}, has {sorted(found['code'])}")
    conflicts = found[found["code"].str.match("C10[123]|I10[12]|O10[12]")]
    for subject, attribute in scenario.get("quiet", []):
        rows = conflicts[(conflicts["subject"] == subject) & (conflicts["attribute"] == attribute)]
        faults += [f"quiet on {subject} {attribute}, but {row.code}: {row.message}" for row in rows.itertuples()]
    for code in scenario.get("never", []):
        rows = found[found["code"].str.startswith(code.rstrip("x"))]
        faults += [f"never {code}, but {row.message}" for row in rows.itertuples()]
    return faults
