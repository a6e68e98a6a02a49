"""A fact breaks the schema.

## What it does

Reports facts that the checks compiled from the schema rejected: a value beyond the attribute's bounds,
or one that the schema does not know. Such a fact is compared with nothing.

## Why it matters

Sixty years of treatment is a slip on the page, or a sentence that was misread; both want a look.

## What keeps it quiet

- Bounds that the schema leaves open.
- Historical claims and those about trials are checked as well: a slip is a slip.

## Example

    a.md: Examplin is taken for 60 years.

    S101 Examplin, length of treatment: 60 years; more than 10 years
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from factlint.compare.fingerprint import signal_fingerprint
from factlint.compare.sources import day
from factlint.rules.model import Context, Evidence, Finding, Rule, RuleInfo
from factlint.spans import Place
from factlint.values import Value
from factlint.wording import attribute_name, concept_name, sentence_case, value_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from factlint.domain.model import Attribute, Domain

INFO: Final = RuleInfo(
    code="S101",
    name="out-of-bounds",
    severity="error",
    says="the fact breaks the schema",
    explanation=__doc__ or "",
)


def check(context: Context) -> Iterator[Finding]:
    """Reports every rejected fact."""
    for row in context.rejected.sort_values(["doc", "start", "fact_id"], kind="stable").to_dict("records"):
        domain = context.domains.get(str(row["schema"]))
        attribute = domain.attributes.get(str(row["attribute"])) if domain else None
        yield _finding(row, context, _words(row, domain, attribute), attribute)


def _words(row: Mapping[Any, Any], domain: Domain | None, attribute: Attribute | None) -> str:
    if domain is None or attribute is None:
        return f"{row['subject']}, {row['attribute']}: {row['value']}"
    approx = not pd.isna(row["approx"]) and bool(row["approx"])
    value = value_words(Value(attribute.kind_of(str(row["value"])), str(row["value"]), approx=approx), domain)
    return f"{concept_name(domain, str(row['subject']))}, {attribute_name(attribute)}: {value}"


def _finding(row: Mapping[Any, Any], context: Context, words: str, attribute: Attribute | None) -> Finding:
    doc = str(row["doc"])
    place = Place(*(int(row[name]) for name in ("line", "column", "end_line", "end_column")))
    said = f"{row['subject']} {row['attribute']} {row['value']}"
    return Finding(
        info=INFO,
        fingerprint=signal_fingerprint(INFO.code, doc, said),
        message=sentence_case(f"{words}; {row['failure']}"),
        primary=Evidence(doc, place, str(row["quote"]), str(row["value"]), day(row["as_of"]), str(row["fact_id"])),
        severity=INFO.severity,
        confidence=round(float(row["confidence"]) * INFO.confidence, 3),
        subject=str(row["subject"]),
        attribute=str(row["attribute"]),
        scope=str(row["scope"]),
        direction=context.advice(doc),
        risk=attribute.risk if attribute else "normal",
    )


RULE: Final = Rule(INFO, check=check)
