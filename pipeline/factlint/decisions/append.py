"""Adds a decision to the end of the file of decisions, and leaves every byte that is there as it is."""

from __future__ import annotations

import contextlib
import importlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import yaml

from factlint.config import shown
from factlint.decisions.file import MAX_BYTES, check_place, decoded, parse_decisions
from factlint.decisions.model import Decision
from factlint.errors import ConfigError

HEADER: Final = """\
# What was decided about findings of factlint: `factlint waive` adds to the end of it, and the last entry about a
# finding holds. both-right and tool-wrong hide it until a date; fix-ours, fix-theirs, ask and defer leave it open.
"""
_WIDE: Final = 1_000_000
_MARK: Final = "\ufeff"
_SHOWN: Final = 5_000  # characters of what could not be added


def append(path: Path, decision: Decision) -> int:
    """Adds an entry as `append_all` does, and gives its line."""
    return append_all(path, [decision])[0]


def append_all(path: Path, decisions: Sequence[Decision]) -> list[int]:
    """Adds entries, all or none, and makes the file where there is none.

    Two programs that add at once both succeed: each adds to what the other has written, on its own lines.

    Returns:
        The line of each entry.

    Raises:
        ConfigError: the file is not in order, cannot be added to, or cannot be written; nothing is written then.
    """
    check_place(path)
    name = shown(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Appending is left to the system, so that nothing that is there can be lost.
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o666)
    except OSError as error:
        raise _unwritable(error, name) from None
    with os.fdopen(handle, "r+b", buffering=0) as file, _locked(handle):
        there = file.read(MAX_BYTES + 1)
        added, lines = _addition(decoded(there, name), decisions, name)
        data = added.encode("utf-8")
        if len(there) + len(data) > MAX_BYTES:
            remedy = "take out those that no longer matter"
            raise ConfigError(f"decisions: they would be more than {MAX_BYTES:,} bytes", remedy=remedy, path=name)
        _write(file, data, len(there), name)
    return lines


def entry_text(decision: Decision) -> str:
    """An entry as YAML, each value in quotes where YAML might take it for something else."""
    texts = {
        "fingerprint": decision.fingerprint,
        "decision": str(decision.kind),
        "code": decision.code,
        "message": decision.message,
        "reason": decision.reason,
        "owner": decision.owner,
        "whom": decision.whom,
        "on": decision.on,
        "until": decision.until,
        "by_when": decision.by_when,
        "approved_by": decision.approved_by,
    }
    lines = [f"{key}: {_written(value)}" for key, value in texts.items() if value]
    return "\n".join(f"{'  ' if number else '- '}{line}" for number, line in enumerate(lines)) + "\n"


def _addition(text: str, decisions: Sequence[Decision], name: str) -> tuple[str, list[int]]:
    """What to add to ``text``, and the lines on which the entries will stand."""
    before = parse_decisions(text, name)
    end = "\r\n" if "\r\n" in text else "\n"
    plain = text.removeprefix(_MARK)
    between = "" if not plain or plain.endswith(("\n", "\r")) else "\n"
    indent = " " * _indent(plain)
    entries = "".join(entry_text(decision) for decision in decisions)
    entry = "".join(f"{indent}{line}\n" for line in entries.splitlines())
    added = f"{'' if plain else HEADER}{between}{entry}".replace("\n", end)
    try:
        after = parse_decisions(text + added, name)
    except ConfigError:
        after = []
    if [replace(each, line=1) for each in after] != [replace(each, line=1) for each in (*before, *decisions)]:
        remedy = f"add it by hand: {' '.join(entries[:_SHOWN].split())}"
        raise ConfigError("decisions: nothing can be added at the end of this file", remedy=remedy, path=name)
    return added, [each.line for each in after[len(before) :]]


def _indent(text: str) -> int:
    """How far the entries that are there are indented."""
    root = yaml.compose(text, Loader=yaml.SafeLoader) if text else None
    return int(root.start_mark.column) if root is not None else 0


def _written(value: Any) -> str:
    if not isinstance(value, str):
        return str(value)
    return str(yaml.safe_dump(value, default_style='"', allow_unicode=True, width=_WIDE)).strip()


def _write(file: Any, data: bytes, before: int, name: str) -> None:
    try:
        if (file.write(data) or 0) < len(data):
            raise OSError(0, "the disk is full")
    except OSError as error:
        with contextlib.suppress(OSError):
            file.truncate(before)
        raise _unwritable(error, name) from None


@contextlib.contextmanager
def _locked(handle: int) -> Iterator[None]:
    """Others that would add wait meanwhile, where the system can make them."""
    try:
        fcntl: Any = importlib.import_module("fcntl")
    except ImportError:  # Windows, where appending is all that keeps two apart
        yield
        return
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(handle, fcntl.LOCK_UN)


def _unwritable(error: OSError, name: str) -> ConfigError:
    reason = os.strerror(error.errno) if error.errno else error.strerror or str(error)
    return ConfigError(f"decisions cannot be written: {reason}", remedy="check its permissions", path=name)
