"""What README.md shows is what the program does."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, re.DOTALL)


def block(language: str) -> str:
    return next(text for name, text in BLOCKS if name == language)


@pytest.fixture(scope="module")
def output() -> str:
    command = [sys.executable, "-m", "factlint", "check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 1, done.stderr
    return done.stdout


@pytest.mark.parametrize("part", [part.strip("\n") for part in block("text").split("\n\n…\n\n")])
def test_every_part_of_the_output_that_is_shown_is_printed(part: str, output: str) -> None:
    assert part in output


def test_the_example_of_the_library_runs() -> None:
    command = [sys.executable, "-c", block("python")]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


def test_the_example_of_a_configuration_is_one(tmp_path: Path) -> None:
    from factlint.config import load_settings

    (tmp_path / "content").mkdir()
    (tmp_path / "factlint.toml").write_text(block("toml"), encoding="utf-8")
    settings = load_settings([tmp_path])
    assert len(settings.collections) == 2


def test_every_command_that_is_named_exists() -> None:
    from factlint.cli import group

    named = set(re.findall(r"`factlint (\w+)", README))
    assert named <= set(group.commands)


def test_every_file_that_is_linked_exists() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
