"""Writes docs/images/: what the report on this repository's own pages looks like, as README.md shows it.

Run ``python docs/make_screenshots.py`` where Chromium is installed, after the look of the report has changed. The
pictures depend on the fonts of the system, and on nothing else that changes: the window is always of one size.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

ROOT: Final = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))
from chromium import started  # noqa: E402 - it stands beside the benchmarks

if TYPE_CHECKING:
    from playwright.sync_api import Browser

IMAGES: Final = ROOT / "docs" / "images"
PICTURES: Final = {
    "report-findings.png": ("findings", 860),
    "report-page.png": ("page/sources%2Ffernhill-trust%2Fimmunotherapy-neuroblastoma.md/18", 680),
}
"""Which address of the report each file shows, and how much of the window, in pixels from the top."""
MOST_BYTES: Final = 200_000
PLAIN: Final = ("--disable-lcd-text", "--font-render-hinting=none")
"""Letters in greys alone, the same on every screen, which also makes the files smaller."""


def report(target: Path) -> None:
    """Writes the report on this repository's own pages."""
    command = [sys.executable, "-m", "factlint", "check", "--quiet", "--output", f"html:{target}"]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)  # noqa: S603 - our own
    if done.returncode not in (0, 1):
        sys.exit(done.stderr)


def picture(browser: Browser, url: str, height: int) -> bytes:
    """What a reader sees of an address first, down to ``height``."""
    size = {"width": 1280, "height": 860}
    look = {"color_scheme": "light", "reduced_motion": "reduce", "locale": "en-GB", "timezone_id": "UTC"}
    with browser.new_context(viewport=size, device_scale_factor=1, **look) as context:
        page = context.new_page()
        page.goto(url)
        page.wait_for_selector("html[data-started]", state="attached")
        return page.screenshot(
            clip={"x": 0, "y": 0, "width": 1280, "height": height}, animations="disabled", caret="hide"
        )


def main() -> None:
    """Writes the pictures and tells their sizes."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, started(PLAIN) as browser:
        target = Path(folder).resolve() / "report.html"
        report(target)
        for name, (address, height) in PICTURES.items():
            made = picture(browser, f"{target.as_uri()}#{address}", height)
            if len(made) > MOST_BYTES:
                sys.exit(f"{name} has {len(made):,} bytes, more than {MOST_BYTES:,}")
            (IMAGES / name).write_bytes(made)
            print(f"docs/images/{name}: {len(made):,} bytes")


if __name__ == "__main__":
    main()
