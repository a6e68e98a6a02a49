"""Whatever pages, configuration, schema and people say, the report shows it and does none of it."""

from __future__ import annotations

import shlex
import subprocess
import sys
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.browser import hostile
from tests.browser.markup import handlers, outlets, planted, strange_links
from tests.browser.test_report import go, ready
from tests.browser.watching import watching

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.browser.watching import Watched


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = hostile.write(tmp_path_factory.mktemp("hostile"))
    command = [
        sys.executable,
        "-m",
        "factlint",
        "check",
        "--quiet",
        "-o",
        "html:report.html",
        "--previous",
        "before.json",
    ]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    return folder / "report.html"


@pytest.fixture
def shown(watched: Watched, report: Path) -> Page:
    return ready(watched.open(report))


def harmless(page: Page) -> None:
    """Nothing but text came of the texts; that nothing ran the page that is watched tells at the end."""
    page.wait_for_timeout(50)
    assert (planted(page), handlers(page), outlets(page), strange_links(page)) == ([], [], [], [])


def test_no_view_does_what_it_shows(shown: Page) -> None:
    docs = shown.evaluate("knowledge().then(data => data.docs.map(each => each.id))")
    concepts = shown.evaluate("knowledge().then(data => [...data.concepts.keys()])")
    assert (len(docs), len(concepts)) == (5, 6)
    addresses = ["findings", "claims?all=all", "dates", "pages"]
    addresses += [f"page/{quote(each, safe='')}" for each in docs]
    addresses += [f"subject/{each}" for each in concepts]
    for address in addresses:
        go(shown, address)
        harmless(shown)


def test_every_finding_shows_its_texts_as_they_are(shown: Page) -> None:
    shown.click("#unfold")
    for each in shown.query_selector_all(".accept, .changes details"):
        each.evaluate("each => { each.open = true }")
    harmless(shown)
    said = shown.inner_text("#view-findings")
    for place in ("concept", "attribute", "sentence", "title", "publisher", "decided", "whom", "file", "resolved"):
        assert f"<img data-hostile={place} src=x onerror=ran('{place}')>" in said
    for place in ("status", "folder"):
        assert f"</script><script data-hostile={place}>ran('{place}')</script>" in said


def test_a_page_shows_its_texts_as_they_are(shown: Page) -> None:
    go(shown, f"page/{quote('pages/text.txt', safe='')}")
    for mark in shown.query_selector_all("#view-page .m"):
        mark.click()
    harmless(shown)
    assert hostile.everything("unread").split("\u2028")[0] in (shown.text_content("#view-page .text") or "")


@pytest.mark.parametrize("text", [hostile.picture("title"), hostile.ending("title"), hostile.everything("title")])
def test_what_is_searched_or_filtered_is_only_text(text: str, shown: Page) -> None:
    shown.fill("#filters input[name=q]", text)
    harmless(shown)
    shown.fill("#search", text)
    shown.press("#search", "Enter")
    shown.wait_for_selector("#view-search h1 >> visible=true")
    shown.click("#view-search button")
    shown.wait_for_selector("#view-search .slot > div > p")
    harmless(shown)


@pytest.mark.parametrize(
    "view", ["page", "subject", "search", "claims?subject=", "all?q=", "all?severity=", "finding-"]
)
def test_an_address_that_somebody_sends_is_only_text(view: str, watched: Watched, report: Path) -> None:
    text = quote(hostile.everything("title"), safe="")
    page = ready(watched.open(report, f"{view}{'' if view[-1] in '=-' else '/'}{text}"))
    harmless(page)
    go(page, "findings")
    harmless(page)


ADDRESSES = ["%", "page/%E0%A4%A/1", "all?%=%", "subject/__proto__", "page/__proto__/x", "search"]
NAMES = ["__proto__", "constructor", "toString/1"]


@pytest.mark.parametrize("address", [*ADDRESSES, *NAMES])
def test_an_address_that_is_no_address_leaves_the_report_working(address: str, browser: Browser, report: Path) -> None:
    with watching(browser) as watched:
        page = watched.open(report, address)
        page.wait_for_selector("html[data-started]", state="attached", timeout=3_000)
        go(page, "dates")
        assert page.is_visible("#view-dates h1")
    assert watched.complaints == []


def test_what_is_copied_is_one_line_for_the_shell_and_one_comment(shown: Page) -> None:
    for each in shown.query_selector_all("#list .accept:not(.reading)"):
        line, *comments = (code.text_content() or "" for code in each.query_selector_all("code"))
        assert line.startswith("factlint waive ")
        assert "\n" not in line
        assert not set(line) & set("$`;&|<>(){}\u202e\u2066\u2028")
        for comment in comments:
            assert comment.startswith("<!-- factlint: ignore ")
            assert comment.count("<!--") == comment.count("-->") == 1


def test_what_is_copied_about_a_reading_is_one_line(shown: Page) -> None:
    lines = [code.text_content() or "" for code in shown.query_selector_all("#list .reading code")]
    assert lines
    for line in lines:
        assert line.startswith("factlint misread ")
        assert not set(line) & set("\n\u202e\u2066\u2028")
        assert len(shlex.split(line)) == 3


def test_no_finding_turns_the_direction_of_text(shown: Page) -> None:
    shown.click("#unfold")
    said = shown.text_content("#view-findings") or ""
    assert "evil" in said
    assert not set(said) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
