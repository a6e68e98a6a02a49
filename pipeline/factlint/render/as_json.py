"""JSON, for programs."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from factlint.render.base import Options, findings

if TYPE_CHECKING:
    from factlint.result import Result

FORMAT_VERSION: Final = 1
"""Of the JSON: another number where a key goes or means something else, the same where one is added."""

# Control characters that JSON leaves alone and terminals obey.
_UNSEEN: Final = re.compile("[\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def render(result: Result, options: Options) -> str:  # noqa: ARG001 - every format takes the same
    """``{"format_version", "version", "as_of", "summary", "findings": [{columns of findings, "evidence": [...]}]}``."""
    found = [{**finding, "evidence": [_own(row) for row in rows]} for finding, rows in findings(result)]
    return dumps(
        {
            "format_version": FORMAT_VERSION,
            "version": result.version,
            "as_of": result.as_of.isoformat(),
            "summary": result.summary,
            "findings": found,
        }
    )


def dumps(data: dict[str, Any]) -> str:
    """JSON as every command writes it: the same bytes for the same data, and readable."""
    return escaped(json.dumps(data, ensure_ascii=False, allow_nan=False, sort_keys=True, indent=2) + "\n")


def escaped(text: str) -> str:
    """JSON in which nothing is left that a terminal would obey."""
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _own(row: dict[str, Any]) -> dict[str, Any]:
    return {name: cell for name, cell in row.items() if name != "fingerprint"}
