"""What a change adds and resolves, as a run with --since or --staged knows it, in real repositories."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.integration.repositories import Repository, new_repository

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")

DATED = "---\nreviewed: 2026-01-10\n---\n"
SIX = f"{DATED}Isotretinoin is taken for 6 months.\n"
NINE = f"{DATED}Isotretinoin is taken for 9 months.\n"
FIVE = f"{DATED}Dinutuximab beta is given for 5 cycles.\n"
MISNOMER = f"{DATED}Isoretinoin is a retinoid.\n"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Two pages that disagree, committed."""
    made = new_repository(tmp_path / "content", tmp_path / "home")
    made.write("factlint.toml", 'as_of = 2026-03-01\nsources = ["pages"]\nseverity = {O104 = "off"}\n')
    made.write("pages/six.md", SIX)
    made.write("pages/nine.md", NINE)
    assert made.commit().returncode == 0
    return made


def comment(repository: Repository, *options: str) -> str:
    ran = repository.factlint("check", "-o", "markdown", *options)
    assert ran.returncode in (0, 1), ran.stderr
    return ran.stdout


def headline(text: str) -> str:
    return next(line for line in text.splitlines() if line.startswith("### ")).removeprefix("### factlint: ")


def test_a_conflict_that_is_mended_is_resolved_and_named(repository: Repository) -> None:
    repository.write("pages/nine.md", SIX)
    text = comment(repository, "--since", "HEAD")
    assert headline(text) == "No conflicts: this change resolves 1"
    assert "**Resolved:**\n\n- error C101 conflicting-values: Isotretinoin, length of treatment: 6 months" in text


def test_a_conflict_that_is_new_is_added(repository: Repository) -> None:
    repository.write("pages/five.md", FIVE)
    repository.write("pages/four.md", FIVE.replace("5", "4"))
    text = comment(repository, "--since", "HEAD")
    assert headline(text) == "this change adds 1"
    assert "**error C101, new** conflicting-values: Dinutuximab beta" in text
    assert "Isotretinoin" not in text
    assert "1 on pages that did not change" in text


def test_another_value_changes_a_conflict_and_what_it_was_is_told(repository: Repository) -> None:
    repository.write("pages/nine.md", NINE.replace("9", "12"))
    text = comment(repository, "--since", "HEAD")
    assert headline(text) == "this change changes 1"
    assert "  - before: Isotretinoin, length of treatment: 6 months on 1 page, 9 months on 1\n" in text


def test_a_page_that_joins_a_known_conflict_neither_adds_nor_resolves_it(repository: Repository) -> None:
    repository.write("pages/ninth.md", NINE)
    text = comment(repository, "--since", "HEAD")
    assert headline(text) == "this change touches 1"
    assert "**error C101, known before** conflicting-values" in text


def test_a_conflict_that_lost_one_of_its_values_is_eased_and_not_resolved(repository: Repository) -> None:
    repository.write("pages/twelve.md", NINE.replace("9", "12"))
    repository.commit()
    repository.write("pages/twelve.md", SIX)
    text = comment(repository, "--since", "HEAD")
    assert headline(text) == "No new conflicts: this change eases 1"
    assert "**Resolved:**" not in text


def test_what_touches_nothing_says_nothing(repository: Repository) -> None:
    repository.write("pages/five.md", FIVE)
    text = comment(repository, "--since", "HEAD")
    assert headline(text) == "No new conflicts"
    assert text.startswith("<!-- factlint -->\n<!-- nothing to say -->\n")


def test_a_page_that_is_renamed_resolves_and_adds_nothing(repository: Repository) -> None:
    repository.write("pages/names.md", MISNOMER)
    repository.commit()
    (before,) = [each for each in found(repository) if each["code"] == "T101"]
    repository.done("git", "mv", "pages/names.md", "pages/nine-names.md")
    repository.done("git", "mv", "pages/nine.md", "pages/weeks.md")
    (after,) = [each for each in found(repository) if each["code"] == "T101"]
    assert before["fingerprint"] != after["fingerprint"]
    assert headline(comment(repository, "--since", "HEAD")) == "No new conflicts"


def test_what_the_calendar_says_is_neither_added_nor_resolved(repository: Repository) -> None:
    repository.write("pages/old.md", FIVE.replace("2026-01-10", "2019-01-10"))
    repository.commit()
    assert "O103" in {each["code"] for each in found(repository)}
    repository.write("pages/old.md", FIVE)
    assert headline(comment(repository, "--since", "HEAD")) == "No new conflicts"


