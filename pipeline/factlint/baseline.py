"""The findings that were there when a team started: written once, and only what is new counts after that."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from factlint.compare.fingerprint import signal_fingerprint
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
        words: for findings about words, by what they are whatever the page: the pages they were on.
    """

    pages: Mapping[str, frozenset[str]]
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


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
    return Baseline(_pages(data["findings"], path, text), _words(data["findings"]))


def write_baseline(path: Path, result: Result) -> None:
    """Writes the findings of ``result`` as the known ones, at once and whole.

    Raises:
        ConfigError: the file cannot be written.
    """
    pages, words = result.pages_of(), _words_of(result)
    names = ("fingerprint", "code", "message")
    rows = zip(*(result.findings[name] for name in names), strict=True)
    findings = [dict(zip(names, row, strict=True)) for row in sorted(rows)]
    entries = [
        {**each, "docs": sorted(pages[each["fingerprint"]]), **words.get(each["fingerprint"], {})} for each in findings
    ]
    text = json.dumps({"version": VERSION, "findings": entries}, ensure_ascii=False, indent=2, sort_keys=True)
    write_text(path, text + "\n")


def apply_baseline(
    result: Result, known: Baseline, changed: Collection[str] | None = None, gone: Collection[str] = ()
) -> Result:
    """Hides known findings, and marks those that gained a page.

    Args:
        result: a run.
        known: the baseline.
        changed: the pages that changed, where that is what is judged. A known finding that one of them has
            joined counts; one that has only grown otherwise is shown and fails nothing.
        gone: pages of the baseline that are there no more. One that stands where such a page stood, with the same
            values or words, is that page under another name.
    """
    pages = result.pages_of()
    present = {name: docs - known.pages[name] for name, docs in pages.items() if name in known.pages}
    joined = {
        name: tuple(sorted(docs))
        for name, docs in sorted(present.items())
        if len(docs) > len(known.pages[name] & set(gone))
    }
    counting = {name for name, docs in joined.items() if set(docs) & set(changed or ())}
    renamed = _renamed(result, known, set(gone))
    rest = result.without([*(name for name in present if name not in joined), *renamed], HIDDEN)
    return replace(rest, grown=joined, passing=rest.passing | (joined.keys() - counting))


def gone_pages(known: Baseline, root: Path) -> frozenset[str]:
    """The pages of a baseline whose files below ``root`` are there no more."""
    docs = {doc for each in known.pages.values() for doc in each}
    return frozenset(doc for doc in docs if not (root / doc).exists())


def _renamed(result: Result, known: Baseline, gone: set[str]) -> list[str]:
    """Findings about words that were known on pages that are gone, each of these taken once."""
    left = {key: sum(doc in gone for doc in docs) for key, docs in known.words.items()}
    found = []
    for name, entry in sorted(_words_of(result).items()) if any(left.values()) else ():
        if name not in known.pages and left.get(entry["words"], 0):
            left[entry["words"]] -= 1
            found.append(name)
    return found


def _words_of(result: Result) -> dict[str, dict[str, str]]:
    """What findings about words are whatever their page, by fingerprint; findings about facts are not among them."""
    codes = dict(zip(result.findings["fingerprint"], result.findings["code"], strict=True))
    primary = result.evidence[result.evidence["role"] == "primary"]
    rows = zip(*(primary[name] for name in ("fingerprint", "doc", "quote", "annotation")), strict=True)
    found = {}
    for name, doc, quote, annotation in rows:
        words = (each for each in (quote, "", annotation) if signal_fingerprint(codes[name], doc, each) == name)
        for each in words:
            found[name] = {"words": signal_fingerprint(codes[name], "", each)}
    return found


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


def _words(entries: list[Any]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for entry in entries:
        if isinstance(key := entry.get("words"), str):
            found.setdefault(key, []).extend(entry["docs"][:1])
    return {key: tuple(docs) for key, docs in found.items()}


def _line(text: str, index: int) -> int | None:
    """The line of an entry in a file as this program writes it: each opens a line with a brace."""
    opened = [number for number, line in enumerate(text.split("\n"), 1) if line.startswith("    {")]
    return opened[index] if index < len(opened) else None
