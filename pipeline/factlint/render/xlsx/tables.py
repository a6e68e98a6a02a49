"""The sheets behind the findings: quotes, facts, pages and review dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from factlint.render.cells import one_line
from factlint.render.overview import counted
from factlint.render.xlsx import layout
from factlint.render.xlsx.cells import Linked, Marked, Row, Table
from factlint.render.xlsx.known import Known, day
from factlint.values import Value
from factlint.wording import attribute_name, concept_name, scope_words, sentence_case, value_words

if TYPE_CHECKING:
    from factlint.domain import Domain

_HOW: Final = {"negated": "denied", "historical": "of the past", "hypothetical": "hypothetical"}
_SAID: Final = ("schema", "subject", "attribute", "value", "low", "high", "unit", "approx", "scope")
_MONTH: Final = 30.44  # days
_FEW: Final = 60  # days that are told as days


def quotes_table(known: Known) -> Table:
    """A row for each place that has a part in a finding."""
    rows = [
        _quote(each.finding["fingerprint"], row, known)
        for each in known.findings
        for row in each.evidence or [{**each.finding, "quote": "", "value": None, "as_of": None, "fact_id": None}]
    ]
    return Table(layout.QUOTES, layout.QUOTED, rows, frozen=2)


def facts_table(known: Known) -> Table:
    """Every fact in page order."""
    words: dict[tuple[Any, ...], dict[str, str]] = {}
    for row in known.facts:
        if (said := _said(row)) not in words:
            words[said] = _words(row, known.result.domains.get(row["schema"]))
    rows = [_fact(row, words[_said(row)], known) for row in known.facts]
    return Table(layout.FACTS, layout.SAID, rows, printed="Findings")


def pages_table(known: Known) -> Table:
    """Every page."""
    return Table(layout.PAGES, layout.READ, [_page(page, known) for _, page in sorted(known.pages.items())])


def reviews_table(known: Known) -> Table:
    """The pages by the day on which their review is due, the longest overdue first, those without a date last."""
    due = known.result.due
    live = [page for _, page in sorted(known.pages.items()) if page["status"] == "live" and not page["skipped"]]
    live.sort(key=lambda page: due.get(page["doc"], dt.date.max))
    return Table(layout.REVIEWS, layout.DUE, [_review(page, known) for page in live], frozen=3)


def _quote(finding: str, row: Mapping[str, Any], known: Known) -> Row:
    return {
        "Finding": known.finding_link(finding),
        "Page": known.source(row["doc"], row["line"]),
        "Line": row["line"],
        "Publisher": _text(known.page(row["doc"]).get("publisher")),
        "What it says": known.words(row),
        "Read as": row["value"],
        "Date": day(row["as_of"]),
        "Remark": _text(row.get("annotation")),
        "On the web": known.on_the_web(row["doc"]),
    }


def _said(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """What a fact says, wherever it says so."""
    return tuple(row[name] for name in _SAID)


def _fact(row: Mapping[str, Any], words: Mapping[str, str], known: Known) -> Row:
    standing = known.standings[row["fact_id"]]
    shown = [name for name in standing.findings if name in known.numbers]
    return {
        "Page": known.source(row["doc"], row["line"]),
        "Line": row["line"],
        **words,
        "How": _HOW.get(row["modality"], ""),
        "Sentence": one_line(row["sentence"]),
        "Date": day(row["as_of"]),
        "Standing": standing.word,
        "Pages that agree": "\n".join(map(known.name, standing.agree[:3])) + ("\n…" if len(standing.agree) > 3 else ""),
        "Findings": _numbers(shown, known),
        "Subject": row["subject"],
        "Attribute": row["attribute"],
        "Canonical value": row["value"],
        "Scope": row["scope"],
        "Confidence": row["confidence"],
        "Pattern": row["pattern"],
        "Fact": row["fact_id"],
    }


def _words(row: Mapping[str, Any], domain: Domain | None) -> dict[str, str]:
    """A fact in the words of its schema."""
    if domain is None or row["attribute"] not in domain.attributes:
        return {"About": row["subject"], "What is said": row["attribute"], "Value": row["value"]}
    attribute = domain.attributes[row["attribute"]]
    kind = attribute.kind_of(row["value"])
    value = Value(kind, row["value"], row["low"], row["high"], row["unit"], row["approx"])
    scope = [(name, concept) for name, _, concept in (part.partition("=") for part in row["scope"].split(";") if part)]
    return {
        "About": sentence_case(concept_name(domain, row["subject"])),
        "What is said": attribute_name(attribute),
        "Value": one_line(value_words(value, domain)),
        "Holds for": scope_words(domain, scope),
    }


def _numbers(names: list[str], known: Known) -> Linked | None:
    if not names:
        return None
    first = known.finding_link(names[0])
    return first if len(names) == 1 else first._replace(value=", ".join(str(known.numbers[name]) for name in names))


def _page(page: Mapping[str, Any], known: Known) -> Row:
    doc = page["doc"]
    return {
        "Page": known.source(doc),
        "Title": known.on_the_web(doc, _text(page["title"]) or _text(page["url"])),
        "Publisher": _text(page["publisher"]),
        "Owner": _text(page["owner"]),
        "Reviewer": _text(page["reviewer"]),
        "Ours": "" if page["ours"] else "no",
        "Place": _text(page["jurisdiction"]),
        "Authority": page["authority"],
        "Status": page["status"],
        **{name.capitalize(): day(page[name]) for name in ("reviewed", "revised", "published")},
        "Review due": known.result.due.get(doc),
        "Errors": known.counts.get((doc, "error"), 0),
        "Warnings": known.counts.get((doc, "warning"), 0),
        "Facts": known.said_on.get(doc, 0),
        "Claim sentences": page["claim_sentences"],
        "Read of them": page["read_sentences"] / page["claim_sentences"] if page["claim_sentences"] else None,
        "Why not read": _text(page["skipped"]),
    }


def _review(page: Mapping[str, Any], known: Known) -> Row:
    doc = page["doc"]
    due = known.result.due.get(doc)
    when = _when(due, known.result.as_of)
    return {
        "Review due": due,
        "When": Marked(when, "warning") if due is None or due < known.result.as_of else when,
        "Page": known.source(doc),
        "Title": known.on_the_web(doc, _text(page["title"])),
        "Publisher": _text(page["publisher"]),
        "Owner": _text(page["owner"]),
        "Reviewer": _text(page["reviewer"]),
        "Last review": day(page["reviewed"]),
        "Errors": known.counts.get((doc, "error"), 0),
        "Warnings": known.counts.get((doc, "warning"), 0),
    }


def _when(due: dt.date | None, today: dt.date) -> str:
    if due is None:
        return "no date of review"
    days = abs((due - today).days)
    length = counted(days, "day") if days <= _FEW else counted(round(days / _MONTH), "month")
    return f"overdue by {length}" if due < today else f"in {length}" if days else "today"


def _text(value: Any) -> str:
    return one_line(value) if value else ""
