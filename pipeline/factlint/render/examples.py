"""Examples of schemas that do not hold: what was expected and what was read, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from factlint.render.cells import one_line
from factlint.render.listing import LISTING_FORMATS, Listing
from factlint.render.overview import counted
from factlint.render.text import styled, wrapped

if TYPE_CHECKING:
    from factlint.render.base import Options
    from factlint.result import ExampleOutcome

_NOTHING = "nothing"
_COLUMNS = ("schema", "path", "line", "attribute", "text", "missing", "unexpected", "read_by")
_LISTED = ("place", "attribute", "missing", "unexpected", "text")


def render(name: str, outcomes: Sequence[ExampleOutcome], options: Options) -> str:
    """The examples that do not hold, in the format ``name``; for people as a difference.

    A line with ``-`` is what the example expects and was not read, one with ``+`` what was read instead, and by which
    pattern; what both have has neither sign.
    """
    failed = [each for each in outcomes if not each.holds]
    verb = "holds" if len(outcomes) == 1 else "hold"
    foot = f"{len(outcomes) - len(failed):,} of {counted(len(outcomes), 'example')} {verb}"
    if name != "full":
        return LISTING_FORMATS[name](
            Listing("examples", _COLUMNS, [_row(e) for e in failed], _LISTED, foot=[foot]), options
        )
    blocks = ["".join(f"{line}\n" for line in _block(each, options)) for each in failed]
    return "\n".join([*blocks, *([] if options.quiet else [f"{foot}\n"])])


def _block(each: ExampleOutcome, options: Options) -> Iterator[str]:
    yield styled(one_line(f"{each.path}:{each.line}: {each.attribute}"), "place", options.color)
    for line in each.text.strip().splitlines():
        yield from wrapped(one_line(line), options.width, "    ")
    for sign, fact, pattern in _aligned(list(_difference(each))):
        style = {"-": "error", "+": "info"}.get(sign, "")
        told = f"  {sign} {fact}"
        yield (styled(told, style, options.color) if style else told) + (f"  read by {pattern}" if pattern else "")


def _difference(each: ExampleOutcome) -> Iterator[tuple[str, str, str]]:
    """Sign, fact and pattern of each line."""
    for fact in each.expected:
        yield ("-" if fact in each.missing else " "), fact, ""
    if not each.expected:
        yield "-", _NOTHING, ""
    for fact, pattern in zip(each.unexpected, each.read_by, strict=True):
        yield "+", fact, pattern
    if len(each.missing) == len(each.expected) and not each.unexpected:
        yield "+", _NOTHING, ""


def _aligned(lines: Sequence[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    """The lines with their values below each other, and their patterns too."""
    parts = [(sign, *one_line(fact).partition(" = "), one_line(pattern)) for sign, fact, pattern in lines]
    subjects = max((len(subject) for _, subject, equals, _, _ in parts if equals), default=0)
    told = [subject.ljust(subjects) + equals + value if equals else subject for _, subject, equals, value, _ in parts]
    width = max(map(len, told))
    for (sign, *_, pattern), fact in zip(parts, told, strict=True):
        yield sign, fact.ljust(width) if pattern else fact, pattern


def _row(each: ExampleOutcome) -> dict[str, Any]:
    joined = {name: "; ".join(getattr(each, name)) for name in ("missing", "unexpected", "read_by")}
    return {**each._asdict(), **joined, "place": f"{each.path}:{each.line}"}
