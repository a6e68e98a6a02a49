"""factlint beside medspaCy (target matcher and ConText): mentions, what is said of them, and time, on the same pages.

Run ``PEER/bin/python benchmarks/peer.py SHARED [-v] [--runs N]`` in an environment that holds both (measured with
medspaCy 1.3.1, PyRuSH 1.0.13, spaCy 3.7.5)::

    python3 -m venv PEER && PEER/bin/pip install medspacy "numpy<2" -e .

SHARED is a folder with ``corpus/medquad-2000.zip`` and ``corpus/pages``: the first 200 pages of the archive by name, and
all of the folder. Both programs look for every name of the drugs, therapies and conditions of the packaged schema;
medspaCy takes each as a literal in any case. ConText has its own rules and nothing else.

What is said of a mention is scored on ``tests/cases/peer-context.yaml``, labelled before the first run of either on it.
medspaCy says it by flags on the mention; factlint by the facts about its concept in the sentence: their modality, and
of a status (``not-used``, ``investigational``) the side that it stands on. Where factlint reads no fact, it says
nothing, which is counted apart and as missed. With ``-v`` every label that either does not meet is printed.
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

_LINE_END = re.compile(r"\r\n|\r|\n")


class Named(NamedTuple):
    """A mention on a page: characters of its text, the concept, the words, and what is read of it, if anything."""

    doc: str
    start: int
    end: int
    concept: str
    words: str
    readings: frozenset[str] = frozenset()


def vocabulary(domain: Domain) -> dict[str, str]:
    """The concept of each name that both look for, in lower case."""
    concepts = [each for each in domain.concepts.values() if not set(KINDS).isdisjoint(each.kinds)]
    return {name.lower(): each.id for each in concepts for name in each.names}


def peer(names: Mapping[str, str]) -> Any:
    """MedspaCy with its default pipeline and a literal for each name; ends the program where it is not installed."""
    try:
        import medspacy
        from loguru import logger
        from medspacy.ner import TargetRule
    except ImportError as error:
        sys.exit(NEEDS.format(name=error.name or "medspacy"))
    logger.disable("PyRuSH")  # else its splitter writes lines for every token, in measured time
    pipeline = medspacy.load()
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
    """What ``factlint where`` lists, of every concept of the kinds, with the readings of its sentence's facts."""
    settings = load_settings([folder], codes=())
    starts = {name: [0, *(match.end() for match in _LINE_END.finditer(text))] for name, text in texts.items()}
    said: dict[tuple[str, str, str], set[str]] = {}
    for fact in factlint.check(folder, as_of=DAY).facts.itertuples():
        said.setdefault((Path(str(fact.doc)).name, str(fact.sentence), str(fact.subject)), set()).add(
            reading(fact, domain)
        )
    found = []
    for one in run.mentions(settings.sources, settings, jobs=1):
        if set(KINDS).isdisjoint(domain.concepts[one.concept].kinds):
            continue
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


def compare(ours: Sequence[Named], theirs: Sequence[Named], names: Mapping[str, str]) -> None:
    """Print how many mentions both find, at what places, and the kinds of those that one finds alone."""
    our_spans, their_spans = ({(one.doc, one.start, one.end): one for one in each} for each in (ours, theirs))
    same = our_spans.keys() & their_spans.keys()
    our_starts, their_starts = ({key[:2]: one for key, one in each.items()} for each in (our_spans, their_spans))
    begun = [key for key in our_starts.keys() & their_starts.keys() if our_starts[key].end != their_starts[key].end]
    concepts = sum(our_spans[key].concept == their_spans[key].concept for key in same)
    print(f"mentions: factlint {len(our_spans)}, medspaCy {len(their_spans)}")
    print(f"  same start and end {len(same)} (of them the same concept {concepts}), same start alone {len(begun)}")
    pairs = Counter(_fold(our_starts[key].words) + " / " + _fold(their_starts[key].words) for key in begun)
    listed("same start alone (factlint / medspaCy)", pairs)
    rest = [one for key, one in our_spans.items() if key[:2] not in their_starts]
    kinds: dict[str, Counter[str]] = {}
    for one in rest:
        kind = "inside or across one of medspaCy's" if _crossed(one, theirs) else form(one, names)
        kinds.setdefault(kind, Counter())[_fold(one.words)] += 1
    for kind in sorted(kinds):
        listed(f"factlint alone, {kind}", kinds[kind])
    kinds = {}
    for one in theirs:
        if (one.doc, one.start) not in our_starts:
            kind = "inside or across one of factlint's" if _crossed(one, ours) else capitals(one, names)
            kinds.setdefault(kind, Counter())[one.words] += 1
    for kind in sorted(kinds):
        listed(f"medspaCy alone, {kind}", kinds[kind])


