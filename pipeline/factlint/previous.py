"""What was found before, in an earlier run or before a change, and how a run differs from it."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from factlint.errors import ConfigError

if TYPE_CHECKING:
    import pandas as pd

    from factlint.result import Result

MAX_BYTES: Final = 200_000_000
_REMEDY: Final = "give what `factlint check -o json:FILE` has written"
_TEXTS: Final = ("code", "name", "severity", "message", "doc")
_SEVERITIES: Final = ("error", "warning", "info")
_CODE: Final = re.compile(r"[A-Z]{1,4}[0-9]{1,4}")
_FINGERPRINT: Final = re.compile(r"[0-9a-f]{16}")
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
        """What it is about, whatever the values; a finding about no attribute is about words on its page."""
        if self.subject and self.attribute:
            return self.subject, self.attribute, self.scope
        return self.doc, self.code, self.subject


class Differences(NamedTuple):
    """How a run differs from an earlier one.

    Attributes:
        added: fingerprints that were not there, in the order of the run.
        resolved: findings that are gone, in the order of the earlier run; one that is merely hidden now is not.
        changed: for each added one that is about a claim of which another finding is gone: that one.
        lessened: findings that are gone while what is left of them, with fewer values or under another rule, is hidden
            as nothing new; they are not among the resolved.
    """

    added: tuple[str, ...]
    resolved: tuple[Known, ...]
    changed: Mapping[str, Known]
    lessened: tuple[Known, ...] = ()


@dataclass(frozen=True)
class Previous:
    """An earlier run, or the pages as they were before a change.

    Attributes:
        as_of: the day that it judged by; None where it does not say.
        findings: what it had found, by fingerprint, in its order.
        revision: for a change, what it is compared with, as people named it; "" for an earlier run.
        withheld: fingerprints of what was hidden then too, as far as it is known.
        altered: files besides pages that hold something else since then and decide about all findings, by name.
    """

    as_of: dt.date | None = None
    findings: Mapping[str, Known] = field(default_factory=dict)
    revision: str = ""
    withheld: frozenset[str] = frozenset()
    altered: tuple[str, ...] = ()

    @classmethod
    def of(cls, result: Result) -> Previous:
        """A run of now, as the next one will see it."""
        return cls(result.as_of, known_findings(result.findings))

    def differences(self, result: Result) -> Differences:
        """How ``result`` differs; what it hides is there all the same."""
        there = {*result.findings["fingerprint"], *result.withheld}
        gone = [each for name, each in self.findings.items() if name not in there]
        added = tuple(name for name in result.findings["fingerprint"] if name not in self.findings)
        changed = _changed(added, gone, result)
        before = self.findings.keys() | self.withheld
        hidden = {each.claim for name, each in result.withheld.items() if name not in before}
        lessened = {each: None for each in gone if each.claim in hidden and each not in set(changed.values())}
        return Differences(added, tuple(each for each in gone if each not in lessened), changed, tuple(lessened))


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


def known_findings(findings: pd.DataFrame) -> dict[str, Known]:
    """The rows of a findings table, by fingerprint."""
    return {str(row["fingerprint"]): _known(row) for row in findings.to_dict("records")}


def _checked(row: Mapping[str, Any]) -> Known:
    known = _known({name: row.get(name) for name in _OPTIONAL} | {name: row[name] for name in ("fingerprint", *_TEXTS)})
    if not all(isinstance(cell, str) for cell in known):
        raise TypeError
    if not (
        _CODE.fullmatch(known.code) and _FINGERPRINT.fullmatch(known.fingerprint) and known.severity in _SEVERITIES
    ):
        raise ValueError
    return known


def _known(row: Mapping[Any, Any]) -> Known:
    cells = {name: row[name] for name in Known._fields}
    return Known(**{name: "" if cell is None or cell != cell else cell for name, cell in cells.items()})


def _changed(added: tuple[str, ...], gone: list[Known], result: Result) -> dict[str, Known]:
    """What was there in place of added findings; each that is gone stands for one, of its own rule where there is."""
    waiting: dict[tuple[str, str, str], list[Known]] = {}
    for each in gone:
        waiting.setdefault(each.claim, []).append(each)
    rows, found = known_findings(result.findings), dict[str, Known]()
    for any_rule in (False, True):
        for name in added:
            left = [] if name in found else waiting.get(rows[name].claim, [])
            match = next((each for each in left if any_rule or each.code == rows[name].code), None)
            if match is not None:
                found[name] = match
                left.remove(match)
    return {name: found[name] for name in added if name in found}
