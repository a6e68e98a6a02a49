"""Tables of agreed facts as people keep them: what is read, and what every mistake says."""

from __future__ import annotations

import contextlib
import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factlint.errors import ConfigError
from factlint.project import Settings
from factlint.references import COLUMNS, read_evidence, read_references
from factlint.references.rows import MAX_BYTES, read_rows
from factlint.render.as_csv import write
from factlint.render.plans import as_yaml
from factlint.tables import REFERENCES

GARDEN = Path(__file__).parents[1] / "cases" / "garden.yaml"
HEAD = "subject,attribute,value,scope,valid_from,valid_until,source\n"


def read(folder: Path, text: str | bytes, name: str = "agreed.csv", **sources: Any) -> list[dict[str, Any]]:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    project = Settings(root=folder, as_of=dt.date(2026, 11, 20), schemas=(str(GARDEN),))
    table = read_references([path], project, **sources)
    REFERENCES.validate(table)
    return [{str(key): cell for key, cell in row.items()} for row in table.to_dict("records")]


def fault(folder: Path, text: str | bytes, name: str = "agreed.csv") -> str:
    with pytest.raises(ConfigError) as caught:
        read(folder, text, name)
    assert caught.value.remedy
    assert str(caught.value.path).endswith(name)
    return f"{caught.value.line}: {caught.value.message} ({caught.value.remedy})"


def test_a_row_is_read_with_its_place_and_its_words(tmp_path: Path) -> None:
    (row,) = read(
        tmp_path, HEAD + '"Rose","flowering time","6 to 8\nweeks",soil=clay soil;season=spring,2026-01-31,,"a, b"\n'
    )
    assert (row["doc"], row["line"], row["column"], row["end_line"], row["end_column"]) == ("agreed.csv", 2, 1, 3, 55)
    assert (row["subject"], row["attribute"], row["value"]) == ("rose", "flowering_time", "P6W..P8W")
    assert (row["scope"], row["valid_from"], row["source"]) == ("season=spring;soil=clay", dt.date(2026, 1, 31), "a, b")
    assert row["quote"].startswith('"Rose",')
    assert row["quote"].endswith('"a, b"')
    assert (row["valid_until"], row["owner"], row["schema"]) == (None, None, "garden")


