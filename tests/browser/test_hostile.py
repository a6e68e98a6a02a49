"""The hostile project reaches whatever shows a run, and what it does there is seen."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser import hostile
from tests.browser.markup import handlers, outlets, planted, strange_links
from tests.browser.watching import watching

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PAGE = "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>Texts</title></head><body>{}</body></html>"


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return hostile.texts(hostile.write(tmp_path_factory.mktemp("hostile")))


def shown(folder: Path, body: str) -> Path:
    path = folder / "texts.html"
    path.write_text(PAGE.format(body), "utf-8")
    return path


def test_every_place_of_the_project_runs_something_where_texts_are_taken_for_markup(
    texts: list[str], browser: Browser, tmp_path: Path
) -> None:
    with watching(browser) as watched:
        # Many end in the beginning of a comment, which would swallow the next.
        page = watched.open(shown(tmp_path, "\n".join(f"<p>{text}-->" for text in texts)))
        page.wait_for_timeout(300)
        marked = {place for each in planted(page) for place in re.findall(r"data-hostile=\"(\w+)\"", each)}
        assert handlers(page)
    ran = {place for each in watched.complaints for place in re.findall(r"script ran: \('(\w+)',\)", each)}
    assert ran == set(hostile.PLACES)
    # What is told of a status is too short to be marked as well.
    assert marked >= {*hostile.PLACES} - {"problem"}


@pytest.mark.parametrize(
    "frame",
    [
        pytest.param('<script>const data = "{}"</script>', id="a text in a script"),
        pytest.param('<script type="application/json">["{}"]</script>', id="data in a script"),
        pytest.param("<p title='{}'>Title</p>", id="an attribute"),
        pytest.param('<a href="{}">Link</a>', id="a link"),
        pytest.param("<!-- {} -->", id="a comment"),
        pytest.param("<style>p::after {{ content: '{}' }}</style>", id="a style"),
        pytest.param("<textarea>{}</textarea>", id="a field"),
    ],
)
def test_places_that_are_not_text_run_it_too(frame: str, browser: Browser, tmp_path: Path) -> None:
    with watching(browser) as watched:
        page = watched.open(shown(tmp_path, frame.format(hostile.everything("title"))))
        page.wait_for_timeout(50)
    assert "script ran: ('title',)" in watched.complaints


def test_a_link_that_runs_something_is_seen_before_anybody_follows_it(browser: Browser, tmp_path: Path) -> None:
    links = [hostile.LINK, f" {hostile.LINK.upper()}", "java\tscript:ran('link')", "data:text/html,x", "vbscript:x"]
    harmless = ["#part", "other.html", "https://example.org/", "mailto:a@example.org"]
    with watching(browser) as watched:
        page = watched.open(
            shown(tmp_path, "".join(f'<a href="{html.escape(each)}">a</a>' for each in links + harmless))
        )
        assert len(strange_links(page)) == len(links)
        page.click("a")
    assert "script ran: ('link',)" in watched.complaints


def test_texts_shown_as_texts_do_nothing(texts: list[str], page: Page, tmp_path: Path) -> None:
    page.goto(shown(tmp_path, "\n".join(f"<p>{html.escape(text)}</p>" for text in texts)).as_uri())
    page.wait_for_timeout(300)
    assert (planted(page), handlers(page), outlets(page), strange_links(page)) == ([], [], [], [])
    assert len(page.query_selector_all("p")) == len(texts)


@pytest.mark.parametrize(
    "markup",
    [
        "<link rel=preconnect href='https://elsewhere.example'>",
        "<link rel=dns-prefetch href='https://elsewhere.example'>",
        "<base href='https://elsewhere.example'>",
        "<form action='https://elsewhere.example'></form>",
        "<a ping='https://elsewhere.example' href='#'>a</a>",
        "<meta http-equiv=Refresh content='1000; url=https://elsewhere.example'>",
        "<svg><use href='#a'></use></svg>",
        "<script type=speculationrules>{}</script>",
    ],
)
def test_an_element_that_reaches_out_is_found(markup: str, browser: Browser, tmp_path: Path) -> None:
    with watching(browser) as watched:
        page = watched.open(
            shown(tmp_path, f"{markup}<link rel=icon href='data:,'><a href='https://example.org'>a</a>")
        )
        assert len(outlets(page)) == 1
