"""What the terminal can show, by the variables that terminals and people set; careful where nobody says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_NO: Final = ("", "0", "false", "no")
_LINKING: Final = ("WT_SESSION", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "DOMTERM")
_PROGRAMS: Final = ("ghostty", "iTerm.app", "rio", "vscode", "WezTerm")
_TERMS: Final = ("alacritty", "foot", "xterm-ghostty", "xterm-kitty")
_VTE: Final = 5000
"""VTE before 0.50 did not know links, and 0.50.0 itself fell over them."""


def colored(choice: str, terminal: bool, environment: Mapping[str, str]) -> bool:
    """Whether to write colour codes: an option counts first, then NO_COLOR, FORCE_COLOR and CLICOLOR in that order.

    Args:
        choice: auto, always or never.
        terminal: whether output goes to a terminal.
        environment: the variables of the process.
    """
    if choice != "auto":
        return choice == "always"
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return environment["FORCE_COLOR"].lower() not in _NO
    if environment.get("CLICOLOR_FORCE", "").lower() not in _NO:
        return True
    return terminal and environment.get("CLICOLOR") != "0" and environment.get("TERM") != "dumb"


def linked(terminal: bool, environment: Mapping[str, str]) -> bool:
    """Whether places may be links (OSC 8): FORCE_HYPERLINK says so, else the terminal must be known to follow them.

    Args:
        terminal: whether output goes to a terminal; a pipe or a file never gets a link.
        environment: the variables of the process.
    """
    term = environment.get("TERM", "")
    if not terminal or term == "dumb":
        return False
    if "FORCE_HYPERLINK" in environment:
        return environment["FORCE_HYPERLINK"].lower() not in _NO
    if term.startswith(("screen", "tmux")) or environment.get("CI"):
        return False  # what stands between may pass links on or print them
    version = environment.get("VTE_VERSION", "")
    return (
        any(environment.get(name) for name in _LINKING)
        or environment.get("TERM_PROGRAM", "") in _PROGRAMS
        or term.startswith(_TERMS)
        or (version.isascii() and version.isdecimal() and int(version[:9]) > _VTE)
    )
