"""The Chromium that the distribution ships, driven headless through Playwright: for tests, benchmarks and screenshots.

Nothing is downloaded. The program is the one that ``FACTLINT_BROWSER`` names, or else the first of ``NAMES`` on the
path; Playwright is in the ``dev`` extra. Every start has a fresh profile.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import shutil
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from playwright.sync_api import Browser

VARIABLE: Final = "FACTLINT_BROWSER"
NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS: Final = (
    "--no-sandbox",  # without it Chromium refuses to run as root, as it has to in most containers
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class NoBrowser(Exception):  # noqa: N818 - the name says it
    """There is no browser, or nothing to drive it with; the text says what to do about it."""


def find(environment: Mapping[str, str] = os.environ) -> str:
    """The path of the browser.

    Raises:
        NoBrowser: there is none, or nothing to drive it with.
    """
    if importlib.util.find_spec("playwright") is None:
        raise NoBrowser("Playwright is not installed: pip install -e '.[dev]'")
    wanted = environment.get(VARIABLE, "")
    names = (wanted,) if wanted else NAMES
    for name in names:
        found = shutil.which(name, path=environment.get("PATH", ""))
        if found:
            return found
    if wanted:
        raise NoBrowser(f"{VARIABLE} names {wanted}, which is no program")
    raise NoBrowser(f"none of {', '.join(NAMES)} is on the path: install Chromium, or set {VARIABLE}")


@contextlib.contextmanager
def started(arguments: Sequence[str] = ()) -> Iterator[Browser]:
    """A browser of its own, closed at the end; ``arguments`` come after the usual ones.

    Raises:
        NoBrowser: there is none, or nothing to drive it with.
    """
    path = find()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # Playwright gives each start an empty profile in a temporary folder, and removes it afterwards.
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=[*ARGUMENTS, *arguments])
        try:
            yield browser
        finally:
            browser.close()
