"""CSV, for spreadsheets: one row for each place that has a part in a finding."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from factlint.render.base import Options, findings
from factlint.render.cells import inert

if TYPE_CHECKING:
    from factlint.result import Result

_TWICE: Final = ("doc", "line", "column")


def render(result: Result, options: Options) -> str:  # noqa: ARG001 - every format takes the same
    """The columns of findings, then those of evidence; ``evidence_`` before those that both have."""
    own = [name for name in result.evidence.columns if name != "fingerprint"]
    columns = [*result.findings.columns, *(_column(name) for name in own)]
    rows = (
        {**finding, **{_column(name): row.get(name) for name in own}}
        for finding, evidence in findings(result)
        for row in evidence or [{}]
    )
    return write(columns, rows)


def write(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """A header and rows as CSV; no cell can become a formula, what is missing is empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([inert(row.get(name)) for name in columns] for row in rows)
    return text.getvalue()


def _column(name: str) -> str:
    return f"evidence_{name}" if name in _TWICE else name
