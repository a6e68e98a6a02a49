from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from factlint.decisions import HIDING, Decisions, Kind
from factlint.decisions.file import parse_decisions
from factlint.rules import Finding, findings_tables, judge
from factlint.tables import EVIDENCE, FINDINGS
from tests.builders import context

OPEN = [kind.value for kind in Kind if kind not in HIDING]
CASES = Path(__file__).parents[1] / "cases" / "rules"

GIVEN = ("facts", "pages", "signals", "rejected", "citations", "rules", "agreed", "evidence")


def _cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{path.stem.partition('-')[0]}-{case['name']}")
        for path in sorted(CASES.glob("*.yaml"))
        for case in yaml.safe_load(path.read_text("utf-8"))
    ]


def _decisions(case: dict[str, Any]) -> Decisions | None:
    """Those of a case, in short: what differs from a waiver of 20 January 2026 until the end of that year."""
    if "decisions" not in case:
        return None
    usual = {"decision": "both-right", "reason": "r", "owner": "o", "on": "2026-01-20", "code": "C101", "message": "m"}
    entries = [
        {**usual, **({} if each.get("decision", "both-right") in OPEN else {"until": "2026-12-31"}), **each}
        for each in case["decisions"]
    ]
    last = {each.fingerprint: each for each in parse_decisions(yaml.safe_dump(entries), "decisions.yaml")}
    return Decisions("decisions.yaml", last, judge_unmatched=not case.get("narrowed"))


def _seen(finding: Finding, wanted: dict[str, Any]) -> dict[str, Any]:
    """What a finding says of the things that are wanted of it."""
    places = (finding.primary, *finding.related)
    said = {
        "code": finding.info.code,
        "severity": finding.severity,
        "subject": finding.subject,
        "attribute": finding.attribute,
        "scope": finding.scope,
        "confidence": finding.confidence,
        "message": finding.message,
        "direction": finding.direction,
        "docs": [each.doc for each in places],
        "line": finding.primary.place.line,
    }
    return {name: said[name] for name in wanted}


@pytest.mark.parametrize("case", _cases())
def test_rules_say_what_the_case_wants_and_nothing_else(case: dict[str, Any]) -> None:
    given = {name: case[name] for name in GIVEN if name in case}
    quiet = () if "calendar" in case else ("O103", "O104", "O106", "O108")
    settings = {"ignore": quiet, **case.get("settings", {})}
    findings = judge(context(**given, **settings, decisions=_decisions(case)))
    wanted = sorted(case["want"], key=lambda want: (want["code"], want.get("scope", "")))
    found = sorted(findings, key=lambda each: (each.info.code, each.scope))
    assert [each.info.code for each in found] == [want["code"] for want in wanted]
    assert [_seen(*pair) for pair in zip(found, wanted, strict=True)] == wanted


def test_findings_keep_the_table_contracts() -> None:
    facts = [fact for case in _cases() for fact in case.values[0].get("facts", ()) if "schema" not in fact]
    findings, evidence = findings_tables(judge(context(facts)))
    FINDINGS.validate(findings)
    EVIDENCE.validate(evidence)
    primary = evidence[evidence["role"] == "primary"]
    assert list(primary["fingerprint"]) == list(findings["fingerprint"])
    assert len(findings) > 10


def test_no_findings_make_empty_tables_that_keep_the_contracts() -> None:
    findings, evidence = findings_tables([])
    assert list(findings.columns) == list(FINDINGS.columns)
    assert list(evidence.columns) == list(EVIDENCE.columns)
