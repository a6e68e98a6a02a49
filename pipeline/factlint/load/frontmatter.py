"""The YAML between two lines of dashes at the top of a Markdown page: texts only, nothing is executed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import yaml

from factlint.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_FENCED: Final = re.compile(r"---[ \t]*(?:\r\n|\r|\n)(.*?)(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)", re.DOTALL)
REVIEWS: Final = "reviews"
_LIMIT: Final = 65_536  # characters
_EVENTS: Final = 5_000
_DEPTH: Final = 20
# Without libyaml the same reader in Python does, slowly.
_LOADER: Final[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Entry(NamedTuple):
    """One mapping in a list.

    Attributes:
        place: where it stands.
        values: key to its texts, one or those of a list.
        places: where each key stands.
        problem: why it cannot be read; "" where it can.
    """

    place: Span
    values: dict[str, tuple[str, ...]]
    places: dict[str, Span]
    problem: str = ""


class FrontMatter(NamedTuple):
    """What stands before the text.

    Attributes:
        end: where the text begins.
        values: key, in lower case with underscores, to its text; those with other values are left out.
        keys: where each key stands.
        problem: why there are no values although there is front matter; "" otherwise.
        entries: what is listed below ``reviews``.
    """

    end: int = 0
    values: dict[str, str] | None = None
    keys: dict[str, Span] | None = None
    problem: str = ""
    entries: tuple[Entry, ...] = ()

    @property
    def problems(self) -> tuple[tuple[Span, str], ...]:
        """The problem, if any, as a page lists it."""
        return ((Span(0, self.end), self.problem),) if self.problem else ()


class _Rejected(Exception):  # noqa: N818 - internal, says why
    pass


def read_front_matter(source: str) -> FrontMatter:
    """The front matter of ``source``; one that cannot be read costs its values, never the page."""
    match = _FENCED.match(source)
    if not match:
        return FrontMatter()
    try:
        values, keys = _values(match[1], match.start(1))
        entries = tuple(_entries(match[1], match.start(1), keys[REVIEWS])) if REVIEWS in keys else ()
        return FrontMatter(match.end(), values, keys, entries=entries)
    except _Rejected as error:
        return FrontMatter(match.end(), problem=f"front matter: {error}")
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 2}" if mark else ""
        what = getattr(error, "problem", None) or "a character that YAML does not allow"
        return FrontMatter(match.end(), problem=f"front matter: {what}{where} (mend the YAML)")


def _values(text: str, offset: int) -> tuple[dict[str, str], dict[str, Span]]:
    """Values and places of the keys; ``text`` stands at ``offset``."""
    if len(text) > _LIMIT:
        raise _Rejected(f"it is longer than {_LIMIT} characters (shorten it)")
    values: dict[str, str] = {}
    places: dict[str, Span] = {}
    for key, value, line, place in _pairs(text):
        name = _name(key)
        if name in places:
            raise _Rejected(f"{key} is given twice, again in line {line + 2} (keep one)")
        places[name] = Span(offset + place.start, offset + place.end)
        if value is not None:
            values[name] = value.strip()
    return values, places


def _name(key: str) -> str:
    return key.strip().lower().replace("-", "_").replace(" ", "_")


def _pairs(text: str) -> Iterator[tuple[str, str | None, int, Span]]:
    """The top level's keys with their values, None where those are mappings, with line and place."""
    depth, key, line, place, parts = 0, "", 0, Span(0, 0), list[str]()
    for event in _events(text):
        if isinstance(event, yaml.ScalarEvent):
            if depth == 1 and not key:
                key = event.value or " "
                if event.start_mark and event.end_mark:
                    line, place = event.start_mark.line, Span(event.start_mark.index, event.end_mark.index)
            elif depth == 1:
                yield key, event.value, line, place
                key = ""
            elif depth == 2:
                parts.append(event.value)
        elif isinstance(event, yaml.CollectionStartEvent):
            if depth == 0 and not isinstance(event, yaml.MappingStartEvent):
                raise _Rejected("it is not a list of keys with values (write key: value)")
            if depth == 1 and not key:
                raise _Rejected("a key is not a text (write key: value)")
            depth, parts = depth + 1, [] if depth == 1 else parts
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
            if depth == 1:
                yield key, ", ".join(parts) if isinstance(event, yaml.SequenceEndEvent) else None, line, place
                key = ""


def _events(text: str) -> Iterator[Any]:
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=_LOADER)):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _Rejected("it uses anchors or aliases (write the values out)")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if count > _EVENTS or depth > _DEPTH:
            why = f"it holds more than {_EVENTS} values" if count > _EVENTS else "lists lie too deep in each other"
            raise _Rejected(f"{why} (shorten it)")
        yield event


def _entries(text: str, offset: int, place: Span) -> Iterator[Entry]:
    """The entries of the list that the key at ``place`` gives."""
    root: Any = yaml.compose(text, Loader=_LOADER)
    node = next(value for key, value in root.value if offset + key.start_mark.index == place.start)
    if not isinstance(node, yaml.SequenceNode):
        yield Entry(place, {}, {}, "it is no list")
        return
    for each in node.value:
        yield _entry(each, offset)


def _entry(node: Any, offset: int) -> Entry:
    place = _span(node, offset)
    if not isinstance(node, yaml.MappingNode):
        return Entry(place, {}, {}, "an entry is no keys with values")
    values: dict[str, tuple[str, ...]] = {}
    places: dict[str, Span] = {}
    for key, value in node.value:
        name = _name(str(key.value))
        items = value.value if isinstance(value, yaml.SequenceNode) else [value]
        if name in values or not all(isinstance(each, yaml.ScalarNode) for each in (key, *items)):
            what = f"{name[:40]} is given twice" if name in values else f"{name[:40]} is no text"
            return Entry(place, {}, {}, f"in an entry {what}")
        places[name] = _span(key, offset)
        values[name] = tuple(filter(None, (" ".join(each.value.split()) for each in items)))
    return Entry(place, values, places)


def _span(node: Any, offset: int) -> Span:
    return Span(offset + node.start_mark.index, offset + node.end_mark.index)
