"""The file of decisions is read strictly: what is wrong with it is told with its line and what would be right."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from factlint.decisions import Kind, read_decisions
from factlint.decisions.file import parse_decisions
from factlint.errors import ConfigError
from factlint.project import Settings

ENTRY = """\
- fingerprint: bcb706867671ed4a
  decision: both-right
  reason: both are in use
  owner: A. Lee
  on: 2026-01-20
  until: 2026-07-20
  code: C101
  message: what it said
"""
ASK = ENTRY.replace("both-right", "ask").replace("until", "by_when") + "  whom: the pharmacy\n"


def changed(old: str, new: str, text: str = ENTRY) -> str:
    assert text.count(old) == 1
    return text.replace(old, new)


def settings(path: Path) -> Settings:
    return Settings(root=path.parent, as_of=dt.date(2026, 3, 1), decisions=path)


def test_an_entry_says_what_was_decided() -> None:
    (entry,) = parse_decisions(ENTRY, "d.yaml")
    assert (entry.kind, entry.fingerprint, entry.until) == (Kind.BOTH_RIGHT, "bcb706867671ed4a", dt.date(2026, 7, 20))
    assert (entry.owner, entry.reason, entry.on) == ("A. Lee", "both are in use", dt.date(2026, 1, 20))


def test_who_has_an_open_finding_in_hand_is_told() -> None:
    (entry,) = parse_decisions(ASK, "d.yaml")
    assert entry.assigned == "ask: the pharmacy (A. Lee), by 2026-07-20: both are in use"
    (entry,) = parse_decisions(changed("both-right", "defer").replace("  until: 2026-07-20\n", ""), "d.yaml")
    assert entry.assigned == "defer: A. Lee: both are in use"


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "\ufeff", "[]\n", "---\n"])
def test_a_file_without_entries_decides_nothing(text: str) -> None:
    assert parse_decisions(text, "d.yaml") == []


def test_the_last_entry_about_a_finding_holds(tmp_path: Path) -> None:
    (tmp_path / "d.yaml").write_text(f"{ENTRY}{ASK}")
    decisions = read_decisions(settings(tmp_path / "d.yaml"))
    assert [each.kind for each in decisions.last.values()] == [Kind.ASK]
    assert decisions.last["bcb706867671ed4a"].line == 9


def test_a_file_that_is_not_there_yet_decides_nothing(tmp_path: Path) -> None:
    assert read_decisions(settings(tmp_path / "d.yaml")).last == {}


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_other_ends_of_lines_and_a_mark_at_the_beginning_are_read(tmp_path: Path, ends: str) -> None:
    (tmp_path / "d.yaml").write_bytes(("\ufeff" + ENTRY.replace("\n", ends)).encode())
    assert list(read_decisions(settings(tmp_path / "d.yaml")).last) == ["bcb706867671ed4a"]


FAULTS = {
    "an unknown key": (changed("owner", "ovner"), 4, "unknown key 'ovner' (did you mean owner?)"),
    "a key twice": (f"{ENTRY}  code: C102\n", 9, "the key 'code' stands here a second time"),
    "a key that is missing": (changed("  reason: both are in use\n", ""), 1, "reason is missing (add reason: "),
    "an unknown decision": (changed("both-right", "both-rigth"), 2, "no decision is called 'both-rigth' (did you"),
    "a date that is none": (changed("2026-07-20", "2026-02-30"), 6, "until should be a date (write until: 2026-"),
    "a date in words": (changed("2026-01-20", "yesterday"), 5, "on should be a date"),
    "a date with a time": (changed("2026-01-20", "2026-01-20 10:00"), 5, "on should be a date"),
    "a fingerprint cut short": (changed("bcb706867671ed4a", "bcb706"), 1, "fingerprint: 'bcb706' is none"),
    "a code that is none": (changed("C101", "c101"), 7, "code: 'c101' is none (write code: C101)"),
    "an empty reason": (changed("both are in use", "''"), 3, "reason should be a text"),
    "a list for a text": (changed("A. Lee", "[A, B]"), 4, "owner should be a text"),
    "hidden without an end": (
        changed("  until: 2026-07-20\n", ""),
        1,
        "both-right hides a finding: until when is miss",
    ),
    "open until a day": (changed("by_when", "until", ASK), 1, "ask hides nothing, and has no until (write by_when: "),
    "nobody asked": (changed("  whom: the pharmacy\n", "", ASK), 1, "ask: whom is missing"),
    "asked without a day": (changed("  by_when: 2026-07-20\n", "", ASK), 1, "ask: by when is missing"),
    "an entry that is a text": (f"{ENTRY}- bcb706867671ed4a\n", 9, "is no decision"),
    "no list": ("fingerprint: bcb706867671ed4a\n", 1, "is no list of decisions"),
    "not YAML": (f"{ENTRY}nothing\n", 10, "could not find expected ':'"),
    "a merge left unfinished": (f"{ENTRY}<<<<<<< HEAD\n", 9, "a merge was left unfinished (keep the entries of both"),
    "an alias": (f"{changed('A. Lee', '&who A. Lee')}- *who\n", 4, "aliases are not read"),
    "nested without end": ("[" * 5_000, 2, ""),
    "too many entries": ("- a\n" * 300_000, None, ""),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_mistake_is_told_with_its_line_and_a_remedy(name: str) -> None:
    text, line, message = FAULTS[name]
    with pytest.raises(ConfigError) as caught:
        parse_decisions(text, "d.yaml")
    assert message in str(caught.value)
    assert caught.value.path == "d.yaml"
    assert line is None or caught.value.line == line
    assert caught.value.remedy
    assert "schema" not in str(caught.value)


@pytest.mark.parametrize("content", [b"\xff\xfe-\x00", b"#" * 2_000_001], ids=["not UTF-8", "too large"])
def test_what_is_no_text_of_ours_is_an_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "d.yaml").write_bytes(content)
    with pytest.raises(ConfigError, match=r"d\.yaml.*\(.+\)"):
        read_decisions(settings(tmp_path / "d.yaml"))


def test_a_link_that_leads_away_is_refused(tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    (tmp_path / "other.yaml").write_text(ENTRY)
    (tmp_path / "project" / "d.yaml").symlink_to(tmp_path / "other.yaml")
    with pytest.raises(ConfigError, match="a link that leads out of its folder"):
        read_decisions(settings(tmp_path / "project" / "d.yaml"))


def test_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "d.yaml").mkdir()
    with pytest.raises(ConfigError, match="it is no file"):
        read_decisions(settings(tmp_path / "d.yaml"))
