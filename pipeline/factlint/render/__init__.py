"""Output formats, by the name ``--output`` takes."""

from collections.abc import Mapping
from typing import Final

from factlint.render import as_csv, as_json, concise, full, markdown
from factlint.render.base import Options, Renderer

FORMATS: Final[Mapping[str, Renderer]] = {
    "full": full.render,
    "concise": concise.render,
    "json": as_json.render,
    "csv": as_csv.render,
    "markdown": markdown.render,
}

__all__ = ["FORMATS", "Options", "Renderer"]
