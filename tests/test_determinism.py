"""The same input gives the same bytes; findings depend neither on the names of pages nor on their order."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import factlint

ROOT = Path(__file__).parents[1]
DAY = "2026-11-20"
COMMANDS = {"findings.json": ("check", "-o", "json"), "facts.csv": ("facts", "-o", "csv")}
RUNS: dict[str, tuple[dict[str, str], tuple[str, ...], bool]] = {
    "hash seed 1, bare locale, east": (
        {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "Pacific/Kiritimati"},
        (),
        False,
    ),
    "random hash seed, two processes, west": (
        {"PYTHONHASHSEED": "random", "LC_ALL": "C.UTF-8", "TZ": "America/Los_Angeles"},
        ("--jobs", "2"),
        False,
    ),
    "another locale, files made in another order": (
        {"PYTHONHASHSEED": "random", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "UTC"},
        ("--jobs", "1"),
        True,
    ),
}
"""Environment, arguments, and whether the files are made in reverse order."""


def copied(to: Path, backwards: bool) -> Path:
    """The project's own pages and configuration, its files made one by one."""
    files = sorted(path for path in (ROOT / "sources").rglob("*") if path.is_file())
    for path in reversed(files) if backwards else files:
        target = to / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    shutil.copy(ROOT / "pyproject.toml", to)
    return to


def output(project: Path, environment: dict[str, str], arguments: tuple[str, ...]) -> dict[str, bytes]:
    made = {}
    for name, command in COMMANDS.items():
        line = [sys.executable, "-m", "factlint", *command, *arguments]
        done = subprocess.run(line, capture_output=True, check=False, cwd=project, env={**os.environ, **environment})
        assert done.returncode in (0, 1), done.stderr
        made[name] = done.stdout
    return made


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    project = copied(tmp_path_factory.mktemp("usual"), backwards=False)
    return output(project, {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC"}, ())


@pytest.mark.parametrize("run", RUNS.values(), ids=list(RUNS))
def test_the_same_pages_give_the_same_bytes(
    run: tuple[dict[str, str], tuple[str, ...], bool], usual: dict[str, bytes], tmp_path: Path
) -> None:
    environment, arguments, backwards = run
    found = output(copied(tmp_path, backwards), environment, arguments)
    assert all(len(text) > 10_000 for text in found.values())
    assert found == usual


PAGES = [
    ROOT / "sources" / name
    for name in (
        "ballyquill-network/leukaemia-chemotherapy.txt",
        "ballyquill-network/neuroblastoma-maintenance.html",
        "ballyquill-network/relapsed-leukaemia.md",
        "fernhill-trust/immunotherapy-neuroblastoma.md",
        "fernhill-trust/leukaemia-maintenance.md",
        "quillfeather-center/neuroblastoma-treatment.txt",
    )
]
OF_A_PAGE = ("S", "O103", "O104", "O105", "O107", "T")
"""Findings about words on one page, whose fingerprints hold its name."""


def read_as(folder: Path, names: list[str]) -> factlint.Result:
    for name, page in zip(names, PAGES, strict=True):
        target = folder / f"{name}{page.suffix}"
        target.parent.mkdir(exist_ok=True)
        shutil.copy(page, target)
    return factlint.check(folder, as_of=DAY)


def nameless(result: factlint.Result) -> tuple[Counter[Any], set[str]]:
    """Findings with their evidence, pages told apart by what they say; and fingerprints of those about facts."""
    pages = dict(zip(result.documents["doc"], result.documents["sha256"], strict=True))
    shown: dict[str, list[Any]] = {}
    evidence: list[Any] = list(result.evidence.itertuples())
    for row in evidence:
        shown.setdefault(row.fingerprint, []).append((pages[row.doc], row.line, row.column, row.quote, row.value))
    found: Counter[Any] = Counter()
    findings: list[Any] = list(result.findings.itertuples())
    for row in findings:
        said = (row.code, row.severity, row.subject, row.attribute, row.scope, row.message, row.confidence)
        blamed = (row.direction, pages[row.doc] if row.direction == "review this page" else "")
        found[*said, *blamed, tuple(sorted(shown[row.fingerprint], key=str))] += 1
    about_facts = result.findings[~result.findings["code"].str.startswith(OF_A_PAGE)]
    return found, set(about_facts["fingerprint"])


@pytest.fixture(scope="module")
def as_named(tmp_path_factory: pytest.TempPathFactory) -> tuple[Counter[Any], set[str]]:
    return nameless(read_as(tmp_path_factory.mktemp("named"), [f"{number}" for number in range(len(PAGES))]))


name = st.from_regex(r"(?:[a-z]{1,3}/)?[A-Za-z0-9é]{1,6}", fullmatch=True)


# A failing case is small enough as it is: shrinking it would run for minutes.
@settings(max_examples=8, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(names=st.lists(name, min_size=len(PAGES), max_size=len(PAGES), unique_by=str.casefold))
def test_pages_of_other_names_in_another_order_give_the_same_findings(
    names: list[str], as_named: tuple[Counter[Any], set[str]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found, fingerprints = nameless(read_as(Path(folder), names))
    assert len(fingerprints) > 3
    assert found == as_named[0]
    assert fingerprints == as_named[1]
