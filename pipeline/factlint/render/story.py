"""The story of a finding: paragraphs at a terminal, one object in JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from factlint.render import letterforms
from factlint.render.as_json import dumps
from factlint.render.cells import one_line, plain
from factlint.render.listings import head
from factlint.render.text import marked, styled, unmarked, wrapped

if TYPE_CHECKING:
    from factlint.render.base import Options
    from factlint.result import Result
    from factlint.stories import Held, Story, Teller

_LABEL: Final = 13


class Told(NamedTuple):
    """A story, and the run that it is of."""

    story: Story
    result: Result


def full(told: Told, options: Options) -> str:
    """Everything in words."""
    story = told.story
    lines = [*_title(story, options)]
    for number, teller in enumerate(story.tellers, 1):
        lines += ["", *_teller(number, teller, options)]
    if story.left_out:
        lines += ["", f"and {story.left_out:,} more places; `factlint check -o json` has them all"]
    for heading, body in (
        ("How they were compared", _compared(story, options)),
        ("What to do", _direction(story, options)),
        ("What would end it", _points(story.mend, options)),
        ("Next", _commands(story, options)),
    ):
        if own := list(body):
            lines += ["", styled(heading, "place", options.color), *own]
    return "".join(f"{line}\n" for line in lines)


def json(told: Told, options: Options) -> str:  # noqa: ARG001 - every format takes the same
    """An object with the story's fields; what has a part in it and what was compared as lists of objects."""
    story = told.story._asdict()
    story["tellers"] = [
        {
            **each._asdict(),
            "scope": [dict(zip(("dimension", "value", "source"), one, strict=True)) for one in each.scope],
        }
        for each in told.story.tellers
    ]
    story["held"] = [
        {**each._asdict(), "scopes": [{"dimension": name, "says": says} for name, says in each.scopes]}
        for each in told.story.held
    ]
    story["commands"] = [{"command": command, "does": does} for command, does in told.story.commands]
    run = {name: value for name, value in head(told.result).items() if name != "summary"}
    return dumps({**run, "finding": _clean(story)})


STORY_FORMATS: Final[Mapping[str, Callable[[Told, Options], str | bytes]]] = {
    "full": full,
    "json": json,
    "markdown": letterforms.markdown,
    "html": letterforms.html,
    "eml": letterforms.eml,
}


def _clean(data: Any) -> Any:
    if isinstance(data, dict):
        return {name: _clean(value) for name, value in data.items()}
    return [_clean(value) for value in data] if isinstance(data, list | tuple) else plain(data)


def _title(story: Story, options: Options) -> Iterator[str]:
    severity = styled(story.severity, story.severity, options.color) if story.severity != "off" else story.severity
    yield f"{severity} {story.code} {story.name}  {story.fingerprint}"
    yield from wrapped(one_line(story.message), options.width, "  ")
    if story.hidden:
        yield from wrapped(f"A run does not show it: {one_line(story.hidden)}.", options.width, "  ")


def _teller(number: int, teller: Teller, options: Options) -> Iterator[str]:
    place = one_line(f"{options.path(teller.doc)}:{teller.line}:{teller.column}")
    yield f"{number}  {styled(place, 'place', options.color)}"
    text = marked(teller.sentence, teller.quote)
    yield from (unmarked(line, options.color) for line in wrapped(text, options.width, "   "))
    said = [teller.says, teller.value if teller.value != teller.says else "", teller.base]
    yield from _labelled("says", ", ".join(dict.fromkeys(filter(None, said))), options)
    if teller.modality not in ("", "asserted"):
        yield from _labelled("modality", teller.modality, options)
    if teller.fact_id:
        limits = [f"{name}: {value} (from {source})" for name, value, source in teller.scope]
        yield from _labelled("of which case", "; ".join(limits) or "not stated", options)
    if teller.as_of:
        yield from _labelled("as of", teller.as_of, options)
    if teller.pattern:
        yield from _labelled("read by", teller.pattern, options)
        yield from _labelled("sure to", f"{teller.confidence:g}: {'; '.join(teller.reasons)}", options)


def _compared(story: Story, options: Options) -> Iterator[str]:
    for each in story.held:
        yield from _held(each, options)
    yield from _points(story.compared, options)


def _held(held: Held, options: Options) -> Iterator[str]:
    yield from wrapped(f"{held.first + 1} and {held.second + 1}: {one_line(held.values)}", options.width, "  ")
    for name, says in held.scopes:
        yield from wrapped(f"{one_line(name)}: {one_line(says)}", options.width, "      ")
    if not held.scopes:
        yield "      no page says of which case it speaks, so that they may be the same"


def _direction(story: Story, options: Options) -> Iterator[str]:
    said = ": ".join(filter(None, (story.direction, story.because)))
    yield from wrapped(one_line(said), options.width, "  ")


def _points(lines: Sequence[str], options: Options) -> Iterator[str]:
    for line in lines:
        first, *rest = wrapped(one_line(line), options.width, "    ") or [""]
        yield f"  - {first.strip()}"
        yield from rest


def _commands(story: Story, options: Options) -> Iterator[str]:
    for command, does in story.commands:
        # A command is there to be copied: it is never cut or wrapped.
        yield f"  {one_line(command)}"
        yield from wrapped(one_line(does), options.width, "      ")


def _labelled(label: str, text: str, options: Options) -> Iterator[str]:
    indent = " " * (3 + _LABEL + 1)
    lines = wrapped(one_line(text), options.width, indent)
    if lines:
        yield styled(f"   {label:<{_LABEL}} ", "faint", options.color) + lines[0][len(indent) :]
        yield from lines[1:]
