"""From what the pages gave to checked tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Final

import pandas as pd

from factlint.domain import Domain
from factlint.domain.checks import failures
from factlint.reading import PageReport
from factlint.tables import CITATIONS, DOCUMENTS, SIGNALS, UNREAD, facts_contract, table

_NO_COLUMN: Final = ("scope", "reviews", "variant_kind")


def documents_table(reports: Sequence[PageReport]) -> pd.DataFrame:
    """One row for each page, unreadable ones among them."""
    rows = []
    for report in reports:
        meta = {key: value for key, value in asdict(report.meta).items() if key not in _NO_COLUMN}
        counts = report.readings
        rows.append(
            {
                "doc": report.doc,
                **meta,
                "sha256": report.sha256,
                "characters": report.characters,
                "sentences": max((one.sentences for one in counts), default=0),
                "claim_sentences": sum(one.claim_sentences for one in counts),
                "read_sentences": sum(one.read_sentences for one in counts),
                "skipped": report.skipped or report.unreadable,
            }
        )
    return table(DOCUMENTS, rows)


def facts_table(reports: Sequence[PageReport], domains: Mapping[str, Domain]) -> pd.DataFrame:
    """All facts, in page order, with a column for each scope dimension of the schemas."""
    dimensions = dict.fromkeys(name for domain in domains.values() for name in domain.dimensions)
    rows: dict[object, dict[str, object]] = {}
    for report in reports:
        for reading in report.readings:
            for fact in reading.facts:
                row = fact.row()
                rows.setdefault(row["fact_id"], row)
    return table(facts_contract(dimensions), list(rows.values()))


def signals_table(reports: Sequence[PageReport]) -> pd.DataFrame:
    """Misnomers, lead-ins, date labels and unreadable files, in page order."""
    rows: list[dict[str, object]] = []
    for report in reports:
        found = {signal: None for reading in report.readings for signal in reading.signals}
        signals = [*found, *report.signals]
        rows.extend(signal.row() for signal in sorted(signals, key=lambda signal: (signal.span, signal.kind)))
    return table(SIGNALS, rows)


def citations_table(reports: Sequence[PageReport]) -> pd.DataFrame:
    """What pages cite, in page order."""
    return table(CITATIONS, [citation.row() for report in reports for citation in report.citations])


def unread_table(reports: Sequence[PageReport]) -> pd.DataFrame:
    """Claim sentences that were not read, and why."""
    rows = [
        {
            "doc": one.doc,
            **one.place._asdict(),
            "section": one.section,
            "subject": one.subject or None,
            "sentence": one.sentence,
            "why": one.why,
        }
        for report in reports
        for reading in report.readings
        for one in reading.unread
    ]
    return table(UNREAD, rows)


def validated(facts: pd.DataFrame, domains: Mapping[str, Domain]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The facts that keep to their schema, and those that do not with a ``failure`` column that says why."""
    broken: dict[object, str] = {}
    for name, domain in domains.items():
        broken |= failures(facts[facts["schema"] == name], domain)
    bad = facts.index.isin(list(broken))
    rejected = facts[bad].copy()
    rejected["failure"] = [broken[index] for index in rejected.index]
    return facts[~bad].reset_index(drop=True), rejected.reset_index(drop=True)