def test_a_conflict_of_the_baseline_that_is_mended_is_resolved(repository: Repository) -> None:
    assert repository.factlint("check", "--baseline", "known.json", "--update-baseline").returncode in (0, 1)
    repository.write("pages/nine.md", SIX)
    assert headline(comment(repository, "--since", "HEAD", "--baseline", "known.json")).endswith("resolves 1")


def test_what_is_staged_resolves(repository: Repository) -> None:
    repository.write("pages/nine.md", SIX)
    repository.done("git", "add", "--all")
    text = comment(repository, "--staged")
    assert headline(text) == "No conflicts: this change resolves 1"
    assert "Compared with `HEAD`." in text


def test_a_comment_in_the_configuration_changes_nothing(repository: Repository) -> None:
    text = (repository.top / "factlint.toml").read_text("utf-8")
    repository.write("factlint.toml", f"{text}# nothing new\n")
    repository.write("pages/five.md", FIVE)
    told = comment(repository, "--since", "HEAD")
    assert headline(told) == "No new conflicts"
    assert "Compared with `HEAD`.\n" in told


def test_where_the_configuration_changed_the_comment_says_so_and_still_compares(repository: Repository) -> None:
    text = (repository.top / "factlint.toml").read_text("utf-8")
    repository.write("factlint.toml", f'{text}ignore = ["T101"]\n')
    repository.write("pages/five.md", FIVE)
    repository.write("pages/four.md", FIVE.replace("5", "4"))
    told = comment(repository, "--since", "HEAD")
    assert headline(told) == "this change adds 1, touches 1"
    assert "changed too (`factlint.toml`), so that all of them count" in told
    assert "Dinutuximab beta" in told
    assert "error C101, known before" in told


@pytest.mark.parametrize("option", ["--staged", "--since=HEAD"])
def test_a_page_that_is_taken_away_resolves(repository: Repository, option: str) -> None:
    repository.done("git", "rm", "--quiet", "pages/nine.md")
    assert headline(comment(repository, option)) == "No conflicts: this change resolves 1"


def test_a_commit_that_takes_a_page_away_is_judged(repository: Repository) -> None:
    repository.done("git", "rm", "--quiet", "pages/nine.md")
    ran = repository.factlint("check", "--staged")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "No page of this project is staged" not in ran.stdout


@pytest.mark.parametrize("hiding", ["waiver", "baseline", "comment", "severity"])
def test_what_is_hidden_now_is_not_resolved(repository: Repository, hiding: str) -> None:
    repository.write("pages/nine.md", SIX)
    repository.write("pages/names.md", MISNOMER)  # less than high risk, which only approvers may hide
    repository.factlint("check", "-o", "json:before.json")
    options = ["--previous", "before.json"]
    (name,) = [each["fingerprint"] for each in found(repository)]
    if hiding == "baseline":
        options += ["--baseline", "known.json"]
        repository.factlint("check", *options[2:], "--update-baseline")
    elif hiding == "waiver":
        said = ["--reason", "x", "--owner", "A. B.", "--until", "2026-05-01"]
        assert repository.factlint("waive", name, *said).returncode == 0
    elif hiding == "comment":
        ignore = "<!-- factlint: ignore T101 until 2026-05-01 because both are in use -->"
        repository.write("pages/names.md", MISNOMER.replace("---\nIso", f"---\n{ignore}\nIso"))
    else:
        options += ["--ignore", "T101"]
    text = comment(repository, *options)
    assert headline(text) == "No conflicts: nothing new since 2026-03-01"
    assert "Hidden: 1 " in text


def test_against_an_earlier_run_what_is_still_there_is_folded(repository: Repository) -> None:
    repository.factlint("check", "-o", "json:before.json")
    repository.write("pages/five.md", FIVE)
    repository.write("pages/four.md", FIVE.replace("5", "4"))
    text = comment(repository, "--previous", "before.json")
    assert headline(text) == "adds 1, leaves 1 since 2026-03-01"
    new, _, folded = text.partition("<details><summary>1 as before</summary>\n")
    assert "Dinutuximab" in new
    assert "Isotretinoin" in folded
    assert "Isotretinoin" not in new


def found(repository: Repository) -> list[dict[str, str]]:
    ran = repository.factlint("check", "-o", "json")
    return list(json.loads(ran.stdout)["findings"])
