"""What the configuration says of omissions, and what a front matter says of variants."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from factlint.decisions import Decision, Decisions, Kind
from factlint.project import Collection
from factlint.rules import Context, Finding, Rule, judge, judged
from factlint.rules.missing_claim import INFO, check
from tests.builders import AS_OF, context
from tests.cli.test_check import status
from tests.cli.test_explain import SCHEMA

FACTS = [
    {"doc": "ref", "attribute": "growing_time", "value": "P6M"},
    {"doc": "ref", "attribute": "rest", "value": "P1M"},
    {"doc": "a", "attribute": "rounds", "value": "5"},
]
PAGES: dict[str, Any] = {"ref": {"authority": "reference"}, "a": {"title": "Rose"}}


def found(*, pages: dict[str, Any] | None = None, **more: Any) -> list[tuple[str, str]]:
    made = context(FACTS, pages=pages or PAGES, **{"ignore": ("O",), **more})
    return [(each.severity, each.message.partition("says: ")[2]) for each in judge(made)]


def test_a_severity_of_the_users_own_holds() -> None:
    assert [severity for severity, _ in found(severity={"C104": "warning"})] == ["warning"]
    assert found(severity={"C104": "off"}) == []


def test_a_finding_that_is_off_by_default_shows_where_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def quietly(tables: Context) -> Iterator[Finding]:
        return (replace(each, severity=INFO.severity) for each in check(tables))

    monkeypatch.setattr(sys.modules["factlint.rules.judge"], "RULES", (Rule(INFO, check=quietly),))
    quiet = judged(context(FACTS, pages=PAGES))
    assert (quiet.findings, quiet.hidden) == ([], {})
    (shown,) = judge(context(FACTS, pages=PAGES, severity={"C104": "info"}))
    assert shown.severity == "info"


def test_the_attributes_that_are_expected_may_be_named() -> None:
    assert found(rules={"C104": {"attributes": ("rest",)}}) == [("info", "rest: 1 month")]
    assert found(rules={"C104": {"attributes": ("feed",)}}) == []


def test_how_much_a_page_must_say_of_a_subject_may_be_set_for_a_collection() -> None:
    untitled: dict[str, Any] = {"ref": {"authority": "reference"}, "a": {}}
    own = (Collection(paths=("a",), rules={"C104": {"claims": 1}}),)
    assert found(pages=untitled) == []
    assert len(found(pages=untitled, collections=own)) == 1


def test_sentences_that_were_not_read_are_owned_up_to() -> None:
    pages = {**PAGES, "a": {"title": "Rose", "claim_sentences": 5, "read_sentences": 3}}
    (finding,) = judge(context(FACTS, pages=pages, ignore=("O",)))
    assert finding.primary.annotation == "nothing of it was read here; 2 claim sentences here were not read"


def test_a_new_omission_is_a_new_finding_and_another_place_is_none() -> None:
    def names(facts: list[dict[str, Any]]) -> set[str]:
        return {each.fingerprint for each in judge(context(facts, pages=PAGES, ignore=("O",)))}

    moved = [{**fact, "line": 90} for fact in FACTS]
    assert names(moved) == names(FACTS)
    assert names([*FACTS, {"doc": "ref", "attribute": "feed", "value": "5 mg"}]) != names(FACTS)


def test_pages_where_it_is_off_are_not_looked_at() -> None:
    """What is switched off costs nothing, so nothing is counted as hidden either."""
    own = (Collection(paths=("a",), severity={"C104": "off"}),)
    assert list(check(context(FACTS, pages=PAGES, collections=own))) == []
    both = context(FACTS, pages={**PAGES, "b": {"title": "Rose"}}, collections=own)
    assert [each.primary.doc for each in check(both)] == ["b"]
    variant = {"ref": {}, "a": {"variant_of": "ref"}, "b": {"variant_of": "ref"}}
    assert [each.primary.doc for each in check(context(FACTS, pages=variant, collections=own))] == ["b"]


def test_a_decision_about_an_omission_is_not_out_of_date_where_it_is_off() -> None:
    (omission,) = judge(context(FACTS, pages=PAGES, ignore=("O",)))
    waiver = Decision(
        omission.fingerprint, Kind.BOTH_RIGHT, "r", "o", AS_OF, INFO.code, omission.message, AS_OF.replace(year=2027)
    )
    decisions = Decisions("decisions.yaml", {waiver.fingerprint: waiver})
    off = context(FACTS, pages=PAGES, severity={"C104": "off"}, ignore=("O103", "O104"), decisions=decisions)
    assert judge(off) == []


def test_many_subjects_and_pages_compile_one_pattern_for_each_subject(monkeypatch: pytest.MonkeyPatch) -> None:
    facts = [{"doc": "ref", "subject": name, "attribute": "rounds", "value": "5"} for name in ("rose", "fern", "bee")]
    pages = {"ref": {"authority": "reference"}, **{f"p{at}": {"title": "Ferns and bees"} for at in range(20)}}
    made = context(facts, pages={**pages, "a": {"title": "The ROSE, and a fern"}})
    compiled: list[str] = []
    plain = re.compile
    monkeypatch.setattr(re, "compile", lambda *args: compiled.append(str(args[0])) or plain(*args))
    monkeypatch.setattr(re, "search", lambda *args: compiled.append(str(args[0])) or plain(*args[:1]).search(args[1]))
    assert sorted((each.primary.doc, each.subject) for each in check(made)) == [("a", "fern"), ("a", "rose")]
    assert len([each for each in compiled if any(name in each for name in ("rose", "fern", "bee"))]) == 3


@pytest.fixture
def kitchen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pages").mkdir()
    (tmp_path / "kitchen.yaml").write_text(SCHEMA)
    (tmp_path / "factlint.toml").write_text('sources = ["pages"]\nschemas = ["kitchen.yaml"]\nignore = ["O"]\n')
    (tmp_path / "pages" / "main.md").write_text("Stew simmers for 2 hours. Soup simmers for 1 hour.\n")
    return tmp_path


def messages(capsys: pytest.CaptureFixture[str]) -> list[tuple[str, str]]:
    capsys.readouterr()
    assert status("check", "-o", "json") in (0, 1)
    return [(each["code"], each["message"]) for each in json.loads(capsys.readouterr().out)["findings"]]


@pytest.mark.parametrize(("kind", "omissions"), [("", 1), ("print", 1), ("Easy read", 0), ("summary", 0)])
def test_front_matter_says_what_a_variant_may_leave_out(
    kitchen: Path, capsys: pytest.CaptureFixture[str], kind: str, omissions: int
) -> None:
    head = f"variant_of: main.md\nvariant_kind: {kind}\n"
    (kitchen / "pages" / "b.md").write_text(f"---\n{head}---\nStew simmers for 2 hours.\n")
    expected = [("C104", "Leaves out what pages/main.md says: soup, cooking time: 1 hour")]
    assert messages(capsys) == expected * omissions


def test_configuration_says_it_where_a_page_cannot(kitchen: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (kitchen / "pages" / "b.txt").write_text("Stew simmers for 2 hours.\n")
    with (kitchen / "factlint.toml").open("a") as file:
        file.write('[[collections]]\npaths = ["pages/b.txt"]\nvariant_of = "pages/main.md"\nvariant_kind = "summary"\n')
    assert messages(capsys) == []


def test_an_unknown_kind_costs_only_itself(kitchen: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (kitchen / "pages" / "b.md").write_text("---\nvariant_kind: poster\n---\nStew simmers for 2 hours.\n")
    ((code, message),) = messages(capsys)
    assert code == "S103"
    assert "variant_kind: 'poster' is none of pdf, print, translation, easy-read, summary" in message
