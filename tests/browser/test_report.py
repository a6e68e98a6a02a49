"""The report in a browser, on this repository's own pages: every view answers, to mouse, keyboard and address."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from tests.browser.accessibility import barriers
from tests.browser.markup import handlers, outlets, strange_links
from tests.browser.watching import watching

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.watching import Watched

PAGE = "sources/fernhill-trust/immunotherapy-neuroblastoma.md"
VIEWS = {
    "findings": "findings",
    "claims": "claims",
    "all claims": "claims?all=all",
    "dates": "dates",
    "pages": "pages",
    "a page": f"page/{quote(PAGE, safe='')}",
    "a subject": "subject/dinutuximab-beta",
    "a search": "search/antibody",
}


@pytest.fixture
def shown(watched: Watched, report: Path) -> Page:
    """The report as it opens."""
    return ready(watched.open(report))


def ready(page: Page) -> Page:
    """The page once its program answers; a function to wait for is what its policy would not let run."""
    page.wait_for_selector("html[data-started]", state="attached")
    return page


def go(page: Page, address: str) -> None:
    """To a view of the report, as a link within it leads there."""
    if page.evaluate("location.hash") == f"#{address}":
        return
    page.evaluate("address => { delete document.documentElement.dataset.ready; location.hash = address; }", address)
    page.wait_for_selector("html[data-ready]", state="attached")


def visible(page: Page, selector: str) -> list[Any]:
    return [each for each in page.query_selector_all(selector) if each.is_visible()]


def number(text: str) -> int:
    found = re.search(r"[\d,]+", text)
    assert found, text
    return int(found[0].replace(",", ""))


def test_the_report_opens_with_what_matters_and_everything_else_is_folded(shown: Page) -> None:
    assert shown.inner_text("h1 >> visible=true") == "What to look at"
    assert len(visible(shown, "#view-findings .number")) == 3
    assert shown.query_selector_all("[data-top][open] .side")
    assert not shown.query_selector_all("#list .finding[open]")
    assert len(visible(shown, "main > section")) == 1


@pytest.mark.parametrize("address", VIEWS.values(), ids=list(VIEWS))
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_view_has_a_barrier(scheme: Any, address: str, shown: Page) -> None:
    shown.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    go(shown, address)
    assert barriers(shown) == []


@pytest.mark.parametrize("address", VIEWS.values(), ids=list(VIEWS))
def test_a_narrow_window_scrolls_one_way_and_has_no_barrier(address: str, browser: Browser, report: Path) -> None:
    # 320 pixels are what WCAG asks for: a window of 1280 at four times the size.
    with watching(browser, viewport={"width": 320, "height": 640}) as watched:
        page = ready(watched.open(report))
        go(page, address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert barriers(page) == []
    assert watched.complaints == []


@pytest.mark.parametrize("address", VIEWS.values(), ids=list(VIEWS))
def test_every_view_can_be_opened_by_its_address_and_nothing_moves(
    address: str, browser: Browser, report: Path
) -> None:
    with watching(browser) as watched:
        watched.page.add_init_script(
            "window.shift = 0; new PerformanceObserver(list => { for (const each of list.getEntries()) "
            "if (!each.hadRecentInput) window.shift += each.value; }).observe({type: 'layout-shift', buffered: true})"
        )
        page = ready(watched.open(report, address))
        page.wait_for_timeout(100)
        view = re.match(r"\w+", address)
        assert view
        assert [each.get_attribute("id") for each in visible(page, "main > section")] == [f"view-{view[0]}"]
        assert len(visible(page, "h1")) == 1
        assert page.evaluate("window.shift") < 0.1
    assert watched.complaints == []


def test_views_hold_nothing_that_loads_runs_or_sends(shown: Page) -> None:
    for address in VIEWS.values():
        go(shown, address)
        assert (outlets(shown), handlers(shown), strange_links(shown)) == ([], [], [])


def test_a_link_within_the_report_leads_somewhere(shown: Page) -> None:
    seen: set[str] = set()
    for address in VIEWS.values():
        go(shown, address)
        links = shown.eval_on_selector_all("a[href^='#']", "all => all.map(each => each.hash.slice(1))")
        seen.update(links)
    assert len(seen) > 100
    wrong = []
    kinds: dict[str, int] = {}
    for each in sorted(seen):
        kind = f"{re.split('[/?-]', each)[0]} {each.count('/')}"  # addresses of one form are made in one place
        kinds[kind] = kinds.get(kind, 0) + 1
        if kinds[kind] > 12:  # one like another
            continue
        go(shown, each)
        titles = [title.inner_text() for title in visible(shown, "h1")]
        if len(titles) != 1 or titles[0].startswith(("No such", "Nothing is said")):
            wrong.append((each, titles))
    assert wrong == []


def test_sources_are_linked_to_where_they_are(shown: Page, report: Path) -> None:
    links = shown.eval_on_selector_all("a.source:not([rel])", "all => all.map(each => each.href)")
    assert len(links) > 50
    files = {link.split("#")[0].removeprefix("file://") for link in links}
    assert [file for file in files if not Path(file).is_file()] == []


def test_words_filter_the_findings_and_the_address_keeps_them(shown: Page) -> None:
    everything = number(shown.inner_text("#count"))
    shown.fill("#filters input[name=q]", "Isotretinoin")
    some = visible(shown, "#list .finding")
    assert 0 < len(some) < everything
    assert all("isotretinoin" in (each.get_attribute("data-search") or "") for each in some)
    assert shown.inner_text("#count") == f"{len(some)} findings of {everything}"
    address = shown.evaluate("location.hash")
    shown.reload()
    ready(shown)
    assert (shown.evaluate("location.hash"), len(visible(shown, "#list .finding"))) == (address, len(some))
    assert shown.input_value("#filters input[name=q]") == "Isotretinoin"


@pytest.mark.parametrize("name", ["severity", "publisher", "rule", "change"])
def test_each_choice_of_the_filter_leaves_as_many_as_it_says(name: str, shown: Page) -> None:
    options = shown.query_selector_all(f"#filters select[name={name}] option:not([value=''])")
    assert options
    for option in options:
        value = option.get_attribute("value") or ""
        shown.select_option(f"#filters select[name={name}]", value)
        left = len(visible(shown, "#list .finding"))
        told = re.search(r"\((\d+)\)$", option.inner_text())
        assert left == number(shown.inner_text("#count"))
        assert left == (int(told[1]) if told else len(shown.query_selector_all(f"#list [data-change={value}]")))
    shown.click("#filters button[type=reset]")
    shown.wait_for_timeout(50)
    assert len(visible(shown, "#list .finding")) == len(shown.query_selector_all("#list .finding"))


def test_findings_can_be_put_in_another_order_and_back(shown: Page) -> None:
    def order() -> list[str]:
        found: list[str] = shown.eval_on_selector_all("#list .finding", "all => all.map(each => each.dataset.fp)")
        return found

    before = order()
    shown.select_option("#filters select[name=sort]", "headline")
    titles = shown.eval_on_selector_all("#list .headline", "all => all.map(each => each.textContent.toLowerCase())")
    assert titles == sorted(titles)
    assert order() != before
    shown.select_option("#filters select[name=sort]", "")
    assert order() == before


def test_a_link_to_a_finding_opens_it_whatever_was_filtered(shown: Page) -> None:
    last = shown.query_selector_all("#list .finding")[-1]
    name = last.get_attribute("data-fp")
    shown.fill("#filters input[name=q]", "no such words anywhere")
    assert not visible(shown, "#list .finding")
    go(shown, f"finding-{name}")
    assert last.get_attribute("open") is not None
    assert shown.evaluate("document.activeElement.closest('.finding').dataset.fp") == name
    assert shown.evaluate("each => each.getBoundingClientRect().top >= 0", last)
    header = shown.eval_on_selector("header.top", "each => each.getBoundingClientRect().bottom")
    assert shown.evaluate("each => each.querySelector('summary').getBoundingClientRect().top", last) >= header - 1


def test_every_finding_shows_its_sides_with_quotes_when_all_are_opened(shown: Page) -> None:
    shown.click("#unfold")
    for each in shown.query_selector_all("#list .finding[data-rule^=C]"):
        sides = [side for side in each.query_selector_all(".side") if side.is_visible()]
        assert len(sides) >= 2
        assert all(side.query_selector("blockquote mark") for side in sides)
    shown.click("#unfold")
    assert not shown.query_selector_all("#list .finding[open]")


def test_what_changed_since_the_earlier_run_is_told(shown: Page) -> None:
    told = shown.inner_text(".changes")
    assert "1 finding new, 0 changed, 1 resolved." in told
    assert "What is gone" in (shown.text_content(".changes") or "")
    name = shown.get_attribute(".changes a[href^='#finding-']:visible", "href")
    shown.click(".changes a[href^='#finding-']:visible")
    shown.wait_for_selector(f"{name}[open]")


def test_the_address_of_a_finding_stays_when_it_is_followed(shown: Page) -> None:
    address = shown.evaluate("document.querySelector('#list .finding').id")
    go(shown, address)
    shown.wait_for_timeout(100)
    assert shown.evaluate("location.hash") == f"#{address}"


def test_keys_go_from_finding_to_finding_and_can_be_switched_off(shown: Page) -> None:
    every = "[...document.querySelectorAll('#view-findings .finding')]"

    def here() -> int:
        at: int = shown.evaluate(f"{every}.indexOf(document.activeElement.closest('.finding'))")
        return at

    def folded() -> bool:
        return not shown.evaluate(f"{every}[1].open")

    for key, place in (("j", 0), ("j", 1), ("j", 2), ("k", 1)):
        shown.keyboard.press(key)
        assert here() == place
    before = folded()
    shown.keyboard.press("o")
    assert folded() != before
    shown.keyboard.press("/")
    assert shown.evaluate("document.activeElement.id") == "search"
    shown.keyboard.press("j")
    assert shown.input_value("#search") == "j"
    shown.click("#help-open")
    shown.uncheck("#keys")
    shown.keyboard.press("Escape")
    shown.evaluate("document.activeElement.blur()")
    shown.keyboard.press("j")
    assert here() == -1


def test_everything_in_the_first_view_can_be_reached_by_tab_and_is_seen_to_have_focus(shown: Page) -> None:
    reached = []
    for _ in range(400):
        shown.keyboard.press("Tab")
        state = shown.evaluate(
            "() => { const at = document.activeElement, box = at.getBoundingClientRect(), style = getComputedStyle(at);"
            " return [at === document.body, at.className + '|' + at.id + '|' + at.textContent.slice(0, 30),"
            " style.outlineStyle !== 'none' || style.boxShadow !== 'none' || at.matches('summary'),"
            " box.bottom > 0 && box.top < innerHeight]; }"
        )
        if state[0]:
            break
        reached.append(state)
    assert reached[0][1].startswith("skip")
    assert len(reached) > 60
    assert [each[1] for each in reached if not (each[2] and each[3])] == []


def test_the_skip_link_goes_to_the_report(shown: Page) -> None:
    shown.keyboard.press("Tab")
    shown.keyboard.press("Enter")
    shown.keyboard.press("Tab")
    assert shown.evaluate("document.querySelector('#main').contains(document.activeElement)")
    assert len(visible(shown, "main > section")) == 1


def test_a_name_that_is_searched_leads_to_its_subject_whatever_it_is_called(shown: Page) -> None:
    for name in ("isotretinoin", "Roaccutane", "13-cis-RETINOIC acid"):
        go(shown, "findings")
        shown.fill("#search", name)
        shown.press("#search", "Enter")
        shown.wait_for_selector("#view-subject h1 >> visible=true")
        assert shown.inner_text("#view-subject h1") == "Isotretinoin"


def test_words_are_found_in_the_texts_of_pages(shown: Page) -> None:
    go(shown, "search/sweetcorn")
    shown.click("#view-search button")
    shown.wait_for_selector("#view-search .hits mark")
    assert [each.inner_text() for each in shown.query_selector_all("#view-search .hits mark")] == ["sweetcorn"]
    shown.click("#view-search .hits a")
    shown.wait_for_selector("#view-page h1 >> visible=true")
    assert "sweetcorn" in shown.inner_text("#view-page .here")


def test_a_page_shows_its_text_with_what_was_read_and_what_was_not(shown: Page) -> None:
    go(shown, VIEWS["a page"])
    text = shown.inner_text("#view-page .text")
    assert "The point of this stage is to hunt those cells down." in text
    assert len(shown.query_selector_all("#view-page .m")) > 10
    assert shown.query_selector_all("#view-page .u")
    differs = shown.query_selector("#view-page .m.differs")
    assert differs
    differs.click()
    assert shown.query_selector_all("#told a[href^='#finding-']")
    assert differs.evaluate("each => each.classList.contains('here')")


def test_a_marked_claim_can_be_asked_by_keyboard(shown: Page) -> None:
    go(shown, VIEWS["a page"])
    shown.focus("#view-page .m.agrees")
    shown.keyboard.press("Enter")
    assert "Agrees with" in shown.inner_text("#told")
    assert shown.inner_text("#said") != ""


def test_quotes_in_the_list_lead_to_their_words_on_the_page(shown: Page) -> None:
    link = shown.query_selector("[data-top] figcaption a[href^='#page/']")
    assert link
    quoted = shown.inner_text("[data-top] blockquote mark")
    link.click()
    shown.wait_for_selector("#view-page .here", timeout=3_000)
    assert quoted in shown.inner_text("#view-page .m.here")


def test_without_scripts_every_finding_can_still_be_read(browser: Browser, report: Path) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(report.as_uri())
        assert "Findings can be read below" in page.inner_text("body")
        cards = page.query_selector_all("#list .finding")
        assert len(cards) > 40
        cards[-1].query_selector("summary").click()
        assert cards[-1].query_selector(".body").is_visible()
        assert [each for each in page.query_selector_all("button:not([hidden])") if "Copy" in each.inner_text()] == []


def test_on_paper_every_finding_is_told_in_full(shown: Page) -> None:
    shown.fill("#filters input[name=q]", "isotretinoin")
    wanted = len(visible(shown, "#list .finding"))
    shown.evaluate("dispatchEvent(new Event('beforeprint'))")
    shown.emulate_media(media="print")
    assert len(shown.query_selector_all("#list .finding[open]:not([hidden])")) == wanted
    assert not visible(shown, "header.top nav, #filters, .actions button")
    assert shown.evaluate("document.documentElement.scrollWidth <= innerWidth")
    shown.evaluate("dispatchEvent(new Event('afterprint'))")
    assert not shown.query_selector_all("#list .finding[open]")


def test_what_is_copied_is_the_line_to_run(browser: Browser, report: Path) -> None:
    with watching(browser, permissions=["clipboard-read", "clipboard-write"]) as watched:
        page = ready(watched.open(report))
        page.click("[data-top] .accept summary")
        page.click("[data-top] .accept .copy")
        page.wait_for_selector("[data-top] .copy >> text=Copied")
        assert page.inner_text("#said") == "Copied"
        told = page.evaluate("navigator.clipboard.readText()")
        assert told == page.inner_text("[data-top] .accept code")
        assert told.startswith("factlint waive ")
    assert watched.complaints == []


def test_the_letter_to_a_colleague_has_both_quotes_and_no_path_of_this_machine(shown: Page) -> None:
    letter = shown.evaluate("letter(document.querySelector('[data-top]'))")
    for quote_ in shown.query_selector_all("[data-top] >> nth=0 >> blockquote"):
        assert quote_.inner_text().strip() in letter
    assert "file:" not in letter
    assert "sources/" not in letter


def test_back_returns_to_the_view_before(shown: Page) -> None:
    go(shown, "dates")
    go(shown, "pages")
    shown.go_back()
    shown.wait_for_selector("#view-dates >> visible=true")
    assert shown.title().startswith("Review dates")
    assert shown.get_attribute(".top nav a[aria-current]", "href") == "#dates"


@pytest.mark.parametrize(
    ("view", "field", "choice"),
    [
        ("claims", "subject", "isotretinoin"),
        ("claims", "page", PAGE),
        ("dates", "late", "late"),
        ("claims", "all", "all"),
    ],
)
def test_what_is_chosen_in_a_form_is_shown_and_the_form_keeps_the_focus(
    view: str, field: str, choice: str, shown: Page
) -> None:
    go(shown, view)
    form = f"#view-{view} select[name={field}]"
    shown.focus(form)
    shown.select_option(form, choice)
    assert shown.query_selector_all(f"#view-{view} tbody tr")
    assert shown.evaluate("document.activeElement.name") == field
    assert f"{field}=" in shown.evaluate("location.hash")
    assert "all+pages" not in shown.evaluate("location.hash")


def test_the_number_to_decide_is_that_of_the_list_it_leads_to(shown: Page) -> None:
    number = shown.inner_text(".decide b")
    shown.click(".decide a")
    shown.wait_for_selector("#list .finding >> visible=true")
    assert shown.inner_text("#count").split()[0] == number


def test_a_finding_that_is_gone_is_said_to_be(shown: Page) -> None:
    go(shown, "finding-ffffffffffffffff")
    assert shown.is_visible("#gone")


def test_wrong_names_are_told_apart_from_others(shown: Page) -> None:
    go(shown, "subject/isotretinoin")
    said = shown.inner_text("#view-subject .slot > p")
    assert "isoretinoin" in said.partition("wrongly called")[2]
    assert "isoretinoin" not in said.partition("wrongly called")[0]
