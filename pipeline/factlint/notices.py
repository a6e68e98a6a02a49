"""What the program does differently without any difference in what it says, for people who ask for everything."""

from __future__ import annotations

import logging

import click


class _ToPeople(logging.Handler):
    """Writes each notice to standard error, once."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self._told: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        """Writes one notice."""
        from factlint.render.cells import one_line

        text = one_line(record.getMessage())
        if text not in self._told:
            self._told.add(text)
            click.echo(f"factlint: {text}", err=True)


def tell_of(name: str) -> None:
    """Shows what is logged under ``name`` from now on."""
    log = logging.getLogger(name)
    log.handlers = [_ToPeople()]
    log.propagate = False
    log.setLevel(logging.INFO)
