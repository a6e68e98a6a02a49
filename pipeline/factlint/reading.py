"""Reads pages one by one or in several processes: load, then extract with every schema of the page's collection."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from factlint.config import shown
from factlint.domain import CompiledDomain, Domain, load_domain
from factlint.domain.build import PREFIX
from factlint.domain.compiled import Example
from factlint.errors import UnreadableSource
from factlint.extract.citations import page_citations
from factlint.extract.cited_words import CitationWords
from factlint.extract.facts import Fact, Signal
from factlint.extract.quantities import QuantityReader
from factlint.extract.reading import PageReader, Reading
from factlint.load import DateLabels, load_page
from factlint.pagereport import PageReport as PageReport
from factlint.pagereport import Task as Task
from factlint.pages import DateLabel, Page
from factlint.result import ExampleOutcome, PageText
from factlint.spans import Place, Span

if TYPE_CHECKING:
    from factlint.kept import Kept
    from factlint.project import Settings

POOL_FROM: Final = 400
CHUNK: Final = 32


def read_pages(
    tasks: Sequence[Task],
    settings: Settings,
    jobs: int,
    progress: Callable[[int, int], None] | None,
    *,
    explain: bool = False,
    texts: bool = False,
) -> list[PageReport]:
    """A report for each task, in the order given, whatever the number of processes.

    With ``explain`` it tells of each sentence how it was read, with ``texts`` it keeps what the page says.
    """
    kept = None if explain or texts else _kept(settings)
    reports = kept.known(tasks) if kept else {}
    missed = [at for at in range(len(tasks)) if at not in reports]
    workers = _workers(len(missed), jobs)
    read = partial(_report, settings=settings, explain=explain, texts=texts)
    rest = [tasks[at] for at in missed]
    fresh: dict[int, PageReport] = {}
    for at, report in zip(missed, _in_processes(read, rest, workers) if workers > 1 else map(read, rest), strict=True):
        fresh[at] = report
        if progress:
            progress(len(reports) + len(fresh), len(tasks))
    if kept:
        kept.keep(fresh)
    reports |= fresh
    return [reports[at] for at in range(len(tasks))]


def _kept(settings: Settings) -> Kept | None:
    if settings.cache is None:
        return None
    try:
        from factlint.kept import Kept
    except ImportError:  # a Python can be built without sqlite3
        return None
    return Kept.of(settings)


def page_at(doc: str, settings: Settings) -> Page:
    """The page ``doc`` as it is read in a run.

    Raises:
        UnreadableSource: it cannot be read any more.
    """
    collection = settings.collection(doc)
    schemas = [load_domain(name) for name in collection.schemas or settings.schemas]
    return _page(Task(settings.root / doc, doc), dict(collection.metadata), dict(collection.scope), schemas)


def read_text(compiled: CompiledDomain, text: str) -> list[Fact]:
    """What a text gives, read in Markdown as a page of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "example.md"
        path.write_text(text, encoding="utf-8")
        page = load_page(path, path.name, {"language": "en"}, {}, _date_labels(compiled))
    return reader_of(compiled).read(page).facts


def read_example(compiled: CompiledDomain, example: Example) -> ExampleOutcome:
    """Read an example as a page of its own and compare the facts of its attribute with those it expects."""
    found = [fact for fact in read_text(compiled, example.text) if fact.attribute == example.attribute]
    wanted = [dict(fact) for fact in example.facts]
    missing = [each for each in wanted if not any(_is(fact, each) for fact in found)]
    extra = [fact for fact in found if not any(_is(fact, each) for each in wanted)]
    return ExampleOutcome(
        schema=compiled.domain.id,
        line=example.line,
        attribute=example.attribute,
        text=example.text,
        missing=tuple(_told(each) for each in missing),
        unexpected=tuple(told(fact) for fact in extra),
        path=compiled.source if compiled.source.startswith(PREFIX) else shown(Path(compiled.source)),
        expected=tuple(_told(each) for each in wanted),
        read_by=tuple(fact.pattern for fact in extra),
    )


def told(fact: Fact) -> str:
    """A fact as outcomes of examples tell it: ``isotretinoin = P6M hedged condition=neuroblastoma``."""
    return _told(_as_expected(fact))


def _is(fact: Fact, wanted: dict[str, object]) -> bool:
    seen = _as_expected(fact)
    scope = wanted.get("scope") or {}
    stated = seen["scope"]
    if not isinstance(scope, dict) or not isinstance(stated, dict):
        return False
    same = all(seen[key] == value for key, value in wanted.items() if key != "scope")
    modality = wanted.get("modality", "asserted") == seen["modality"]
    return same and modality and all(stated.get(key) == value for key, value in scope.items())


def _as_expected(fact: Fact) -> dict[str, object]:
    return {
        "subject": fact.subject,
        "value": fact.value.text,
        "modality": fact.modality,
        "approx": fact.value.approx,
        "hedged": fact.hedged,
        "scope": dict(fact.scope),
    }


def _told(fact: dict[str, object]) -> str:
    words = [f"{fact['subject']} = {fact['value']}"]
    words += [str(fact[key]) for key in ("modality",) if fact.get(key) not in (None, "asserted")]
    words += [key for key in ("approx", "hedged") if fact.get(key)]
    scope = fact.get("scope") or {}
    if isinstance(scope, dict):
        words += [f"{name}={concept}" for name, concept in sorted(scope.items())]
    return " ".join(words)


