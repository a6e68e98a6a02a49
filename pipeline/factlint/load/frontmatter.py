"""The YAML between two lines of dashes at the top of a Markdown page: texts only, nothing is executed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import yaml

from factlint.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_FENCED: Final = re.compile(r"---[ \t]*(?:\r\n|\r|\n)(.*?)(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)", re.DOTALL)
_LIMIT: Final = 65_536  # characters
_EVENTS: Final = 5_000
# Without libyaml the same reader in Python does, slowly.
_LOADER: Final[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class FrontMatter(NamedTuple):
    """What stands before the text.

    Attributes:
        end: where the text begins.
        values: key, in lower case with underscores, to its text; those with other values are left out.
        problem: why there are no values although there is front matter; "" otherwise.
    """

    end: int = 0
    values: dict[str, str] | None = None
    problem: str = ""

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
        return FrontMatter(match.end(), _values(match[1]))
    except _Rejected as error:
        return FrontMatter(match.end(), None, f"front matter is not read: {error}")
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 2}" if mark else ""
        what = getattr(error, "problem", None) or "a character that YAML does not allow"
        return FrontMatter(match.end(), None, f"front matter is not read: {what}{where} (mend the YAML)")


def _values(text: str) -> dict[str, str]:
    if len(text) > _LIMIT:
        raise _Rejected(f"it is longer than {_LIMIT} characters (shorten it)")
    values: dict[str, str] = {}
    seen: set[str] = set()
    for key, value, line in _pairs(text):
        name = key.strip().lower().replace("-", "_").replace(" ", "_")
        if name in seen:
            raise _Rejected(f"{key} is given twice, again in line {line + 2} (keep one)")
        seen.add(name)
        if value is not None:
            values[name] = value.strip()
    return values


def _pairs(text: str) -> Iterator[tuple[str, str | None, int]]:
    """The top level's keys with their values, None where those are lists or mappings."""
    depth, key, line, parts = 0, "", 0, list[str]()
    for event in _events(text):
        if isinstance(event, yaml.ScalarEvent):
            if depth == 1 and not key:
                key, line = event.value or " ", event.start_mark.line if event.start_mark else 0
            elif depth == 1:
                yield key, event.value, line
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
                yield key, ", ".join(parts) if isinstance(event, yaml.SequenceEndEvent) else None, line
                key = ""


def _events(text: str) -> Iterator[Any]:
    for count, event in enumerate(yaml.parse(text, Loader=_LOADER)):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _Rejected("it uses anchors or aliases (write the values out)")
        if count > _EVENTS:
            raise _Rejected(f"it holds more than {_EVENTS} values (shorten it)")
        yield event
