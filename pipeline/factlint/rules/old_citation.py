"""A page rests on sources that are old, or that there is a newer edition of.

## What it does

Looks at the sources that a page lists. It reports those of a kind that ages (guidelines, web pages and books)
that are older than policy (10 years), those that another page cites in a newer edition, and those that the page
lists twice: one finding per page, with the number of its sources.

## Why it matters

What a guideline of ten years ago advised may not be advised today. An editor who opens the page can look the
newer edition up.

## What keeps it quiet

- Papers and trials do not age: a landmark stays one. `kinds` says which kinds do: any of guideline, web, article,
  book, trial, product and other.
- A source whose year cannot be told. The day on which somebody looked at it, a range of pages or a year in a title
  is not its year.
- Archived pages, and pages that list no sources.
- `max_age` says how old a source may be. A source is of the last day of its year.
- It goes by the day, and so never fails a hook or a run over changes.

## Example

    a.txt: References
           - Example Society. Care of the young. 2009. https://example.org/care
           - Example Society. Feeding. 2024. https://example.org/feeding

    O106 1 of 2 sources is older than 10 years: Care of the young (2009)
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from factlint.compare.fingerprint import signal_fingerprint
from factlint.compare.months import months_later, period
from factlint.project import Months, Option
from factlint.rules.cited import CITED_KINDS, Cited, cited
from factlint.rules.model import Context, Finding, Rule, RuleInfo

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

INFO: Final = RuleInfo(
    code="O106",
    name="old-citation",
    severity="info",
    says="a source older than policy, or an older edition than one that another page cites",
    explanation=__doc__ or "",
    calendar=True,
    options=(
        Option("max_age", Months(120), "how old a source may be"),
        Option("kinds", ("guideline", "web", "book"), "the kinds of sources that age", choices=CITED_KINDS),
    ),
)

_NAMED: Final = 5  # sources named in a message
_LISTED: Final = 20  # sources shown as evidence
_LASTING: Final = ("article", "trial")
Noted = tuple[Cited, str]


def check(context: Context) -> Iterator[Finding]:
    """Reports pages with old sources."""
    usable = _usable(context)
    pages: defaultdict[str, list[Cited]] = defaultdict(list)
    for each in cited(context):
        if each.doc in usable:
            pages[each.doc].append(each)
    newest = _newest(each for sources in pages.values() for each in sources)
    for doc, sources in sorted(pages.items()):
        yield from _of_page(doc, sources, newest, context)


def _usable(context: Context) -> frozenset[str]:
    documents = context.documents
    return frozenset(documents.loc[(documents["status"] != "archived") & (documents["skipped"] == ""), "doc"])


def _newest(sources: Iterable[Cited]) -> Mapping[tuple[str, str], Cited]:
    """The newest edition that any page cites of each work of a kind that has editions."""
    newest: dict[tuple[str, str], Cited] = {}
    for each in sources:
        known = newest.get(each.work)
        if all(each.work) and each.kind not in _LASTING and (known is None or _is_newer(each, known)):
            newest[each.work] = each
    return newest


def _is_newer(one: Cited, other: Cited) -> bool:
    """Whether ``one`` is a newer edition than ``other``: by the year, and where that does not tell by the edition."""
    if one.year and other.year and one.year != other.year:
        return one.year > other.year
    numbers = one.edition_number, other.edition_number
    return all(numbers) and numbers[0] > numbers[1]


def _of_page(
    doc: str, sources: Sequence[Cited], newest: Mapping[tuple[str, str], Cited], context: Context
) -> Iterator[Finding]:
    months = context.option(INFO, "max_age", doc)
    kinds = frozenset(context.option(INFO, "kinds", doc))
    today = context.settings.as_of
    old = [each for each in sources if each.kind in kinds and _is_old(each, months, today)]
    old.sort(key=lambda each: (each.year or 0, each.place))
    passed = [(each, newest[each.work]) for each in sources if _is_passed(each, newest)]
    twice = _listed_twice(sources)
    parts = [*_age(old, len(sources), months), *_passed(passed), *_twice(twice)]
    if not parts:
        return
    noted: list[Noted] = [(each, f"older than {period(months)}") for each in old]
    noted += [(each, f"{newer.doc} cites {_edition(newer, each)}") for each, newer in passed]
    noted += [(each, "listed twice") for pair in twice for each in pair]
    yield _finding(doc, ". ".join(parts), noted, context)


def _is_old(each: Cited, months: int, today: dt.date) -> bool:
    return each.year is not None and months_later(dt.date(each.year, 12, 31), months) < today


def _is_passed(each: Cited, newest: Mapping[tuple[str, str], Cited]) -> bool:
    """Whether another page cites a newer edition of it."""
    newer = newest.get(each.work)
    return newer is not None and newer.doc != each.doc and each.kind not in _LASTING and _is_newer(newer, each)


def _listed_twice(sources: Sequence[Cited]) -> list[tuple[Cited, Cited]]:
    """Works that a page lists again, each with the entry before it; two addresses are two works."""
    seen: dict[tuple[str, str], Cited] = {}
    found = []
    for each in sources:
        before = seen.setdefault(each.work, each) if all(each.work) else each
        if before is not each and not (before.url and each.url and before.url != each.url):
            found.append((before, each))
    return found


def _age(old: Sequence[Cited], count: int, months: int) -> Iterator[str]:
    if old:
        verb = "is" if len(old) == 1 else "are"
        noun = "source" if count == 1 else "sources"
        yield f"{len(old)} of {count} {noun} {verb} older than {period(months)}: {_names(old)}"


def _passed(passed: Sequence[tuple[Cited, Cited]]) -> Iterator[str]:
    for each, newer in passed[:_NAMED]:
        yield f"{newer.doc} cites {_edition(newer, each)} of {each.named}"


def _twice(twice: Sequence[tuple[Cited, Cited]]) -> Iterator[str]:
    for before, each in twice[:_NAMED]:
        again = f" with the year {each.year}" if each.year and each.year != before.year else ""
        yield f"{before.named} is listed again{again}"


def _edition(newer: Cited, each: Cited) -> str:
    told = newer.year is not None and newer.year != each.year
    return f"the edition of {newer.year}" if told else f"edition {newer.edition}"


def _names(sources: Sequence[Cited]) -> str:
    names = [each.named for each in sources[:_NAMED]]
    rest = len(sources) - _NAMED
    return "; ".join([*names, f"{rest} more"] if rest > 0 else names)


def _finding(doc: str, message: str, noted: Sequence[Noted], context: Context) -> Finding:
    notes: dict[Cited, list[str]] = {}
    for each, note in noted:
        notes.setdefault(each, []).append(note)
    primary, *related = (each.evidence(", ".join(dict.fromkeys(why))) for each, why in notes.items())
    return Finding(
        info=INFO,
        fingerprint=signal_fingerprint(INFO.code, doc, "\n".join(sorted({each.text for each in notes}))),
        message=message,
        primary=primary,
        related=tuple(sorted(related[:_LISTED], key=lambda each: each.place)),
        severity=INFO.severity,
        confidence=INFO.confidence,
        direction=context.advice(doc),
    )


RULE: Final = Rule(INFO, check=check)
