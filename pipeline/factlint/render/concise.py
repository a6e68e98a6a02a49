"""One line for each finding, as compilers write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factlint.render.base import Options, findings
from factlint.render.cells import one_line

if TYPE_CHECKING:
    from factlint.result import Result


def render(result: Result, options: Options) -> str:
    """``path:line:column: CODE[name] message``, most harmful first."""
    return "".join(
        f"{one_line(options.path(each['doc']))}:{each['line']}:{each['column']}: "
        f"{each['code']}[{each['name']}] {one_line(each['message'])}\n"
        for each, _ in findings(result)
    )
