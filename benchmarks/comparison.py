"""How the time to compare and judge facts grows with their number, beside a group-by of the same table.

Run ``python benchmarks/comparison.py [SIZE ...]``; prints seconds for each size (the best of three runs in this
process), the memory that each takes at most besides the table, and the exponent of growth fitted to the times.
"""

from __future__ import annotations

import datetime as dt
import sys
import time
import tracemalloc
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from factlint.domain.model import Attribute, Concept, Domain
from factlint.project import Settings
from factlint.rules import Context, judge
from factlint.tables import CITATIONS, DOCUMENTS, SIGNALS, table
from factlint.values import ValueKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SIZES = (10_000, 100_000, 1_000_000)
PER_PAGE = 20
RUNS = 3
UNITS = {"D": 1.0, "W": 7.0}
SCOPES = (None, "cold", "alpine", "hot")


def domain(subjects: int) -> Domain:
    """Durations of as many subjects, in three climates of which one is a kind of another."""
    concepts = {f"s{number}": Concept(f"s{number}", ("plant",), (f"subject {number}",)) for number in range(subjects)}
    climates = {"cold": (), "alpine": ("cold",), "hot": ()}
    for name, is_a in climates.items():
        concepts[name] = Concept(name, ("climate",), (name,), is_a=is_a)
    attributes = {name: Attribute(name, ("plant",), ValueKind.DURATION) for name in ("rest", "growth", "bloom")}
    return Domain("garden", concepts, attributes, {"climate": ("climate",)})


def context(size: int) -> Context:
    """Facts of which one topic in twenty has a value that disagrees, as one page in a hundred gives it."""
    draw = np.random.default_rng(7)
    subjects = max(10, size // 2_000)
    schema = domain(subjects)
    subject = draw.integers(0, subjects, size)
    attribute = draw.integers(0, len(schema.attributes), size)
    weeks = 2 + (subject * 3 + attribute) % 50
    odd = ((subject + attribute) % 20 == 0) & (draw.random(size) < 0.01)
    days = weeks * 7 + np.where(odd, 100, 0)
    unit = np.where(draw.random(size) < 0.3, "D", "W")
    number = np.where(unit == "D", days, days // 7)
    value = pd.Series([f"P{count}{name}" for count, name in zip(number, unit, strict=True)])
    length = number * np.where(unit == "D", 1.0, 7.0)
    doc = pd.Series(np.arange(size) // PER_PAGE).astype(str).radd("pages/").add(".md")
    climate = np.array(SCOPES, dtype=object)[draw.choice(len(SCOPES), size, p=[0.7, 0.1, 0.1, 0.1])]
    line = np.arange(size) % PER_PAGE + 1
    facts = pd.DataFrame(
        {
            **{"fact_id": pd.Series(np.arange(size)).astype(str), "claim_id": "c", "doc": doc},
            **{
                "line": line,
                "column": 1,
                "end_line": line,
                "end_column": 9,
                "start": line * 80,
                "end": line * 80 + 9,
            },
            **{"quote": value, "sentence": pd.Series(line).astype(str).radd("Sentence "), "section": ""},
            **{"subject": pd.Series(subject).astype(str).radd("s"), "subject_text": "it"},
            "attribute": np.array(list(schema.attributes))[attribute],
            **{"value": value, "low": length, "high": length, "unit": unit},
            **{"approx": draw.random(size) < 0.1, "hedged": draw.random(size) < 0.1, "modality": "asserted"},
            **{"scope": "", "as_of": dt.date(2026, 1, 1), "schema": "garden", "pattern": "p"},
            **{"confidence": 0.9, "reasons": "subject in the sentence", "climate": climate},
        }
    )
    return Context(
        documents=documents(list(facts["doc"].unique())),
        facts=facts,
        rejected=facts.iloc[:0].assign(failure=""),
        signals=table(SIGNALS, []),
        citations=table(CITATIONS, []),
        domains={"garden": schema},
        settings=Settings(root=Path(), as_of=dt.date(2026, 11, 20)),
    )


def documents(docs: Sequence[str]) -> pd.DataFrame:
    """A live page of ours for each name, reviewed this year."""
    usual: dict[str, object] = dict.fromkeys(DOCUMENTS.columns)
    usual |= {
        "ours": True,
        "authority": "normal",
        "status": "live",
        "skipped": "",
        **dict.fromkeys(("characters", "sentences", "claim_sentences", "read_sentences"), 0),
        "reviewed": dt.date(2026, 1, 1),
    }
    return pd.DataFrame({**usual, "doc": docs}, index=range(len(docs)))


def group_by(facts: pd.DataFrame) -> int:
    """The yardstick: the distinct claims and their pages, as pandas finds them."""
    columns = ["schema", "subject", "attribute", "value", "unit", "approx", "hedged", "modality", "climate"]
    aggregates = {"doc": "nunique", "confidence": "max", "low": "min", "high": "max"}
    return len(facts.groupby(columns, dropna=False, observed=True).agg(aggregates))


def judged_afresh(made: Context) -> int:
    """What a run does; a context keeps its disagreements, so each time has a new one."""
    return len(judge(replace(made)))


def seconds(run: Callable[[], object]) -> float:
    """The shortest of some runs."""
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        run()
        times.append(time.perf_counter() - began)
    return min(times)


def megabytes(run: Callable[[], object]) -> float:
    """What Python and numpy hold at most while this runs, besides what they held before."""
    tracemalloc.start()
    run()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 1_000_000


def main(sizes: list[int]) -> None:
    """Prints a line for each size, then the exponents."""
    rows = []
    heads = ("compare and judge", "group-by", "ratio", "findings", "places", "MB compared", "MB grouped")
    print(f"{'facts':>10}", *(f"{head:>{max(9, len(head))}}" for head in heads))
    for size in sizes:
        made = context(size)
        found = judge(made)
        places = sum(1 + len(each.related) for each in found)
        ours = seconds(partial(judged_afresh, made))
        plain = seconds(partial(group_by, made.facts))
        memory = [megabytes(partial(run, given)) for run, given in ((judged_afresh, made), (group_by, made.facts))]
        rows.append((size, ours, plain))
        print(
            f"{size:>10} {ours:>16.2f}s {plain:>8.2f}s {ours / plain:>9.1f} {len(found):>9} {places:>9}"
            f" {memory[0]:>11.0f} {memory[1]:>10.0f}",
            flush=True,
        )
    if len(rows) > 1:
        logs = np.log(np.array(rows))
        for name, column in (("compare and judge", 1), ("group-by", 2)):
            power = np.polyfit(logs[:, 0], logs[:, column], 1)[0]
            print(f"{name}: time grows with facts to the power of {power:.2f}")


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or list(SIZES))
