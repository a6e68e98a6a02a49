from __future__ import annotations

import re
from pathlib import Path

import pytest

from factlint import tables
from factlint.rules import BY_CODE, RULES, Rule, cited
from factlint.tables import SEVERITIES

HEADINGS = ["What it does", "Why it matters", "What keeps it quiet", "Example"]
CASES = Path(__file__).parents[1] / "cases" / "rules"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.info.code)
def test_every_rule_is_documented_in_one_way(rule: Rule) -> None:
    assert re.findall(r"^## (.*)$", rule.info.explanation, re.MULTILINE) == HEADINGS
    assert rule.info.code in rule.info.explanation
    assert rule.info.says


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.info.code)
def test_every_rule_has_cases_under_its_name(rule: Rule) -> None:
    assert (CASES / f"{rule.info.code}-{rule.info.name}.yaml").is_file()


def test_codes_and_names_are_unique() -> None:
    assert len(BY_CODE) == len(RULES) == len({rule.info.name for rule in RULES})


def test_rules_are_fit_for_the_tables() -> None:
    for rule in RULES:
        assert re.fullmatch(r"[A-Z][0-9]{3}", rule.info.code)
        assert rule.info.severity in (*SEVERITIES, "off")
        assert rule.check is not None or rule.claim is not None or rule.review is not None


def test_rules_know_the_kinds_of_sources_of_the_table() -> None:
    assert cited.CITED_KINDS == tables.CITED_KINDS


def test_calendar_rules_are_marked() -> None:
    assert {rule.info.code for rule in RULES if rule.info.calendar} == {"O103", "O104", "O105", "O106", "O108", "W101"}


def test_disagreements_are_claimed_in_the_order_of_precedence() -> None:
    claimants = [rule.info.code for rule in RULES if rule.claim is not None]
    assert claimants == ["I101", "I102", "O102", "O101", "C105", "C102", "C101", "C103"]
