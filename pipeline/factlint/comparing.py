"""Reads two states of a project and tells which claims differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from factlint import run
from factlint.claimdiff import claim_diff
from factlint.config import shown
from factlint.errors import FactlintError
from factlint.renames import renamed
from factlint.render.claimdiffs import Compared
from factlint.snapshot import contents_of, earlier, reports_at, snapshot

if TYPE_CHECKING:
    from factlint.project import Settings
    from factlint.reading import PageReport

WORKING_TREE = "the pages on disk"


def compared(earlier_revision: str, later_revision: str | None, settings: Settings, jobs: int = 0) -> Compared:
    """What differs between two revisions, or a revision and the pages on disk.

    Raises:
        FactlintError: there is no such revision, or configuration or a schema is wrong.
    """
    then = snapshot(settings, earlier_revision)
    if later_revision is None:
        now = run.read(settings.sources, settings, jobs=jobs)
        found = earlier(then, now, settings, jobs)
        return _compared(earlier_revision, WORKING_TREE, found.reports, now, found.renamed, settings)
    later = snapshot(settings, later_revision)
    now = reports_at(later, settings, jobs)
    known = {report.doc: report for report in now}
    same = [doc for doc, entry in then.pages.items() if later.pages.get(doc) == entry and doc in known]
    differing = replace(then, pages={doc: entry for doc, entry in then.pages.items() if doc not in same})
    before = sorted([*reports_at(differing, settings, jobs), *(known[doc] for doc in same)], key=lambda one: one.doc)
    gone = contents_of(then, then.pages.keys() - later.pages.keys())
    new = contents_of(later, later.pages.keys() - then.pages.keys())
    return _compared(earlier_revision, later_revision, before, now, renamed(gone, new), settings)


def compared_folders(folder: Path, settings: Settings, jobs: int = 0) -> Compared:
    """What differs between the pages below ``folder`` and those of the project, by their paths within.

    Raises:
        FactlintError: one is no folder, or configuration or a schema is wrong.
    """
    now_folder = settings.sources[0]
    for each in (folder, now_folder):
        if not each.is_dir():
            raise FactlintError("it is no folder", remedy="name two folders", path=shown(each))
    before = replace(settings, root=folder.absolute())
    after = replace(settings, root=now_folder)
    then, now = (run.read([each.root], each, jobs=jobs) for each in (before, after))
    return _compared(shown(folder), shown(now_folder), then, now, {}, settings)


def _compared(
    earlier_name: str,
    later_name: str,
    before: Sequence[PageReport],
    after: Sequence[PageReport],
    moved: Mapping[str, str],
    settings: Settings,
) -> Compared:
    then, now = (run.judge(reports, settings) for reports in (before, after))
    return Compared(earlier_name, later_name, claim_diff(then, now, moved))