def form(one: Named, names: Mapping[str, str]) -> str:
    """Whether the words are a name as the schema writes it, or one of the forms that factlint makes of names."""
    return "a name as written" if _fold(one.words) in names else "a plural or a spelling made of a name"


def capitals(one: Named, names: Mapping[str, str]) -> str:
    """Whether the words are a short name without its capitals ("all" for ALL), which factlint takes for a word."""
    short = len(one.words) <= 5 and one.words.lower() in names and one.words.upper() != one.words
    return "a short name without capitals" if short else "not noted by factlint (other sense, ignored phrase, not read)"


def listed(what: str, words: Counter[str]) -> None:
    """A line with a count and the most frequent of its words."""
    told = ", ".join(f"{word} {count}" for word, count in words.most_common(MOST))
    print(f"  {what}: {words.total()}" + (f" ({told})" if told else ""))


def _fold(words: str) -> str:
    return " ".join(words.lower().split())


def _crossed(one: Named, others: Iterable[Named]) -> bool:
    return any(one.doc == each.doc and one.start < each.end and each.start < one.end for each in others)


# Readings


def cross(ours: Sequence[Named], theirs: Sequence[Named]) -> None:
    """Print for the mentions that both find what each reads of them; nobody has labelled these."""
    known = {one[:4]: one for one in theirs}
    both = [(one, known[one[:4]]) for one in ours if one[:4] in known]
    print(f"what is said of the {len(both)} mentions that both find (unlabelled)")
    counts = Counter((_told(our.readings), _told(their.readings)) for our, their in both)
    rows = (*READINGS, SILENT, "several")
    _row("factlint \\ medspaCy", [*READINGS, "several"])
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
    ours: list[set[str]] = []
    theirs: list[set[str]] = []
    labels: list[tuple[str, frozenset[str]]] = []
    for case, rows in zip(cases, facts, strict=True):
        entities = by_peer(pipeline, {"": case["text"]})
        for concept, label in case["of"].items():
            about = [row for row in rows.values() if row.subject == concept]
            ours.append({reading(row, domain) for row in about})
            theirs.append({said for one in entities if one.concept == concept for said in one.readings})
            labels.append((label, frozenset([label, case.get("also", {}).get(concept, label)])))
            if verbose:
                _differs(case["text"], concept, labels[-1], ours[-1], theirs[-1], about)
    print(f"labelled: {len(labels)} mentions in {len(cases)} sentences of {CASES.name}")
    _row("", ["label", *READINGS, SILENT], 14)
    for name, read in (("factlint", ours), ("medspaCy", theirs)):
        for label in READINGS:
            told = [said for (one, _), said in zip(labels, read, strict=True) if one == label]
            shown = [sum(each in said for said in told) for each in READINGS]
            _row(f"{name} {label}", [len(told), *shown, sum(not said for said in told)], 14)
    for name, read in (("factlint", ours), ("medspaCy", theirs)):
        figures(name, labels, read)


