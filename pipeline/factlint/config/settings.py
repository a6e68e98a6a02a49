"""From paths, a configuration file and what the command line says to the settings of one run."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Collection as Container
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from factlint.config.checks import check_codes, check_file
from factlint.config.file import ConfigFile, find_config, read_config, shown
from factlint.config.model import COLLECTION_KEYS, CollectionModel, ConfigModel
from factlint.config.ruleoptions import rule_options
from factlint.errors import ConfigError
from factlint.project import (
    DEFAULT_HIDE_HIGH_RISK_MONTHS,
    DEFAULT_HIDE_MONTHS,
    DEFAULT_REVIEW_MONTHS,
    DEFAULT_SCHEMA,
    Collection,
    Option,
    Settings,
)

PACKAGED: Final = "factlint:"
DEFAULT_SOURCES: Final = "sources"
DECISIONS: Final = "factlint-decisions.yaml"
_POLICY: Final = ("paths", "name", "review_every", "schemas", "severity", "rules")


@dataclass(frozen=True)
class Overrides:
    """What the command line or a caller says in place of the configuration; None says nothing.

    Attributes:
        schemas: names or files, the latter from the working directory; also in place of collections' own.
        as_of: the day the calendar is judged by.
        select: codes or their first letters; one of them that the configuration ignores is reported.
        ignore: codes or their first letters, besides those that the configuration ignores.
        fail_on: error, warning or info.
        min_confidence: 0 to 1.
        baseline: a file, from the working directory.
    """

    schemas: Sequence[str] | None = None
    as_of: dt.date | None = None
    select: Sequence[str] | None = None
    ignore: Sequence[str] | None = None
    fail_on: str | None = None
    min_confidence: float | None = None
    baseline: Path | None = None


def load_settings(
    paths: Sequence[Path] = (),
    *,
    config: Path | None = None,
    overrides: Overrides | None = None,
    codes: Container[str] = (),
    options: Mapping[str, Sequence[Option]] | None = None,
) -> Settings:
    """Finds and reads the configuration that governs ``paths``.

    Args:
        paths: files and folders to read; none reads what the configuration names, else the folder ``sources``
            where there is one, else everything below the root.
        config: the configuration file, instead of the first found upward from the folder the paths lie in.
        overrides: what to use in place of the configuration.
        codes: every rule code there is; empty accepts any.
        options: what configuration may set for each rule, by code.

    Returns:
        The settings. Without configuration the root is the folder given, or the one all paths lie in.

    Raises:
        ConfigError: a path does not exist, or the configuration is wrong; with file and line.
    """
    over = overrides or Overrides()
    given = tuple(_existing(path) for path in paths)
    start = _common_folder(given)
    found = _absolute(config) if config else find_config(start)
    check_codes(over.select or (), over.ignore or (), codes)
    if found is None:
        whole = all(path.is_dir() for path in given)
        settings = _settings(start, given or _default_sources(start), ConfigModel(), over, options or {})
        return settings if whole else replace(settings, narrowed=True)
    file = read_config(found)
    check_file(file, codes)
    root = found.parent if all(path.is_relative_to(found.parent) for path in given) else start
    settings = _settings(root, given or _sources(file), file.model, over, options or {}, file)
    return replace(settings, narrowed=bool(over.schemas) or not _covers(given, file))


def _covers(given: Sequence[Path], file: ConfigFile) -> bool:
    """Whether the paths hold all that the configuration names; none given reads just that."""
    root, names = file.path.parent, file.model.sources
    configured = _default_sources(root) if names is None else [_absolute(root / name) for name in names]
    return not given or all(any(source.is_relative_to(path) for path in given) for source in configured)


def _settings(
    root: Path,
    sources: tuple[Path, ...],
    model: ConfigModel,
    over: Overrides,
    options: Mapping[str, Sequence[Option]],
    file: ConfigFile | None = None,
) -> Settings:
    return Settings(
        root=root,
        # The one place that looks at the clock; the same day everywhere on earth.
        as_of=over.as_of or model.as_of or dt.datetime.now(dt.UTC).date(),
        collections=tuple(_collections(file, over, options)) if file else (),
        schemas=_schemas(model, over, file) or (DEFAULT_SCHEMA,),
        review_months=model.review_every or DEFAULT_REVIEW_MONTHS,
        select=tuple(over.select or model.select),
        ignore=_ignore(model.ignore, over),
        severity=model.severity,
        rules=rule_options(file, model.rules, ("rules",), options) if file else {},
        fail_on=over.fail_on or model.fail_on or "error",
        min_confidence=_first(over.min_confidence, model.min_confidence, 0.0),
        baseline=_absolute(over.baseline) if over.baseline else _inside(file, "baseline"),
        decisions=_decisions(file, root),
        approvers=tuple(model.approvers),
        hide_months=model.hide_at_most or DEFAULT_HIDE_MONTHS,
        hide_high_risk_months=model.hide_high_risk_at_most or DEFAULT_HIDE_HIGH_RISK_MONTHS,
        references=tuple(_references(file)) if file else (),
        evidence=_inside(file, "evidence"),
        source_url=model.source_url or "",
        exclude=tuple(model.exclude),
        sources=sources,
        config=file.path if file else None,
    )


def _first(*values: float | None) -> float:
    return next(value for value in values if value is not None)


def _ignore(configured: Iterable[str], over: Overrides) -> tuple[str, ...]:
    kept = [code for code in configured if code not in (over.select or ())]
    return tuple(dict.fromkeys([*kept, *(over.ignore or ())]))


def _absolute(path: Path) -> Path:
    # Not resolve(): a page reached by a symbolic link keeps the name that people know it by.
    return Path(os.path.abspath(path))  # noqa: PTH100


def _existing(path: Path) -> Path:
    if not path.exists():
        raise ConfigError(f"{shown(path)} does not exist", remedy="check the path")
    return _absolute(path)


def _common_folder(paths: Sequence[Path]) -> Path:
    folders = [path if path.is_dir() else path.parent for path in paths]
    try:
        return Path(os.path.commonpath(folders)) if folders else Path.cwd()
    except ValueError:
        raise ConfigError("the paths lie on different drives", remedy="check them one by one") from None


def _default_sources(root: Path) -> tuple[Path, ...]:
    folder = root / DEFAULT_SOURCES
    return (folder if folder.is_dir() else root,)


def _sources(file: ConfigFile) -> tuple[Path, ...]:
    root = file.path.parent
    if file.model.sources is None:
        return _default_sources(root)
    paths = []
    for index, name in enumerate(file.model.sources):
        path = _absolute(root / name)
        if not path.is_relative_to(root):
            raise file.error(
                ("sources", index), f"source {name} is outside of the project", "move the configuration up"
            )
        if not path.exists():
            raise file.error(("sources", index), f"source {name} does not exist", "mend or remove it")
        paths.append(path)
    return tuple(paths)


def _inside(file: ConfigFile | None, key: str, name: str = "", place: Sequence[str | int] = ()) -> Path | None:
    """The file that ``key`` names; a run may write it, and configuration comes with the content."""
    name = name or (getattr(file.model, key) or "" if file else "")
    if file is None or not name:
        return None
    root = file.path.parent.resolve()
    path = (root / name).resolve()
    if not path.is_relative_to(root):
        raise file.error(place or (key,), f"{key}: {name} is outside of the project", "keep it below the root")
    return path


def _decisions(file: ConfigFile | None, root: Path) -> Path | None:
    """The file of decisions: the one configured, else the usual one where it is there."""
    usual = root / DECISIONS
    return _inside(file, "decisions") or (usual if usual.is_file() else None)


def _references(file: ConfigFile) -> Iterable[Path]:
    for index, name in enumerate(file.model.references):
        place = ("references", index)
        path = _inside(file, "references", name, place)
        if path is None or not path.is_file():
            raise file.error(place, f"reference {name} does not exist", "mend or remove it")
        yield path


def _schemas(model: ConfigModel, over: Overrides, file: ConfigFile | None) -> tuple[str, ...]:
    if over.schemas:
        return tuple(_schema(name, Path.cwd(), None, ()) for name in over.schemas)
    if file is None:
        return ()
    return tuple(_schema(name, file.path.parent, file, ("schemas",)) for name in model.schemas)


def _schema(name: str, folder: Path, file: ConfigFile | None, key: Sequence[str | int]) -> str:
    """A packaged schema as ``factlint:NAME``; a file as an absolute path."""
    if name.startswith(PACKAGED):
        return name
    if "/" not in name and os.sep not in name and not name.endswith((".yaml", ".yml")):
        return PACKAGED + name
    path = _absolute(folder / name)
    if path.exists():
        return str(path)
    message, remedy = f"schema {name} does not exist", "give a file, or a packaged schema as factlint:NAME"
    raise file.error(key, message, remedy) if file else ConfigError(message, remedy=remedy)


def _collections(file: ConfigFile, over: Overrides, options: Mapping[str, Sequence[Option]]) -> Iterable[Collection]:
    for index, model in enumerate(file.model.collections):
        key = ("collections", index)
        own = model.schemas if not over.schemas else []
        yield Collection(
            paths=tuple(model.paths),
            metadata=_metadata(model),
            scope=dict(model.scope),
            review_months=model.review_every,
            schemas=tuple(_schema(name, file.path.parent, file, (*key, "schemas")) for name in own),
            severity=model.severity,
            rules=rule_options(file, model.rules, (*key, "rules"), options),
            name=model.name or "",
            lines={name: file.line(*key, name) for name in model.model_dump(exclude_unset=True)},
        )


def _metadata(model: CollectionModel) -> dict[str, object]:
    names = sorted(COLLECTION_KEYS.difference(_POLICY))
    return {name: value for name in names if (value := getattr(model, name)) is not None}
