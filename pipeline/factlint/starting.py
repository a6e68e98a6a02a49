"""What a project begins with: a configuration, a schema, the JSON Schema of its language and, where there are no pages
yet, two of them."""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Final, NamedTuple

from factlint.config.file import PYPROJECT, find_config, shown
from factlint.domain.editorschema import SCHEMA_FILE, editor_schema_text
from factlint.errors import ConfigError
from factlint.files import check_writable, write_text
from factlint.load import find_sources
from factlint.render.cells import one_line

CONFIG: Final = "factlint.toml"
SCHEMA: Final = "my-subject.yaml"
_SCHEMAS: Final = "schemas"
_PAGES: Final = ("joining.md", "questions.md")
_SOURCES: Final = "sources"


class Started(NamedTuple):
    """What was written.

    Attributes:
        files: those written, in the order a reader would look at them.
        examples: whether example pages are among them, because there were no pages.
        pyproject: whether a pyproject.toml lies beside them, which could hold the configuration too.
    """

    files: tuple[Path, ...]
    examples: bool
    pyproject: bool


def start(folder: Path) -> Started:
    """Writes the starter files into ``folder``, which is made if need be: all of them, or none.

    Raises:
        ConfigError: the folder is configured already, one of the files is there or would lie outside the folder, or it
            cannot be written.
    """
    _refuse_configured(folder)
    own = _pages(folder)
    files = {folder / name: text for name, text in _contents(_where(folder, own), examples=not own).items()}
    for path in files:
        _refuse_present(path)
        _refuse_outside(path, folder)
        check_writable(path)
    for path, text in files.items():
        write_text(path, text)
    return Started(tuple(files), examples=not own, pyproject=(folder / PYPROJECT).exists())


def template(name: str) -> str:
    """The text of a starter file, as it ships."""
    return (resources.files("factlint") / "templates" / name).read_text("utf-8")


def _contents(sources: str, *, examples: bool) -> Mapping[str, str]:
    """The text of each file, by its path in the folder."""
    config = template(CONFIG).replace(f'sources = ["{_SOURCES}"]', f'sources = ["{sources}"]')
    files = {
        CONFIG: config,
        f"{_SCHEMAS}/{SCHEMA}": template(SCHEMA),
        f"{_SCHEMAS}/{SCHEMA_FILE}": editor_schema_text(),
    }
    return files | ({f"{_SOURCES}/{name}": template(name) for name in _PAGES} if examples else {})


def _pages(folder: Path) -> list[Path]:
    return find_sources([folder], folder, ()) if folder.is_dir() else []


def _where(folder: Path, pages: list[Path]) -> str:
    """The folder that the configuration names as the one with pages."""
    usual = Path(os.path.abspath(folder / _SOURCES))  # noqa: PTH100 - pages keep the names people know them by
    return _SOURCES if all(page.is_relative_to(usual) for page in pages) else "."


def _refuse_configured(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise ConfigError("this is a file", remedy="name a folder", path=shown(folder))
    found = find_config(folder)
    if found and found.parent == folder:
        remedy = "change it by hand, or begin in another folder; nothing was written"
        raise ConfigError("this folder is configured already", remedy=remedy, path=shown(found))


def _refuse_present(path: Path) -> None:
    if os.path.lexists(path):
        remedy = "rename or remove it; nothing was written"
        raise ConfigError("this file is there already", remedy=remedy, path=shown(path))


def _refuse_outside(path: Path, folder: Path) -> None:
    """Refuses a folder that is a link to somewhere else."""
    if not path.parent.resolve().is_relative_to(folder.resolve()):
        remedy = "rename or remove the link; nothing was written"
        raise ConfigError("this leads out of the folder", remedy=remedy, path=shown(path.parent))


def _steps_into(folder: Path) -> list[tuple[str, str]]:
    """The step into ``folder``; none where it is here, or has a name that cannot be shown as it is."""
    name = str(folder)
    if folder == Path() or one_line(name) != name:
        return []
    return [(f"cd {'-- ' if name.startswith('-') else ''}{shlex.quote(name)}", "")]


def told(started: Started, folder: Path) -> str:
    """What people are told: what was written, and what to do next."""
    lines = [f"wrote {one_line(shown(path))}" for path in started.files]
    if started.pyproject:
        lines += [
            "",
            f"The keys of {CONFIG} may stand under [tool.factlint] of {PYPROJECT} instead; keep one of the two.",
        ]
    found = "where the two example pages disagree" if started.examples else "where your pages disagree"
    schema = f"{_SCHEMAS}/{SCHEMA}"
    steps = [
        *_steps_into(folder),
        ("factlint check", found),
        ("factlint schema test", f"whether the examples in {schema} hold"),
        ("factlint schema suggest", "what could be read besides, and how to write it"),
    ]
    width = max(len(command) for command, _ in steps if command.startswith("factlint"))
    lines += [
        "",
        "Next:",
        *(f"  {command.ljust(width)}  {f'# {what}' if what else ''}".rstrip() for command, what in steps),
    ]
    return "".join(f"{line}\n" for line in [*lines, f"Then put your own subject into {schema}."])
