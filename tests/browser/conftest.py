"""A browser for the tests, and pages in it that may do nothing but show their own file.

Without a browser the tests are skipped, and say why; where ``FACTLINT_BROWSER_REQUIRED`` is set, as ``.ci/run`` does,
they fail instead.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from benchmarks import chromium

from tests.browser.watching import Watched, watching

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[2]
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


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report on this repository's pages, compared with an earlier run that lacked a finding and had another."""
    folder = tmp_path_factory.mktemp("report")
    _check(f"json:{folder / 'before.json'}")
    before = json.loads((folder / "before.json").read_text("utf-8"))
    first = before["findings"].pop(0)
    before["findings"].append({**first, "fingerprint": "0" * 16, "subject": "gone", "message": "What is gone"})
    (folder / "before.json").write_text(json.dumps(before), "utf-8")
    _check(f"html:{folder / 'report.html'}", "--previous", str(folder / "before.json"))
    return folder / "report.html"


def _check(output: str, *more: str) -> None:
    command = [sys.executable, "-m", "factlint", "check", "--quiet", "-o", output, *more]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
