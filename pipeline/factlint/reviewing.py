"""What a page claimed at its last review, against what it claims now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from factlint import git, gitobjects, run
from factlint.claimdiff import claim_diff
from factlint.errors import ConfigError
from factlint.reading import Task, read_pages
from factlint.render.sheet import Change
from factlint.snapshot import contents_of, earlier, snapshot

if TYPE_CHECKING:
    from factlint.project import Settings
    from factlint.reading import PageReport

_SHOWN: Final = 10  # digits of a commit


def changed(doc: str, reviewed: dt.date | None, reports: Sequence[PageReport], settings: Settings) -> Change:
    """What changed on a page since the end (UTC) of the day of its last review, by the commits of git.

    Args:
        doc: the page.
        reviewed: that day; None where the page gives none.
        reports: what the pages of the project give now.
        settings: of the project.
    """
    if reviewed is None:
        return Change("not known: the page gives no date of review.")
    try:
        return _compared(doc, reviewed, reports, settings)
    except ConfigError as error:
        return Change(f"not known: {error.message}.")


def _compared(doc: str, reviewed: dt.date, reports: Sequence[PageReport], settings: Settings) -> Change:
    top = git.repository(settings.root)
    commit = _commit_of(settings, reviewed)
    if not commit:
        cut = "; this clone is shallow" if gitobjects.is_shallow(top) else ""
        return Change(f"not known: no commit is as old as the review of {reviewed}{cut}.")
    held = _held(doc, commit, reports, settings)
    if held is None:
        return Change(f"the page was not there yet on {reviewed} (commit {commit[:_SHOWN]}).")
    then = read_pages([Task(settings.root / doc, doc, held)], settings, 1, None)
    now = [report for report in reports if report.doc == doc]
    diff = claim_diff(run.judge(then, settings), run.judge(now, settings))
    count = len(diff.claims)
    what = f"{count:,} {'claim' if count == 1 else 'claims'} changed" if count else "no claim changed"
    return Change(f"{what} since the page as it was on {reviewed} (commit {commit[:_SHOWN]}).", diff)


def _commit_of(settings: Settings, day: dt.date) -> str:
    """The last commit of a day or before it on the line that was merged into; "" where there is none."""
    # What a branch held that was merged later was on nobody's site on that day.
    done = git.attempt(settings.root, "rev-list", "-1", "--first-parent", f"--before={day}T23:59:59+0000", "HEAD")
    return done.stdout.decode().strip() if done.returncode == 0 else ""


def _held(doc: str, commit: str, reports: Sequence[PageReport], settings: Settings) -> bytes | None:
    """What a page held at a commit, whatever it was called; None where it was not there."""
    then = snapshot(settings, commit)
    if doc in then.pages:
        return contents_of(then, [doc]).get(doc)
    found = earlier(then, reports, settings)
    names = [old for old, new in found.renamed.items() if new == doc]
    return found.contents.get(names[0]) if names else None
