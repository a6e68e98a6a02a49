"""What claims were, in real repositories: diff, history and facts --at."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.integration.repositories import Repository, new_repository

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")

FILLING = "It may cause dry skin in most of the children who take it, and it does so sooner or later in nearly all.\n"


def page(*sentences: str, reviewed: str = "2024-01-01", title: str = "About it") -> str:
    return f"---\nreviewed: {reviewed}\n---\n# {title}\n\n{' '.join(sentences)}\n\n{FILLING}"


SIX = "Isotretinoin is taken for 6 months."
WEEKS = "Isotretinoin is taken for 12 weeks."


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = new_repository(tmp_path / "content", tmp_path / "home")
    made.write("factlint.toml", 'as_of = 2026-03-01\nsources = ["pages"]\n')
    made.write("pages/a.md", page(SIX))
    commit(made, "2024-01-02")
    return made


def commit(repository: Repository, day: str) -> str:
    repository.environment["GIT_COMMITTER_DATE"] = f"{day}T12:00:00Z"
    assert repository.commit("--no-verify").returncode == 0
    return repository.done("git", "rev-parse", "HEAD").strip()


def output(repository: Repository, *arguments: str) -> str:
    ran = repository.factlint(*arguments)
    assert (ran.returncode, ran.stderr) == (0, "")
    return ran.stdout


def diff(repository: Repository, *arguments: str) -> dict[str, Any]:
    return dict(json.loads(output(repository, "diff", "-o", "json", *arguments)))


def claims(repository: Repository, *arguments: str) -> list[tuple[str, str]]:
    return [(each["change"], each["claim"]) for each in diff(repository, *arguments)["claims"]]


def values(repository: Repository, *arguments: str) -> list[tuple[str, str, str | None]]:
    text = output(repository, "history", "-o", "csv", *arguments)
    return [(row["value"], row["since"], row["until"] or None) for row in csv.DictReader(io.StringIO(text))]


def test_a_value_that_changed_is_told_with_both_places(repository: Repository) -> None:
    repository.write("pages/a.md", page("Take it as you are told.", WEEKS))
    told = output(repository, "diff", "HEAD")
    assert "isotretinoin, length of treatment: 6 months → 12 weeks\n" in told
    assert "pages/a.md:6:17 → pages/a.md:6:42\n" in told
    assert "pages/a.md: 1 claim changed; its date is still 2024-01-01\n" in told


def test_two_revisions_are_compared_whatever_lies_on_disk(repository: Repository) -> None:
    repository.write("pages/a.md", page(WEEKS))
    commit(repository, "2024-02-01")
    repository.write("pages/a.md", page("Nothing."))
    assert claims(repository, "HEAD~1", "HEAD") == [
        ("changed", "isotretinoin, length of treatment: 6 months → 12 weeks")
    ]
    assert claims(repository, "HEAD", "HEAD~1") == [
        ("changed", "isotretinoin, length of treatment: 12 weeks → 6 months")
    ]


def test_a_date_that_was_bumped_is_told_from_a_claim_that_changed(repository: Repository) -> None:
    repository.write("pages/a.md", page(SIX, reviewed="2025-05-05"))
    (found,) = diff(repository, "HEAD")["pages"]
    assert (found["only_dated"], found["not_dated"]) == (True, False)
    assert "only the date was changed, from 2024-01-01 to 2025-05-05" in output(repository, "diff", "HEAD")
    repository.write("pages/a.md", page(WEEKS))
    (found,) = diff(repository, "HEAD")["pages"]
    assert (found["only_dated"], found["not_dated"]) == (False, True)


def test_other_words_for_the_same_claim_are_counted_and_no_change(repository: Repository) -> None:
    repository.write("pages/a.md", page("In all, isotretinoin is taken for 6 months by everybody."))
    found = diff(repository, "HEAD")
    assert found["claims"] == []
    assert found["summary"]["reworded"] == 1


def test_a_page_that_was_renamed_keeps_its_claims(repository: Repository) -> None:
    repository.done("git", "mv", "pages/a.md", "pages/b c.md")
    repository.write("pages/b c.md", page(WEEKS))
    found = diff(repository, "HEAD")
    assert [each["claim"] for each in found["claims"]] == ["isotretinoin, length of treatment: 6 months → 12 weeks"]
    assert [(each["earlier"], each["page"], each["change"]) for each in found["pages"]] == [
        ("pages/a.md", "pages/b c.md", "renamed")
    ]


def test_pages_that_came_and_went_are_told_with_their_claims(repository: Repository) -> None:
    (repository.top / "pages" / "a.md").unlink()
    repository.write("pages/z.md", "# Rituximab\n\nRituximab attaches to CD20.\n")
    found = diff(repository, "HEAD")
    assert [(each["page"], each["change"]) for each in found["pages"]] == [
        ("pages/a.md", "removed"),
        ("pages/z.md", "added"),
    ]
    assert {each["change"] for each in found["claims"] if each["page"] == "pages/a.md"} == {"removed"}


def test_facts_are_those_of_the_revision_also_of_a_page_that_is_gone(repository: Repository) -> None:
    (repository.top / "pages" / "a.md").unlink()
    text = output(repository, "facts", "--at", "HEAD", "pages/a.md", "-o", "json")
    facts = json.loads(text)["facts"]
    assert [(each["doc"], each["value"]) for each in facts if each["attribute"] == "treatment_duration"] == [
        ("pages/a.md", "P6M")
    ]
    assert json.loads(output(repository, "facts", "--at", "HEAD", "pages/none.md", "-o", "json"))["facts"] == []


def test_facts_of_a_revision_pass_over_what_is_ignored_hidden_or_excluded(repository: Repository) -> None:
    for name in (".hidden/h.md", "drafts/d.md", "old/o.md", "kept/k.md"):
        repository.write(f"pages/{name}", page(SIX))
    repository.write("pages/.gitignore", "drafts/\n")
    repository.write("factlint.toml", 'sources = ["pages"]\nexclude = ["pages/old/**"]\n')
    repository.done("git", "add", "--force", "--all")
    commit(repository, "2024-03-03")
    facts = json.loads(output(repository, "facts", "--at", "HEAD", "-o", "json"))["facts"]
    assert {each["doc"] for each in facts} == {"pages/a.md", "pages/kept/k.md"}
    on_disk = json.loads(output(repository, "facts", "-o", "json"))["facts"]
    assert on_disk == facts


def test_a_value_is_there_from_the_commit_that_brought_it_to_the_one_that_took_it(repository: Repository) -> None:
    repository.write("pages/a.md", page(WEEKS))
    commit(repository, "2024-02-01")
    repository.write("pages/a.md", page(WEEKS, "Ring us."))
    commit(repository, "2024-03-01")
    assert values(repository, "isotretinoin", "treatment_duration") == [
        ("P6M", "2024-01-02", "2024-02-01"),
        ("P12W", "2024-02-01", None),
    ]
    assert values(repository, "Accutane", "length of treatment", "pages") == values(
        repository, "isotretinoin", "treatment_duration"
    )


def test_history_follows_a_page_that_was_renamed(repository: Repository) -> None:
    repository.done("git", "mv", "pages/a.md", "pages/größe.md")
    commit(repository, "2024-02-01")
    repository.write("pages/größe.md", page(WEEKS))
    commit(repository, "2024-03-01")
    assert values(repository, "isotretinoin", "treatment_duration", "pages/größe.md") == [
        ("P6M", "2024-01-02", "2024-03-01"),
        ("P12W", "2024-03-01", None),
    ]


def test_branches_side_by_side_do_not_make_a_value_come_and_go(repository: Repository) -> None:
    repository.done("git", "checkout", "--quiet", "-b", "side")
    repository.write("pages/a.md", page(WEEKS))
    commit(repository, "2024-02-01")
    repository.done("git", "checkout", "--quiet", "main")
    repository.write("pages/a.md", page(SIX) + "\nMore.\n")
    commit(repository, "2024-02-02")
    repository.environment["GIT_COMMITTER_DATE"] = "2024-02-03T12:00:00Z"
    repository.done("git", "merge", "--quiet", "-m", "both", "side")
    assert values(repository, "isotretinoin", "treatment_duration") == [
        ("P6M", "2024-01-02", "2024-02-01"),
        ("P12W", "2024-02-01", None),
    ]


def test_what_a_merge_dropped_went_with_the_merge(repository: Repository) -> None:
    repository.done("git", "checkout", "--quiet", "-b", "side")
    repository.write("pages/a.md", page("Isotretinoin is taken for 9 months."))
    commit(repository, "2024-02-01")
    repository.done("git", "checkout", "--quiet", "main")
    repository.write("other.txt", "x")
    commit(repository, "2024-02-02")
    repository.environment["GIT_COMMITTER_DATE"] = "2024-02-03T12:00:00Z"
    repository.done("git", "merge", "--quiet", "-s", "ours", "-m", "ours", "side")
    assert ("P9M", "2024-02-01", "2024-02-03") in values(repository, "isotretinoin", "treatment_duration")
    assert values(repository, "isotretinoin", "treatment_duration")[-1][2] is None


def test_what_a_person_has_set_for_git_changes_no_history(repository: Repository) -> None:
    repository.done("git", "checkout", "--quiet", "-b", "side")
    repository.write("pages/a.md", page("Isotretinoin is taken for 9 months."))
    commit(repository, "2024-02-01")
    repository.done("git", "checkout", "--quiet", "main")
    repository.write("other.txt", "x")
    commit(repository, "2024-02-02")
    repository.done("git", "merge", "--quiet", "-s", "ours", "-m", "ours", "side")
    plain = output(repository, "history", "isotretinoin")
    settings = {
        "log.showRoot": "false",
        "log.diffMerges": "off",
        "log.follow": "true",
        "diff.relative": "true",
        "diff.renameLimit": "1",
        "diff.renames": "false",
        "diff.orderFile": "missing",
    }
    for key, value in settings.items():
        repository.done("git", "config", key, value)
        assert output(repository, "history", "isotretinoin") == plain, key


def test_a_shallow_clone_says_where_history_is_cut(repository: Repository, tmp_path: Path) -> None:
    repository.write("pages/a.md", page(WEEKS))
    tip = commit(repository, "2024-02-01")
    clone = Repository(tmp_path / "clone", repository.environment)
    repository.done("git", "clone", "--quiet", "--depth", "1", repository.top.as_uri(), str(clone.top))
    told = output(clone, "history", "isotretinoin", "treatment_duration")
    assert f"2024-02-01 {tip[:10]} or before" in told
    assert f"history is cut at 2024-02-01 {tip[:10]}" in told
    assert "history is cut" not in output(repository, "history", "isotretinoin")


def test_what_stands_in_history_is_what_the_last_commit_says(repository: Repository) -> None:
    repository.write("pages/b.md", page("Isotretinoin is given by mouth.", WEEKS))
    commit(repository, "2024-02-01")
    repository.write("pages/a.md", page("Isotretinoin is given into a vein."))
    commit(repository, "2024-03-01")
    rows = json.loads(output(repository, "history", "isotretinoin", "-o", "json"))["values"]
    facts = json.loads(output(repository, "facts", "--at", "HEAD", "-o", "json"))["facts"]
    standing = {(each["page"], each["attribute"], each["scope"], each["value"]) for each in rows if not each["until"]}
    said = {(each["doc"], each["attribute"], each["scope"], each["value"]) for each in facts}
    assert standing == said
    assert len(standing) > 3


def test_two_folders_are_compared_by_the_names_of_their_files(repository: Repository, tmp_path: Path) -> None:
    for name, text in (("old", SIX), ("new", WEEKS)):
        repository.write(f"copies/{name}/a.md", page(text))
    found = claims(repository, "--folders", "copies/old", "copies/new")
    assert found == [("changed", "isotretinoin, length of treatment: 6 months → 12 weeks")]
