"""A real pseudo-terminal to run commands at."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import sys
import termios
from pathlib import Path

OWN = ("COLUMNS", "LINES", "NO_COLOR", "CI", "TERM_PROGRAM", "VTE_VERSION", "WT_SESSION", "KITTY_WINDOW_ID")
OTHERS = ("FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_HYPERLINK", "KONSOLE_VERSION", "DOMTERM")
SEQUENCE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b\]8;;[^\x1b]*\x1b\\")
FACTLINT = (sys.executable, "-m", "factlint")


def surroundings(**own: str) -> dict[str, str]:
    """An environment in which nothing is said of colour or links but what ``own`` says."""
    kept = {name: value for name, value in os.environ.items() if name not in (*OWN, *OTHERS)}
    return {**kept, "TERM": "xterm-256color", **own}


def at_terminal(*command: str, folder: Path, columns: int = 80, typed: bytes = b"", **own: str) -> str:
    """What a command shows at a terminal so wide, standard output and standard error together."""
    child, terminal = pty.fork()
    if child == 0:  # it shares nothing that it could spoil: the next thing it does is to become the command
        os.chdir(folder)
        os.execvpe(command[0], command, surroundings(**own))
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    os.write(terminal, typed)
    shown = b""
    while True:
        try:
            part = os.read(terminal, 65_536)
        except OSError:  # so Linux says that the other end is closed
            break
        if not part:
            break
        shown += part
    os.close(terminal)
    os.waitpid(child, 0)
    return shown.decode("utf-8").replace("\r\n", "\n")


def plain(shown: str) -> str:
    """What people read of it."""
    return SEQUENCE.sub("", shown)
