"""check --since, in real repositories."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from factlint.changes import brought_about
from factlint.rules import BY_CODE
from tests.integration.repositories import Repository, new_repository

if TYPE_CHECKING:
    from factlint.result import Result

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")

SETTINGS = 'as_of = 2026-03-01\nsources = ["pages"]\nseverity = {O104 = "off"}\n'
DATED = "---\nreviewed: 2026-01-10\n---\n"
SIX = f"{DATED}Isotretinoin is taken for 6 months.\n"
TWELVE = f"{DATED}Isotretinoin is taken for 12 months.\n"
QUIET = f"{DATED}Rituximab attaches to CD20.\n"
CALENDAR = {code for code, rule in BY_CODE.items() if rule.info.calendar}


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Two pages that agree, committed."""
    made = new_repository(tmp_path / "content", tmp_path / "home")
    made.write("factlint.toml", SETTINGS)
    made.write("pages/six.md", SIX)
    made.write("pages/quiet.md", QUIET)
    assert made.commit().returncode == 0
    return made


def check(repository: Repository, *options: str) -> dict[str, object]:
    ran = repository.factlint("check", "-o", "json", "--fail-on", "error", *options)
    assert ran.returncode in (0, 1), ran.stderr
    return dict(json.loads(ran.stdout))


def codes(repository: Repository, *options: str) -> list[str]:
    found = check(repository, *options)["findings"]
    assert isinstance(found, list)
    return sorted(each["code"] for each in found)


def refused(repository: Repository, *arguments: str) -> str:
    ran = repository.factlint(*arguments)
    assert (ran.returncode, ran.stdout) == (2, ""), ran.stdout + ran.stderr
    return ran.stderr


def test_a_new_page_that_git_does_not_know_yet_counts(repository: Repository) -> None:
    repository.write("pages/twelve.md", TWELVE)
    assert codes(repository, "--since", "HEAD") == ["C101"]


def test_what_was_there_before_does_not_count_though_its_page_was_touched(repository: Repository) -> None:
    repository.write("pages/twelve.md", TWELVE)
    repository.commit()
    repository.write("pages/twelve.md", f"{TWELVE}\nPlease ring us.\n")
    repository.commit()
    assert codes(repository, "--since", "HEAD~1") == []
    assert codes(repository, "--since", "HEAD~2") == ["C101"]
    assert codes(repository) == ["C101"]


@pytest.mark.parametrize("revision", ["v1", "main", "main...", "refs/tags/v1", "main...topic"])
def test_a_revision_may_be_a_tag_a_branch_or_where_two_parted(repository: Repository, revision: str) -> None:
    repository.done("git", "tag", "v1")
    repository.done("git", "checkout", "--quiet", "-b", "topic")
    repository.write("pages/twelve.md", TWELVE)
    repository.commit()
    assert codes(repository, "--since", revision) == ["C101"]


def test_where_two_parted_what_the_other_branch_did_since_does_not_count(repository: Repository) -> None:
    repository.done("git", "checkout", "--quiet", "-b", "topic")
    repository.write("pages/new.md", QUIET)
    repository.commit()
    repository.done("git", "checkout", "--quiet", "main")
    repository.write("pages/six.md", TWELVE)
    repository.commit()
    repository.done("git", "checkout", "--quiet", "topic")
    assert check(repository, "--since", "main...")["findings"] == []


def test_a_page_that_was_renamed_brings_nothing_about(repository: Repository) -> None:
    repository.write("pages/twelve.md", f"{TWELVE}\nThe drug cyclophosphamid is a tablet for some.\n")
    repository.commit()
    repository.done("git", "mv", "pages/twelve.md", "pages/a year.md")
    repository.write("pages/a year.md", f"{TWELVE}\nThe drug cyclophosphamid is a tablet for some.\nRing us.\n")
    assert codes(repository, "--since", "HEAD") == []
    assert codes(repository) == ["C101"]


def test_a_page_that_moved_below_other_rules_is_judged_by_them(repository: Repository) -> None:
    collection = '[[collections]]\npaths = ["pages/agreed/**"]\nauthority = "reference"\n'
    repository.write("factlint.toml", SETTINGS + collection)
    repository.write("pages/twelve.md", TWELVE)
    repository.commit()
    (repository.top / "pages/agreed").mkdir()
    repository.done("git", "mv", "pages/twelve.md", "pages/agreed/twelve.md")
    assert codes(repository, "--since", "HEAD") == ["O102"]


