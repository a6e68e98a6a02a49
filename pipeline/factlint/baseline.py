"""The findings that were there when a team started: written once, and only what is new counts after that."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from factlint.config import shown
from factlint.errors import ConfigError
from factlint.files import write_text

if TYPE_CHECKING:
    from factlint.result import Result

VERSION: Final = 1
MAX_BYTES: Final = 50_000_000
HIDDEN: Final = "in the baseline"
_REMEDY: Final = "restore it, or write it anew with --update-baseline"


@dataclass(frozen=True)
class Baseline:
    """Known findings.

    Attributes:
        pages: by fingerprint, the pages that had a part in the finding.
    """

    pages: Mapping[str, frozenset[str]]


def read_baseline(path: Path) -> Baseline:
    """Reads a baseline.

    Raises:
        ConfigError: there is none, or it is not one; with the line where that can be told.
    """
    if not path.is_file():
        raise ConfigError("there is no such baseline", remedy="write it with --update-baseline", path=shown(path))
    text = _text(path)
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise ConfigError(
            f"the baseline is not JSON: {error.msg}",
            remedy=_REMEDY,
            path=shown(path),
            line=error.lineno,
            column=error.colno,
        ) from None
    except (RecursionError, ValueError):
        raise ConfigError("the baseline is not JSON of ours", remedy=_REMEDY, path=shown(path)) from None
    if not isinstance(data, dict) or data.get("version") != VERSION or not isinstance(data.get("findings"), list):
        message = f'a baseline has "version": {VERSION} and a list of "findings"'
        raise ConfigError(message, remedy=_REMEDY, path=shown(path), line=1)
    return Baseline(_pages(data["findings"], path, text))


def write_baseline(path: Path, result: Result) -> None:
    """Writes the findings of ``result`` as the known ones, at once and whole.

    Raises:
        ConfigError: the file cannot be written.
    """
    pages = result.pages_of()
    names = ("fingerprint", "code", "message")
    rows = zip(*(result.findings[name] for name in names), strict=True)
    findings = [dict(zip(names, row, strict=True)) for row in sorted(rows)]
    entries = [{**each, "docs": sorted(pages[each["fingerprint"]])} for each in findings]
    text = json.dumps({"version": VERSION, "findings": entries}, ensure_ascii=False, indent=2, sort_keys=True)
    write_text(path, text + "\n")


def apply_baseline(result: Result, known: Baseline, changed: Collection[str] | None = None) -> Result:
    """Hides known findings, and marks those that gained a page.

    Args:
        result: a run.
        known: the baseline.
        changed: the pages that changed, where that is what is judged. A known finding that one of them has
            joined counts; one that has only grown otherwise is shown and fails nothing.
    """
    pages = result.pages_of()
    present = {name: docs - known.pages[name] for name, docs in pages.items() if name in known.pages}
    joined = {name: tuple(sorted(docs)) for name, docs in sorted(present.items()) if docs}
    counting = {name for name, docs in joined.items() if set(docs) & set(changed or ())}
    rest = result.without([name for name, docs in present.items() if not docs], HIDDEN)
    return replace(rest, grown=joined, passing=rest.passing | (joined.keys() - counting))


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ConfigError(f"the baseline is larger than {MAX_BYTES} bytes", remedy=_REMEDY, path=shown(path))
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise ConfigError("the baseline cannot be read as UTF-8", remedy=_REMEDY, path=shown(path)) from None


def _pages(entries: list[Any], path: Path, text: str) -> dict[str, frozenset[str]]:
    """Pages by fingerprint; two entries for one, as a merge may leave them, add up."""
    pages: dict[str, frozenset[str]] = {}
    for index, entry in enumerate(entries):
        name, docs = (entry.get("fingerprint"), entry.get("docs")) if isinstance(entry, dict) else (None, None)
        if not isinstance(name, str) or not isinstance(docs, list) or not all(isinstance(doc, str) for doc in docs):
            message = f'finding {index + 1} of the baseline needs a "fingerprint" and a list of "docs"'
            raise ConfigError(message, remedy=_REMEDY, path=shown(path), line=_line(text, index))
        pages[name] = pages.get(name, frozenset()) | frozenset(docs)
    return pages


def _line(text: str, index: int) -> int | None:
    """The line of an entry in a file as this program writes it: each opens a line with a brace."""
    opened = [number for number, line in enumerate(text.split("\n"), 1) if line.startswith("    {")]
    return opened[index] if index < len(opened) else None
