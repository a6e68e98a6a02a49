"""SARIF: what the standard asks for, and what code hosts need to show both sides."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

import pandas as pd
import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from sarif_pydantic import Sarif

from factlint.render import sarif
from factlint.result import Result
from factlint.rules import BY_CODE
from tests.render.builders import Given, Side, result
from tests.render.hostile import (
    DOCS,
    EVERY,
    ODD,
    TEXT,
    elsewhere,
    hostile,
    many,
    named,
    rendered,
    since,
    suppressed,
    whole_file,
    with_rules,
    without_evidence,
)
from tests.render.sarif_shape import LOG

VALID = Draft202012Validator(LOG)
HIDDEN = Given(fingerprint="hidden")


def run(found: Result, **options: object) -> dict[str, Any]:
    """The run of a log that is as it should be."""
    log = json.loads(rendered(found, "sarif", **options))
    VALID.validate(log)
    Sarif.model_validate(log)
    (only,) = log["runs"]
    for each in only["results"]:
        rules = only["tool"]["driver"]["rules"]
        assert rules[each["ruleIndex"]]["id"] == each["ruleId"]
    return dict(only)


def only_result(found: Result, **options: object) -> dict[str, Any]:
    (each,) = run(found, **options)["results"]
    return dict(each)


def uri(place: dict[str, Any]) -> str:
    return str(place["physicalLocation"]["artifactLocation"]["uri"])


@pytest.mark.parametrize("made", EVERY.values(), ids=list(EVERY))
def test_every_log_is_as_the_standard_wants_it(made: Any) -> None:
    run(made())


@settings(max_examples=60, deadline=None)
@given(doc=DOCS, text=ODD)
def test_any_text_and_any_name_of_a_page_give_a_log_of_the_standard(doc: str, text: str) -> None:
    each = only_result(named(doc, text))
    cleaned = doc.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    assert "\ufffd" in cleaned or unquote(uri(each["locations"][0])).endswith(cleaned.rpartition("/")[2])
    assert uri(each["locations"][0]).isascii()


@pytest.mark.parametrize(
    ("broken", "where"),
    [
        ({"level": "info"}, "level"),
        ({"locations": []}, "locations"),
        ({"surprise": 1}, "surprise"),
        ({"baselineState": "old"}, "baselineState"),
        ({"suppressions": [{"kind": "decided"}]}, "kind"),
        ({"message": {}}, "text"),
    ],
)
def test_a_log_that_is_not_would_be_told(broken: dict[str, Any], where: str) -> None:
    log = json.loads(rendered(result(Given()), "sarif"))
    log["runs"][0]["results"][0] |= broken
    (error,) = VALID.iter_errors(log)
    assert where in str(error)


def test_both_sides_have_their_places_and_their_words() -> None:
    each = only_result(result(Given([Side(annotation="6 months"), Side("b.md", line=9, quote="3 months")])))
    (first,) = each["locations"]
    (other,) = each["relatedLocations"]
    assert first["physicalLocation"]["region"] == {"startLine": 1, "startColumn": 17, "endLine": 1, "endColumn": 25}
    assert first["message"]["text"] == "6 months: It is taken for «6 months» after surgery."
    assert uri(other) == "b.md"
    assert other["physicalLocation"]["region"]["startLine"] == 9
    assert "«3 months»" in other["message"]["text"]


def test_the_message_links_to_the_other_sides_and_says_what_to_do() -> None:
    each = only_result(result(Given()))
    assert each["message"]["text"] == "drug-a: length is P6M or P3M. Check both. Other places: [b.md:1](1)."
    assert each["relatedLocations"][0]["id"] == 1


def test_no_text_of_a_page_becomes_a_link() -> None:
    text = only_result(hostile("a.md", "[click](https://x.example/) [b](1)"))["message"]["text"]
    assert text.count("](") == 1
    assert text.endswith("[other.md:1](1).")
    assert r"[pages/\[id\](1)#?.md:1](1)" in only_result(hostile_side())["message"]["text"]


def hostile_side() -> Result:
    return result(Given([Side(), Side("pages/[id](1)#?.md")]))


def test_many_sides_are_all_places_and_few_are_links() -> None:
    each = only_result(result(Given([Side(f"{number:04}.md") for number in range(1_500)])))
    assert len(each["relatedLocations"]) == sarif.MOST_PLACES - 1
    assert each["message"]["text"].endswith("[0010.md:1](10), 989 more.")


def test_severities_are_levels() -> None:
    levels = [each["level"] for each in run(many(1, 1, 1))["results"]]
    assert levels == ["error", "warning", "note"]


def test_a_finding_is_known_again_by_its_fingerprint() -> None:
    assert only_result(result(Given(fingerprint="f1")))["partialFingerprints"] == {"factlint/v1": "f1"}


def test_the_rules_say_what_they_look_for_and_keep_quiet_about() -> None:
    rules = {each["id"]: each for each in run(with_rules(result(Given())))["tool"]["driver"]["rules"]}
    assert sorted(rules) == sorted(BY_CODE)
    assert rules["C101"]["defaultConfiguration"] == {"level": "error"}
    assert rules["C104"]["defaultConfiguration"] == {"level": "note", "enabled": False}
    assert "## What keeps it quiet" in rules["C101"]["help"]["markdown"]
    assert rules["C101"]["help"]["text"] == BY_CODE["C101"].info.explanation.strip()
    assert all("helpUri" not in each for each in rules.values())


def test_a_rule_that_nobody_told_of_has_its_name() -> None:
    rules = run(result(Given(code="Z999", name="own-rule")))["tool"]["driver"]["rules"]
    assert [(each["id"], each["name"], each["help"]["text"]) for each in rules] == [("Z999", "own-rule", "own-rule.")]


def test_names_of_pages_are_percent_encoded_and_come_from_the_working_directory() -> None:
    each = only_result(hostile("pages/a b#c?d:e%20é.md"), base="site")
    assert uri(each["locations"][0]) == "site/pages/a%20b%23c%3Fd%3Ae%2520%C3%A9.md"
    assert each["locations"][0]["physicalLocation"]["artifactLocation"]["uriBaseId"] == "%SRCROOT%"


@pytest.mark.parametrize("base", ["..", "../site", "/elsewhere/site"])
def test_a_project_that_is_not_below_the_working_directory_is_the_root_itself(base: str) -> None:
    found = run(result(Given()), base=base)
    assert uri(found["results"][0]["locations"][0]) == "a.md"
    assert found["originalUriBaseIds"]["%SRCROOT%"]["description"]["text"] == "The folder of the project."


def test_a_page_outside_of_the_project_has_a_whole_uri() -> None:
    place = only_result(result(Given([Side("/srv/a b.md")])))["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "file:///srv/a%20b.md"}


def test_a_finding_without_evidence_and_one_about_a_file_have_a_place() -> None:
    region = only_result(without_evidence())["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 1, "startColumn": 17, "endLine": 1, "endColumn": 17}
    each = only_result(whole_file())
    assert each["locations"][0]["physicalLocation"]["region"]["startLine"] == 1
    assert "relatedLocations" not in each


def test_a_side_in_a_table_of_agreed_facts_is_quoted() -> None:
    (other,) = only_result(elsewhere())["relatedLocations"]
    assert uri(other) == "facts/agreed.csv"
    assert other["message"]["text"] == "P3M: «3 months»"


@pytest.mark.parametrize(("comment", "kind"), [(False, "external"), (True, "inSource")])
def test_what_people_hid_is_suppressed_with_their_reason_and_where_it_stands(comment: bool, kind: str) -> None:
    shown, hidden = run(suppressed(result(Given()), HIDDEN, comment=comment))["results"]
    assert "suppressions" not in shown
    (suppression,) = hidden["suppressions"]
    assert hidden["partialFingerprints"]["factlint/v1"] == "hidden"
    assert (suppression["kind"], suppression["status"]) == (kind, "accepted")
    assert suppression["justification"] == "hidden, because both are right"
    assert uri(suppression["location"]) == "decisions.yaml"
    assert suppression["location"]["physicalLocation"]["region"]["startLine"] == 7


def test_no_other_format_shows_what_people_hid() -> None:
    plain = result(Given())
    names = ("full", "concise", "json", "csv", "markdown", "github", "github-summary", "gitlab", "junit", "rdjson")
    for name in names:
        assert rendered(suppressed(plain, HIDDEN), name) == rendered(plain, name)


def test_each_result_tells_how_it_stands_to_the_earlier_run() -> None:
    before = result(Given(fingerprint="same"), Given(fingerprint="other", message="before"))
    now = result(*(Given(fingerprint=name) for name in ("same", "other", "new")))
    states = [each["baselineState"] for each in run(since(now, before))["results"]]
    assert states == ["unchanged", "updated", "new"]
    assert "baselineState" not in only_result(result(Given()))


def test_what_was_hidden_before_and_still_is_is_not_new() -> None:
    made = since(suppressed(result(Given()), HIDDEN, comment=False), result())
    assert made.previous
    known = replace(made, previous=replace(made.previous, withheld=frozenset({"hidden"})))
    assert [each["baselineState"] for each in run(made)["results"]] == ["new", "new"]
    assert [each["baselineState"] for each in run(known)["results"]] == ["new", "unchanged"]


def test_pages_that_were_not_read_are_notifications() -> None:
    skipped = {"b.md": "unreadable: it is broken", "c.md": "another language"}
    (invocation,) = run(result(pages=["a.md", *skipped], skipped=skipped))["invocations"]
    assert invocation["executionSuccessful"] is True
    told = [
        (each["level"], each["message"]["text"], uri(each["locations"][0]))
        for each in invocation["toolExecutionNotifications"]
    ]
    assert told == [
        ("warning", "The page was not read: it is broken.", "b.md"),
        ("note", "The page was not read: another language.", "c.md"),
    ]


def test_what_a_code_host_would_refuse_is_left_out_and_told() -> None:
    one = result(Given())
    rows = pd.concat([one.findings] * (sarif.MOST_RESULTS + 2), ignore_index=True)
    rows["fingerprint"] = [f"{number:016x}" for number in rows.index]
    (found,) = json.loads(rendered(replace(one, findings=rows), "sarif"))["runs"]
    (note,) = found["invocations"][0]["toolExecutionNotifications"]
    assert len(found["results"]) == 25_000
    assert note["message"]["text"].startswith("2 more findings do not fit here")


def test_columns_count_characters_and_nothing_tells_of_the_moment_or_the_machine() -> None:
    found = run(with_rules(result(Given())))
    assert found["columnKind"] == "unicodeCodePoints"
    assert found["properties"]["as_of"] == "2026-01-31"
    assert not {"startTimeUtc", "endTimeUtc", "machine", "commandLine"} & set(found["invocations"][0])
    assert "file://" not in json.dumps(found)


def test_who_has_a_finding_in_hand_and_which_pages_joined_are_properties() -> None:
    given_ = Given(scope="part=a")
    found = result(given_, grown={given_.key: ("b.md",)}, assigned={given_.key: f"ask: {TEXT}"})
    properties = only_result(found)["properties"]
    assert properties["scope"] == "part=a"
    assert properties["joined"] == ["b.md"]
    assert properties["assigned"].startswith("ask: a b ")
