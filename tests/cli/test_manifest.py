"""``--manifest``: what a run was, for whoever has to repeat it or sign for it."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_check import status
from tests.cli.test_waive import WHY, first, project, write  # noqa: F401 - the project is a fixture
from tests.integration.repositories import Repository, new_repository


def made(*arguments: str) -> dict[str, Any]:
    status("check", "--manifest", "m.json", *arguments)
    said: dict[str, Any] = json.loads(Path("m.json").read_text("utf-8"))
    return said


def digest(name: str) -> str:
    return hashlib.sha256(Path(name).read_bytes()).hexdigest()


@pytest.fixture
def repository(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:  # noqa: F811
    if not shutil.which("git"):
        pytest.skip("git is not installed")
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)
    repository = new_repository(tmp_path, tmp_path.parent / f"{tmp_path.name}-home")
    repository.commit()
    return repository


def test_every_file_that_decides_what_is_found_is_named_by_its_digest(
    project: Path,  # noqa: F811
    capsys: pytest.CaptureFixture[str],
) -> None:
    status("waive", first(capsys), *WHY, "--until", "2026-08-01")
    status("check", "--baseline", "known.json", "--update-baseline")
    write("sources/bad.md", "\0")
    said = made("--baseline", "known.json")
    assert said["files"] == {
        "config": {"factlint.toml": digest("factlint.toml")},
        "decisions": {"factlint-decisions.yaml": digest("factlint-decisions.yaml")},
        "baseline": {"known.json": digest("known.json")},
    }
    assert said["schemas"]["garden.yaml"] == digest("garden.yaml")
    assert sorted(said["schemas"]) == ["factlint:english", "garden.yaml"]
    assert {name: page["sha256"] for name, page in said["pages"].items()} == {
        f"sources/{name}.md": digest(f"sources/{name}.md") for name in ("a", "b", "bad")
    }
    assert said["pages"]["sources/bad.md"]["not_read"].startswith("unreadable: ")


def test_it_says_how_the_run_went(project: Path, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: F811
    said = made("--select", "C", "--fail-on", "info")
    assert (said["as_of"], said["manifest"]) == ("2026-03-01", 1)
    assert said["options"]["select"] == ["C"]
    assert said["options"]["fail_on"] == "info"
    assert said["options"]["sources"] == ["sources"]
    assert said["coverage"]["pages"] == said["coverage"]["read_sentences"] == 2
    assert said["findings"]["by_code"] == {"C101": 1}
    assert said["findings"]["hidden"] == {"by rules that were not selected": 1}
    assert said["libraries"]["pandas"]
    status("waive", first(capsys), *WHY, "--until", "2026-08-01")
    assert made()["findings"]["hidden"]["as both right, until a date"] == 1


def test_the_same_input_gives_the_same_bytes(repository: Repository) -> None:
    made("-o", "json:found.json")
    before = Path("m.json").read_bytes()
    made("-o", "json:found.json", "--jobs", "2")
    assert Path("m.json").read_bytes() == before
    assert str(repository.top).encode() not in before


def test_it_names_the_commit_and_what_differs_from_it(repository: Repository) -> None:
    commit = repository.done("git", "rev-parse", "HEAD").strip()
    assert made("-o", "json:found.json")["repository"] == {"commit": commit, "dirty": False, "changed_inputs": []}
    write("notes.txt", "kept by nobody, read by nobody\n")
    assert not made()["repository"]["dirty"]
    write("sources/a.md", "Roses flower for 3 weeks.\n")
    write("sources/new.md", "Roses flower for 3 weeks.\n")
    assert made()["repository"] == {
        "commit": commit,
        "dirty": True,
        "changed_inputs": ["sources/a.md", "sources/new.md"],
    }


def test_a_repository_without_a_commit_has_none(project: Path, tmp_path: Path) -> None:  # noqa: F811
    new_repository(tmp_path, tmp_path.parent / f"{tmp_path.name}-home")
    said = made()["repository"]
    assert said["commit"] is None
    assert said["changed_inputs"] == ["factlint.toml", "garden.yaml", "sources/a.md", "sources/b.md"]


def test_outside_of_a_repository_it_says_nothing_of_one(project: Path) -> None:  # noqa: F811
    assert made()["repository"] is None


@pytest.mark.parametrize(
    ("file", "says"),
    [("sources", "it is a folder"), ("x.json", "go to the same file"), ("no/m.json", "no/m.json: the folder of the")],
)
def test_one_that_cannot_be_written_is_told_before_anything_is_read(
    project: Path,  # noqa: F811
    capsys: pytest.CaptureFixture[str],
    file: str,
    says: str,
) -> None:
    assert status("check", "--manifest", file, "-o", "json:x.json") == 2
    assert says in capsys.readouterr().err
    assert not Path("x.json").exists()
    assert not Path("no").exists()
