"""Where the cache is, and where it may not be."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from factlint.cache.folder import cache_folder, refusal

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="folders as on Unix")


@POSIX
@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        ({"FACTLINT_CACHE_DIR": "/c", "XDG_CACHE_HOME": "/x", "HOME": "/h"}, "/c"),
        ({"FACTLINT_CACHE_DIR": "", "XDG_CACHE_HOME": "/x", "HOME": "/h"}, "/x/factlint"),
        ({"XDG_CACHE_HOME": "x", "HOME": "/h"}, "/h/.cache/factlint"),
        ({"HOME": "/h"}, "/h/.cache/factlint"),
        ({"HOME": ""}, None),
        ({}, None),
    ],
)
def test_the_folder_is_that_of_the_first_variable_that_names_one(
    environment: dict[str, str], folder: str | None
) -> None:
    assert cache_folder(environment) == (Path(folder) if folder else None)


def test_a_relative_folder_is_below_the_one_where_the_program_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cache_folder({"FACTLINT_CACHE_DIR": "here"}) == tmp_path / "here"


def test_a_cache_in_the_project_is_not_trusted(tmp_path: Path) -> None:
    assert refusal(tmp_path / "project" / "cache", tmp_path / "project")
    assert refusal(tmp_path / "project", tmp_path / "project")
    assert not refusal(tmp_path / "projects", tmp_path / "project")


def test_nor_is_one_in_the_repository_that_the_project_is_a_part_of(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", tmp_path / "repository"], check=True)
    project = tmp_path / "repository" / "deep" / "project"
    project.mkdir(parents=True)
    assert refusal(tmp_path / "repository" / "cache", project)
    assert not refusal(tmp_path / "cache", project)


@POSIX
def test_nor_one_that_a_link_leads_to(tmp_path: Path) -> None:
    (tmp_path / "project" / "cache").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "project" / "cache")
    assert refusal(tmp_path / "link", tmp_path / "project")
