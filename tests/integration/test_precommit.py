"""The hooks, in real repositories with the real pre-commit."""

from __future__ import annotations

import importlib.util
import re
import shlex
import shutil
import subprocess
import sys
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from factlint.load.formats import FORMATS
from tests.integration.repositories import ROOT, Repository, new_repository

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.skipif(not shutil.which("git"), reason="git is not installed"),
    pytest.mark.skipif(not importlib.util.find_spec("pre_commit"), reason="pre-commit is not installed"),
]

PRE_COMMIT = (sys.executable, "-m", "pre_commit")
SETTINGS = 'as_of = 2026-03-01\nfail_on = "info"\nseverity = {O103 = "error", O104 = "off"}\n'
DATED = "---\nreviewed: 2026-01-10\n---\n"
SIX = f"{DATED}Isotretinoin is taken for 6 months.\n"
TWELVE = f"{DATED}Isotretinoin is taken for 12 months.\n"
QUIET = f"{DATED}Rituximab attaches to CD20.\n"


def published() -> dict[str, Any]:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    return dict(hook)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A content repository: one page on isotretinoin, and the published hook run by what is installed."""
    made = new_repository(tmp_path / "content", tmp_path / "home")
    hook = {**published(), "language": "system"}
    hook.pop("minimum_pre_commit_version")
    made.write(".pre-commit-config.yaml", yaml.safe_dump({"repos": [{"repo": "local", "hooks": [hook]}]}))
    made.write("factlint.toml", SETTINGS)
    made.write("sources/six.md", SIX)
    made.done(*PRE_COMMIT, "install")
    assert made.commit("--no-verify").returncode == 0
    return made


def test_a_commit_that_contradicts_an_unchanged_page_is_refused_and_both_are_quoted(
    repository: Repository,
) -> None:
    repository.write("sources/twelve.md", TWELVE)
    refused = repository.commit()
    said = refused.stdout + refused.stderr
    assert refused.returncode == 1, said
    assert "C101 conflicting-values: Isotretinoin, length of treatment" in said
    assert re.search(r"sources/six\.md:4:17 .*\n.*«taken for 6 months»", said)
    assert re.search(r"sources/twelve\.md:4:17 .*\n.*«taken for 12 months»", said)
    assert repository.done("git", "rev-list", "--count", "HEAD").strip() == "1"


def test_a_commit_beside_the_conflicts_of_others_passes(repository: Repository) -> None:
    repository.write("sources/twelve.md", TWELVE)
    assert repository.commit("--no-verify").returncode == 0
    repository.write("sources/new.md", QUIET)
    passed = repository.commit()
    assert passed.returncode == 0, passed.stdout + passed.stderr
    assert repository.run("factlint", "check").returncode == 1


def test_a_page_in_conflict_that_is_touched_for_another_reason_passes(repository: Repository) -> None:
    repository.write("sources/twelve.md", TWELVE)
    assert repository.commit("--no-verify").returncode == 0
    repository.write("sources/twelve.md", f"{TWELVE}\nPlease ring us whenever something worries you.\n")
    passed = repository.commit()
    assert passed.returncode == 0, passed.stdout + passed.stderr


def test_a_page_whose_review_is_overdue_passes(repository: Repository) -> None:
    repository.write("sources/old.md", QUIET.replace("2026", "2015"))
    passed = repository.commit()
    assert passed.returncode == 0, passed.stdout + passed.stderr
    assert "Passed" in passed.stdout + passed.stderr
    whole = repository.run("factlint", "check", "--output", "concise")
    assert whole.returncode == 1
    assert "O103" in whole.stdout


def test_what_is_not_staged_is_not_judged(repository: Repository) -> None:
    repository.write("sources/new.md", QUIET)
    repository.done("git", "add", "--all")
    repository.write("sources/six.md", TWELVE)
    repository.write("sources/new.md", QUIET + SIX.removeprefix(DATED))
    passed = repository.run("git", "commit", "--quiet", "--message", "x")
    assert passed.returncode == 0, passed.stdout + passed.stderr


def test_a_mistake_in_the_configuration_is_refused_with_its_line(repository: Repository) -> None:
    repository.write("factlint.toml", SETTINGS + "fail = 1\n")
    repository.write("sources/new.md", QUIET)
    refused = repository.commit()
    assert refused.returncode == 1
    assert "factlint.toml:4: unknown key fail" in refused.stdout + refused.stderr


def test_the_hook_runs_where_pages_are_touched_and_not_elsewhere() -> None:
    files = re.compile(published()["files"])
    touched = ["a.TXT", *(f"x/page{name}" for name in FORMATS)]
    assert [name for name in touched if not files.search(name)] == []
    beside = ("logo.png", "build.py", "notes.md5", "schemas/ours.yaml", "factlint.toml", "web/pyproject.toml")
    assert [name for name in beside if files.search(name)] == []


def test_a_run_over_all_files_with_nothing_staged_judges_everything(repository: Repository) -> None:
    repository.write("sources/twelve.md", TWELVE)
    assert repository.commit("--no-verify").returncode == 0
    ran = repository.run(*PRE_COMMIT, "run", "--all-files")
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert "nothing is staged, so that all findings count" in ran.stdout
    assert "C101 conflicting-values" in ran.stdout


@pytest.mark.parametrize(
    ("command", "name"),
    [("validate-manifest", ".pre-commit-hooks.yaml"), ("validate-config", ".pre-commit-config.yaml")],
)
def test_what_this_repository_declares_is_valid(command: str, name: str) -> None:
    ran = subprocess.run([*PRE_COMMIT, command, ROOT / name], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout


def test_this_repository_runs_the_hook_that_it_publishes_and_fetches_none() -> None:
    repos = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    hooks = {hook["id"]: hook for repo in repos for hook in repo["hooks"]}
    assert {repo["repo"] for repo in repos} == {"local"}
    assert {hook["language"] for hook in hooks.values()} == {"system"}
    assert hooks["factlint"]["entry"] == published()["entry"]


@pytest.fixture(scope="module")
def index() -> None:
    """Skips where the build requirements of a hook's environment cannot be had."""
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--dry-run",
        "--ignore-installed",
        "--no-deps",
        "setuptools>=77",
    ]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if ran.returncode != 0:
        pytest.skip(f"pip has no package index to install from: {(ran.stderr.splitlines() or ['it failed'])[-1]}")


