"""How sentences were read: a block for each at a terminal, an array in JSON, and the table of their facts elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from factlint.explained import Explained
from factlint.render.as_json import dumps
from factlint.render.cells import one_line, plain
from factlint.render.listing import LISTING_FORMATS
from factlint.render.listings import facts as facts_listing
from factlint.render.listings import head
from factlint.render.overview import counted
from factlint.render.text import styled, wrapped

if TYPE_CHECKING:
    from factlint.render.base import Options
    from factlint.result import Result

_LABEL: Final = 11
_BESIDE: Final = 40
_FACT: Final = (
    *("fact_id", "line", "column", "end_line", "end_column", "quote", "subject", "subject_text", "attribute", "value"),
    *("approx", "hedged", "modality", "scope", "pattern", "confidence", "reasons"),
)
_NOTHING: Final = "nothing that is read stands here"
_NO_CLAIM: Final = "it makes no claim that the schema describes"
_NO_FACT: Final = "no pattern that fits it gives a fact"


@dataclass(frozen=True)
class Explanation:
    """What is shown of a run.

    Attributes:
        result: the run, with the facts of ``sentences`` alone.
        sentences: in page order.
        empty: places that were asked for and hold no sentence.
        narrowed: whether only some lines were asked for.
    """

    result: Result
    sentences: Sequence[Explained]
    empty: Sequence[str] = ()
    narrowed: bool = False


def render(name: str, shown: Explanation, options: Options) -> str:
    """The explanation in the format ``name``; in csv and markdown it is the table of facts."""
    if name == "json":
        return _json(shown)
    if name != "full":
        return LISTING_FORMATS[name](facts_listing(shown.result, options, explain=True), options)
    several = len({one.schema for one in shown.sentences}) > 1
    blocks = [*_empty(shown, options), *("\n".join(_block(one, several, options)) for one in shown.sentences)]
    foot = [_foot(shown)] if shown.sentences and not options.quiet else []
    text = "\n\n".join([*blocks, *foot])
    return f"{text}\n" if text else ""


def _json(shown: Explanation) -> str:
    return dumps({**head(shown.result), "sentences": [_clean(_row(one)) for one in shown.sentences]})


def _row(one: Explained) -> dict[str, Any]:
    nested = ("tags", "cues", "focus", "limits", "patterns")
    row: dict[str, Any] = {name: [each._asdict() for each in getattr(one, name)] for name in nested}
    plainly = ("doc", "schema", "section", "sentence", "unread", "passed")
    row |= {name: getattr(one, name) for name in plainly} | one.place._asdict()
    return row | {"facts": [{name: fact[name] for name in _FACT} for fact in one.facts]}


def _clean(data: Any) -> Any:
    if isinstance(data, dict):
        return {name: _clean(value) for name, value in data.items()}
    return [_clean(value) for value in data] if isinstance(data, list) else plain(data)


def _empty(shown: Explanation, options: Options) -> Iterator[str]:
    for place in shown.empty:
        yield f"{styled(one_line(place), 'place', options.color)}: {_NOTHING}"


def _foot(shown: Explanation) -> str:
    facts = sum(len(one.facts) for one in shown.sentences)
    missed = sum(bool(one.unread) for one in shown.sentences)
    told = f"{counted(facts, 'fact')} from {counted(len(shown.sentences), 'sentence')}"
    if not shown.narrowed:
        told += f" on {counted(shown.result.summary['pages'], 'page')}"
    return f"{told}; {missed:,} of them not read" if missed else told


def _block(one: Explained, several: bool, options: Options) -> Iterator[str]:
    place = one_line(f"{options.path(one.doc)}:{one.place.line}:{one.place.column}")
    yield styled(place, "place", options.color)
    yield from wrapped(one_line(one.sentence), options.width, "    ")
    if several:
        yield from _beside("schema", [(one.schema, "")], options)
    if one.section:
        yield from _beside("section", [(one.section, "")], options)
    yield from _beside("tagged", [(tag.words, tag.meaning) for tag in one.tags], options)
    yield from _beside("cues", [(cue.words, f"{cue.kind}: {cue.governs}") for cue in one.cues], options)
    yield from _beside("in focus", one.focus, options)
    yield from _beside("limits", [_limit(limit) for limit in one.limits], options)
    for label, (title, told) in _labelled("patterns", map(_pattern, one.patterns)):
        yield from _below(label, title, told, options)
    for label, (title, told) in _labelled("facts", map(_fact, one.facts)):
        yield from _below(label, title, told, options)
    if why := _why(one):
        yield from _beside("not read", [(why, "")], options)


def _limit(limit: Any) -> tuple[str, str]:
    return f"{limit.dimension}={limit.concept}", f"from {limit.source}" + (
        "" if limit.used else ", limits no fact here"
    )


def _pattern(fitted: Any) -> tuple[str, str]:
    return f"{fitted.attribute} in line {fitted.pattern}", f"«{fitted.words}»: {fitted.outcome}"


def _fact(fact: Mapping[str, Any]) -> tuple[str, str]:
    modality = "" if fact["modality"] == "asserted" else fact["modality"]
    flags = [name for name in ("approx", "hedged") if fact[name]]
    told = [f"{fact['subject']}, {fact['attribute']}, {fact['value']}", modality, *flags, fact["scope"]]
    return ", ".join(filter(None, told)), f"{fact['confidence']:.2f}: {fact['reasons']}"


def _why(one: Explained) -> str:
    if one.unread or one.passed:
        return one.unread or one.passed
    if one.facts:
        return ""
    return _NO_FACT if one.patterns else _NO_CLAIM


def _labelled(label: str, rows: Iterable[tuple[str, str]]) -> Iterator[tuple[str, tuple[str, str]]]:
    for number, row in enumerate(rows):
        yield ("" if number else label), row


def _beside(label: str, rows: Sequence[tuple[str, str]], options: Options) -> Iterator[str]:
    """Rows of two cells, the second ones aligned; a first cell that is too wide has a line of its own."""
    from rich.cells import cell_len

    cells = [(one_line(first), one_line(second)) for first, second in rows]
    width = max((cell_len(first) for first, second in cells if second and cell_len(first) <= _BESIDE), default=0)
    for name, (first, second) in _labelled(label, cells):
        if not second or cell_len(first) > width:
            yield from _hanging(name, first, _LABEL, options)
            if second:
                yield from _hanging("", second, _LABEL + 2, options)
        else:
            start = first + " " * (width - cell_len(first) + 2)
            yield from _hanging(name, second, _LABEL, options, start)


def _below(label: str, title: str, told: str, options: Options) -> Iterator[str]:
    yield from _hanging(label, one_line(title), _LABEL, options)
    yield from _hanging("", one_line(told), _LABEL + 2, options)


def _hanging(label: str, text: str, column: int, options: Options, start: str = "") -> list[str]:
    """Lines of ``text`` after ``label`` and ``start``, aligned below its first word."""
    from rich.cells import cell_len

    indent = " " * (column + cell_len(start))
    lines = wrapped(text, options.width, indent) or [indent]
    named = styled(f"  {label:<{column - 2}}", "faint", options.color) if label else " " * column
    return [(named + start + lines[0][len(indent) :]).rstrip(), *lines[1:]]


def narrowed(result: Result, sentences: Iterable[Explained]) -> Result:
    """The run with the facts of these sentences alone."""
    kept = {fact["fact_id"] for one in sentences for fact in one.facts}
    return replace(result, facts=result.facts[result.facts["fact_id"].isin(sorted(kept))].reset_index(drop=True))
