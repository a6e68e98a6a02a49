"""Decisions on real pages, from the command that writes them to the runs that heed them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import factlint
from tests.cli.test_check import status
from tests.integration.repositories import new_repository

CONFIG = 'as_of = 2026-03-01\nschemas = ["garden.yaml"]\nignore = ["O103", "O104"]\n'
GARDEN = Path(__file__).parents[1] / "cases" / "garden.yaml"
FILE = "factlint-decisions.yaml"
SIX, NINE = "# Roses\n\nRoses flower for 6 weeks.\n", "# Roses\n\nRoses flower for 9 weeks.\n"
WHY = ("--reason", "two kinds", "--owner", "A. Lee")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copy(GARDEN, tmp_path / "garden.yaml")
    write("factlint.toml", CONFIG)
    write("sources/a.md", SIX)
    write("sources/b.md", NINE)
    return tmp_path


def write(name: str, text: str) -> None:
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).write_text(text, "utf-8")


def found(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    capsys.readouterr()
    status("check", "-o", "json", *arguments)
    said: dict[str, Any] = json.loads(capsys.readouterr().out)
    return said


def codes(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    return [each["code"] for each in found(capsys, *arguments)["findings"]]


def first(capsys: pytest.CaptureFixture[str]) -> str:
    return str(found(capsys)["findings"][0]["fingerprint"])


def hidden(capsys: pytest.CaptureFixture[str]) -> dict[str, int]:
    """What is hidden, but for the rules that the configuration does not want."""
    said: dict[str, int] = found(capsys)["summary"]["hidden"]
    return {why: count for why, count in said.items() if why != "by rules that were not selected"}


def test_a_finding_that_is_waived_is_hidden_and_counted(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = first(capsys)
    assert status("waive", name[:6], *WHY, "--until", "2026-08-01") == 0
    assert capsys.readouterr().out == f"{FILE}:3: both-right about C101 {name}; it is hidden to the end of 2026-08-01\n"
    assert status("check") == 0
    assert "Hidden: 1 as both right, until a date" in capsys.readouterr().out
    assert status("waive", name, "--decision", "tool-wrong", *WHY, "--until", "2026-08-01") == 0
    assert hidden(capsys) == {"as the tool's mistake, until a date": 1}
    assert factlint.check().findings.empty


def test_the_entry_holds_what_people_know_the_finding_by(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name, message = first(capsys), found(capsys)["findings"][0]["message"]
    assert status("waive", name, *WHY, "--until", "2026-08-01") == 0
    text = Path(FILE).read_text("utf-8")
    assert f'message: "{message}"\n' in text
    assert "  on: 2026-03-01\n  until: 2026-08-01\n" in text


def test_one_that_has_expired_shows_again_with_why(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status("waive", first(capsys), *WHY, "--until", "2026-08-01")
    after = found(capsys, "--as-of", "2026-08-02")["findings"]
    assert [(each["code"], each["doc"], each["line"]) for each in after] == [
        ("C101", "sources/a.md", 3),
        ("W101", FILE, 3),
    ]


def test_an_open_decision_shows_who_has_it_in_hand(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = first(capsys)
    ask = ("--decision", "ask", "--whom", "the grower", "--until", "2026-04-01")
    assert status("waive", name, *WHY, *ask) == 0
    assert capsys.readouterr().out.endswith("it stays open, with the grower\n")
    assert status("check") == 1
    out = capsys.readouterr().out
    assert "  ask: the grower (A. Lee), by 2026-04-01: two kinds\n" in out
    assert "Decided and open: 1 ask.\n" in out
    assert found(capsys)["summary"]["assigned"] == {"ask": 1}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("abcdef", *WHY, "--until", "2026-08-01"), "no findings have a fingerprint that begins with abcdef"),
        (("abc", *WHY, "--until", "2026-08-01"), "'abc' is no fingerprint"),
        (("{}", *WHY), "both-right needs --until DATE"),
        (("{}", *WHY, "--until", "2026-02-01"), "2026-02-01 is over (name a day after 2026-03-01)"),
        (("{}", *WHY, "--until", "2028-03-02"), "longer than 2 years: 2028-03-01 is the latest"),
        (("{}", *WHY, "--decision", "ask", "--until", "2026-08-01"), "ask needs --whom WHO and --until DATE"),
        (("{}", "--reason", " ", "--owner", "A", "--until", "2026-08-01"), "--reason is empty"),
        (("{}", "--owner", "A", "--until", "2026-08-01"), "Missing option '--reason'"),
    ],
)
def test_what_would_hide_nothing_is_not_written(
    project: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], says: str
) -> None:
    name = first(capsys)
    assert status("waive", *(each.format(name) for each in arguments)) == 2
    assert says in capsys.readouterr().err
    assert not Path(FILE).exists()


def test_high_risk_is_not_waived_without_somebody_who_may(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(
        "garden.yaml", GARDEN.read_text("utf-8").replace("  flowering_time:\n", "  flowering_time:\n    risk: high\n")
    )
    write("factlint.toml", f'{CONFIG}approvers = ["B. Roe"]\nhide_high_risk_at_most = "2 months"\n')
    name = first(capsys)
    assert status("waive", name, *WHY, "--until", "2026-04-01") == 2
    assert "which somebody has to approve (B. Roe may) (give --approved-by WHO)" in capsys.readouterr().err
    assert status("waive", name, *WHY, "--until", "2026-05-02", "--approved-by", "B. Roe") == 2
    assert "for longer than 2 months: 2026-05-01 is the latest" in capsys.readouterr().err
    assert status("waive", name, *WHY, "--until", "2026-05-01", "--approved-by", "B. Roe") == 0
    assert status("check") == 0


def test_a_decision_on_nothing_is_told_only_where_all_is_read(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status("waive", first(capsys), *WHY, "--until", "2026-08-01")
    for narrowed in (("sources/a.md",), ("--select", "C"), ("--schemas", "factlint:clinic-services")):
        assert codes(capsys, *narrowed) == []
    write("sources/b.md", SIX)
    assert codes(capsys, "sources/a.md") == []
    assert codes(capsys, ".") == codes(capsys, "sources") == codes(capsys) == ["W101"]
    assert codes(capsys, "--changed", "sources/b.md") == []


def test_where_no_page_is_read_no_decision_is_out_of_date(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status("waive", first(capsys), *WHY, "--until", "2026-08-01")
    assert factlint.check([]).findings.empty
    Path("sources/b.md").unlink()
    assert factlint.check().findings["code"].tolist() == ["W101"]


def test_a_comment_on_a_page_hides_what_is_found_there(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    comment = "<!-- factlint: ignore C101 until 2026-08-01 because there are two kinds -->"
    write("sources/a.md", f"# Roses\n\n{comment}\nRoses flower for 6 weeks.\n")
    assert hidden(capsys) == {"by comments in pages": 1}
    assert codes(capsys, "--as-of", "2026-08-02") == ["C101", "W101"]
    assert codes(capsys, "--changed", "sources/a.md", "--as-of", "2026-08-02") == ["C101"]
    write("sources/a.md", f"# Roses\n\n{comment}\nRoses are red.\n\nRoses flower for 6 weeks.\n")
    assert codes(capsys) == ["C101", "W101"]


def test_a_comment_in_html_hides_what_is_found_there(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    comment = "<!-- factlint: ignore C101 until 2026-08-01 because there are two kinds -->"
    Path("sources/a.md").unlink()
    write("sources/a.html", f"<h1>Roses</h1><p>Roses flower for 6 weeks.{comment}</p><p>Roses are red.</p>\n")
    assert codes(capsys) == []


def test_other_commands_heed_no_decision(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(FILE, "- nothing\n")
    assert status("check") == 2
    assert f"{FILE}:1:3: decisions: is no decision" in capsys.readouterr().err
    assert status("facts") == 0


def test_waivers_do_not_depend_on_the_number_of_processes(project: Path) -> None:
    write("sources/a.md", "Roses flower for 6 weeks. <!-- factlint: ignore C101 -->\n")
    for jobs in ("1", "2"):
        status("check", "--jobs", jobs, "-o", f"json:{jobs}")
    assert Path("1").read_bytes() == Path("2").read_bytes()


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_a_commit_does_not_fail_for_what_is_waived_or_out_of_date(project: Path, tmp_path: Path) -> None:
    repository = new_repository(tmp_path, tmp_path / ".home")
    repository.commit()
    repository.write("sources/c.md", "# Roses\n\nRoses flower for 12 weeks.\n")
    repository.done("git", "add", "--all")
    check = ("factlint", "check", "--staged", "-o", "json")
    refused = repository.run(*check)
    assert refused.returncode == 1, refused.stderr
    name = json.loads(refused.stdout)["findings"][0]["fingerprint"]
    repository.done("factlint", "waive", name, *WHY, "--until", "2026-08-01")
    assert repository.run(*check).returncode == 0
    late = repository.run(*check, "--as-of", "2026-08-02")
    assert [each["code"] for each in json.loads(late.stdout)["findings"]] == ["C101"]
    repository.done("factlint", "check", "--staged", "--manifest", "m.json")


def test_many_who_waive_at_once_lose_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = first(capsys)
    line = [sys.executable, "-m", "factlint", "waive", name, "--owner", "A", "--decision", "fix-ours", "--reason"]
    running = [subprocess.Popen([*line, f"r{number}"], stdout=subprocess.DEVNULL) for number in range(3)]
    assert [each.wait() for each in running] == [0, 0, 0]
    text = Path(FILE).read_text("utf-8")
    assert sorted(text.count(f'reason: "r{number}"') for number in range(3)) == [1, 1, 1]


def test_a_finding_about_a_waiver_is_explained_and_not_waived(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status("waive", first(capsys), *WHY, "--until", "2026-08-01")
    write("sources/b.md", SIX)
    (finding,) = found(capsys)["findings"]
    assert (finding["code"], status("explain", finding["fingerprint"])) == ("W101", 0)
    out = capsys.readouterr().out
    assert "it matches no finding" in " ".join(out.split())
    assert "factlint waive" not in out
    assert status("waive", finding["fingerprint"], *WHY, "--until", "2026-08-01") == 2
    assert "is about a waiver (W101), and is not waived itself" in capsys.readouterr().err


def test_explain_says_which_decision_hides_a_finding(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = first(capsys)
    status("waive", name, *WHY, "--until", "2026-08-01")
    capsys.readouterr()
    assert status("explain", name, "-o", "json") == 0
    hidden = json.loads(capsys.readouterr().out)["finding"]["hidden"]
    assert hidden == "hidden by a decision: both-right until 2026-08-01, by A. Lee, because two kinds"
    # One that is hidden can be decided on anew.
    assert status("waive", name, *WHY, "--until", "2026-09-01") == 0


def test_explain_says_which_comment_hides_a_finding(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = first(capsys)
    comment = "ignore C101 until 2026-08-01 because there are two kinds"
    write("sources/a.md", f"# Roses\n\n<!-- factlint: {comment} -->\nRoses flower for 6 weeks.\n")
    capsys.readouterr()
    assert status("explain", name, "-o", "json") == 0
    hidden = json.loads(capsys.readouterr().out)["finding"]["hidden"]
    assert hidden == f"hidden by a comment at sources/a.md:3: {comment}"


def test_the_command_that_explain_shows_asks_for_approval_of_high_risk(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = first(capsys)
    status("explain", name)
    assert "--approved-by" not in capsys.readouterr().out
    risky = GARDEN.read_text("utf-8").replace("  flowering_time:\n", "  flowering_time:\n    risk: high\n")
    write("garden.yaml", risky)
    write("factlint.toml", f'{CONFIG}approvers = ["B. Roe"]\n')
    status("explain", name)
    out = capsys.readouterr().out
    assert "--until DATE --approved-by WHO\n" in out
    assert "B. Roe has to approve" in out
