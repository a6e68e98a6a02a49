"""What counts since a commit: the findings that were not there at it."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from factlint import git, run
from factlint.changes import CALENDAR, ELSEWHERE, before_the_change, brought_about
from factlint.config import shown
from factlint.config.settings import DECISIONS
from factlint.decisions import read_decisions
from factlint.decisions.file import decoded, parse_decisions
from factlint.domain.build import PREFIX
from factlint.errors import ConfigError
from factlint.snapshot import Snapshot, altered, earlier, file_contents, reports_renamed, snapshot

if TYPE_CHECKING:
    from factlint.project import Settings
    from factlint.reading import PageReport
    from factlint.result import Result

PYPROJECT: Final = "pyproject.toml"
_FINGERPRINT: Final = re.compile(r"\b[0-9a-f]{16}\b")


@dataclass(frozen=True)
class Since:
    """A commit, and what changed since then besides pages.

    Attributes:
        snapshot: the pages at the commit.
        altered: configuration, schemas and references that hold something else now: on any page there may be findings
            that were not there, so that all count.
        taken_back: fingerprints of findings that the decisions hid then and do not hide now.
    """

    snapshot: Snapshot
    altered: tuple[Path, ...] = ()
    taken_back: frozenset[str] = frozenset()


def since(settings: Settings, revision: str) -> Since:
    """What is needed to tell what changed since ``revision``.

    Raises:
        ConfigError: there is no such revision, or the project is in no repository.
    """
    git.repository(settings.root)  # outside of one this says what else there is for a check
    then = snapshot(settings, revision)
    found = [path for path in altered(then, _deciding(settings)) if not _is_settled(path, then, settings)]
    return Since(then, tuple(found), _taken_back(then, settings))


def judged_since(
    change: Since,
    result: Result,
    reports: Sequence[PageReport],
    settings: Settings,
    calendar: Collection[str],
    jobs: int,
) -> tuple[Result, frozenset[str]]:
    """The findings of a run that were not there before, with what was there, and the pages that changed.

    Args:
        change: since when.
        result: a run over the project.
        reports: what its pages gave.
        settings: of the project.
        calendar: codes of the rules that judge by the calendar, which never count.
        jobs: processes to read with.

    Raises:
        FactlintError: what the pages held cannot be read.
    """
    then = earlier(change.snapshot, reports, settings, jobs)
    decisions = read_decisions(settings)  # those of now, but the comments that stood on the pages then
    was = run.judge(then.reports, settings, decisions)
    moved = run.judge(reports_renamed(then, settings, jobs), settings, decisions) if then.renamed else None
    previous = before_the_change(was, calendar, change.snapshot.revision, moved, then.renamed)
    if change.altered:
        # What was there is told by the settings of now: how they change it, nobody has judged.
        dated = result.findings.loc[result.findings["code"].isin(sorted(calendar)), "fingerprint"]
        previous = replace(previous, altered=tuple(shown(path) for path in change.altered))
        return replace(result.without(list(dated), CALENDAR), previous=previous), frozenset(result.documents["doc"])
    before = [was] if moved is None else [was, _unnamed(moved)]
    counting = brought_about(before, result, then.changed, then.renamed, calendar)
    return replace(_with_taken_back(counting, result, change.taken_back), previous=previous), then.changed


def _unnamed(moved: Result) -> Result:
    """What has no subject: it goes by the name of its page, and is judged under the one of now."""
    named = moved.findings.loc[moved.findings["subject"].notna(), "fingerprint"]
    return moved.without(list(named), CALENDAR)


def _with_taken_back(result: Result, whole: Result, names: Collection[str]) -> Result:
    """The findings that count, and with them those of which a decision was taken back."""
    hidden = set(whole.findings["fingerprint"]) - set(result.findings["fingerprint"])
    back = hidden & set(names)
    if not back:
        return result
    kept = set(result.findings["fingerprint"]) | back
    rest = whole.without([name for name in whole.findings["fingerprint"] if name not in kept], ELSEWHERE)
    return replace(rest, hidden={**result.hidden, ELSEWHERE: result.hidden.get(ELSEWHERE, 0)})


def _deciding(settings: Settings) -> Iterator[Path]:
    """The files on which findings on any page depend."""
    schemas = (Path(name) for name in settings.every_schema if not name.startswith(PREFIX))
    for path in (settings.config, *schemas, *settings.references, settings.evidence):
        if path is not None:
            yield path


def _is_settled(path: Path, then: Snapshot, settings: Settings) -> bool:
    """Whether a configuration says the same of this program as it did then."""
    if path != settings.config:
        return False
    (held,) = file_contents(then, [then.name_of(path)]).values() or (b"",)
    return bool(_own_table(held, path.name) == _own_table(path.read_bytes(), path.name))


def _own_table(data: bytes, name: str) -> Any:
    try:
        table = tomllib.loads(data.decode("utf-8"))
        return table.get("tool", {}).get("factlint") if name == PYPROJECT else table
    except (ValueError, AttributeError):
        return data


def _taken_back(then: Snapshot, settings: Settings) -> frozenset[str]:
    # The usual file may be there no more, so that the settings know of none.
    path = settings.decisions or settings.root / DECISIONS
    if not altered(then, [path]):
        return frozenset()
    name = then.name_of(path)
    held = file_contents(then, [name]).get(name or "", b"")
    now = path.read_bytes() if path.is_file() else b""
    try:
        return _hiding(held, path, settings.as_of) - _hiding(now, path, settings.as_of)
    except ConfigError:
        return _named(held) - _named(now)


def _hiding(data: bytes, path: Path, day: dt.date) -> frozenset[str]:
    """Fingerprints of which the last decision hides the finding on the day of the run."""
    name = shown(path)
    last = {each.fingerprint: each for each in parse_decisions(decoded(data, name), name)}
    return frozenset(key for key, each in last.items() if each.until is not None and each.on <= day <= each.until)


def _named(data: bytes) -> frozenset[str]:
    return frozenset(_FINGERPRINT.findall(data.decode("utf-8", "replace")))
