"""Living with findings: what people decided, read, applied by the rules, and added to."""

from factlint.decisions.comments import ignores
from factlint.decisions.file import read_decisions
from factlint.decisions.model import BY_COMMENT, HIDING, Decision, Decisions, Ignore, Kind
from factlint.decisions.policy import HIGH, Policy
from factlint.decisions.told import comment_told, decision_told, ignore_told

__all__ = [
    "BY_COMMENT",
    "HIDING",
    "HIGH",
    "Decision",
    "Decisions",
    "Ignore",
    "Kind",
    "Policy",
    "comment_told",
    "decision_told",
    "ignore_told",
    "ignores",
    "read_decisions",
]
