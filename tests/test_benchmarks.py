"""The benchmarks run; what they measure is for people to look at."""

from __future__ import annotations

import importlib
import importlib.util
import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from factlint.domain import load_domain
from factlint.project import DEFAULT_SCHEMA
from factlint.tables import MODALITIES

PEER_CASES = Path(__file__).parent / "cases" / "peer-context.yaml"
BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


def run(name: str, *arguments: str) -> str:
    command = [sys.executable, BENCHMARKS / name, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_throughput_is_told_for_the_pages_of_an_archive_whatever_their_names(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "pages.zip", "w") as archive:
        for name in ("a.txt", "deep/a.txt", "../outside.txt", "notes.pdf"):
            archive.writestr(name, "Isotretinoin is taken for 6 months.\n")
    said = run("throughput.py", str(tmp_path / "pages.zip"), "--runs", "1", "--jobs", "1")
    assert said.startswith("3 pages, ")
    assert re.search(r"--jobs 1: +[\d.]+ s +\d+ pages/s, largest process \d+ MB\n$", said)
    assert [path.name for path in tmp_path.iterdir()] == ["pages.zip"]


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_the_hook_is_timed_for_every_kind_of_commit_beside_another_interpreter() -> None:
    said = run("hook.py", "--pages", "3", "--runs", "1", "--against", sys.executable)
    kinds = [
        f"{kind}, {who}, {cache}"
        for kind in ("conflict", "no conflict", "no page")
        for who in ("this", "other")
        for cache in ("cold", "warm")
    ]
    for name in (*kinds, "python starts", "pandas"):
        assert re.search(rf"^ *{name}: +\d+\.\d\d +\d+\.\d\d +\d+\.\d\d$", said, re.MULTILINE)


def test_scaling_is_told_with_its_exponent_for_pages_made_up(tmp_path: Path) -> None:
    said = run("scaling.py", "--sizes", "2", "6")
    assert re.search(r"^ +6 pages +[\d.]+ s", said, re.MULTILINE)
    assert re.search(r"to the power of -?\d+\.\d\d\n", said)


def test_copies_are_told_for_passages_made_up_and_for_one_over_and_over() -> None:
    said = run("copies.py", "40", "80")
    assert re.search(r"^ +80 passages +[\d.]+ s +[1-9]\d* pairs$", said, re.MULTILINE)
    assert "80 times one paragraph, alike: " in said


def test_durations_are_told_with_what_is_read_otherwise(tmp_path: Path) -> None:
    cases = [
        {"input": "Rest two working days.", "expected": [duration("two working days", 5, "P2BD")]},
        {"input": "Rest more than a week.", "expected": [duration("more than a week", 5, "P1W")]},
        {"input": "Rest a while.", "expected": [duration("a while", 5, "P1D")]},
    ]
    lines = "".join(json.dumps(case) + "\n" for case in cases)
    (tmp_path / "duration_parser_en.jsonl").write_text(lines, encoding="utf-8")
    said = run("durations.py", str(tmp_path))
    assert "duration_parser_en.jsonl: 3 expected, 2 read\n" in said
    assert "recall by span 66.7%, by span and value 66.7%; precision 100.0%\n" in said
    assert "1 read otherwise: no reason is noted\n    412757d2bac7 'Rest a while.'" in said


def test_differences_of_pairs_are_told_with_how_many_of_a_sample_are_right(tmp_path: Path) -> None:
    for name, length in (("old", "6 months"), ("new", "9 months")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.md").write_text(f"Isotretinoin is taken for {length}.\n", encoding="utf-8")
    label = {"page": "a.md", "kind": "changed", "subject": "isotretinoin", "attribute": "treatment_duration"}
    labels = [{**label, "key": key, "verdict": "genuine"} for key in ("e0e5cb2c0802", "000000000000")]
    (tmp_path / "labels.yaml").write_text(yaml.safe_dump(labels), encoding="utf-8")
    said = run("diff_pairs.py", str(tmp_path / "old"), str(tmp_path / "new"), str(tmp_path / "labels.yaml"))
    assert "changed: 1; labelled: 1 genuine, 0 arguable, 0 false\n" in said
    assert "labels of claims that are not listed any more: 1\n" in said


def duration(text: str, start: int, timex: str) -> dict[str, str | int]:
    return {"type": "duration", "text": text, "start": start, "end": start + len(text), "timex": timex}


def test_the_sentences_for_the_peer_name_each_treatment_that_they_label_once() -> None:
    compiled = load_domain(DEFAULT_SCHEMA)
    cases = yaml.safe_load(PEER_CASES.read_text("utf-8"))
    for case in cases:
        concepts = [mention.concept for mention in compiled.vocabulary.find(case["text"])]
        assert all(concepts.count(concept) == 1 for concept in case["of"]), case["text"]
        assert set(case["of"].values()) <= set(MODALITIES), case["text"]
        assert all(label in MODALITIES and label != case["of"][of] for of, label in case.get("also", {}).items())
    assert len({case["text"] for case in cases}) == 120


@pytest.mark.skipif(importlib.util.find_spec("medspacy") is not None, reason="medspaCy is here")
def test_the_comparison_with_a_peer_tells_how_to_install_it(tmp_path: Path) -> None:
    command = [sys.executable, BENCHMARKS / "peer.py", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert "pip install medspacy" in done.stderr


def module(name: str) -> Any:
    return importlib.import_module(f"benchmarks.{name}")


def test_every_kind_of_edit_changes_a_page_and_says_what_it_changed() -> None:
    edits = module("edits")
    text = (
        "Isotretinoin is usually taken for 6 months, by mouth, before the last test.\n"
        "- The antibody is aimed at GD2 and runs for 24 hours.\n- Children often start it on day 5.\n"
        "Last reviewed: May 3, 2024\n"
    )
    names = re.compile("isotretinoin|antibody", re.IGNORECASE)
    made = list(edits.every_edit(text, names))
    assert {edit.kind for edit in made} == {*edits.KINDS, "date", "order"}
    assert [edit for edit in made if edit.applied(text) == text] == []
    assert {edit.harmful for edit in made if edit.kind in {"hedge", "order", "other unit", "wording"}} == {False}
    assert {edit.harmful for edit in made if edit.kind in {"status", "number", "date"}} == {True}


def test_labels_of_findings_on_real_pages_have_a_class_and_a_reason() -> None:
    labels = yaml.safe_load((Path(__file__).parent / "cases" / "corpus-audit.yaml").read_text("utf-8"))
    assert len(labels) > 15
    assert [
        each for each in labels if each["class"] not in ("genuine", "arguable", "false") or not each["reason"]
    ] == []
    assert len({(each["set"], each["fingerprint"]) for each in labels}) == len(labels)
