from __future__ import annotations

from typing import TYPE_CHECKING

from factlint.changes import brought_about, involving, new_findings
from tests.render.builders import Given, Side, result

if TYPE_CHECKING:
    from factlint.result import Result

A, B, C = (
    Side("a.md"),
    Side("b.md", "3 months", "3 months.", "P3M"),
    Side("c.md", "3 months", "3 months.", "P3M"),
)
OVERDUE = Given([Side("a.md", "2019", "", None)], "O103", "review-overdue", "warning", subject=None, attribute=None)


def left(found: Result) -> list[str]:
    return sorted(found.findings["code"])


def test_only_findings_of_changed_pages_count() -> None:
    found = result(Given([A, B]), Given([B, C], subject="drug-b"))
    assert involving(found, {"a.md"}).findings["subject"].tolist() == ["drug-a"]
    assert involving(found, {"a.md"}).hidden == {"on pages that did not change": 1}


def test_a_change_does_not_go_red_because_a_day_passed() -> None:
    found = involving(result(Given([A, B]), OVERDUE), {"a.md"}, {"O103"})
    assert left(found) == ["C101"]
    assert found.hidden == {"by the calendar, which fails no change": 1}


def test_a_change_that_touches_nothing_in_conflict_passes() -> None:
    assert involving(result(Given([A, B])), {"z.md"}).findings.empty


def test_a_new_disagreement_counts() -> None:
    after = result(Given([A, B]))
    assert left(new_findings(result(pages=["b.md"]), after, {"a.md"})) == ["C101"]


def test_a_page_touched_for_another_reason_passes() -> None:
    after = new_findings(result(Given([A, B])), result(Given([A, B])), {"a.md"})
    assert after.findings.empty
    assert after.hidden == {"on changed pages before the change": 1}


def test_a_page_that_joins_a_disagreement_counts() -> None:
    assert left(new_findings(result(Given([A, B])), result(Given([A, B, C])), {"c.md"})) == ["C101"]


def test_a_disagreement_that_lost_a_value_is_not_new() -> None:
    third = Side("d.md", "9 months", "9 months.", "P9M")
    before, after = result(Given([A, B, third])), result(Given([A, B, Side("d.md")]))
    assert new_findings(before, after, {"d.md"}).findings.empty


def test_a_disagreement_that_gained_a_value_is_new() -> None:
    third = Side("a.md", "9 months", "9 months.", "P9M")
    assert left(new_findings(result(Given([A, B])), result(Given([third, B])), {"a.md"})) == ["C101"]


def test_another_mistaken_word_on_the_page_is_new() -> None:
    first = Given([Side("a.md", "isx", "", None)], "T101", "misnomer", subject=None, attribute=None)
    second = Given([Side("a.md", "isy", "", None)], "T101", "misnomer", subject=None, attribute=None)
    found = new_findings(result(first), result(first, second), {"a.md"})
    assert found.findings["fingerprint"].tolist() == [second.key]


def slip(*words: str, doc: str = "a.md", code: str = "T101") -> Given:
    name = "|".join([code, doc, *words])
    sides = [Side(doc, word, "", None) for word in words]
    return Given(sides, code, "misnomer", attribute=None, fingerprint=name)


def test_another_mistaken_word_for_the_same_concept_is_new() -> None:
    before, after = result(slip("isx")), result(slip("isx"), slip("isy"))
    for found in (new_findings(before, after, {"a.md"}), brought_about([before], after, {"a.md"}, {})):
        assert found.findings["fingerprint"].tolist() == [slip("isy").key]


def test_a_mistaken_word_is_known_on_a_page_with_another_name() -> None:
    before, after = result(slip("isx", doc="old.md")), result(slip("isx"), slip("isy"))
    found = brought_about([before], after, {"a.md"}, {"old.md": "a.md"})
    assert found.findings["fingerprint"].tolist() == [slip("isy").key]


def test_words_of_which_some_were_mended_are_not_new() -> None:
    before, after = result(slip("isx", "isy")), result(slip("isy"))
    assert new_findings(before, after, {"a.md"}).findings.empty
    assert brought_about([before], after, {"a.md"}, {}).findings.empty


def test_pages_that_did_not_change_count_where_they_did_not_disagree_before() -> None:
    found = brought_about([result(pages=["b.md", "c.md"])], result(Given([A, B])), {"z.md"}, {})
    assert left(found) == ["C101"]


def test_pages_that_did_not_change_do_not_count_for_another_rule_or_fewer_values() -> None:
    third = Side("d.md", "9 months", "9 months.", "P9M")
    before = result(Given([A, B, third], "O102", "contradicts-reference"))
    found = brought_about([before], result(Given([A, B])), {"d.md"}, {})
    assert found.findings.empty
    assert found.hidden == {"on pages that did not change": 1}


def test_another_rule_counts_for_a_page_that_changed() -> None:
    before = result(Given([A, B], "C102", "conflicting-status"))
    after = result(Given([A, B], "O101", "superseded-claim"))
    assert left(brought_about([before], after, {"a.md"}, {})) == ["O101"]


def test_a_page_is_known_by_its_name_of_before() -> None:
    before = result(Given([Side("old.md"), B]))
    assert brought_about([before], result(Given([A, B])), {"a.md"}, {"old.md": "a.md"}).findings.empty
    assert left(brought_about([before], result(Given([A, B])), {"a.md"}, {})) == ["C101"]


def test_the_calendar_brings_nothing_about() -> None:
    found = brought_about([result(pages=["a.md"])], result(OVERDUE), {"a.md"}, {}, {"O103"})
    assert found.hidden == {"by the calendar, which fails no change": 1}
