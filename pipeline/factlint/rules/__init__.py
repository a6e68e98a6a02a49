"""Checks that yield findings: one file per rule, and one registry that lists them."""

from factlint.rules.judge import every_finding, judge, judged
from factlint.rules.model import Context, Evidence, Finding, Rule, RuleInfo
from factlint.rules.registry import BY_CODE, OPTIONS, RULES
from factlint.rules.tabulate import findings_tables, known, sides_of, suppressed_tables

__all__ = [
    "BY_CODE",
    "OPTIONS",
    "RULES",
    "Context",
    "Evidence",
    "Finding",
    "Rule",
    "RuleInfo",
    "every_finding",
    "findings_tables",
    "judge",
    "judged",
    "known",
    "sides_of",
    "suppressed_tables",
]
