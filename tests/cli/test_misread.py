"""A sentence that was read wrongly becomes an example that fails until the schema is mended."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from tests.cli.test_check import status

SCHEMA = """\
schema: garden            # ours
scope: {season: [season]}
concepts:
  plant: {ivy: {}, fern: {}}
  season: {winter: {}}
attributes:
  rooting:
    of: [plant]
    value: duration
    patterns: ["roots [in|for] {value}"]
    examples:
      - text: "Ferns root in 2 weeks."   # a note
        facts: [{subject: fern, value: P2W}]
  place:
    of: [plant]
    value: [bed, pot]
    patterns: {bed: "roots … bed", pot: "roots … pot"}
  # the end
"""
PAGE = """\
# Plants

Ivy is green. It roots in 3 weeks.

Ivy roots in 5 weeks in a bed.

Ferns root in 2 weeks.
"""
Out = pytest.CaptureFixture[str]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.md").write_text(PAGE)
    (tmp_path / "garden.yaml").write_text(SCHEMA)
    (tmp_path / "factlint.toml").write_text('sources = ["pages"]\nschemas = ["garden.yaml"]\nignore = ["O104"]\n')
    return tmp_path


def examples(attribute: str) -> list[dict[str, object]]:
    found = yaml.safe_load(Path("garden.yaml").read_text())["attributes"][attribute].get("examples", [])
    return list(found)


def fingerprint(capsys: Out) -> str:
    capsys.readouterr()
    status("check", "-o", "json")
    (found,) = json.loads(capsys.readouterr().out)["findings"]
    return str(found["fingerprint"])


def test_a_sentence_becomes_an_example_that_wants_nothing_and_fails(here: Path, capsys: Out) -> None:
    assert status("misread", "pages/a.md:5", "--not", "rooting") == 0
    assert capsys.readouterr().out == (
        "added, and not held yet:\n"
        "garden.yaml:14: rooting\n"
        "    Ivy roots in 5 weeks in a bed.\n"
        "  - nothing\n"
        "  + ivy = P5W  read by 10: roots [in|for] {value}\n"
        "\n"
        "Mend a pattern, or say what it is not (`not`), until `factlint schema test` holds.\n"
    )
    assert examples("rooting")[-1] == {"text": "Ivy roots in 5 weeks in a bed.", "facts": []}
    assert status("schema", "test") == 1


def test_the_rest_of_the_schema_is_left_as_it_was(here: Path) -> None:
    status("misread", "pages/a.md:5", "--not", "rooting")
    new = '      - text: "Ivy roots in 5 weeks in a bed."\n        facts: []\n'
    assert Path("garden.yaml").read_text() == SCHEMA.replace("value: P2W}]\n", "value: P2W}]\n" + new)


def test_the_example_holds_once_the_schema_is_mended(here: Path) -> None:
    status("misread", "pages/a.md:5", "--not", "rooting")
    path = Path("garden.yaml")
    path.write_text(path.read_text().replace("    examples:\n", '    not: ["{value} in a bed"]\n    examples:\n', 1))
    assert status("schema", "test") == 0


def test_everything_that_was_read_on_a_line_is_taken_where_nothing_is_named(here: Path) -> None:
    assert status("misread", "pages/a.md:5") == 0
    assert [each["facts"] for each in (examples("rooting")[-1], examples("place")[-1])] == [[], []]


def test_a_sentence_takes_with_it_what_it_needs_to_be_read_so(here: Path) -> None:
    assert status("misread", "pages/a.md:3") == 0
    assert examples("rooting")[-1]["text"] == "Ivy is green. It roots in 3 weeks."


def test_a_heading_that_names_the_subject_is_taken_too(here: Path) -> None:
    Path("pages/a.md").write_text("# Ivy\n\n## In the ground\n\nRoots in 3 weeks.\n")
    assert status("misread", "pages/a.md:5") == 0
    assert examples("rooting")[-1]["text"] == "# Ivy\n\nRoots in 3 weeks."


def test_what_a_text_gives_besides_stays_expected(here: Path) -> None:
    text = "Ferns root in 4 weeks. In winter they root in 9 weeks."
    Path("pages/a.md").write_text(f"{text}\n")
    assert status("misread", f"pages/a.md:1:{text.index('root in 9') + 1}") == 0
    assert examples("rooting")[1:] == [{"text": text, "facts": [{"subject": "fern", "value": "P4W"}]}]


def test_a_place_on_the_line_at_which_nothing_was_read_is_told(here: Path, capsys: Out) -> None:
    assert status("misread", "pages/a.md:5:1") == 2
    assert "pages/a.md:5: nothing was read at column 1 (facts were read at columns 5, 5)" in capsys.readouterr().err


@pytest.mark.parametrize("said", ["P6W", "6 weeks", "subject=ivy,value=P6W"])
def test_what_should_have_been_read_can_be_said(here: Path, said: str) -> None:
    assert status("misread", "pages/a.md:5", "--not", "rooting", "--expect", said) == 0
    assert examples("rooting")[-1]["facts"] == [{"subject": "ivy", "value": "P6W"}]


def test_scope_and_hedging_can_be_expected_too(here: Path) -> None:
    said = "subject=fern,value=P6W,hedged=true,season=winter"
    assert status("misread", "pages/a.md:5", "--not", "rooting", "--expect", said) == 0
    wanted = {"subject": "fern", "value": "P6W", "hedged": True, "scope": {"season": "winter"}}
    assert examples("rooting")[-1]["facts"] == [wanted]


MISTAKES = {
    "an unknown subject": (("--not", "rooting", "--expect", "subject=ivvy,value=P6W"), "did you mean ivy"),
    "a value of another kind": (("--not", "rooting", "--expect", "5 mg"), "'5 mg' is no duration"),
    "a value that the attribute has not": (("--not", "place", "--expect", "box"), "place is never 'box'"),
    "no value": (("--not", "rooting", "--expect", "subject=ivy"), "names no value"),
    "an unknown key": (("--not", "rooting", "--expect", "value=P6W,sesaon=winter"), "did you mean season"),
    "half a key": (("--not", "rooting", "--expect", "value=P6W,winter"), "'winter' says nothing of a fact"),
    "a flag that is none": (("--not", "rooting", "--expect", "value=P6W,hedged=so"), "hedged is true or false"),
    "a modality that is none": (("--not", "rooting", "--expect", "value=P6W,modality=sure"), "modality: 'sure' is"),
    "a scope that is none": (("--not", "rooting", "--expect", "value=P6W,season=wintr"), "did you mean winter"),
    "a scope of another kind": (("--not", "rooting", "--expect", "value=P6W,season=fern"), "no season has the id"),
    "a key twice": (("--not", "rooting", "--expect", "value=P6W,value=P7W"), "value is said twice"),
    "two attributes": (("--expect", "P6W"), "name it with --not place or --not rooting"),
    "an attribute that was not read": (("--not", "rootng"), "nothing was read as 'rootng' there (did you mean rooting"),
}


@pytest.mark.parametrize(("arguments", "says"), MISTAKES.values(), ids=list(MISTAKES))
def test_a_mistake_is_told_and_nothing_is_written(
    here: Path, capsys: Out, arguments: tuple[str, ...], says: str
) -> None:
    assert status("misread", "pages/a.md:5", *arguments) == 2
    assert says in capsys.readouterr().err
    assert Path("garden.yaml").read_text() == SCHEMA


@pytest.mark.parametrize("target", ["pages/a.md", "xyz", "pages/none.md:3", "0123456789abcdef", "pages/a.md:1"])
def test_a_target_that_is_none_is_a_mistake(here: Path, capsys: Out, target: str) -> None:
    assert status("misread", target) == 2
    assert capsys.readouterr().err


def test_a_line_without_facts_names_those_that_have_some(here: Path, capsys: Out) -> None:
    assert status("misread", "pages/a.md:1") == 2
    said = "factlint: pages/a.md:1: nothing was read on that line (facts were read on lines 3, 5, 7)\n"
    assert capsys.readouterr().err == said


def test_a_text_that_is_an_example_already_is_told_and_not_added_again(here: Path, capsys: Out) -> None:
    status("misread", "pages/a.md:5", "--not", "rooting")
    once = Path("garden.yaml").read_text()
    capsys.readouterr()
    assert status("misread", "pages/a.md:5", "--not", "rooting") == 0
    assert capsys.readouterr().out.startswith("this text is an example already, and not held yet:\ngarden.yaml:14: ")
    assert Path("garden.yaml").read_text() == once


def test_a_reading_that_an_example_asks_for_is_told(here: Path, capsys: Out) -> None:
    assert status("misread", "pages/a.md:7") == 0
    assert capsys.readouterr().out == "garden.yaml:12: an example says already that this is to be read so\n"


def test_what_is_expected_against_an_example_is_not_dropped(here: Path, capsys: Out) -> None:
    assert status("misread", "pages/a.md:7", "--expect", "P3W") == 2
    said = "factlint: garden.yaml:12: this example says fern = P2W (change it by hand)\n"
    assert capsys.readouterr() == ("", said)
    assert Path("garden.yaml").read_text() == SCHEMA


@pytest.mark.parametrize("said", ["P2W", "subject=fern,value=P2W,modality=asserted"])
def test_what_is_expected_as_an_example_has_it_is_told(here: Path, capsys: Out, said: str) -> None:
    assert status("misread", "pages/a.md:7", "--expect", said) == 0
    assert capsys.readouterr().out == "garden.yaml:12: an example says already that this is to be read so\n"


def test_an_example_may_say_more_of_what_is_expected(here: Path, capsys: Out) -> None:
    wanted = "{subject: fern, value: P2W, hedged: false}"
    Path("garden.yaml").write_text(SCHEMA.replace("{subject: fern, value: P2W}", wanted))
    assert status("misread", "pages/a.md:7", "--expect", "P2W") == 0
    assert status("misread", "pages/a.md:7", "--expect", "P2W", "--expect", "P4W") == 2
    assert status("misread", "pages/a.md:7", "--expect", "value=P2W,season=winter") == 2


def test_what_is_read_as_expected_is_told_and_not_added(here: Path, capsys: Out) -> None:
    assert status("misread", "pages/a.md:5", "--not", "rooting", "--expect", "P5W") == 0
    assert capsys.readouterr().out == "garden.yaml: rooting is read so already; nothing was written\n"
    assert Path("garden.yaml").read_text() == SCHEMA


def test_what_is_expected_twice_is_taken_once(here: Path) -> None:
    said = ("--expect", "P6W", "--expect", "6 weeks", "--expect", "subject=ivy,value=P6W")
    assert status("misread", "pages/a.md:5", "--not", "rooting", *said) == 0
    assert examples("rooting")[-1]["facts"] == [{"subject": "ivy", "value": "P6W"}]


@pytest.mark.parametrize(("said", "expected"), [("ivy", 0), ("ivvy", 2), ("winter", 2)])
def test_a_concept_that_is_expected_is_one_of_its_kind(here: Path, capsys: Out, said: str, expected: int) -> None:
    beside = "  beside: {of: [plant], value: plant, patterns: ['roots beside {value}']}\n"
    Path("garden.yaml").write_text(SCHEMA.replace("  # the end\n", beside))
    Path("pages/a.md").write_text("Ivy roots beside ferns.\n")
    assert status("misread", "pages/a.md:1", "--expect", said) == expected
    assert (f"no plant has the id {said!r}" in capsys.readouterr().err) == bool(expected)


@pytest.mark.parametrize("target", ["pages/a.md:0", "pages/a.md:5:0", "pages/a.md:05", "pages:5"])
def test_a_place_that_is_none_rewrites_nothing(here: Path, capsys: Out, target: str) -> None:
    assert status("misread", target) == 2
    assert ("is a folder" if target == "pages:5" else "neither a fingerprint nor PATH:LINE") in capsys.readouterr().err
    assert Path("garden.yaml").read_text() == SCHEMA


def test_a_finding_with_several_sides_asks_which_was_read_wrongly(here: Path, capsys: Out) -> None:
    known = fingerprint(capsys)
    assert status("misread", known) == 2
    assert "name the one that was read wrongly, or give --all: pages/a.md:3:18, pages/a.md:5:5" in (
        capsys.readouterr().err
    )
    assert status("misread", known[:8], "--all") == 0
    assert [each["facts"] for each in examples("rooting")[1:]] == [[], []]


def test_a_place_as_findings_print_it_is_understood(here: Path) -> None:
    assert status("misread", "pages/a.md:3:18") == 0
    assert len(examples("rooting")) == 2


def test_a_finding_about_words_has_no_facts(here: Path, capsys: Out) -> None:
    Path("pages/a.md").write_text("Ferns root in 2 weeks.\n\nThe plants are:\n")
    known = fingerprint(capsys)
    assert status("misread", known) == 2
    assert "about words, not about a claim" in capsys.readouterr().err


def test_the_example_of_a_schema_that_ships_is_shown_to_be_pasted(tmp_path: Path, capsys: Out) -> None:
    page = tmp_path / "a.md"
    page.write_text("Isotretinoin is taken for 7 months altogether.\n")
    assert status("misread", f"{page}:1") == 0
    out = capsys.readouterr().out
    assert out.startswith("# factlint:paediatric-oncology ships with factlint and is not changed.\n")
    data = yaml.safe_load(out)["attributes"]["treatment_duration"]["examples"]
    assert data == [{"text": "Isotretinoin is taken for 7 months altogether.", "facts": []}]


def test_a_schema_behind_a_link_is_written_where_it_lies(here: Path) -> None:
    Path("deep").mkdir()
    target = Path("deep/garden.yaml")
    target.write_text(SCHEMA)
    Path("garden.yaml").unlink()
    Path("garden.yaml").symlink_to(target)
    assert status("misread", "pages/a.md:5", "--not", "rooting") == 0
    assert Path("garden.yaml").is_symlink()
    assert "5 weeks in a bed" in target.read_text()


def test_a_line_of_several_sentences_asks_for_the_column(here: Path, capsys: Out) -> None:
    page = here / "pages" / "a.md"
    page.write_text("Ivy roots in 3 weeks. Ferns root in 2 weeks.\n")
    before = (here / "garden.yaml").read_text()
    assert status("misread", "pages/a.md:1") == 2
    said = capsys.readouterr().err
    assert "facts of several sentences were read on that line" in said
    assert "pages/a.md:1:5" in said
    assert (here / "garden.yaml").read_text() == before
    assert status("misread", "pages/a.md:1:5") == 0
    assert [one["text"] for one in examples("rooting")] == ["Ferns root in 2 weeks.", "Ivy roots in 3 weeks."]
