"""How the time of ``factlint check`` grows with the number of pages, and the exponent of that growth.

Run ``python benchmarks/scaling.py [SOURCE] [--sizes N ...] [--jobs N] [--runs N]``. SOURCE is a folder or a
.zip whose pages are copied under new names as often as it takes; without one, pages are generated from
templates. Prints seconds for each size and two exponents fitted to them: of the whole time, and of what comes
on top of a run over one page.
"""

from __future__ import annotations

import argparse
import math
import statistics
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from throughput import Measured, best, collect, generate, repeat

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZES = (200, 2_000, 20_000)


def timed(pages: list[Path], size: int, jobs: int, runs: int) -> Measured:
    """A run over so many pages, made of ``pages`` or generated where there are none."""
    with tempfile.TemporaryDirectory() as top:
        folder = Path(top)
        if pages:
            repeat(pages, folder, size)
        else:
            generate(folder, size)
        return best(folder, jobs, runs)


def exponent(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """The power of the size that the seconds grow with, fitted by least squares to their logarithms."""
    logs = [math.log(max(each, 1e-9)) for each in seconds]
    return statistics.linear_regression([math.log(size) for size in sizes], logs).slope


def main() -> None:
    """Prints a line for each size, then the exponents."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("source", nargs="?", type=Path, help="a folder or a .zip of pages")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--jobs", type=int, default=1, help="0: the program chooses")
    parser.add_argument("--runs", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as unpacked:
        pages = collect(given.source, Path(unpacked)) if given.source else []
        one = timed(pages, 1, given.jobs, max(2, given.runs)).seconds
        print(f"{1:>8} page  {one:8.2f} s")
        seconds = []
        for size in given.sizes:
            found = timed(pages, size, given.jobs, given.runs)
            seconds.append(found.seconds)
            rate = size / found.seconds
            print(
                f"{size:>8} pages {found.seconds:8.2f} s {rate:8.0f} pages/s {found.megabytes:6.0f} MB",
                flush=True,
            )
    if len(set(given.sizes)) > 1:
        beyond = [each - one for each in seconds]
        print(f"time grows with pages to the power of {exponent(given.sizes, seconds):.2f}")
        print(f"beyond the time for one page: {exponent(given.sizes, beyond):.2f}")


if __name__ == "__main__":
    main()
