"""Strict YAML: every scalar is text, duplicate keys and aliases are errors, every node knows its place.

PyYAML's own resolver reads ``12:30`` as 750, ``no`` as False and ``1.10`` as 1.1; here they stay what was written,
and the model that reads them decides.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from factlint.errors import SchemaError

MAX_BYTES = 2_000_000
MAX_NODES = 200_000
MAX_DEPTH = 40

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
KeyPath = tuple[str | int, ...]


@dataclass(frozen=True)
class YamlFile:
    """A file's data, the line and column (from 1) of every key and item in it, and the SHA-256 of its bytes."""

    path: str
    data: Any
    places: Mapping[KeyPath, tuple[int, int]]
    sha256: str = ""

    def error(self, where: KeyPath, message: str, remedy: str = "") -> SchemaError:
        """An error at ``where``, or at the nearest place above it that the file has."""
        while where and where not in self.places:
            where = where[:-1]
        line, column = self.places.get(where, (1, 1))
        return SchemaError(message, remedy=remedy, path=self.path, line=line, column=column)


def read_yaml(path: Path, name: str | None = None) -> YamlFile:
    """Read ``path``; ``name`` is what messages call it.

    Raises:
        SchemaError: it is missing, no regular file, too large, not UTF-8, not YAML, holds a duplicate key or an alias.
    """
    name = name or path.as_posix()
    if path.exists() and not path.is_file() and not path.is_dir():
        # A device or a pipe that configuration names may never come to an end.
        raise SchemaError("is no regular file", path=name, remedy="name a file")
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise SchemaError(
            f"cannot be read: {error.strerror}", path=name, remedy="check the path and its permissions"
        ) from error
    if len(raw) > MAX_BYTES:
        raise SchemaError(f"larger than {MAX_BYTES:,} bytes", path=name, remedy="split the schema in two")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise SchemaError("not UTF-8", path=name, line=line, column=1, remedy="save it as UTF-8") from error
    return replace(parse_yaml(text, name), sha256=hashlib.sha256(raw).hexdigest())


def parse_yaml(text: str, name: str) -> YamlFile:
    """Read YAML from ``text``; see `read_yaml`."""
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problem = error.problem or "not YAML"
        raise SchemaError(
            problem, path=name, line=line, column=column, remedy="check indentation and quotes"
        ) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise SchemaError("not YAML", path=name, line=1, column=1, remedy="check the file's encoding") from error
    reader = _Reader(name)
    data = reader.value(root, (), 0) if root is not None else {}
    return YamlFile(name, data, reader.places)


class _Reader:
    def __init__(self, name: str) -> None:
        self.name = name
        self.places: dict[KeyPath, tuple[int, int]] = {}
        self.seen: set[int] = set()

    def value(self, node: yaml.Node, where: KeyPath, depth: int) -> Any:
        self.check(node, depth)
        self.places.setdefault(where, (node.start_mark.line + 1, node.start_mark.column + 1))
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, where, depth)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*where, index), depth + 1) for index, item in enumerate(node.value)]
        empty = node.tag == "tag:yaml.org,2002:null" and node.value in ("", "~", "null")
        return None if empty else node.value

    def mapping(self, node: yaml.MappingNode, where: KeyPath, depth: int) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise self.error(key_node, "a key must be plain text", "put it in quotes")
            key = str(key_node.value)
            if key in data:
                raise self.error(key_node, f"the key {key!r} stands here a second time", "join the two")
            self.places[(*where, key)] = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
            data[key] = self.value(value_node, (*where, key), depth + 1)
        return data

    def check(self, node: yaml.Node, depth: int) -> None:
        if id(node) in self.seen:
            raise self.error(node, "aliases are not read", "write the value out in both places")
        self.seen.add(id(node))
        if depth > MAX_DEPTH or len(self.seen) > MAX_NODES:
            raise self.error(node, "nested too deeply or too large", "split the schema in two")

    def error(self, node: yaml.Node, message: str, remedy: str) -> SchemaError:
        mark = node.start_mark
        return SchemaError(message, remedy=remedy, path=self.name, line=mark.line + 1, column=mark.column + 1)
