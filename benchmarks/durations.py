"""How many of the duration and number cases of Recognizers-Text the reader of quantities reads as they do.

Run: python benchmarks/durations.py [FOLDER]

FOLDER holds duration_extractor_en.jsonl, duration_parser_en.jsonl and number_en.jsonl: lines of
{"input", "expected": [{"text", "start", "end", "span_ok", "timex"?, "value"?}]} with half-open spans. Conventions of
the two that differ are translated: a working day has a unit of its own there and is a day here, "more than an hour" is
an hour there and an hour or more here, one out of four is 0.25 there and 25 % here. What is read otherwise is listed
with the reason noted in durations-reasons.yaml beside this file, where a case goes by the first 12 hexadecimal digits
of the SHA-256 of its input.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from factlint.extract.quantities import Quantity, QuantityReader
from factlint.values import ValueKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[1]
REASONS = Path(__file__).with_name("durations-reasons.yaml")
SECTIONS = ("numbers", "units", "qualifiers")
PLAIN = re.compile(r"(?:[\d,.]+|(?!minus|negative|.*(?:half|quarter|third|fourth|fifth|over))[a-z -]+)")
NO_REASON = "no reason is noted"
WORKING_DAYS = "BD"  # their unit for working days; ISO 8601 has none
ROUNDING = 1e-5  # canonical values have six digits


class Miss(NamedTuple):
    """A case that is read otherwise than it is labelled."""

    key: str
    told: str


class Tally(NamedTuple):
    """Hits by span and by value, and what was missed or read in excess."""

    expected: int
    found: int
    spans: int
    values: int
    misses: list[Miss]


def reader() -> QuantityReader:
    """The reader with the English wording that ships."""
    language = yaml.safe_load((ROOT / "schemas" / "english.yaml").read_text(encoding="utf-8"))
    return QuantityReader.from_mapping({name: language[name] for name in SECTIONS})


def reasons() -> dict[str, str]:
    """Why cases are read otherwise, by key."""
    groups = yaml.safe_load(REASONS.read_text(encoding="utf-8"))
    return {key: group["reason"] for group in groups for key in group["cases"]}


def key_of(text: str) -> str:
    """What durations-reasons.yaml calls the case with the input ``text``."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def cases(path: Path) -> Iterator[dict[str, Any]]:
    """The cases of one file; of the numbers, those that are not negative and no common fraction."""
    for line in path.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        if all(wanted["type"] == "duration" or PLAIN.fullmatch(wanted["text"]) for wanted in case["expected"]):
            yield case


def is_duration(quantity: Quantity, _text: str) -> bool:
    """Whether it is a length of time."""
    return quantity.value.kind in (ValueKind.DURATION, ValueKind.AGE)


def is_number(quantity: Quantity, text: str) -> bool:
    """Whether it is a bare number, or a share worded by two of them."""
    return quantity.value.kind is ValueKind.COUNT or (quantity.value.kind is ValueKind.PERCENT and "%" not in text)


def same_duration(quantity: Quantity, wanted: dict[str, Any]) -> bool:
    """Whether an open end aside the value is the one wanted."""
    return "timex" not in wanted or quantity.value.text.strip(".") == wanted["timex"].replace(WORKING_DAYS, "D")


def same_number(quantity: Quantity, wanted: dict[str, Any]) -> bool:
    """Whether the number is the one wanted."""
    low = quantity.value.low
    if "value" not in wanted or low is None:
        return "value" not in wanted
    scale = 100 if quantity.value.kind is ValueKind.PERCENT else 1
    return math.isclose(float(low) / scale, wanted["value"], rel_tol=ROUNDING)


def tally(path: Path, chosen: Callable[[Quantity, str], bool], same: Callable[[Quantity, Any], bool]) -> Tally:
    """Reads every case of ``path`` and counts what agrees."""
    read, expected, found, spans, values, misses = reader(), 0, 0, 0, 0, list[Miss]()
    for case in cases(path):
        text, labels = case["input"], case["expected"]
        quantities = [item for item in read.find(text) if chosen(item, text[item.start : item.end])]
        found, expected = found + len(quantities), expected + len(labels)
        places = {(quantity.start, quantity.end): quantity for quantity in quantities}
        hits = [(wanted, places.get((wanted["start"], wanted["end"]))) for wanted in labels]
        spans += sum(hit is not None for _, hit in hits)
        right = sum(hit is not None and same(hit, wanted) for wanted, hit in hits)
        values += right
        if right < len(labels) or len(quantities) > len(labels):
            texts = [f"{text[item.start : item.end]!r} as {item.value.text}" for item in quantities]
            names = [wanted["text"] + f" = {wanted.get('timex', wanted.get('value', '?'))}" for wanted in labels]
            misses.append(Miss(key_of(text), f"{text!r}: wanted {names}, read {texts}"))
    return Tally(expected, found, spans, values, misses)


def report(name: str, result: Tally, why: dict[str, str]) -> None:
    """Prints the figures of one file and what is read otherwise, by reason."""
    recall, exact = result.spans / max(result.expected, 1), result.values / max(result.expected, 1)
    precision = result.values / max(result.found, 1)
    print(f"{name}: {result.expected} expected, {result.found} read")
    print(f"  recall by span {recall:.1%}, by span and value {exact:.1%}; precision {precision:.1%}")
    groups: dict[str, list[Miss]] = {}
    for miss in result.misses:
        groups.setdefault(why.get(miss.key, NO_REASON), []).append(miss)
    for reason, misses in groups.items():
        print(f"  {len(misses)} read otherwise: {reason}")
        for miss in misses:
            print(f"    {miss.key} {miss.told}")


def main() -> None:
    """Measures every file that is there."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "benchmarks" / "durations"
    measured = (
        ("duration_extractor_en.jsonl", is_duration, same_duration),
        ("duration_parser_en.jsonl", is_duration, same_duration),
        ("number_en.jsonl", is_number, same_number),
    )
    why, missed, skipped = reasons(), set[str](), False
    for name, chosen, same in measured:
        if not (folder / name).exists():
            print(f"{name}: skipped, {folder} does not hold it")
            skipped = True
            continue
        result = tally(folder / name, chosen, same)
        missed.update(miss.key for miss in result.misses)
        report(name, result, why)
    needless = [] if skipped else sorted(why.keys() - missed)
    if needless:
        print(f"read as labelled, so that {REASONS.name} need not name them: {', '.join(needless)}")


if __name__ == "__main__":
    main()