@pytest.mark.parametrize(
    ("attribute", "written", "value"),
    [
        ("flowering_time", "P6M", "P6M"),
        ("flowering_time", "about 6 months", "P6M"),
        ("flowering_time", "up to 6 months", "..P6M"),
        ("watering", "twice a day", "2/P1D"),
        ("stems", "5", "5"),
        ("growing", "Not grown", "not-grown"),
        ("method", "from cuttings", "cutting"),
        ("light", "half-shade", "half-shade"),
        ("trade_name", "Old Glory", "Old Glory"),
    ],
)
def test_values_may_be_canonical_or_as_people_write_them(
    tmp_path: Path, attribute: str, written: str, value: str
) -> None:
    (row,) = read(tmp_path, f"subject,attribute,value\nroses,{attribute},{written}\n")
    assert row["value"] == value
    assert row["approx"] == written.startswith("about")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("roze fern,flowering_time,P6M,,,,", "2: nothing that has flowering_time is called 'roze fern' (did you mean"),
        ("clay,flowering_time,P6M,,,,", "2: nothing that has flowering_time is called 'clay'"),
        ("rose,flowring_time,P6M,,,,", "2: no schema has the attribute 'flowring_time' (did you mean flowering_time"),
        ("rose,age,P6M,,,,", "2: no schema has the attribute 'age'"),
        ("rose,flowering_time,5,,,,", "2: '5' is no duration (write it as"),
        ("rose,flowering_time,6 months at most in clay,,,,", "2: '6 months at most in clay' is no duration"),
        ("rose,flowering_time,010,,,,", "2: '010' is no duration"),
        ("rose,flowering_time,P2Y,,,,", "2: flowering_time is at most"),
        ("rose,light,gloom,,,,", "2: 'gloom' is no light of the schema"),
        ("rose,growing,no,,,,", "2: growing is never 'no' (known are"),
        ("rose,flowering_time,=1+1,,,,", "2: '=1+1' is no duration"),
        ("rose,flowering_time,P6M,season,,,", "2: 'season' is no scope (write it as"),
        ("rose,flowering_time,P6M,sason=winter,,,", "2: 'sason' is no scope dimension (did you mean season"),
        ("rose,flowering_time,P6M,season=clay,,,", "2: 'clay' is no season of the schema"),
        ("rose,flowering_time,P6M,season=winter;season=spring,,,", "2: the scope says season twice"),
        ("rose,flowering_time,P6M,,2026-02-30,,", "2: valid_from: '2026-02-30' is no date (write it as 2026-01-31)"),
        ("rose,flowering_time,P6M,,no,,", "2: valid_from: 'no' is no date"),
        ("rose,flowering_time,P6M,,2026-02-01,2026-01-31,", "2: valid_until 2026-01-31 is before valid_from"),
        ("rose,,P6M,,,,", "2: attribute is empty (give the attribute"),
        ("rose,flowering_time,P6M,,,,a,b", "2: the row has 8 cells, the first line 7"),
        ("rose,flowering_time,P6M", "2: the row has 3 cells, the first line 7 (leave cells empty"),
        (f"rose,trade_name,{'x' * 501},,,,", "2: value is longer than 500 characters"),
        ('rose,flowering_time,"P6M,,,,', "2: not CSV: unexpected end of data"),
        (
            '\n\nrose,flowering_time,P6M,,,,\n"rose\n",flowering_time,P9M,,,,',
            "5: 9 months is in force at the same time",
        ),
    ],
)
def test_every_mistake_names_its_line_and_what_would_be_right(tmp_path: Path, rows: str, said: str) -> None:
    assert fault(tmp_path, f"{HEAD}{rows}\n").startswith(said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "1: the table is empty (begin with the line subject,"),
        ("subject;attribute;value\n", "1: the cells are not parted by commas"),
        ("subject,attribut,value\n", "1: unknown column 'attribut' (did you mean attribute?)"),
        ("subject,value,value\n", "1: the column value stands there twice"),
        (b"subject,attribute,value\nrose,\xff,P6M\n", "2: not UTF-8 text"),
        (b"PK\x03\x04\n\0\0", "2: not text: it holds a zero byte"),
        (HEAD + "rose,flowering_time,P6M,,,,\n" * 5_001, "5002: there are more than 5,000 rows"),
        ("x" * (MAX_BYTES + 1), "None: larger than 2,000,000 bytes"),
        (HEAD + "x" * 200_000, "2: not CSV: field larger than field limit"),
    ],
)
def test_what_is_no_table_is_told(tmp_path: Path, text: str | bytes, said: str) -> None:
    assert fault(tmp_path, text).startswith(said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("subject: rose\n", "1: this is no list"),
        ("- rose\n", "1: this is no entry"),
        ("- subject: rose\n  subject: fern\n", "2: the key 'subject' stands here a second time"),
        ("- subject: rose\n  sope: x\n", "2: unknown key 'sope' (did you mean scope or source?)"),
        ("- subject: [rose]\n", "1: subject is no text"),
        ("- subject: rose\n  attribute: flowering_time\n  value: 010\n", "3: '010' is no duration"),
        ("- &a {subject: rose}\n- *a\n", "1: aliases are not read"),
        ("- subject: \x01\n", "1: not YAML"),
    ],
)
def test_every_mistake_in_yaml_names_its_line(tmp_path: Path, text: str, said: str) -> None:
    assert fault(tmp_path, text, "agreed.yaml").startswith(said)


