"""A run with a cache says what a run without one says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal

import factlint
from factlint import run
from factlint.cache.store import FILE
from factlint.cli import main
from factlint.config import load_settings
from factlint.kept import Kept
from factlint.load.sources import find_sources
from factlint.pagereport import PageReport, Task
from factlint.project import Settings
from factlint.render import FORMATS, Options
from factlint.result import Result
from tests.load.test_hostile import PAGES

ROOT = Path(__file__).parents[2]
TABLES = ("documents", "facts", "signals", "citations", "findings", "evidence", "unread")
PAGE = "---\nreviewed: 2026-01-10\n---\nIsotretinoin is taken for {} months.\n"
SCHEMA = """\
schema: garden
concepts:
  plant:
    rose: {names: [rose]}
attributes:
  growing_time:
    of: [plant]
    value: duration
    patterns: ["{subject} grows for {value}"]
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "project"
    (folder / "pages").mkdir(parents=True)
    (folder / "factlint.toml").write_text('sources = ["pages"]\nas_of = 2026-03-01\n')
    for name, months in (("six", 6), ("nine", 9)):
        (folder / "pages" / f"{name}.md").write_text(PAGE.format(months), "utf-8")
    monkeypatch.chdir(folder)
    return folder


def settings(project: Path, cache: Path | None = None) -> Settings:
    return replace(load_settings([project]), cache=cache)


def kept(project: Path, cache: Path) -> set[str]:
    """The pages of which something is kept."""
    now = settings(project, cache)
    tasks = [Task(path, run.page_id(path, project)) for path in find_sources(now.sources, project, ())]
    found = Kept.of(now)
    return {report.doc for report in found.known(tasks).values()} if found else set()


def read(project: Path, cache: Path) -> list[PageReport]:
    now = settings(project, cache)
    return run.read(now.sources, now)


