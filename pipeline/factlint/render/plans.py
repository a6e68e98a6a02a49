"""What an agreed change will make wrong, as a list for those who mend it, and a table of agreed facts as YAML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from factlint.render.listing import Listing
from factlint.render.listings import head
from factlint.render.overview import counted

if TYPE_CHECKING:
    from factlint.render.base import Options
    from factlint.result import Result

_LINE: Final = 1_000_000  # no value is broken in two
_SHOWN: Final = ("place", "owner", "state", "day", "says", "will_say", "sentence")


def plan(rows: Sequence[Mapping[str, Any]], done: int, result: Result, options: Options) -> Listing:
    """What is left of a change.

    Args:
        rows: one for each statement that it concerns, in order, with its ``state`` among them.
        done: how many statements say already what is agreed.
        result: the run.
        options: how it is shown.
    """
    placed = [{**row, "place": f"{options.path(row['doc'])}:{row['line']}:{row['column']}"} for row in rows]
    counts: dict[str, int] = {}
    for row in rows:
        counts[row["state"]] = counts.get(row["state"], 0) + 1
    left = [f"{count:,} {state}" for state, count in counts.items()] or ["nothing to mend"]
    foot = f"{', '.join(left)}; {counted(done, 'statement')} done, on {counted(result.summary['pages'], 'page')} read"
    columns = [name for name in (rows[0] if rows else {}) if name != "place"]
    return Listing("plan", columns or list(_SHOWN[1:]), placed, _SHOWN, {**head(result), "done": done}, [foot])


def as_yaml(rows: Iterable[Mapping[str, str]]) -> str:
    """Rows as a list in YAML, every value in quotes, so that none is taken for a number or a date."""
    lines = []
    for row in rows:
        for number, (name, cell) in enumerate(row.items()):
            lines.append(f"{'  ' if number else '- '}{name}: {_quoted(cell)}")
    return "".join(lines) or "[]\n"


def _quoted(cell: str) -> str:
    import yaml

    return str(yaml.safe_dump(cell, default_style='"', allow_unicode=True, width=_LINE))
