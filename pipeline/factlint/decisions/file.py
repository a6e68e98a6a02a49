"""The file of decisions: a list in YAML, read strictly, each mistake told with its line."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from factlint.config import parse_date, shown, suggestion
from factlint.decisions.model import Decision, Decisions, Kind
from factlint.domain.yamlfile import YamlFile, parse_yaml
from factlint.errors import ConfigError, SchemaError

if TYPE_CHECKING:
    from factlint.project import Settings

MAX_BYTES: Final = 2_000_000
FINGERPRINT: Final = re.compile(r"[0-9a-f]{16}")
CODE: Final = re.compile(r"[A-Z][0-9]{3}")
_CONFLICT: Final = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)
REQUIRED: Final = ("fingerprint", "decision", "reason", "owner", "on", "code", "message")
OPTIONAL: Final = ("until", "by_when", "whom", "approved_by")
_DATES: Final = ("on", "until", "by_when")
_EXAMPLES: Final = {
    "fingerprint": "fingerprint: 0123456789abcdef, as `factlint check` shows it",
    "decision": "decision: both-right",
    "reason": "reason: both courses are in use",
    "owner": "owner: A. Lee",
    "on": "on: 2026-01-31",
    "code": "code: C101",
    "message": "message: what the finding said",
    "until": "until: 2026-07-31",
    "by_when": "by_when: 2026-03-31",
    "whom": "whom: the pharmacy",
    "approved_by": "approved_by: B. Roe",
}


def read_decisions(settings: Settings) -> Decisions:
    """The decisions of a project; none where it has no such file yet.

    Raises:
        ConfigError: the file cannot be read, is no list of decisions, or one of them is not in order; with its line.
    """
    path = settings.decisions
    if path is None or not path.exists():
        return Decisions(judge_unmatched=not settings.narrowed)
    last = {each.fingerprint: each for each in parse_decisions(text_of(path), shown(path))}
    return Decisions(_doc(path.resolve(), settings.root.resolve()), last, judge_unmatched=not settings.narrowed)


def read_every(settings: Settings) -> dict[str, list[Decision]]:
    """Every decision of a project by fingerprint, the last one holding; errors as in `read_decisions`."""
    path, found = settings.decisions, dict[str, list[Decision]]()
    for each in parse_decisions(text_of(path), shown(path)) if path is not None and path.exists() else ():
        found.setdefault(each.fingerprint, []).append(each)
    return found


def _doc(path: Path, root: Path) -> str:
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()


def text_of(path: Path) -> str:
    """The text of the file of decisions as it lies on disk, line ends and all.

    Raises:
        ConfigError: it is no regular file in its folder, too large, or not UTF-8.
    """
    name = shown(path)
    check_place(path)
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        message = f"decisions cannot be read: {error.strerror}"
        raise ConfigError(message, remedy="check its permissions", path=name) from None
    return decoded(data, name)


def check_place(path: Path) -> None:
    """Refuses what is no regular file, and a link that leads away: it comes with the content, and is written to.

    Raises:
        ConfigError: it is one of these.
    """
    if not path.resolve().is_relative_to(path.parent.resolve()):
        message = "decisions: it is a link that leads out of its folder"
        raise ConfigError(message, remedy="keep the file itself there", path=shown(path))
    if path.exists() and not path.is_file():
        raise ConfigError("decisions: it is no file", remedy="name a file in YAML", path=shown(path))


def decoded(data: bytes, name: str) -> str:
    """The text in ``data``.

    Raises:
        ConfigError: there is too much of it, or it is not UTF-8.
    """
    if len(data) > MAX_BYTES:
        remedy = "take out the decisions that no longer matter"
        raise ConfigError(f"decisions: larger than {MAX_BYTES:,} bytes", remedy=remedy, path=name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ConfigError("decisions: not UTF-8", remedy="save it as UTF-8", path=name, line=line) from None


def parse_decisions(text: str, name: str) -> list[Decision]:
    """Every decision in ``text``, in its order.

    Args:
        text: the file's.
        name: what messages call it.

    Raises:
        ConfigError: it is no list of decisions, or one of them is not in order; with its line.
    """
    if merge := _CONFLICT.search(text):
        line, remedy = text.count("\n", 0, merge.start()) + 1, "keep the entries of both sides, and remove the marks"
        raise ConfigError("decisions: a merge was left unfinished", remedy=remedy, path=name, line=line)
    try:
        file = parse_yaml(text.removeprefix("\ufeff"), name)
    except SchemaError as error:
        remedy = error.remedy if "schema" not in error.remedy else "take out the decisions that no longer matter"
        raise ConfigError(
            f"decisions: {error.message}", remedy=remedy, path=name, line=error.line, column=error.column
        ) from None
    if not file.data:
        return []
    if not isinstance(file.data, list):
        raise _error(file, (), "is no list of decisions", "begin each with `- fingerprint: ...`")
    return [_decision(file, number, entry) for number, entry in enumerate(file.data)]


def _decision(file: YamlFile, number: int, entry: Any) -> Decision:
    if not isinstance(entry, dict):
        raise _error(file, (number,), "is no decision", "write `- fingerprint: ...` and the other keys below it")
    _check_keys(file, number, entry)
    texts = {key: _text(file, number, key, value) for key, value in entry.items() if key not in _DATES}
    dates = {key: _date(file, number, key, entry[key]) for key in _DATES if key in entry}
    for key, form in (("fingerprint", FINGERPRINT), ("code", CODE)):
        if not form.fullmatch(texts[key]):
            raise _error(file, (number, key), f"{key}: {texts[key]!r} is none", f"write {_EXAMPLES[key]}")
    decision = Decision(
        fingerprint=texts["fingerprint"],
        kind=_kind(file, number, texts["decision"]),
        reason=texts["reason"],
        owner=texts["owner"],
        on=dates["on"],
        code=texts["code"],
        message=texts["message"],
        until=dates.get("until"),
        by_when=dates.get("by_when"),
        whom=texts.get("whom", ""),
        approved_by=texts.get("approved_by", ""),
        line=file.places[(number,)][0],
    )
    if problem := lacking(decision):
        raise _error(file, (number,), *problem)
    return decision


def lacking(decision: Decision) -> tuple[str, str] | None:
    """What is missing from a decision of its kind or is out of place, and what to do about it; None for nothing."""
    kind = decision.kind
    if kind.hides and decision.until is None:
        return f"{kind} hides a finding: until when is missing", f"add {_EXAMPLES['until']}"
    if kind.hides and decision.by_when is not None:
        return f"{kind} hides a finding, and has no by_when", f"write {_EXAMPLES['until']}"
    if not kind.hides and decision.until is not None:
        return f"{kind} hides nothing, and has no until", f"write {_EXAMPLES['by_when']}"
    if kind is Kind.ASK and not decision.whom:
        return "ask: whom is missing", f"add {_EXAMPLES['whom']}"
    if kind is Kind.ASK and decision.by_when is None:
        return "ask: by when is missing", f"add {_EXAMPLES['by_when']}"
    return None


def _check_keys(file: YamlFile, number: int, entry: Mapping[str, Any]) -> None:
    for key in entry:
        if key not in _EXAMPLES:
            raise _error(file, (number, key), f"unknown key {key!r}", suggestion(key, _EXAMPLES))
    for key in REQUIRED:
        if key not in entry:
            raise _error(file, (number,), f"{key} is missing", f"add {_EXAMPLES[key]}")


def _text(file: YamlFile, number: int, key: str, value: Any) -> str:
    text = " ".join(value.split()) if isinstance(value, str) else ""
    if not text:
        raise _error(file, (number, key), f"{key} should be a text", f"write {_EXAMPLES[key]}")
    return text


def _date(file: YamlFile, number: int, key: str, value: Any) -> dt.date:
    date = parse_date(value) if isinstance(value, str) else None
    if date is None:
        raise _error(file, (number, key), f"{key} should be a date", f"write {_EXAMPLES[key]}")
    return date


def _kind(file: YamlFile, number: int, text: str) -> Kind:
    if text not in set(Kind):
        raise _error(file, (number, "decision"), f"no decision is called {text!r}", suggestion(text, list(Kind)))
    return Kind(text)


def _error(file: YamlFile, where: tuple[str | int, ...], message: str, remedy: str) -> ConfigError:
    line, column = file.places.get(where) or file.places.get(where[:1]) or (1, 1)
    return ConfigError(f"decisions: {message}", remedy=remedy, path=file.path, line=line, column=column)
