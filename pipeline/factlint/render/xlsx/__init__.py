"""A workbook for the meeting at which findings are gone through; what people write into it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factlint.decisions.headings import FINDINGS
from factlint.render.base import Options

if TYPE_CHECKING:
    from factlint.result import Result


def render(result: Result, options: Options) -> bytes:
    """Findings with room for decisions, what pages say, every fact and page, and review dates, as xlsx.

    Raises:
        FactlintError: the file that it replaces is no such workbook, or holds what would be lost.
    """
    from factlint.render.xlsx.making import workbook

    return workbook(result, options)


__all__ = ["FINDINGS", "render"]
