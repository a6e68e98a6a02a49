"""Decisions are added at the end, and what is there stays as it is to the byte."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factlint.decisions import Decision, Kind
from factlint.decisions.append import HEADER, append, entry_text
from factlint.decisions.file import parse_decisions
from factlint.errors import ConfigError
from tests.decisions.test_file import ENTRY

DECISION = Decision(
    fingerprint="00676444707d92c4",
    kind=Kind.TOOL_WRONG,
    reason="it speaks of dogs",
    owner="A. Lee",
    on=dt.date(2026, 3, 1),
    code="C101",
    message="Isotretinoin: 6 months, 9 months",
    until=dt.date(2026, 9, 1),
)
ADDED = entry_text(DECISION)


def added(path: Path, content: str, decision: Decision = DECISION) -> str:
    path.write_bytes(content.encode())
    append(path, decision)
    now = path.read_bytes().decode()
    assert now.startswith(content)
    return now.removeprefix(content)


def test_a_new_file_begins_with_what_it_is(tmp_path: Path) -> None:
    assert append(tmp_path / "in" / "d.yaml", DECISION) == 3
    assert (tmp_path / "in" / "d.yaml").read_text() == HEADER + ADDED


def test_comments_order_and_spacing_stay(tmp_path: Path) -> None:
    text = f"# ours\n\n{ENTRY}\n  # a remark\n# the end\n"
    assert added(tmp_path / "d.yaml", text) == ADDED


def test_a_last_line_without_an_end_gets_one(tmp_path: Path) -> None:
    assert added(tmp_path / "d.yaml", ENTRY.rstrip("\n")) == f"\n{ADDED}"
    assert added(tmp_path / "d.yaml", "# none yet") == f"\n{ADDED}"


def test_the_ends_of_lines_are_those_of_the_file(tmp_path: Path) -> None:
    assert added(tmp_path / "d.yaml", ENTRY.replace("\n", "\r\n")) == ADDED.replace("\n", "\r\n")


def test_a_mark_at_the_beginning_stays(tmp_path: Path) -> None:
    assert added(tmp_path / "d.yaml", f"\ufeff{ENTRY}") == ADDED
    assert added(tmp_path / "d.yaml", "\ufeff") == HEADER + ADDED


def test_a_list_that_is_indented_stays_one(tmp_path: Path) -> None:
    indented = "".join(f"  {line}\n" for line in ENTRY.splitlines())
    assert added(tmp_path / "d.yaml", indented).startswith("  - fingerprint:")


def test_an_entry_that_ends_in_a_block_of_text_is_not_drawn_into_it(tmp_path: Path) -> None:
    text = ENTRY.replace("message: what it said\n", "message: |+\n    what it said\n\n\n")
    assert added(tmp_path / "d.yaml", text) == ADDED


@pytest.mark.parametrize("text", ["[]\n", f"{ENTRY}...\n", f"---\n{ENTRY}---\n"])
def test_a_file_that_cannot_be_added_to_stays_as_it_is(tmp_path: Path, text: str) -> None:
    (tmp_path / "d.yaml").write_text(text)
    with pytest.raises(ConfigError):
        append(tmp_path / "d.yaml", DECISION)
    assert (tmp_path / "d.yaml").read_text() == text


def test_nothing_is_added_to_a_file_with_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "d.yaml").write_text(f"{ENTRY}  ovner: x\n")
    with pytest.raises(ConfigError, match="unknown key 'ovner'"):
        append(tmp_path / "d.yaml", DECISION)
    assert (tmp_path / "d.yaml").read_text() == f"{ENTRY}  ovner: x\n"


def test_nothing_is_written_through_a_link_that_leads_away(tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    (tmp_path / "other").write_text("# mine\n")
    (tmp_path / "project" / "d.yaml").symlink_to(tmp_path / "other")
    with pytest.raises(ConfigError, match="leads out of its folder"):
        append(tmp_path / "project" / "d.yaml", DECISION)
    assert (tmp_path / "other").read_text() == "# mine\n"


def test_two_who_write_at_once_both_succeed(tmp_path: Path) -> None:
    many = [replace(DECISION, fingerprint=f"{number:016x}") for number in range(40)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda each: append(tmp_path / "d.yaml", each), many))
    text = (tmp_path / "d.yaml").read_text()
    assert sorted(each.fingerprint for each in parse_decisions(text, "d")) == [each.fingerprint for each in many]
    assert text.count(HEADER) == 1


WORDS = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1).map(
    lambda text: " ".join(text.split())
)


@given(reason=WORDS.filter(bool), owner=WORDS.filter(bool), message=WORDS.filter(bool))
def test_whatever_people_write_is_read_back(reason: str, owner: str, message: str) -> None:
    decision = replace(DECISION, reason=reason, owner=owner, message=message)
    assert parse_decisions(entry_text(decision), "d") == [decision]
