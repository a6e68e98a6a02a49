"""What every output format is: a pure function of a result and of how it is to be shown."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from factlint.render.cells import records

if TYPE_CHECKING:
    from factlint.result import Result


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


def findings(result: Result) -> list[Shown]:
    """The findings in the order of the result, which puts the most harmful first."""
    evidence: dict[str, list[dict[str, Any]]] = {}
    for row in records(result.evidence):
        evidence.setdefault(row["fingerprint"], []).append(row)
    return [Shown(each, evidence.get(each["fingerprint"], [])) for each in records(result.findings)]