def test_yaml_and_csv_say_the_same(tmp_path: Path) -> None:
    text = "- {subject: rose, attribute: flowering_time, value: 6 weeks, scope: {season: winter}}\n"
    (row,) = read(tmp_path, text, "agreed.yaml")
    (other,) = read(tmp_path, "subject,attribute,value,scope\nrose,flowering_time,6 weeks,season=winter\n")
    alike = ("subject", "attribute", "value", "low", "high", "scope")
    assert [row[name] for name in alike] == [other[name] for name in alike]
    assert (row["line"], row["column"]) == (1, 3)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_mark_at_the_beginning_and_other_ends_of_lines_are_read(tmp_path: Path, end: str) -> None:
    lines = ["\ufeffSubject,attribute,value", "", "rose,flowering_time,P6M", ",,", "fern,flowering_time,P2M", ""]
    assert [row["line"] for row in read(tmp_path, end.join(lines))] == [3, 5]


@pytest.mark.parametrize(
    "rows",
    [
        ["P6M,,2026-01-01,2026-03-31", "P9M,,2026-04-01,"],
        ["P6M,season=winter,,", "P9M,season=spring,,", "P3M,,,"],
        ["P6M,,,", "P26W,,,"],
        ["P6M,jurisdiction=GB,,", "P9M,jurisdiction=US,,"],
    ],
)
def test_rows_that_differ_may_be_right_of_other_days_and_other_cases(tmp_path: Path, rows: list[str]) -> None:
    assert len(read(tmp_path, HEAD + "".join(f"rose,flowering_time,{row},\n" for row in rows))) == len(rows)


def test_the_last_day_of_one_row_is_not_the_first_of_the_next(tmp_path: Path) -> None:
    rows = "rose,flowering_time,P9M,,2026-03-31,,\nrose,flowering_time,P6M,,2026-01-01,2026-03-31,\n"
    assert fault(tmp_path, HEAD + rows).startswith("2: 9 months is in force at the same time as 6 months in line 3")


def test_several_values_may_be_agreed_where_several_may_hold(tmp_path: Path) -> None:
    assert len(read(tmp_path, HEAD + "rose,method,seed,,,,\nrose,method,cutting,,,,\n")) == 2


def test_a_source_is_one_of_those_listed(tmp_path: Path) -> None:
    path = tmp_path / "evidence.yaml"
    path.write_text(
        "- {id: ESG, title: Guideline, checked_on: 2026-01-01, replaced_by: ESG2}\n- {id: ESG2, title: New}\n"
    )
    evidence = read_evidence(path, tmp_path)
    assert (evidence["ESG"].checked_on, evidence["ESG2"].place.line) == (dt.date(2026, 1, 1), 2)
    row = "rose,flowering_time,P6M,,,,"
    assert read(tmp_path, f"{HEAD}{row}ESG\n", evidence=evidence)[0]["source"] == "ESG"
    assert read(tmp_path, f"{HEAD}{row}anything\n")[0]["source"] == "anything"
    with pytest.raises(ConfigError, match=r"agreed\.csv:2: no source has the id 'ESF' \(did you mean ESG"):
        read(tmp_path, f"{HEAD}{row}ESF\n", evidence=evidence)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- {id: a, title: A}\n- {id: a, title: B}\n", "2: the id 'a' is that of line 1 as well"),
        ("- {id: a}\n", "1: title is empty"),
        ("- {id: a, title: A, replaced_by: b}\n", "1: no source has the id 'b'"),
        ("- {id: a, title: A, replaced_by: b}\n- {id: b, title: B, replaced_by: a}\n", "1: a > b > a goes round"),
        ("- {id: a, title: A, url: 'javascript:x'}\n", "1: url: 'javascript:x' is no address"),
        ("- {id: a, title: A, checked_on: 2026-02-30}\n", "1: checked_on: '2026-02-30' is no date"),
        ("- {id: a, title: A, chcked_on: 2026-02-20}\n", "1: unknown key 'chcked_on' (did you mean checked_on"),
    ],
)
def test_every_mistake_in_the_list_of_sources_names_its_line(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "evidence.yaml"
    path.write_text(text)
    with pytest.raises(ConfigError) as caught:
        read_evidence(path, tmp_path)
    assert said in f"{caught.value.line}: {caught.value.message} ({caught.value.remedy})"


def test_many_rows_of_one_claim_are_read_in_time(tmp_path: Path) -> None:
    row = "rose,flowering_time,P6M,,,,\n"
    assert len(read(tmp_path, HEAD + row * 4_000)) == 4_000


# What is written is what is read

CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), max_size=20)
ROWS = st.lists(
    st.fixed_dictionaries({"subject": CELLS, "attribute": CELLS, "value": CELLS}, optional={"source": CELLS}),
    max_size=8,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS)
