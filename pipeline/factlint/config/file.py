"""The configuration file: found, read and checked, with the line of whatever is wrong in it."""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from factlint.config.model import COLLECTION_KEYS, EXAMPLES, ConfigModel
from factlint.config.places import KeyLines
from factlint.errors import ConfigError

MAX_BYTES: Final = 1_000_000
MAX_LISTED: Final = 40
PYPROJECT: Final = "pyproject.toml"
TABLE: Final = ("tool", "factlint")
NAMES: Final = ("factlint.toml", PYPROJECT)

_REASONS: Final = {
    "too_short": "should not be empty",
    "too_long": "holds too many entries",
    "string_pattern_mismatch": "does not have the right form",
}


@dataclass(frozen=True)
class ConfigFile:
    """A configuration that was read and checked.

    Attributes:
        path: the file.
        model: what it says.
        lines: where its keys stand.
        prefix: the table that holds it: ``("tool", "factlint")`` in pyproject.toml.
    """

    path: Path
    model: ConfigModel
    lines: KeyLines
    prefix: tuple[str, ...]

    def line(self, *key: str | int) -> int:
        """The line of ``key``, or of what encloses it."""
        return self.lines.line((*self.prefix, *key))

    def error(self, key: Sequence[str | int], message: str, remedy: str) -> ConfigError:
        """An error at ``key``."""
        return ConfigError(message, remedy=remedy, path=shown(self.path), line=self.line(*key))


def shown(path: Path) -> str:
    """``path`` as people would name it: relative to the working directory where it lies below it."""
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def suggestion(word: str, known: Collection[str]) -> str:
    """A remedy that names the nearest of ``known``, or else lists them where they are few."""
    near = difflib.get_close_matches(word, sorted(known), n=3)
    if near:
        return f"did you mean {' or '.join(near)}?"
    if len(known) > MAX_LISTED:
        return f"none of the {len(known)} known ones is near"
    return f"known are {', '.join(sorted(known))}"


def find_config(start: Path) -> Path | None:
    """The configuration that governs the folder ``start``: the first found in it and its parents."""
    for folder in (start, *start.parents):
        for name in NAMES:
            path = folder / name
            if path.is_file() and (name != PYPROJECT or _has_table(path)):
                return path
    return None


def read_config(path: Path) -> ConfigFile:
    """Reads and checks one configuration file.

    Raises:
        ConfigError: it cannot be read, is not TOML, or breaks the model; with the line.
    """
    text = _read(path)
    data = _parse(path, text)
    prefix = TABLE if path.name == PYPROJECT or _table(data) is not None else ()
    if prefix:
        data = _table(data) or {}
    empty = ConfigFile(path, ConfigModel(), KeyLines(text), prefix)
    try:
        return ConfigFile(path, ConfigModel.model_validate(data), empty.lines, prefix)
    except ValidationError as error:
        raise _explain(empty, error) from None


def _read(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise ConfigError(
            f"configuration cannot be read: {reason}", remedy="check the path", path=shown(path)
        ) from None
    if len(data) > MAX_BYTES:
        raise ConfigError(f"configuration is larger than {MAX_BYTES} bytes", remedy="make it smaller", path=shown(path))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(
            "configuration is not UTF-8", remedy="save it as UTF-8", path=shown(path), line=line
        ) from None


def _parse(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        place = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        message = str(error).split(" (at ", 1)[0] if place else "it ends too early or nests too deeply"
        line, column = (int(place[1]), int(place[2])) if place else (None, None)
        raise ConfigError(
            f"not valid TOML: {message}",
            remedy="mend the syntax there",
            path=shown(path),
            line=line,
            column=column,
        ) from None


def _table(data: Mapping[str, Any]) -> dict[str, Any] | None:
    """What ``[tool.factlint]`` holds; None where there is no such table."""
    tools = data.get("tool")
    table = tools.get("factlint") if isinstance(tools, dict) else None
    return table if isinstance(table, dict) else None


def _has_table(path: Path) -> bool:
    """Whether a pyproject.toml configures this program; a broken one does if it names the table."""
    try:
        text = _read(path)
    except ConfigError:  # whoever's it is, it is not known to be ours
        return False
    try:
        return _table(tomllib.loads(text)) is not None
    except (tomllib.TOMLDecodeError, RecursionError):
        return "tool.factlint" in text


def _explain(config: ConfigFile, error: ValidationError) -> ConfigError:
    """The first mistake in the file, in words an editor can act on."""
    details = sorted(error.errors(), key=lambda each: config.line(*each["loc"]))
    first = details[0]
    loc = tuple(part for part in first["loc"] if part != "[key]")
    more = f"; {len(details) - 1} more after it" if len(details) > 1 else ""
    name = str(loc[-1])
    if first["type"] == "extra_forbidden":
        return config.error(loc, f"unknown key {name}{more}", _unknown(name))
    if first["type"] == "missing":
        return config.error(loc, f"{_dotted(loc)} is missing{more}", f"add {EXAMPLES[name]}")
    reason = str(first.get("ctx", {}).get("error", "")) or _REASONS.get(first["type"])
    return config.error(loc, f"{_dotted(loc)} {reason or first['msg'].removeprefix('Input ')}{more}", _remedy(loc))


def _unknown(name: str) -> str:
    if name in COLLECTION_KEYS:
        return "it belongs in one of [[collections]]"
    return suggestion(name, ConfigModel.model_fields)


def _remedy(loc: Sequence[str | int]) -> str:
    names = [part for part in loc if isinstance(part, str)]
    for name in reversed(names[1:] or names):
        if name in EXAMPLES:
            return f"write for example {EXAMPLES[name]}"
    return f'write text in quotes, such as {names[-1]} = "..."'


def _dotted(loc: Sequence[str | int]) -> str:
    parts = [f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in loc]
    return "".join(parts).removeprefix(".")
