"""The commands that check, test and describe domain schemas."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from factlint import options
from factlint.errors import FactlintError
from factlint.output import deliver, say, show
from factlint.request import (
    FINDINGS,
    MISTAKE,
    bar,
    deliver_listing,
    listing_outputs,
    schema_settings_of,
    settings_of,
    style_of,
)


@click.group()
def schema() -> None:
    """Check, test and describe domain schemas."""


@schema.command("check")
@options.schemas
def schema_check(paths: tuple[Path, ...], **given: Any) -> int:
    """Check the schema files among PATHS or given with --schemas, else those of the configuration."""
    from factlint.domain.build import load_domain

    settings, status = schema_settings_of(paths, given, pages=False), 0
    for name in settings.every_schema:
        try:
            domain = load_domain(name).domain
        except FactlintError as error:
            say(error)
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
    from factlint.render import examples, listings

    outputs = listing_outputs(output)
    settings = schema_settings_of(paths, given, pages=usage)
    if usage:
        with bar(given) as progress:
            result = run.check(settings.sources, settings, jobs=given["jobs"], progress=progress)
        uses = run.pattern_usage(result, settings)
        deliver_listing(outputs, lambda _: listings.usage(uses), given, settings.root)
        return 0
    outcomes = run.test_examples(settings)
    deliver(outputs, lambda name, how: examples.render(name, outcomes, how), style_of(given), settings.root)
    return 0 if all(each.holds for each in outcomes) else FINDINGS


@schema.command("json-schema")
@click.option("-o", "--output", type=options.PATH, metavar="FILE", help="Write it there instead of showing it.")
def schema_json_schema(output: Path | None) -> None:
    """Show the schema language as a JSON Schema, by which editors complete and check a schema.

    A schema names it in its first line: "# yaml-language-server: $schema=factlint.schema.json".
    """
    from factlint.domain.editorschema import editor_schema_text
    from factlint.files import check_writable, write_text

    if output is None or str(output) == "-":
        show(editor_schema_text())
        return
    check_writable(output)
    write_text(output, editor_schema_text())


@schema.command("suggest")
@options.project
@options.output
@options.style
def schema_suggest(paths: tuple[Path, ...], output: tuple[str, ...], **given: Any) -> None:
    """Group the sentences of PATHS that were not read, and draft a pattern for each group.

    The groups that would read most come first. A draft matches all sentences of its group; whether it says what the
    attribute means, and nothing else, is for a person to judge.
    """
    from factlint import run
    from factlint.render import suggestions

    outputs = listing_outputs(output)
    settings = settings_of(paths, given)
    with bar(given) as progress:
        result = run.check(settings.sources, settings, jobs=given["jobs"], progress=progress)
    found, without = run.suggestions(result, settings)
    deliver(outputs, lambda name, how: suggestions.render(name, found, without, how), style_of(given), settings.root)
