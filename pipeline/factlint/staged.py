"""Which pages a commit takes away, and whether it can bring any finding about, told before pages are read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from factlint import git, run
from factlint.config.settings import PACKAGED
from factlint.load import find_sources
from factlint.load.listed import listed_sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from factlint.output import Destination
    from factlint.project import Settings

UNTOUCHED: Final = "No page of this project is staged: nothing to judge.\n"

_SPOKEN: Final = ("full", "concise")


def untouched(settings: Settings, given: Mapping[str, object], outputs: Sequence[Destination]) -> bool:
    """Whether a run over what is staged is over before it begins: something is, and no page or table is among it.

    Args:
        settings: of the project.
        given: the options of the command.
        outputs: where to; a file that is asked for is written, whatever is staged.

    Raises:
        ConfigError: the project is in no git repository.
    """
    wanted = given["manifest"] or given["update_baseline"] or any(each.format not in _SPOKEN for each in outputs)
    if wanted or not given["staged"] or any(each.file for each in outputs):
        return False
    top = git.repository(settings.root)
    if not git.anything_staged(top) or removed_pages(git.staged_removals(top), settings):
        return False
    staged = {run.page_id(each.path, settings.root) for each in git.staged_files(top)}
    return staged.isdisjoint(run.page_id(path, settings.root) for path in _deciding(settings))


def removed_pages(files: Iterable[Path], settings: Settings) -> list[str]:
    """The pages among files that are no longer there, by ``doc``."""
    names = [name for path in files if (name := run.page_id(path, settings.root))]
    paths = [settings.root / name for name in names if not (settings.root / name).exists()]
    found = listed_sources(paths, {}, settings.sources, settings.root, settings.exclude)
    return [path.relative_to(settings.root).as_posix() for path in found]


def _deciding(settings: Settings) -> Iterator[Path]:
    """The files that may have a part in a finding."""
    schemas = [Path(name) for name in settings.every_schema if not name.startswith(PACKAGED)]
    own = (settings.config, settings.baseline, settings.evidence, settings.decisions)
    for path in (*schemas, *settings.references, *own):
        if path is not None:
            yield Path(path)
    yield from find_sources(settings.sources, settings.root, settings.exclude)