def test_what_our_own_tables_hold_is_read_back(tmp_path: Path, rows: list[dict[str, str]]) -> None:
    full = [{name: row.get(name, "") for name in COLUMNS} for row in rows]
    wanted = [{name: cell for name, cell in row.items() if cell} for row in full]
    for name, text in (("t.csv", write(COLUMNS, full)), ("t.yaml", as_yaml(full))):
        (tmp_path / name).write_bytes(text.encode())
        found = [dict(row.cells) for row in read_rows(tmp_path / name, COLUMNS, ())]
        # A row of nothing is none in CSV.
        assert [row for row in found if row] == [row for row in wanted if row]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200), st.sampled_from(["t.csv", "t.yaml"]))
def test_whatever_bytes_there_are_end_in_rows_or_in_a_message(tmp_path: Path, data: bytes, name: str) -> None:
    head = b"subject,attribute,value\n" if name == "t.csv" else b"- subject: x\n  value: "
    (tmp_path / name).write_bytes(head + data)
    with contextlib.suppress(ConfigError):
        assert all(1 <= row.place.line <= row.place.end_line for row in read_rows(tmp_path / name))


def test_a_source_version_is_the_one_listed_but_for_what_has_ended(tmp_path: Path) -> None:
    path = tmp_path / "evidence.yaml"
    path.write_text("- {id: RHS, title: Guideline, version: '2'}\n")
    evidence = read_evidence(path, tmp_path)
    head = "subject,attribute,value,valid_until,source,source_version\n"
    for version in ("2", ""):
        assert read(tmp_path, f"{head}rose,flowering_time,P6M,,RHS,{version}\n", evidence=evidence)
    assert read(tmp_path, f"{head}rose,flowering_time,P6M,2026-01-31,RHS,1\n", evidence=evidence)
    with pytest.raises(ConfigError, match=r"agreed\.csv:2: source_version: RHS is listed as version 2, and not 1"):
        read(tmp_path, f"{head}rose,flowering_time,P6M,,RHS,1\n", evidence=evidence)


PARTS = """\
schema: parts
scope: {place: [place]}
unnamed: {place: ["in [the] _"]}
concepts:
  thing: {bolt: {names: [bolt], misnomers: [screwy]}}
  place: {attic: {names: [attic]}}
attributes:
  life: {of: [thing], value: duration, patterns: ["lasts [for] {value}"]}
"""


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("bolt,life,P6M,place=atic", "2: 'atic' is no place of the schema (did you mean attic?)"),
        ("bolt,life,P6M,place=quux", "2: 'quux' is no place of the schema"),
        ("screwy,life,P6M,", "2: nothing that has life is called 'screwy' (the right name is bolt)"),
    ],
)
def test_words_that_name_nothing_and_wrong_names_are_refused(tmp_path: Path, row: str, said: str) -> None:
    (tmp_path / "parts.yaml").write_text(PARTS)
    (tmp_path / "t.csv").write_text(f"subject,attribute,value,scope\n{row}\n")
    project = Settings(root=tmp_path, as_of=dt.date(2026, 11, 20), schemas=(str(tmp_path / "parts.yaml"),))
    with pytest.raises(ConfigError) as caught:
        read_references([tmp_path / "t.csv"], project)
    assert f"{caught.value.line}: {caught.value.message} ({caught.value.remedy})".startswith(said)
