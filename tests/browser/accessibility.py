"""What axe finds on a page, by the rules of WCAG 2.2 at level AA."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from playwright.sync_api import Page

TAGS: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
_RUN: Final = """
([context, tags]) => axe.run(context ?? document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]})
"""


@cache
def _script() -> str:
    # The package's own way of running it cannot be told which part of the page is meant, safely.
    from axe_playwright_python.base import AXE_FILE_PATH

    return AXE_FILE_PATH.read_text("utf-8")


def audit(page: Page, within: str | None = None) -> dict[str, Any]:
    """The whole answer of axe: its version (``testEngine``), ``violations``, ``incomplete``, ``passes`` ..."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_script())
    answer: dict[str, Any] = page.evaluate(_RUN, [within, list(TAGS)])
    return answer


def barriers(page: Page, within: str | None = None) -> list[str]:
    """What breaks a rule, a line for each element; ``within`` is a CSS selector of the part that is looked at."""
    return [
        f"{each['id']} ({each['impact']}) {node['target']}: {node['html'][:200]} - {each['help']}"
        for each in audit(page, within)["violations"]
        for node in each["nodes"]
    ]
