"""What every output format is: a pure function of a result and of how it is to be shown."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol
from urllib.parse import quote

from factlint.render.cells import records

if TYPE_CHECKING:
    from factlint.result import Result, Suppressed


@dataclass(frozen=True)
class Options:
    """How a result is to be shown.

    Attributes:
        width: columns of the terminal.
        color: whether to write colour codes.
        verbose: whether to show information in full too.
        quiet: whether to leave out the summary.
        base: the project root as seen from the working directory, so that paths can be followed.
        home: the project root as seen from the folder of the file that is written, for links in it.
        source_url: where a code host shows a page, with ``{path}`` and ``{line}``; "" where none does.
        existing: what the file holds that is written over; None where there is none.
        files: the project root as a ``file:`` address, where the terminal follows links; "" where none are written.
        brief: where a change is to be told in a screenful, the pages that it touches; None to tell everything.
    """

    width: int = 100
    color: bool = False
    verbose: bool = False
    quiet: bool = False
    base: str = ""
    home: str = ""
    source_url: str = ""
    existing: bytes | None = None
    files: str = ""
    brief: frozenset[str] | None = None

    def link(self, doc: str, line: int = 1) -> str:
        """Where a page's source can be looked at: on the code host, or else where it lies beside the output."""
        if self.source_url:
            return self.source_url.replace("{path}", quote(doc)).replace("{line}", str(line))
        return quote(posixpath.normpath(posixpath.join(self.home, doc)))

    def path(self, doc: str) -> str:
        """The page's path from the working directory."""
        return posixpath.normpath(posixpath.join(self.base, doc))


class Renderer(Protocol):
    """One output format; the same output for the same result, text ending in a newline unless empty."""

    def __call__(self, result: Result, options: Options) -> str | bytes:
        """The result as text, or as the bytes of a file."""


class Format(NamedTuple):
    """An output format as ``--output`` knows it.

    Attributes:
        render: makes it.
        texts: whether it shows pages whole, so that the run has to keep what they say.
        binary: whether it is bytes, which go to a file and never to a terminal.
        keeps: whether it needs what the file holds that is written over.
        changes: whether it says what a change resolves, so that the run finds that out where nothing new is found.
    """

    render: Renderer
    texts: bool = False
    binary: bool = False
    changes: bool = False
    keeps: bool = False


class Shown(NamedTuple):
    """A finding with its evidence, primary place first; rows by column name, nothing missing but None."""

    finding: dict[str, Any]
    evidence: list[dict[str, Any]]


def findings(result: Result | Suppressed) -> list[Shown]:
    """The findings in the order of the result, which puts the most harmful first."""
    evidence: dict[str, list[dict[str, Any]]] = {}
    for row in records(result.evidence):
        evidence.setdefault(row["fingerprint"], []).append(row)
    return [Shown(each, evidence.get(each["fingerprint"], [])) for each in records(result.findings)]
