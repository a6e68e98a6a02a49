"""The sheet on which a reviewer signs for one page, on two sides of A4."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from factlint.render.base import Options
from factlint.render.sheet.model import Change, Claim, Review, review

if TYPE_CHECKING:
    from collections.abc import Callable


def html(shown: Review, options: Options) -> str:
    """A page that holds everything it needs, to be printed."""
    from factlint.render.sheet.as_html import render

    return render(shown, options)


def docx(shown: Review, options: Options) -> bytes:
    """A document for a word processor."""
    from factlint.render.sheet.as_docx import render

    return render(shown, options)


SHEET_FORMATS: Final[Mapping[str, Callable[[Review, Options], str | bytes]]] = {"html": html, "docx": docx}
BINARY: Final = ("docx",)

__all__ = ["BINARY", "SHEET_FORMATS", "Change", "Claim", "Review", "review"]
