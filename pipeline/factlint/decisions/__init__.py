"""Living with findings: what people decided, read, applied by the rules, and added to."""

from factlint.decisions.comments import ignores
from factlint.decisions.file import read_decisions
from factlint.decisions.model import BY_COMMENT, HIDING, Decision, Decisions, Ignore, Kind
from factlint.decisions.policy import Policy

__all__ = ["BY_COMMENT", "HIDING", "Decision", "Decisions", "Ignore", "Kind", "Policy", "ignores", "read_decisions"]
