"""The commands on real pages, with the schema that ships."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

import factlint
from factlint.cli import main

SIX = "---\nreviewed: 2026-01-01\n---\nIsotretinoin is taken for 6 months.\n"
TWELVE = "---\nreviewed: 2026-01-01\n---\nIsotretinoin is taken for 12 months.\n"
GARDEN = Path(__file__).parents[1] / "cases" / "garden.yaml"
AS_OF = ("--as-of", "2026-03-01")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write(tmp_path, "a.md", SIX)
    write(tmp_path, "b.md", TWELVE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(project: Path, name: str, text: str) -> None:
    path = project / "sources" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")


def status(*arguments: str) -> int:
    with pytest.raises(SystemExit) as caught:
        main([*arguments])
    assert isinstance(caught.value.code, int)
    return caught.value.code


def codes(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    capsys.readouterr()
    status("check", *AS_OF, "-o", "json", *arguments)
    return sorted(each["code"] for each in json.loads(capsys.readouterr().out)["findings"])


def test_pages_that_disagree_end_with_1_and_are_both_quoted(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status("check", *AS_OF) == 1
    out = capsys.readouterr().out
    assert "  sources/a.md:4:" in out
    assert "6 months»." in out
    assert "12 months»." in out


def test_pages_that_agree_end_with_0(project: Path) -> None:
    write(project, "b.md", SIX)
    assert status("check", *AS_OF) == 0


def test_what_is_ignored_does_not_fail(project: Path) -> None:
    assert status("check", *AS_OF, "--ignore", "C101") == 0
    assert status("check", *AS_OF, "--select", "S") == 0


def test_the_level_to_fail_on_decides(project: Path) -> None:
    (project / "factlint.toml").write_text('severity = {C101 = "warning"}')
    assert status("check", *AS_OF) == 0
    assert status("check", *AS_OF, "--fail-on", "warning") == 1


def test_outputs_go_to_files_and_to_standard_output(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status("check", *AS_OF, "-o", "concise", "-o", "json:out/found.json") == 1
    assert capsys.readouterr().out.startswith("sources/a.md:4:")
    data = json.loads((project / "out" / "found.json").read_text("utf-8"))
    assert data["summary"]["findings"]["error"] == 1


def test_a_baseline_hides_what_was_there(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status("check", *AS_OF, "--baseline", "known.json", "--update-baseline") == 0
    assert status("check", *AS_OF, "--baseline", "known.json") == 0
    assert "in the baseline" in capsys.readouterr().out
    write(project, "c.md", TWELVE)
    assert status("check", *AS_OF, "--baseline", "known.json") == 0
    assert "grown: joined since by sources/c.md" in capsys.readouterr().out
    assert status("check", *AS_OF, "--baseline", "known.json", "--changed", "sources/c.md") == 1
    write(project, "c.md", SIX.replace("6", "3"))
    assert status("check", *AS_OF, "--baseline", "known.json") == 1


def test_a_baseline_that_is_written_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status("check", *AS_OF, "--baseline", "known.json", "--update-baseline") == 0
    assert capsys.readouterr().err == "factlint: wrote 1 finding to known.json\n"


@pytest.mark.parametrize(
    "narrowing",
    [("sources/b.md",), ("--select", "S"), ("--ignore", "C101"), ("--min-confidence", "1"), ("--changed", "a.md")],
    ids=lambda narrowing: narrowing[0],
)
def test_a_baseline_is_not_written_from_part_of_the_findings(
    project: Path, capsys: pytest.CaptureFixture[str], narrowing: tuple[str, ...]
) -> None:
    assert status("check", *AS_OF, "--baseline", "known.json", "--update-baseline") == 0
    known = (project / "known.json").read_bytes()
    assert status("check", *AS_OF, "--baseline", "known.json", "--update-baseline", *narrowing) == 2
    assert "writes all findings: leave out" in capsys.readouterr().err
    assert (project / "known.json").read_bytes() == known


def test_a_folder_without_pages_is_a_mistake_and_costs_no_baseline(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "empty").mkdir()
    assert status("check", "empty") == 2
    assert "no page was found in empty (give a file or folder with pages)" in capsys.readouterr().err
    (project / "factlint.toml").write_text('sources = ["empty"]\nbaseline = "known.json"\n')
    (project / "known.json").write_text("kept")
    assert status("check", "--update-baseline") == 2
    assert (project / "known.json").read_text() == "kept"


def test_only_findings_of_changed_pages_count(project: Path) -> None:
    write(project, "c.md", "Rituximab attaches to CD20.\n")
    assert status("check", *AS_OF, "--changed", "sources/a.md") == 1
    assert status("check", *AS_OF, "--changed", "sources/c.md") == 0


def test_a_changed_page_that_is_not_read_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status("check", *AS_OF, "--changed", "sources/z.md") == 0
    assert "sources/z.md is none of the pages read" in capsys.readouterr().err


def test_the_library_finds_what_the_command_finds(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = factlint.check([project / "sources"], as_of="2026-03-01")
    assert sorted(found.findings["code"]) == codes(capsys)
    assert isinstance(found, factlint.Result)


def test_two_runs_give_the_same_bytes(project: Path) -> None:
    for name in ("json", "csv", "full", "markdown"):
        status("check", *AS_OF, "-o", f"{name}:1", "-o", "concise:x")
        status("check", *AS_OF, "-o", f"{name}:2", "--jobs", "2")
        assert (project / "1").read_bytes() == (project / "2").read_bytes()


def test_facts_coverage_and_mentions_are_shown(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status("facts", *AS_OF) == 0
    assert "isotretinoin  treatment_duration  P6M" in capsys.readouterr().out
    assert status("coverage", *AS_OF) == 0
    assert "read 2 of 2 claim sentences on 2 pages" in capsys.readouterr().out
    write(project, "c.md", "Accutane comes in capsules.\n")
    assert status("where", "isotretinoin", "--jobs", "2") == 0
    out = capsys.readouterr().out
    assert "sources/c.md:1:1" in out
    assert "3 mentions of isotretinoin on 3 pages" in out


def test_every_rule_is_listed_and_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert status("rules", "-o", "json") == 0
    found = json.loads(capsys.readouterr().out)["rules"]
    for rule in found:
        assert status("explain", rule["code"]) == 0
        assert status("explain", rule["name"]) == 0
        assert len(capsys.readouterr().out) > 100


def test_the_schema_that_ships_is_right_and_its_examples_hold(capsys: pytest.CaptureFixture[str]) -> None:
    assert status("schema", "check") == 0
    assert status("schema", "test") == 0
    assert status("schema", "test", "--schemas", "gone.yaml") == 2


def test_a_schema_file_that_is_named_is_the_one_that_is_checked(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(GARDEN, project / "garden.yaml")
    assert status("schema", "check", "garden.yaml") == 0
    assert capsys.readouterr().out.startswith("garden: ")
    (project / "broken.yml").write_text("schema: [\n")
    assert status("schema", "check", "broken.yml", "garden.yaml") == 2
    assert status("schema", "test", "broken.yml") == 2
    assert status("schema", "check", "sources") == 2
    assert "sources is no schema" in capsys.readouterr().err


def test_usage_counts_the_patterns_of_the_schema_that_is_named(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(GARDEN, project / "garden.yaml")
    assert status("schema", "test", "--usage", "garden.yaml", "sources", "-o", "json") == 0
    assert {each["schema"] for each in json.loads(capsys.readouterr().out)["usage"]} == {"garden"}


def test_commands_take_no_option_that_they_do_not_use() -> None:
    assert status("schema", "check", "--jobs", "1") == 2
    assert status("schema", "check", *AS_OF) == 2
    assert status("where", "isotretinoin", *AS_OF) == 2


def test_a_word_that_is_no_concept_is_not_answered_with_a_misnomer(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert status("where", "roze", "--schemas", str(GARDEN)) == 0
    assert status("where", "rozee", "--schemas", str(GARDEN)) == 2
    assert "(did you mean rose" in capsys.readouterr().err


def test_configuration_mistakes_end_with_2_and_their_line(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "factlint.toml").write_text("# ours\nselct = []\n")
    assert status("check") == 2
    assert "factlint: factlint.toml:2: unknown key selct (did you mean select?)" in capsys.readouterr().err


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
class TestStaged:
    @pytest.fixture(autouse=True)
    def repository(self, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
            monkeypatch.delenv(name, raising=False)
        self.git(project, "init", "-q")
        self.git(project, "add", ".")
        self.git(project, "commit", "-q", "-m", "pages")

    @staticmethod
    def git(project: Path, *arguments: str) -> None:
        who = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *who, "-C", str(project), *arguments], check=True, capture_output=True)

    def staged(self, project: Path) -> int:
        self.git(project, "add", "-A")
        return status("check", *AS_OF, "--staged")

    def test_a_commit_that_touches_nothing_in_conflict_passes(self, project: Path) -> None:
        write(project, "c.md", "Rituximab attaches to CD20.\n")
        assert self.staged(project) == 0

    def test_a_page_in_conflict_touched_for_another_reason_passes(self, project: Path) -> None:
        write(project, "a.md", SIX + "\nAsk your team about anything that worries you.\n")
        assert self.staged(project) == 0

    def test_a_renamed_page_passes(self, project: Path) -> None:
        (project / "sources" / "a.md").rename(project / "sources" / "z.md")
        assert self.staged(project) == 0

    def test_a_page_that_joins_or_brings_a_conflict_fails(self, project: Path) -> None:
        write(project, "c.md", SIX)
        assert self.staged(project) == 1

    def test_a_new_value_fails(self, project: Path) -> None:
        write(project, "a.md", SIX.replace("6", "3"))
        assert self.staged(project) == 1

    def test_with_nothing_staged_everything_counts_and_that_is_said(
        self, project: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert self.staged(project) == 1
        assert capsys.readouterr().err == "factlint: nothing is staged, so that all findings count\n"

    def test_a_page_that_is_taken_away_is_to_blame_for_nothing(self, project: Path) -> None:
        write(project, "c.md", TWELVE)
        self.git(project, "add", ".")
        self.git(project, "commit", "-q", "-m", "more")
        (project / "sources" / "c.md").unlink()
        assert self.staged(project) == 0

    def test_a_conflict_that_is_mended_passes(self, project: Path) -> None:
        write(project, "a.md", TWELVE)
        assert self.staged(project) == 0
