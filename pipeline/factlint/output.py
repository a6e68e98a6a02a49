"""Where output goes: ``-o FORMAT[:FILE]``, several in one run."""

from __future__ import annotations

import codecs
import json
import os
import shutil
import sys
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from factlint.errors import FactlintError
from factlint.terminal import colored, linked

if TYPE_CHECKING:
    from factlint.render import Options

WIDTH = 100
_ESCAPE = "factlint.escape"
_ELSEWHERE = "write to a file with -o FORMAT:FILE"


class Destination(NamedTuple):
    """One output: a format, and a file or None for standard output."""

    format: str
    file: Path | None


class Style(NamedTuple):
    """What people choose about output for themselves; ``brief`` as in the options of a format."""

    color: str = "auto"
    verbose: bool = False
    quiet: bool = False
    brief: frozenset[str] | None = None


def destinations(wanted: Sequence[str], formats: Collection[str], binary: Collection[str] = ()) -> list[Destination]:
    """What ``-o`` asks for; nothing asks for ``full`` on standard output.

    Args:
        wanted: as given.
        formats: the names that there are.
        binary: those of them that are no text.

    Raises:
        FactlintError: a format is unknown or needs a file, or two go to one file.
    """
    found = [_destination(each, formats) for each in wanted] or [Destination("full", None)]
    for each in found:
        if each.format in binary and not each.file:
            raise FactlintError(f"{each.format} goes to a file", remedy=f"name one: -o {each.format}:FILE")
    files = [each.file.resolve() for each in found if each.file]
    if len(set(files)) < len(files):
        raise FactlintError("two outputs go to the same file", remedy="give each a file of its own")
    return found


def deliver(
    outputs: Sequence[Destination],
    render: Callable[[str, Options], str | bytes],
    style: Style,
    root: Path | None,
    source_url: str = "",
) -> None:
    """Renders all outputs, then writes them: files first, each whole or not at all.

    Args:
        outputs: where to.
        render: from the name of a format and options to text, or to the bytes of a file.
        style: what people chose.
        root: the project's folder, from which documents are named.
        source_url: where a code host shows pages.

    Raises:
        FactlintError: an output cannot be written; where that can be told beforehand, nothing is.
    """
    from factlint.files import check_writable, write_bytes, write_text

    for each in outputs:
        if each.file:
            check_writable(each.file)
        else:
            _check_open()
    made = [render(each.format, _options(each, style, root, source_url)) for each in outputs]
    for each, content in zip(outputs, made, strict=True):
        if each.file:
            write_bytes(each.file, content) if isinstance(content, bytes) else write_text(each.file, content)
    for each, content in zip(outputs, made, strict=True):
        if not each.file:
            show(content if isinstance(content, str) else content.decode())


def _escaped(error: UnicodeError) -> tuple[str, int]:
    """What an encoding lacks, written as JSON escapes it, so that JSON stays JSON."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end


codecs.register_error(_ESCAPE, _escaped)


def show(text: str) -> None:
    """Writes to standard output; a reader that has gone, as ``head`` does, is no fault.

    Raises:
        FactlintError: it cannot be written.
    """
    _check_open()
    encoding = sys.stdout.encoding or "utf-8"
    try:
        # Colour was decided on before; click would strip it where the reader is not a terminal.
        click.echo(text.encode(encoding, _ESCAPE).decode(encoding), nl=False, color=True)
    except OSError as error:
        _refused(error)
    finish()


def say(error: FactlintError) -> None:
    """Tells people of a mistake: the file named from the working directory, and nothing a terminal would obey."""
    from factlint.config import shown
    from factlint.render.cells import one_line

    error.path = shown(Path(error.path)) if error.path else None
    click.echo(f"factlint: {one_line(error)}", err=True)


def finish() -> None:
    """Writes what is still buffered for standard output.

    Raises:
        FactlintError: it cannot be written.
    """
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        _refused(error)


def mute() -> None:
    """Sends standard output nowhere, so that what is still buffered does not fail at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _check_open() -> None:
    # Python has no standard output where it was closed before the program began, whatever its types say.
    if sys.stdout is None:
        raise FactlintError("standard output is closed", remedy=_ELSEWHERE)


def _refused(error: OSError) -> None:
    mute()
    if not isinstance(error, BrokenPipeError):
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise FactlintError(f"standard output cannot be written: {reason}", remedy=_ELSEWHERE) from None


def _destination(wanted: str, formats: Collection[str]) -> Destination:
    name, _, file = wanted.partition(":")
    if name not in formats:
        from factlint.config import suggestion

        raise FactlintError(f"unknown output format {name!r}", remedy=suggestion(name, formats))
    return Destination(name, Path(file) if file not in ("", "-") else None)


def _options(output: Destination, style: Style, root: Path | None, source_url: str) -> Options:
    from factlint.render import Options

    terminal = output.file is None and sys.stdout.isatty()
    return Options(
        width=shutil.get_terminal_size((WIDTH, 24)).columns if terminal else WIDTH,
        color=output.file is None and colored(style.color, terminal, os.environ),
        verbose=style.verbose,
        quiet=style.quiet,
        base=_base(root) if root else "",
        home=_base(root, output.file.resolve().parent if output.file else None) if root else "",
        source_url=source_url,
        existing=_held(output),
        files=root.absolute().as_uri() if root and linked(terminal, os.environ) else "",
        brief=style.brief if output.file is None else None,
    )


def _held(output: Destination) -> bytes | None:
    """What the file holds that is written over, where its format keeps any of it; a byte more than it may hold."""
    from factlint.decisions.grids import MAX_BYTES
    from factlint.render import FORMATS

    format_ = FORMATS.get(output.format)
    if output.file is None or format_ is None or not format_.keeps or not output.file.is_file():
        return None
    try:
        with output.file.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        remedy = "allow reading it, or write to another file"
        raise FactlintError(f"cannot be read: {error.strerror}", remedy=remedy, path=str(output.file)) from None


def _base(root: Path, start: Path | None = None) -> str:
    try:
        return Path(os.path.relpath(root, start)).as_posix()
    except ValueError:  # another drive
        return root.as_posix()
