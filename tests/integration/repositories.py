"""Git repositories that know nothing of the person or the machine that runs the tests."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_IDENTITY = """\
[user]
    name = Test
    email = test@example.org
[init]
    defaultBranch = main
[commit]
    gpgsign = false
[protocol "file"]
    allow = always
"""


@dataclass(frozen=True)
class Repository:
    """A git repository and the environment its commands run in."""

    top: Path
    environment: dict[str, str]

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Runs a command at the top, whatever its exit status."""
        return subprocess.run(
            command,
            cwd=self.top,
            env=self.environment,
            capture_output=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
            check=False,
        )

    def done(self, *command: str) -> str:
        """Runs a command that has to succeed; what it says."""
        ran = self.run(*command)
        assert ran.returncode == 0, f"{command}\n{ran.stdout}\n{ran.stderr}"
        return ran.stdout

    def factlint(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Runs factlint at the top, in this process, which spares starting it; whatever its exit status."""
        from factlint.cli import main

        out, err, status = io.StringIO(), io.StringIO(), 0
        with contextlib.ExitStack() as stack:
            stack.enter_context(_surroundings(self.environment))
            stack.enter_context(contextlib.chdir(self.top))
            stack.enter_context(contextlib.redirect_stdout(out))
            stack.enter_context(contextlib.redirect_stderr(err))
            try:
                main(arguments)
            except SystemExit as ended:
                status = int(ended.code or 0)
        return subprocess.CompletedProcess(arguments, status, out.getvalue(), err.getvalue())

    def write(self, name: str, text: str) -> None:
        """Writes a file below the top."""
        path = self.top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def commit(self, *options: str) -> subprocess.CompletedProcess[str]:
        """Stages everything and commits, with the hooks unless options say otherwise."""
        self.done("git", "add", "--all")
        return self.run("git", "commit", "--quiet", "--message", "x", *options)


@contextlib.contextmanager
def _surroundings(environment: dict[str, str]) -> Iterator[None]:
    kept = dict(os.environ)
    os.environ.clear()
    os.environ.update(environment)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(kept)


def new_repository(top: Path, home: Path) -> Repository:
    """An empty repository in ``top``; what git and pre-commit keep for a person goes to ``home``."""
    home.mkdir(exist_ok=True)
    top.mkdir(parents=True, exist_ok=True)
    (home / "gitconfig").write_text(_IDENTITY, "utf-8")
    repository = Repository(top, _environment(home))
    repository.done("git", "init", "--quiet")
    return repository


def _environment(home: Path) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "PRE_COMMIT", "SKIP"))}
    kept.pop("PYTHONPATH", None)
    own = Path(sys.executable).parent
    return {
        **kept,
        "GIT_CONFIG_GLOBAL": str(home / "gitconfig"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "HOME": str(home),
        "PRE_COMMIT_HOME": str(home / "pre-commit"),
        # Where pip is told which index to use; git is told above, so that its settings there do not count.
        "XDG_CONFIG_HOME": os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config"),
        # The commands of the environment that runs the tests, whether or not it is activated.
        "PATH": f"{own}{os.pathsep}{kept.get('PATH', '')}",
    }
