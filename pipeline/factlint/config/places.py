"""Finds the line of a key in TOML text, which the standard parser does not tell."""

from __future__ import annotations

import re

Path = tuple[str | int, ...]

_HEADER = re.compile(r"\s*(\[\[?)([^\[\]]+)\]\]?\s*(?:#.*)?")
_KEY = re.compile(r"[\w.\"' -]+")


class KeyLines:
    """The line on which each key of a TOML text stands, by a search of the lines.

    Keys inside inline tables are given the line of the key that holds the table.
    """

    def __init__(self, text: str) -> None:
        self._lines: dict[Path, int] = {}
        self._arrays: dict[Path, int] = {}
        table: Path = ()
        for number, line in enumerate(text.split("\n"), 1):
            header = _HEADER.fullmatch(line.rstrip("\r"))
            if header:
                table = self._open(_split(header[2]), array=header[1] == "[[")
                self._lines.setdefault(table, number)
            elif key := _key(line):
                self._lines.setdefault(table + _split(key), number)

    def line(self, path: Path) -> int:
        """The 1-based line of ``path``, or of the nearest key or table that encloses it."""
        for length in range(len(path), 0, -1):
            found = self._lines.get(path[:length])
            if found is not None:
                return found
        return 1

    def _open(self, keys: Path, *, array: bool) -> Path:
        """The path of a table header; a name that is an array of tables stands for its last table."""
        path: Path = ()
        for key in keys[:-1] if array else keys:
            path = self._last((*path, key))
        if not array:
            return path
        path = (*path, keys[-1])
        self._arrays[path] = self._arrays.get(path, 0) + 1
        return self._last(path)

    def _last(self, path: Path) -> Path:
        return (*path, self._arrays[path] - 1) if path in self._arrays else path


def _key(line: str) -> str:
    key, equals, _ = line.partition("=")
    key = key.strip()
    return key if equals and _KEY.fullmatch(key) else ""


def _split(dotted: str) -> Path:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))
