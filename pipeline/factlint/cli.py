"""The command line: thin commands, and the one place where errors become messages and exit statuses."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from factlint import options
from factlint.errors import FactlintError
from factlint.output import Destination, Style, deliver, destinations, finish, mute, show

if TYPE_CHECKING:
    from factlint.progress import Bar
    from factlint.project import Settings
    from factlint.render import Options
    from factlint.render.listing import Listing
    from factlint.result import Result
    from factlint.verdict import Change

FINDINGS: Final = 1
MISTAKE: Final = 2
BUG: Final = 3
INTERRUPTED: Final = 130

_YAML: Final = (".yaml", ".yml")
_LEVEL: Final = click.Choice(["error", "warning", "info"])


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs a command and exits: 0 nothing found, 1 findings, 2 the user's mistake, 3 a bug."""
    sys.exit(_status(list(sys.argv[1:] if arguments is None else arguments)))


def _status(arguments: list[str]) -> int:
    try:
        status = group.main(arguments, prog_name="factlint", standalone_mode=False)
        finish()
        return status if isinstance(status, int) else 0
    except FactlintError as error:
        _say(error)
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
        _say(FactlintError("cannot be written: the disk is full", remedy="make room, or write elsewhere"))
    except Exception as error:  # the boundary: whatever it is, people get a message and a status
        return _bug(error, arguments)
    return MISTAKE


def _say(error: FactlintError) -> None:
    """The message, with the file named from the working directory and nothing a terminal would obey."""
    from factlint.config import shown
    from factlint.render.cells import one_line

    error.path = shown(Path(error.path)) if error.path else None
    click.echo(f"factlint: {one_line(error)}", err=True)


def _bug(error: Exception, arguments: Sequence[str]) -> int:
    click.echo(f"factlint: internal error: {type(error).__name__}: {error}", err=True)
    if {"-v", "--verbose"} & set(arguments) or os.environ.get("FACTLINT_DEBUG"):
        import traceback

        click.echo(traceback.format_exc(), err=True)
    else:
        click.echo("This is a fault of the program. --verbose shows where; please report it with that.", err=True)
    return BUG


def _version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
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
@click.option("--select", metavar="CODES", help="Report these alone: C101,I for one rule and one family.")
@click.option("--ignore", metavar="CODES", help="Do not report these.")
@click.option("--fail-on", type=_LEVEL, help="Exit with 1 from this level on (default error).")
@click.option("--min-confidence", type=click.FloatRange(0, 1), help="Hide what is less sure.")
@click.option(
    "--changed",
    multiple=True,
    type=options.PATH,
    help="Count only findings this page takes part in; may be repeated.",
)
@click.option("--staged", is_flag=True, help="Count only findings that the pages staged in git bring about.")
@click.option("--baseline", type=options.PATH, help="File of known findings, which are hidden.")
@click.option("--update-baseline", is_flag=True, help="Write all findings to the baseline.")
@options.style
def check(paths: tuple[Path, ...], output: tuple[str, ...], **given: Any) -> int:
    """Check the pages in PATHS (default: those of the configuration) against each other.

    Exit status: 0 nothing at or above the level to fail on, 1 findings, 2 a mistake in usage, configuration
    or schema, 3 a fault of the program. With --staged, pages are judged as they lie on disk.
    """
    from factlint import run
    from factlint.render import FORMATS
    from factlint.verdict import verdict

    options.check_combination(paths, given)
    outputs = destinations(output, FORMATS)
    settings = _settings(paths, given)
    change = _change(given, settings)
    with _bar(given) as progress:
        result = run.check(settings.sources, settings, jobs=given["jobs"], progress=progress)
        if result.documents.empty and not (given["staged"] or given["changed"]):
            raise _no_pages(settings)
        if given["update_baseline"]:
            _write_baseline(settings, result)
        result = verdict(result, settings, change=change, jobs=given["jobs"])
    _note_unknown(change, result)
    deliver(outputs, lambda name, options: FORMATS[name](result, options), _chosen(given), settings.root)
    return FINDINGS if result.failing(settings.fail_on) else 0


@group.command()
@options.project
@options.output
@click.option("--explain", is_flag=True, help="Show what read each fact, and how sure it is.")
@options.style
def facts(paths: tuple[Path, ...], output: tuple[str, ...], explain: bool, **given: Any) -> None:
    """Show the table of facts read from PATHS."""
    from factlint.render import listings

    def listing(result: Result, options: Options) -> Listing:
        return listings.facts(result, options, explain=explain)

    _list(paths, output, given, listing)


@group.command()
@options.project
@options.output
@options.style
def coverage(paths: tuple[Path, ...], output: tuple[str, ...], **given: Any) -> None:
    """Show the sentences that seem to make a claim and were not read."""
    from factlint.render import listings

    _list(paths, output, given, listings.coverage)


@group.command()
@click.argument("concept")
@options.schemas
@options.jobs
@options.output
@options.style
def where(concept: str, paths: tuple[Path, ...], output: tuple[str, ...], **given: Any) -> None:
    """Show every mention of CONCEPT (its id or any name) in PATHS, under any name."""
    from factlint import run
    from factlint.concepts import find_concept
    from factlint.render import listings

    outputs = _listing_outputs(output)
    settings = _settings(paths, given)
    wanted = find_concept(concept, run.load_domains(settings))
    with _bar(given) as progress:
        mentions = run.mentions(settings.sources, settings, jobs=given["jobs"], progress=progress)
    found = [each for each in mentions if each.concept == wanted]
    _deliver_listing(outputs, lambda options: listings.mentions(found, wanted, options), given, settings.root)


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
    _deliver_listing(_listing_outputs(output), lambda _: listings.rules(found), given, None)


