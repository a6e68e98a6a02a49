"""The command that holds two pages against each other, claim by claim."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from factlint import options
from factlint.errors import FactlintError
from factlint.output import deliver
from factlint.request import bar, listing_outputs, settings_of, style_of

if TYPE_CHECKING:
    from factlint.project import Settings
    from factlint.result import Result

_REFERENCE: Final = "O102"


@click.command()
@click.argument("first", metavar="A", type=options.PATH)
@click.argument("second", metavar="B", type=options.PATH)
@click.argument("subject", required=False)
@options.configured
@options.as_of
@options.output
@options.style
def compare(first: Path, second: Path, subject: str | None, output: tuple[str, ...], **given: Any) -> None:
    """Compare the pages A and B claim by claim: what agrees, what differs, what is not comparable, and why.

    SUBJECT is a concept, by its id or any name; without it every one is compared. Only the two pages are read, with the
    settings of their project and its tables of agreed facts; what other pages say, references among them, is not known.
    """
    from factlint import run
    from factlint.concepts import find_concept
    from factlint.render.pairs import Comparison, render

    outputs = listing_outputs(output)
    settings = settings_of([first, second], given)
    docs = _page(first, settings), _page(second, settings)
    if docs[0] == docs[1]:
        raise click.UsageError("A and B are one page: name two")
    wanted = find_concept(subject, run.load_domains(settings)) if subject else ""
    with bar(given) as progress:
        result = run.check([first, second], settings, jobs=1, progress=progress)
    _check_read(docs, result)
    shown = Comparison(
        docs, wanted, result, _compared(docs, wanted, result, settings), _notes(docs, wanted, result, settings)
    )
    deliver(outputs, lambda name, options: render(name, shown, options), style_of(given), settings.root)


def _page(path: Path, settings: Settings) -> str:
    from factlint import run

    if path.is_dir():
        raise click.UsageError(f"{str(path)!r} is a folder: name a page")
    return run.page_id(path, settings.root) or path.as_posix()


def _check_read(docs: tuple[str, str], result: Result) -> None:
    skipped = dict(zip(result.documents["doc"], result.documents["skipped"], strict=True))
    for doc in docs:
        if why := skipped.get(doc, "it is no page"):
            raise FactlintError(f"this was not read: {why}", remedy="see `factlint check`", path=doc)


def _compared(docs: tuple[str, str], wanted: str, result: Result, settings: Settings) -> Any:
    from factlint.compare.pairwise import compare_pages
    from factlint.stages import validated

    valid, _ = validated(result.facts, result.domains)
    chosen = valid[valid["subject"] == wanted].reset_index(drop=True) if wanted else valid
    return chosen, compare_pages(docs, chosen, result.documents, result.domains, settings.as_of)


def _notes(docs: tuple[str, str], wanted: str, result: Result, settings: Settings) -> list[str]:
    """What agreed facts say of the two, and what a run over the whole project knows besides."""
    from factlint.wording import listed

    found = result.findings[result.findings["code"] == _REFERENCE]
    tables = set(result.evidence["doc"]) - set(docs)
    decided = set(result.evidence.loc[result.evidence["doc"].isin(sorted(tables)), "fingerprint"])
    names = [
        f"{_REFERENCE} {row['fingerprint']}"
        for row in found.to_dict("records")
        if row["fingerprint"] in decided and wanted in ("", row["subject"])
    ]
    told = [f"Agreed facts contradict these pages: {listed(names)}."] if names else []
    return [*told, *_elsewhere(docs, result, settings)]


def _elsewhere(docs: tuple[str, str], result: Result, settings: Settings) -> list[str]:
    """That a reference page besides the two may decide."""
    own = set(result.documents.loc[result.documents["authority"] == "reference", "doc"]) & set(docs)
    marked = any(each.metadata.get("authority") == "reference" for each in settings.collections)
    if own or not marked:
        return []
    return ["The project has reference pages: in a run over all of it, what they decide comes under O102 instead."]
