"""Recall and precision on labelled sentences and scenarios by people who had not seen the schema.

``blind.py [-v]`` reads ``tests/cases/blind-facts.yaml`` (texts, and all facts that they hold) and
``tests/cases/blind-scenarios.yaml`` (small sets of pages with a verdict), and prints figures by attribute and, with
``-v``, every miss.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

import factlint
from accuracy import run_scenario, scenario_faults

CASES = Path(__file__).parent.parent / "tests" / "cases"
LOOSE = ("side_effect", "definition")
"""Attributes that the labels do not cover fully: what is read beyond them counts neither way."""


def main() -> int:
    """Print every figure and, with ``-v``, every miss."""
    facts("-v" in sys.argv)
    scenarios("-v" in sys.argv)
    return 0


def facts(verbose: bool) -> None:
    """Labelled sentences, all read in one run as pages of their own."""
    items = yaml.safe_load((CASES / "blind-facts.yaml").read_text())
    with tempfile.TemporaryDirectory() as folder:
        for number, item in enumerate(items):
            (Path(folder) / f"{number:04}.md").write_text(item["text"])
        table = factlint.check(folder, as_of="2026-11-20").facts
    found: dict[int, dict[tuple[str, ...], Any]] = {}
    for row in table.itertuples():
        found.setdefault(int(row.doc[:4]), {})[(row.subject, row.attribute, row.value, row.modality)] = row
    hits, wanted, errors = Counter[str](), Counter[str](), Counter[str]()
    for number, item in enumerate(items):
        labels = {
            (one["subject"], one["attribute"], str(one["value"]), one.get("modality", "asserted")): one
            for one in item["facts"]
        }
        must = {key for key, one in labels.items() if not one.get("optional")}
        rows = found.get(number, {})
        extra = [key for key in rows if key not in labels and key[1] not in LOOSE]
        missed = must - set(rows)
        for key in must:
            wanted[key[1]] += 1
            hits[key[1]] += key in rows
        for key in extra:
            errors[key[1]] += 1
        if verbose and (extra or missed):
            print(f"{number}: {' / '.join(item['text'].split(chr(10)))}")
            for key in sorted(missed):
                print("     missed", *key)
            for key in sorted(extra):
                print("     extra ", *key, "|", rows[key].pattern, "|", rows[key].quote)
    for attribute in sorted(wanted | errors):
        right = hits[attribute]
        print(f"{attribute:22} recall {right}/{wanted[attribute]}, errors {errors[attribute]}")
    right, total, wrong = sum(hits.values()), sum(wanted.values()), sum(errors.values())
    print(f"facts: recall {right}/{total} = {right / total:.1%}")
    print(f"facts: precision {right}/{right + wrong} = {right / (right + wrong):.1%}")


def scenarios(verbose: bool) -> None:
    """Scenarios, each a run of its own; wants and silences are counted apart."""
    counts: Counter[str] = Counter()
    for scenario in yaml.safe_load((CASES / "blind-scenarios.yaml").read_text()):
        result = run_scenario(scenario)
        faults = scenario_faults(scenario, result.findings)
        kind = "wanted" if scenario.get("want") else "quiet"
        counts[kind] += 1
        counts[f"{kind} right"] += not faults
        if verbose and faults:
            print(f"scenario {scenario['id']}: {'; '.join(faults)}")
            for name, text in scenario["pages"].items():
                print("    ", name, "|", " / ".join(text.split("\n")))
            for row in result.facts.itertuples():
                print(
                    "        ",
                    row.doc,
                    row.subject,
                    row.attribute,
                    row.value,
                    row.modality,
                    row.scope,
                    "|",
                    row.quote,
                )
    for kind in ("wanted", "quiet"):
        print(f"scenarios, {kind}: {counts[f'{kind} right']}/{counts[kind]} right")


if __name__ == "__main__":
    sys.exit(main())