def figures(name: str, labels: Sequence[tuple[str, frozenset[str]]], read: Sequence[set[str]]) -> None:
    """Precision and recall of each reading, and the recall where anything was read."""
    for label in READINGS[1:]:
        pairs = list(zip(labels, read, strict=True))
        hits = sum(label in said for (one, _), said in pairs if one == label)
        wanted = [said for (one, _), said in pairs if one == label]
        given = [right for (_, right), said in pairs if label in said]
        true = sum(label in right for right in given)
        heard = sum(bool(said) for said in wanted)
        told = f"precision {_share(true, len(given))}, recall {_share(hits, len(wanted))}"
        print(f"{name} {label:12} {told}, of those read {_share(hits, heard)}")
    silent = sum(not said for said in read)
    exact = sum(bool(said) and said <= right for (_, right), said in zip(labels, read, strict=True))
    print(f"{name} {'all':12} right {_share(exact, len(read))}, of those read {_share(exact, len(read) - silent)}")


def _differs(
    text: str, concept: str, label: tuple[str, frozenset[str]], ours: set[str], theirs: set[str], about: Sequence[Any]
) -> None:
    wrong = [name for name, said in (("factlint", ours), ("medspaCy", theirs)) if not said or not said <= label[1]]
    if not wrong:
        return
    print(f"- {text}\n    {concept}: {label[0]}; wrong: {' and '.join(wrong)}")
    facts = [f"{row.attribute}={row.value} {row.modality} «{row.quote}» ({row.pattern})" for row in about]
    print(f"    factlint {sorted(ours) or SILENT}; medspaCy {sorted(theirs) or 'not found'}")
    for fact in facts:
        print(f"      {fact}")


def _share(right: int, total: int) -> str:
    return f"{right}/{total} = {right / total:.0%}" if total else "-"


def _row(head: str, cells: Sequence[object], width: int = 13) -> None:
    print(f"  {head:22}" + "".join(f"{cell!s:>{width}}" for cell in cells))


# Time


def timed(jobs: Mapping[str, Callable[[], object]], runs: int) -> dict[str, float]:
    """The median seconds of each job, all of them in turn; each has been run before."""
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(runs):
        for name, job in jobs.items():
            began = time.perf_counter()
            job()
            times[name].append(time.perf_counter() - began)
    return {name: statistics.median(each) for name, each in times.items()}


def main() -> None:
    """Print places, readings and seconds."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("shared", type=Path, help="the folder of shared data")
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("-v", action="store_true", dest="verbose", help="list what is not read as labelled")
    given = parser.parse_args()
    domain = load_domain(DEFAULT_SCHEMA).domain
    names = vocabulary(domain)
    pipeline = peer(names)
    versions = [f"{each} {importlib.metadata.version(each)}" for each in ("factlint", "medspacy", "PyRuSH", "spacy")]
    print(", ".join(versions))
    with tempfile.TemporaryDirectory() as top:
        folder = Path(top)
        texts = pages(given.shared, folder)
        size = sum(map(len, texts.values())) / 1e6
        print(f"{len(texts)} pages, {size:.2f} million characters; {len(names)} names")
        ours, theirs = by_factlint(folder, texts, domain), by_peer(pipeline, texts)
        compare(ours, theirs, names)
        cross(ours, theirs)
        labelled(pipeline, domain, given.verbose)
        settings = load_settings([folder], codes=())
        jobs: dict[str, Callable[[], object]] = {
            "factlint where (mentions; reads every fact too)": lambda: run.mentions(settings.sources, settings, jobs=1),
            "factlint check (facts, compared and judged)": lambda: factlint.check(folder, as_of=DAY),
            "medspaCy (mentions and ConText)": lambda: [pipeline(path.read_text("utf-8")) for path in folder.iterdir()],
        }
        print(f"seconds in one process, median of {given.runs} after a run of each")
        for name, seconds in timed(jobs, given.runs).items():
            print(f"  {name:50} {seconds:7.2f} s {len(texts) / seconds:7.0f} pages/s")


if __name__ == "__main__":
    main()
