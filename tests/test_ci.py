"""What .ci/run promises that can be told without running all of it."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

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


def asked(path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """What .ci/browser says where the path has nothing but the programs of a folder."""
    bash = shutil.which("bash")
    assert bash
    command = [bash, ROOT / ".ci" / "browser"]
    settings = {"PATH": str(path), **environment}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=settings)


def program(path: Path, text: str = "exit 0") -> Path:
    path.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome"])
def test_a_browser_that_is_there_is_taken(name: str, tmp_path: Path) -> None:
    found = program(tmp_path / name)
    said = asked(tmp_path)
    assert (said.returncode, said.stdout, said.stderr) == (0, f"{found}\n", "")


def test_the_browser_that_the_environment_names_comes_first(tmp_path: Path) -> None:
    program(tmp_path / "chromium")
    found = program(tmp_path / "mine")
    assert asked(tmp_path, FACTLINT_BROWSER=str(found)).stdout == f"{found}\n"
    missing = asked(tmp_path, FACTLINT_BROWSER="no-such-browser")
    assert missing.returncode == 1
    assert "FACTLINT_BROWSER names no-such-browser, which is no program" in missing.stderr


def test_without_a_browser_and_a_way_to_one_it_is_told_what_to_do(tmp_path: Path) -> None:
    said = asked(tmp_path)
    assert (said.returncode, said.stdout) == (1, "")
    assert "no apt-get to install one with: install Chromium, or set FACTLINT_BROWSER" in said.stderr


def test_the_run_installs_a_browser_as_root_and_says_why_where_that_fails(tmp_path: Path) -> None:
    for name in ("mktemp", "rm", "cat", "chmod", "cp"):
        (tmp_path / name).symlink_to(shutil.which(name) or "")
    program(tmp_path / "id", "echo 0")
    package = program(tmp_path / "a-package")
    program(tmp_path / "apt-get", f'[ "$1" = update ] || cp {package} {tmp_path}/chromium')
    assert asked(tmp_path).stdout == f"{tmp_path}/chromium\n"
    (tmp_path / "chromium").unlink()
    program(tmp_path / "apt-get", "echo no network >&2; exit 100")
    refused = asked(tmp_path)
    assert refused.returncode == 1
    assert "no network" in refused.stderr
    assert "apt-get could not install one" in refused.stderr
