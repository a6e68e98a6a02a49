"""The version of the program."""

from __future__ import annotations

from importlib import metadata


def version() -> str:
    """The installed version; ``unknown`` where the program runs uninstalled."""
    try:
        return metadata.version("factlint")
    except metadata.PackageNotFoundError:
        return "unknown"
