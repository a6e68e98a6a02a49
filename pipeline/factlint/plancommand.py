"""The command that lists what an agreed change will make wrong."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from factlint import options
from factlint.request import bar, deliver_listing, listing_outputs, settings_of

if TYPE_CHECKING:
    from factlint.render.base import Options
    from factlint.render.listing import Listing


@click.command()
@click.option("--from", "change", type=options.PATH, required=True, metavar="FILE", help="The change: agreed facts.")
@options.project
@options.output
@options.style
def plan(change: Path, paths: tuple[Path, ...], output: tuple[str, ...], **given: Any) -> None:
    """List every sentence in PATHS that an agreed change will make wrong, by the owner of its page.

    FILE is a table of agreed facts (CSV or YAML) in which each row says from when it holds (`valid_from`). A sentence
    that says already what is agreed counts as done, so that the list shrinks as pages are mended; what may speak of
    another case is to be looked at. Sentences that a narrower row goes on to decide are counted below the list. Exit
    status 0, also where something is left: a plan fails nothing.
    """
    from factlint import run
    from factlint.planning import plan
    from factlint.render import plans
    from factlint.render.overview import counted

    outputs = listing_outputs(output)
    settings = settings_of(paths, given)
    with bar(given) as progress:
        result = run.check(settings.sources, settings, jobs=given["jobs"], progress=progress)
    found = plan(result, settings, change)
    rows = [each._asdict() for each in found.items]

    def listing(options: Options) -> Listing:
        made = plans.plan(rows, found.done, result, options)
        held = [{"reference": row, "statements": count} for row, count in found.held]
        foot = [f"{counted(count, 'statement')} held by a narrower row: {row}" for row, count in found.held]
        return replace(made, head={**made.head, "held": held}, foot=[*made.foot, *foot])

    deliver_listing(outputs, listing, given, settings.root)
