"""What a command was asked for: settings, outputs and progress from the options that it was given."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click

from factlint.output import Destination, Style, deliver, destinations

if TYPE_CHECKING:
    from factlint.progress import Bar
    from factlint.project import Settings
    from factlint.render import Options
    from factlint.render.listing import Listing
    from factlint.result import Result

_PLACE: Final = re.compile(r"(?P<path>.+?):(?P<line>[1-9]\d{0,8})(?::(?P<column>[1-9]\d{0,8}))?")
FINDINGS: Final = 1
"""The exit status where something was found that fails."""
MISTAKE: Final = 2
"""The exit status where the user made a mistake."""
YAML: Final = (".yaml", ".yml")


class Target(NamedTuple):
    """A place as outputs print it: a page, a line of it, and a column; 0 for any."""

    path: Path
    line: int = 0
    column: int = 0

    def holds(self, start: tuple[int, int], end: tuple[int, int]) -> bool:
        """Whether the target lies on what goes from line and column ``start`` to ``end``."""
        if not self.line or not self.column:
            return not self.line or start[0] <= self.line <= end[0]
        return start <= (self.line, self.column) <= end

    def __str__(self) -> str:
        """As outputs print it."""
        return ":".join(str(part) for part in self if part)

    @property
    def where(self) -> str:
        """The column, or else the line, for people."""
        return f"at column {self.column}" if self.column else "on that line"


def target_in(text: str) -> Target | None:
    """What PATH:LINE or PATH:LINE:COLUMN names; None for any other text."""
    found = _PLACE.fullmatch(text)
    return Target(Path(found["path"]), int(found["line"]), int(found["column"] or 0)) if found else None


def settings_of(paths: Sequence[Path], given: dict[str, Any]) -> Settings:
    """The settings that govern ``paths``, with what the options say over them.

    Raises:
        ConfigError: a path is not there, or the configuration is wrong.
    """
    from factlint.config import Overrides, load_settings
    from factlint.rules import BY_CODE, OPTIONS

    overrides = Overrides(
        schemas=given["schemas"] or None,
        as_of=given["as_of"].date() if given.get("as_of") else None,
        select=_codes(given.get("select")),
        ignore=_codes(given.get("ignore")),
        fail_on=given.get("fail_on"),
        min_confidence=given.get("min_confidence"),
        baseline=given.get("baseline"),
    )
    settings = load_settings(paths, config=given["config"], overrides=overrides, codes=BY_CODE, options=OPTIONS)
    return settings if given.get("no_cache", True) else replace(settings, cache=_cache(given))


def _cache(given: Mapping[str, Any]) -> Path | None:
    """Where what pages gave is kept between runs; with ``--verbose`` people are told why it is not used."""
    from factlint.cache.folder import cache_folder

    if given.get("verbose"):
        from factlint.notices import tell_of

        tell_of("factlint.cache")
    return cache_folder()


def schema_settings_of(paths: Sequence[Path], given: dict[str, Any], *, pages: bool) -> Settings:
    """Settings where a path in YAML is a schema; any other one is of use only where pages are read.

    Raises:
        UsageError: a path is no schema, and no pages are read.
    """
    files = [path for path in paths if path.suffix.lower() in YAML]
    rest = [path for path in paths if path not in files]
    if rest and not pages:
        raise click.UsageError(f"{rest[0]} is no schema: name a file that ends in {' or '.join(YAML)}")
    return settings_of(rest, {**given, "schemas": (*given["schemas"], *map(str, files))})


def _codes(text: str | None) -> list[str] | None:
    return [code.strip().upper() for code in text.split(",") if code.strip()] if text else None


def bar(given: dict[str, Any]) -> Bar:
    """A bar that shows progress where there is a terminal to show it on."""
    from factlint.progress import Bar

    terminal = sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
    return Bar(terminal and not given["quiet"])


def style_of(given: dict[str, Any]) -> Style:
    """What people chose about output."""
    return Style(given["color"], given["verbose"], given["quiet"])


def list_result(
    paths: Sequence[Path],
    output: Sequence[str],
    given: dict[str, Any],
    listing: Callable[[Result, Options], Listing],
) -> None:
    """Runs a project and shows one of its tables."""
    from factlint import run

    outputs = listing_outputs(output)
    settings = settings_of(paths, given)
    with bar(given) as progress:
        result = run.check(settings.sources, settings, jobs=given["jobs"], progress=progress)
    deliver_listing(outputs, lambda options: listing(result, options), given, settings.root)


def listing_outputs(output: Sequence[str]) -> list[Destination]:
    """Where a listing goes.

    Raises:
        FactlintError: a format is unknown, or two go to one file.
    """
    from factlint.render.listing import LISTING_FORMATS

    return destinations(output, LISTING_FORMATS)


def deliver_listing(
    outputs: Sequence[Destination],
    listing: Callable[[Options], Listing],
    given: dict[str, Any],
    root: Path | None,
) -> None:
    """Renders and writes a listing."""
    from factlint.render.listing import LISTING_FORMATS

    deliver(outputs, lambda name, options: LISTING_FORMATS[name](listing(options), options), style_of(given), root)
