"""Writing a file whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from factlint.errors import ConfigError


def write_text(path: Path, text: str) -> None:
    """Writes ``text`` as UTF-8, beside the file first and then in its place; makes its folder if need be.

    What is not a regular file (a pipe, a device) is written straight to.

    Raises:
        ConfigError: it cannot be written.
    """
    write_bytes(path, text.encode("utf-8", "backslashreplace"))


def write_bytes(path: Path, data: bytes) -> None:
    """Writes ``data`` as `write_text` writes text.

    Raises:
        ConfigError: it cannot be written.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
        else:
            _replace(path.resolve(), data)
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise ConfigError(f"cannot be written: {reason}", remedy="write elsewhere", path=str(path)) from None


def check_writable(path: Path) -> None:
    """Checks, without writing anything, that ``path`` can probably be written.

    Raises:
        ConfigError: it is a folder, or cannot be made or written.
    """
    path = path.resolve()
    if path.is_dir():
        raise ConfigError("cannot be written: it is a folder", remedy="name a file in it", path=str(path))
    there = next(each for each in (path, *path.parents) if each.exists())
    regular = there == path and not path.is_file()  # what is no regular file is not replaced but written to
    folder = there if regular else path.parent if there == path else there
    if not (regular or folder.is_dir()) or not os.access(folder, os.W_OK):
        raise ConfigError(f"cannot be written: {folder} does not allow it", remedy="write elsewhere", path=str(path))


def _replace(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:50]}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
