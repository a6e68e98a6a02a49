"""The HTML report at the size of a whole site: how long it takes to make, how large it is, and how it opens.

Run ``python benchmarks/report.py [--pages N] [--runs N] [--makes N] [--folder PROJECT] [--slow N]``. Without a folder
the project of ``report_pages.py`` is made first. Prints medians: of making the report (the rendering alone, and a whole
run as a process), of opening it in Chromium at the top and at addresses within it (until it answers, main thread
blocked over 50 ms at a time, layout shift, memory after a collection), and of one filter. At the end the whole run over
this repository's own pages, from cold to HTML.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import quote

from chromium import started
from factlint import run
from factlint.config import Overrides, load_settings
from factlint.previous import read_previous
from factlint.render import FORMATS, Options
from factlint.rules import BY_CODE, OPTIONS
from report_pages import PAGES, check, write, write_before

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from playwright.sync_api import Browser, Page

    from factlint.result import Result

ROOT: Final = Path(__file__).parents[1]
READY: Final = "factlint-ready"
_OBSERVE: Final = """
window.measured = {blocked: 0, shift: 0};
new PerformanceObserver(list => { for (const each of list.getEntries())
  measured.blocked += Math.max(0, each.duration - 50); }).observe({type: "longtask", buffered: true});
new PerformanceObserver(list => { for (const each of list.getEntries())
  if (!each.hadRecentInput) measured.shift += each.value; }).observe({type: "layout-shift", buffered: true});
"""
_TIMES: Final = f"""
() => {{
  const at = name => performance.getEntriesByName(name)[0]?.startTime ?? NaN;
  return [at("{READY}"), at("first-contentful-paint"), measured.blocked, measured.shift];
}}
"""
# From the key to the frame after the one in which the count has changed.
_FILTER: Final = """
async words => {
  const field = document.querySelector("#filters input[name=q]"), began = performance.now();
  field.value = words;
  field.dispatchEvent(new InputEvent("input", {bubbles: true}));
  await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - began;
}
"""


class Opened(NamedTuple):
    """How the report opened once.

    Attributes:
        ready: milliseconds from the start of the navigation until the report answers.
        painted: milliseconds until something is seen.
        blocked: milliseconds of long tasks beyond 50 each, until a moment after.
        shift: the layout shift in that time.
        megabytes: of JavaScript's memory in use, after a collection.
    """

    ready: float
    painted: float
    blocked: float
    shift: float
    megabytes: float


def opened(browser: Browser, url: str, slow: float) -> Opened:
    """Opens the report in a context of its own; ``slow`` times as slowly as the processor can."""
    with browser.new_context(viewport={"width": 1280, "height": 860}) as context:
        page, session = _page(context, slow)
        page.goto(url)
        _wait(page)
        page.wait_for_timeout(500)
        ready, painted, blocked, shift = page.evaluate(_TIMES)
        session.send("HeapProfiler.collectGarbage")
        metrics = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
        return Opened(ready, painted, blocked, shift, metrics["JSHeapUsedSize"] / 1e6)


def filtered(browser: Browser, url: str, slow: float, words: Sequence[str]) -> list[float]:
    """Milliseconds that each of some filters takes, until the next frame."""
    with browser.new_context(viewport={"width": 1280, "height": 860}) as context:
        page, _ = _page(context, slow)
        page.goto(url)
        _wait(page)
        return [page.evaluate(_FILTER, each) for each in words]


def _page(context: Any, slow: float) -> tuple[Page, Any]:
    page: Page = context.new_page()
    page.add_init_script(_OBSERVE)
    session = context.new_cdp_session(page)
    session.send("Performance.enable")
    session.send("Emulation.setCPUThrottlingRate", {"rate": slow})
    return page, session


def _wait(page: Page) -> None:
    # Not by a function: the policy of the report lets nobody evaluate one over and over.
    page.wait_for_selector("html[data-started]", state="attached", timeout=120_000)


def result_of(folder: Path) -> Result:
    """A run over the project, compared with its earlier one where there is one, texts kept."""
    settings = load_settings([folder], config=None, overrides=Overrides(), codes=BY_CODE, options=OPTIONS)
    result = run.judge(run.read(settings.sources, settings, texts=True), settings)
    before = folder / "before.json"
    return replace(result, previous=read_previous(before)) if before.is_file() else result


def _repeated(times: int, work: Callable[[], object]) -> float:
    """The median of the seconds that some work takes."""
    seconds = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds)


def make(folder: Path, target: Path, runs: int, makes: int) -> None:
    """Prints how long the report takes to make and how large it is."""
    result = result_of(folder)
    print(
        f"{len(result.documents)} pages, {len(result.facts)} facts, {len(result.findings)} findings; median of {runs}"
    )
    options = Options(source_url="https://code.example/pages/blob/main/{path}#L{line}")
    print(f"rendering alone  {_repeated(runs, lambda: FORMATS['html'].render(result, options)):8.2f} s")
    before = folder / "before.json"
    previous = before if before.is_file() else None
    with_report = statistics.median(check(folder, f"html:{target}", previous=previous) for _ in range(makes))
    without = statistics.median(check(folder, f"json:{target.with_suffix('.json')}") for _ in range(makes))
    print(
        f"whole run to HTML {with_report:7.2f} s (to JSON {without:.2f} s), file {target.stat().st_size / 1e6:.2f} MB"
    )


def show(target: Path, addresses: Sequence[str], runs: int, slow: float) -> None:
    """Prints how the report opens at each address, and how its filter answers."""
    print(f"{'in Chromium':24} {'ready':>9} {'painted':>9} {'blocked':>9} {'shift':>7} {'memory':>9}")
    with started() as browser:
        for address in addresses:
            url = f"{target.as_uri()}#{address}"
            every = [opened(browser, url, slow) for _ in range(runs)]
            ready, painted, blocked, shift, memory = (statistics.median(column) for column in zip(*every, strict=True))
            times = f"{ready:6.0f} ms {painted:6.0f} ms {blocked:6.0f} ms {shift:7.3f} {memory:6.1f} MB"
            print(f"#{address[:22]:23} {times}", flush=True)
        took = filtered(browser, target.as_uri(), slow, ["a", "ab", "months", "months taken", "", "nothing of it"])
    print(f"a filter answers after {statistics.median(took):.0f} ms, at most {max(took):.0f} ms")


def main() -> None:
    """Prints all of it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pages", type=int, default=PAGES)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--makes", type=int, default=5, help="how often the whole run is repeated")
    parser.add_argument("--folder", type=Path, help="a project to use instead of one that is made up")
    parser.add_argument("--slow", type=float, default=1, help="how many times slower the browser's processor is")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as top:
        folder = given.folder or Path(top)
        if not given.folder:
            write(folder, given.pages)
            write_before(folder, given.pages)
        target = Path(top).resolve() / "report.html"
        make(folder.resolve(), target, given.runs, given.makes)
        some = next(path for path in sorted(folder.glob("pages/**/*.md")))
        page = quote(some.relative_to(folder).as_posix(), safe="")
        show(target, ["", "claims", "dates", "pages", f"page/{page}"], given.runs, given.slow)
        own = statistics.median(check(ROOT, f"html:{Path(top).resolve() / 'own.html'}") for _ in range(given.makes))
        print(f"this repository's pages, from cold to HTML: {own:.2f} s")


if __name__ == "__main__":
    main()
