"""What the TAB key offers: codes, formats, ids of concepts, fingerprints that files name. No page is read for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from factlint.project import Settings

Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]

MOST_BYTES: Final = 2_000_000
"""What is read of a file that may name fingerprints: nobody waits for TAB."""
_FINGERPRINT: Final = re.compile(r"\b[0-9a-f]{16}\b")
_WORD: Final = re.compile(r"[\w.:-]+")  # whatever else a schema or a file holds is not typed for anybody


def _offering(offers: Callable[[str], Iterator[tuple[str, str]]]) -> Completer:
    """A completer of what ``offers`` gives for the start of a word: text and what is said of it."""

    @wraps(offers)
    def complete(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from factlint.render.cells import one_line

        try:
            found = [(text, says) for text, says in offers(incomplete) if text.startswith(incomplete)]
        except Exception:  # what is wrong is told when the command is run; TAB just offers nothing
            return []
        return [CompletionItem(text, help=one_line(says)) for text, says in found if _typed(text)]

    return complete


def _typed(text: str) -> bool:
    return bool(_WORD.fullmatch(text.replace(",", "")))


@_offering
def formats(_: str) -> Iterator[tuple[str, str]]:
    """The names that ``check -o`` knows."""
    from factlint.render import FORMATS

    yield from ((name, "to a file" if each.binary else "") for name, each in FORMATS.items())


@_offering
def codes(incomplete: str) -> Iterator[tuple[str, str]]:
    """The codes of rules, the last of several between commas."""
    before = incomplete[: incomplete.rfind(",") + 1]
    yield from ((before + code, name) for code, name in _codes())


@_offering
def codes_and_fingerprints(incomplete: str) -> Iterator[tuple[str, str]]:
    """What `explain` takes."""
    if incomplete[:1].isupper() or not incomplete:
        yield from _codes()
    else:
        yield from _fingerprints()


@_offering
def fingerprints(_: str) -> Iterator[tuple[str, str]]:
    """Those that the baseline and the decisions of the project name."""
    yield from _fingerprints()


@_offering
def concepts(_: str) -> Iterator[tuple[str, str]]:
    """The ids of the concepts in the project's schemas."""
    from factlint.domain.build import PREFIX, packaged_schemas
    from factlint.domain.yamlfile import read_yaml

    packaged = packaged_schemas()
    for name in _settings().every_schema:
        path = packaged[name.removeprefix(PREFIX)] if name.startswith(PREFIX) else Path(name)
        kinds = read_yaml(path).data.get("concepts", {})
        for kind, entries in kinds.items():
            yield from ((concept, str(kind)) for concept in entries)


def _codes() -> Iterator[tuple[str, str]]:
    from factlint.rules import BY_CODE

    yield from ((code, rule.info.name) for code, rule in BY_CODE.items())


def _fingerprints() -> Iterator[tuple[str, str]]:
    settings = _settings()
    for path in (settings.baseline, settings.decisions):
        if path is not None and path.is_file():
            with path.open("rb") as file:
                text = file.read(MOST_BYTES).decode("utf-8", "replace")
            yield from ((name, path.name) for name in dict.fromkeys(_FINGERPRINT.findall(text)))


def _settings() -> Settings:
    from factlint.config import load_settings

    return load_settings([])
