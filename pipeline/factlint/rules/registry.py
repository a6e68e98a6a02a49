"""Every rule there is. Those that claim disagreements do so in this order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from factlint.rules import (
    arithmetic_mismatch,
    conflicting_categories,
    conflicting_status,
    conflicting_values,
    contradicts_reference,
    count_mismatch,
    dangling_list,
    misnomer,
    missing_claim,
    out_of_bounds,
    regional_difference,
    review_date_missing,
    review_overdue,
    self_contradiction,
    superseded_claim,
    unreadable_source,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from factlint.project import Option
    from factlint.rules.model import Rule

RULES: Final[tuple[Rule, ...]] = (
    self_contradiction.RULE,
    arithmetic_mismatch.RULE,
    contradicts_reference.RULE,
    superseded_claim.RULE,
    regional_difference.RULE,
    # A status is a name as well: it is asked for before other names are.
    conflicting_status.RULE,
    conflicting_values.RULE,
    conflicting_categories.RULE,
    missing_claim.RULE,
    count_mismatch.RULE,
    review_overdue.RULE,
    review_date_missing.RULE,
    misnomer.RULE,
    out_of_bounds.RULE,
    dangling_list.RULE,
    unreadable_source.RULE,
)

BY_CODE: Final[Mapping[str, Rule]] = {rule.info.code: rule for rule in RULES}
OPTIONS: Final[Mapping[str, Sequence[Option]]] = {rule.info.code: rule.info.options for rule in RULES}
