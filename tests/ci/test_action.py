"""What the action and the job for GitLab promise that can be told by reading them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
SCRIPTS = sorted([*(ROOT / "ci").rglob("*.sh"), ROOT / ".ci" / "run"])
GUIDE = (ROOT / "docs" / "ci.md").read_text("utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)


def action() -> dict[str, Any]:
    return dict(yaml.safe_load((ROOT / "action.yml").read_text("utf-8")))


def steps() -> list[dict[str, Any]]:
    return list(action()["runs"]["steps"])


def valid(schema: str, path: Path) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(path)]
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_the_action_is_one() -> None:
    valid("github-actions", ROOT / "action.yml")


def test_the_job_for_gitlab_is_one() -> None:
    valid("gitlab-ci", ROOT / "ci" / "gitlab" / "factlint.yml")


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_every_block_of_the_guide_is_a_workflow_or_a_pipeline(block: str, tmp_path: Path) -> None:
    file = tmp_path / "block.yml"
    file.write_text(block, "utf-8")
    valid("github-workflows" if "\njobs:" in block else "gitlab-ci", file)


def test_no_input_stands_in_a_command() -> None:
    assert [step["run"] for step in steps() if "${{" in step["run"]] == []
    assert [block for block in BLOCKS for line in block.splitlines() if "run:" in line and "${{" in line] == []


def test_every_step_runs_a_script_that_is_there() -> None:
    named = [re.fullmatch(r'bash "\$GITHUB_ACTION_PATH/(ci/github/\w+\.sh)"', step["run"]) for step in steps()]
    assert all(found and (ROOT / found[1]).is_file() for found in named)
    assert len(named) == len(list((ROOT / "ci" / "github").glob("*.sh")))


def test_every_input_is_used_and_every_output_is_written() -> None:
    text = (ROOT / "action.yml").read_text("utf-8")
    assert {name for name in action()["inputs"] if f"inputs.{name}" not in text} == set()
    written = (ROOT / "ci" / "github" / "check.sh").read_text("utf-8") + (ROOT / "ci" / "counts.py").read_text("utf-8")
    assert {name for name in action()["outputs"] if f"{name}=" not in written and f'"{name}"' not in written} == set()


def test_every_input_and_output_is_in_the_guide() -> None:
    names = [*action()["inputs"], *action()["outputs"]]
    assert [name for name in names if f"`{name}`" not in GUIDE] == []


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_script_stops_at_errors_and_passes_shellcheck(script: Path) -> None:
    assert "\nset -euo pipefail\n" in script.read_text("utf-8")
    if not shutil.which("shellcheck"):
        pytest.skip("shellcheck is not installed")
    ran = subprocess.run(["shellcheck", str(script)], capture_output=True, encoding="utf-8", check=False)
    assert ran.stdout == ""
