"""Patterns that a schema could have: for people as a list to go through, else as a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from factlint.render.cells import one_line
from factlint.render.listing import LISTING_FORMATS, Listing
from factlint.render.overview import counted
from factlint.render.text import shortened, styled, wrapped

if TYPE_CHECKING:
    from factlint.render.base import Options
    from factlint.result import Instance, Suggestion

SHOWN: Final = 20
_NAMED: Final = 6
_SENTENCE: Final = 220
_COLUMNS: Final = ("schema", "subject", "left", "pattern", "attributes", "sentences", "different", "pages", "examples")
_LISTED: Final = ("sentences", "pages", "schema", "subject", "left", "pattern")


def render(name: str, found: Sequence[Suggestion], without: Mapping[str, int], options: Options) -> str:
    """The suggestions in the format ``name``.

    Args:
        name: one of `LISTING_FORMATS`.
        found: those that would read most first.
        without: how many unread sentences there is no suggestion for, by the reason they were not read.
        options: how it is shown.
    """
    foot = (
        [] if options.quiet else list(_foot(found, without, SHOWN if name == "full" and not options.verbose else None))
    )
    if name == "full":
        shown = found if options.verbose else found[:SHOWN]
        blocks = ["".join(f"{line}\n" for line in _block(at, each, options)) for at, each in enumerate(shown, 1)]
        return "\n".join([*blocks, "".join(f"{line}\n" for line in foot)] if foot else blocks)
    rows = [_row(each, nested=name == "json") for each in found]
    return LISTING_FORMATS[name](Listing("suggestions", _COLUMNS, rows, _LISTED, foot=foot), options)


def _block(number: int, each: Suggestion, options: Options) -> Iterator[str]:
    counts = f"{counted(each.sentences, 'sentence')} on {counted(each.pages, 'page')}"
    if each.different < each.sentences:
        counts += f", {each.different:,} different"
    yield styled(f"{number}. {each.subject} … {{{each.left}}}: {counts}", "place", options.color)
    yield f"  - {_quoted(each.pattern)}"
    yield from wrapped(f"for {_names(each.attributes)} of {each.schema}", options.width, "    ")
    for one in each.examples:
        yield f"  {styled(_place(one, options), 'faint', options.color)}"
        yield from wrapped(shortened(one_line(one.sentence), _SENTENCE), options.width, "      ")


def _quoted(pattern: str) -> str:
    """The pattern as YAML has it; words of pages that would end the quotes are escaped."""
    text = one_line(pattern).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'


def _names(attributes: Sequence[str]) -> str:
    more = len(attributes) - _NAMED
    return " or ".join(attributes[:_NAMED]) + (f" or {more} others" if more > 0 else "")


def _place(one: Instance, options: Options) -> str:
    return one_line(f"{options.path(one.doc)}:{one.line}:{one.column}")


def _foot(found: Sequence[Suggestion], without: Mapping[str, int], most: int | None) -> Iterator[str]:
    read = sum(each.sentences for each in found)
    unread = read + sum(without.values())
    yield f"{counted(len(found), 'pattern')} would read {read:,} of {counted(unread, 'unread sentence')}"
    if most is not None and len(found) > most:
        yield f"shown are the first {most}; --verbose shows all"
    if found:
        yield "What is no claim of yours is best declared too, with `report: false`: it then counts as read."


def _row(each: Suggestion, *, nested: bool) -> dict[str, Any]:
    row: dict[str, Any] = each._asdict()
    if nested:
        return {**row, "attributes": list(each.attributes), "examples": [one._asdict() for one in each.examples]}
    places = (f"{one.doc}:{one.line}:{one.column}" for one in each.examples)
    return {**row, "attributes": " ".join(each.attributes), "examples": "; ".join(places)}
