"""Small tables and a small garden schema to compare facts by, without reading a page."""

from __future__ import annotations

import datetime as dt
import itertools
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factlint.compare.agreed import EvidenceSource
from factlint.decisions import Decisions
from factlint.domain.model import Attribute, Concept, Domain, Polarity, Relation
from factlint.domain.products import Product
from factlint.project import Collection, Settings
from factlint.rules import Context
from factlint.tables import CITATIONS, DOCUMENTS, REFERENCES, SIGNALS, facts_contract, table
from factlint.values import ValueKind, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

AS_OF = dt.date(2026, 11, 20)

_SIDES = {
    "grown": Polarity.FOR,
    "sometimes-grown": Polarity.FOR,
    "on-trial": Polarity.NEUTRAL,
    "rarely-grown": Polarity.AGAINST,
    "not-grown": Polarity.AGAINST,
}


def _concepts() -> dict[str, Concept]:
    parents = {
        "rose": (),
        "fern": (),
        "cold": (),
        "alpine": ("cold",),
        "hot": (),
        "seedling": (),
        "mature": (),
        "cutting": (),
        "root-cutting": ("cutting",),
        "leaf-cutting": ("cutting",),
        "seed": (),
        "aphid": (),
        "mite": (),
        "moss": (),
        "peat-moss": ("moss",),
        "bee": (),
    }
    allow = {"fern": {"method": ("seed", "cutting")}}
    products = {
        "fern": (
            Product("Fernella", "2019-03", dt.date(2019, 3, 31), False, ("GB",), "it wilted", "Frondo"),
            Product("Frondo", "2027", dt.date(2027, 12, 31)),
        ),
        "moss": (Product("Moosa", "2020-05-01", dt.date(2020, 5, 1), renamed=True, instead="Moss Gold"),),
    }
    return {
        name: Concept(
            name,
            ("thing",),
            (name.replace("-", " "),),
            is_a=is_a,
            allow=allow.get(name, {}),
            products=products.get(name, ()),
        )
        for name, is_a in parents.items()
    }


def garden() -> Domain:
    """A schema with one attribute of every sort."""
    attributes = [
        Attribute("growing_time", ("plant",), ValueKind.DURATION, risk="high", title="growing time"),
        Attribute("rest", ("plant",), ValueKind.DURATION),
        Attribute("rounds", ("plant",), ValueKind.COUNT, title="number of rounds"),
        Attribute("round_length", ("plant",), ValueKind.DURATION, title="length of a round"),
        Attribute("watering", ("plant",), ValueKind.RATE),
        Attribute("feed", ("plant",), ValueKind.QUANTITY, risk="high"),
        Attribute("survival", ("plant",), ValueKind.PERCENT, same=("year",)),
        Attribute("planted", ("plant",), ValueKind.DATE),
        Attribute("edition", ("plant",), ValueKind.VERSION),
        Attribute("method", ("plant",), ValueKind.CONCEPT),
        Attribute("pollinator", ("plant",), ValueKind.CONCEPT, many=True),
        Attribute("pest", ("plant",), ValueKind.CONCEPT, many=True, open=True),
        Attribute("trade_name", ("plant",), ValueKind.TEXT, many=True),
        Attribute("label", ("plant",), ValueKind.TEXT),
        Attribute("meaning", ("plant",), ValueKind.TEXT, many=True, open=True, defines=True),
        Attribute("status", ("plant",), ValueKind.CONCEPT, polarity=_SIDES, title="growing"),
        Attribute(
            "permit",
            ("plant",),
            ValueKind.CONCEPT,
            varies_by=("jurisdiction",),
            polarity={"allowed": Polarity.FOR, "banned": Polarity.AGAINST},
        ),
    ]
    return Domain(
        id="garden",
        concepts=_concepts(),
        attributes={each.id: each for each in attributes},
        dimensions=dict.fromkeys(("climate", "stage", "year", "method", "jurisdiction"), ("thing",)),
        relations=(Relation("total", "growing_time", ("rounds", "round_length")),),
    )


def facts_table(rows: Iterable[Mapping[str, Any]], domain: Domain | None = None) -> pd.DataFrame:
    """A facts table from short rows: doc, attribute and value, and whatever differs from the usual."""
    schema = domain or garden()
    numbers = itertools.count()
    made = [_fact(dict(row), schema, next(numbers)) for row in rows]
    return table(facts_contract(sorted(schema.dimensions)), made)


