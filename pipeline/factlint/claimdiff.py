"""Which claims were added, removed and changed between two runs, page by page."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from factlint.claimpairs import Pair, Statement, folded, paired

if TYPE_CHECKING:
    import pandas as pd

    from factlint.domain import Domain
    from factlint.result import Result

ADDED: Final = "added"
REMOVED: Final = "removed"
CHANGED: Final = "changed"
CONTEXT: Final = "read otherwise"
"""The sentence is the same on both sides, and is read otherwise because of what stands around it."""
RENAMED: Final = "renamed"
KINDS: Final = (CHANGED, ADDED, REMOVED, CONTEXT)
_LEAST: Final = 5  # words of a sentence that says something by itself
_DATES: Final = ("reviewed", "revised", "published")


class ClaimChange(NamedTuple):
    """One claim that is not what it was.

    Attributes:
        change: added, removed, changed or read otherwise.
        page: the page, by its name of now, or the one of then where it is gone.
        schema: whose claim it is.
        attribute: what it says.
        before: what was said, values that stood together; empty where nothing was.
        after: what is said now; empty where nothing is.
    """

    change: str
    page: str
    schema: str
    attribute: str
    before: tuple[Statement, ...]
    after: tuple[Statement, ...]


@dataclass(frozen=True)
class PageChange:
    """One page that is not what it was.

    Attributes:
        page: its name now, or the one of then where it is gone.
        earlier: its name then; "" where it was not there.
        change: added, removed, renamed or changed.
        counts: how many of its claims changed, by kind.
        reworded: claims that stayed, in other words.
        date: the day it vouches for its claims; None where it gives none, or is gone.
        earlier_date: the one of then.
    """

    page: str
    earlier: str
    change: str
    counts: Mapping[str, int]
    reworded: int
    date: dt.date | None
    earlier_date: dt.date | None

    @property
    def stated(self) -> int:
        """How many claims it states otherwise than before."""
        return sum(self.counts.get(kind, 0) for kind in (CHANGED, ADDED, REMOVED))

    @property
    def only_dated(self) -> bool:
        """Whether its date is another one, and what it claims is not."""
        return self._both and self.date != self.earlier_date and not self.stated

    @property
    def not_dated(self) -> bool:
        """Whether what it claims is not what it was, and its date is; or it has none."""
        return self._both and self.date == self.earlier_date and self.stated > 0

    @property
    def _both(self) -> bool:
        return self.change in (CHANGED, RENAMED)


@dataclass(frozen=True)
class ClaimDiff:
    """What differs between two runs: pages and claims in page order, and how many claims and pages stayed."""

    pages: Sequence[PageChange]
    claims: Sequence[ClaimChange]
    same_claims: int = 0
    same_pages: int = 0
    domains: Mapping[str, Domain] = field(default_factory=dict)


def claim_diff(before: Result, after: Result, renamed: Mapping[str, str] | None = None) -> ClaimDiff:
    """Compares what two runs read.

    Args:
        before: the earlier run.
        after: the later one, with the same schemas.
        renamed: names of pages in ``after``, by those in ``before``; other pages keep theirs.
    """
    names = {doc: (renamed or {}).get(doc, doc) for doc in before.documents["doc"]}
    earlier = {new: doc for doc, new in names.items()}
    then, now = _Side(before, names), _Side(after, {})
    pages, claims, same_claims, same_pages = [], [], 0, 0
    for page in sorted({*then.documents, *now.documents}):
        pairs = list(_of_page(page, then, now, after.domains))
        own = sorted((change for change in (_change(page, pair) for pair in pairs) if change), key=_order)
        same = [pair for pair in pairs if pair.same]
        same_claims += len(same)
        if then.text_of(page) == now.text_of(page) and earlier.get(page, page) == page and not own:
            same_pages += 1
            continue
        claims += own
        pages.append(_page(page, earlier.get(page, ""), then, now, own, same))
    return ClaimDiff(pages, claims, same_claims, same_pages, after.domains)


class _Side:
    """One run, by the names that its pages have now."""

    def __init__(self, result: Result, names: Mapping[str, str]) -> None:
        self.documents: dict[str, dict[str, Any]] = {
            names.get(row["doc"], row["doc"]): row for row in _rows(result.documents)
        }
        self.statements: dict[str, list[Statement]] = {}
        for row in _rows(result.facts):
            self.statements.setdefault(names.get(row["doc"], row["doc"]), []).append(Statement.of(row))
        self._sentences: dict[str, Counter[str]] = {}
        for doc, sentences in _sentences(result).items():
            self._sentences[names.get(doc, doc)] = Counter(folded(sentence) for _, sentence in sentences)

    def text_of(self, page: str) -> str | None:
        """The hash of what the page holds; None where it is not there."""
        return self.documents[page]["sha256"] if page in self.documents else None

    def date(self, page: str) -> dt.date | None:
        row = self.documents.get(page, {})
        return next((row[name] for name in _DATES if isinstance(row.get(name), dt.date)), None)

    def holds_once(self, page: str, words: str) -> bool:
        """Whether a sentence with these words stands there, and not at several places."""
        return self._sentences.get(page, Counter())[words] == 1


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): cell for name, cell in row.items()} for row in frame.to_dict("records")]


def _sentences(result: Result) -> dict[str, set[tuple[int, str]]]:
    """By page, the sentences that make a claim, each with its line."""
    found: dict[str, set[tuple[int, str]]] = {}
    for table in (result.facts, result.unread):
        for doc, line, sentence in zip(table["doc"], table["line"], table["sentence"], strict=True):
            found.setdefault(doc, set()).add((line, sentence))
    return found


def _of_page(page: str, then: _Side, now: _Side, domains: Mapping[str, Domain]) -> Iterator[Pair]:
    """What became of each claim of a page; one whose sentence stayed, and is read otherwise, is marked so."""

    def stays(words: str) -> bool:
        # A short one says little by itself: what it stands under is part of what is said.
        return words.count(" ") >= _LEAST - 1 and then.holds_once(page, words) and now.holds_once(page, words)

    before, after = then.statements.get(page, []), now.statements.get(page, [])
    return paired(before, after, domains, stays)


def _change(page: str, pair: Pair) -> ClaimChange | None:
    if pair.same:
        return None
    first = (pair.before or pair.after)[0]
    kind = CONTEXT if pair.context else REMOVED if not pair.after else ADDED if not pair.before else CHANGED
    return ClaimChange(kind, page, first.schema, first.attribute, pair.before, pair.after)


def _page(
    page: str, earlier: str, then: _Side, now: _Side, own: Iterable[ClaimChange], same: Iterable[Pair]
) -> PageChange:
    change = ADDED if page not in then.documents else REMOVED if page not in now.documents else CHANGED
    counts: dict[str, int] = {}
    for each in own:
        counts[each.change] = counts.get(each.change, 0) + 1
    return PageChange(
        page=page,
        earlier=earlier,
        change=RENAMED if change == CHANGED and earlier != page else change,
        counts={kind: counts[kind] for kind in KINDS if kind in counts},
        reworded=sum(pair.reworded for pair in same),
        date=now.date(page),
        earlier_date=then.date(page),
    )


def _order(change: ClaimChange) -> tuple[object, ...]:
    first = (change.after or change.before)[0]
    return KINDS.index(change.change), first.line, first.column, change.attribute, first.subject, first.value
