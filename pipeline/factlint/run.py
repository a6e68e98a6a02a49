"""A run: load, extract, validate, compare and judge, in that order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from factlint.config import check_scope
from factlint.domain import Domain, load_domain
from factlint.errors import ConfigError
from factlint.load import find_sources
from factlint.project import DEFAULT_REVIEW_MONTHS
from factlint.reading import PageReport, Task, read_pages
from factlint.references.tables import agreed_tables
from factlint.result import ExampleOutcome, Mention, PatternUse, Result

if TYPE_CHECKING:
    import pandas as pd

    from factlint.decisions import Decisions
    from factlint.explained import Explained
    from factlint.project import Settings
    from factlint.suggesting import Suggested

Progress = Callable[[int, int], None]


def check(
    paths: Sequence[Path],
    settings: Settings,
    *,
    overlay: Mapping[str, bytes | None] | None = None,
    decisions: Decisions | None = None,
    known: Sequence[PageReport] = (),
    jobs: int = 0,
    progress: Progress | None = None,
    asked: Collection[str] | None = None,
) -> Result:
    """Read pages and judge what they say.

    Args:
        paths: files and folders to read.
        settings: of the project.
        overlay: contents to read in place of what is on disk, by page; None leaves the page out.
        decisions: what hides findings and who has them in hand, comments on pages included; None hides nothing.
        known: what pages gave before; those that the overlay does not name are not read again.
        jobs: processes to read with; 0 chooses by the number of pages.
        progress: told the number of pages done and of all.
        asked: codes of the rules whose findings are of interest; those of others may be missing. None asks all.

    Raises:
        FactlintError: configuration or a schema is wrong, or a path is not there.
    """
    prepare(settings)
    reports = read(paths, settings, overlay, known, jobs=jobs, progress=progress)
    return judge(reports, settings, decisions, asked=asked)


def prepare(settings: Settings) -> None:
    """Reads the schemas and the tables of agreed facts, so that a mistake in them is told before pages are read.

    Raises:
        FactlintError: there is one.
    """
    load_domains(settings)
    agreed_tables(settings)


def judge(
    reports: Sequence[PageReport],
    settings: Settings,
    decisions: Decisions | None = None,
    *,
    asked: Collection[str] | None = None,
) -> Result:
    """Judges what was read, in page order, and makes tables of it; ``decisions`` and ``asked`` as in `check`.

    Raises:
        FactlintError: configuration, a schema or a table of agreed facts is wrong.
    """
    return _judged(reports, load_domains(settings), settings, decisions, asked)


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
    return _mentions(read(paths, settings, jobs=jobs, progress=progress))


def _mentions(reports: Sequence[PageReport]) -> list[Mention]:
    return sorted({one for report in reports for reading in report.readings for one in reading.sightings})


def explained(
    paths: Sequence[Path], settings: Settings, *, jobs: int = 0, progress: Progress | None = None
) -> tuple[Result, list[Explained]]:
    """What `check` gives, and how every sentence was read, in page order."""
    domains = load_domains(settings)
    reports = read(paths, settings, jobs=jobs, progress=progress, explain=True)
    sentences = [one for report in reports for reading in report.readings for one in reading.explained]
    sentences.sort(key=lambda one: (one.doc, one.place, one.schema))
    return _judged(reports, domains, settings), sentences


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


def read(
    paths: Sequence[Path],
    settings: Settings,
    overlay: Mapping[str, bytes | None] | None = None,
    known: Sequence[PageReport] = (),
    *,
    jobs: int = 0,
    progress: Progress | None = None,
    explain: bool = False,
    texts: bool = False,
) -> list[PageReport]:
    """Reads pages, in page order; the rest as in `check`.

    With ``explain`` it tells how each sentence was read, with ``texts`` it keeps what the pages say.
    """
    overlay = overlay or {}
    sources = find_sources(paths, settings.root, settings.exclude)
    tasks = [Task(path, page_id(path, settings.root) or path.as_posix()) for path in sources]
    tasks = [
        task._replace(content=overlay.get(task.doc)) if task.doc in overlay else task
        for task in tasks
        if overlay.get(task.doc, b"") is not None
    ]
    had = {report.doc: report for report in known if report.doc not in overlay}
    new = read_pages(
        [task for task in tasks if task.doc not in had], settings, jobs, progress, explain=explain, texts=texts
    )
    reports = had | {report.doc: report for report in new}
    return [reports[task.doc] for task in tasks]


def page_id(path: Path, root: Path) -> str:
    """The id of the page in the file ``path``; "" for a file outside of the project."""
    try:
        # The folder is resolved, not the file: a page that is a link keeps its own name.
        return (path.parent.resolve() / path.name).relative_to(root.resolve()).as_posix()
    except ValueError:
        return ""


def _judged(
    reports: Sequence[PageReport],
    domains: Mapping[str, Domain],
    settings: Settings,
    decisions: Decisions | None = None,
    asked: Collection[str] | None = None,
) -> Result:
    from factlint.about import version
    from factlint.rules import BY_CODE, Context, findings_tables, judged, known, sides_of, suppressed_tables
    from factlint.stages import citations_table, documents_table, facts_table, signals_table, unread_table, validated

    agreed = agreed_tables(settings)
    facts = facts_table(reports, domains)
    valid, rejected = validated(facts, domains)
    context = Context(
        documents=documents_table(reports),
        facts=valid,
        rejected=rejected,
        signals=signals_table(reports),
        citations=citations_table(reports),
        domains=domains,
        settings=settings,
        decisions=decisions,
        references=agreed.references,
        evidence=agreed.evidence,
        asked=asked,
    )
    judgement = judged(context)
    texts = {report.doc: report.text for report in reports if report.text is not None}
    findings, evidence = findings_tables(judgement.findings)
    return Result(
        documents=context.documents,
        facts=facts,
        signals=context.signals,
        citations=context.citations,
        findings=findings,
        evidence=evidence,
        unread=unread_table(reports),
        as_of=settings.as_of,
        version=version(),
        domains=domains,
        hidden=judgement.hidden,
        narrowed=settings.narrowed,
        assigned=judgement.assigned,
        due=_due(context.documents, settings),
        texts=texts,
        mentions=_mentions(reports) if texts else (),
        rules={code: rule.info for code, rule in BY_CODE.items()},
        suppressed=suppressed_tables(judgement.suppressed),
        rejected=frozenset(rejected["fact_id"]),
        sides=sides_of(judgement.findings),
        hide_months=(settings.hide_high_risk_months, settings.hide_months),
        withheld=known(judgement.withheld),
    )


def _due(documents: pd.DataFrame, settings: Settings) -> dict[str, dt.date]:
    """By page that is live and was read, the day on which its next review is due."""
    from factlint.compare.sources import review_due

    live = documents[(documents["status"] == "live") & (documents["skipped"] == "")]
    days: dict[str, dt.date] = {}
    for page in live.to_dict("records"):
        doc = str(page["doc"])
        day = review_due(page, settings.collection(doc).review_months or DEFAULT_REVIEW_MONTHS)
        days |= {doc: day} if day else {}
    return days


__all__ = [
    "check",
    "explained",
    "judge",
    "load_domains",
    "mentions",
    "page_id",
    "pattern_usage",
    "read",
    "suggestions",
    "test_examples",
]
