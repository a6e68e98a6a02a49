"""The command that writes down what was decided about a finding."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click

from factlint import completing, options
from factlint.errors import FactlintError
from factlint.output import show
from factlint.request import bar, settings_of

if TYPE_CHECKING:
    from factlint.decisions import Decision
    from factlint.project import Settings
    from factlint.result import Result

_FINGERPRINT: Final = re.compile(r"[0-9a-fA-F]{6,16}")
_KINDS: Final = ("both-right", "tool-wrong", "fix-ours", "fix-theirs", "ask", "defer")
_MOST: Final = 1000  # characters of a message that are copied


class _Found(NamedTuple):
    """A finding to decide about, and the risk of what it is about."""

    fingerprint: str
    code: str
    message: str
    risk: str


@click.command()
@click.argument("fingerprint", shell_complete=completing.fingerprints)
@options.project
@click.option(
    "--decision",
    "kind",
    type=click.Choice(_KINDS),
    default="both-right",
    show_default=True,
    help="both-right and tool-wrong hide the finding until a date; the others leave it open.",
)
@click.option("--reason", required=True, metavar="TEXT", help="Why.")
@click.option("--owner", required=True, metavar="WHO", help="Who answers for it.")
@click.option("--until", type=options.DAY, metavar="DATE", help="Last day to hide it; else the day to have it done by.")
@click.option("--whom", default="", metavar="WHO", help="Who is asked, or who is to mend it.")
@click.option("--approved-by", default="", metavar="WHO", help="Who agreed that it is hidden; needed for high risk.")
def waive(
    fingerprint: str,
    paths: tuple[Path, ...],
    kind: str,
    reason: str,
    owner: str,
    until: dt.datetime | None,
    whom: str,
    approved_by: str,
    **given: Any,
) -> None:
    """Write down what was decided about the finding FINGERPRINT, or one that begins so.

    `factlint check` shows fingerprints. The entry goes to the end of the file of decisions (factlint-decisions.yaml
    beside the configuration, unless that says otherwise), dated as the run is, to be reviewed like any other change.
    """
    from factlint.config.settings import DECISIONS
    from factlint.decisions import Decision, Kind
    from factlint.decisions.append import append

    if not _FINGERPRINT.fullmatch(fingerprint):
        raise click.UsageError(f"{fingerprint!r} is no fingerprint: 6 to 16 digits, as `factlint check` shows it")
    settings = settings_of(paths, given)
    hides, day = Kind(kind).hides, until.date() if until else None
    texts = [_said(name, text) for name, text in (("--reason", reason), ("--owner", owner))]
    decision = Decision(
        fingerprint="",
        kind=Kind(kind),
        reason=texts[0],
        owner=texts[1],
        on=settings.as_of,
        code="",
        message="",
        until=day if hides else None,
        by_when=None if hides else day,
        whom=_plain(whom),
        approved_by=_plain(approved_by),
    )
    _check_form(decision)
    found = _finding(fingerprint.lower(), settings, given)
    decision = _about(decision, found)
    _check_policy(decision, found, settings)
    path = settings.decisions or settings.root / DECISIONS
    show(_told(decision, path, append(path, decision)))


def _plain(text: str) -> str:
    from factlint.render.cells import one_line

    return one_line(text)


def _said(name: str, text: str) -> str:
    plain = _plain(text)
    if not plain:
        raise click.UsageError(f"{name} is empty")
    return plain


def _check_form(decision: Decision) -> None:
    """Refuses what the file would refuse."""
    from factlint.decisions.file import lacking

    if lacking(decision):
        needs = "--until DATE" if decision.kind.hides or decision.whom else "--whom WHO and --until DATE"
        raise click.UsageError(f"{decision.kind} needs {needs}")


def _finding(beginning: str, settings: Settings, given: dict[str, Any]) -> _Found:
    """The one finding whose fingerprint begins so, hidden by earlier decisions or not."""
    from factlint import run
    from factlint.decisions import read_decisions

    run.prepare(settings)
    with bar({**given, "quiet": False}) as progress:
        reports = run.read(settings.sources, settings, jobs=given["jobs"], progress=progress)
        result = run.judge(reports, settings)
    rows = result.findings[result.findings["fingerprint"].str.startswith(beginning)].to_dict("records")
    if not rows:
        _check_no_waiver(beginning, run.judge(reports, settings, read_decisions(settings)))
    if len(rows) != 1:
        message = f"{len(rows) or 'no'} findings have a fingerprint that begins with {beginning}"
        remedy = f"give more of it: {', '.join(row['fingerprint'] for row in rows)}" if rows else _nearby(result)
        raise FactlintError(message, remedy=remedy)
    row = rows[0]
    return _Found(row["fingerprint"], row["code"], _plain(row["message"])[:_MOST].strip(), _risk(row, result))


def _check_no_waiver(beginning: str, result: Result) -> None:
    """Refuses to waive what is found about a waiver: that would hide the next mistake."""
    from factlint.rules.stale_waiver import INFO

    findings = result.findings[result.findings["code"] == INFO.code]
    for row in findings[findings["fingerprint"].str.startswith(beginning)].to_dict("records"):
        message = f"{row['fingerprint']} is about a waiver ({INFO.code}), and is not waived itself"
        remedy = "decide anew about the finding it hides, or take it out"
        raise FactlintError(message, remedy=remedy, path=row["doc"], line=row["line"])


def _nearby(result: Result) -> str:
    names: Sequence[str] = result.findings["fingerprint"].tolist()
    return f"`factlint check` shows those of its {len(names)} findings" if names else "`factlint check` finds nothing"


def _risk(row: dict[Any, Any], result: Result) -> str:
    """The highest risk that a schema gives the attribute of a finding."""
    known = [
        domain.attributes[row["attribute"]].risk
        for domain in result.domains.values()
        if row["attribute"] in domain.attributes
    ]
    return "high" if "high" in known else "normal"


def _about(decision: Decision, found: _Found) -> Decision:
    from dataclasses import replace

    return replace(decision, fingerprint=found.fingerprint, code=found.code, message=found.message)


def _check_policy(decision: Decision, found: _Found, settings: Settings) -> None:
    """Refuses a waiver that would hide nothing."""
    from factlint.decisions import Policy

    if decision.until is None:
        return
    if decision.until < settings.as_of:
        raise FactlintError(f"{decision.until} is over", remedy=f"name a day after {settings.as_of}")
    policy = Policy.of(settings)
    if why := policy.breach(decision.on, decision.until, decision.approved_by, found.risk):
        remedy = "give an earlier --until" if "longer" in why else "give --approved-by WHO"
        raise FactlintError(f"{found.code} {found.fingerprint}: {why}", remedy=remedy)


def _told(decision: Decision, path: Path, line: int) -> str:
    from factlint.config import shown

    if decision.kind.hides:
        then = f"it is hidden to the end of {decision.until}"
    else:
        then = f"it stays open, with {decision.whom or decision.owner}"
    return f"{shown(path)}:{line}: {decision.kind} about {decision.code} {decision.fingerprint}; {then}\n"
