"""What users know a rule by; below the rules, so that whatever shows findings can tell it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factlint.project import Option


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """What users know a rule by.

    Attributes:
        code: such as C101.
        name: such as conflicting-values.
        severity: error, warning or info, where nothing says otherwise; off for one that is asked for.
        says: what a finding says, in one line.
        explanation: its documentation; the docstring of its module.
        calendar: whether it goes by the day, and so never fails a hook or a run over changes.
        confidence: how sure a finding is where the facts behind it are certain.
        options: what configuration may set for it.
    """

    code: str
    name: str
    severity: str
    says: str
    explanation: str
    calendar: bool = False
    confidence: float = 1.0
    options: tuple[Option, ...] = ()
