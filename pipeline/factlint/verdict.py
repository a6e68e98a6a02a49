"""A run and what counts in it: a change, staged or named, and the baseline."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from factlint import git, run
from factlint.baseline import apply_baseline, gone_pages, read_baseline
from factlint.changes import before_the_change, brought_about, involving, new_findings
from factlint.decisions import read_decisions
from factlint.reading import Task, read_pages
from factlint.rules import BY_CODE
from factlint.since import Since, judged_since
from factlint.staged import removed_pages

if TYPE_CHECKING:
    from factlint.project import Settings
    from factlint.reading import PageReport
    from factlint.result import Result


LAST_COMMIT: Final = "HEAD"


@dataclass(frozen=True)
class Change:
    """The pages a change touches.

    Attributes:
        docs: pages, by ``doc``.
        earlier: for staged pages the file that holds what they said before; None for a new page.
        top: the repository; None where the pages were named and it is not known what they said before.
        gone: files that the staged change takes away.
        since: the commit since which everything counts; it tells the pages, and ``docs`` is empty.
    """

    docs: frozenset[str]
    earlier: Mapping[str, Path | None]
    top: Path | None = None
    gone: tuple[Path, ...] = ()
    since: Since | None = None


def named_change(paths: Collection[Path], root: Path) -> Change:
    """The change that touches the files ``paths``; those outside of the project are no pages of it."""
    docs = (run.page_id(path, root) for path in paths)
    return Change(frozenset(doc for doc in docs if doc), {})


def staged_change(root: Path) -> Change | None:
    """The change that is staged for commit; None where nothing is.

    Raises:
        ConfigError: the project is in no git repository.
    """
    top = git.repository(root)
    if not git.anything_staged(top):
        return None
    files = [(run.page_id(each.path, root), each.earlier) for each in git.staged_files(top)]
    earlier = {doc: path for doc, path in files if doc}
    return Change(frozenset(earlier), earlier, top, tuple(git.staged_removals(top)))


def verdict(
    result: Result,
    settings: Settings,
    *,
    change: Change | None = None,
    reports: Sequence[PageReport] = (),
    jobs: int = 1,
    compare: bool = False,
) -> Result:
    """What counts of a run.

    Args:
        result: a run over the whole project.
        settings: of the project.
        change: judge this change alone: findings in which none of its pages has a part are hidden, and, where
            it is staged, those in which they had a part before. Pages are read as they lie on disk.
        reports: what the pages of the run gave, so that they are not read again.
        jobs: processes to read pages with.
        compare: whether to tell what a staged change resolves, which takes judging all pages a second time even where
            it brings nothing about. What counts since a commit is always compared.

    Raises:
        FactlintError: configuration, a schema or the baseline is wrong.
    """
    docs = change.docs if change else None
    calendar = {code for code, rule in BY_CODE.items() if rule.info.calendar}
    if change is not None and change.since is not None:
        result, docs = judged_since(change.since, result, reports, settings, calendar, jobs)
    elif change is not None:
        result = _blamed(result, change, reports, settings, calendar, jobs, compare)
    if settings.baseline:
        known = read_baseline(settings.baseline)
        gone = gone_pages(known, settings.root)
        result = apply_baseline(result, known, docs, gone)
    return result


def _blamed(
    result: Result,
    change: Change,
    reports: Sequence[PageReport],
    settings: Settings,
    calendar: Collection[str],
    jobs: int,
    compare: bool,
) -> Result:
    involved = involving(result, change.docs, calendar)
    gone = removed_pages(change.gone, settings)
    if change.top is None or (involved.findings.empty and not compare and not gone):
        return involved
    pages = change.docs & set(result.documents["doc"])
    # A finding is held against earlier ones of its own rule alone; what a change resolves may be of any rule.
    asked = None if compare or gone else set(involved.findings["code"])
    run.prepare(settings)
    kept = run.read(settings.sources, settings, _overlay(change, pages), reports, jobs=jobs)
    then = [*kept, *_removed(change.top, gone, settings, jobs)]
    then.sort(key=lambda each: (settings.root / each.doc).as_posix())
    before = run.judge(then, settings, read_decisions(settings), asked=asked)
    # A page that is gone may have said that two things hold at once, which brings a finding about on pages left alone.
    if gone:
        counting = brought_about([before], result, change.docs, {}, calendar)
    else:
        counting = new_findings(before, involved, change.docs)
    return replace(counting, previous=before_the_change(before, calendar, LAST_COMMIT)) if compare else counting


def _removed(top: Path, gone: Sequence[str], settings: Settings, jobs: int) -> list[PageReport]:
    """What the pages that are taken away gave at the last commit."""
    held = [(doc, git.committed(top, settings.root.resolve() / doc)) for doc in gone]
    tasks = [Task(settings.root / doc, doc, data) for doc, data in held if data is not None]
    return read_pages(tasks, settings, jobs, None)


def _overlay(change: Change, pages: Collection[str]) -> dict[str, bytes | None]:
    """What the pages said at the last commit, under the names they have now."""
    overlay: dict[str, bytes | None] = {}
    for doc in sorted(pages):
        path = change.earlier[doc]
        overlay[doc] = git.committed(change.top, path) if path and change.top else None
    return overlay
