"""Every rule there is. Those that claim disagreements do so in this order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from factlint.rules import (
    ageing_wording,
    arithmetic_mismatch,
    conflicting_categories,
    conflicting_status,
    conflicting_values,
    contradicts_reference,
    count_mismatch,
    dangling_list,
    drifted_definition,
    drifted_passage,
    inconsistent_dates,
    misnomer,
    missing_claim,
    near_miss_name,
    old_citation,
    out_of_bounds,
    regional_difference,
    review_date_missing,
    review_overdue,
    self_contradiction,
    stale_waiver,
    superseded_claim,
    unreadable_source,
    withdrawn_product,
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
    old_citation.RULE,
    inconsistent_dates.RULE,
    ageing_wording.RULE,
    withdrawn_product.RULE,
    misnomer.RULE,
    near_miss_name.RULE,
    out_of_bounds.RULE,
    dangling_list.RULE,
    drifted_passage.RULE,
    drifted_definition.RULE,
    unreadable_source.RULE,
    stale_waiver.RULE,
)

BY_CODE: Final[Mapping[str, Rule]] = {rule.info.code: rule for rule in RULES}
OPTIONS: Final[Mapping[str, Sequence[Option]]] = {rule.info.code: rule.info.options for rule in RULES}
