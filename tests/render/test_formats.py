from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from factlint.render import FORMATS, Options
from tests.render.builders import AS_OF, Given, Side, result

if TYPE_CHECKING:
    from factlint.result import Result

INFO = Given([Side("c.md", "until lately", "", None)], "O105", "ageing-wording", "info", subject=None, attribute=None)
WARNING = Given([Side("d.md", "drugg", "", None)], "T101", "misnomer", "warning", attribute=None)


def shown(found: Result, name: str = "full", **options: object) -> str:
    return FORMATS[name].render(found, Options(**options))  # type: ignore[arg-type,return-value]


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_result_without_findings_can_be_shown(name: str) -> None:
    text = shown(result(), name)
    assert text == "" or text.endswith("\n")


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_text_that_is_not_ascii_is_kept(name: str) -> None:
    assert "naïve 日本" in shown(result(Given(message="naïve 日本")), name)


def test_full_quotes_both_sides_in_their_sentences_with_places() -> None:
    text = shown(result(Given()))
    assert "a.md:1:17  P6M" in text
    assert "It is taken for «6 months» after surgery." in text
    assert "b.md:1:17  P3M" in text
    assert "It goes on for «3 months»." in text


def test_full_shows_dates_annotations_and_direction() -> None:
    side = Side(as_of=AS_OF, annotation="the newer page")
    text = shown(result(Given([side, Side("b.md")], direction="review the others")))
    assert "as of 2026-01-31  the newer page" in text
    assert "  review the others\n" in text


def test_full_puts_errors_before_warnings_before_information() -> None:
    text = shown(result(INFO, WARNING, Given()))
    assert text.index("error C101") < text.index("warning T101") < text.index("info O105")


def test_full_folds_information_to_one_line_unless_verbose() -> None:
    assert "c.md:1:17: info O105 ageing-wording: " in shown(result(INFO))
    assert "«until lately»" not in shown(result(INFO))
    assert "«until lately»" in shown(result(INFO), verbose=True)


def test_full_counts_information_beyond_a_screenful() -> None:
    many = [Given([Side(f"{n:02}.md", f"w{n}", "", None)], "O105", "n", "info", subject=None) for n in range(25)]
    assert "... and 5 more for information" in shown(result(*many))


def test_full_says_what_was_read_hidden_and_what_to_do_next() -> None:
    text = shown(result(Given(), hidden={"in the baseline": 4}, unread=["One.", "Two."]))
    assert "2 pages, 2 facts; read 4 of 8 claim sentences." in text
    assert "1 error, 0 warnings, 0 for information." in text
    assert "Hidden: 4 in the baseline." in text
    assert "Next: `factlint explain C101`" in text


def test_full_points_to_coverage_where_most_was_not_read() -> None:
    assert "Next: `factlint coverage`" in shown(result(Given(), unread=["One.", "Two.", "Three."]))


def test_full_says_that_no_page_was_found() -> None:
    assert "no page was found" in shown(result())


def test_full_lists_pages_not_read_when_verbose() -> None:
    found = result(pages=["a.md", "b.md"], skipped={"b.md": "another language"})
    assert "(1 of them not read)" in shown(found)
    assert "not read: b.md: another language" in shown(found, verbose=True)


def test_quiet_leaves_out_the_summary() -> None:
    assert "claim sentence" not in shown(result(Given()), quiet=True)


def test_full_tells_a_grown_finding() -> None:
    given = Given()
    text = shown(result(given, grown={given.key: ("b.md",)}))
    assert "known to the baseline and grown: joined since by b.md" in text


def test_full_and_markdown_show_the_fingerprint_on_the_first_line() -> None:
    given = Given(fingerprint="0123456789abcdef")
    assert "error C101 conflicting-values: drug-a: length is P6M or P3M [0123456789abcdef]\n" in shown(result(given))
    assert "length is P6M or P3M `0123456789abcdef`\n" in shown(result(given), "markdown")
    assert "\x1b[2m[0123456789abcdef]\x1b[0m" in shown(result(given), color=True)


@pytest.mark.parametrize("name", ["full", "markdown"])
def test_who_has_a_finding_in_hand_is_told(name: str) -> None:
    given = Given()
    text = shown(result(given, assigned={given.key: "ask: B. Roe, by 2027-01-01: why?"}), name)
    assert "  ask: B. Roe, by 2027-01-01: why?\n" in text.replace("- ", "")
    assert "Decided and open: 1 ask." in text


def test_only_findings_that_are_shown_count_as_open() -> None:
    given = Given()
    assert result(given, assigned={"gone": "ask: B. Roe: why?"}).summary["assigned"] == {}


