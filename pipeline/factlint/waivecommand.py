"""The command that writes down what was decided about findings: one, or those of a sheet that people filled in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from factlint import completing, options
from factlint.errors import FactlintError
from factlint.output import show
from factlint.request import settings_of

if TYPE_CHECKING:
    from factlint.decisions import Decision
    from factlint.project import Settings
    from factlint.waiving import Findings, Found

_FINGERPRINT: Final = re.compile(r"[0-9a-fA-F]{6,16}")
_KINDS: Final = ("both-right", "tool-wrong", "fix-ours", "fix-theirs", "ask", "defer")
_USUAL: Final = _KINDS[0]


@click.command()
@click.argument("fingerprint", required=False, shell_complete=completing.fingerprints)
@options.project
@click.option("--from", "sheet", type=options.PATH, metavar="FILE", help="Take the decisions of this sheet instead.")
@click.option(
    "--decision",
    "kind",
    type=click.Choice(_KINDS),
    show_default=_USUAL,
    help="both-right and tool-wrong hide the finding until a date; the others leave it open.",
)
@click.option("--reason", metavar="TEXT", help="Why.")
@click.option("--owner", metavar="WHO", help="Who answers for it.")
@click.option("--until", type=options.DAY, metavar="DATE", help="Last day to hide it; else the day to have it done by.")
@click.option("--whom", default="", metavar="WHO", help="Who is asked, or who is to mend it.")
@click.option("--approved-by", default="", metavar="WHO", help="Who agreed that it is hidden; needed for high risk.")
def waive(
    fingerprint: str | None,
    paths: tuple[Path, ...],
    sheet: Path | None,
    kind: str | None,
    **given: Any,
) -> int:
    """Write down what was decided about the finding FINGERPRINT, or one that begins so.

    `factlint check` shows fingerprints. The entry goes to the end of the file of decisions (factlint-decisions.yaml
    beside the configuration, unless that says otherwise), dated as the run is, to be reviewed like any other change.

    With --from it takes the decisions that people filled in on a sheet of findings: a workbook that
    `factlint check -o xlsx:FILE` wrote, or CSV with the same headings. Each row with a decision becomes an entry; one
    that is written down already is left alone, so that a sheet can be handed back twice. Rows that are in order are
    written; the others are told, and the exit status is 2. --reason, --owner, --until, --whom and --approved-by stand
    in for cells that are empty.
    """
    if sheet is not None:
        from factlint.handback import hand_back

        if kind is not None:
            raise click.UsageError("--decision is for one finding: a sheet has its own")
        paths = (Path(fingerprint), *paths) if fingerprint else paths
        return hand_back(sheet, settings_of(paths, given), given)
    _waive(fingerprint, paths, kind or _USUAL, given)
    return 0


def _waive(fingerprint: str | None, paths: tuple[Path, ...], kind: str, given: dict[str, Any]) -> None:
    from factlint.config import shown
    from factlint.config.settings import DECISIONS
    from factlint.decisions.append import append
    from factlint.waiving import Findings, about, told

    if not fingerprint:
        raise click.UsageError("Missing argument 'FINGERPRINT', or --from FILE.")
    if not _FINGERPRINT.fullmatch(fingerprint):
        raise click.UsageError(f"{fingerprint!r} is no fingerprint: 6 to 16 digits, as `factlint check` shows it")
    settings = settings_of(paths, given)
    decision = _decision(kind, settings, given)
    found = _finding(fingerprint.lower(), Findings(settings, given))
    decision = about(decision, found)
    _check_policy(decision, found, settings)
    path = settings.decisions or settings.root / DECISIONS
    show(told(decision, shown(path), append(path, decision)))


def _decision(kind: str, settings: Settings, given: dict[str, Any]) -> Decision:
    """The decision as the options tell it, about nothing yet."""
    from factlint.decisions import Decision, Kind
    from factlint.decisions.file import lacking
    from factlint.render.cells import one_line
    from factlint.waiving import dated

    chosen, day = Kind(kind), given["until"]
    until, by_when = dated(day.date() if day else None, chosen)
    decision = Decision(
        fingerprint="",
        kind=chosen,
        reason=_said("--reason", given["reason"]),
        owner=_said("--owner", given["owner"]),
        on=settings.as_of,
        code="",
        message="",
        whom=one_line(given["whom"]),
        approved_by=one_line(given["approved_by"]),
        until=until,
        by_when=by_when,
    )
    if lacking(decision):
        needs = "--until DATE" if chosen.hides or decision.whom else "--whom WHO and --until DATE"
        raise click.UsageError(f"{kind} needs {needs}")
    return decision


def _said(name: str, text: str | None) -> str:
    from factlint.render.cells import one_line

    if text is None:
        raise click.UsageError(f"Missing option '{name}'.")
    plain = one_line(text)
    if not plain:
        raise click.UsageError(f"{name} is empty")
    return plain


def _finding(beginning: str, findings: Findings) -> Found:
    """The one finding whose fingerprint begins so."""
    found = findings.beginning(beginning)
    if not found:
        findings.check_no_waiver(beginning)
    if len(found) != 1:
        message = f"{len(found) or 'no'} findings have a fingerprint that begins with {beginning}"
        remedy = f"give more of it: {', '.join(each.fingerprint for each in found)}" if found else _nearby(findings)
        raise FactlintError(message, remedy=remedy)
    return found[0]


def _nearby(findings: Findings) -> str:
    count = len(findings.beginning(""))
    return f"`factlint check` shows those of its {count} findings" if count else "`factlint check` finds nothing"


def _check_policy(decision: Decision, found: Found, settings: Settings) -> None:
    """Refuses a waiver that would hide nothing."""
    from factlint.waiving import breach

    if why := breach(decision, found, settings):
        remedies = {"sooner": "give an earlier --until", "leave": "give --approved-by WHO"}
        raise FactlintError(why.message, remedy=remedies.get(why.mend, f"name a day after {settings.as_of}"))
