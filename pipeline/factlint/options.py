"""The options that commands share, and which of them exclude each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from factlint import completing

Command = TypeVar("Command", bound=Callable[..., Any])
PATH: Final = click.Path(path_type=Path)
DAY: Final = click.DateTime(["%Y-%m-%d"])


def _together(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    def decorate(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


configured = _together(
    click.option("--config", type=PATH, help="Configuration file, instead of the one found upward from PATHS."),
    click.option("--schemas", multiple=True, metavar="PATH|NAME", help="Domain schema; may be repeated."),
)
schemas = _together(click.argument("paths", nargs=-1, type=PATH), configured)
jobs = _together(
    click.option("--jobs", type=click.IntRange(min=0), default=0, help="Processes to read with; 0 chooses."),
    click.option("--no-cache", is_flag=True, help="Read every page anew, and keep nothing for the next run."),
)
as_of = click.option("--as-of", type=DAY, metavar="DATE", help="Judge the calendar by this day (2026-01-31).")
project = _together(schemas, as_of, jobs)
style = _together(
    click.option(
        "--color",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        help="Colour; auto heeds NO_COLOR, FORCE_COLOR.",
    ),
    click.option("-q", "--quiet", is_flag=True, help="Leave out the summary."),
    click.option("-v", "--verbose", is_flag=True, help="Show information in full."),
)
output = click.option(
    "-o",
    "--output",
    multiple=True,
    metavar="FORMAT[:FILE]",
    shell_complete=completing.formats,
    help="Format, and where to; may be repeated.",
)


def _source_url(_: click.Context, __: click.Parameter, url: str | None) -> str | None:
    if url is None:
        return None
    import re

    from factlint.config.model import SOURCE_URL

    if not re.fullmatch(SOURCE_URL, url):
        raise click.BadParameter("it is no web address with {path} in it, and {line} where lines are told")
    return url


source_url = click.option(
    "--source-url",
    metavar="URL",
    callback=_source_url,
    help="Where a code host shows a page, with {path} and {line}; over the configuration.",
)


def check_combination(paths: Sequence[Path], given: dict[str, Any]) -> None:
    """Refuses options that exclude each other; a baseline holds all findings, or it would lose the others.

    Raises:
        UsageError: some of them do; with what to leave out.
    """
    said = [f"--{name}" for name in ("staged", "changed", "since") if given[name]]
    if len(said) > 1:
        raise click.UsageError(f"{' and '.join(said)} exclude each other: each says what changed")
    if not given["update_baseline"]:
        return
    narrowing = ("staged", "changed", "since", "select", "ignore", "min_confidence")
    named = [f"--{name.replace('_', '-')}" for name in narrowing if given[name] not in (None, False, ())]
    if left_out := [*(["PATHS"] if paths else []), *named]:
        instead = "; name pages and rules in the configuration instead"
        raise click.UsageError(f"--update-baseline writes all findings: leave out {', '.join(left_out)}{instead}")
