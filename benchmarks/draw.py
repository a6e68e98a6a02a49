"""Draw pages to be labelled before they are read: ``draw.py SHARED ROUND``, and ``draw.py SHARED ROUND --text FOLDER``.

The rule was fixed before the first draw. Pages are those of ``corpus/medquad-2000.zip``, ``corpus/pages`` and
``corpus/drift/new``. A sentence counts as *named* where it holds a name of ``vocab/nci_cancer_drugs.jsonl`` or an id of
a drug, therapy or class of ``gold/ids.yaml``, and as *measured* where a number stands before a unit of time, dose or
share. Of each page the window of at most 60 sentences in a row counts that holds most (the smaller of both counts, then
their sum, then the first). A page qualifies with at least two of each. Qualifying pages are ordered by the SHA-256 of
their path; every round takes the next six whole pages (``pages`` and ``drift/new``), three of the National Cancer
Institute and three others of ``medquad-2000.zip``. A page of the text or topic of one drawn before is passed over.

Without ``--text`` it prints a file of labels with no labels in it. With ``--text`` it writes each page whole, with line
numbers, and marks the window, for whoever labels.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

PER_ROUND = {"whole": 6, "CancerGov": 3, "other": 3}
MOST = 60

_SENTENCE = re.compile(r"[^\n]+?(?:(?<=[.!?:])(?=\s)|(?=\n)|\Z)")
_NUMBER = r"(?:\d[\d.,]*|half|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|few)"
_MEASURED = re.compile(
    rf"\b{_NUMBER}[ -]+(?:(?:to|or|and) \w+ |more )?"
    r"(?:minute|hour|day|week|month|year|time|cycle|course|dose|tablet|capsule)"
    r"|\b(?:once|twice|daily|weekly|monthly)\b|\d ?(?:%|percent|mg|mcg|ml|g/)",
    re.IGNORECASE,
)


class Drawn(NamedTuple):
    """A page and its window, lines from 1 and inclusive."""

    page: str
    text: str
    first: int
    last: int


def main() -> int:
    """Print the draw, or write its pages for whoever labels them."""
    shared, number = Path(sys.argv[1]), int(sys.argv[2])
    drawn = draw(shared, number)
    if "--text" in sys.argv:
        _write(Path(sys.argv[sys.argv.index("--text") + 1]), drawn)
        return 0
    print(f"# Round {number}. Drawn by benchmarks/draw.py; labelled before the first run on these pages.")
    for one in drawn:
        print(f"- page: {one.page}\n  first: {one.first}\n  last: {one.last}\n  facts: []")
    return 0


def draw(shared: Path, number: int) -> list[Drawn]:
    """The pages of round ``number``, from 1."""
    named = _names(shared)
    pools: dict[str, list[Drawn]] = {source: [] for source in PER_ROUND}
    texts: set[str] = set()
    topics: set[str] = set()
    for source, page, topic, text in sorted(_pages(shared), key=lambda one: _order(one[1])):
        window = _window(text, named)
        if window is None or text in texts or topic in topics:
            continue
        texts.add(text)
        topics.add(topic)
        pools[source].append(Drawn(page, text, *window))
    return [one for source, share in PER_ROUND.items() for one in pools[source][share * (number - 1) : share * number]]


def page_texts(shared: Path) -> dict[str, str]:
    """All pages that can be drawn, by path."""
    return {page: text for _, page, _, text in _pages(shared)}


def _pages(shared: Path) -> Iterator[tuple[str, str, str, str]]:
    corpus = shared / "corpus"
    for folder in ("pages", "drift/new"):
        for path in (corpus / folder).glob("*.txt"):
            topic = re.sub(r"^\d+_cancer\.gov_|-patient|-treatment|-pdq|\.txt$|^types-", "", path.name)
            yield "whole", f"{folder}/{path.name}", topic, path.read_text("utf-8")
    with zipfile.ZipFile(corpus / "medquad-2000.zip") as archive:
        for line in archive.read("index.jsonl").decode().splitlines():
            entry = json.loads(line)
            source = "CancerGov" if entry["source"] == "CancerGov" else "other"
            topic = entry["url"].rsplit("/types/")[-1].replace("/", "-")
            topic = re.sub("-patient|-treatment|-pdq", "", topic) if source == "CancerGov" else entry["url"]
            text = archive.read(entry["id"] + ".txt").decode()
            yield source, f"medquad-2000.zip/{entry['id']}.txt", topic, text


def _order(page: str) -> str:
    return hashlib.sha256(page.encode()).hexdigest()


def _names(shared: Path) -> re.Pattern[str]:
    ids = yaml.safe_load((shared / "gold" / "ids.yaml").read_text("utf-8"))
    names = {one.replace("-", " ") for kind in ("drug", "therapy", "class") for one in ids[kind]}
    for line in (shared / "vocab" / "nci_cancer_drugs.jsonl").read_text("utf-8").splitlines():
        entry = json.loads(line)
        names |= {entry["generic"].lower(), *(brand.lower() for brand in entry["brands"] or [])}
    longest_first = sorted(names, key=lambda one: (-len(one), one))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)


def _window(text: str, named: re.Pattern[str]) -> tuple[int, int] | None:
    sentences = [(text.count("\n", 0, one.start()) + 1, one.group()) for one in _SENTENCE.finditer(text)]
    sentences = [(line, words) for line, words in sentences if words.strip()]
    marks = [(bool(named.search(words)), bool(_MEASURED.search(words))) for _, words in sentences]
    best, place = (0, 0), 0
    for start in range(max(1, len(sentences) - MOST + 1)):
        names, amounts = (sum(column) for column in zip(*marks[start : start + MOST], strict=True))
        if (min(names, amounts), names + amounts) > best:
            best, place = (min(names, amounts), names + amounts), start
    if best[0] < 2:
        return None
    held = sentences[place : place + MOST]
    return held[0][0], held[-1][0]


def _write(folder: Path, drawn: list[Drawn]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for one in drawn:
        lines = one.text.split("\n")
        numbered = [
            f"{number:4} {'|' if one.first <= number <= one.last else ' '} {line}"
            for number, line in enumerate(lines, 1)
        ]
        (folder / one.page.replace("/", "__")).write_text("\n".join(numbered) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
