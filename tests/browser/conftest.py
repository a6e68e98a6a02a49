"""A browser for the tests, and pages in it that may do nothing but show their own file.

Without a browser the tests are skipped, and say why; where ``FACTLINT_BROWSER_REQUIRED`` is set, as ``.ci/run`` does,
they fail instead.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from benchmarks import chromium

from tests.browser.watching import Watched, watching

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

REQUIRED = "FACTLINT_BROWSER_REQUIRED"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    try:
        chromium.find()
    except chromium.NoBrowser as error:
        if os.environ.get(REQUIRED):
            pytest.fail(f"{REQUIRED} is set, and {error}")
        pytest.skip(str(error))
    with chromium.started() as browser:
        yield browser


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    """A page that is watched; the test fails where there is anything to complain of."""
    with watching(browser) as watched:
        yield watched
    assert watched.complaints == []


@pytest.fixture
def page(watched: Watched) -> Page:
    """The page that is watched: errors, requests other than for its own file, blocked scripts all fail the test."""
    return watched.page
