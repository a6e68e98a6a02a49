"""A run: load, extract, validate, compare and judge, in that order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from factlint.config import check_scope
from factlint.domain import Domain, load_domain
from factlint.errors import ConfigError
from factlint.load import find_sources
from factlint.reading import PageReport, Task, read_pages
from factlint.result import ExampleOutcome, Mention, PatternUse, Result

if TYPE_CHECKING:
    import pandas as pd

    from factlint.compare.agreed import EvidenceSource
    from factlint.explained import Explained
    from factlint.project import Settings
    from factlint.suggesting import Suggested

Progress = Callable[[int, int], None]


def check(
    paths: Sequence[Path],
    settings: Settings,
    *,
    overlay: Mapping[str, bytes | None] | None = None,
    jobs: int = 0,
    progress: Progress | None = None,
) -> Result:
    """Read pages and judge what they say.

    Args:
        paths: files and folders to read.
        settings: of the project.
        overlay: contents to read in place of what is on disk, by page; None leaves the page out.
        jobs: processes to read with; 0 chooses by the number of pages.
        progress: told the number of pages done and of all.

    Raises:
        FactlintError: configuration or a schema is wrong, or a path is not there.
    """
    domains = load_domains(settings)
    agreed = _agreed(settings)
    reports = _read(paths, settings, overlay or {}, jobs, progress)
    return _judged(reports, domains, settings, agreed)


def load_domains(settings: Settings) -> dict[str, Domain]:
    """Every schema the project and its collections use, by id.

    Raises:
        SchemaError: a schema has a fault.
        ConfigError: two schemas have one id, or a collection's default scope is none of its schemas'.
    """
    domains: dict[str, Domain] = {}
    for name in settings.every_schema:
        domain = load_domain(name).domain
        if domain.id in domains:
            raise ConfigError(f"two schemas have the id {domain.id!r}", remedy="rename one of them")
        domains[domain.id] = domain
    check_scope(settings, domains)
    return domains


def mentions(
    paths: Sequence[Path], settings: Settings, *, jobs: int = 0, progress: Progress | None = None
) -> list[Mention]:
    """Every mention of every concept on the pages of ``paths``, in page order; the rest as in `check`."""
    found = {
        sighting
        for report in _read(paths, settings, {}, jobs, progress)
        for reading in report.readings
        for sighting in reading.sightings
    }
    return sorted(found)


def explained(
    paths: Sequence[Path], settings: Settings, *, jobs: int = 0, progress: Progress | None = None
) -> tuple[Result, list[Explained]]:
    """What `check` gives, and how every sentence was read, in page order."""
    domains = load_domains(settings)
    agreed = _agreed(settings)
    reports = _read(paths, settings, {}, jobs, progress, explain=True)
    sentences = [one for report in reports for reading in report.readings for one in reading.explained]
    sentences.sort(key=lambda one: (one.doc, one.place, one.schema))
    return _judged(reports, domains, settings, agreed), sentences


def pattern_usage(result: Result, settings: Settings) -> list[PatternUse]:
    """For each pattern of each schema how many pages of ``result`` it gave a fact on, the least used first."""
    pages = result.facts.groupby(["schema", "attribute", "pattern"], sort=True)["doc"].nunique().to_dict()
    uses = []
    for name in settings.every_schema:
        compiled = load_domain(name)
        for reader in compiled.readers.values():
            for pattern in reader.every_pattern:
                key = (compiled.domain.id, reader.id, pattern.label)
                uses.append(PatternUse(*key, int(pages.get(key, 0))))
    return sorted(uses, key=lambda use: (use.schema, use.attribute, use.pages, use.pattern))


def suggestions(result: Result, settings: Settings) -> Suggested:
    """Drafts of patterns for the sentences of ``result`` that were not read, those that would read most first."""
    from factlint.suggesting import suggestions

    return suggestions(result.unread, [load_domain(name) for name in settings.every_schema])


def test_examples(settings: Settings) -> list[ExampleOutcome]:
    """What became of every example of the settings' schemas."""
    from factlint.reading import read_example

    return [
        read_example(load_domain(name), example)
        for name in settings.every_schema
        for example in load_domain(name).examples
    ]


def _read(
    paths: Sequence[Path],
    settings: Settings,
    overlay: Mapping[str, bytes | None],
    jobs: int,
    progress: Progress | None,
    *,
    explain: bool = False,
) -> list[PageReport]:
    sources = find_sources(paths, settings.root, settings.exclude)
    tasks = [Task(path, page_id(path, settings.root) or path.as_posix()) for path in sources]
    tasks = [
        task._replace(content=overlay.get(task.doc)) if task.doc in overlay else task
        for task in tasks
        if overlay.get(task.doc, b"") is not None
    ]
    return read_pages(tasks, settings, jobs, progress, explain=explain)


def page_id(path: Path, root: Path) -> str:
    """The id of the page in the file ``path``; "" for a file outside of the project."""
    try:
        # The folder is resolved, not the file: a page that is a link keeps its own name.
        return (path.parent.resolve() / path.name).relative_to(root.resolve()).as_posix()
    except ValueError:
        return ""


class _Agreed(NamedTuple):
    """The tables of agreed facts as one, and the sources that they rest on."""

    references: pd.DataFrame | None = None
    evidence: Mapping[str, EvidenceSource] = {}


def _agreed(settings: Settings) -> _Agreed:
    # Before any page is read: a mistake in a table shows at once.
    if not (settings.references or settings.evidence):
        return _Agreed()
    from factlint.references import read_evidence, read_references

    evidence = read_evidence(settings.evidence, settings.root) if settings.evidence else None
    return _Agreed(read_references(settings.references, settings, evidence), evidence or {})


def _judged(
    reports: Sequence[PageReport], domains: Mapping[str, Domain], settings: Settings, agreed: _Agreed
) -> Result:
    from factlint.about import version
    from factlint.rules import Context, findings_tables, judged
    from factlint.stages import documents_table, facts_table, signals_table, unread_table, validated

    facts = facts_table(reports, domains)
    valid, rejected = validated(facts, domains)
    context = Context(
        documents=documents_table(reports),
        facts=valid,
        rejected=rejected,
        signals=signals_table(reports),
        domains=domains,
        settings=settings,
        references=agreed.references,
        evidence=agreed.evidence,
    )
    wanted, hidden = judged(context)
    findings, evidence = findings_tables(wanted)
    return Result(
        documents=context.documents,
        facts=facts,
        signals=context.signals,
        findings=findings,
        evidence=evidence,
        unread=unread_table(reports),
        as_of=settings.as_of,
        version=version(),
        domains=domains,
        hidden=hidden,
    )


__all__ = [
    "check",
    "explained",
    "load_domains",
    "mentions",
    "page_id",
    "pattern_usage",
    "suggestions",
    "test_examples",
]