def test_a_reference_that_goes_leaves_no_new_disagreement_behind(repository: Repository) -> None:
    collection = '[[collections]]\npaths = ["pages/agreed/**"]\nauthority = "reference"\n'
    repository.write("factlint.toml", SETTINGS + collection)
    repository.write("pages/agreed/nine.md", SIX.replace("6 m", "9 m"))
    repository.write("pages/twelve.md", TWELVE)
    repository.commit()
    assert codes(repository) == ["O102"]
    (repository.top / "pages/agreed/nine.md").unlink()
    assert codes(repository) == ["C101"]
    assert codes(repository, "--since", "HEAD") == []


def test_the_calendar_never_counts(repository: Repository) -> None:
    repository.write("pages/old.md", QUIET.replace("2026", "2015"))
    assert codes(repository, "--since", "HEAD", "--fail-on", "info") == []
    assert codes(repository) == ["O103"]


def test_with_a_changed_schema_every_page_counts_and_is_told(repository: Repository, tmp_path: Path) -> None:
    schema = Path(__file__).parents[2] / "schemas" / "paediatric-oncology.yaml"
    repository.write("ours.yaml", schema.read_text("utf-8"))
    repository.write("factlint.toml", f'{SETTINGS}schemas = ["ours.yaml"]\n')
    repository.write("pages/twelve.md", TWELVE)
    repository.commit()
    assert codes(repository, "--since", "HEAD") == []
    repository.write("ours.yaml", schema.read_text("utf-8") + "\n# another line\n")
    ran = repository.factlint("check", "--since", "HEAD", "-o", "concise")
    assert ran.returncode == 1
    assert "C101" in ran.stdout
    assert "ours.yaml is not what it was at HEAD" in ran.stderr


def test_a_changed_configuration_counts_but_not_what_a_shared_file_says_of_others(tmp_path: Path) -> None:
    repository = new_repository(tmp_path / "content", tmp_path / "home")
    own = '[tool.factlint]\nas_of = 2026-03-01\nsources = ["pages"]\n'
    repository.write("pyproject.toml", own)
    repository.write("pages/six.md", SIX)
    repository.write("pages/twelve.md", TWELVE)
    repository.commit()
    repository.write("pyproject.toml", f'{own}\n[tool.other]\nx = "1"\n')
    assert codes(repository, "--since", "HEAD") == []
    repository.write("pyproject.toml", f'{own}ignore = ["T101"]\n')
    assert codes(repository, "--since", "HEAD") == ["C101"]


def decision(fingerprint: str, kind: str = "both-right") -> str:
    until = "\n  until: 2026-06-30" if kind == "both-right" else ""
    return (
        f"- fingerprint: {fingerprint}\n  decision: {kind}\n  code: C101\n  message: two lengths\n"
        f"  reason: both courses are in use\n  owner: A. Lee\n  on: 2026-02-01{until}\n"
    )


@pytest.fixture
def decided(repository: Repository) -> str:
    """The fingerprint of a finding that is hidden by a decision, committed."""
    repository.write("pages/twelve.md", TWELVE)
    (finding,) = check(repository)["findings"]  # type: ignore[misc]
    repository.write("factlint.toml", f'{SETTINGS}decisions = "decided.yaml"\n')
    repository.write("decided.yaml", decision(finding["fingerprint"]))
    repository.commit()
    assert codes(repository, "--since", "HEAD") == []
    return str(finding["fingerprint"])


@pytest.mark.parametrize("left", ["", "# nothing\n", "fix-ours", "both-right until 2026-02-15"])
def test_a_decision_that_is_taken_back_brings_its_finding_back(repository: Repository, decided: str, left: str) -> None:
    entry = decision(decided)
    texts = {
        "fix-ours": entry + decision(decided, "fix-ours"),
        "both-right until 2026-02-15": entry.replace("2026-06-30", "2026-02-15"),
    }
    repository.write("decided.yaml", texts.get(left, left))
    assert "C101" in codes(repository)
    assert codes(repository, "--since", "HEAD") == ["C101"]


def test_decisions_that_could_not_be_read_then_are_compared_by_what_they_named(
    repository: Repository, decided: str
) -> None:
    repository.write("decided.yaml", f"about: {decided}\n")
    repository.commit()
    repository.write("decided.yaml", "# nothing\n")
    assert codes(repository, "--since", "HEAD") == ["C101"]


