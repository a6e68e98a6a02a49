"""How a finding stands to what people decided, for whoever asks about one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factlint.decisions import BY_COMMENT, comment_told, decision_told, ignores
from factlint.rules.deciding import decide
from factlint.rules.judge import every_finding
from factlint.rules.stale_waiver import review

if TYPE_CHECKING:
    from factlint.rules.model import Context, Finding


def with_waivers(context: Context) -> list[Finding]:
    """All findings of the rules, wanted or not, and those about waivers that hide nothing."""
    found = every_finding(context)
    spent = decide(found, (), context, context.decisions).spent if context.decisions else []
    return [*found, *review(spent)]


def why_decided(finding: Finding, context: Context) -> str:
    """What was decided, or written on a page, that hides a finding; "" where nothing was."""
    decisions = context.decisions
    hidden = decide([finding], [finding], context, decisions).hidden if decisions else {}
    if decisions is None or not hidden:
        return ""
    if BY_COMMENT not in hidden:
        return decision_told(decisions.last[finding.fingerprint])
    places = [(each.doc, each.place) for each in (finding.primary, *finding.related)]
    return comment_told(ignores(context.signals), finding.info.code, places, context.settings.as_of)
