"""How much harm a wrong claim does, as the schemas say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from factlint.domain import Domain

HIGH: Final = "high"
NORMAL: Final = "normal"


def risk_of(attribute: str | None, domains: Mapping[str, Domain]) -> str:
    """The highest risk that a schema gives an attribute, high or normal."""
    known = (domain.attributes.get(attribute or "") for domain in domains.values())
    return HIGH if any(each is not None and each.risk == HIGH for each in known) else NORMAL
