"""Output formats, by the name ``--output`` takes."""

from collections.abc import Mapping
from typing import Final

from factlint.render import (
    as_csv,
    as_json,
    concise,
    full,
    github,
    github_summary,
    gitlab,
    junit,
    markdown,
    rdjson,
    report,
    sarif,
    xlsx,
)
from factlint.render.base import Format, Options, Renderer

FORMATS: Final[Mapping[str, Format]] = {
    "full": Format(full.render),
    "concise": Format(concise.render),
    "json": Format(as_json.render),
    "csv": Format(as_csv.render),
    "markdown": Format(markdown.render, changes=True),
    "html": Format(report.render, texts=True),
    "sarif": Format(sarif.render),
    "github": Format(github.render),
    "github-summary": Format(github_summary.render),
    "gitlab": Format(gitlab.render),
    "junit": Format(junit.render),
    "rdjson": Format(rdjson.render),
    "xlsx": Format(xlsx.render, binary=True, keeps=True),
}

__all__ = ["FORMATS", "Format", "Options", "Renderer"]
