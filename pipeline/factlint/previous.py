"""What an earlier run had found, read from the JSON that it wrote, and how a run differs from it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from factlint.errors import ConfigError

if TYPE_CHECKING:
    from factlint.result import Result

MAX_BYTES: Final = 200_000_000
_REMEDY: Final = "give what `factlint check -o json:FILE` has written"
_TEXTS: Final = ("code", "name", "severity", "message", "doc")
_OPTIONAL: Final = ("subject", "attribute", "scope")


class Known(NamedTuple):
    """A finding of an earlier run; its columns as in the findings table, those left empty as ""."""

    fingerprint: str
    code: str
    name: str
    severity: str
    message: str
    doc: str
    subject: str = ""
    attribute: str = ""
    scope: str = ""

    @property
    def claim(self) -> tuple[str, str, str]:
        """What it is about; a finding without a subject is about its page."""
        return self.subject or self.doc, self.attribute, self.scope


class Differences(NamedTuple):
    """How a run differs from an earlier one.

    Attributes:
        added: fingerprints that were not there, in the order of the run.
        resolved: findings that are gone, in the order of the earlier run.
        changed: for each added one that is about a claim of which another finding is gone: that one.
    """

    added: tuple[str, ...]
    resolved: tuple[Known, ...]
    changed: Mapping[str, Known]


@dataclass(frozen=True)
class Previous:
    """An earlier run.

    Attributes:
        as_of: the day that it judged by; None where it does not say.
        findings: what it had found, by fingerprint, in its order.
    """

    as_of: dt.date | None = None
    findings: Mapping[str, Known] = field(default_factory=dict)

    @classmethod
    def of(cls, result: Result) -> Previous:
        """A run of now, as the next one will see it."""
        rows = result.findings.to_dict("records")
        return cls(result.as_of, {str(row["fingerprint"]): _known(row) for row in rows})

    def differences(self, result: Result) -> Differences:
        """How ``result`` differs."""
        now = list(result.findings["fingerprint"])
        gone = [each for name, each in self.findings.items() if name not in set(now)]
        added = tuple(name for name in now if name not in self.findings)
        return Differences(added, tuple(gone), dict(_changed(added, gone, result)))


def read_previous(path: Path) -> Previous:
    """The run of which ``path`` holds the JSON.

    Raises:
        ConfigError: it cannot be read, or is no such JSON.
    """
    from factlint.config import shown

    try:
        with path.open("rb") as file:
            held = file.read(MAX_BYTES + 1)
        if len(held) > MAX_BYTES:
            raise ValueError
        data = json.loads(held)
        known = [_checked(each) for each in data["findings"]]
        as_of = dt.date.fromisoformat(data["as_of"]) if data.get("as_of") else None
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", remedy=_REMEDY, path=shown(path)) from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ConfigError("is not the JSON of an earlier run", remedy=_REMEDY, path=shown(path)) from None
    return Previous(as_of, {each.fingerprint: each for each in known})


def _checked(row: Mapping[str, Any]) -> Known:
    known = _known({name: row.get(name) for name in _OPTIONAL} | {name: row[name] for name in ("fingerprint", *_TEXTS)})
    if not all(isinstance(cell, str) for cell in known):
        raise TypeError
    return known


def _known(row: Mapping[Any, Any]) -> Known:
    cells = {name: row[name] for name in Known._fields}
    return Known(**{name: "" if cell is None or cell != cell else cell for name, cell in cells.items()})


def _changed(added: tuple[str, ...], gone: list[Known], result: Result) -> list[tuple[str, Known]]:
    waiting = {each.claim: each for each in reversed(gone)}
    rows = {str(row["fingerprint"]): _known(row) for row in result.findings.to_dict("records")}
    return [(name, waiting[rows[name].claim]) for name in added if rows[name].claim in waiting]
