"""Strict YAML."""

import os
from pathlib import Path

import pytest

from factlint.domain.yamlfile import parse_yaml, read_yaml
from factlint.errors import SchemaError


@pytest.mark.parametrize("text", ["12:30", "no", "010", "1.10", "0x1F", "2026-01-01", "yes"])
def test_scalars_stay_what_was_written(text: str) -> None:
    assert parse_yaml(f"key: {text}", "s.yaml").data == {"key": text}


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "second time"),
        ("a: &x [1]\nb: *x\n", 1, "aliases"),
        ("a: &x [*x]\n", 1, "aliases"),
        ("a: [1\nb: 2\n", 2, ""),
        ("? [a, b]\n: c\n", 1, "plain text"),
        ("a: " + "[" * 60 + "]" * 60, 1, "deeply"),
    ],
)
def test_a_fault_names_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(SchemaError) as caught:
        parse_yaml(text, "s.yaml")
    assert caught.value.line == line
    assert words in str(caught.value)
    assert str(caught.value).startswith(f"s.yaml:{line}:")


@pytest.mark.parametrize("name", ["/dev/zero", "pipe"])
def test_what_never_ends_is_not_read(tmp_path: Path, name: str) -> None:
    if name == "pipe":
        os.mkfifo(tmp_path / name)
    with pytest.raises(SchemaError, match="is no regular file"):
        read_yaml(tmp_path / name)


def test_every_key_and_item_has_a_place() -> None:
    file = parse_yaml("top:\n  - one\n  - key: two\n", "s.yaml")
    assert file.places[("top", 0)] == (2, 5)
    assert file.places[("top", 1, "key")] == (3, 5)


def test_a_file_that_is_not_utf8_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_bytes(b"a: 1\nb: \xff\n")
    with pytest.raises(SchemaError, match=r"s\.yaml:2:1: not UTF-8"):
        read_yaml(tmp_path / "s.yaml")


def test_a_missing_file_is_named_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match="check the path"):
        read_yaml(tmp_path / "none.yaml")
