"""Tables of agreed facts, checked against the schemas, the list of sources and each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factlint.compare.agreed import Agreed, EvidenceSource, agreed_facts
from factlint.compare.agreement import Agreement
from factlint.compare.scope import scope_text
from factlint.config import suggestion
from factlint.domain import Attribute, Domain, load_domain
from factlint.errors import ConfigError
from factlint.references.evidence import date_in, document
from factlint.references.rows import Written, read_rows
from factlint.references.values import SchemaWords, no_attribute, no_subject
from factlint.values import dimension
from factlint.wording import amount_words, value_words

if TYPE_CHECKING:
    import pandas as pd

    from factlint.project import Settings

_NOTES = ("source", "source_version", "approved_by", "owner")


def read_references(
    paths: Iterable[Path], settings: Settings, evidence: Mapping[str, EvidenceSource] | None = None
) -> pd.DataFrame:
    """The rows of tables of agreed facts as the references table, in the order of files and lines.

    A row is read by every schema that knows its attribute and its subject.

    Args:
        paths: the files, CSV or YAML.
        settings: of the project, for its schemas and its root.
        evidence: the sources that a row may name, by id; None where any text will do.

    Raises:
        ConfigError: a row is wrong, or two rows in force on one day contradict each other; with file and line.
    """
    from factlint.tables import REFERENCES, table

    schemas = [SchemaWords(load_domain(name)) for name in settings.every_schema]
    written: list[Written] = []
    rows: list[dict[str, Any]] = []
    for path in paths:
        for row in read_rows(path):
            found = list(_rows(row, schemas, evidence, settings.as_of))
            rows += [{**each, "doc": document(path, settings.root)} for each in found]
            written += [row] * len(found)
    references = table(REFERENCES, rows)
    domains = {each.domain.id: each.domain for each in schemas}
    _check_against_each_other(list(zip(agreed_facts(references, domains), written, strict=True)), domains)
    return references


def _rows(
    row: Written, schemas: Sequence[SchemaWords], evidence: Mapping[str, EvidenceSource] | None, today: dt.date
) -> Iterator[dict[str, Any]]:
    homes = [(each, attribute) for each in schemas if (attribute := each.attribute(row.cells["attribute"]))]
    if not homes:
        raise no_attribute(row, schemas)
    named = [(each, attribute, _subject(row, each, attribute)) for each, attribute in homes]
    if not any(subject for _, _, subject in named):
        raise no_subject(row, [each for each, _ in homes], homes[0][1].id)
    days, notes = _days(row), _notes(row, evidence)
    # What has ended may rest on an edition that is no longer listed.
    if evidence and (days["valid_until"] is None or days["valid_until"] >= today):
        _check_version(row, evidence)
    common = {**days, **notes}
    for words, attribute, subject in named:
        if subject:
            yield {**_claim(row, words, attribute, subject), **common}


def _subject(row: Written, words: SchemaWords, attribute: Attribute) -> str:
    found = words.concepts(row.cells["subject"], attribute.of)
    return found[0] if found else ""


def _claim(row: Written, words: SchemaWords, attribute: Attribute, subject: str) -> dict[str, Any]:
    value, scope = words.value(row, attribute), words.scope(row)
    if missing := [name for name in attribute.same if name not in scope]:
        message = f"{attribute.id} is compared only where {missing[0]} is stated"
        raise row.error("scope", message, f"add {missing[0]}=... to the scope")
    for bound, least in ((attribute.minimum, True), (attribute.maximum, False)):
        end = (value.low if value.low is not None else value.high) if least else value.high or value.low
        if bound is not None and end is not None and (end < bound if least else end > bound):
            limit = f"at {'least' if least else 'most'} {amount_words(attribute.kind, bound)}"
            raise row.error("value", f"{attribute.id} is {limit}", "mend the value, or the bounds of the schema")
    return {
        **row.place._asdict(),
        "quote": row.quote,
        "subject": subject,
        "attribute": attribute.id,
        "value": value.text,
        "low": value.low,
        "high": value.high,
        "unit": value.unit,
        "approx": value.approx,
        "scope": scope_text(tuple(scope.items())),
        "schema": words.domain.id,
    }


def _days(row: Written) -> dict[str, Any]:
    first, last = date_in(row, "valid_from"), date_in(row, "valid_until")
    if first and last and last < first:
        raise row.error("valid_until", f"valid_until {last} is before valid_from {first}", "mend one of them")
    return {"valid_from": first, "valid_until": last}


def _notes(row: Written, evidence: Mapping[str, EvidenceSource] | None) -> dict[str, str | None]:
    source = row.cells.get("source", "")
    if source and evidence is not None and source not in evidence:
        raise row.error("source", f"no source has the id {source!r}", suggestion(source, list(evidence)))
    return {name: row.cells.get(name) for name in _NOTES}


def _check_version(row: Written, evidence: Mapping[str, EvidenceSource]) -> None:
    source, version = evidence.get(row.cells.get("source", "")), row.cells.get("source_version", "")
    if source and source.version and version and version != source.version:
        message = f"source_version: {source.id} is listed as version {source.version}, and not {version}"
        raise row.error(
            "source_version", message, f"look whether the row still holds ({source.doc}:{source.place.line})"
        )


def _check_against_each_other(rows: Sequence[tuple[Agreed, Written]], domains: Mapping[str, Domain]) -> None:
    """Refuses two rows in force on one day for one claim that cannot both be right."""
    claims: dict[object, list[tuple[Agreed, Written]]] = {}
    for agreed, written in sorted(rows, key=lambda each: (each[0].began, each[0].doc, each[0].place)):
        # An amount per day and one per dose are two things to say.
        claims.setdefault((agreed.claim, dimension(agreed.value)), []).append((agreed, written))
    for own in claims.values():
        domain = domains[own[0][0].schema]
        if not domain.attributes[own[0][0].attribute].many:
            _check_one_claim(own, domain)


def _check_one_claim(rows: Iterable[tuple[Agreed, Written]], domain: Domain) -> None:
    # By the day on which they begin: of equal values the one that holds longest stands for all.
    holding: dict[str, Agreed] = {}
    for agreed, written in rows:
        agreement = Agreement(domain, domain.attributes[agreed.attribute], agreed.subject)
        for other in holding.values():
            if other.ends >= agreed.began and not agreement.agree(agreed.value, other.value):
                raise _contradiction(agreed, other, written, domain)
        longest = holding.get(agreed.value.text)
        if longest is None or longest.ends < agreed.ends:
            holding[agreed.value.text] = agreed


def _contradiction(agreed: Agreed, other: Agreed, written: Written, domain: Domain) -> ConfigError:
    said, against = (value_words(each.value, domain) for each in (agreed, other))
    where = f"line {other.place.line}" if other.doc == agreed.doc else f"{other.doc}:{other.place.line}"
    message = f"{said} is in force at the same time as {against} in {where}"
    return written.error("value", message, "end one of them with valid_until, remove it, or tell their scopes apart")
