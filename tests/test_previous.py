"""What an earlier run had found, and how a run differs from it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

import factlint
from factlint.changes import before_the_change
from factlint.errors import ConfigError
from factlint.previous import Known, Previous, read_previous
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


def _row(name: str, code: str = "C101") -> Known:
    return Known(name * 16, code, "x", "error", "x", "a.md", "Isotretinoin", "treatment_duration")


def test_what_was_hidden_before_is_no_rest_of_what_is_gone(tmp_path: Path) -> None:
    agreeing = _run(tmp_path, "6 months")
    gone, hidden = _row("a"), _row("b", "R101")
    now = replace(agreeing, withheld={hidden.fingerprint: hidden})
    before = Previous(findings={gone.fingerprint: gone}, revision="HEAD")
    assert before.differences(now).lessened == (gone,)
    known = replace(before, withheld=frozenset({hidden.fingerprint}))
    assert known.differences(now).resolved == (gone,)
    assert known.differences(now).lessened == ()


def test_a_run_from_before_a_change_tells_what_was_hidden(tmp_path: Path) -> None:
    differing = _run(tmp_path, "9 months")
    (conflict,) = differing.findings.loc[differing.findings["code"] == "C101", "fingerprint"]
    was = before_the_change(differing.without([conflict], "x"), (), "HEAD")
    assert was.withheld == {conflict}


def test_what_is_gone_stands_for_one_added_finding_of_its_own_rule_where_there_is_one(tmp_path: Path) -> None:
    differing = _run(tmp_path, "9 months")
    rows = differing.findings.loc[differing.findings["code"] == "C101"]
    (row,) = rows.to_dict("records")
    others = [{**row, "fingerprint": name * 16, "code": code} for name, code in (("e", "R101"), ("f", "C101"))]
    now = replace(differing, findings=pd.DataFrame(others, columns=rows.columns))
    claim = {
        name: "" if row[name] != row[name] or row[name] is None else row[name]
        for name in ("subject", "attribute", "scope")
    }
    gone = [_row(name, code)._replace(**claim) for name, code in (("a", "C101"), ("b", "C101"))]
    one, both = (
        Previous(findings={each.fingerprint: each for each in some}).differences(now) for some in (gone[:1], gone)
    )
    assert one.changed == {"f" * 16: gone[0]}
    assert both.changed == {"f" * 16: gone[0], "e" * 16: gone[1]}


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


@pytest.mark.parametrize(
    ("column", "cell"), [("severity", "**fatal**"), ("code", "<b>C101"), ("fingerprint", "`@all`"), ("fingerprint", "")]
)
def test_what_no_run_could_have_written_is_no_earlier_run(tmp_path: Path, column: str, cell: str) -> None:
    file = tmp_path / "before.json"
    row = _row("a")._asdict()
    file.write_text(json.dumps({"findings": [row]}), encoding="utf-8")
    assert read_previous(file).findings == {"a" * 16: _row("a")}
    file.write_text(json.dumps({"findings": [row | {column: cell}]}), encoding="utf-8")
    with pytest.raises(ConfigError, match="is not the JSON of an earlier run"):
        read_previous(file)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        read_previous(tmp_path / "nowhere.json")
