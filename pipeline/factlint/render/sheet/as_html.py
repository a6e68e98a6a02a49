"""The sheet as a page that is printed from a browser."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Final

from factlint.render.base import Options

if TYPE_CHECKING:
    from jinja2 import Template

    from factlint.render.sheet.model import Review

TEMPLATE: Final = "sheet.html"


def render(shown: Review, options: Options) -> str:  # noqa: ARG001 - every format takes the same
    """The sheet in HTML: nothing is fetched, nothing is run, and nothing of the page is taken for markup."""
    return _template().render(review=shown)


@lru_cache(maxsize=1)
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    text = resources.files("factlint.render.sheet").joinpath(TEMPLATE).read_text("utf-8")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    return environment.from_string(text)
