"""Recall and precision on labelled sentences and scenarios by people who had not seen the schema.

``blind.py [-v]`` reads ``tests/cases/blind-facts-*.yaml`` (texts, and all facts that they hold) and
``tests/cases/blind-scenarios-*.yaml`` (small sets of pages with a verdict), and prints figures by attribute and, with
``-v``, every miss. ``blind.py --open`` prints ``tests/cases/blind-open.yaml`` anew: the cases that are not read right.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from scoring import read_texts, run_scenario, scenario_faults, score

CASES = Path(__file__).parent.parent / "tests" / "cases"
HEADER = "# Not read right yet; remove a line once it is. Facts by set and place in its file, from 0; scenarios by id."


def main() -> int:
    """Print every figure and, with ``-v``, every miss; with ``--open`` the list of cases that are not read right."""
    verbose, names_only = "-v" in sys.argv, "--open" in sys.argv
    facts, scenarios = [], []
    for path in sorted(CASES.glob("blind-facts-*.yaml")):
        facts += labelled_facts(path, verbose, names_only)
    for path in sorted(CASES.glob("blind-scenarios-*.yaml")):
        scenarios += labelled_scenarios(path, verbose, names_only)
    if names_only:
        print(HEADER, "facts:", *facts, "scenarios:", *scenarios, sep="\n")
    return 0


def labelled_facts(path: Path, verbose: bool, names_only: bool) -> list[str]:
    """Labelled sentences; gives the lines for those that are not read right."""
    items = yaml.safe_load(path.read_text("utf-8"))
    _, _, name = path.stem.partition("-")
    hits, wanted, errors = Counter[str](), Counter[str](), Counter[str]()
    faulty = []
    for number, (item, rows) in enumerate(zip(items, read_texts([one["text"] for one in items]), strict=True)):
        outcome = score(item["facts"], rows)
        wanted.update(key[1] for key in outcome.wanted)
        hits.update(key[1] for key in outcome.wanted - outcome.missed)
        errors.update(key[1] for key in outcome.extra)
        if outcome.missed or outcome.extra:
            text = " / ".join(item["text"].split("\n"))
            faulty.append(f"- {name}-{number}  # {text[:80]}")
            if verbose:
                print(f"{name}-{number}: {text}")
                for key in sorted(outcome.missed):
                    print("     missed", *key)
                for key in sorted(outcome.extra):
                    print("     extra ", *key, "|", rows[key].pattern, "|", rows[key].quote)
    if not names_only:
        figures(name, hits, wanted, errors)
    return faulty


def figures(name: str, hits: Counter[str], wanted: Counter[str], errors: Counter[str]) -> None:
    """Recall and precision, by attribute and of all."""
    for attribute in sorted(wanted | errors):
        print(f"{name} {attribute:22} recall {hits[attribute]}/{wanted[attribute]}, errors {errors[attribute]}")
    right, total, wrong = hits.total(), wanted.total(), errors.total()
    print(f"{name}: recall {right}/{total} = {right / total:.1%}")
    print(f"{name}: precision {right}/{right + wrong} = {right / (right + wrong):.1%}")


def labelled_scenarios(path: Path, verbose: bool, names_only: bool) -> list[str]:
    """Scenarios, each a run of its own; wants and silences are counted apart. Gives the lines for the faulty ones."""
    counts: Counter[str] = Counter()
    faulty = []
    for scenario in yaml.safe_load(path.read_text("utf-8")):
        result = run_scenario(scenario)
        faults = scenario_faults(scenario, result.findings)
        kind = "wanted" if scenario.get("want") else "quiet"
        counts[kind] += 1
        counts[f"{kind} right"] += not faults
        if faults:
            faulty.append(f"- {scenario['id']}")
        if verbose and faults:
            print(f"scenario {scenario['id']}: {'; '.join(faults)}")
            told(scenario, result)
    for kind in ("wanted", "quiet"):
        if not names_only:
            print(f"{path.stem}, {kind}: {counts[f'{kind} right']}/{counts[kind]} right")
    return faulty


def told(scenario: dict[str, Any], result: Any) -> None:
    """The pages of a scenario and what was read on them."""
    for name, text in scenario["pages"].items():
        print("    ", name, "|", " / ".join(text.split("\n")))
    for row in result.facts.itertuples():
        said = (row.doc, row.subject, row.attribute, row.value, row.modality, row.scope)
        print("        ", *said, "|", row.quote)


if __name__ == "__main__":
    sys.exit(main())
