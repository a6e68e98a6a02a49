from __future__ import annotations

import pytest

from factlint.compare.scope import Relation, Scope, common, compare_scopes, covers, scope_text
from tests.builders import garden

COLD: Scope = (("climate", "cold"),)
ALPINE: Scope = (("climate", "alpine"),)
HOT: Scope = (("climate", "hot"),)
MATURE: Scope = (("stage", "mature"),)
COLD_MATURE: Scope = (("climate", "cold"), ("stage", "mature"))


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        ((), (), Relation.SAME),
        (COLD, COLD, Relation.SAME),
        ((), COLD, Relation.BROADER),
        (COLD, (), Relation.NARROWER),
        (COLD, ALPINE, Relation.BROADER),
        (ALPINE, COLD, Relation.NARROWER),
        (COLD, HOT, Relation.APART),
        (ALPINE, HOT, Relation.APART),
        (COLD, MATURE, Relation.OVERLAPPING),
        (COLD_MATURE, MATURE, Relation.NARROWER),
        (ALPINE, COLD_MATURE, Relation.OVERLAPPING),
        (HOT, COLD_MATURE, Relation.APART),
    ],
)
def test_scopes_stand_to_each_other_as_what_they_state(first: Scope, second: Scope, relation: Relation) -> None:
    assert compare_scopes(first, second, garden()).overall is relation


def test_what_only_one_scope_states_is_told() -> None:
    found = compare_scopes(COLD_MATURE, ALPINE, garden())
    assert found.unstated == ("stage",)
    assert found.dimensions == {"climate": Relation.BROADER, "stage": Relation.NARROWER}
    assert found.comparable


@pytest.mark.parametrize(
    ("first", "second", "both"),
    [
        ((), COLD, COLD),
        (COLD, ALPINE, ALPINE),
        (ALPINE, COLD, ALPINE),
        (MATURE, COLD, COLD_MATURE),
        (COLD, HOT, None),
    ],
)
def test_what_two_scopes_share_is_the_narrower_of_each_dimension(
    first: Scope, second: Scope, both: Scope | None
) -> None:
    assert common(first, second, garden()) == both


def test_a_scope_covers_what_is_narrower_and_itself() -> None:
    assert covers((), COLD, garden())
    assert covers(COLD, ALPINE, garden())
    assert covers(COLD, COLD_MATURE, garden())
    assert not covers(COLD_MATURE, COLD, garden())


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        ("GB", "GB-ENG", Relation.BROADER),
        ("GB-ENG", "GB", Relation.NARROWER),
        ("GB-ENG", "GB-WLS", Relation.APART),
        ("GB", "US", Relation.APART),
        ("cold", "cold-frame", Relation.APART),
    ],
)
def test_country_codes_nest_by_their_spelling_and_other_names_do_not(
    first: str, second: str, relation: Relation
) -> None:
    one, other = (("jurisdiction", first),), (("jurisdiction", second),)
    assert compare_scopes(one, other, garden()).overall is relation


def test_a_scope_is_spelt_as_in_the_tables() -> None:
    assert scope_text(COLD_MATURE) == "climate=cold;stage=mature"
