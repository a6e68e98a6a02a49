"""How long a finding may be hidden, and by whose leave."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from factlint.compare.months import months_later, period

if TYPE_CHECKING:
    from factlint.project import Settings

HIGH = "high"


class Policy(NamedTuple):
    """A project's limits.

    Attributes:
        months: the longest time for which a finding may be hidden.
        high_risk_months: the same where the attribute is of high risk.
        approvers: who may approve that; empty for anybody.
    """

    months: int
    high_risk_months: int
    approvers: tuple[str, ...] = ()

    @classmethod
    def of(cls, settings: Settings) -> Policy:
        """The policy that the settings hold."""
        return cls(settings.hide_months, settings.hide_high_risk_months, settings.approvers)

    def breach(self, start: dt.date, until: dt.date, approved_by: str, risk: str) -> str:
        """Why a finding may not be hidden from ``start`` to ``until``; "" where it may."""
        high = risk == HIGH
        months = self.high_risk_months if high else self.months
        if high and not approved_by:
            return f"what it hides is of high risk, which somebody has to approve{self._known()}"
        if high and self.approvers and approved_by not in self.approvers:
            return f"what it hides is of high risk, which {approved_by} may not approve{self._known()}"
        if until > (latest := months_later(start, months)):
            what = "a finding of high risk" if high else "a finding"
            return f"it hides {what} for longer than {period(months)}: {latest} is the latest"
        return ""

    def _known(self) -> str:
        return f" ({', '.join(self.approvers)} may)" if self.approvers else ""
