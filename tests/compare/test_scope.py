from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factlint.compare.scope import (
    Relation,
    Scope,
    common,
    comparable,
    compare_scopes,
    covers,
    regions_differ,
    scope_text,
)
from tests.builders import garden

COLD: Scope = (("climate", "cold"),)
ALPINE: Scope = (("climate", "alpine"),)
HOT: Scope = (("climate", "hot"),)
MATURE: Scope = (("stage", "mature"),)
COLD_MATURE: Scope = (("climate", "cold"), ("stage", "mature"))

MIRRORED = {Relation.BROADER: Relation.NARROWER, Relation.NARROWER: Relation.BROADER}
NARROWER = {"cold": "alpine", "cutting": "root-cutting", "GB": "GB-ENG"}
scopes = st.fixed_dictionaries(
    {},
    optional={
        "climate": st.sampled_from(["cold", "alpine", "hot"]),
        "method": st.sampled_from(["seed", "cutting", "leaf-cutting"]),
        "stage": st.sampled_from(["mature", "seedling"]),
        "jurisdiction": st.sampled_from(["GB", "US", "US-CA"]),
    },
).map(lambda scope: tuple(sorted(scope.items())))
regions = st.lists(st.sampled_from(["GB", "GB-ENG", "IE", "US"]), unique=True, max_size=3).map(
    lambda codes: (("jurisdiction", " ".join(sorted(codes))),) if codes else ()
)


@given(scopes, scopes)
def test_comparing_scopes_is_the_same_either_way_round(first: Scope, second: Scope) -> None:
    forward, back = compare_scopes(first, second, garden()), compare_scopes(second, first, garden())
    assert back.overall is MIRRORED.get(forward.overall, forward.overall)
    assert back.unstated == forward.unstated
    assert common(first, second, garden()) == common(second, first, garden())


@given(scopes, scopes, st.sampled_from(["climate", "method", "stage", "jurisdiction"]))
def test_what_is_apart_stays_apart_when_one_is_narrowed(first: Scope, second: Scope, name: str) -> None:
    stated = dict(first)
    narrowed = tuple(sorted({**stated, name: NARROWER.get(stated.get(name, "cold"), stated.get(name, "cold"))}.items()))
    assert covers(first, narrowed, garden())
    assert comparable(first, second, garden()) or not comparable(narrowed, second, garden())
    assert not covers(second, first, garden()) or covers(second, narrowed, garden())


@given(regions, regions, regions)
def test_a_page_for_more_regions_differs_from_no_more_pages(one: Scope, other: Scope, more: Scope) -> None:
    assert regions_differ(one, other, garden()) is regions_differ(other, one, garden())
    codes = sorted({code for scope in (one, more) for _, cell in scope for code in cell.split()})
    wider = (("jurisdiction", " ".join(codes)),) if one else ()
    assert regions_differ(one, other, garden()) or not regions_differ(wider, other, garden())


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
