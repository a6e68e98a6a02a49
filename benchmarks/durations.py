"""How many of the duration and number cases of Recognizers-Text the reader of quantities reads as they do.

Run: python benchmarks/durations.py [FOLDER]

FOLDER holds duration_extractor_en.jsonl, duration_parser_en.jsonl and number_en.jsonl: lines of
{"input", "expected": [{"text", "start", "end", "span_ok", "timex"?, "value"?}]} with half-open spans. Where
conventions differ ("a few" is 3 there and an open range here), the case counts as a miss and is listed.
"""

from __future__ import annotations

import json
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
SECTIONS = ("numbers", "units", "qualifiers")
PLAIN = re.compile(r"(?:[\d,.]+|(?!minus|negative|.*(?:half|quarter|third|fourth|fifth|over))[a-z -]+)")


class Tally(NamedTuple):
    """Hits by span and by value, and what was missed or read in excess."""

    expected: int
    found: int
    spans: int
    values: int
    misses: list[str]


def reader() -> QuantityReader:
    """The reader with the English wording that ships."""
    language = yaml.safe_load((ROOT / "schemas" / "english.yaml").read_text(encoding="utf-8"))
    return QuantityReader.from_mapping({name: language[name] for name in SECTIONS})


def cases(path: Path) -> Iterator[dict[str, Any]]:
    """The cases of one file; of the numbers, those that are whole and not negative."""
    for line in path.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        if all(wanted["type"] == "duration" or PLAIN.fullmatch(wanted["text"]) for wanted in case["expected"]):
            yield case


def is_duration(quantity: Quantity) -> bool:
    """Whether it is a length of time."""
    return quantity.value.kind in (ValueKind.DURATION, ValueKind.AGE)


def is_number(quantity: Quantity) -> bool:
    """Whether it is a bare number."""
    return quantity.value.kind is ValueKind.COUNT


def same_duration(quantity: Quantity, wanted: dict[str, Any]) -> bool:
    """Whether an open end aside the value is the one wanted."""
    return "timex" not in wanted or quantity.value.text.strip(".") == wanted["timex"]


def same_number(quantity: Quantity, wanted: dict[str, Any]) -> bool:
    """Whether the number is the one wanted."""
    return "value" not in wanted or quantity.value.low == wanted["value"]


def tally(path: Path, chosen: Callable[[Quantity], bool], same: Callable[[Quantity, Any], bool]) -> Tally:
    """Reads every case of ``path`` and counts what agrees."""
    read, expected, found, spans, values, misses = reader(), 0, 0, 0, 0, list[str]()
    for case in cases(path):
        quantities = [quantity for quantity in read.find(case["input"]) if chosen(quantity)]
        found, expected = found + len(quantities), expected + len(case["expected"])
        places = {(quantity.start, quantity.end): quantity for quantity in quantities}
        hits = [(wanted, places.get((wanted["start"], wanted["end"]))) for wanted in case["expected"]]
        spans += sum(hit is not None for _, hit in hits)
        right = sum(hit is not None and same(hit, wanted) for wanted, hit in hits)
        values += right
        if right < len(case["expected"]) or len(quantities) > len(case["expected"]):
            texts = [f"{case['input'][q.start : q.end]!r} as {q.value.text}" for q in quantities]
            names = [
                wanted["text"] + f" = {wanted.get('timex', wanted.get('value', '?'))}" for wanted in case["expected"]
            ]
            misses.append(f"{case['input']!r}: wanted {names}, read {texts}")
    return Tally(expected, found, spans, values, misses)


def report(name: str, result: Tally) -> None:
    """Prints the figures of one file and its misses."""
    recall, exact = result.spans / max(result.expected, 1), result.values / max(result.expected, 1)
    precision = result.values / max(result.found, 1)
    print(f"{name}: {result.expected} expected, {result.found} read")
    print(f"  recall by span {recall:.1%}, by span and value {exact:.1%}; precision {precision:.1%}")
    for miss in result.misses:
        print(f"  miss: {miss}")


def main() -> None:
    """Measures every file that is there."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "benchmarks" / "durations"
    measured = (
        ("duration_extractor_en.jsonl", is_duration, same_duration),
        ("duration_parser_en.jsonl", is_duration, same_duration),
        ("number_en.jsonl", is_number, same_number),
    )
    for name, chosen, same in measured:
        if not (folder / name).exists():
            print(f"{name}: skipped, {folder} does not hold it")
            continue
        report(name, tally(folder / name, chosen, same))


if __name__ == "__main__":
    main()
