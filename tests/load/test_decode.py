from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from factlint.errors import UnreadableSource
from factlint.load import DateLabels, load_page
from factlint.load.decode import LIMIT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.load.conftest import Load

SENTENCE = "Café owners’ plants – 6 of them – are here."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_with_or_without_byte_order_mark(load: Load, encoding: str) -> None:
    assert load("a.txt", SENTENCE.encode(encoding)).text == SENTENCE


@pytest.mark.parametrize(
    "head",
    [
        "<meta charset=windows-1252>",
        '<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">',
        '<!-- <meta charset="utf-8"> --><meta charset="latin1">',
        "<?xml version='1.0' encoding='cp1252'?>",
    ],
)
def test_encoding_that_a_page_declares(load: Load, head: str) -> None:
    assert load("a.html", f"{head}<p>{SENTENCE}</p>".encode("cp1252")).text == SENTENCE + "\n"


@pytest.mark.parametrize("name", ["zip", "rot13", "utf-7", "unicode_escape", "no-such"])
def test_declared_encoding_that_is_none_is_passed_over(load: Load, name: str) -> None:
    assert load("a.html", f"<meta charset={name}><p>{SENTENCE}</p>").text == SENTENCE + "\n"


def test_page_that_is_not_what_it_declares_is_unreadable(load: Load) -> None:
    with pytest.raises(UnreadableSource, match=r"declares itself to be utf-8.*save it as UTF-8") as caught:
        load("a.html", b"<meta charset=utf-8>\n<p>caf\xe9</p>")
    assert caught.value.line == 2


def test_bytes_that_could_be_two_things_are_unreadable_with_their_line(load: Load) -> None:
    with pytest.raises(UnreadableSource, match=r"not UTF-8, but byte 12 \(0xa3\).*save it as UTF-8") as caught:
        load("a.txt", "A plant\nfor £5 a day, and it is worth all that.".encode("cp1252"))
    assert caught.value.line == 2


def test_old_encoding_is_read_where_nothing_else_fits(load: Load) -> None:
    text = "Лечение растений продолжается шесть месяцев в больнице для садовых растений и деревьев."
    assert load("a.txt", text.encode("cp1251")).text == text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        ("\u00a0\u2003\n".encode(), "no text in it"),
        (b"plants\0animals", "NUL bytes"),
        ("plants\0".encode("utf-16"), "NUL characters"),
        (b"%PDF-1.7 \xff", "a PDF"),
        (b"\x89PNG\r\n", "an image"),
    ],
)
def test_file_without_text_is_unreadable_and_says_why(load: Load, content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableSource, match=reason) as caught:
        load("a.txt", content)
    assert caught.value.reason.endswith(")")  # the remedy


def test_large_file_is_unreadable(tmp_path: Path, words: DateLabels) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(LIMIT + 1)
    with pytest.raises(UnreadableSource, match="too large"):
        load_page(path, "a.txt", {}, {}, words)


def test_folder_missing_file_and_dangling_link_are_unreadable(tmp_path: Path, words: DateLabels) -> None:
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "link.txt").symlink_to(tmp_path / "nothing.txt")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    wanted = {
        "folder.txt": "a folder",
        "missing.txt": "no such file",
        "link.txt": "not there",
        "loop.txt": "opened",
    }
    for name, reason in wanted.items():
        with pytest.raises(UnreadableSource, match=reason):
            load_page(tmp_path / name, name, {}, {}, words)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_file_without_permission_is_unreadable(tmp_path: Path, words: DateLabels) -> None:
    path = tmp_path / "a.txt"
    path.write_text("A plant.", encoding="utf-8")
    path.chmod(0)
    with pytest.raises(UnreadableSource, match="permission"):
        load_page(path, "a.txt", {}, {}, words)


def test_unknown_suffix_is_unreadable_and_names_the_known_ones(tmp_path: Path, words: DateLabels) -> None:
    with pytest.raises(UnreadableSource, match=r"\.txt.*\.xhtml"):
        load_page(tmp_path / "a.docx", "a.docx", {}, {}, words)


def test_page_without_anything_to_read_is_skipped(load: Load) -> None:
    page = load("a.md", "---\ntitle: Garden\n---\n```\ncode\n```\n")
    assert (page.skipped, page.blocks, page.meta.title) == ("it has no text to read", (), "Garden")