@pytest.mark.parametrize("named", [True, False])
def test_decisions_whose_file_is_taken_away_bring_their_findings_back(
    repository: Repository, decided: str, named: bool
) -> None:
    if not named:
        repository.done("git", "mv", "decided.yaml", "factlint-decisions.yaml")
        repository.write("factlint.toml", SETTINGS)
        repository.commit()
        assert codes(repository, "--since", "HEAD") == []
    (repository.top / ("decided.yaml" if named else "factlint-decisions.yaml")).unlink()
    assert codes(repository, "--since", "HEAD") == ["C101"]


def test_an_open_decision_that_is_taken_out_brings_nothing_back(repository: Repository, decided: str) -> None:
    repository.write("decided.yaml", decision(decided, "fix-ours"))
    repository.commit()
    repository.write("decided.yaml", "")
    assert codes(repository) == ["C101"]
    assert codes(repository, "--since", "HEAD") == []


@pytest.mark.parametrize("option", ["--staged", "--since=HEAD"])
def test_a_second_slip_about_the_same_concept_counts(repository: Repository, option: str) -> None:
    first = f"{QUIET}The drug isoretinoin is a tablet.\n"
    repository.write("pages/slip.md", first)
    repository.commit()
    repository.write("pages/slip.md", f"{first}\nThe drug isotretinion is a tablet.\n")
    repository.done("git", "add", "--all")
    assert codes(repository) == ["T101", "T101"]
    assert codes(repository, option) == ["T101"]


def test_a_page_too_large_to_be_read_counts_where_it_changed_alone(repository: Repository) -> None:
    repository.write("pages/large.md", "x" * 20_000_001)
    repository.commit()
    assert "S103" in codes(repository)
    assert codes(repository, "--since", "HEAD") == []
    repository.write("pages/large.md", "y" * 20_000_001)
    assert codes(repository, "--since", "HEAD") == ["S103"]


@pytest.mark.parametrize(
    ("revision", "said"),
    [
        ("nowhere", "there is no revision 'nowhere'"),
        ("--output=stolen", "is no revision"),
        ("-p", "is no revision"),
        ("", "is no revision"),
        ("HEAD~9", "there is no revision"),
        ("HEAD:pages", "there is no revision"),
        ("main..HEAD", "is a range"),
        ("twice", "is ambiguous"),
    ],
)
def test_a_revision_that_names_no_commit_is_refused(repository: Repository, revision: str, said: str) -> None:
    repository.done("git", "tag", "twice")
    repository.done("git", "branch", "twice")
    repository.write("pages/twelve.md", TWELVE)
    assert said in refused(repository, "check", f"--since={revision}")
    assert not (repository.top / "stolen").exists()


def test_a_branch_that_only_the_remote_has_is_named(repository: Repository, tmp_path: Path) -> None:
    repository.done("git", "branch", "stable")
    clone = cloned(repository, tmp_path)
    assert "name it origin/stable" in refused(clone, "check", "--since", "stable")


def test_a_shallow_clone_tells_how_to_deepen_it(repository: Repository, tmp_path: Path) -> None:
    repository.write("pages/twelve.md", TWELVE)
    repository.commit()
    clone = cloned(repository, tmp_path, "--depth", "1")
    assert "git fetch --unshallow" in refused(clone, "check", "--since", "HEAD~1")
    assert "git fetch origin" not in refused(clone, "check", "--since", "HEAD~3")
    assert codes(clone, "--since", "HEAD") == []


def test_what_is_told_by_its_way_from_another_commit_cannot_be_fetched(repository: Repository) -> None:
    for revision in ("HEAD~3", "main^^", "HEAD@{9}"):
        assert "git fetch" not in refused(repository, "check", "--since", revision)
    assert "git fetch origin v9" in refused(repository, "check", "--since", "v9")


def cloned(repository: Repository, tmp_path: Path, *options: str) -> Repository:
    clone = Repository(tmp_path / "clone", repository.environment)
    repository.done("git", "clone", "--quiet", *options, repository.top.as_uri(), str(clone.top))
    return clone


