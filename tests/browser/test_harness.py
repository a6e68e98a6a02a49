"""The tests of the report can fail: a page that does what a report must not do is seen to do it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.accessibility import audit, barriers
from tests.browser.watching import watching

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[2]
GOOD = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Report</title>{head}</head>
<body><main><h1>Report</h1>{body}</main></body></html>
"""
POLICY = "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; img-src data:\">"
CASES = {
    "an error in a script": ("<script>missing()</script>", "error: missing is not defined"),
    "a promise that nobody catches": ("<script>Promise.reject(new Error('lost'))</script>", "error: lost"),
    "an error on the console": ("<script>console.error('wrong')</script>", "console: wrong"),
    "a dialog": ("<script>alert('hello')</script>", "dialog: alert hello"),
    "a picture from elsewhere": ("<img alt='' src='http://elsewhere.example/a.png'>", "http://elsewhere.example/a.png"),
    "a picture from this machine": ("<img alt='' src='http://127.0.0.1:9/a.png'>", "http://127.0.0.1:9/a.png"),
    "another file": ("<img alt='' src='x.png'>", "request: GET image file://"),
    "a frame with another file": ("<iframe title=f src='other.html'></iframe>", "request: GET document file://"),
    "a page gone elsewhere": ("<script>location = 'other.html'</script>", "request: GET document file://"),
    "a request in passing": ("<script>fetch('http://elsewhere.example')</script>", "request: GET fetch http://elsew"),
    "a beacon": ("<script>navigator.sendBeacon('http://elsewhere.example')</script>", "request: POST ping"),
    "a web socket": ("<script>new WebSocket('ws://elsewhere.example')</script>", "web socket: ws://elsewhere"),
    "a page fetched ahead": ("<link rel=prefetch href='http://elsewhere.example/'>", "connection: GET http://elsew"),
    "a form sent by itself": ("<form action='http://elsewhere.example'></form><script>document.forms[0].submit()"
                              "</script>", "request: GET document http://elsewhere.example"),
    "a window": ("<script>window.open('about:blank')</script>", "opened a window"),
    "what a handler runs": ("<img alt='' src='data:,' onerror=\"ran('handler')\">", "script ran: ('handler',)"),
    "what a frame of its own runs": ("<iframe title=f srcdoc=\"<script>ran('frame')</script>\"></iframe>", "('frame'"),
}  # fmt: skip


def written(folder: Path, body: str = "", head: str = "") -> Path:
    path = folder / "page.html"
    path.write_text(GOOD.format(head=head, body=body), "utf-8")
    return path


@pytest.mark.parametrize(("body", "seen"), CASES.values(), ids=list(CASES))
def test_what_a_report_must_not_do_is_seen(body: str, seen: str, browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "other.html").write_text("<p>Other", "utf-8")
    with watching(browser) as watched:
        watched.open(written(tmp_path, body))
        watched.page.wait_for_timeout(100)
    assert seen in "\n".join(watched.complaints)


def test_what_a_policy_blocks_is_seen_too(browser: Browser, tmp_path: Path) -> None:
    with watching(browser) as watched:
        watched.open(written(tmp_path, "<script>ran('blocked')</script><img alt='' src='a.png'>", POLICY))
    seen = [each for each in watched.complaints if each.startswith("content security policy")]
    assert [each.split()[3] for each in seen] == ["script-src-elem", "img-src"]
    assert not any("script ran" in each for each in watched.complaints)


def test_a_page_that_minds_its_own_business_is_let_alone(page: Page, tmp_path: Path) -> None:
    script = "<script>document.querySelector('p').textContent = 'ready'; console.log('fine')</script>"
    picture = "<img alt='' src='data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA='>"
    page.goto(written(tmp_path, f"<p></p>{picture}{script}").as_uri())
    page.evaluate("location.hash = 'part'")
    page.reload()
    assert page.inner_text("p") == "ready"


def test_a_second_file_is_a_complaint_unless_it_is_allowed(browser: Browser, tmp_path: Path) -> None:
    other = tmp_path / "other.html"
    other.write_text("<p>Other", "utf-8")
    for allowed in (True, False):
        with watching(browser) as watched:
            watched.page.goto(written(tmp_path).as_uri())
            watched.page.goto(watched.allow(other) if allowed else other.as_uri())
        assert bool(watched.complaints) != allowed


def test_pages_know_nothing_of_each_other(browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path)
    with watching(browser) as watched:
        watched.open(path).evaluate("localStorage.setItem('seen', 'yes')")
    with watching(browser) as watched:
        assert watched.open(path).evaluate("localStorage.getItem('seen')") is None


BARRIERS = {
    "image-alt": "<img src='data:,'>",
    "color-contrast": "<p style='color: #aaa; background: #fff'>Hardly to be read</p>",
    "label": "<input type=text>",
    "button-name": "<button></button>",
    # WCAG 2.2
    "target-size": "<p><button style='font-size: 6px; padding: 0; border: 0'>a</button>"
                   "<button style='font-size: 6px; padding: 0; border: 0'>b</button></p>",
}  # fmt: skip


@pytest.mark.parametrize("rule", BARRIERS)
def test_a_barrier_is_found(rule: str, browser: Browser, tmp_path: Path) -> None:
    with watching(browser) as watched:
        found = barriers(watched.open(written(tmp_path, BARRIERS[rule])))
    assert {each.split()[0] for each in found} == {rule}


def test_a_page_without_barriers_has_none_even_where_its_policy_forbids_scripts(page: Page, tmp_path: Path) -> None:
    page.goto(written(tmp_path, "<p>Nothing in the way.</p>", POLICY).as_uri())
    assert barriers(page) == []
    engine = audit(page)["testEngine"]
    assert engine["name"] == "axe-core"
    assert tuple(map(int, engine["version"].split(".")[:2])) >= (4, 10)


def outcome(folder: Path, test: str, **environment: str) -> str:
    """What pytest says of a test that is written for the purpose."""
    (folder / "conftest.py").write_text("from tests.browser.conftest import browser, page, watched\n", "utf-8")
    (folder / "test_it.py").write_text(test, "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-rA", "-p", "no:cacheprovider", "--rootdir", folder, folder]
    settings = {**os.environ, "PYTHONPATH": str(ROOT), "FACTLINT_BROWSER_REQUIRED": "", **environment}
    ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder, env=settings)
    return ran.stdout


USES = "def test_it(page):\n    page.goto({url!r})\n"


def test_without_a_browser_the_tests_are_skipped_and_say_why(tmp_path: Path) -> None:
    said = outcome(tmp_path, USES.format(url="about:blank"), FACTLINT_BROWSER="no-such-browser")
    assert "1 skipped" in said
    assert "FACTLINT_BROWSER names no-such-browser, which is no program" in said


def test_without_a_browser_the_tests_fail_where_one_is_required(tmp_path: Path) -> None:
    missing = {"FACTLINT_BROWSER": "no-such-browser", "FACTLINT_BROWSER_REQUIRED": "1"}
    said = outcome(tmp_path, USES.format(url="about:blank"), **missing)
    assert "1 error" in said
    assert "FACTLINT_BROWSER_REQUIRED is set, and FACTLINT_BROWSER names no-such-browser" in said


def test_a_test_that_passes_fails_where_its_page_misbehaved(browser: Browser, tmp_path: Path) -> None:
    url = written(tmp_path, "<script>console.error('wrong')</script>").as_uri()
    said = outcome(tmp_path, USES.format(url=url))
    assert "1 passed, 1 error" in said
    assert "console: wrong" in said
