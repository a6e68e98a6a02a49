"""What fits a screen, and what is said below a report."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from rich.cells import cell_len

from factlint.previous import Previous
from factlint.render import FORMATS, Options
from tests.render.builders import Given, Side, result

MANY = [
    Given(
        [
            Side(f"long/way/to/the/page/{n:02}.md", "6 months", "word " * 60 + "for 6 months " + "word " * 60),
            Side("b.md"),
        ],
        subject=f"drug-{n % 3}",
        message=f"drug-{n % 3}: " + "so much to say " * 30,
        fingerprint=f"{n:016x}",
    )
    for n in range(30)
]
CHANGE = Options(brief=frozenset({"b.md"}))


def full(*given: Given, options: Options = Options(), **more: object) -> str:  # noqa: B008 - it is frozen
    return str(FORMATS["full"].render(result(*given, **more), options))  # type: ignore[arg-type]


@pytest.mark.parametrize("count", [0, 1, 2, 3, 8, 30])
def test_what_a_commit_brings_about_fits_a_screen(count: int) -> None:
    lines = full(*MANY[:count], options=CHANGE, hidden={"in the baseline, " * 9: 4}).splitlines()
    assert len(lines) <= 20
    assert max(map(cell_len, lines)) <= 80
    assert all(f"{n:016x}" in "".join(lines) for n in range(min(count, 1)))


def test_a_commit_is_told_both_sides_how_many_more_and_what_to_do() -> None:
    text = full(*MANY, options=CHANGE)
    assert text.count("«6 months»") == 2
    assert "... and 2" in text
    for command in ("check --staged -v", "explain 0000000000000000", "waive 0000000000000000 --reason"):
        assert f"Next: `factlint {command}" in text


def test_a_wide_name_of_a_page_leaves_its_line_on_the_screen() -> None:
    sides = [Side("治疗信息页面" * 5 + ".md", value="P6M " * 20), Side("b.md")]
    lines = full(Given(sides, fingerprint="0" * 16), options=CHANGE).splitlines()
    assert max(map(cell_len, lines)) <= 80


def test_one_more_than_fits_is_shown_and_not_counted() -> None:
    assert "... and" not in full(*MANY[:2], options=CHANGE)


def test_a_commit_is_told_its_own_page_and_one_that_differs() -> None:
    sides = [Side("a.md"), Side("c.md", value="P6M"), Side("z.md", "3 months", "For 3 months.", "P3M")]
    text = full(Given(sides), options=Options(brief=frozenset({"z.md"})))
    assert text.index("z.md:1:17") < text.index("a.md:1:17")
    assert "c.md" not in text
    assert "1 more place" in text


def test_quiet_leaves_the_commands_out_of_it() -> None:
    assert "Next" not in full(*MANY, options=replace(CHANGE, quiet=True))


def test_many_findings_stand_by_subject_the_most_harmful_first() -> None:
    heads = [line for line in full(*MANY).splitlines() if line.startswith("== ")]
    assert heads == ["== Drug-0: 10 errors", "== Drug-1: 10 errors", "== Drug-2: 10 errors"]
    assert "== " not in full(*MANY[:7])


def test_the_sides_of_a_finding_stand_in_columns() -> None:
    sides = [Side("a.md", as_of=dt.date(2026, 1, 1)), Side("much/longer.md", value="P13M", annotation="13 months")]
    shown = [line for line in full(Given(sides)).splitlines() if ":1:17" in line]
    assert shown == [
        "  a.md:1:17            P6M   as of 2026-01-01",
        "  much/longer.md:1:17  P13M                    13 months",
    ]


def test_what_is_too_wide_for_a_line_stands_below_its_place_in_columns() -> None:
    sides = [Side("a.md", as_of=dt.date(2026, 1, 1)), Side("much/longer.md", value="P13M", annotation="13 months")]
    lines = full(Given(sides), options=Options(width=45)).splitlines()
    assert lines[lines.index("  a.md:1:17") + 1] == "    P6M   as of 2026-01-01"
    assert lines[lines.index("  much/longer.md:1:17") + 1] == "    P13M                    13 months"


def test_ids_are_for_those_who_ask() -> None:
    assert "  drug-a, length" not in full(Given())
    assert "  drug-a, length" in full(Given(), options=Options(verbose=True))


def test_coverage_is_a_share_that_never_rounds_up_to_all() -> None:
    assert "Coverage: 66%." in full(Given(), unread=["One."])
    assert "Coverage: 100%." in full(Given())


def test_it_says_what_changed_since_an_earlier_run() -> None:
    before = Previous.of(result(Given(subject="drug-b"), Given(fingerprint="old"), Given(subject="drug-c")))
    now = result(Given(subject="drug-b"), Given(fingerprint="new"), Given(subject="drug-d"))
    text = FORMATS["full"].render(replace(now, previous=before), Options())
    assert "Since the run of 2026-01-31: adds 1, resolves 1, changes 1." in str(text)


def test_the_next_command_fits_what_was_found() -> None:
    assert "Next: `factlint coverage a.md` shows" in full(pages=["a.md"], unread=["One."])
    assert "Next: `factlint coverage 'a b.md'` shows" in full(pages=["a b.md"], unread=["One."])
    assert "Next: `factlint facts`" in full(pages=["a.md"])
    assert "--update-baseline` hides what is there now" in full(*MANY)
    assert "--update-baseline" not in full(*MANY, hidden={"in the baseline": 1})
