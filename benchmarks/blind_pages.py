"""Recall and precision on real pages that were labelled before they were read: ``blind_pages.py SHARED [ROUND] [-v]``.

``tests/cases/blind-pages-*.yaml`` holds the rounds: places and values, no text. A label counts as found where a fact
has its line, subject, attribute, value and modality. A fact counts as wrong where no label has it, but for a claim that
is labelled on another line of the page, and a broader condition or class than the one labelled. Optional labels are
not wanted, and are right where they are read; of a definition only the place counts. Labels whose subject or value has
no id in the schema (``?name``) are counted apart.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import yaml

import factlint
from draw import page_texts
from factlint.domain import load_domain
from scoring import DAY, share

CASES = Path(__file__).parent.parent / "tests" / "cases"
SCHEMA = "factlint:paediatric-oncology"
ANY = "*"
"""The value of a label that says only that something is claimed there (a definition)."""

Key = tuple[str, int, str, str, str, str]
"""Page, line, subject, attribute, value and modality."""


class Round(NamedTuple):
    """One round's labels held against what was read."""

    wanted: set[Key]
    optional: set[Key]
    outside: int
    found: dict[Key, Any]
    labels: dict[Key, dict[str, Any]]


def main() -> int:
    """Print the figures of every round, and with ``-v`` every miss and error."""
    shared = Path(sys.argv[1])
    only = [one for one in sys.argv[2:] if one.isdigit()]
    texts = page_texts(shared)
    for path in sorted(CASES.glob("blind-pages-*.yaml")):
        if not only or path.stem.rpartition("-")[2] in only:
            report(path.stem, read_round(path, texts), "-v" in sys.argv)
    return 0


def read_round(path: Path, texts: dict[str, str]) -> Round:
    """Read the pages of one file of labels."""
    pages = yaml.safe_load(path.read_text("utf-8"))
    labels = {
        _key(page["page"], one): one
        for page in pages
        for one in page["facts"]
        if "?" not in f"{one['subject']}{one['value']}"
    }
    outside = sum(len(page["facts"]) for page in pages) - len(labels)
    optional = {key for key, one in labels.items() if one.get("optional")}
    found = _read(pages, texts)
    return Round(labels.keys() - optional, optional, outside, found, labels)


def _key(page: str, one: dict[str, Any]) -> Key:
    modality = one.get("modality", "asserted")
    return page, one["line"], one["subject"], one["attribute"], str(one["value"]), modality


def _read(pages: list[dict[str, Any]], texts: dict[str, str]) -> dict[Key, Any]:
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for number, page in enumerate(pages):
            Path(folder, f"{number:02}.txt").write_text(texts[page["page"]], "utf-8")
        for row in factlint.check(folder, as_of=DAY).facts.itertuples():
            page = pages[int(str(row.doc)[:2])]
            if page["first"] <= row.line <= page["last"]:
                value = ANY if row.attribute == "definition" else row.value
                found[page["page"], row.line, row.subject, row.attribute, value, row.modality] = row
    return found


def errors(one: Round) -> set[Key]:
    """The facts that no label has, and that nothing excuses."""
    known = {(key[0], *key[2:]) for key in one.labels}
    domain = load_domain(SCHEMA).domain
    wrong = set()
    for key in one.found.keys() - one.labels.keys():
        page, _, subject, attribute, value, modality = key
        broader = any(
            (page, subject, attribute, modality) == (other[0], other[1], other[2], other[4])
            and domain.is_a(other[3], value)
            for other in known
        )
        if (page, subject, attribute, value, modality) not in known and not broader:
            wrong.add(key)
    return wrong


def report(name: str, one: Round, verbose: bool) -> None:
    """Print the figures by attribute and of all, with intervals."""
    wrong = errors(one)
    hits = one.wanted & one.found.keys()
    right = (one.wanted | one.optional) & one.found.keys()
    if verbose:
        for key in sorted(one.wanted - hits):
            print("missed", *key)
        for key in sorted(wrong):
            row = one.found[key]
            print("wrong ", *key, "|", row.pattern, "|", row.quote, "|", row.sentence[:200])
    counts = [Counter(key[3] for key in keys) for keys in (one.wanted, hits, right, wrong)]
    for attribute in sorted(set().union(*counts)):
        wanted, hit, good, bad = (count[attribute] for count in counts)
        print(f"{name} {attribute:22} recall {share(hit, wanted)}; precision {share(good, good + bad)}")
    print(f"{name}: recall {share(len(hits), len(one.wanted))}")
    print(f"{name}: precision {share(len(right), len(right) + len(wrong))}")
    scoped = [key for key in right if one.labels[key].get("scope")]
    agree = [key for key in scoped if _scope_holds(one.labels[key]["scope"], one.found[key])]
    print(f"{name}: scope of labels that state one {share(len(agree), len(scoped))}")
    print(f"{name}: {one.outside} labels name what the schema has no id for")


def _scope_holds(wanted: dict[str, str], row: Any) -> bool:
    return all(getattr(row, dimension, None) == value for dimension, value in wanted.items())


if __name__ == "__main__":
    sys.exit(main())
