from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from factlint.cli import main


def run(*arguments: str, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "factlint", *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=cwd, env={**os.environ, **environment}
    )


def status(*arguments: str) -> int:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert isinstance(caught.value.code, int)
    return caught.value.code


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys\n"
        "from factlint.cli import main\n"
        "try: main(['check', '--help'])\n"
        "except SystemExit: pass\n"
        "print(sorted({'pandas', 'pandera', 'pydantic', 'rich', 'yaml', 're2', 'sqlite3'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("\n[]\n")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("chek",),
        ("check", "--jobs", "many"),
        ("check", "--as-of", "tomorrow"),
        ("check", "nowhere-at-all"),
        ("check", "-o", "jsn"),
        ("check", "--config", "nowhere.toml"),
        ("check", "--select", "Q999"),
        ("check", "--staged", "--changed", "a.md"),
        ("check", "--update-baseline"),
        ("explain", "Q999"),
    ],
)
def test_the_mistakes_of_users_end_with_2_and_a_message(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert status(*arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err
    assert "Traceback" not in err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
@pytest.mark.parametrize(
    "arguments", [("rules",), ("explain", "C101"), ("--version",), ("check", "--help")], ids=" ".join
)
@pytest.mark.parametrize("target", ["/dev/full", "&-"])
def test_standard_output_that_cannot_be_written_ends_with_2_and_a_message(
    arguments: tuple[str, ...], target: str
) -> None:
    done = subprocess.run(
        ["sh", "-c", f'exec "$@" >{target}', "sh", sys.executable, "-m", "factlint", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    if target == "&-" and arguments[-1] == "--help":
        return  # whoever closes standard output reads no help
    assert done.returncode == 2, done.stderr
    assert done.stderr.startswith("factlint: ")
    assert done.stderr.count("\n") == 1


def test_version_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert status("--version") == 0
    assert capsys.readouterr().out.startswith("factlint ")
