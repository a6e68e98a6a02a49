"""The scripts of the action, run by bash in a real repository, against a host on the loopback interface."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from factlint.render import FORMATS
from tests.ci.hosts import Host, code_host
from tests.integration.repositories import ROOT, Repository, new_repository

pytestmark = pytest.mark.skipif(
    not (shutil.which("git") and shutil.which("bash")), reason="git or bash is not installed"
)

DATED = "---\nreviewed: 2026-01-10\n---\n"
SIX = f"{DATED}Isotretinoin is taken for 6 months.\n"
NINE = f"{DATED}Isotretinoin is taken for 9 months.\n"
MARKER = "<!-- factlint -->"


class Job:
    """A job on a pull request, in a checkout of what would be merged."""

    def __init__(self, repository: Repository, folder: Path, host: Host) -> None:
        self.repository, self.host = repository, host
        self.temp = folder / "temp"
        self.temp.mkdir()
        for name in ("output", "summary"):
            (self.temp / name).touch()
        (self.temp / "event.json").write_text('{"pull_request": {"number": 5}}')
        program = self.temp / "factlint"
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m factlint "$@"\n')
        program.chmod(0o755)
        self.given = {
            "FACTLINT": str(program),
            "FACTLINT_PYTHON": sys.executable,
            "FACTLINT_REPORTS": str(self.temp / "reports"),
            "FACTLINT_FORMATS": "full markdown",
            "GITHUB_API_URL": host.url,
            "GITHUB_BASE_REF": "main",
            "GITHUB_EVENT_NAME": "pull_request",
            "GITHUB_EVENT_PATH": str(self.temp / "event.json"),
            "GITHUB_OUTPUT": str(self.temp / "output"),
            "GITHUB_REPOSITORY": "o/r",
            "GITHUB_SERVER_URL": "https://git.example.org",
            "GITHUB_SHA": repository.done("git", "rev-parse", "HEAD").strip(),
            "GITHUB_STEP_SUMMARY": str(self.temp / "summary"),
            "GITHUB_TOKEN": "secret",
            "RUNNER_TEMP": str(self.temp),
            "NO_PROXY": "127.0.0.1",
        }

    def run(self, script: str, **given: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", str(ROOT / "ci" / "github" / script)],
            cwd=self.repository.top,
            env={**self.repository.environment, **self.given, **given},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def check(self, **given: str) -> dict[str, str]:
        ran = self.run("check.sh", **given)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        return self.outputs

    @property
    def outputs(self) -> dict[str, str]:
        lines = (self.temp / "output").read_text("utf-8").splitlines()
        return dict(line.split("=", 1) for line in lines)

    @property
    def summary(self) -> str:
        return (self.temp / "summary").read_text("utf-8")

    @property
    def report(self) -> str:
        return (self.temp / "reports" / "comment.md").read_text("utf-8")


@pytest.fixture
def job(tmp_path: Path) -> Iterator[Job]:
    """A pull request that brings a page which disagrees with one on main."""
    made = new_repository(tmp_path / "content", tmp_path / "home")
    made.write("factlint.toml", 'as_of = 2026-03-01\nsources = ["pages"]\nseverity = {O104 = "off"}\n')
    made.write("pages/six.md", SIX)
    made.commit()
    made.done("git", "checkout", "--quiet", "-b", "topic")
    made.write("pages/nine.md", NINE)
    made.commit()
    made.done("git", "checkout", "--quiet", "main")
    made.write("pages/other.md", f"{DATED}Rituximab attaches to CD20.\n")
    made.commit()
    made.done("git", "checkout", "--quiet", "--detach", "main")
    made.done("git", "merge", "--quiet", "--no-ff", "--message", "merge", "topic")
    with code_host() as host:
        yield Job(made, tmp_path, host)


def test_a_pull_request_is_compared_with_its_base_and_told_by_outputs(job: Job) -> None:
    outputs = job.check()
    assert {name: outputs[name] for name in ("findings", "errors", "warnings", "status")} == {
        "findings": "1",
        "errors": "1",
        "warnings": "0",
        "status": "1",
    }
    assert json.loads(Path(outputs["json"]).read_text("utf-8"))["findings"][0]["code"] == "C101"
    assert "Compared with `HEAD^1`." in job.report


def test_what_was_on_main_before_does_not_fail_a_pull_request(job: Job) -> None:
    job.repository.done("git", "checkout", "--quiet", "main")
    job.repository.done("git", "merge", "--quiet", "topic")
    job.repository.done("git", "checkout", "--quiet", "-b", "more")
    job.repository.write("pages/more.md", f"{DATED}Rituximab attaches to CD20 too.\n")
    job.repository.commit()
    job.repository.done("git", "checkout", "--quiet", "--detach", "main")
    job.repository.done("git", "merge", "--quiet", "--no-ff", "--message", "merge", "more")
    outputs = job.check(GITHUB_SHA=job.repository.done("git", "rev-parse", "HEAD").strip())
    assert (outputs["findings"], outputs["status"]) == ("0", "0")


def test_a_checkout_of_the_branch_itself_is_compared_with_where_it_left_the_base(job: Job) -> None:
    job.repository.done("git", "update-ref", "refs/remotes/origin/main", "main")
    job.repository.done("git", "checkout", "--quiet", "topic")
    assert job.check()["findings"] == "1"
    assert "Compared with `origin/main...`." in job.report


@pytest.mark.parametrize("event", ["push", "schedule"])
def test_anything_else_counts_everything(job: Job, event: str) -> None:
    job.check(GITHUB_EVENT_NAME=event)
    assert "### factlint: 1 error\n" in job.report


def test_none_counts_everything_on_a_pull_request_too(job: Job) -> None:
    job.check(FACTLINT_SINCE="none")
    assert "Compared with" not in job.report


def test_a_clone_of_too_little_depth_is_a_mistake_and_not_an_approval(job: Job) -> None:
    job.repository.done("git", "checkout", "--quiet", "--orphan", "alone")
    job.repository.commit()
    ran = job.run("check.sh")
    assert ran.returncode == 2
    assert "::error::factlint could not check the pages: exit status 2" in ran.stdout
    assert job.outputs == {"status": "2"}


def test_places_link_to_the_commit_that_was_judged(job: Job) -> None:
    job.check()
    commit = job.given["GITHUB_SHA"]
    assert f"(https://git.example.org/o/r/blob/{commit}/pages/nine.md#L4)" in job.report


def test_the_folder_of_the_project_is_part_of_the_link(job: Job) -> None:
    (job.repository.top / "site").mkdir()
    job.repository.done("git", "mv", "pages", "factlint.toml", "site")
    job.repository.commit()
    job.check(FACTLINT_SINCE="none", FACTLINT_CONFIG="site/factlint.toml")
    assert "/site/pages/nine.md#L4)" in job.report


def test_the_comment_is_written_once_and_then_brought_up_to_date(job: Job) -> None:
    job.check()
    assert "wrote a comment" in job.run("comment.sh").stdout
    assert "the comment is up to date" in job.run("comment.sh").stdout
    job.repository.write("pages/nine.md", SIX)
    job.repository.commit()
    job.check(FACTLINT_SINCE="topic")
    assert "brought the comment up to date" in job.run("comment.sh").stdout
    (body,) = job.host.bodies
    assert body.startswith(f"{MARKER}\n### factlint: No conflicts: this change resolves 1\n")
    assert [method for method, _ in job.host.asked].count("POST") == 1
    assert job.host.tokens == {"Bearer secret"}


def test_the_comment_is_found_behind_pages_of_others(job: Job) -> None:
    for number in range(205):
        job.host.add(f"comment {number}", "somebody")
    job.host.add(f"{MARKER}\nold")
    job.check()
    job.run("comment.sh")
    assert len(job.host.comments) == 206
    assert "this change adds 1" in job.host.bodies[205]


def test_a_comment_of_somebody_else_is_never_touched(job: Job) -> None:
    job.host.add(f"{MARKER}\nmine now", "mallory")
    job.host.add(f"as factlint says:\n{MARKER}")
    job.check()
    job.run("comment.sh")
    assert job.host.bodies[:2] == [f"{MARKER}\nmine now", f"as factlint says:\n{MARKER}"]
    assert "this change adds 1" in job.host.bodies[2]


def test_several_jobs_keep_comments_of_their_own(job: Job) -> None:
    job.check()
    for name in ("clinic", "oncology", "clinic"):
        job.run("comment.sh", FACTLINT_COMMENT_ID=name)
    assert [body.split("\n")[0] for body in job.host.bodies] == [
        "<!-- factlint clinic -->",
        "<!-- factlint oncology -->",
    ]


def test_where_there_is_nothing_to_say_no_comment_is_begun(job: Job) -> None:
    job.check(FACTLINT_SINCE="HEAD")
    assert "nothing to say" in job.run("comment.sh").stdout
    assert job.host.bodies == []
    job.host.add(f"{MARKER}\nthis change adds 1")
    job.run("comment.sh")
    assert "### factlint: No new conflicts" in job.host.bodies[0]


def test_a_comment_does_not_stand_for_what_could_not_be_checked(job: Job) -> None:
    job.check()
    job.run("comment.sh")
    assert job.run("check.sh", FACTLINT_CONFIG="nowhere.toml").returncode == 2
    ran = job.run("comment.sh", FACTLINT_STATUS="2", FACTLINT_REPORTS="")
    assert ran.returncode == 0, ran.stderr
    (body,) = job.host.bodies
    assert body.splitlines()[2:] == [f"### factlint: could not check {job.given['GITHUB_SHA']}: status 2"]


def test_without_the_format_of_comments_there_is_none_and_no_warning(job: Job) -> None:
    job.check(FACTLINT_FORMATS="full")
    ran = job.run("comment.sh")
    assert (ran.returncode, "::" in ran.stdout) == (0, False)
    assert job.host.asked == []


def test_reports_of_an_earlier_use_are_not_passed_on(job: Job) -> None:
    job.check(FACTLINT_FORMATS="full markdown")
    ran = job.run("check.sh", FACTLINT_FORMATS="json")
    assert "C101" not in ran.stdout
    assert not (job.temp / "reports" / "comment.md").exists()


def test_each_use_has_a_folder_of_its_own_for_reports(job: Job) -> None:
    folders = {job.check(FACTLINT_REPORTS="", FACTLINT_FORMATS="")["reports"] for _ in range(2)}
    assert len(folders) == 2


def test_the_base_alone_is_no_change_that_could_be_approved(job: Job) -> None:
    ran = job.run("check.sh", GITHUB_EVENT_NAME="pull_request_target")
    assert ran.returncode == 2
    assert job.outputs == {"status": "2"}
    job.repository.done("git", "update-ref", "refs/remotes/origin/main", "main")
    job.repository.done("git", "checkout", "--quiet", "main")
    given = {"GITHUB_EVENT_NAME": "pull_request_target", "GITHUB_SHA": "0" * 40}
    assert job.run("check.sh", **given).returncode == 2


def test_a_change_that_is_checked_out_beside_its_base_is_compared_with_it(job: Job) -> None:
    job.repository.done("git", "update-ref", "refs/remotes/origin/main", "main")
    outputs = job.check(GITHUB_EVENT_NAME="pull_request_target", GITHUB_SHA="0" * 40)
    assert outputs["findings"] == "1"
    assert "Compared with `origin/main...`." in job.report


@pytest.mark.parametrize("status", [401, 403, 404])
def test_without_a_right_to_comment_the_report_goes_to_the_summary(job: Job, status: int) -> None:
    job.host.refuses["POST"] = status
    job.check()
    ran = job.run("comment.sh")
    assert ran.returncode == 0
    assert "::notice::factlint may not comment here" in ran.stdout
    assert job.summary == job.report


@pytest.mark.parametrize("fault", ["server error", "no server", "elsewhere"])
def test_a_host_that_fails_does_not_fail_the_job(job: Job, fault: str) -> None:
    given = {}
    if fault == "server error":
        job.host.refuses["GET"] = 500
    elif fault == "elsewhere":
        job.host.moved_to = f"{job.host.url}/user"
    else:
        given = {"GITHUB_API_URL": "http://127.0.0.1:1"}
    job.check()
    ran = job.run("comment.sh", **given)
    assert ran.returncode == 0
    assert "::warning::factlint could not comment" in ran.stdout
    assert job.summary == job.report
    assert ("GET", "/user") not in job.host.asked, "the token went where a redirection pointed"


@pytest.mark.parametrize(("given", "wanted"), [("0", 0), ("1", 1), ("2", 2), ("", 3), ("1; echo x", 3)])
def test_the_job_ends_as_factlint_ended(job: Job, given: str, wanted: int) -> None:
    assert job.run("finish.sh", FACTLINT_STATUS=given).returncode == wanted


HOSTILE = "$(touch pwned)`touch pwned`\"; touch pwned; '; touch pwned #"


@pytest.mark.parametrize(
    "name", ["FACTLINT_PATHS", "FACTLINT_CONFIG", "FACTLINT_SINCE", "FACTLINT_FAIL_ON", "FACTLINT_FORMATS"]
)
def test_no_input_is_read_as_a_command(job: Job, name: str) -> None:
    ran = job.run("check.sh", **{name: HOSTILE})
    assert ran.returncode == 2, ran.stdout + ran.stderr
    assert not list(job.repository.top.rglob("pwned"))
    assert not list(job.temp.rglob("pwned"))


def test_a_path_with_spaces_is_one_path_and_one_that_looks_like_an_option_is_none(job: Job) -> None:
    job.repository.write("more pages/--config=x.md", NINE)
    job.repository.write("--config=y/z.md", SIX)
    job.check(FACTLINT_PATHS="more pages\n--config=y\n", FACTLINT_SINCE="none")
    assert "more pages/--config=x.md" in job.report
    assert "--config=y/z.md" in job.report


def test_no_text_of_a_page_is_taken_for_an_order_to_the_runner(job: Job) -> None:
    job.repository.write(
        "pages/nine.md", NINE.replace("9 months.", "9 months\n::warning::owned and more.\n\n::error::x")
    )
    ran = job.run("check.sh")
    lines = ran.stdout.splitlines()
    orders = [line.strip() for line in lines if line.strip().startswith("::")]
    stops = [order.removeprefix("::stop-commands::") for order in orders if order.startswith("::stop-commands::")]
    assert len(set(stops)) == len(stops) == 2
    stopped = ""
    for order in orders:
        if stopped:
            stopped = "" if order == f"::{stopped}::" else stopped
        else:
            assert order.startswith("::stop-commands::"), order
            stopped = order.removeprefix("::stop-commands::")


needs = pytest.mark.skipif(
    not {"sarif", "github", "github-summary"} <= FORMATS.keys(), reason="the formats of the code host are not there"
)


@needs
def test_all_reports_of_the_action_are_written(job: Job) -> None:
    outputs = job.check(FACTLINT_FORMATS="full markdown sarif github github-summary")
    assert json.loads(Path(outputs["sarif"]).read_text("utf-8"))["version"] == "2.1.0"
    assert "C101" in job.summary
