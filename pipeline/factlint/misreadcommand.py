"""The command that keeps a wrong reading as a failing example."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from factlint import options
from factlint.errors import FactlintError
from factlint.output import show
from factlint.request import Target, bar, settings_of, target_in

if TYPE_CHECKING:
    from factlint.misreading import Noted
    from factlint.project import Settings
    from factlint.result import Result

_FINGERPRINT: Final = re.compile(r"[0-9a-f]{4,16}")


@click.command()
@click.argument("reading", metavar="FINGERPRINT|PATH:LINE")
@options.project
@click.option("--not", "attributes", multiple=True, metavar="ATTRIBUTE", help="Only what was read as this; repeatable.")
@click.option(
    "--expect",
    multiple=True,
    metavar="VALUE|KEY=VALUE,...",
    help="What should have been read, instead of nothing: P9M, or subject=ID,value=P9M; may be repeated.",
)
@click.option("--all", "every", is_flag=True, help="All sides of the finding, or sentences of the line.")
def misread(
    reading: str,
    paths: tuple[Path, ...],
    attributes: tuple[str, ...],
    expect: tuple[str, ...],
    every: bool,
    **given: Any,
) -> None:
    """Keep a sentence that was read wrongly as an example that fails until the schema is mended.

    FINGERPRINT is that of a finding (`factlint check -o json` shows it), or how it begins; PATH:LINE or
    PATH:LINE:COLUMN is a place that an output names. The example goes into the schema's file; that of a schema which
    ships with factlint is shown, to be pasted into one of yours.
    """
    from factlint.misreading import misread, note

    place = target_in(reading)
    if place is None and not _FINGERPRINT.fullmatch(reading):
        raise click.UsageError(f"{reading!r} is neither a fingerprint nor PATH:LINE")
    if place is not None and place.path.is_dir():
        raise click.UsageError(f"{str(place.path)!r} is a folder: name a page before the colon")
    settings, facts = _on_line(place, paths, given) if place else _of_finding(reading, paths, given, every=every)
    facts = _narrowed(facts, attributes)
    if place and len({fact["sentence"] for fact in facts}) > 1 and not every:
        raise FactlintError("facts of several sentences were read on that line", remedy=_choose(facts, settings))
    found = misread(facts, settings)
    kinds = {each.attribute for each in found}
    if expect and len(kinds) > 1:
        raise click.UsageError(f"--expect is for one attribute: name it with --not {' or --not '.join(sorted(kinds))}")
    for each in found:
        show(_told(note(each, expect, settings)))


def _on_line(place: Target, paths: Sequence[Path], given: dict[str, Any]) -> tuple[Settings, list[dict[str, Any]]]:
    """The facts at a place of a page, which alone is read."""
    from factlint import run

    settings = settings_of(paths or [place.path], given)
    result = run.check([place.path], settings, jobs=given["jobs"])
    doc = run.page_id(place.path, settings.root) or place.path.as_posix()
    facts = _rows(result)
    on_line = [fact for fact in facts if _is_at(place._replace(column=0), fact)]
    if not on_line:
        raise _nothing(doc, place._replace(column=0), "on lines", sorted({fact["line"] for fact in facts}))
    here = [fact for fact in on_line if _is_at(place, fact)]
    if not here:
        raise _nothing(doc, place, "at columns", [fact["column"] for fact in on_line])
    return settings, here


def _nothing(doc: str, place: Target, others: str, places: Sequence[int]) -> FactlintError:
    read = f"facts were read {others} {', '.join(map(str, places))}" if places else "nothing was read on that page"
    return FactlintError(f"nothing was read {place.where}", remedy=read, path=doc, line=place.line)


def _is_at(place: Target, fact: dict[str, Any]) -> bool:
    return place.holds((fact["line"], fact["column"]), (fact["end_line"], fact["end_column"]))


def _of_finding(
    fingerprint: str, paths: Sequence[Path], given: dict[str, Any], *, every: bool
) -> tuple[Settings, list[dict[str, Any]]]:
    """The facts on the sides of a finding; those of several sentences only where ``every`` one of them is meant."""
    from factlint import run

    settings = settings_of(paths, given)
    with bar({**given, "quiet": False}) as progress:
        result = run.check(settings.sources, settings, jobs=given["jobs"], progress=progress)
    known = [one for one in result.findings["fingerprint"] if one.startswith(fingerprint)]
    if len(known) != 1:
        message = f"{len(known) or 'no'} findings have a fingerprint that begins with {fingerprint}"
        raise FactlintError(message, remedy="`factlint check -o json` shows them")
    evidence = result.evidence[result.evidence["fingerprint"] == known[0]]
    facts = [fact for fact in _rows(result) if fact["fact_id"] in set(evidence["fact_id"])]
    if not facts:
        raise FactlintError(
            "this finding is about words, not about a claim that was read", remedy="see `factlint rules`"
        )
    if len({(fact["doc"], fact["sentence"]) for fact in facts}) > 1 and not every:
        raise FactlintError("this finding has several sides", remedy=_choose(facts, settings))
    return settings, facts


def _choose(facts: Sequence[dict[str, Any]], settings: Settings) -> str:
    from factlint.config import shown

    places = dict.fromkeys(f"{shown(settings.root / each['doc'])}:{each['line']}:{each['column']}" for each in facts)
    return f"name the one that was read wrongly, or give --all: {', '.join(places)}"


def _narrowed(facts: list[dict[str, Any]], attributes: Sequence[str]) -> list[dict[str, Any]]:
    """The facts of these attributes; all of them where none is named."""
    from factlint.config import suggestion

    read = {fact["attribute"] for fact in facts}
    for name in attributes:
        if name not in read:
            raise FactlintError(f"nothing was read as {name!r} there", remedy=suggestion(name, read))
    return [fact for fact in facts if not attributes or fact["attribute"] in attributes]


def _rows(result: Result) -> list[dict[str, Any]]:
    from factlint.render.cells import records

    return records(result.facts)


_SHIPS: Final = """\
{path} ships with factlint and is not changed.
In a schema of your own this fails until it is mended:"""
_ADDED: Final = """\
added, and not held yet:
{difference}
Mend a pattern, or say what it is not (`not`), until `factlint schema test` holds.
"""


def _told(noted: Noted) -> str:
    """What became of an example, for people; a snippet is YAML, with the rest as comments."""
    from factlint.render import Options
    from factlint.render.examples import render

    outcome = noted.outcome
    difference = "" if outcome.holds else render("full", [outcome], Options(quiet=True))
    if noted.snippet:
        said = [*_SHIPS.format(path=outcome.path).splitlines(), *difference.splitlines()[1:]]
        return "".join(f"# {line}".rstrip() + "\n" for line in said) + noted.snippet + "\n"
    if noted.known and outcome.holds:
        return f"{outcome.path}:{outcome.line}: an example says already that this is to be read so\n"
    if outcome.holds:
        return f"{outcome.path}: {outcome.attribute} is read so already; nothing was written\n"
    if noted.known:
        return f"this text is an example already, and not held yet:\n{difference}"
    return _ADDED.format(difference=difference)
