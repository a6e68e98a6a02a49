"""Planted disagreements: one edit to a copy of a page, and whether it is found: ``planted.py [SHARED] [-v]``.

Pages are those of ``sources/`` and, where SHARED is given, of its ``corpus/pages``. For each kind of edit
(``benchmarks/edits.py``) at most 60 are drawn (``--most N``), spread over the pages by the SHA-256 of page,
kind and place, so that nobody chooses them. Two settings:

*copy*: the page as it is, and a copy of it with one edit. A harmful edit is found where a finding at warning or
above (at info for a word of no known meaning) is new against the same run with the copy unchanged, and points
at the lines of the edit. A harmless one is a false alarm where any finding at warning or above is new.

*alone*: for edits of claims whose sentence names its thing: that sentence in a page of its own, so that no
passage is shared and only the comparison of claims can find it.

*read*: those of *alone* of which a fact was read before the edit: what of the misses is due to the comparison.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple

from edits import Edit, every_edit, sentences
from factlint import run
from factlint.config import load_settings
from factlint.domain import load_domain
from factlint.project import DEFAULT_SCHEMA, Settings
from factlint.reading import PageReport, Task, read_pages
from factlint.result import SEVERITY_RANK, Result
from scoring import share

ROOT: Final = Path(__file__).parents[1]
MOST: Final = 60
APART: Final = ("number", "value", "unit", "status", "negation", "target", "route", "other unit", "hedge")
VERBS: Final = ("status", "negation")
_QUIET: Final = ("word",)
_LETTERS: Final = 4
SHORT: Final = 400  # characters; a page of one sentence has one place


class Case(NamedTuple):
    """An edit of a page of a project."""

    settings: Settings
    path: Path
    doc: str
    text: str
    edit: Edit

    @property
    def rank(self) -> str:
        """Where the case stands in the order of drawing."""
        return hashlib.sha256(f"{self.doc}|{self.edit.kind}|{self.edit.start}".encode()).hexdigest()

    @property
    def line(self) -> int:
        """The line of the edit."""
        return self.text.count("\n", 0, self.edit.start) + 1

    def told(self) -> str:
        """The case for people."""
        before = self.text[max(0, self.edit.start - 60) : self.edit.end + 40].replace("\n", " ")
        words = self.text[self.edit.start : self.edit.end].replace("\n", " ")
        return f"{self.doc}:{self.line} [{words}] -> [{self.edit.words.strip()}] in: {before}"


class Bench:
    """Reads pages and judges them by twos, each distinct text once."""

    def __init__(self) -> None:
        self._reports: dict[tuple[str, bytes], PageReport] = {}

    def new(self, case: Case, plain: str, other: str) -> list[tuple[str, str, str, bool]]:
        """What is new with ``other`` for ``plain``: code, severity, message, and whether it points at the edit."""
        copy = f"{case.doc.rpartition('.')[0]}-copy.{case.doc.rpartition('.')[2]}"
        before, after = self._judged(case, copy, plain), self._judged(case, copy, other)
        known, line = _known(before, case), case.line
        places = after.evidence[after.evidence["doc"] == copy]
        at = places[(places["line"] <= line + 1) & (places["end_line"] >= line - 1)] if len(other) > SHORT else places
        # A finding about the age of a page stands at its top.
        pointing = set((places if case.edit.kind == "date" else at)["fingerprint"])
        return [
            (row.code, row.severity, row.message, row.fingerprint in pointing)
            for row in after.findings.itertuples()
            if _key(row, case) not in known and row.code != "O104"
        ]

    def reads(self, case: Case, plain: str) -> bool:
        """Whether a fact is read of the words that the edit changes, or of their sentence where it changes a verb."""
        words = case.text[case.edit.start : case.edit.end]
        facts = [fact for reading in self._read(case, f"plain-{case.doc}", plain).readings for fact in reading.facts]
        return any(case.edit.kind in VERBS or words in fact.quote or fact.quote in words for fact in facts)

    def _judged(self, case: Case, copy: str, text: str) -> Result:
        reports = [self._read(case, case.doc, case.text), self._read(case, copy, text)]
        return run._judged(reports, run.load_domains(case.settings), case.settings)

    def _read(self, case: Case, doc: str, text: str) -> PageReport:
        key = (doc, text.encode())
        if key not in self._reports:
            self._reports[key] = read_pages([Task(case.path, doc, key[1])], case.settings, 1, None)[0]
        return self._reports[key]


def _known(result: Result, case: Case) -> set[object]:
    return {_key(row, case) for row in result.findings.itertuples()}


def _key(row: Any, case: Case) -> object:
    """What a finding is known by; after a harmless edit one about the same things in other words is no new one."""
    return row.fingerprint if case.edit.harmful else (row.code, row.subject, row.attribute)


def main(arguments: Sequence[str]) -> int:
    """Print what was found, by kind, and with ``-v`` every miss and alarm."""
    numbers = [int(after) for word, after in pairwise(arguments) if word == "--most"]
    most = numbers[0] if numbers else MOST
    folders = [Path(each) for each in arguments if not each.startswith("-") and not each.isdigit()]
    cases = [case for folder in _folders(folders) for case in _cases(folder)]
    chosen = list(_drawn(cases, most))
    bench = Bench()
    for setting in ("copy", "alone", "read"):
        own = [each for each in chosen if setting == "copy" or each.edit.kind in APART]
        _report(setting, own, bench, "-v" in arguments)
    return 0


def _folders(given: Sequence[Path]) -> list[Path]:
    corpus = [folder.resolve() / "corpus" / "pages" for folder in given]
    return [ROOT / "sources", *(folder for folder in corpus if folder.is_dir())]


def _cases(folder: Path) -> Iterator[Case]:
    names = _names()
    settings = load_settings([folder], config=ROOT / "pyproject.toml" if folder.parent == ROOT else None)
    for path in sorted(folder.rglob("*.*")):
        if path.suffix in {".txt", ".md", ".html"}:
            text = path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
            for edit in every_edit(text, names):
                yield Case(settings, path, path.relative_to(settings.root).as_posix(), text, edit)


def _names() -> re.Pattern[str]:
    schemas = (DEFAULT_SCHEMA, "factlint:clinic-services")
    concepts = [each for name in schemas for each in load_domain(name).domain.concepts.values()]
    words = {name for each in concepts for name in each.names if len(name) > _LETTERS}
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})\b", re.IGNORECASE)


def _drawn(cases: Sequence[Case], most: int) -> Iterator[Case]:
    """Of each kind the first in order of rank, no page twice before every page has had its turn."""
    kinds: defaultdict[str, list[Case]] = defaultdict(list)
    for case in sorted(cases, key=lambda each: each.rank):
        kinds[case.edit.kind].append(case)
    for kind in sorted(kinds):
        turns: defaultdict[str, int] = defaultdict(int)
        numbered = []
        for case in kinds[kind]:
            numbered.append((turns[case.doc], case.rank, case))
            turns[case.doc] += 1
        yield from (case for _, _, case in sorted(numbered, key=lambda each: each[:2])[:most])


def _pages(setting: str, case: Case) -> tuple[str, str] | None:
    """The second page without and with the edit; None where the case has none in that setting."""
    edited = case.edit.applied(case.text)
    if setting == "copy":
        return case.text, edited
    own = next((s for s in sentences(case.text, _names()) if s.start <= case.edit.start < s.start + len(s.text)), None)
    if own is None or not _names().search(own.text):
        return None
    end = own.start + len(own.text)
    return _page(case, case.text[own.start : end]), _page(case, edited[own.start : end + len(edited) - len(case.text)])


def _page(case: Case, sentence: str) -> str:
    words = " ".join(sentence.split())
    return f"<p>{words}</p>\n" if case.doc.endswith("html") else f"{words}\n"


def _report(setting: str, cases: Sequence[Case], bench: Bench, verbose: bool) -> None:
    found: defaultdict[tuple[bool, str], list[bool]] = defaultdict(list)
    for case in cases:
        pages = _pages(setting, case)
        if pages is None or (setting == "read" and not bench.reads(case, pages[0])):
            continue
        new = bench.new(case, *pages)
        least = 0 if case.edit.kind in _QUIET else 1
        loud = [each for each in new if SEVERITY_RANK[each[1]] >= least]
        hit = any(each[3] for each in loud) if case.edit.harmful else bool(loud)
        found[case.edit.harmful, case.edit.kind].append(hit)
        if verbose and hit != case.edit.harmful:
            print("alarm" if hit else "miss ", setting, case.edit.kind, case.told())
            for code, severity, message, _ in new:
                print(f"      {severity} {code} {message}")
    for harmful, what in ((True, "found"), (False, "alarms")):
        rows = {kind: hits for (is_harmful, kind), hits in sorted(found.items()) if is_harmful is harmful}
        for kind, hits in rows.items():
            print(f"{setting}: {kind}: {what} {share(sum(hits), len(hits))}")
        every = [hit for hits in rows.values() for hit in hits]
        print(f"{setting}: {what} in all {share(sum(every), len(every))}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