def documents_table(pages: Mapping[str, Mapping[str, Any]]) -> pd.DataFrame:
    """A documents table: live pages of ours, but for what ``pages`` says of them."""
    usual = {"ours": True, "authority": "normal", "status": "live", "sha256": "", "skipped": ""}
    counts = dict.fromkeys(("characters", "sentences", "claim_sentences", "read_sentences"), 0)
    return table(DOCUMENTS, [{"doc": doc, **usual, **counts, **page} for doc, page in pages.items()])


def signals_table(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """A signals table from short rows: doc, kind, text and whatever differs from the usual."""
    usual = {"column": 1, "end_column": 2, "start": 0, "end": 1, "detail": ""}
    return table(SIGNALS, [{"line": 1, "end_line": row.get("line", 1), **usual, **row} for row in rows])


def citations_table(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """A citations table from short rows: doc, title, year and whatever differs from the usual; one line each."""
    made: list[dict[str, Any]] = []
    for number, row in enumerate(rows, 1):
        line = row.get("line", number)
        usual = {
            "line": line,
            "column": 1,
            "end_line": line,
            "end_column": 9,
            "start": number * 100,
            "end": number * 100 + 8,
        }
        text = ". ".join(str(row[name]) for name in ("authors", "title", "year") if row.get(name))
        made.append({**usual, "text": text, "kind": "web", **row})
    return table(CITATIONS, made)


def references_table(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """A table of agreed facts about a rose, from short rows: attribute and value, and whatever differs."""
    usual = {"doc": "agreed.csv", "column": 1, "end_column": 9, "quote": "row", "subject": "rose", "schema": "garden"}
    made = []
    for line, row in enumerate(rows, 2):
        value = parse(garden().attributes[row["attribute"]].kind, str(row["value"]))
        numbers = {"low": value.low, "high": value.high, "unit": value.unit, "approx": False}
        scope = ";".join(f"{name}={each}" for name, each in sorted(row.get("scope", {}).items()))
        made.append({**usual, **numbers, "line": line, "end_line": line, **row, "scope": scope, "value": value.text})
    return table(REFERENCES, made)


def context(
    facts: Iterable[Mapping[str, Any]] = (),
    *,
    pages: Mapping[str, Mapping[str, Any]] | None = None,
    signals: Iterable[Mapping[str, Any]] = (),
    rejected: Iterable[Mapping[str, Any]] = (),
    citations: Iterable[Mapping[str, Any]] = (),
    collections: tuple[Collection, ...] = (),
    decisions: Decisions | None = None,
    agreed: Iterable[Mapping[str, Any]] = (),
    evidence: Iterable[Mapping[str, Any]] = (),
    **settings: Any,
) -> Context:
    """Everything the rules read; a fact is dated as its page is reviewed."""
    rows, broken, marks, cited = ([dict(each) for each in part] for part in (facts, rejected, signals, citations))
    known: dict[str, Mapping[str, Any]] = {str(each["doc"]): {} for each in (*rows, *broken, *marks, *cited)} | dict(
        pages or {}
    )
    for row in rows:
        row.setdefault("as_of", known[row["doc"]].get("reviewed"))
    failures = [row.pop("failure") for row in broken]
    return Context(
        documents=documents_table(known),
        facts=facts_table(rows),
        rejected=facts_table(broken).assign(failure=failures),
        signals=signals_table(marks),
        citations=citations_table(cited),
        domains={"garden": garden()},
        settings=Settings(root=Path(), as_of=AS_OF, collections=collections, **settings),
        decisions=decisions,
        references=references_table(agreed),
        evidence={each["id"]: EvidenceSource(**{"doc": "evidence.yaml", **each}) for each in evidence},
    )


def _fact(row: dict[str, Any], domain: Domain, number: int) -> dict[str, Any]:
    value = parse(domain.attributes[row["attribute"]].kind, str(row["value"]))
    scope = row.pop("scope", {}) or {}
    line = number + 1
    usual = {
        **{
            "fact_id": f"f{number}",
            "claim_id": "c",
            "subject": "rose",
            "subject_text": "rose",
            "section": "",
        },
        **{"line": line, "column": 1, "end_line": line, "end_column": 9, "start": number * 100},
        **{"quote": value.text, "sentence": f"sentence {number}", "pattern": "p", "schema": domain.id},
        **{"approx": False, "hedged": False, "modality": "asserted", "confidence": 1.0, "reasons": ""},
        **{"low": value.low, "high": value.high, "unit": value.unit},
    }
    made = {**usual, **scope, **row, "value": value.text}
    made["scope"] = ";".join(f"{name}={scope[name]}" for name in sorted(scope))
    made.setdefault("end", made["start"] + len(made["quote"]))
    return made
