"""A bar on standard error for runs that take long enough for people to wonder."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE: Final = 2.0  # seconds


class Bar:
    """Called with the number of pages done and of all pages; shows a bar once two seconds have passed.

    Beside it stand the pages read in a second and the time that is left. It is gone before anything is printed.

    Args:
        wanted: whether there is somebody to show it to.
    """

    def __init__(self, wanted: bool) -> None:
        self._wanted = wanted
        self._start = time.monotonic()
        self._progress: Progress | None = None

    def __call__(self, done: int, total: int) -> None:
        """Says that ``done`` of ``total`` pages are read."""
        if not self._wanted or (self._progress is None and time.monotonic() - self._start < PATIENCE):
            return
        if self._progress is None:
            self._progress = _bar()
            self._progress.start()
            self._progress.add_task("reading pages", total=total, speed="")
        speed = done / (time.monotonic() - self._start)
        told = f"{speed:.0f} pages/s" if speed >= 1 else f"{1 / speed:.0f} s a page" if speed else ""
        self._progress.update(self._progress.task_ids[0], completed=done, total=total, speed=told)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._progress is not None:
            self._progress.stop()


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[speed]}"),
        TimeRemainingColumn(compact=True),
        TextColumn("left"),
    )
    return Progress(*columns, console=Console(file=sys.stderr), transient=True)
