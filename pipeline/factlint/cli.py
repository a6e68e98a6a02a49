"""The command line: thin commands, and the one place where errors become messages and exit statuses."""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from factlint import completing, options
from factlint.changecommands import diff, history, list_at
from factlint.comparecommand import compare
from factlint.completioncommand import completion
from factlint.errors import FactlintError
from factlint.manifestoption import check_manifest, write_manifest
from factlint.misreadcommand import misread
from factlint.output import deliver, destinations, finish, mute, say, show
from factlint.outputschemacommand import output_schema
from factlint.plancommand import plan
from factlint.request import (
    FINDINGS,
    MISTAKE,
    bar,
    deliver_listing,
    list_result,
    listing_outputs,
    settings_of,
    style_of,
)
from factlint.schemacommands import schema
from factlint.sheetcommand import sheet
from factlint.storycommand import explain
from factlint.waivecommand import waive

if TYPE_CHECKING:
    from factlint.project import Settings
    from factlint.render import Options
    from factlint.result import Result
    from factlint.verdict import Change

BUG: Final = 3
INTERRUPTED: Final = 130

_LEVEL: Final = click.Choice(["error", "warning", "info"])


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs a command and exits: 0 nothing found, 1 findings, 2 the user's mistake, 3 a bug."""
    # A run makes many objects that it keeps: looking through them for garbage every 700 took an eighth of a short one.
    gc.set_threshold(50_000)
    sys.exit(_status(list(sys.argv[1:] if arguments is None else arguments)))


def _status(arguments: list[str]) -> int:
    try:
        status = group.main(arguments, prog_name="factlint", standalone_mode=False)
        finish()
        return status if isinstance(status, int) else 0
    except FactlintError as error:
        say(error)
    except click.ClickException as error:
        error.show()
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        mute()
        return 0
    except OSError as error:
        if error.errno != errno.ENOSPC:
            return _bug(error, arguments)
        mute()
        say(FactlintError("cannot be written: the disk is full", remedy="make room, or write elsewhere"))
    except Exception as error:  # the boundary: whatever it is, people get a message and a status
        return _bug(error, arguments)
    return MISTAKE


def _bug(error: Exception, arguments: Sequence[str]) -> int:
    click.echo(f"factlint: internal error: {type(error).__name__}: {error}", err=True)
    if {"-v", "--verbose"} & set(arguments) or os.environ.get("FACTLINT_DEBUG"):
        import traceback

        click.echo(traceback.format_exc(), err=True)
    else:
        click.echo("This is a fault of the program. --verbose shows where; please report it with that.", err=True)
    return BUG


def _version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:  # as the TAB key does
        from factlint.about import version

        show(f"factlint {version()}\n")
        context.exit()


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version.")
def group() -> None:
    """Find where published text disagrees with itself, with a reference, or with the calendar."""


