"""Findings as the tables that other tools read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factlint.previous import Known
from factlint.result import Suppressed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

    from factlint.result import Hiding
    from factlint.rules.model import Evidence, Finding


def findings_tables(findings: Sequence[Finding]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The findings and the evidence table, in the order of ``findings``; primary evidence comes first."""
    # Late: whoever only lists the rules need not wait for the table contracts.
    from factlint.tables import EVIDENCE, FINDINGS, table

    evidence = [row for finding in findings for row in _evidence_rows(finding)]
    return table(FINDINGS, [_finding_row(each) for each in findings]), table(EVIDENCE, evidence)


def sides_of(findings: Sequence[Finding]) -> dict[str, tuple[str, ...]]:
    """By fingerprint the sides of a finding's places, in the order of its evidence; findings without any left out."""
    sides = {each.fingerprint: tuple(place.side for place in (each.primary, *each.related)) for each in findings}
    return {name: each for name, each in sides.items() if any(each)}


def suppressed_tables(hidden: Sequence[tuple[Finding, Hiding]]) -> Suppressed | None:
    """Findings that people hid, as tables; None where there is none, which most runs should not pay for."""
    if not hidden:
        return None
    findings, evidence = findings_tables([finding for finding, _ in hidden])
    return Suppressed(findings, evidence, {finding.fingerprint: hiding for finding, hiding in hidden})


def known(findings: Sequence[Finding]) -> dict[str, Known]:
    """The findings by fingerprint, as a later run knows them."""
    return {
        each.fingerprint: Known(
            each.fingerprint,
            each.info.code,
            each.info.name,
            each.severity,
            each.message,
            each.primary.doc,
            each.subject or "",
            each.attribute or "",
            each.scope,
        )
        for each in findings
    }


def _finding_row(finding: Finding) -> dict[str, object]:
    return {
        "fingerprint": finding.fingerprint,
        "code": finding.info.code,
        "name": finding.info.name,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "subject": finding.subject,
        "attribute": finding.attribute,
        "scope": finding.scope,
        "message": finding.message,
        "direction": finding.direction,
        "doc": finding.primary.doc,
        "line": finding.primary.place.line,
        "column": finding.primary.place.column,
    }


def _evidence_rows(finding: Finding) -> Iterator[dict[str, object]]:
    yield _evidence_row(finding.fingerprint, "primary", finding.primary)
    for each in finding.related:
        yield _evidence_row(finding.fingerprint, "related", each)


def _evidence_row(fingerprint: str, role: str, evidence: Evidence) -> dict[str, object]:
    return {
        "fingerprint": fingerprint,
        "role": role,
        "doc": evidence.doc,
        **evidence.place._asdict(),
        "quote": evidence.quote,
        "value": evidence.value,
        "as_of": evidence.as_of,
        "fact_id": evidence.fact_id,
        "annotation": evidence.annotation,
    }
