"""The commands that compare what pages say with what they said before."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from factlint import completing, options
from factlint.errors import FactlintError
from factlint.output import deliver
from factlint.request import bar, deliver_listing, listing_outputs, settings_of, style_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from factlint.domain import Domain
    from factlint.project import Settings
    from factlint.render import Options
    from factlint.render.listing import Listing
    from factlint.result import Result


@click.command()
@click.argument("earlier", metavar="REV")
@click.argument("later", metavar="[REV]", required=False)
@options.configured
@options.as_of
@options.jobs
@click.option("--folders", is_flag=True, help="Compare two folders of pages instead, by the names of their files.")
@options.output
@options.style
def diff(earlier: str, later: str | None, output: tuple[str, ...], folders: bool, **given: Any) -> None:
    """Show which claims were added, removed and changed from REV to a second REV (default: the pages on disk).

    Claims are compared by what they say, not by their words. All pages are read with the configuration and the
    schemas of now. With --folders the two are folders, as of two copies of a site.
    """
    from factlint.render.claimdiffs import render

    if folders and later is None:
        raise click.UsageError("--folders compares two folders: name both")
    outputs = listing_outputs(output)
    settings = settings_of([Path(later)] if folders and later else [], given)
    with bar(given):
        if folders:
            from factlint.comparing import compared_folders

            shown = compared_folders(Path(earlier), settings, given["jobs"])
        else:
            from factlint.comparing import compared

            shown = compared(earlier, later, settings, given["jobs"])
    deliver(outputs, lambda name, options: render(name, shown, options), style_of(given), settings.root)


@click.command()
@click.argument("subject", shell_complete=completing.concepts)
@click.argument("attribute_and_paths", nargs=-1, metavar="[ATTRIBUTE] [PATHS]...")
@options.configured
@options.jobs
@options.output
@options.style
def history(subject: str, attribute_and_paths: tuple[str, ...], output: tuple[str, ...], **given: Any) -> None:
    """Show every value that claims about SUBJECT (its id or any name) have had, and from when to when.

    A value appears with the commit that brought it to a page and goes with the one that took it away; pages are
    followed when they are renamed, and branches that were merged are told by their own commits. Only what was
    committed counts. ATTRIBUTE narrows it to one kind of claim, PATHS to pages, whatever they were called before.
    """
    from factlint import run
    from factlint.claimhistory import history
    from factlint.concepts import find_concept
    from factlint.render import claimhistories

    outputs = listing_outputs(output)
    attribute, paths = _narrowing(attribute_and_paths)
    settings = settings_at(paths, given)
    domains = run.load_domains(settings)
    concept = find_concept(subject, domains)
    wanted = _attribute(attribute, domains) if attribute else ""
    with bar(given):
        found = history(concept, wanted, settings, given["jobs"])
    deliver_listing(
        outputs, lambda options: claimhistories.listing(concept, found, domains, options), given, settings.root
    )


def list_at(
    revision: str,
    paths: Sequence[Path],
    output: Sequence[str],
    given: dict[str, Any],
    listing: Callable[[Result, Options], Listing],
) -> None:
    """Shows a table of a project as it was at a revision."""
    from factlint import run
    from factlint.snapshot import reports_at, snapshot

    outputs = listing_outputs(output)
    settings = settings_at(paths, given)
    then = snapshot(settings, revision)
    with bar(given):
        result = run.judge(reports_at(then, settings, given["jobs"]), settings)
    deliver_listing(outputs, lambda options: listing(result, options), given, settings.root)


def settings_at(paths: Sequence[Path], given: dict[str, Any]) -> Settings:
    """The settings that govern ``paths``, some of which may no longer be there."""
    there = [next(each for each in (path, *path.parents) if each.exists()) for path in map(Path.absolute, paths)]
    settings = settings_of(there, given)
    return replace(settings, sources=tuple(Path(os.path.abspath(path)) for path in paths)) if paths else settings  # noqa: PTH100


def _narrowing(given: Sequence[str]) -> tuple[str, list[Path]]:
    """An attribute and paths: the first word is an attribute unless it looks like a path or is one."""
    first = given[0] if given else ""
    is_path = not first or "/" in first or "." in first or Path(first).exists()
    return ("", [Path(each) for each in given]) if is_path else (first, [Path(each) for each in given[1:]])


def _attribute(word: str, domains: Mapping[str, Domain]) -> str:
    """The id of the attribute that ``word`` names."""
    from factlint.config import suggestion
    from factlint.wording import attribute_name

    named = {attribute_name(each).casefold(): key for one in domains.values() for key, each in one.attributes.items()}
    named |= {key: key for one in domains.values() for key, each in one.attributes.items() if each.report}
    wanted = " ".join(word.casefold().split())
    if wanted not in named:
        raise FactlintError(f"no attribute is called {word!r}", remedy=suggestion(wanted, named))
    return named[wanted]
