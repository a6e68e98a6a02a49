"""What is told of a terminal by the variables around it."""

from __future__ import annotations

import pytest

from factlint.terminal import colored, linked


@pytest.mark.parametrize(
    ("choice", "terminal", "environment", "wanted"),
    [
        ("auto", True, {}, True),
        ("auto", False, {}, False),
        ("auto", True, {"NO_COLOR": ""}, True),
        ("auto", True, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ("always", False, {"NO_COLOR": "1"}, True),
        ("never", True, {"FORCE_COLOR": "1"}, False),
        ("auto", False, {"FORCE_COLOR": "1"}, True),
        ("auto", True, {"FORCE_COLOR": "0"}, False),
        ("auto", True, {"FORCE_COLOR": ""}, True),
        ("auto", False, {"FORCE_COLOR": ""}, False),
        ("auto", False, {"CLICOLOR_FORCE": "1"}, True),
        ("auto", False, {"CLICOLOR_FORCE": "0"}, False),
        ("auto", True, {"CLICOLOR": "0"}, False),
        ("auto", True, {"CLICOLOR": "1"}, True),
        ("auto", True, {"TERM": "dumb"}, False),
        ("auto", True, {"TERM": "dumb", "FORCE_COLOR": "1"}, True),
    ],
)
def test_colour_follows_the_conventions(choice: str, terminal: bool, environment: dict[str, str], wanted: bool) -> None:
    assert colored(choice, terminal, environment) is wanted


@pytest.mark.parametrize(
    ("terminal", "environment", "wanted"),
    [
        (True, {"TERM": "xterm-256color"}, False),
        (True, {"TERM": "xterm-kitty"}, True),
        (True, {"TERM_PROGRAM": "vscode"}, True),
        (True, {"TERM_PROGRAM": "Apple_Terminal"}, False),
        (True, {"VTE_VERSION": "6003"}, True),
        (True, {"VTE_VERSION": "5000"}, False),
        (True, {"VTE_VERSION": "4205"}, False),
        (True, {"VTE_VERSION": "new"}, False),
        (True, {"WT_SESSION": "x", "TERM": "tmux-256color"}, False),
        (True, {"WT_SESSION": "x", "CI": "true"}, False),
        (True, {"TERM": "xterm", "FORCE_HYPERLINK": "1"}, True),
        (True, {"TERM": "xterm-kitty", "FORCE_HYPERLINK": "0"}, False),
        (True, {"TERM": "dumb", "FORCE_HYPERLINK": "1"}, False),
        (False, {"TERM": "xterm-kitty", "FORCE_HYPERLINK": "1"}, False),
    ],
)
def test_links_are_written_where_they_are_sure_to_be_followed(
    terminal: bool, environment: dict[str, str], wanted: bool
) -> None:
    assert linked(terminal, environment) is wanted
