"""What a decision about a finding needs, wherever it was taken: the finding, and that the policy allows it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from factlint.errors import FactlintError
from factlint.request import bar
from factlint.risk import risk_of

if TYPE_CHECKING:
    from factlint.decisions import Decision, Kind
    from factlint.project import Settings
    from factlint.reading import PageReport
    from factlint.result import Result

_MOST: Final = 1000  # characters of a message that are copied


class Found(NamedTuple):
    """A finding to decide about, and the risk of what it is about."""

    fingerprint: str
    code: str
    message: str
    risk: str


class Breach(NamedTuple):
    """Why a decision would hide nothing, and which answer would mend it."""

    message: str
    mend: Literal["later", "sooner", "leave"]


class Findings:
    """The findings of a project, hidden by earlier decisions or not.

    Args:
        settings: of the project.
        given: the options of the command.
    """

    def __init__(self, settings: Settings, given: Mapping[str, Any]) -> None:
        from factlint import run

        run.prepare(settings)
        self._settings = settings
        with bar({**given, "quiet": False}) as progress:
            self._reports: list[PageReport] = run.read(
                settings.sources, settings, jobs=given["jobs"], progress=progress
            )
            self.result: Result = run.judge(self._reports, settings)
        self._rows = {str(row["fingerprint"]): row for row in self.result.findings.to_dict("records")}

    def beginning(self, start: str) -> list[Found]:
        """Those whose fingerprint begins so."""
        return [self._found(row) for name, row in self._rows.items() if name.startswith(start)]

    def named(self, fingerprint: str) -> Found | None:
        """The one with this fingerprint."""
        return self._found(self._rows[fingerprint]) if fingerprint in self._rows else None

    def check_no_waiver(self, start: str) -> None:
        """Refuses to waive what is found about a waiver: that would hide the next mistake.

        Raises:
            FactlintError: the fingerprint of such a finding begins with ``start``.
        """
        from factlint import run
        from factlint.decisions import read_decisions
        from factlint.rules.stale_waiver import INFO

        findings = run.judge(self._reports, self._settings, read_decisions(self._settings)).findings
        about = findings[findings["code"] == INFO.code]
        for row in about[about["fingerprint"].str.startswith(start)].to_dict("records"):
            message = f"{row['fingerprint']} is about a waiver ({INFO.code}), and is not waived itself"
            remedy = "decide anew about the finding it hides, or take it out"
            raise FactlintError(message, remedy=remedy, path=row["doc"], line=row["line"])

    def _found(self, row: Mapping[Any, Any]) -> Found:
        from factlint.render.cells import one_line

        message = one_line(row["message"])[:_MOST].strip()
        return Found(row["fingerprint"], row["code"], message, risk_of(row["attribute"], self.result.domains))


def dated(day: dt.date | None, kind: Kind) -> tuple[dt.date | None, dt.date | None]:
    """Until when a decision of a kind hides, and by when it should be done: one of them is ``day``."""
    return (day, None) if kind.hides else (None, day)


def about(decision: Decision, found: Found) -> Decision:
    """The decision as one about ``found``."""
    from dataclasses import replace

    return replace(decision, fingerprint=found.fingerprint, code=found.code, message=found.message)


def breach(decision: Decision, found: Found, settings: Settings) -> Breach | None:
    """Why a decision would hide nothing; None for one that is in order."""
    from factlint.decisions import Policy

    if decision.until is None:
        return None
    if decision.until < settings.as_of:
        return Breach(f"{decision.until} is over", "later")
    if why := Policy.of(settings).breach(decision.on, decision.until, decision.approved_by, found.risk):
        return Breach(f"{found.code} {found.fingerprint}: {why}", "sooner" if "longer" in why else "leave")
    return None


def told(decision: Decision, name: str, line: int) -> str:
    """What was written down, in one line."""
    if decision.kind.hides:
        then = f"it is hidden to the end of {decision.until}"
    else:
        then = f"it stays open, with {decision.whom or decision.owner}"
    return f"{name}:{line}: {decision.kind} about {decision.code} {decision.fingerprint}; {then}\n"
