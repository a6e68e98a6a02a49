from __future__ import annotations

import os
from pathlib import Path

import pytest

from factlint.errors import FactlintError
from factlint.load import FORMATS, find_sources


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in (
        "b.md",
        "a.txt",
        "sub/c.HTML",
        "sub/d.md",
        "sub/deep/e.markdown",
        "x.png",
        ".hidden.md",
        ".git/f.md",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("A plant.", encoding="utf-8")
    return tmp_path


def names(found: list[Path], root: Path) -> list[str]:
    return [path.relative_to(root).as_posix() for path in found]


def test_known_files_below_a_folder_in_order(root: Path) -> None:
    assert names(find_sources([root], root, []), root) == [
        "a.txt",
        "b.md",
        "sub/c.HTML",
        "sub/d.md",
        "sub/deep/e.markdown",
    ]


def test_files_given_twice_are_found_once(root: Path) -> None:
    assert names(find_sources([root / "sub", root / "sub" / "d.md", root / "sub"], root, []), root) == [
        "sub/c.HTML",
        "sub/d.md",
        "sub/deep/e.markdown",
    ]


def test_ignore_files_at_every_level(root: Path) -> None:
    (root / ".gitignore").write_text("*.md\n!sub/d.md\nsub/deep/\n", encoding="utf-8")
    (root / "sub" / ".gitignore").write_text("c.*\n", encoding="utf-8")
    assert names(find_sources([root], root, []), root) == ["a.txt", "sub/d.md"]
    assert names(find_sources([root / "sub"], root, []), root) == ["sub/d.md"]


def test_ignore_file_above_the_root_in_the_same_repository(root: Path) -> None:
    (root / ".gitignore").write_text("d.md\n", encoding="utf-8")
    assert names(find_sources([root / "sub"], root / "sub", []), root) == [
        "sub/c.HTML",
        "sub/deep/e.markdown",
    ]


def test_excluded_files_cannot_be_taken_back_by_an_ignore_file(root: Path) -> None:
    (root / ".gitignore").write_text("!b.md\n", encoding="utf-8")
    assert names(find_sources([root], root, ["b.md", "sub/**"]), root) == ["a.txt"]


def test_what_is_given_by_name_is_kept(root: Path) -> None:
    (root / ".gitignore").write_text("sub/\nb.md\n", encoding="utf-8")
    found = find_sources([root / "b.md", root / "sub", root / ".hidden.md"], root, ["b.md"])
    assert names(found, root) == [".hidden.md", "b.md", "sub/c.HTML", "sub/d.md", "sub/deep/e.markdown"]


def test_ignore_file_that_cannot_be_read_is_passed_over(root: Path) -> None:
    (root / ".gitignore").write_bytes(b"\xff\xfe\n!\n[\nb.md\n")
    assert "b.md" not in names(find_sources([root], root, []), root)


def test_links_do_not_loop_leave_the_root_or_repeat_a_page(
    root: Path, tmp_path_factory: pytest.TempPathFactory, caplog: pytest.LogCaptureFixture
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret.txt"
    outside.write_text("Secret.", encoding="utf-8")
    (root / "loop").symlink_to(root, target_is_directory=True)
    (root / "out.md").symlink_to(outside)
    (root / "same.md").symlink_to(root / "b.md")
    (root / "gone.md").symlink_to(root / "nothing.md")
    (root / "self.md").symlink_to(root / "self.md")
    (root / "kept.md").symlink_to(root / "x.png")
    found = names(find_sources([root], root, []), root)
    assert [name for name in found if "/" not in name] == ["a.txt", "b.md", "gone.md", "kept.md", "self.md"]
    assert caplog.messages == ["factlint: 'out.md' leads outside of the project and is not read"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_folder_that_cannot_be_read_is_found_itself_so_that_it_is_reported(root: Path) -> None:
    (root / "sub" / "deep").chmod(0)
    assert names(find_sources([root / "sub"], root, []), root) == ["sub/c.HTML", "sub/d.md", "sub/deep"]
    with pytest.raises(FactlintError, match="grant read permission"):
        find_sources([root / "sub" / "deep"], root, [])


def test_missing_path_is_an_error_with_a_remedy(root: Path) -> None:
    with pytest.raises(FactlintError, match=r"nothing\.md: there is no such file or folder \(check the path\)"):
        find_sources([root / "nothing.md"], root, [])


def test_file_of_unknown_format_is_an_error_that_names_the_known_ones(root: Path) -> None:
    with pytest.raises(FactlintError, match=r"format is not known.*\.txt.*\.xhtml"):
        find_sources([root / "x.png"], root, [])


def test_every_format_is_found(tmp_path: Path) -> None:
    for suffix in FORMATS:
        (tmp_path / f"page{suffix}").write_text("A plant.", encoding="utf-8")
    assert {path.suffix for path in find_sources([tmp_path], tmp_path, [])} == set(FORMATS)


def test_relative_paths_become_absolute(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    assert find_sources([Path("b.md")], Path(), []) == [root / "b.md"]
