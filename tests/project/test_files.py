from __future__ import annotations

from pathlib import Path

import pytest

from factlint.errors import ConfigError
from factlint.files import write_text


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    write_text(tmp_path / "a" / "b" / "c.txt", "é\n")
    assert (tmp_path / "a" / "b" / "c.txt").read_bytes() == "é\n".encode()


def test_nothing_is_left_beside_the_file(tmp_path: Path) -> None:
    write_text(tmp_path / "a.txt", "1")
    write_text(tmp_path / "a.txt", "2")
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_permissions_are_kept(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("1")
    (tmp_path / "a.txt").chmod(0o640)
    write_text(tmp_path / "a.txt", "2")
    assert (tmp_path / "a.txt").stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("1")
    (tmp_path / "link.txt").symlink_to("real.txt")
    write_text(tmp_path / "link.txt", "2")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == "2"


def test_a_device_is_written_to_not_replaced() -> None:
    write_text(Path("/dev/null"), "x")
    assert not Path("/dev/null").is_file()


def test_a_place_that_cannot_be_written_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path / "file" / "x.txt", tmp_path):
        with pytest.raises(ConfigError, match="cannot be written"):
            write_text(path, "x")
