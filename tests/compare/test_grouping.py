from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from factlint.compare.grouping import group_values
from factlint.values import Value, ValueKind, duration
from tests.compare.test_agreement import agreement, read

durations = st.builds(
    lambda low, size, unit, approx: duration(low, low + size, unit, approx=approx),
    st.integers(1, 40),
    st.sampled_from([0, 0, 0, 2, 10]),
    st.sampled_from("DWM"),
    st.booleans(),
)
methods = st.sampled_from(["seed", "cutting", "root-cutting", "leaf-cutting"]).map(
    lambda name: Value(ValueKind.CONCEPT, name)
)


def texts(attribute: str, *values: str, together: tuple[tuple[str, ...], ...] = ()) -> list[list[str]]:
    groups = group_values([read(attribute, value) for value in values], agreement(attribute), together)
    return [[value.text for value in group] for group in groups]


@given(st.lists(durations, max_size=12))
def test_members_of_a_group_of_quantities_all_agree(values: list[Value]) -> None:
    same = agreement("growing_time")
    for group in group_values(values, same):
        assert all(same.agree(*pair) for pair in combinations(group, 2))


@given(st.lists(methods, max_size=8))
def test_members_of_a_group_of_names_all_agree(values: list[Value]) -> None:
    same = agreement("method")
    for group in group_values(values, same):
        assert all(same.agree(*pair) for pair in combinations(group, 2))


@given(st.lists(durations, max_size=12), st.randoms(use_true_random=False))
def test_groups_do_not_depend_on_order(values: list[Value], random: object) -> None:
    shuffled = list(values)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    same = agreement("growing_time")
    assert group_values(shuffled, same) == group_values(values, same)


@given(st.lists(durations, min_size=2, max_size=8))
def test_values_that_do_not_all_agree_are_in_several_groups(values: list[Value]) -> None:
    same = agreement("growing_time")
    alike = all(same.agree(*pair) for pair in combinations(set(values), 2))
    assert (len(group_values(values, same)) == 1) is alike


def test_a_group_admits_only_what_agrees_with_all_its_members() -> None:
    assert texts("growing_time", "P28D", "P4W", "P30D", "P1M") == [["P28D", "P4W"], ["P30D", "P1M"]]


def test_status_values_of_neither_side_are_in_no_group() -> None:
    assert texts("status", "grown", "on-trial", "not-grown") == [["grown"], ["not-grown"]]


def test_values_stated_together_are_one_group() -> None:
    assert texts("pollinator", "bee", "mite") == [["bee"], ["mite"]]
    assert texts("pollinator", "bee", "mite", together=(("bee", "mite"),)) == [["bee", "mite"]]


def test_an_open_list_is_one_group() -> None:
    assert texts("pest", "bee", "mite") == [["bee", "mite"]]


def test_versions_are_grouped_by_their_text() -> None:
    assert texts("edition", "3.1", "3.10", "~3.1") == [["3.1", "3.1"], ["3.10"]]


def test_no_values_make_no_groups() -> None:
    assert texts("growing_time") == []
    assert texts("pest") == []