@group.command()
@click.argument("code")
def explain(code: str) -> None:
    """Explain the rule CODE (or its name): what it says, why it matters, what keeps it quiet."""
    from factlint.config import suggestion
    from factlint.rules import BY_CODE

    names = {rule.info.name: known for known, rule in BY_CODE.items()}
    known = names.get(code.lower(), code.upper())
    if known not in BY_CODE:
        raise FactlintError(f"no rule has the code {code}", remedy=suggestion(known, [*BY_CODE, *names]))
    show(BY_CODE[known].info.explanation.strip() + "\n")


@group.group()
def schema() -> None:
    """Check and test domain schemas."""


@schema.command("check")
@options.schemas
def schema_check(paths: tuple[Path, ...], **given: Any) -> int:
    """Check the schema files among PATHS or given with --schemas, else those of the configuration."""
    from factlint.domain.build import load_domain

    settings, status = _schema_settings(paths, given, pages=False), 0
    for name in settings.every_schema:
        try:
            domain = load_domain(name).domain
        except FactlintError as error:
            _say(error)
            status = MISTAKE
        else:
            size = f"{len(domain.concepts)} concepts, {len(domain.attributes)} attributes"
            show(f"{domain.id}: {size}, no mistakes\n")
    return status


@schema.command("test")
@options.schemas
@options.jobs
@options.style
@options.output
@click.option("--usage", is_flag=True, help="Show on how many pages of PATHS each pattern fires, instead.")
def schema_test(paths: tuple[Path, ...], output: tuple[str, ...], usage: bool, **given: Any) -> int:
    """Read the examples of the schemas, and show those that do not give the facts they state.

    The schemas are the files in YAML among PATHS, those given with --schemas, or those of the configuration.
    """
    from factlint import run
    from factlint.render import listings

    outputs = _listing_outputs(output)
    settings = _schema_settings(paths, given, pages=usage)
    if usage:
        with _bar(given) as progress:
            result = run.check(settings.sources, settings, jobs=given["jobs"], progress=progress)
        uses = run.pattern_usage(result, settings)
        _deliver_listing(outputs, lambda _: listings.usage(uses), given, settings.root)
        return 0
    outcomes = run.test_examples(settings)
    _deliver_listing(outputs, lambda _: listings.examples(outcomes), given, settings.root)
    return FINDINGS if any(each.missing or each.unexpected for each in outcomes) else 0


def _settings(paths: Sequence[Path], given: dict[str, Any]) -> Settings:
    from factlint.config import Overrides, load_settings
    from factlint.rules import BY_CODE

    overrides = Overrides(
        schemas=given["schemas"] or None,
        as_of=given["as_of"].date() if given.get("as_of") else None,
        select=_codes(given.get("select")),
        ignore=_codes(given.get("ignore")),
        fail_on=given.get("fail_on"),
        min_confidence=given.get("min_confidence"),
        baseline=given.get("baseline"),
    )
    return load_settings(paths, config=given["config"], overrides=overrides, codes=BY_CODE)


def _schema_settings(paths: Sequence[Path], given: dict[str, Any], *, pages: bool) -> Settings:
    """Settings where a path in YAML is a schema; any other one is of use only where pages are read."""
    files = [path for path in paths if path.suffix.lower() in _YAML]
    rest = [path for path in paths if path not in files]
    if rest and not pages:
        raise click.UsageError(f"{rest[0]} is no schema: name a file that ends in {' or '.join(_YAML)}")
    return _settings(rest, {**given, "schemas": (*given["schemas"], *map(str, files))})


def _codes(text: str | None) -> list[str] | None:
    return [code.strip().upper() for code in text.split(",") if code.strip()] if text else None


def _change(given: dict[str, Any], settings: Settings) -> Change | None:
    from factlint.verdict import named_change, staged_change

    if given["update_baseline"] and not settings.baseline:
        raise click.UsageError("--update-baseline needs --baseline FILE, or baseline in the configuration")
    if given["changed"]:
        return named_change(given["changed"], settings.root)
    change = staged_change(settings.root) if given["staged"] else None
    if given["staged"] and change is None:
        click.echo("factlint: nothing is staged, so that all findings count", err=True)
    return change


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


def _bar(given: dict[str, Any]) -> Bar:
    from factlint.progress import Bar

    return Bar(sys.stderr is not None and sys.stderr.isatty() and not given["quiet"])


def _chosen(given: dict[str, Any]) -> Style:
    return Style(given["color"], given["verbose"], given["quiet"])


def _list(
    paths: Sequence[Path],
    output: Sequence[str],
    given: dict[str, Any],
    listing: Callable[[Result, Options], Listing],
) -> None:
    """Runs a project and shows one of its tables."""
    from factlint import run

    outputs = _listing_outputs(output)
    settings = _settings(paths, given)
    with _bar(given) as progress:
        result = run.check(settings.sources, settings, jobs=given["jobs"], progress=progress)
    _deliver_listing(outputs, lambda options: listing(result, options), given, settings.root)


def _listing_outputs(output: Sequence[str]) -> list[Destination]:
    from factlint.render.listing import LISTING_FORMATS

    return destinations(output, LISTING_FORMATS)


def _deliver_listing(
    outputs: Sequence[Destination],
    listing: Callable[[Options], Listing],
    given: dict[str, Any],
    root: Path | None,
) -> None:
    from factlint.render.listing import LISTING_FORMATS

    deliver(outputs, lambda name, options: LISTING_FORMATS[name](listing(options), options), _chosen(given), root)
