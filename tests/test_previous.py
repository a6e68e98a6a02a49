"""What an earlier run had found, and how a run differs from it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import factlint
from factlint.errors import ConfigError
from factlint.previous import Previous, read_previous
from factlint.render import FORMATS, Options
from factlint.result import Result

SIX = "# Neuroblastoma\n\nIsotretinoin is taken for 6 months.\n"


def _run(folder: Path, other: str) -> Result:
    (folder / "a.md").write_text(SIX, encoding="utf-8")
    (folder / "b.md").write_text(SIX.replace("6 months", other), encoding="utf-8")
    return factlint.check([folder], as_of="2026-11-20")


def test_what_a_run_wrote_as_json_is_read_as_what_it_had_found(tmp_path: Path) -> None:
    result = _run(tmp_path, "9 months")
    text = FORMATS["json"].render(result, Options())
    assert isinstance(text, str)
    file = tmp_path / "before.json"
    file.write_text(text, encoding="utf-8")
    assert read_previous(file) == Previous.of(result)
    assert not any(Previous.of(result).differences(result))


def test_a_finding_that_was_not_there_is_added_and_one_that_is_gone_is_resolved(tmp_path: Path) -> None:
    agreeing, differing = _run(tmp_path, "6 months"), _run(tmp_path, "9 months")
    (conflict,) = differing.findings.loc[differing.findings["code"] == "C101", "fingerprint"]
    assert Previous.of(agreeing).differences(differing).added == (conflict,)
    assert [each.fingerprint for each in Previous.of(differing).differences(agreeing).resolved] == [conflict]


def test_another_value_in_a_known_disagreement_changes_it(tmp_path: Path) -> None:
    nine, twelve = _run(tmp_path, "9 months"), _run(tmp_path, "12 months")
    found = Previous.of(nine).differences(twelve)
    ((name, before),) = found.changed.items()
    assert name in found.added
    assert "9 months" in before.message


@pytest.mark.parametrize("held", ["", "[]", "{}", '{"findings": [1]}', '{"findings": [{"fingerprint": 1}]}', "\udcff"])
def test_what_is_no_earlier_run_is_the_users_mistake(tmp_path: Path, held: str) -> None:
    file = tmp_path / "before.json"
    file.write_bytes(held.encode("utf-8", "surrogateescape"))
    with pytest.raises(ConfigError, match="is not the JSON of an earlier run"):
        read_previous(file)


def test_a_row_that_lacks_a_column_is_told(tmp_path: Path) -> None:
    file = tmp_path / "before.json"
    file.write_text(json.dumps({"findings": [{"fingerprint": "0", "code": "C101"}]}), encoding="utf-8")
    with pytest.raises(ConfigError):
        read_previous(file)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        read_previous(tmp_path / "nowhere.json")
