"""What stands in a page that its author did not write: links that run something, elements that load something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection

    from playwright.sync_api import Page

# Chromium does not connect ahead of time when it is driven by a program, so that such links are looked for instead.
_OUTLETS: Final = """
() => [...document.querySelectorAll(`link:not([rel~="icon"][href^="data:"]), script[src], base, iframe, frame, object,
  embed, portal, form[action], button[formaction], input[formaction], meta[http-equiv="refresh" i], a[ping],
  script[type="speculationrules"], [background], [srcset], video, audio, track, use, image, animate, set`)]
  .map(each => each.outerHTML.slice(0, 200))
"""
_LINKS: Final = """
() => [...document.querySelectorAll("a, area")].filter(each => each.hasAttribute("href") ||
  each.hasAttributeNS("http://www.w3.org/1999/xlink", "href")).map(each => [each.protocol ?? "?", each.outerHTML])
"""
_HANDLERS: Final = """
() => [...document.querySelectorAll("*")].filter(each => [...each.attributes].some(
  attribute => attribute.name.startsWith("on"))).map(each => each.outerHTML.slice(0, 200))
"""
_PLANTED: Final = """
name => [...document.querySelectorAll(`[${name}], [class~="${name}"], [id="${name}"]`)]
  .map(each => each.outerHTML.slice(0, 200))
"""
MARK: Final = "data-hostile"
"""The attribute of every element that hostile text would make."""


def outlets(page: Page) -> list[str]:
    """Elements that load, send or open something; a report that stands by itself has none."""
    found: list[str] = page.evaluate(_OUTLETS)
    return found


def handlers(page: Page) -> list[str]:
    """Elements with an attribute that runs a script."""
    found: list[str] = page.evaluate(_HANDLERS)
    return found


def planted(page: Page, name: str = MARK) -> list[str]:
    """Elements that stand there because a text was taken for markup."""
    found: list[str] = page.evaluate(_PLANTED, name)
    return found


def strange_links(page: Page, usual: Collection[str] = ("file:", "http:", "https:", "mailto:")) -> list[str]:
    """Links of another protocol than those; links within the page and to files beside it are ``file:``."""
    return [markup[:200] for protocol, markup in page.evaluate(_LINKS) if protocol not in usual]
