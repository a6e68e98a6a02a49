"""The file that keeps: what is wrong with it is passed over, and it does not grow without end."""

from __future__ import annotations

import os
import random
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from factlint.cache.codec import Codec
from factlint.cache.store import FILE, KEPT_DAYS, LARGEST, PageCache

A, B, C = "aa" * 32, "bb" * 32, "cc" * 32


def at(folder: Path, day: int = 1000, limit: int = 1_000_000) -> PageCache[str]:
    return PageCache(folder, Codec(str), limit, lambda: day)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "factlint"


def changed(folder: Path, statement: str, *values: object) -> None:
    base = sqlite3.connect(folder / FILE)
    with base:
        base.execute(statement, values)
    base.close()


def test_what_was_kept_is_found_again_and_nothing_else(folder: Path) -> None:
    at(folder).put({A: "one", B: "two"})
    assert at(folder).get([A, C]) == {A: "one"}


def test_more_keys_than_one_question_holds_are_looked_up(folder: Path) -> None:
    many = {f"{number:064x}": str(number) for number in range(1200)}
    at(folder).put(many)
    assert at(folder).get(many) == many


def test_looking_makes_no_folder_and_nor_does_nothing_to_keep(folder: Path) -> None:
    assert at(folder).get([A]) == {}
    at(folder).put({})
    assert not folder.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="permissions as on Unix")
def test_nobody_else_may_look_into_the_folder(folder: Path) -> None:
    at(folder).put({A: "one"})
    assert folder.stat().st_mode & 0o077 == 0


def test_what_was_not_used_for_long_is_let_go(folder: Path) -> None:
    at(folder, day=1000).put({A: "one", B: "two"})
    later = at(folder, day=1000 + KEPT_DAYS)
    assert later.get([A]) == {A: "one"}
    later.put({})  # notes that one was used
    at(folder, day=1001 + KEPT_DAYS).put({C: "three"})
    assert at(folder).get([A, B, C]) == {A: "one", C: "three"}


def test_a_clock_that_was_set_back_keeps_nothing_for_ever(folder: Path) -> None:
    at(folder, day=9000).put({A: "one"})
    at(folder, day=1000).put({B: "two"})
    assert at(folder).get([A, B]) == {B: "two"}


def test_a_file_that_grows_too_large_lets_go_of_what_was_not_used_for_longest(folder: Path) -> None:
    noise = random.Random(1)
    for day in range(20):
        at(folder, 1000 + day, 300_000).put({f"{day:064x}": noise.randbytes(20_000).hex()})
        assert (folder / FILE).stat().st_size <= 300_000
    kept = at(folder).get([f"{day:064x}" for day in range(20)])
    assert 5 <= len(kept) < 15
    assert sorted(kept) == [f"{day:064x}" for day in range(20 - len(kept), 20)]


def test_what_is_too_large_is_not_kept(folder: Path) -> None:
    at(folder).put({A: "x" * LARGEST, B: "two"})
    assert at(folder).get([A, B]) == {B: "two"}


def test_what_unpacks_to_too_much_is_passed_over(folder: Path) -> None:
    import zlib

    at(folder).put({A: "one"})
    changed(folder, "UPDATE pages SET held = ?", zlib.compress(bytes.fromhex(A) + b'"' + b"x" * LARGEST + b'"'))
    assert at(folder).get([A]) == {}


def test_an_entry_under_the_key_of_another_is_passed_over(folder: Path) -> None:
    at(folder).put({A: "one"})
    changed(folder, "UPDATE pages SET key = ?", bytes.fromhex(B))
    assert at(folder).get([B]) == {}


@pytest.mark.parametrize("held", [b"", b"x", "text", 1, 1.5])
def test_an_entry_that_is_none_is_passed_over_and_written_anew(folder: Path, held: object) -> None:
    at(folder).put({A: "one", B: "two"})
    changed(folder, "UPDATE pages SET held = ? WHERE key = ?", held, bytes.fromhex(A))
    assert at(folder).get([A, B]) == {B: "two"}
    at(folder).put({A: "three"})
    assert at(folder).get([A]) == {A: "three"}


def _no_database(path: Path) -> None:
    path.write_bytes(b"what is this " * 1000)


def _foreign(path: Path) -> None:
    base = sqlite3.connect(path)
    with base:
        base.execute("CREATE TABLE pages (key, used, held)")
    base.close()


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _of_another_form(path: Path) -> None:
    at(path.parent).put({A: "one"})
    changed(path.parent, "ALTER TABLE pages RENAME TO others")


def _cut(path: Path) -> None:
    at(path.parent).put({f"{number:064x}": str(number) * 4000 for number in range(50)})
    os.truncate(path, path.stat().st_size // 2 + 100)


WRONG: dict[str, Callable[[Path], None]] = {
    "no database": _no_database,
    "of another program": _foreign,
    "of another form": _of_another_form,
    "a folder": lambda path: path.mkdir(),
    "cut": _cut,
}
if sys.platform != "win32":
    WRONG["a pipe"] = _fifo
    WRONG["a link to nowhere in particular"] = lambda path: path.symlink_to("/dev/null")


@pytest.mark.parametrize("wrong", WRONG.values(), ids=list(WRONG))
def test_a_file_that_is_none_is_not_used_and_the_log_says_so(
    folder: Path, wrong: Callable[[Path], None], caplog: pytest.LogCaptureFixture
) -> None:
    folder.mkdir(parents=True)
    wrong(folder / FILE)
    was = (folder / FILE).read_bytes() if (folder / FILE).is_file() else b""
    with caplog.at_level("INFO", "factlint.cache"):
        assert at(folder).get([A]) == {}
        at(folder).put({B: "two"})
    assert "the cache is not used: " in caplog.text
    assert str(folder / FILE) in caplog.text
    if (folder / FILE).is_file():
        assert (folder / FILE).read_bytes() == was


def test_whatever_byte_is_damaged_nothing_is_found_that_was_not_kept(folder: Path) -> None:
    noise = random.Random(2)
    kept = {f"{number:064x}": noise.randbytes(300).hex() for number in range(12)}
    at(folder).put(kept)
    whole = (folder / FILE).read_bytes()
    for place in range(0, len(whole), 97):
        damaged = bytearray(whole)
        damaged[place] ^= 0x55
        (folder / FILE).write_bytes(damaged)
        assert at(folder).get(kept).items() <= kept.items()
        at(folder).put({A: "one"})


def test_a_folder_that_cannot_be_made_is_passed_over(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "cache").write_text("a file")
    with caplog.at_level("INFO", "factlint.cache"):
        at(tmp_path / "cache" / "factlint").put({A: "one"})
        assert at(tmp_path / "cache" / "factlint").get([A]) == {}
    assert "the cache is not used" in caplog.text


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="nothing is read-only to this user")
def test_a_read_only_cache_is_read(folder: Path) -> None:
    at(folder).put({A: "one"})
    (folder / FILE).chmod(0o400)
    folder.chmod(0o500)
    assert at(folder).get([A]) == {A: "one"}
    at(folder).put({B: "two"})
    folder.chmod(0o700)
    assert at(folder).get([B]) == {}


def test_a_file_that_another_run_does_not_let_go_of_is_not_waited_for(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    at(folder).put({A: "one"})
    other = sqlite3.connect(folder / FILE, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with caplog.at_level("INFO", "factlint.cache"):
        assert at(folder).get([A]) == {}
        at(folder).put({B: "two"})
    assert "locked" in caplog.text
    other.execute("ROLLBACK")
    other.close()
    assert at(folder).get([A, B]) == {A: "one"}
