"""A JSON Schema of what ``check -o json`` writes.

The columns come from the table contracts, so that it cannot say anything else than they do. It leaves room for more
keys: what is added later does not break who reads by it; what goes or means something else is another version.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from factlint.render.as_json import FORMAT_VERSION
from factlint.tables import EVIDENCE, FINDINGS

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandera.pandas as pa

_NUMBERS: Final = {"int64": "integer", "float64": "number"}
_DATES: Final = ("as_of",)
_COUNT: Final = {"type": "integer", "minimum": 0}
_COUNTS: Final = {"type": "object", "additionalProperties": _COUNT}
_FINDING: Final = {
    "fingerprint": "The name of the finding; it stays while what it says stays, whatever moves.",
    "code": "Of the rule; `factlint explain CODE` tells it.",
    "name": "Of the rule.",
    "severity": "With what the configuration sets.",
    "confidence": "How sure it is.",
    "subject": "The id of the concept that it is about.",
    "attribute": "The id of the attribute that it is about.",
    "scope": "The case that it is about: condition=a;stage=b, keys in order; empty where none is stated.",
    "message": "What is the matter, for people.",
    "direction": "What to do; empty where nothing is said.",
    "doc": "The file of the primary place, from the project's folder.",
    "line": "Of the primary place, from 1.",
    "column": "Of the primary place, from 1, in characters.",
}
_SIDE: Final = {
    "role": "Where to begin, or another side.",
    "doc": "The file, from the project's folder; perhaps a table of agreed facts.",
    "line": "From 1.",
    "column": "From 1, in characters.",
    "end_line": "The line of the end.",
    "end_column": "The column after the last character.",
    "quote": "The words there; empty for a file as a whole.",
    "value": "The value that they carry, in canonical form.",
    "as_of": "The day for which the page vouches.",
    "fact_id": "The fact, as `factlint facts -o json` has it.",
    "annotation": "What there is to see there, for people.",
}
_SUMMARY: Final = {
    "pages": "Pages found.",
    "pages_not_read": "Those of them that were not read.",
    "facts": "Facts read.",
    "claim_sentences": "Sentences that seem to make a claim.",
    "read_sentences": "Those of them that were read.",
    "grown": "Findings known to the baseline that pages have joined since.",
}


def json_shape() -> dict[str, Any]:
    """A JSON Schema (draft 2020-12) as plain data."""
    evidence = _rows(EVIDENCE, _SIDE)
    finding = _rows(FINDINGS, _FINDING)
    finding["properties"]["evidence"] = {
        "description": "Every place that has a part in it, the primary one first.",
        "type": "array",
        "items": evidence,
    }
    finding["required"].append("evidence")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:factlint:check:{FORMAT_VERSION}",
        "title": "What factlint check -o json writes",
        **_object(
            {
                "format_version": {"const": FORMAT_VERSION, "description": "Of this form; more keys do not change it."},
                "version": {"type": "string", "description": "Of the program."},
                "as_of": {"type": "string", "format": "date", "description": "The day that the calendar is judged by."},
                "summary": {**_summary(), "description": "What was read and found, in numbers."},
                "findings": {"type": "array", "items": finding, "description": "The most harmful first."},
            }
        ),
    }


def json_shape_text() -> str:
    """The JSON Schema as the text of a file."""
    return json.dumps(json_shape(), indent=2, ensure_ascii=False) + "\n"


def _summary() -> dict[str, Any]:
    severities = _object(dict.fromkeys(("error", "warning", "info"), _COUNT))
    return _object(
        {
            **{name: {**_COUNT, "description": said} for name, said in _SUMMARY.items()},
            "findings": {**severities, "description": "Findings by severity."},
            "assigned": {**_COUNTS, "description": "Findings that somebody has in hand, by kind of decision."},
            "hidden": {**_COUNTS, "description": "Findings that are not listed, by reason."},
        }
    )


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _rows(contract: pa.DataFrameSchema, said: Mapping[str, str]) -> dict[str, Any]:
    return _object({name: {**_cell(name, contract.columns[name]), "description": text} for name, text in said.items()})


def _cell(name: str, column: pa.Column) -> dict[str, Any]:
    """What a column may hold, by its type and its checks."""
    kind = _NUMBERS.get(str(column.dtype), "string")  # what text is called differs between versions of pandas
    made: dict[str, Any] = {"type": [kind, "null"] if column.nullable else kind}
    if name in _DATES:
        made["format"] = "date"
    for check in column.checks:
        limits = check.statistics or {}
        known = {
            "enum": list(limits.get("allowed_values", ())),
            "pattern": limits.get("pattern"),
            "minimum": limits.get("min_value"),
            "maximum": limits.get("max_value"),
        }
        made |= {key: value for key, value in known.items() if value not in (None, [])}
    return made
