"""What every output format is: a pure function of a result and of how it is to be shown."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from factlint.render.cells import records
from factlint.result import SEVERITY_RANK

if TYPE_CHECKING:
    from factlint.result import Result

_RISKS = {"low": 0, "normal": 1, "high": 2}


@dataclass(frozen=True)
class Options:
    """How a result is to be shown.

    Attributes:
        width: columns of the terminal.
        color: whether to write colour codes.
        verbose: whether to show information in full too.
        quiet: whether to leave out the summary.
        base: the project root as seen from the working directory, so that paths can be followed.
    """

    width: int = 100
    color: bool = False
    verbose: bool = False
    quiet: bool = False
    base: str = ""

    def path(self, doc: str) -> str:
        """The page's path from the working directory."""
        return posixpath.normpath(posixpath.join(self.base, doc))


class Renderer(Protocol):
    """One output format; the same text for the same result, ending in a newline unless empty."""

    def __call__(self, result: Result, options: Options) -> str:
        """The result as text."""


class Shown(NamedTuple):
    """A finding with its evidence, primary place first; rows by column name, nothing missing but None."""

    finding: dict[str, Any]
    evidence: list[dict[str, Any]]


def ranked(result: Result) -> list[Shown]:
    """The findings, most harmful first: by severity, the attribute's risk, confidence, code and place."""
    risks = {
        each.id: _RISKS.get(each.risk, 1)
        for domain in result.domains.values()
        for each in domain.attributes.values()
    }
    evidence: dict[str, list[dict[str, Any]]] = {}
    for row in records(result.evidence):
        evidence.setdefault(row["fingerprint"], []).append(row)

    def harm(finding: dict[str, Any]) -> tuple[Any, ...]:
        return (
            -SEVERITY_RANK[finding["severity"]],
            -risks.get(finding["attribute"], 1),
            -finding["confidence"],
            finding["code"],
            *(finding[name] for name in ("doc", "line", "column", "fingerprint")),
        )

    return [
        Shown(each, sorted(evidence.get(each["fingerprint"], ()), key=_evidence_order))
        for each in sorted(records(result.findings), key=harm)
    ]


def _evidence_order(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["role"] != "primary", row["doc"], row["line"], row["column"], row["quote"], row["value"] or ""
