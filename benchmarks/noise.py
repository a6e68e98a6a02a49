"""What every rule says of real pages, and what readers thought of it: ``noise.py SHARED [--list]``.

SHARED holds ``corpus/``: 2,000 pages of questions and answers and 14 whole pages, read as one project, and 43
pages in two editions, each pair a project of its own. Prints the number of findings by rule and set; with
``--list`` every finding that has no label in ``tests/cases/corpus-audit.yaml``, as an entry to be labelled. A
label is genuine (an editor would act on it), arguable or false, with a reason; it is kept by set and
fingerprint, so that a finding that changes asks for another.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import yaml

import factlint
from factlint.rules import BY_CODE
from scoring import DAY, share

LABELS: Final = Path(__file__).parents[1] / "tests" / "cases" / "corpus-audit.yaml"
CLASSES: Final = ("genuine", "arguable", "false")


def main(arguments: list[str]) -> int:
    """Print the table, the labels' tally and, where asked for, what is not labelled yet."""
    shared = Path(arguments[0]) / "corpus"
    with tempfile.TemporaryDirectory() as folder:
        results = {name: factlint.check(path, as_of=DAY) for name, path in _sets(shared, Path(folder))}
        pairs = [factlint.check(path, as_of=DAY) for path in _pairs(shared, Path(folder))]
    found = {name: list(_findings(result)) for name, result in results.items()}
    found["pairs"] = [each for result in pairs for each in _findings(result)]
    _table(found)
    labels = {(each["set"], each["fingerprint"]): each for each in yaml.safe_load(LABELS.read_text("utf-8")) or ()}
    _tally(found, labels)
    if "--list" in arguments:
        new = [
            {"set": name, **each, "class": "?", "reason": ""}
            for name, every in found.items()
            for each in every
            if (name, each["fingerprint"]) not in labels
        ]
        print(yaml.safe_dump(new, allow_unicode=True, sort_keys=False, width=120))
    return 0


def _sets(corpus: Path, folder: Path) -> Iterator[tuple[str, Path]]:
    """All pages that are there once, as one project."""
    with zipfile.ZipFile(corpus / "medquad-2000.zip") as archive:
        archive.extractall(folder / "corpus" / "questions")
    shutil.copytree(corpus / "pages", folder / "corpus" / "pages")
    yield "corpus", folder / "corpus"


def _pairs(corpus: Path, folder: Path) -> Iterator[Path]:
    """Each page beside its other edition, as two pages of one project."""
    for path in sorted((corpus / "drift" / "old").glob("*.txt")):
        pair = folder / "pairs" / path.stem
        pair.mkdir(parents=True)
        for edition in ("old", "new"):
            other = corpus / "drift" / edition / path.name
            if other.is_file():
                (pair / f"{edition}-{path.name}").write_bytes(other.read_bytes())
        yield pair


def _findings(result: factlint.Result) -> Iterator[dict[str, Any]]:
    for row in result.findings.itertuples():
        own = result.evidence[result.evidence["fingerprint"] == row.fingerprint]
        places = [f"{each.doc}:{each.line}" for each in own.itertuples()]
        yield {
            "fingerprint": row.fingerprint,
            "code": row.code,
            "severity": row.severity,
            "message": row.message,
            "places": places[:4],
        }


def _table(found: dict[str, list[dict[str, Any]]]) -> None:
    print("code ", *(f"{name:>10}" for name in found))
    counts = {name: Counter((each["code"], each["severity"]) for each in every) for name, every in found.items()}
    for code in sorted(BY_CODE):
        cells = []
        for name in found:
            loud = counts[name][code, "error"] + counts[name][code, "warning"]
            quiet = counts[name][code, "info"]
            cells.append(f"{loud}+{quiet}i" if quiet else str(loud))
        print(code, "", *(f"{cell:>10}" for cell in cells))


def _tally(found: dict[str, list[dict[str, Any]]], labels: dict[tuple[str, str], dict[str, Any]]) -> None:
    known = Counter[tuple[str, str]]()
    missing = 0
    for name, every in found.items():
        for each in every:
            label = labels.get((name, each["fingerprint"]))
            missing += label is None
            if label is not None:
                known[each["code"], label["class"]] += 1
    for code in sorted({code for code, _ in known}):
        total = sum(known[code, one] for one in CLASSES)
        print(code, "; ".join(f"{one} {share(known[code, one], total)}" for one in CLASSES))
    print(f"{missing} findings have no label")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