def _workers(pages: int, jobs: int) -> int:
    if jobs:
        return max(1, min(jobs, pages))
    return 1 if pages < POOL_FROM else min(os.cpu_count() or 1, pages // CHUNK)


def _in_processes(read: Callable[[Task], PageReport], tasks: Sequence[Task], workers: int) -> Iterator[PageReport]:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        yield from pool.map(read, tasks, chunksize=CHUNK)


def _report(task: Task, settings: Settings, explain: bool, texts: bool) -> PageReport:
    collection = settings.collection(task.doc)
    schemas = [load_domain(name) for name in collection.schemas or settings.schemas]
    try:
        page = _page(task, dict(collection.metadata), dict(collection.scope), schemas)
    except UnreadableSource as error:
        place = Place(error.line, error.column, error.line, error.column)
        signal = Signal(task.doc, place, Span(0, 0), "unreadable", None, "", error.reason)
        return PageReport(task.doc, unreadable=f"unreadable: {error.reason}", signals=(signal,))
    readings = () if page.skipped else tuple(reader_of(schema).read(page, explain) for schema in schemas)
    return PageReport(
        doc=page.doc,
        meta=page.meta,
        sha256=page.sha256,
        characters=len(page.text),
        skipped=page.skipped,
        signals=(*_page_signals(page), *_unknown_claims(page, [schema.domain for schema in schemas])),
        citations=() if page.skipped else page_citations(page, _citation_words(schemas[0])),
        readings=readings,
        text=_page_text(page, readings) if texts else None,
    )


def _page_text(page: Page, readings: Sequence[Reading]) -> PageText:
    lines = tuple(page.places.of(Span(block.start, block.start)).line for block in page.blocks)
    unread = {one.span for reading in readings for one in reading.unread}
    return PageText(page.text, page.prose, page.blocks, lines, tuple(sorted(unread)))


def _page(task: Task, metadata: dict[str, object], scope: dict[str, str], schemas: Sequence[CompiledDomain]) -> Page:
    labels = _date_labels(schemas[0])
    if task.content is None:
        return load_page(task.path, task.doc, metadata, scope, labels)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"page{task.path.suffix}"
        path.write_bytes(task.content)
        return load_page(path, task.doc, metadata, scope, labels)


def _page_signals(page: Page) -> Iterator[Signal]:
    for label in page.labels:
        yield _label_signal(page, label)
    if page.meta.variant_kind:
        top = Span(0, 0)
        yield Signal(page.doc, page.places.of(top), top, "variant-kind", None, page.meta.variant_kind, "")
    for span, why in page.problems:
        text = " ".join(page.text[span.start : span.end].split())
        yield Signal(page.doc, page.places.of(span), span, "unreadable", None, text, why)
    for comment in page.comments:
        covers = json.dumps({"covers": comment.covers})
        yield Signal(page.doc, comment.place, Span(0, 0), "ignore", None, comment.text, covers)


def _unknown_claims(page: Page, domains: Sequence[Domain]) -> Iterator[Signal]:
    """Claims that the page lists as reviewed, and that no schema of it knows."""
    for review in page.meta.reviews:
        for subject, attribute in review.claims:
            if not any(subject in one.concepts and attribute in {"", *one.attributes} for one in domains):
                claim = f"{subject} {attribute}".strip()
                why = f"reviews: no schema of the page knows {claim!r} (write the ids: subject, or subject attribute)"
                yield Signal(page.doc, page.places.of(review.span), review.span, "unreadable", None, claim, why)


def _label_signal(page: Page, label: DateLabel) -> Signal:
    text = " ".join(page.text[label.span.start : label.span.end].split())
    detail = f"{label.what}: {label.problem or label.date}"
    return Signal(page.doc, page.places.of(label.span), label.span, "date-label", None, text, detail)


def reader_of(compiled: CompiledDomain) -> PageReader:
    """What reads pages with this schema."""
    return _page_reader(compiled.source, compiled.sha256)


@lru_cache(maxsize=8)
def _page_reader(source: str, _sha256: str) -> PageReader:
    compiled = load_domain(source)
    words = compiled.language.words
    units = {**words["units"], **compiled.units}
    vocabulary = {"numbers": words["numbers"], "units": units, "qualifiers": words["qualifiers"]}
    return PageReader(compiled, QuantityReader.from_mapping(vocabulary))


@lru_cache(maxsize=8)
def _labels_of(source: str, _sha256: str) -> DateLabels:
    return DateLabels.from_mapping(load_domain(source).language.words["date_labels"])


@lru_cache(maxsize=8)
def _cited_by(source: str, _sha256: str) -> CitationWords:
    language = load_domain(source).language
    return CitationWords.from_mapping(language.words, language.source_headings)


def _citation_words(compiled: CompiledDomain) -> CitationWords:
    return _cited_by(compiled.source, compiled.sha256)


def _date_labels(compiled: CompiledDomain) -> DateLabels:
    return _labels_of(compiled.source, compiled.sha256)