@group.command()
@options.project
@options.output
@click.option(
    "--select",
    metavar="CODES",
    shell_complete=completing.codes,
    help="Report these alone: C101,I for one rule and one family.",
)
@click.option("--ignore", metavar="CODES", shell_complete=completing.codes, help="Do not report these.")
@click.option("--fail-on", type=_LEVEL, help="Exit with 1 from this level on (default error).")
@click.option("--min-confidence", type=click.FloatRange(0, 1), help="Hide what is less sure.")
@click.option(
    "--changed",
    multiple=True,
    type=options.PATH,
    help="Count only findings this page takes part in; may be repeated.",
)
@click.option("--staged", is_flag=True, help="Count only findings that the pages staged in git bring about.")
@click.option(
    "--since",
    metavar="REV",
    help="Count only findings that were not there at this commit, branch or tag; A...B for where two parted.",
)
@click.option("--baseline", type=options.PATH, help="File of known findings, which are hidden.")
@click.option("--update-baseline", is_flag=True, help="Write all findings to the baseline.")
@click.option("--previous", type=options.PATH, help="JSON of an earlier run; reports say what changed since.")
@click.option("--manifest", type=options.PATH, help="Also write what the run was to this file, in JSON.")
@options.source_url
@options.style
def check(paths: tuple[Path, ...], output: tuple[str, ...], **given: Any) -> int:
    """Check the pages in PATHS (default: those of the configuration) against each other.

    Exit status: 0 nothing at or above the level to fail on, 1 findings, 2 a mistake in usage, configuration
    or schema, 3 a fault of the program. With --staged and --since, pages are judged as they lie on disk, those that
    git does not know yet among them; --since compares them with the pages at REV, read with the configuration and
    the schemas of now.
    """
    from factlint import run
    from factlint.decisions import read_decisions
    from factlint.previous import read_previous
    from factlint.render import FORMATS
    from factlint.staged import UNTOUCHED, untouched
    from factlint.verdict import verdict

    options.check_combination(paths, given)
    outputs = destinations(output, FORMATS, [name for name, each in FORMATS.items() if each.binary])
    texts = any(FORMATS[each.format].texts for each in outputs)
    previous = read_previous(given["previous"]) if given["previous"] else None
    if given["manifest"]:
        check_manifest(given["manifest"], outputs)
    settings = settings_of(paths, given)
    if untouched(settings, given, outputs):
        show("" if given["quiet"] else UNTOUCHED)
        return 0
    change = _change(given, settings)
    with bar(given) as progress:
        run.prepare(settings)  # a mistake in a schema or a table is told before pages are read
        decisions = read_decisions(settings)
        reports = run.read(settings.sources, settings, jobs=given["jobs"], progress=progress, texts=texts)
        result = run.judge(reports, settings, decisions)
        if result.documents.empty and not (given["staged"] or given["changed"] or given["since"]):
            raise _no_pages(settings)
        if given["update_baseline"]:
            _write_baseline(settings, result)
        compare = any(FORMATS[each.format].changes for each in outputs)
        result = verdict(result, settings, change=change, reports=reports, jobs=given["jobs"], compare=compare)
    result = replace(result, previous=previous) if previous else result
    _note_unknown(change, result)
    if given["manifest"]:
        write_manifest(given["manifest"], result, settings, outputs, given, change)
    render = partial(_rendered, result)
    style = style_of(given)._replace(brief=_briefly(change, output, given))
    deliver(outputs, render, style, settings.root, given["source_url"] or settings.source_url)
    return FINDINGS if result.failing(settings.fail_on) else 0


@group.command()
@options.project
@options.output
@click.option("--explain", is_flag=True, help="Show how each sentence was read, and how sure each fact is.")
@click.option("--at", metavar="REV", help="Read the pages as they were at this commit, branch or tag.")
@click.option(
    "--as-reference", is_flag=True, help="Write a table of agreed facts (csv, yaml) from what pages agree on."
)
@click.option("--pages", type=click.IntRange(min=1), default=2, help="With --as-reference: on how many pages (2).")
@options.style
def facts(
    paths: tuple[Path, ...], output: tuple[str, ...], explain: bool, at: str | None, as_reference: bool, **given: Any
) -> None:
    """Show the table of facts read from PATHS.

    With --explain it shows each sentence that makes a claim: what was tagged in it, which patterns fitted and what came
    of each, what it is about and limited by, and how sure each fact is. PATH:LINE explains one line, whatever it says.
    With --at pages are read from git, with the configuration and the schemas of now; PATHS may have gone since.

    With --as-reference it writes what several pages say and none denies as a table of agreed facts, for people to
    complete with source and approval.
    """
    from factlint.draftcommand import draft_reference
    from factlint.explaincommand import explain_facts
    from factlint.render import listings

    if bool(explain) + (at is not None) + as_reference > 1:
        raise click.UsageError("--explain, --at and --as-reference exclude each other")
    if at is not None:
        list_at(at, paths, output, given, listings.facts)
    elif explain:
        explain_facts(paths, output, given)
    elif as_reference:
        draft_reference(paths, output, given)
    else:
        list_result(paths, output, given, listings.facts)


@group.command()
@options.project
@options.output
@options.style
def coverage(paths: tuple[Path, ...], output: tuple[str, ...], **given: Any) -> None:
    """Show the sentences that seem to make a claim and were not read."""
    from factlint.render import listings

    list_result(paths, output, given, listings.coverage)


@group.command()
@options.project
@options.output
@options.style
def citations(paths: tuple[Path, ...], output: tuple[str, ...], **given: Any) -> None:
    """Show the sources that the pages in PATHS list: who, when, what, and of which kind."""
    from factlint.render import listings

    list_result(paths, output, given, listings.citations)


