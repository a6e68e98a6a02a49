"""Finds where a body of published text disagrees with itself, with a reference, or with the calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from factlint.result import Result

    __version__: str

__all__ = ["Result", "__version__", "check"]


def check(
    paths: str | Path | Sequence[str | Path] | None = None,
    *,
    config: str | Path | None = None,
    schemas: str | Path | Sequence[str | Path] | None = None,
    as_of: dt.date | str | None = None,
) -> Result:
    """Checks pages against each other, as ``factlint check`` does.

    Args:
        paths: files or folders, in a project or not; None reads what the configuration names, and an empty
            sequence nothing.
        config: the configuration file, instead of the one found upward from the paths.
        schemas: domain schemas, files or names, in place of the configured ones.
        as_of: the day to judge the calendar by, a date or its ISO text; of a date with a time its date counts.
            None takes the configured one, else today.

    Returns:
        The result, with tables that keep the contracts of ``factlint.tables``.

    Raises:
        FactlintError: a path, the configuration, a schema, the baseline or the file of decisions is wrong.
    """
    from dataclasses import replace

    from factlint import run
    from factlint.config import Overrides, load_settings
    from factlint.decisions import read_decisions
    from factlint.rules import BY_CODE, OPTIONS
    from factlint.verdict import verdict

    overrides = Overrides(schemas=[str(name) for name in _several(schemas)] or None, as_of=_day(as_of))
    settings = load_settings(
        [Path(path) for path in _several(paths)],
        config=Path(config) if config else None,
        overrides=overrides,
        codes=BY_CODE,
        options=OPTIONS,
    )
    sources = settings.sources if paths is None or _several(paths) else ()
    settings = settings if sources else replace(settings, narrowed=True)
    result = run.check(sources, settings, decisions=read_decisions(settings), jobs=1)
    return verdict(result, settings)


def __getattr__(name: str) -> Any:
    # Late, so that importing the package costs nothing: tables and metadata take a quarter of a second.
    if name == "Result":
        from factlint.result import Result

        return Result
    if name == "__version__":
        from factlint.about import version

        return version()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _several(given: str | Path | Sequence[str | Path] | None) -> Sequence[str | Path]:
    if given is None:
        return []
    return [given] if isinstance(given, (str, Path)) else given


def _day(given: dt.date | str | None) -> dt.date | None:
    from factlint.config import parse_date
    from factlint.errors import ConfigError

    if isinstance(given, dt.datetime):
        return given.date()
    day = parse_date(given) if isinstance(given, str) else given
    if given is not None and not isinstance(day, dt.date):
        raise ConfigError(f"as_of {given!r} is not a date", remedy="write it as 2026-01-31")
    return day
