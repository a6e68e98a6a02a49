"""The steps of the job for GitLab, run by bash against a host on the loopback interface."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.ci.hosts import ME, Host, code_host
from tests.ci.test_github import MARKER, NINE, SIX
from tests.integration.repositories import ROOT, Repository, new_repository

pytestmark = pytest.mark.skipif(
    not (shutil.which("git") and shutil.which("bash")), reason="git or bash is not installed"
)


class Job:
    """A job on a merge request, which brings a page that disagrees with one of the target."""

    def __init__(self, repository: Repository, folder: Path, host: Host) -> None:
        self.repository, self.host = repository, host
        program = folder / "factlint"
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m factlint "$@"\n')
        program.chmod(0o755)
        self.given = {
            "CI_API_V4_URL": host.url,
            "CI_COMMIT_SHA": repository.done("git", "rev-parse", "HEAD").strip(),
            "CI_MERGE_REQUEST_DIFF_BASE_SHA": repository.done("git", "rev-parse", "main").strip(),
            "CI_MERGE_REQUEST_IID": "5",
            "CI_PROJECT_DIR": str(repository.top),
            "CI_PROJECT_ID": "12",
            "CI_PROJECT_URL": "https://git.example.org/o/r",
            "FACTLINT": str(program),
            "FACTLINT_FORMATS": "full markdown",
            "FACTLINT_GITLAB_TOKEN": "secret",
            "FACTLINT_PYTHON": sys.executable,
            "NO_PROXY": "127.0.0.1",
        }

    def run(self, command: str = f'bash "{ROOT}/ci/gitlab/run.sh"', **given: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "-euo", "pipefail", "-c", command],
            cwd=self.repository.top,
            env={**self.repository.environment, **self.given, **given},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )


@pytest.fixture
def job(tmp_path: Path) -> Iterator[Job]:
    made = new_repository(tmp_path / "content", tmp_path / "home")
    made.write("factlint.toml", 'as_of = 2026-03-01\nsources = ["."]\nseverity = {O104 = "off"}\n')
    made.write("pages/six.md", SIX)
    made.commit()
    made.done("git", "checkout", "--quiet", "-b", "topic")
    made.write("pages/nine.md", NINE)
    made.commit()
    with code_host() as host:
        yield Job(made, tmp_path, host)


def test_reports_and_one_note_are_left_and_the_status_is_that_of_factlint(job: Job) -> None:
    ran = job.run()
    assert ran.returncode == 1, ran.stderr
    assert "error C101" in ran.stdout
    (body,) = job.host.bodies
    assert body.startswith(f"{MARKER}\n### factlint: this change adds 1\n")
    assert f"(https://git.example.org/o/r/-/blob/{job.given['CI_COMMIT_SHA']}/pages/nine.md#L4)" in body
    assert (job.repository.top / "factlint-reports" / "report.json").is_file()
    assert job.host.tokens == {"secret"}


def test_the_note_is_brought_up_to_date_and_reports_are_not_read_as_pages(job: Job) -> None:
    job.run()
    job.repository.write("pages/nine.md", SIX)
    ran = job.run()
    assert ran.returncode == 0, ran.stdout
    (body,) = job.host.bodies
    assert "### factlint: No conflicts" in body
    assert "2 pages;" in body


def test_the_folder_of_the_project_is_part_of_the_link(job: Job) -> None:
    (job.repository.top / "site").mkdir()
    job.repository.done("git", "mv", "pages", "factlint.toml", "site")
    job.run(FACTLINT_CONFIG="site/factlint.toml", FACTLINT_SINCE="none")
    assert f"/-/blob/{job.given['CI_COMMIT_SHA']}/site/pages/nine.md#L4)" in job.host.bodies[0]


def test_a_note_of_somebody_else_is_never_touched(job: Job) -> None:
    job.host.add(f"{MARKER}\nmine", author=ME + 1)
    job.run()
    assert job.host.bodies[0] == f"{MARKER}\nmine"
    assert len(job.host.bodies) == 2


def test_where_the_target_has_moved_on_that_is_what_counts(job: Job) -> None:
    known = job.repository.done("git", "rev-parse", "topic").strip()
    assert job.run(CI_MERGE_REQUEST_TARGET_BRANCH_SHA=known).returncode == 0
    assert job.host.bodies == []


@pytest.mark.parametrize("fault", ["no token", "refused", "no server"])
def test_a_note_that_cannot_be_left_changes_nothing(job: Job, fault: str) -> None:
    job.host.refuses |= {"POST": 403} if fault == "refused" else {}
    given = {"no token": {"FACTLINT_GITLAB_TOKEN": ""}, "no server": {"CI_API_V4_URL": "http://127.0.0.1:1"}}.get(
        fault, {}
    )
    ran = job.run(**given)
    assert ran.returncode == 1
    assert "factlint: no " in ran.stderr


def test_outside_of_a_merge_request_everything_counts_and_nothing_is_posted(job: Job) -> None:
    ran = job.run(CI_MERGE_REQUEST_IID="", CI_MERGE_REQUEST_DIFF_BASE_SHA="")
    assert ran.returncode == 1
    assert job.host.asked == []


def test_a_mistake_is_no_finding(job: Job) -> None:
    ran = job.run(FACTLINT_CONFIG="nowhere.toml")
    assert ran.returncode == 2
    assert job.host.bodies == []


def test_a_note_does_not_stand_for_what_could_not_be_checked(job: Job) -> None:
    job.run()
    ran = job.run(FACTLINT_CONFIG="nowhere.toml")
    assert ran.returncode == 2
    (body,) = job.host.bodies
    assert body.splitlines()[2:] == [f"### factlint: could not check {job.given['CI_COMMIT_SHA']}: status 2"]


def test_reports_of_an_earlier_use_are_not_passed_on(job: Job) -> None:
    job.run(FACTLINT_FORMATS="full markdown gitlab")
    ran = job.run(FACTLINT_FORMATS="junit")
    assert "C101" not in ran.stdout
    left = {each.name for each in (job.repository.top / "factlint-reports").iterdir()}
    assert left == {".gitignore", "report.json", "junit.xml"}


@pytest.mark.parametrize("ref", ["main", "v1", "commit"])
def test_the_steps_of_the_job_fetch_the_program_that_the_including_file_names_and_run_it(
    job: Job, tmp_path: Path, ref: str
) -> None:
    home = new_repository(tmp_path / "program", tmp_path / "program-home")
    shutil.copytree(ROOT / "ci", home.top / "ci")
    home.commit()
    home.done("git", "tag", "v1")
    commit = home.done("git", "rev-parse", "HEAD").strip()
    included = yaml.safe_load((ROOT / "ci" / "gitlab" / "factlint.yml").read_text("utf-8"))
    described = included["factlint"]
    including = {"FACTLINT_REPOSITORY": f"file://{home.top}", "FACTLINT_REF": commit if ref == "commit" else ref}
    # The host takes variables of a job before those of the pipeline, and for the pipeline those of the including file.
    own = {**included.get("variables", {}), **including, **described["variables"]}
    given = {name: str(value) for name, value in own.items()} | {"FACTLINT_HOME": str(tmp_path / "fetched")}
    ran = job.run("\n".join(described["script"]), **given)
    assert ran.returncode == 1, ran.stderr
    assert len(job.host.bodies) == 1
    for kind in described["artifacts"]["paths"]:
        assert (job.repository.top / kind).is_dir()
