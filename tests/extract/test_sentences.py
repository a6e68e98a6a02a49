from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from factlint.extract.sentences import split_sentences

ENGLISH = Path(__file__).parents[2] / "schemas" / "english.yaml"
ABBREVIATIONS = frozenset(yaml.safe_load(ENGLISH.read_text(encoding="utf-8"))["abbreviations"])

# Sentences are set off by a bar.
CASES = [
    "The plant is green.| It grows.| Does it flower?| Yes!| Good.",
    "Use a herb, e.g. Parsley, or i.e. Thyme.| Then wait.",
    "Dr. Potter and Mrs. Gardener came.| Prof. Reed did not.",
    "Use approx. 6 mg of it.| See No. 5 and Fig. 2.| The answer is no.| Next.",
    "It was no. 5 of ten.| We said no.| Ten came.",
    "In the U.S. Gardens are large.| In the U.K. they are small.",
    "Give 2.5 mg/m2.| Then 0.5 mg, or .5 mg.| Stop.",
    "J. Potter and A. B. Reed grow vitamin plants.| They sell them.",
    "It is hepatitis B. |It is mild.",
    "Roses vs. Lilies is a hard choice.| Roses win.",
    "It went on ... and on … until May.| It ended...| Then it began again.",
    '"Will it grow?" she asked.| "It will."| He nodded.',
    "It grew (as we hoped.)| It flowered (twice).| The end.",
    "Advice for this.|Roses and lilies need water.| Why not?|Ask us.",
    "See www.example.Com for more, or Garden.Net pages.| The end.",
    "1. Dig a hole.| 2. Plant it.| It was 2019.| The year of roses.",
    "At 8 a.m. the sun was up.| We left at 9 a.m.| Nobody saw.",
    "What is a rose ?| It is a plant .| Yes .",
    "Potter et al. (2019) say so.| Others do not.",
    "It grew.\nIt flowered\nin May.",
    "A price of 3.| 5 of them came.",
    "no capital here. and none there. So one.",
]


@pytest.mark.parametrize("marked", CASES)
def test_sentences_end_at_the_bars(marked: str) -> None:
    prose = marked.replace("|", "")
    wanted = [part.strip() for part in marked.split("|")]
    if "\n" in marked:
        wanted = ["It grew.", "It flowered\nin May."]
    if marked.startswith("no capital"):
        wanted = ["no capital here. and none there.", "So one."]
    found = [prose[start:end] for start, end in split_sentences(prose, 0, len(prose), ABBREVIATIONS)]
    assert found == wanted


def test_only_the_block_is_split() -> None:
    prose = "Before. The plant grows. It flowers. After."
    spans = split_sentences(prose, 8, 36, ABBREVIATIONS)
    assert [prose[start:end] for start, end in spans] == ["The plant grows.", "It flowers."]


@given(st.text("aB. !?…\"')(\n0e.g", max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_spans_are_trimmed_in_order_and_lose_nothing(prose: str, start: int, length: int) -> None:
    end = min(len(prose), start + length)
    spans = split_sentences(prose, start, end, ABBREVIATIONS)
    for span in spans:
        assert start <= span.start < span.end <= end
        assert prose[span.start : span.end] == prose[span.start : span.end].strip()
    for before, after in pairwise(spans):
        assert before.end <= after.start
    kept = "".join(prose[span.start : span.end] for span in spans)
    assert "".join(kept.split()) == "".join(prose[start:end].split())


@pytest.mark.parametrize("unit", [".", ".a", "A. ", "\"'", ".)", "1. ", "a.B", "((", "e.g. ", "?!"])
def test_time_is_linear_in_the_block(unit: str) -> None:
    prose = unit * 200_000
    start = time.perf_counter()
    split_sentences(prose, 0, len(prose), ABBREVIATIONS)
    assert time.perf_counter() - start < 5