@pytest.fixture
def clone(tmp_path: Path) -> Repository:
    """This repository as others would clone it: what it is built from, committed."""
    made = new_repository(tmp_path / "factlint", tmp_path / "home")
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, made.top / name)
    for name in ("pipeline", "schemas"):
        shutil.copytree(ROOT / name, made.top / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    assert made.commit().returncode == 0
    return made


@pytest.mark.usefixtures("index")
def test_the_published_hook_installs_from_a_clone_and_refuses_a_conflict(clone: Repository, tmp_path: Path) -> None:
    content = new_repository(tmp_path / "content", tmp_path / "home")
    content.write("sources/six.md", SIX)
    assert content.commit().returncode == 0
    content.write("sources/twelve.md", TWELVE)
    content.done("git", "add", "--all")
    ran = content.run(*PRE_COMMIT, "try-repo", str(clone.top), "factlint", "--verbose")
    assert "conflicting-values" in ran.stdout, ran.stdout + ran.stderr
    assert ran.returncode == 1


def test_what_a_refused_commit_is_told_fits_a_screen(repository: Repository) -> None:
    for number in range(9):
        other = QUIET + SIX.removeprefix(DATED).replace("6", f"1{number}")
        repository.write(f"sources/a-folder-with-a-name/{number}.md", other)
    refused = repository.commit()
    lines = (refused.stdout + refused.stderr).splitlines()
    assert refused.returncode == 1
    assert len(lines) <= 24
    assert max(len(line) for line in lines) <= 80
    assert "Next: `factlint waive " in "\n".join(lines)


def test_a_commit_of_a_file_that_is_no_page_of_the_project_is_passed_at_once(repository: Repository) -> None:
    repository.write("factlint.toml", SETTINGS + 'sources = ["sources"]\n')
    repository.write("sources/twelve.md", TWELVE)
    repository.commit("--no-verify")
    repository.write("README.md", TWELVE)
    repository.done("git", "add", "--all")
    assert repository.factlint("check", "--staged").stdout == "No page of this project is staged: nothing to judge.\n"
    assert repository.factlint("check", "--staged", "-q").stdout == ""
    reported = repository.factlint("check", "--staged", "-o", "json")
    assert '"hidden": {' in reported.stdout
    assert repository.commit().returncode == 0


@pytest.mark.parametrize("spoilt", ["own.yaml", "known.json"])
def test_a_commit_that_spoils_what_judges_pages_is_not_passed(repository: Repository, spoilt: str) -> None:
    schema = "schema: own\ntitle: Own\nconcepts: {plant: {rose: {names: [rose]}}}\n"
    repository.write("factlint.toml", 'sources = ["sources"]\nschemas = ["own.yaml"]\nbaseline = "known.json"\n')
    repository.write("own.yaml", schema)
    repository.write("sources/twelve.md", TWELVE)
    assert repository.factlint("check", "-q", "--update-baseline").returncode == 0
    repository.commit("--no-verify")
    repository.write(spoilt, "{[")
    repository.done("git", "add", "--all")
    assert repository.factlint("check", "--staged").returncode == 2


def test_a_commit_of_the_configuration_is_not_passed_without_reading_pages(repository: Repository) -> None:
    repository.write("factlint.toml", SETTINGS + 'sources = ["sources"]\n')
    repository.write("sources/twelve.md", TWELVE)
    repository.commit("--no-verify")
    repository.write("factlint.toml", SETTINGS + 'sources = ["sources"]\nignore = ["O104"]\n')
    repository.done("git", "add", "--all")
    assert repository.factlint("check", "--staged").stdout.startswith("No findings.\n")


def test_a_commit_that_takes_a_page_away_is_not_said_to_have_none(repository: Repository) -> None:
    repository.write("factlint.toml", SETTINGS + 'sources = ["sources"]\n')
    repository.write("sources/twelve.md", TWELVE)
    repository.write("sources/other.md", TWELVE)
    repository.commit("--no-verify")
    repository.done("git", "rm", "-q", "sources/other.md")
    assert repository.factlint("check", "--staged").stdout.startswith("No findings.\n")


@pytest.mark.parametrize(
    ("one", "other", "risky"),
    [("is given by mouth", "is given into a vein", True), ("can cause dry skin", "does not cause dry skin", False)],
)
def test_the_command_that_a_hook_suggests_can_be_run(repository: Repository, one: str, other: str, risky: bool) -> None:
    repository.write("factlint.toml", SETTINGS)
    repository.write("sources/a.md", f"# Neuroblastoma\n\nIsotretinoin {one}.\n")
    repository.commit("--no-verify")
    repository.write("sources/b.md", f"# Neuroblastoma\n\nIsotretinoin {other}.\n")
    repository.done("git", "add", "--all")
    said = repository.factlint("check", "--staged").stdout
    found = re.search(r"Next: `factlint (waive [^`]*)`", said)
    assert found, said
    words = shlex.split(found[1].replace("\\\n", ""))
    assert ("--approved-by" in words) is risky
    values = {"--reason": "so", "--owner": "A", "--until": "2026-08-01", "--approved-by": "B"}
    given = [values.get(before, word) if word == "..." else word for before, word in pairwise(["", *words])]
    ran = repository.factlint(*given)
    assert ran.returncode == 0, ran.stderr
    assert repository.factlint("check", "--staged").returncode == 0


def test_a_commit_of_a_table_of_agreed_facts_is_not_passed_without_reading_pages(repository: Repository) -> None:
    table = "subject,attribute,value,source\nisotretinoin,treatment_duration,9 months,us\n"
    repository.write("agreed.csv", table.replace("9", "6"))
    repository.write("factlint.toml", 'references = ["agreed.csv"]\n' + SETTINGS)
    assert repository.commit("--no-verify").returncode == 0
    repository.write("agreed.csv", table)
    repository.done("git", "add", "--all")
    assert repository.factlint("check", "--staged").stdout.startswith("No findings.\nHidden: 1 ")
