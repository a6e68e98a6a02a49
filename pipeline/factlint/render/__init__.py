"""Output formats, by the name ``--output`` takes."""

from collections.abc import Mapping
from typing import Final

from factlint.render import as_csv, as_json, concise, full, markdown, report
from factlint.render.base import Format, Options, Renderer

FORMATS: Final[Mapping[str, Format]] = {
    "full": Format(full.render),
    "concise": Format(concise.render),
    "json": Format(as_json.render),
    "csv": Format(as_csv.render),
    "markdown": Format(markdown.render),
    "html": Format(report.render, texts=True),
}

__all__ = ["FORMATS", "Format", "Options", "Renderer"]
