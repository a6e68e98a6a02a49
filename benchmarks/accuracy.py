"""Recall and precision against labelled facts, expected findings and scenarios: ``accuracy.py SHARED``.

SHARED is a folder of labelled pages: ``seeds/`` holds the pages; ``gold/seeds-facts.yaml`` their labels by page,
``gold/seeds-findings.yaml`` their metadata, what must and what must not be reported, and ``gold/scenarios.yaml`` small
sets of pages with a verdict. Rules that do not exist yet are left out and counted.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

import factlint
from factlint.domain import load_domain
from factlint.rules.registry import RULES
from scoring import DAY, run_scenario, scenario_faults

CODES = {rule.info.code for rule in RULES}
SCHEMA = "factlint:paediatric-oncology"


def main(shared: Path) -> int:
    """Print every figure and every miss."""
    seeds(shared)
    findings(shared)
    scenarios(shared / "gold" / "scenarios.yaml")
    return 0


def run_seeds(shared: Path) -> factlint.Result:
    """A run over the seed pages, with the metadata that the gold file gives them."""
    gold = yaml.safe_load((shared / "gold" / "seeds-findings.yaml").read_text())
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        lines = []
        for name, metadata in gold["metadata"].items():
            shutil.copy(shared / "seeds" / name, root / name)
            lines += ["[[collections]]", f'paths = ["{name}"]']
            lines += [f'{key} = "{value}"' for key, value in metadata.items()]
        (root / "factlint.toml").write_text("\n".join(lines) + "\n")
        return factlint.check(root, as_of=DAY)


def seeds(shared: Path) -> None:
    """Facts of the seed pages against their labels."""
    labels = yaml.safe_load((shared / "gold" / "seeds-facts.yaml").read_text())
    facts = run_seeds(shared).facts
    domain = load_domain(SCHEMA).domain
    found = {(row.doc, row.line, row.subject, row.attribute, row.value): row for row in facts.itertuples()}
    wanted = {
        (page, one["line"], one["subject"], one["attribute"], str(one["value"])): one
        for page, entries in labels.items()
        for one in entries
    }
    must = {key for key, one in wanted.items() if not one.get("optional")}
    missed = sorted(must - set(found))
    loose = {(key[0], *key[2:]) for key in wanted}
    errors = [key for key in sorted(set(found) - set(wanted)) if not _excused(key, loose, domain)]
    for key in missed:
        print("missed ", *key[:5])
    for key in errors:
        print("error  ", *key[:5], "|", found[key].pattern, "|", found[key].quote)
    for key in sorted(set(found) & set(wanted)):
        one, row = wanted[key], found[key]
        modality = one.get("modality", "asserted")
        if (row.modality, row.approx, row.hedged) != (
            modality,
            one.get("approx", False),
            one.get("hedged", False),
        ):
            print("differs", *key[:5], "| modality approx hedged:", row.modality, row.approx, row.hedged)
    right = len(set(found) & set(wanted))
    print(f"seeds: recall {len(must) - len(missed)}/{len(must)} = {1 - len(missed) / len(must):.1%}")
    print(f"seeds: precision {right}/{right + len(errors)} = {right / (right + len(errors)):.1%}")


def _excused(key: tuple[Any, ...], loose: set[tuple[Any, ...]], domain: Any) -> bool:
    page, _, subject, attribute, value = key
    if attribute in ("side_effect", "definition") or (page, subject, attribute, value) in loose:
        return True
    return any((page, subject, attribute, other) in loose and domain.is_a(other, value) for (_, _, _, other) in loose)


def findings(shared: Path) -> None:
    """What a run over the seed pages must and must not report."""
    gold = yaml.safe_load((shared / "gold" / "seeds-findings.yaml").read_text())
    result = run_seeds(shared)
    later = [one for one in gold["must"] if one["code"] not in CODES]
    for one in gold["must"]:
        if one["code"] in CODES and not _reported(result, one):
            print("must    ", one)
    for one in gold["must_not"]:
        hit = _forbidden(result.findings, result.evidence, one)
        if len(hit):
            print("must not", one, hit[["code", "subject", "attribute", "message"]].to_dict("records"))
    loud = (result.findings["severity"] != "info").sum()
    print(f"seeds: {loud} findings at warning or above (at most {gold['most']})")
    print(f"seeds: {len(later)} of the musts are of rules that do not exist yet")


def _reported(result: factlint.Result, one: dict[str, Any]) -> bool:
    names = result.findings.loc[result.findings["code"] == one["code"], "fingerprint"]
    places = result.evidence[result.evidence["fingerprint"].isin(names) & (result.evidence["doc"] == one["doc"])]
    if "line" in one:
        places = places[places["line"] == one["line"]]
    if "quote" in one:
        places = places[places["quote"].str.contains(one["quote"], case=False, regex=False)]
    return len(places) > 0


def _forbidden(findings: pd.DataFrame, evidence: pd.DataFrame, one: dict[str, Any]) -> pd.DataFrame:
    rows = findings
    if "code" in one:
        rows = rows[rows["code"] == one["code"]]
        if "doc" in one:
            rows = rows[rows["doc"] == one["doc"]]
        if "lines" in one:
            held = evidence[evidence["line"].isin(one["lines"])].groupby("fingerprint")["line"].nunique()
            rows = rows[rows["fingerprint"].isin(held[held == len(one["lines"])].index)]
        return rows
    rows = rows[rows["subject"] == one["subject"]]
    rows = rows[rows["code"].str.match("C10|I1|O10[12]")]
    return rows if one["attribute"] is None else rows[rows["attribute"] == one["attribute"]]


def scenarios(path: Path) -> None:
    """Small sets of pages with a verdict."""
    known = tested = 0
    for scenario in yaml.safe_load(path.read_text()):
        codes = [want[0] for want in scenario.get("want", [])] + scenario.get("never", [])
        if any(not any(code.startswith(one.rstrip("x")) for code in CODES) for one in codes):
            continue
        tested += 1
        result = run_scenario(scenario)
        faults = list(scenario_faults(scenario, result.findings))
        known += not faults
        for fault in faults:
            print(f"scenario {scenario['id']}: {fault}")
            for row in result.facts.itertuples():
                print(
                    "    ",
                    row.doc,
                    row.subject,
                    row.attribute,
                    row.value,
                    row.modality,
                    row.scope,
                    "|",
                    row.quote,
                )
    print(f"scenarios: {known}/{tested} right")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")))
