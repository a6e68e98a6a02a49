"""Finds the concept people mean by an id or by any of its names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from factlint.config import suggestion
from factlint.errors import FactlintError

if TYPE_CHECKING:
    from factlint.domain import Domain


def find_concept(word: str, domains: Mapping[str, Domain]) -> str:
    """The id of the concept that ``word`` names in any schema; case does not matter.

    Raises:
        FactlintError: no concept has that name, or several have.
    """
    named: dict[str, set[str]] = {}
    right: set[str] = set()
    for domain in domains.values():
        for concept in domain.concepts.values():
            for name in (*concept.names, *concept.brands, *concept.misnomers):
                named.setdefault(name.casefold(), set()).add(concept.id)
            right.update(name.casefold() for name in (*concept.names, *concept.brands))
    ids = {concept.casefold(): concept for domain in domains.values() for concept in domain.concepts}
    wanted = " ".join(word.casefold().split())
    if wanted in ids:
        return ids[wanted]
    found = sorted(named.get(wanted, ()))
    if not found:
        raise FactlintError(f"no concept is called {word!r}", remedy=suggestion(wanted, {*ids, *right}))
    if len(found) > 1:
        raise FactlintError(f"{word!r} names several concepts", remedy=f"give one of their ids: {', '.join(found)}")
    return found[0]
