"""The command that makes the sheet on which a reviewer signs for one page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from factlint import options
from factlint.errors import FactlintError
from factlint.output import deliver, destinations
from factlint.request import bar, settings_of, style_of

if TYPE_CHECKING:
    from factlint.project import Settings
    from factlint.result import Result


@click.command()
@click.argument("page", type=options.PATH)
@options.configured
@options.as_of
@options.jobs
@options.output
@options.style
def sheet(page: Path, output: tuple[str, ...], **given: Any) -> None:
    """Make the sheet for whoever reviews PAGE and signs for it: two sides of A4, in html (default) or docx.

    It has the claims of the page in their order, each with its sentence, the source that is named for it, which pages
    agree and which differ, what changed since the last review (by the commits of git), a box and room for initials; and
    the sentences that were not read. All pages of the project are read, since others may disagree. Claims that do not
    fit are counted; `factlint facts PAGE` shows them.
    """
    from factlint import run
    from factlint.compare.sources import day
    from factlint.decisions import read_decisions
    from factlint.render.sheet import BINARY, SHEET_FORMATS, review
    from factlint.reviewing import changed

    outputs = destinations(output or ("html",), SHEET_FORMATS, BINARY)
    settings = _settings(page, given)
    doc = run.page_id(page, settings.root) or page.as_posix()
    with bar(given) as progress:
        run.prepare(settings)
        decisions = read_decisions(settings)
        reports = run.read(settings.sources, settings, jobs=given["jobs"], progress=progress)
        result = run.judge(reports, settings, decisions)
        row = _page(doc, result)
        made = review(doc, result, changed(doc, day(row["reviewed"]), reports, settings))
    render = SHEET_FORMATS
    deliver(outputs, lambda name, options: render[name](made, options), style_of(given), settings.root)


def _settings(page: Path, given: dict[str, Any]) -> Settings:
    """The settings of the whole project that holds a page; without configuration, of the folder that it lies in."""
    if page.is_dir():
        raise click.UsageError(f"{str(page)!r} is a folder: name a page")
    config = settings_of([page], given).config
    return settings_of([], {**given, "config": config}) if config else settings_of([page.parent], given)


def _page(doc: str, result: Result) -> dict[Any, Any]:
    rows = result.documents[result.documents["doc"] == doc].to_dict("records")
    why = str(rows[0]["skipped"]) if rows else "it is none of the pages of the project"
    if why:
        raise FactlintError(f"this was not read: {why}", remedy="see `factlint check`", path=doc)
    return dict(rows[0])
