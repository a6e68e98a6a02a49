"""What has to work where only the wheel is: run by .ci/run in an environment without the sources."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib import metadata, resources
from pathlib import Path

import pytest

import factlint

AS_OF = "2026-03-01"
TABLES = ("documents", "facts", "signals", "findings", "evidence")


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, months in (("six", 6), ("twelve", 12)):
        text = f"---\nreviewed: 2026-01-10\n---\nIsotretinoin is taken for {months} months.\n"
        (folder / f"{name}.md").write_text(text, "utf-8")
    return folder


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = Path(sys.executable).with_name("factlint")
    return subprocess.run(
        [command, *arguments],
        cwd=folder,
        env={key: value for key, value in os.environ.items() if key != "PYTHONPATH"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_command_is_that_of_the_package(tmp_path: Path) -> None:
    assert run(tmp_path, "--version").stdout == f"factlint {metadata.version('factlint')}\n"


def test_schemas_and_the_marker_of_types_are_packed() -> None:
    packed = {item.name for item in resources.files("factlint.schemas").iterdir()}
    assert {"english.yaml", "paediatric-oncology.yaml", "clinic-services.yaml"} <= packed
    assert resources.files("factlint").joinpath("py.typed").is_file()


@pytest.mark.parametrize("name", ["paediatric-oncology", "clinic-services"])
def test_the_packaged_schemas_are_found_by_name_and_their_examples_hold(tmp_path: Path, name: str) -> None:
    for command in ("check", "test"):
        ran = run(tmp_path, "schema", command, "--schemas", f"factlint:{name}")
        assert ran.returncode == 0, ran.stdout + ran.stderr


def test_the_workbook_and_the_sheet_of_a_reviewer_need_nothing_else(pages: Path) -> None:
    assert run(pages, "check", ".", "-q", "-o", "xlsx:review.xlsx", "--as-of", AS_OF).returncode == 1
    ran = run(pages, "sheet", "six.md", "-o", "html:six.html", "-o", "docx:six.docx", "--as-of", AS_OF)
    assert ran.returncode == 0, ran.stderr
    assert {path.suffix for path in pages.iterdir()} == {".md", ".xlsx", ".html", ".docx"}


def test_two_pages_that_disagree_are_one_error_and_exit_1(pages: Path) -> None:
    ran = run(pages, "check", ".", "--as-of", AS_OF, "--output", "json")
    assert ran.returncode == 1, ran.stderr
    (found,) = json.loads(ran.stdout)["findings"]
    assert (found["code"], found["severity"]) == ("C101", "error")
    assert sorted((each["doc"], each["value"]) for each in found["evidence"]) == [
        ("six.md", "P6M"),
        ("twelve.md", "P12M"),
    ]


def test_the_library_gives_tables(pages: Path) -> None:
    import pandas as pd

    found = factlint.check(pages, as_of=AS_OF)
    tables = {name: getattr(found, name) for name in TABLES}
    assert all(isinstance(table, pd.DataFrame) for table in tables.values())
    assert sorted(tables["facts"]["value"]) == ["P12M", "P6M"]
    assert list(tables["findings"]["code"]) == ["C101"]
    assert len(tables["documents"]) == len(tables["evidence"]) == 2


def test_a_project_begun_from_the_package_works_at_once(tmp_path: Path) -> None:
    assert run(tmp_path, "init").returncode == 0
    assert run(tmp_path, "schema", "test").stdout == "7 of 7 examples hold\n"
    ran = run(tmp_path, "check", "-o", "concise")
    assert (ran.returncode, ran.stdout.count(" C101[")) == (1, 1), ran.stdout + ran.stderr


def test_a_letter_about_a_finding_is_made_of_what_is_packed(pages: Path) -> None:
    found = json.loads(run(pages, "check", ".", "--as-of", AS_OF, "--output", "json").stdout)["findings"]
    ran = run(pages, "explain", found[0]["fingerprint"], ".", "--as-of", AS_OF, "--output", "html")
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith("<!doctype html>")