@group.command()
@click.argument("concept", shell_complete=completing.concepts)
@options.schemas
@options.jobs
@options.output
@options.style
def where(concept: str, paths: tuple[Path, ...], output: tuple[str, ...], **given: Any) -> None:
    """Show every mention of CONCEPT (its id or any name) in PATHS, under any name."""
    from factlint import run
    from factlint.concepts import find_concept
    from factlint.render import listings

    outputs = listing_outputs(output)
    settings = settings_of(paths, given)
    wanted = find_concept(concept, run.load_domains(settings))
    with bar(given) as progress:
        mentions = run.mentions(settings.sources, settings, jobs=given["jobs"], progress=progress)
    found = [each for each in mentions if each.concept == wanted]
    deliver_listing(outputs, lambda options: listings.mentions(found, wanted, options), given, settings.root)


@group.command()
@click.argument("folder", type=options.PATH, default=".")
def init(folder: Path) -> None:
    """Begin a project in FOLDER (default: here): a configuration and a schema with comments, to be changed.

    Where FOLDER has no pages yet, two that disagree are added. A file that is there is never written over.
    """
    from factlint.starting import start, told

    show(told(start(folder.absolute()), folder))


@group.command()
@options.output
@options.style
def rules(output: tuple[str, ...], **given: Any) -> None:
    """List every rule: code, name, default severity, what it says."""
    from factlint.render import listings
    from factlint.rules import BY_CODE

    found = [
        {"code": code, "name": rule.info.name, "severity": rule.info.severity, "says": rule.info.says}
        for code, rule in BY_CODE.items()
    ]
    deliver_listing(listing_outputs(output), lambda _: listings.rules(found), given, None)


def _rendered(result: Result, name: str, options: Options) -> str | bytes:
    from factlint.render import FORMATS

    return FORMATS[name].render(result, options)


def _briefly(change: Change | None, output: Sequence[str], given: dict[str, Any]) -> frozenset[str] | None:
    """The pages of a commit that is judged by a hook, which says no more than a screen holds unless asked to."""
    wanted = given["staged"] and change is not None and not output and not given["verbose"]
    return change.docs if change and wanted else None


def _change(given: dict[str, Any], settings: Settings) -> Change | None:
    from factlint.verdict import named_change, staged_change

    if given["update_baseline"] and not settings.baseline:
        raise click.UsageError("--update-baseline needs --baseline FILE, or baseline in the configuration")
    if given["changed"]:
        return named_change(given["changed"], settings.root)
    if given["since"] is not None:
        return _since(given["since"], settings)
    change = staged_change(settings.root) if given["staged"] else None
    if given["staged"] and change is None:
        click.echo("factlint: nothing is staged, so that all findings count", err=True)
    return change


def _since(revision: str, settings: Settings) -> Change:
    from factlint.config import shown
    from factlint.since import since
    from factlint.verdict import Change

    change = since(settings, revision)
    for path in change.altered:
        what = f"{shown(path)} is not what it was at {revision}"
        click.echo(f"factlint: {what}: findings may be new on any page, so that all count", err=True)
    for folder in change.snapshot.submodules:
        click.echo(f"factlint: {folder} is a repository of its own; its pages are taken as unchanged", err=True)
    return Change(frozenset(), {}, change.snapshot.top, since=change)


def _no_pages(settings: Settings) -> FactlintError:
    from factlint.config import shown

    where = ", ".join(shown(path) for path in settings.sources)
    return FactlintError(f"no page was found in {where}", remedy="give a file or folder with pages")


def _write_baseline(settings: Settings, result: Result) -> None:
    from factlint.baseline import write_baseline
    from factlint.config import shown
    from factlint.render.overview import counted

    if settings.baseline:
        write_baseline(settings.baseline, result)
        written = counted(len(result.findings), "finding")
        click.echo(f"factlint: wrote {written} to {shown(settings.baseline)}", err=True)


def _note_unknown(change: Change | None, result: Result) -> None:
    """Says which pages named with --changed were not read, so that a slip does not look like approval."""
    if change is not None and change.top is None:
        for doc in sorted(change.docs - set(result.documents["doc"])):
            click.echo(f"factlint: {doc} is none of the pages read", err=True)


group.add_command(compare)
group.add_command(completion)
group.add_command(explain)
group.add_command(diff)
group.add_command(history)
group.add_command(misread)
group.add_command(output_schema)
group.add_command(plan)
group.add_command(schema)
group.add_command(sheet)
group.add_command(waive)
