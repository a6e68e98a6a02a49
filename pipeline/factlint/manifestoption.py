"""``--manifest``: writes what a run was beside what it found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factlint.errors import FactlintError

if TYPE_CHECKING:
    from factlint.output import Destination
    from factlint.project import Settings
    from factlint.result import Result
    from factlint.verdict import Change


def check_manifest(path: Path, outputs: Sequence[Destination]) -> None:
    """Refuses, before anything is read, a manifest that cannot be written.

    Raises:
        FactlintError: an output goes to the same file, its folder is not there, or it cannot be written.
    """
    from factlint.files import check_writable

    if path.resolve() in {each.file.resolve() for each in outputs if each.file}:
        raise FactlintError("an output and the manifest go to the same file", remedy="give each a file of its own")
    if not path.resolve().parent.is_dir():
        message = "the folder of the manifest is not there"
        raise FactlintError(message, remedy="make it, or write elsewhere", path=str(path))
    check_writable(path)


def write_manifest(
    path: Path,
    result: Result,
    settings: Settings,
    outputs: Sequence[Destination],
    given: Mapping[str, Any],
    change: Change | None,
) -> None:
    """Writes the manifest of a run, whole.

    Raises:
        ConfigError: it cannot be written.
    """
    from factlint.files import write_text
    from factlint.manifest import manifest
    from factlint.render.as_json import dumps

    options = {
        "staged": bool(given["staged"]),
        "changed": sorted(change.docs) if change else None,
        "update_baseline": bool(given["update_baseline"]),
    }
    written = [path, *(each.file for each in outputs if each.file)]
    write_text(path, dumps(manifest(result, settings, options, written)))
