"""factlint beside medspaCy (target matcher and ConText): mentions, what is said of them, and time, on the same pages.

Run ``PEER/bin/python benchmarks/peer.py SHARED [-v] [--runs N]`` in an environment that holds both (measured with
medspaCy 1.3.1, PyRuSH 1.0.13, spaCy 3.7.5)::

    python3 -m venv PEER && PEER/bin/pip install medspacy "numpy<2" -e .

SHARED is a folder with ``corpus/medquad-2000.zip`` and ``corpus/pages``: the first 200 pages of the archive by name are
read, and all of the folder. Both programs look for every name of the drugs, therapies and conditions of the packaged
schema; medspaCy takes each as a literal in any case. ConText has the rules that it comes with.

What is said of a mention is scored on ``tests/cases/peer-context.yaml``, labelled before the first run of either on it.
medspaCy says it by flags on the mention; factlint by the facts about its concept in the sentence: their modality, and
of a status (``not-used``, ``investigational``) the side that it stands on. Where factlint reads no fact it claims
nothing, which is counted apart, and as missed. With ``-v`` every label that either does not meet is printed.

Seconds are of one process; on a machine that does other things too, compare those of the processor.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import re
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

import factlint
from factlint import run
from factlint.config import load_settings
from factlint.domain import load_domain
from factlint.domain.model import Domain, Polarity
from factlint.project import DEFAULT_SCHEMA
from scoring import DAY, read_texts
from throughput import collect

CASES = Path(__file__).parent.parent / "tests" / "cases" / "peer-context.yaml"
KINDS = ("drug", "therapy", "condition")
ARCHIVED = 200
RUNS = 3
MOST = 5  # examples of a kind of difference
ASSERTED, NEGATED, HISTORICAL, HYPOTHETICAL = READINGS = ("asserted", "negated", "historical", "hypothetical")
SIDES = {Polarity.AGAINST: NEGATED, Polarity.NEUTRAL: HYPOTHETICAL}
FLAGS = {"is_negated": NEGATED, "is_historical": HISTORICAL, "is_hypothetical": HYPOTHETICAL}
SILENT = "no claim"
NEEDS = """\
peer.py needs {name}, which is no dependency of the project. In a virtual environment of its own:
  python3 -m venv PEER && PEER/bin/pip install medspacy "numpy<2" -e .
  PEER/bin/python benchmarks/peer.py SHARED"""

_SPACES = re.compile(r"\s+")
_NEXT = re.compile(r"\W*\w+")


class Named(NamedTuple):
    """A mention on a page: characters of its text, the concept, the words, and what is read of it, if anything."""

    doc: str
    start: int
    end: int
    concept: str
    words: str
    readings: frozenset[str] = frozenset()


class Label(NamedTuple):
    """What an editor says of a mention, and everything that is right of it."""

    best: str
    right: frozenset[str]


class Known(NamedTuple):
    """The concept of each name that both look for, in lower case; which are acronyms; the text of each page."""

    names: Mapping[str, str]
    acronyms: frozenset[str]
    texts: Mapping[str, str]

    def after(self, one: Named) -> str:
        """What follows a mention up to the end of the next word."""
        match = _NEXT.match(self.texts[one.doc], one.end)
        return _SPACES.sub(" ", match[0]).lower() if match else ""


def vocabulary(domain: Domain) -> dict[str, str]:
    """The concept of each name that both look for, in lower case."""
    concepts = [each for each in domain.concepts.values() if not set(KINDS).isdisjoint(each.kinds)]
    return {name.lower(): each.id for each in concepts for name in each.names}


def acronyms(domain: Domain) -> frozenset[str]:
    """Those names that are all capitals, in lower case."""
    return frozenset(name.lower() for each in domain.concepts.values() for name in each.names if name.isupper())


def peer(names: Mapping[str, str], splitter: str = "") -> Any:
    """MedspaCy with a literal for each name; ends the program where it is not installed.

    Its pipeline is the default one, or has spaCy's ``splitter`` of sentences in place of PyRuSH.
    """
    try:
        import medspacy
        from loguru import logger
        from medspacy.ner import TargetRule
    except ImportError as error:
        sys.exit(NEEDS.format(name=error.name or "medspacy"))
    logger.disable("PyRuSH")  # else it logs every token, in measured time
    parts = ["medspacy_tokenizer", "medspacy_target_matcher", "medspacy_context"]
    pipeline = medspacy.load(medspacy_enable=parts if splitter else "default")
    if splitter:
        pipeline.add_pipe(splitter, first=True)
    matcher = pipeline.get_pipe("medspacy_target_matcher")
    matcher.add([TargetRule(name, concept) for name, concept in names.items()])
    return pipeline


def pages(shared: Path, folder: Path) -> dict[str, str]:
    """The text of each page, by the name under which it is written to ``folder``; line ends are made plain."""
    with tempfile.TemporaryDirectory() as unpacked:
        sources = collect(shared / "corpus" / "medquad-2000.zip", Path(unpacked))[:ARCHIVED]
        sources += sorted((shared / "corpus" / "pages").glob("*.txt"))
        texts = {path.name: path.read_text("utf-8-sig") for path in sources}
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    return texts


# Mentions, and what is read of them


def by_factlint(folder: Path, texts: Mapping[str, str], domain: Domain) -> list[Named]:
    """What ``factlint where`` lists of every concept, with what the facts about it in its sentence say."""
    settings = load_settings([folder], codes=())
    starts = {name: [0, *(match.end() for match in re.finditer("\n", text))] for name, text in texts.items()}
    said: dict[tuple[str, str, str], set[str]] = {}
    for fact in factlint.check(folder, as_of=DAY).facts.itertuples():
        key = (Path(str(fact.doc)).name, str(fact.sentence), str(fact.subject))
        said.setdefault(key, set()).add(reading(fact, domain))
    found = []
    for one in run.mentions(settings.sources, settings, jobs=1):
        name, place = Path(one.doc).name, one.place
        start = starts[name][place.line - 1] + place.column - 1
        end = starts[name][place.end_line - 1] + place.end_column - 1
        readings = frozenset(said.get((name, one.sentence, one.concept), ()))
        found.append(Named(name, start, end, one.concept, one.text, readings))
    return found


def by_peer(pipeline: Any, texts: Mapping[str, str]) -> list[Named]:
    """The entities of medspaCy; one without a flag is asserted."""
    found = []
    for name, text in texts.items():
        for one in pipeline(text).ents:
            readings = frozenset(said for flag, said in FLAGS.items() if getattr(one._, flag)) or {ASSERTED}
            found.append(Named(name, one.start_char, one.end_char, one.label_, one.text, frozenset(readings)))
    return found


def reading(fact: Any, domain: Domain) -> str:
    """What a fact says of its subject: its modality, or of an asserted status the side that its value stands on."""
    if fact.modality != ASSERTED:
        return str(fact.modality)
    return SIDES.get(domain.attributes[fact.attribute].polarity.get(fact.value, Polarity.FOR), ASSERTED)


# Places


def compare(noted: Sequence[Named], ours: Sequence[Named], theirs: Sequence[Named], known: Known) -> None:
    """Print how many mentions both find, at what places, and the kinds of those that one finds alone.

    ``noted`` are all mentions that factlint notes, ``ours`` those of the kinds that both look for.
    """
    our_spans, their_spans = ({one[:3]: one for one in each} for each in (ours, theirs))
    same = our_spans.keys() & their_spans.keys()
    our_starts, their_starts = ({one[:2]: one for one in each} for each in (ours, theirs))
    begun = [key for key in our_starts.keys() & their_starts.keys() if our_starts[key].end != their_starts[key].end]
    agreed = sum(our_spans[key].concept == their_spans[key].concept for key in same)
    print(f"mentions: factlint {len(our_spans)}, medspaCy {len(their_spans)}")
    print(f"  same start and end: {len(same)}, of which the same concept {agreed}")
    ends = Counter(f"{_fold(our_starts[key].words)} / {_fold(their_starts[key].words)}" for key in begun)
    listed("same start, other end (factlint / medspaCy)", ends)
    kinds: dict[str, Counter[str]] = {}
    for one in ours:
        if one[:2] not in their_starts:
            kind, shown = alone_here(one, theirs, known)
            kinds.setdefault(f"factlint alone, {kind}", Counter())[shown] += 1
    for one in theirs:
        if one[:2] not in our_starts:
            kind, shown = alone_there(one, noted, known)
            kinds.setdefault(f"medspaCy alone, {kind}", Counter())[shown] += 1
    for kind in sorted(kinds):
        listed(kind, kinds[kind])


def alone_here(one: Named, theirs: Iterable[Named], known: Known) -> tuple[str, str]:
    """Why factlint alone finds a mention, and its words with what they tell."""
    other = _across(one, theirs)
    if other:
        return "across another of medspaCy's", f"{_fold(one.words)} / {_fold(other.words)}"
    if _fold(one.words) in known.names:
        return "a name as it is written", f"{_fold(one.words)}{known.after(one)}"
    return "a plural or spelling made of a name", _fold(one.words)


def alone_there(one: Named, noted: Iterable[Named], known: Known) -> tuple[str, str]:
    """Why medspaCy alone finds a mention, and its words with what they tell."""
    other = _across(one, noted)
    if other:
        return "within another name for factlint", f"{_fold(one.words)} / {_fold(other.words)}"
    if one.words.upper() != one.words and one.words.lower() in known.acronyms:
        return "an acronym without its capitals", one.words
    return "a sense or phrase that factlint leaves out", f"{_fold(one.words)}{known.after(one)}"


def listed(what: str, words: Counter[str]) -> None:
    """A line with a count and the most frequent of its words."""
    told = ", ".join(f"{word} {count}" for word, count in words.most_common(MOST))
    print(f"  {what}: {words.total()}" + (f" ({told})" if told else ""))


def _fold(words: str) -> str:
    return " ".join(words.lower().split())


def _across(one: Named, others: Iterable[Named]) -> Named | None:
    crossing = (each for each in others if one.doc == each.doc and one.start < each.end and each.start < one.end)
    return next(crossing, None)


# Readings


def cross(ours: Sequence[Named], theirs: Sequence[Named]) -> None:
    """Print for the mentions that both find what each reads of them; nobody has labelled these."""
    known = {one[:4]: one for one in theirs}
    both = [(one, known[one[:4]]) for one in ours if one[:4] in known]
    print(f"what is said of the {len(both)} mentions that both find (unlabelled)")
    counts = Counter((_told(our.readings), _told(their.readings)) for our, their in both)
    rows = (*READINGS, SILENT, "several")
    _row("factlint, medspaCy:", [*READINGS, "several"])
    for row in rows:
        _row(row, [counts[row, column] for column in (*READINGS, "several")])


def _told(readings: frozenset[str]) -> str:
    if len(readings) > 1:
        return "several"
    return next(iter(readings), SILENT)


def labelled(pipeline: Any, domain: Domain, verbose: bool) -> None:
    """Print how both read the labelled sentences."""
    cases = yaml.safe_load(CASES.read_text("utf-8"))
    facts = read_texts([case["text"] for case in cases])
    labels: list[Label] = []
    said: dict[str, list[frozenset[str]]] = {"factlint": [], "medspaCy": []}
    for case, rows in zip(cases, facts, strict=True):
        entities = by_peer(pipeline, {"": case["text"]})
        for concept, label in case["of"].items():
            labels.append(Label(label, frozenset([label, case.get("also", {}).get(concept, label)])))
            about = [row for row in rows.values() if row.subject == concept]
            said["factlint"].append(frozenset(reading(row, domain) for row in about))
            flags = (one.readings for one in entities if one.concept == concept)
            said["medspaCy"].append(frozenset().union(*flags))
            if verbose:
                _differs(case["text"], concept, labels[-1], {name: told[-1] for name, told in said.items()}, about)
    print(f"labelled: {len(labels)} mentions in {len(cases)} sentences of {CASES.name}")
    for name, told in said.items():
        figures(name, labels, told)
    heard = [bool(each) for each in said["factlint"]]
    for name, told in said.items():
        right = [bool(each) and each <= label.right for each, label in zip(told, labels, strict=True)]
        where = sum(one for one, there in zip(right, heard, strict=True) if there)
        print(f"  {name} right: {_share(sum(right), len(right))}; of those factlint reads {_share(where, sum(heard))}")


def figures(name: str, labels: Sequence[Label], said: Sequence[frozenset[str]]) -> None:
    """A row for each label: what was said of its mentions, and precision and recall of saying it."""
    _row(f"{name}, label", [*READINGS, SILENT, "precision", "recall", "of read"])
    for wanted in READINGS:
        told = [each for label, each in zip(labels, said, strict=True) if label.best == wanted]
        given = [wanted in label.right for label, each in zip(labels, said, strict=True) if wanted in each]
        hits, silent = sum(wanted in each for each in told), sum(not each for each in told)
        shares = [_share(sum(given), len(given)), _share(hits, len(told)), _share(hits, len(told) - silent)]
        _row(f"{wanted} ({len(told)})", [*(sum(each in one for one in told) for each in READINGS), silent, *shares])


def _differs(text: str, concept: str, label: Label, said: Mapping[str, frozenset[str]], about: Sequence[Any]) -> None:
    wrong = [name for name, each in said.items() if not each or not each <= label.right]
    if not wrong:
        return
    told = "; ".join(f"{name} {' and '.join(sorted(each)) or 'nothing'}" for name, each in said.items())
    print(f"- {text}\n    {concept} is {label.best}; wrong: {', '.join(wrong)}; said: {told}")
    for row in about:
        print(f"    {row.attribute}={row.value} {row.modality} «{row.quote}» {row.pattern}")


def _share(right: int, total: int) -> str:
    return f"{right}/{total} = {right / total:.0%}" if total else "-"


def _row(head: str, cells: Sequence[object]) -> None:
    print(f"  {head:20}" + "".join(f"{cell!s:>14}" for cell in cells))


# Time


class Seconds(NamedTuple):
    """What a run takes, on the clock and of the processor."""

    clock: float
    processor: float


def timed(jobs: Mapping[str, Callable[[], object]], runs: int) -> dict[str, Seconds]:
    """The medians of each job, all of them in turn, after one round that does not count."""
    times: dict[str, list[Seconds]] = {name: [] for name in jobs}
    for _ in range(runs + 1):
        for name, job in jobs.items():
            began = Seconds(time.perf_counter(), time.process_time())
            job()
            times[name].append(Seconds(time.perf_counter() - began.clock, time.process_time() - began.processor))
    medians = {}
    for name, each in times.items():
        clocks, processors = zip(*each[1:], strict=True)
        medians[name] = Seconds(statistics.median(clocks), statistics.median(processors))
    return medians


def main() -> None:
    """Print places, readings and seconds."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("shared", type=Path, help="the folder of shared data")
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("-v", action="store_true", dest="verbose", help="list what is not read as labelled")
    given = parser.parse_args()
    domain = load_domain(DEFAULT_SCHEMA).domain
    names = vocabulary(domain)
    pipeline, lighter = peer(names), peer(names, splitter="sentencizer")
    versions = [f"{each} {importlib.metadata.version(each)}" for each in ("factlint", "medspacy", "PyRuSH", "spacy")]
    with tempfile.TemporaryDirectory() as top:
        folder = Path(top)
        texts = pages(given.shared, folder)
        size = sum(map(len, texts.values())) / 1e6
        print(f"{', '.join(versions)}; {len(texts)} pages, {size:.2f} million characters; {len(names)} names")
        noted, theirs = by_factlint(folder, texts, domain), by_peer(pipeline, texts)
        ours = [one for one in noted if not set(KINDS).isdisjoint(domain.concepts[one.concept].kinds)]
        compare(noted, ours, theirs, Known(names, acronyms(domain), texts))
        cross(ours, theirs)
        labelled(pipeline, domain, given.verbose)
        settings = load_settings([folder], codes=())
        medians = timed(
            {
                "factlint where": lambda: run.mentions(settings.sources, settings, jobs=1),
                "factlint check": lambda: factlint.check(folder, as_of=DAY),
                "medspaCy": lambda: _each_page(pipeline, folder),
                "medspaCy, spaCy's sentences": lambda: _each_page(lighter, folder),
            },
            given.runs,
        )
    print(f"seconds for these pages in one process, median of {given.runs} after one")
    for name, seconds in medians.items():
        print(f"  {name:28} {seconds.clock:7.1f} on the clock, {seconds.processor:7.1f} of the processor")


def _each_page(pipeline: Any, folder: Path) -> None:
    for path in folder.iterdir():
        pipeline(path.read_text("utf-8"))


if __name__ == "__main__":
    main()
