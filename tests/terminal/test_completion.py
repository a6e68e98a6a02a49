"""What the TAB key gives in a real shell."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal.pseudo import FACTLINT, surroundings

FINGERPRINT = "0123456789abcdef"
# What bash does for TAB: it calls the function that the script has named, with the words of the line.
LINE = """
eval "$(factlint completion bash)"
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
compopt() { :; }
_factlint_completion factlint
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("site")
    (made / "factlint.toml").write_text('baseline = "known.json"\nschemas = ["factlint:clinic-services"]\n')
    (made / "known.json").write_text(f'{{"findings": ["{FINGERPRINT}"]}}')
    (made / "bin").mkdir()
    program = made / "bin" / "factlint"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m factlint "$@"\n')
    program.chmod(0o755)
    return made


def completed(folder: Path, *words: str) -> list[str]:
    own = surroundings()
    own["PATH"] = f"{folder / 'bin'}:{own['PATH']}"
    command = ["bash", "--norc", "-c", LINE, "bash", "factlint", *words]
    done = subprocess.run(command, cwd=folder, env=own, capture_output=True, encoding="utf-8", check=False)
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")
@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (("comp",), ["compare", "completion"]),
        (("check", "--stag"), ["--staged"]),
        (("check", "-o", "con"), ["concise"]),
        (("check", "--select", "C101,I10"), ["C101,I101", "C101,I102", "C101,I103"]),
        (("explain", "W1"), ["W101"]),
        (("explain", "01"), [FINGERPRINT]),
        (("waive", "01"), [FINGERPRINT]),
        (("where", "flu-"), ["flu-vaccination"]),
        (("history", "flu-"), ["flu-vaccination"]),
        (("completion", "z"), ["zsh"]),
    ],
    ids=" ".join,
)
def test_bash_completes(folder: Path, words: tuple[str, ...], wanted: list[str]) -> None:
    assert completed(folder, *words) == wanted


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")
def test_a_version_that_stands_in_the_line_is_not_told(folder: Path) -> None:
    assert completed(folder, "--version", "comp") == ["compare", "completion"]


def test_nothing_of_a_schema_steers_the_terminal(tmp_path: Path) -> None:
    schema = 'concepts:\n  "drug\\e]0;pwn\\a\\e[31m\\u202e":\n    aspirin: {}\n'
    (tmp_path / "own.yaml").write_text(schema)
    (tmp_path / "factlint.toml").write_text('schemas = ["own.yaml"]\n')
    own = surroundings(_FACTLINT_COMPLETE="zsh_complete", COMP_WORDS="factlint where asp", COMP_CWORD="2")
    done = subprocess.run(FACTLINT, cwd=tmp_path, env=own, capture_output=True, encoding="utf-8", check=False)
    assert "aspirin" in done.stdout
    assert not {"\x1b", "\a", "\u202e"} & set(done.stdout)


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")
def test_a_broken_project_completes_nothing_and_says_nothing(tmp_path: Path, folder: Path) -> None:
    shutil.copytree(folder, tmp_path / "broken")
    (tmp_path / "broken" / "factlint.toml").write_text("schemas = [\n")
    assert completed(tmp_path / "broken", "where", "flu-") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_a_script_that_it_can_read(shell: str, tmp_path: Path) -> None:
    script = subprocess.run([*FACTLINT, "completion", shell], capture_output=True, encoding="utf-8", check=True).stdout
    assert "_FACTLINT_COMPLETE" in script
    if found := shutil.which(shell):
        (tmp_path / "script").write_text(script)
        subprocess.run([found, "-n", "script"], cwd=tmp_path, check=True)
