"""The library: ``factlint.check`` on pages of no project gives what the command gives."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import factlint
from factlint import tables
from factlint.errors import FactlintError

ROOT = Path(__file__).parents[1]
DAY = "2026-11-20"
PAGES = ("fernhill-trust", "maple-hollow-society")
GARDEN = Path(__file__).parent / "cases" / "garden.yaml"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few pages in a folder that belongs to no project."""
    made = tmp_path_factory.mktemp("pages")
    for name in PAGES:
        shutil.copytree(ROOT / "sources" / name, made / name)
    return made


@pytest.fixture(scope="module")
def result(folder: Path) -> factlint.Result:
    return factlint.check(folder, as_of=DAY)


def command(*arguments: str | Path, cwd: Path | None = None) -> dict[str, Any]:
    line = [sys.executable, "-m", "factlint", "check", *map(str, arguments), "--as-of", DAY, "-o", "json"]
    done = subprocess.run(line, capture_output=True, check=False, cwd=cwd)
    assert done.returncode in (0, 1), done.stderr
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def known(result: factlint.Result) -> list[tuple[str, str, str, int]]:
    columns = ("fingerprint", "code", "doc", "line")
    return sorted(zip(*(result.findings[name] for name in columns), strict=True))


def said(output: dict[str, Any]) -> list[tuple[str, str, str, int]]:
    return sorted((one["fingerprint"], one["code"], one["doc"], one["line"]) for one in output["findings"])


def test_a_folder_outside_of_any_project(folder: Path, result: factlint.Result) -> None:
    output = command(folder)
    assert known(result) == said(output) != []
    assert json.loads(json.dumps(result.summary)) == output["summary"]


def test_the_working_directory_is_of_no_account(
    folder: Path, result: factlint.Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert known(factlint.check(folder, as_of=DAY)) == known(result)
    assert said(command(folder, cwd=tmp_path)) == known(result)


def test_single_files_are_read_alone(folder: Path) -> None:
    files = sorted((folder / PAGES[0]).glob("*.md"))[:2]
    found = factlint.check(files, as_of=DAY)
    assert list(found.documents["doc"]) == [file.name for file in files]
    assert known(found) == said(command(*files))


def test_one_file_may_be_given_as_text(folder: Path) -> None:
    file = next((folder / PAGES[1]).glob("*.md"))
    assert known(factlint.check(str(file), as_of=DAY)) == known(factlint.check([file], as_of=DAY))


def test_a_day_may_be_a_date_or_its_text(folder: Path, result: factlint.Result) -> None:
    assert known(factlint.check(folder, as_of=dt.date(2026, 11, 20))) == known(result)
    later = factlint.check(folder, as_of="2036-11-20")
    assert (later.findings["code"] == "O103").sum() > (result.findings["code"] == "O103").sum()


def test_a_day_that_is_none_is_an_error(folder: Path) -> None:
    with pytest.raises(FactlintError, match="write it as 2026-01-31"):
        factlint.check(folder, as_of="20th of November")


def test_of_a_date_with_a_time_the_date_counts(folder: Path, result: factlint.Result) -> None:
    noon = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
    assert factlint.check(folder, as_of=noon).as_of == dt.date(2026, 11, 20)


def test_a_day_of_another_type_is_an_error(folder: Path) -> None:
    with pytest.raises(FactlintError, match="as_of 20261120 is not a date"):
        factlint.check(folder, as_of=20261120)  # type: ignore[arg-type]


def test_no_paths_at_all_are_no_pages(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert factlint.check([], as_of=DAY).documents.empty
    assert len(factlint.check(as_of=DAY).documents) > 0


def test_a_result_is_shown_in_one_line(result: factlint.Result) -> None:
    counts = (len(result.documents), len(result.facts), len(result.findings))
    assert repr(result) == "Result(pages={}, facts={}, findings={})".format(*counts)


def test_a_schema_by_its_name_is_the_one_that_is_there_already(folder: Path, result: factlint.Result) -> None:
    assert known(factlint.check(folder, schemas="factlint:paediatric-oncology", as_of=DAY)) == known(result)


@pytest.mark.parametrize("given", [GARDEN, str(GARDEN), [GARDEN]], ids=["path", "text", "list"])
def test_a_schema_by_its_path(tmp_path: Path, given: Any) -> None:
    (tmp_path / "a.md").write_text("Roses bloom for six weeks.\n", "utf-8")
    (tmp_path / "b.md").write_text("Roses bloom for ten weeks.\n", "utf-8")
    found = factlint.check(tmp_path, schemas=given, as_of=DAY)
    assert list(found.facts["schema"].unique()) == ["garden"]
    assert "C101" in set(found.findings["code"])
    assert known(found) == said(command(tmp_path, "--schemas", GARDEN))


def test_two_schemas_read_the_same_pages(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Roses bloom for six weeks. Isotretinoin is taken for 6 months.\n", "utf-8")
    found = factlint.check(tmp_path, schemas=[GARDEN, "factlint:paediatric-oncology"], as_of=DAY)
    assert set(found.facts["schema"]) == {"garden", "paediatric-oncology"}
    tables.facts_contract(
        dict.fromkeys(name for domain in found.domains.values() for name in domain.dimensions)
    ).validate(found.facts)


def test_result_tables_keep_their_contracts(result: factlint.Result) -> None:
    assert min(len(result.facts), len(result.findings), len(result.signals), len(result.unread)) > 0
    contracts = {
        "documents": tables.DOCUMENTS,
        "facts": tables.facts_contract(result.domains["paediatric-oncology"].dimensions),
        "signals": tables.SIGNALS,
        "citations": tables.CITATIONS,
        "findings": tables.FINDINGS,
        "evidence": tables.EVIDENCE,
        "unread": tables.UNREAD,
    }
    for name, contract in contracts.items():
        table = getattr(result, name)
        contract.validate(table, lazy=True)
        assert list(table.columns) == list(contract.columns)


def test_evidence_of_findings_about_facts_leads_to_the_facts(result: factlint.Result) -> None:
    named = result.evidence["fact_id"].dropna()
    assert set(named) <= set(result.facts["fact_id"])
    assert set(result.evidence["fingerprint"]) == set(result.findings["fingerprint"])


def test_an_empty_folder_gives_empty_tables(tmp_path: Path) -> None:
    found = factlint.check(tmp_path, as_of=DAY)
    tables.DOCUMENTS.validate(found.documents)
    tables.FINDINGS.validate(found.findings)
    assert found.summary["pages"] == len(found.facts) == len(found.findings) == 0