def test_contents_that_a_clone_lacks_are_told_and_not_fetched(repository: Repository, tmp_path: Path) -> None:
    repository.done("git", "config", "uploadpack.allowFilter", "true")
    repository.write("pages/six.md", f"{SIX}More.\n")
    repository.commit()
    clone = cloned(repository, tmp_path, "--filter", "blob:none")
    assert refused(clone, "check", "--since", "HEAD~1").startswith("factlint: ")


def test_without_a_repository_or_a_commit_there_is_no_run(tmp_path: Path) -> None:
    empty = new_repository(tmp_path / "content", tmp_path / "home")
    empty.write("a.md", SIX)
    assert "no commit yet" in refused(empty, "check", "--since", "HEAD")
    outside = Repository(tmp_path / "outside", {**empty.environment, "GIT_CEILING_DIRECTORIES": str(tmp_path)})
    outside.write("a.md", SIX)
    assert "not a git repository" in refused(outside, "check", "--since", "HEAD")
    assert "--changed" in refused(outside, "check", "--since", "HEAD")
    for command in (["diff", "HEAD"], ["history", "isotretinoin"], ["facts", "--at", "HEAD"]):
        said = refused(outside, *command)
        assert "inside a git repository" in said
        assert "--changed" not in said


def test_the_ways_to_name_a_change_exclude_each_other(repository: Repository) -> None:
    assert "--staged and --since exclude each other" in refused(repository, "check", "--staged", "--since", "HEAD")


@pytest.mark.parametrize("name", ["a b.md", "größe.md", 'say "so".md', "two\nlines.md", "-dash.md", "[x]*.md"])
def test_pages_may_have_any_name(repository: Repository, name: str) -> None:
    repository.write(f"pages/{name}", TWELVE)
    repository.commit()
    repository.write(f"pages/{name}", f"{TWELVE}More.\n")
    assert codes(repository, "--since", "HEAD") == []
    assert codes(repository, "--since", "HEAD~1") == ["C101"]


def test_a_project_in_a_subfolder_is_compared_with_itself(tmp_path: Path) -> None:
    repository = new_repository(tmp_path / "content", tmp_path / "home")
    repository.write(".gitignore", "drafts/\n")
    repository.write("site/en/factlint.toml", SETTINGS)
    repository.write("site/en/pages/six.md", SIX)
    repository.write("elsewhere/pages/nine.md", SIX.replace("6 m", "9 m"))
    repository.commit()
    repository.write("site/en/pages/twelve.md", TWELVE)
    within = Repository(repository.top / "site" / "en", repository.environment)
    assert codes(within, "--since", "HEAD") == ["C101"]
    repository.commit()
    assert codes(within, "--since", "HEAD") == []


def test_line_ends_that_a_checkout_turned_are_no_change(repository: Repository) -> None:
    repository.write("pages/twelve.md", TWELVE)
    repository.commit()
    for name in ("six", "twelve"):
        path = repository.top / "pages" / f"{name}.md"
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert codes(repository, "--since", "HEAD") == []


def test_links_and_repositories_within_are_no_danger(repository: Repository, tmp_path: Path) -> None:
    inner = new_repository(tmp_path / "inner", tmp_path / "home")
    inner.write("nine.md", SIX.replace("6 m", "9 m"))
    inner.commit()
    repository.write("hidden/.store/text.md", TWELVE)
    (repository.top / "pages" / "link.md").symlink_to("../.store.md")
    (repository.top / "pages" / "out.md").symlink_to("/etc/passwd")
    repository.write(".store.md", TWELVE)
    repository.done("git", "submodule", "--quiet", "add", inner.top.as_uri(), "pages/inner")
    repository.commit()
    ran = repository.factlint("check", "--since", "HEAD", "-o", "concise", "-q")
    assert (ran.returncode, ran.stdout) == (0, ""), ran.stdout + ran.stderr
    assert "pages/inner is a repository of its own" in ran.stderr


def test_nothing_that_the_repository_configures_is_run(repository: Repository, tmp_path: Path) -> None:
    trap = tmp_path / "ran"
    script = tmp_path / "trap.sh"
    script.write_text(f"#!/bin/sh\ntouch {trap}\ncat\n")
    script.chmod(0o755)
    repository.write(".gitattributes", "*.md filter=trap diff=trap\n")
    repository.commit()
    for key in ("filter.trap.smudge", "filter.trap.clean", "diff.trap.textconv", "diff.trap.command"):
        repository.done("git", "config", key, str(script))
    repository.done("git", "config", "core.fsmonitor", str(script))
    repository.write("pages/twelve.md", TWELVE)
    assert codes(repository, "--since", "HEAD") == ["C101"]
    ran = repository.factlint("diff", "HEAD")
    assert ran.returncode == 0, ran.stderr
    ran = repository.factlint("history", "isotretinoin")
    assert ran.returncode == 0, ran.stderr
    assert not trap.exists()


