from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from factlint.errors import ConfigError
from factlint.git import Staged, committed, repository, staged_files

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, "-C", str(folder), *arguments], check=True, capture_output=True)


@pytest.fixture
def top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)
    git(tmp_path, "init", "-q")
    return tmp_path.resolve()


def commit(top: Path, name: str, text: str) -> Path:
    path = top / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    git(top, "add", name)
    git(top, "commit", "-q", "-m", "x")
    return path


def test_staged_files_are_found_before_the_first_commit(top: Path) -> None:
    (top / "a.md").write_text("x")
    git(top, "add", "a.md")
    assert staged_files(top) == [Staged(top / "a.md", None)]
    assert committed(top, top / "a.md") is None


def test_only_what_is_staged_is_found(top: Path) -> None:
    page = commit(top, "pages/né w.md", "one\n")
    page.write_text("two\n")
    assert staged_files(top) == []
    git(top, "add", "-A")
    assert staged_files(top) == [Staged(page, page)]
    assert committed(top, page) == b"one\n"


def test_a_renamed_page_has_its_earlier_name(top: Path) -> None:
    commit(top, "a.md", "a page that is long enough to be known again\n" * 5)
    git(top, "mv", "a.md", "b.md")
    assert staged_files(top) == [Staged(top / "b.md", top / "a.md")]


def test_a_deleted_page_is_not_among_the_staged(top: Path) -> None:
    commit(top, "a.md", "x\n")
    git(top, "rm", "-q", "a.md")
    assert staged_files(top) == []


def test_the_repository_is_found_from_a_folder_inside(top: Path) -> None:
    (top / "deep").mkdir()
    assert repository(top / "deep") == top


def test_outside_of_a_repository_the_error_names_another_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(ConfigError, match="--changed"):
        repository(tmp_path)


def test_without_git_the_error_names_another_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ConfigError, match="git cannot be run"):
        repository(tmp_path)
