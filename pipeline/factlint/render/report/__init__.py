"""The editorial review report: one HTML file that an editor opens before a meeting, and that needs nothing else."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from factlint.render.cells import one_line
from factlint.render.changed import changed
from factlint.render.overview import counted
from factlint.render.report.cards import cards, day_words
from factlint.render.report.payload import claims, texts
from factlint.render.report.totals import NOBODY, checked, important, loads, numbers
from factlint.standings import standings

if TYPE_CHECKING:
    from jinja2 import Template

    from factlint.previous import Known
    from factlint.render.base import Options
    from factlint.render.report.cards import Card
    from factlint.result import Result

MOST_LOADS: Final = 12
_PROGRAM: Final = ("core", "findings", "claims", "dates", "subject", "page", "search", "keys", "start")
_WORDS: Final = {"error": "Error", "warning": "Warning", "info": "To know"}
_DIRECTIONS: Final = {
    "review this page": "Review the first page.",
    "review the others": "Review the other pages.",
    "check both": "Check both: neither is newer by more than a year or carries more weight.",
    "tell the publisher": "Tell the publisher: the page is not ours to change.",
}


class Entry(NamedTuple):
    """A line about what changed, and the finding that it leads to; "" for one that is gone."""

    text: str
    href: str = ""


class Changes(NamedTuple):
    """What changed since an earlier run."""

    since: str
    told: str
    by: tuple[tuple[str, list[tuple[str, int]]], ...]
    lists: tuple[tuple[str, list[Entry]], ...]


def render(result: Result, options: Options) -> str:
    """The whole report as one HTML document, with a policy that lets nothing in it run or load but its own program."""
    from markupsafe import Markup

    found, standing = cards(result, options), standings(result)
    style, first, program = _asset("report.css"), _asset("head.js"), "".join(_asset(f"{name}.js") for name in _PROGRAM)
    return _template().render(
        policy=_policy(style, first, program),
        # Files of this package, and base64: nothing of a page is among them.
        style=Markup(style),  # noqa: S704
        first=Markup(first),  # noqa: S704
        program=Markup(program),  # noqa: S704
        version=result.version,
        as_of=day_words(result.as_of.isoformat()),
        numbers=numbers(result, found, standing),
        hidden=[f"{count} hidden {one_line(why)}." for why, count in sorted(result.hidden.items())],
        changes=_changes(result, found),
        important=important(found),
        loads=loads(result, found),
        most_loads=MOST_LOADS,
        checked=checked(result, standing),
        schemas=sorted(result.domains),
        nobody=NOBODY,
        cards=found,
        facets=_facets(found),
        words=_WORDS,
        directions=_DIRECTIONS,
        claims=claims(result, standing, options),
        texts=texts(result),
        counted=counted,
    )


@lru_cache(maxsize=1)
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    return environment.from_string(_asset("report.html.j2"))


def _asset(name: str) -> str:
    return (resources.files("factlint.render.report") / "assets" / name).read_text(encoding="utf-8")


def _policy(style: str, *programs: str) -> str:
    """A content security policy: whatever a page says, the browser runs and loads nothing that is not named here."""
    scripts = " ".join(_digest(text) for text in programs)
    return (
        f"default-src 'none'; script-src {scripts}; style-src {_digest(style)}; "
        "img-src 'none'; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _changes(result: Result, found: Sequence[Card]) -> Changes | None:
    what = changed(result)
    if what is None or result.previous is None:
        return None
    new = [card for card in found if card.change == "new"]
    others = [card for card in found if card.change == "changed"]
    lists = (
        ("New", [_entry(card) for card in new]),
        ("Changed", [_entry(card) for card in others]),
        ("Resolved", [_gone(each) for each in what.resolved]),
        ("Eased, but not resolved", [_gone(each) for each in what.lessened]),
    )
    told = f"{counted(len(new), 'finding')} new, {len(others)} changed, {len(what.resolved)} resolved."
    since = result.previous.as_of
    name = result.previous.revision or (day_words(since.isoformat()) if since else "the earlier run")
    return Changes(one_line(name), told, _counts([*new, *others]), lists)


def _gone(known: Known) -> Entry:
    return Entry(f"{one_line(known.message)} ({one_line(known.doc)})")


def _counts(found: Sequence[Card]) -> tuple[tuple[str, list[tuple[str, int]]], ...]:
    """How many by page owner, severity and rule, the most first."""
    counts = {
        "by owner": Counter(name for card in found for name in card.owners or (NOBODY,)),
        "by gravity": Counter(_WORDS[card.severity].lower() for card in found),
        "by kind": Counter(card.rule for card in found),
    }
    return tuple((title, each.most_common()) for title, each in counts.items())


def _entry(card: Card) -> Entry:
    before = f" (before: {card.was})" if card.was else ""
    return Entry(f"{card.headline}: {card.message}{before}", f"finding-{card.fingerprint}")


def _facets(found: Sequence[Card]) -> dict[str, Any]:
    """What the findings can be filtered by, with counts."""
    severities = Counter(card.severity for card in found)
    rules = Counter((card.code, card.rule) for card in found)
    return {
        "severity": [(name, severities[name]) for name in _WORDS if severities[name]],
        "owner": _named(name for card in found for name in card.owners),
        "publisher": _named(name for card in found for name in card.publishers),
        "rule": [(code, rule, count) for (code, rule), count in sorted(rules.items())],
    }


def _named(names: Iterable[str]) -> list[tuple[str, int]]:
    found = Counter(name for name in names if name)
    return sorted(found.items(), key=lambda one: (one[0].casefold(), one[0]))
