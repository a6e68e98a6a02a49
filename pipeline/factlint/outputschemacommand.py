"""The command that shows what the JSON of a check looks like."""

from __future__ import annotations

from pathlib import Path

import click

from factlint import options
from factlint.output import show


@click.command("output-schema")
@click.option("-o", "--output", type=options.PATH, metavar="FILE", help="Write it there instead of showing it.")
def output_schema(output: Path | None) -> None:
    """Show the JSON Schema of what "factlint check -o json" writes, for programs that read it."""
    from factlint.files import check_writable, write_text
    from factlint.render.json_shape import json_shape_text

    if output is None or str(output) == "-":
        show(json_shape_text())
        return
    check_writable(output)
    write_text(output, json_shape_text())