def says(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert isinstance(ended.value.code, int)
    return (ended.value.code, *capsys.readouterr())


def outputs(result: Result) -> Iterator[tuple[str, str | bytes]]:
    for name in ("full", "concise", "json", "csv", "sarif", "markdown"):
        yield name, FORMATS[name].render(result, Options())


def test_the_pages_of_the_repository_give_the_same_with_it_and_without(tmp_path: Path) -> None:
    plain = load_settings([], config=ROOT / "pyproject.toml")
    wanted = run.check(plain.sources, plain)
    assert len(wanted.facts) > 400
    for name, workers in (("one", 1), ("two", 2)):
        for _ in ("cold", "warm"):
            found = run.check(plain.sources, replace(plain, cache=tmp_path / name), jobs=workers)
            for table in TABLES:
                assert_frame_equal(getattr(found, table), getattr(wanted, table), check_exact=True)
            assert dict(outputs(found)) == dict(outputs(wanted))
            assert (found.hidden, found.due) == (wanted.hidden, wanted.due)


def test_hostile_pages_give_the_same_with_it_and_without(project: Path, cache: Path) -> None:
    for suffix in (".txt", ".md", ".html"):
        for number, text in enumerate(PAGES.values()):
            (project / "pages" / f"{number}{suffix}").write_text(text[:4000], "utf-8")
    (project / "pages" / "bytes.txt").write_bytes(b"\xff\xfea\x00b\x00")
    (project / "pages" / "nothing.txt").write_bytes(b"")
    plain = settings(project)
    wanted = run.read(plain.sources, plain)
    for _ in ("cold", "warm"):
        found = read(project, cache)
        assert found == wanted
        assert repr(found) == repr(wanted)
    assert len(kept(project, cache)) > 60


def test_a_page_that_changes_is_read_anew_and_it_alone(project: Path, cache: Path) -> None:
    read(project, cache)
    assert kept(project, cache) == {"pages/six.md", "pages/nine.md"}
    (project / "pages" / "six.md").write_text(PAGE.format(7), "utf-8")
    assert kept(project, cache) == {"pages/nine.md"}
    facts = [fact.value.text for report in read(project, cache) for one in report.readings for fact in one.facts]
    assert facts == ["P9M", "P7M"]


def test_a_page_under_another_name_or_of_another_format_is_read_anew(project: Path, cache: Path) -> None:
    read(project, cache)
    (project / "pages" / "six.md").rename(project / "pages" / "six.txt")
    (project / "pages" / "nine.md").rename(project / "pages" / "neuf.md")
    assert kept(project, cache) == set()


def test_what_configuration_says_of_other_pages_changes_nothing(project: Path, cache: Path) -> None:
    read(project, cache)
    with (project / "factlint.toml").open("a") as file:
        file.write('[[collections]]\npaths = ["pages/six.md"]\npublisher = "Six Houses"\n')
    assert kept(project, cache) == {"pages/nine.md"}
    assert [report.meta.publisher for report in read(project, cache)] == [None, "Six Houses"]


def test_the_default_scope_of_a_page_is_part_of_what_it_gives(project: Path, cache: Path) -> None:
    read(project, cache)
    with (project / "factlint.toml").open("a") as file:
        file.write('[[collections]]\npaths = ["pages/six.md"]\ncondition = "neuroblastoma"\n')
    assert kept(project, cache) == {"pages/nine.md"}


def test_a_schema_that_changes_reads_every_page_of_it_anew(project: Path, cache: Path) -> None:
    schema = project / "garden.yaml"
    schema.write_text(SCHEMA, "utf-8")
    (project / "factlint.toml").write_text('sources = ["pages"]\nschemas = ["./garden.yaml"]\n')
    (project / "pages" / "six.md").write_text("The rose grows for 6 months. The rose blooms for 2 weeks.\n")
    assert [fact.value.text for fact in read(project, cache)[1].readings[0].facts] == ["P6M"]
    assert kept(project, cache) == {"pages/six.md", "pages/nine.md"}
    schema.write_text(SCHEMA.replace("grows", "blooms"), "utf-8")
    os.utime(schema, ns=(1, 1))
    assert kept(project, cache) == set()
    assert [fact.value.text for fact in read(project, cache)[1].readings[0].facts] == ["P2W"]


def test_a_page_that_changes_while_it_is_read_is_not_kept_as_it_was(project: Path, cache: Path) -> None:
    now = settings(project, cache)
    task = Task(project / "pages" / "six.md", "pages/six.md")
    found = Kept.of(now)
    assert found is not None
    assert found.known([task]) == {}
    task.path.write_text(PAGE.format(7), "utf-8")
    (report,) = run.read([task.path], settings(project))
    found.keep({0: report})
    task.path.write_text(PAGE.format(6), "utf-8")
    assert kept(project, cache) == set()


def test_what_cannot_be_read_is_not_kept(project: Path, cache: Path) -> None:
    (project / "pages" / "nul.md").write_bytes(b"a\x00b")
    (project / "pages" / "gone.md").symlink_to("nowhere.md")
    assert sum(bool(report.unreadable) for report in read(project, cache)) == 2
    assert kept(project, cache) == {"pages/six.md", "pages/nine.md"}


def test_commands_keep_what_they_read_and_no_cache_keeps_nothing(
    project: Path, cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    without = says(capsys, "check", "--no-cache", "-o", "json")
    assert not cache.exists()
    assert says(capsys, "check", "-o", "json") == without
    assert kept(project, cache) == {"pages/six.md", "pages/nine.md"}
    assert says(capsys, "check", "-o", "json") == without


@pytest.mark.parametrize(
    "arguments",
    [
        ("facts",),
        ("facts", "--explain"),
        ("coverage",),
        ("where", "isotretinoin"),
        ("check", "-o", "html"),
        ("schema", "suggest"),
    ],
)
def test_every_command_says_the_same_with_it(
    project: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    without = says(capsys, *arguments, "--no-cache")
    assert says(capsys, *arguments) == without
    assert says(capsys, *arguments) == without


def test_the_library_keeps_nothing_in_the_folder_of_the_user(project: Path, cache: Path) -> None:
    assert len(factlint.check(project).facts) == 2
    assert not cache.exists()


def test_one_line_says_why_it_is_not_used_where_people_ask_for_everything(
    project: Path, cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    without = says(capsys, "check", "--no-cache")
    cache.mkdir(parents=True)
    (cache / FILE).write_text("this is no database, and too long to be the beginning of one " * 100)
    assert says(capsys, "check") == without
    status, out, err = says(capsys, "check", "--verbose")
    assert (status, err.count("\n")) == (1, 1)
    assert err.startswith(f"factlint: the cache is not used: {cache / FILE}: ")
    assert out == says(capsys, "check", "--verbose", "--no-cache")[1]


def test_a_cache_that_comes_with_the_project_is_not_used(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACTLINT_CACHE_DIR", str(project / "cache"))
    status, _, err = says(capsys, "check", "--verbose")
    assert (status, "it lies in the project" in err) == (1, True)
    assert not (project / "cache").exists()


def test_without_a_home_nothing_is_kept(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    without = says(capsys, "check", "--no-cache")
    for name in ("FACTLINT_CACHE_DIR", "XDG_CACHE_HOME", "HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    assert says(capsys, "check") == without


@pytest.mark.skipif(sys.platform == "win32", reason="needs ulimit")
def test_a_disk_that_is_full_does_not_fail_a_run(project: Path, cache: Path) -> None:
    command = f"ulimit -f 4; exec {sys.executable} -m factlint check -v -o json"
    done = subprocess.run(["bash", "-c", command], cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "factlint: the cache is not used: " in done.stderr
    assert len(json.loads(done.stdout)["findings"]) == 1
    assert kept(project, cache) == set()


def test_runs_at_the_same_time_say_the_same(project: Path, cache: Path) -> None:
    for number in range(20):
        (project / "pages" / f"{number}.md").write_text(PAGE.format(number % 5 + 3), "utf-8")
    line = [sys.executable, "-m", "factlint", "check", "-o", "json"]
    alone = subprocess.run([*line, "--no-cache"], capture_output=True, check=False).stdout
    runs = [subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)]
    assert [each.communicate() for each in runs] == [(alone, b"")] * 3
    assert len(kept(project, cache)) == 22
