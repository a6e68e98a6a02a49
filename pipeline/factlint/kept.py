"""What the pages of a project gave in earlier runs, where they and all that reads them are as they were then."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, Self

from factlint.cache.codec import Codec
from factlint.cache.folder import refusal
from factlint.cache.keys import page_key, program
from factlint.cache.store import LOG, PageCache
from factlint.domain import load_domain
from factlint.errors import UnreadableSource
from factlint.load.decode import source_bytes
from factlint.pagereport import PageReport, Task
from factlint.spans import Place

if TYPE_CHECKING:
    from factlint.project import Collection, Settings

# What runs with these give is not kept: they are large, and few runs ask for them.
_WITHOUT: Final = frozenset(("PageReport.text", "Reading.explained"))


class _Page(NamedTuple):
    sha256: str
    key: str


class Kept:
    """What is kept of the pages that one run reads.

    Args:
        settings: of the project.
        folder: where it is kept.
    """

    def __init__(self, settings: Settings, folder: Path) -> None:
        self._settings, self._cache = settings, PageCache(folder, report_codec())
        self._collections: dict[str, Collection] = {}
        self._pages: dict[int, _Page] = {}

    @classmethod
    def of(cls, settings: Settings) -> Self | None:
        """What is kept for this project; None where nothing is, or may be: the log says why."""
        if settings.cache is None:
            return None
        try:
            program()
            why = refusal(settings.cache, settings.root)
        except OSError as error:
            why = str(error)
        if why:
            LOG.info("the cache is not used: %s: %s", settings.cache, why)
            return None
        return cls(settings, settings.cache)

    def known(self, tasks: Sequence[Task]) -> dict[int, PageReport]:
        """What these pages give as far as it is kept, by their position."""
        self._pages = {at: page for at, task in enumerate(tasks) if (page := self._page(task))}
        held = self._cache.get({page.key for page in self._pages.values()})
        return {at: held[page.key] for at, page in self._pages.items() if page.key in held}

    def keep(self, read: Mapping[int, PageReport]) -> None:
        """Keeps what pages gave that were read now, by the positions they had in `known`."""
        pages = ((self._pages[at], report) for at, report in read.items() if at in self._pages)
        # A page that was written in the meantime, or could not be read, is not the one that the key is of.
        self._cache.put({page.key: report for page, report in pages if report.sha256 == page.sha256})

    def _page(self, task: Task) -> _Page | None:
        try:
            held = source_bytes(task.path) if task.content is None else task.content
        except UnreadableSource:
            return None
        own = self._collections.get(task.doc)
        if own is None:
            own = self._collections[task.doc] = self._settings.collection(task.doc)
        schemas = [load_domain(name) for name in own.schemas or self._settings.schemas]
        sha256 = hashlib.sha256(held).hexdigest()
        key = page_key(sha256, task.doc, task.path.suffix, own.metadata, own.scope, schemas, program())
        return _Page(sha256, key)


@lru_cache(maxsize=1)
def report_codec() -> Codec[PageReport]:
    """What writes and reads page reports."""
    return Codec(PageReport, {"Place": Place}, _WITHOUT)