SENTENCES = [
    *(f"Isotretinoin is taken for {count} months." for count in (6, 9, 12)),
    *(f"Isotretinoin is taken for {count} weeks." for count in (26, 40)),
    *(f"Busulfan is given {way}." for way in ("by mouth", "into a vein")),
    "Busulfan is given by mouth or into a vein.",
    "Interleukin-2 is used for neuroblastoma.",
    "Interleukin-2 is no longer used for neuroblastoma.",
    "Temozolomide is a chemotherapy drug.",
    "For relapsed neuroblastoma, isotretinoin is taken for 3 months.",
]


def page(chance: random.Random) -> str:
    year = chance.choice(["2019", "2022", "2026"])
    said = " ".join(chance.sample(SENTENCES, chance.randint(1, 3)))
    return f"---\nreviewed: {year}-01-10\n---\n# About treatment\n\n{said}\n"


def edit(repository: Repository, chance: random.Random) -> None:
    """A page is written anew, taken away or added."""
    names = sorted(path.name for path in (repository.top / "pages").iterdir())
    for _ in range(chance.randint(1, 3)):
        name = chance.choice([*names, f"{chance.randint(0, 9)}.md"])
        path = repository.top / "pages" / name
        if chance.random() < 0.25 and path.exists() and len(names) > 2:
            path.unlink()
        else:
            repository.write(f"pages/{name}", page(chance))


@pytest.mark.parametrize("seed", range(4))
def test_every_finding_of_a_full_run_that_was_not_there_counts(tmp_path: Path, seed: int) -> None:
    from factlint import run
    from factlint.config import load_settings
    from factlint.snapshot import earlier, snapshot

    chance = random.Random(seed)
    repository = new_repository(tmp_path / "content", tmp_path / "home")
    repository.write("factlint.toml", SETTINGS)
    for number in range(5):
        repository.write(f"pages/{number}.md", page(chance))
    repository.commit()
    settings = load_settings([repository.top / "pages"])
    compared = 0
    for _ in range(6):
        full = run.check(settings.sources, settings)
        edit(repository, chance)
        reports = run.read(settings.sources, settings)
        now = run.judge(reports, settings)
        then = earlier(snapshot(settings, "HEAD"), reports, settings)
        before = run.judge(then.reports, settings)
        assert set(before.findings["fingerprint"]) == set(full.findings["fingerprint"])
        counted = set(brought_about([before], now, then.changed, then.renamed, CALENDAR).findings["fingerprint"])
        new = set(now.findings["fingerprint"]) - set(before.findings["fingerprint"])
        missed = [name for name in new - counted if not left_over(name, before, now, then.changed)]
        assert missed == []
        compared += len(new)
        subprocess.run(["git", "add", "-A"], cwd=repository.top, check=True, env=repository.environment)
        repository.commit()
    assert compared > 3


def left_over(name: str, before: Result, now: Result, changed: frozenset[str]) -> bool:
    """Whether it is by the calendar, or what is left of a disagreement of the same pages that had more values.

    A finding of a changed page is new under another rule; of pages that did not change it is not.
    """
    finding = now.findings.set_index("fingerprint").loc[name]
    docs = now.pages_of()[name]
    mine = docs & changed
    known, pages = before.findings, before.pages_of()
    same = known[[about(row, bool(mine)) == about(finding, bool(mine)) for _, row in known.iterrows()]]
    wider = [each for each in same["fingerprint"] if values_of(now, name) <= values_of(before, each)]
    return finding["code"] in CALENDAR or all(any(doc in pages[each] for each in wider) for doc in mine or docs)


def about(row: Any, with_code: bool) -> tuple[object, ...]:
    return (row["subject"], row["attribute"], row["scope"], row["code"] if with_code else "")


def values_of(result: Result, name: str) -> set[str]:
    return set(result.evidence.loc[result.evidence["fingerprint"] == name, "value"])