def test_full_says_that_what_has_grown_fails_nothing() -> None:
    given = Given()
    text = shown(result(given, grown={given.key: ("b.md",)}, passing=frozenset({given.key})))
    assert "Known and grown, failing nothing: 1." in text


def test_full_keeps_to_the_width() -> None:
    text = shown(result(Given([Side(sentence="word " * 90 + "6 months " + "word " * 90)])), width=60)
    assert max(len(line) for line in text.splitlines()) <= 60 + len("Next:  says what it means")
    assert max(len(line) for line in text.splitlines() if "word" in line) <= 60


def test_wide_characters_count_twice() -> None:
    text = shown(result(Given([Side(sentence="漢字 " * 60, quote="漢字")])), width=60)
    assert max(len(line) for line in text.splitlines() if "漢" in line) <= 45


def test_colour_only_when_asked_for() -> None:
    assert "\x1b" not in shown(result(Given()))
    assert "\x1b[1;36m6 months\x1b[0m" in shown(result(Given()), color=True)


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_escape_sequences_of_a_page_are_never_passed_on(name: str) -> None:
    hostile = "a\x1b[31mb\x9b2J\u202ec\x07\r\nd"
    side = Side("e.md", hostile, f"x {hostile} y", hostile, annotation=hostile)
    text = shown(result(Given([side], message=hostile, scope=hostile)), name)
    assert not set(text) & set("\x1b\x9b\x07\r")
    if name != "csv":
        assert "\u202e" not in text


def test_paths_are_given_from_the_working_directory() -> None:
    assert "../site/a.md:1:17" in shown(result(Given()), base="../site")
    assert shown(result(Given()), "concise", base="../site").startswith("../site/a.md:1:17: C101")


def test_concise_is_one_line_for_each_finding() -> None:
    text = shown(result(Given(message="one\ntwo"), INFO), "concise")
    assert text.splitlines()[0] == "a.md:1:17: C101[conflicting-values] one two"
    assert len(text.splitlines()) == 2


def test_json_has_exactly_the_agreed_keys() -> None:
    data = json.loads(shown(result(Given()), "json"))
    assert sorted(data) == ["as_of", "findings", "summary", "version"]
    assert data["as_of"] == "2026-01-31"
    finding = data["findings"][0]
    evidence = finding.pop("evidence")
    assert sorted(finding) == sorted(result().findings.columns)
    assert sorted(evidence[0]) == sorted(set(result().evidence.columns) - {"fingerprint"})


def test_json_has_null_for_what_is_missing_and_iso_dates() -> None:
    side = json.loads(shown(result(Given([Side(value=None, as_of=AS_OF)], attribute=None)), "json"))["findings"][0]
    assert side["attribute"] is None
    assert side["evidence"][0]["value"] is None
    assert side["evidence"][0]["as_of"] == "2026-01-31"


def test_csv_has_a_row_for_each_side() -> None:
    rows = list(csv.DictReader(io.StringIO(shown(result(Given(), INFO), "csv"))))
    assert [(row["code"], row["evidence_doc"]) for row in rows] == [
        ("C101", "a.md"),
        ("C101", "b.md"),
        ("O105", "c.md"),
    ]
    assert rows[0]["as_of"] == ""


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝"])
def test_no_cell_of_csv_becomes_a_formula(start: str) -> None:
    hostile = f"{start}HYPERLINK(A1)"
    side = Side(f"{start}x.md", hostile, hostile, hostile, annotation=hostile)
    rows = list(
        csv.reader(io.StringIO(shown(result(Given([side], message=hostile, scope=hostile)), "csv"), newline=""))
    )
    assert not [cell for row in rows[1:] for cell in row if cell.startswith(start)]


def test_markdown_takes_nothing_from_a_page_as_markup() -> None:
    hostile = "<img src=x> [l](https://a.b) **b** `c` @somebody #12 www.x.y GH-3 | cell"
    text = shown(result(Given([Side(quote="", sentence=hostile)], message=hostile)), "markdown")
    for taken in ("<img", "[l]", "https://", "**b**", "@somebody", "#12", "www.x", "GH-3", " | cell"):
        assert taken not in text


def test_markdown_marks_the_quoted_words() -> None:
    assert "taken for <b>6 months</b> after" in shown(result(Given()), "markdown")


def test_markdown_fits_into_a_comment() -> None:
    many = [
        Given([Side(f"{n}.md", f"w{n}", "long " * 50, None)], message="m" * 300, subject=f"s{n}") for n in range(300)
    ]
    text = shown(result(*many), "markdown")
    assert len(text) < 65_536
    assert "more findings that do not fit here" in text
