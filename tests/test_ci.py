"""What .ci/run promises that can be told without running all of it."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]


def one_liners(text: str) -> list[str]:
    """The fenced blocks of a page that hold one line."""
    blocks = re.findall(r"^```[^\n]*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [block.strip().removeprefix("$ ") for block in blocks if block.count("\n") == 1]


def test_the_tests_are_run_by_the_command_that_the_readme_gives() -> None:
    told = one_liners((ROOT / "README.md").read_text("utf-8"))[1]
    ran = subprocess.run([ROOT / ".ci" / "run", "--test-command"], capture_output=True, text=True, check=True)
    assert ran.stdout == f"{told}\n"
    assert any(Path(part).name == "pytest" for part in shlex.split(told))


def test_the_run_stops_at_errors_and_names_no_host() -> None:
    text = (ROOT / ".ci" / "run").read_text("utf-8")
    assert "set -euo pipefail" in text
    assert re.findall(r"https?:|index-url|find-links", text) == []
