"""A word that is a slip away from a name, and no word itself.

## What it does

Reports words of 8 letters or more that differ from the name of a concept by a letter that is missing, too many,
swapped, doubled, or taken for one that sounds alike or lies beside it on the keyboard; by two such slips where the
word has 11 letters or more.

## Why it matters

A reader who searches for a misspelt name finds nothing, and two drugs may have names that are nearly alike.

## What keeps it quiet

- English words, every name and spelling that the schema has, and its `known_words`.
- Words that begin otherwise than the name, or end otherwise: those are other words, or other forms of one.
- Words that end as names of their kind do (`endings`), where only a short part is left to tell them apart: they may
  well be the names of something else.
- A word on more than three pages, or one that a page uses time and again without ever using the name.
- Web addresses, lists of sources, archived pages.

## Example

    a.md: The tablets contain exampllin.

    T102 "exampllin" is near examplin: a slip?
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from factlint.domain.vocabulary import fold
from factlint.project import Option
from factlint.rules.model import Context, Finding, Rule, RuleInfo
from factlint.rules.signals import Signal, signal_finding, signals

if TYPE_CHECKING:
    from collections.abc import Iterator

MIN_LETTERS: Final = Option("min_letters", 8, "how long a word must be; 6 at least")
MOST_PAGES: Final = Option("most_pages", 3, "a word on more pages than that is a word")

INFO: Final = RuleInfo(
    code="T102",
    name="near-miss-name",
    severity="warning",
    says="a word that is a slip away from the name of a concept",
    explanation=__doc__ or "",
    options=(MIN_LETTERS, MOST_PAGES),
    confidence=0.9,
)


def check(context: Context) -> Iterator[Finding]:
    """Reports near names; the same words again on a page become places of one finding."""
    archived = set(context.documents.loc[context.documents["status"] == "archived", "doc"])
    named = _names(context)
    near = [signal for signal in signals(context, "near-name") if signal.text.casefold() not in named]
    pages: dict[str, set[str]] = defaultdict(set)
    for signal in near:
        pages[signal.text.casefold()].add(signal.doc)
    for signal in near:
        if signal.doc not in archived and _counts(signal, len(pages[signal.text.casefold()]), context):
            message = f'"{signal.text}" is near {signal.detail}: a slip?'
            yield signal_finding(INFO, context, signal, message)


def _names(context: Context) -> set[str]:
    """The words of the names of all schemas: what is near a name of one may be a name of another."""
    concepts = (concept for domain in context.domains.values() for concept in domain.concepts.values())
    return {word for concept in concepts for name in concept.names for word in fold(name).split()}


def _counts(signal: Signal, pages: int, context: Context) -> bool:
    least = int(context.option(INFO, MIN_LETTERS.name, signal.doc))
    return len(signal.text) >= least and pages <= int(context.option(INFO, MOST_PAGES.name, signal.doc))


RULE: Final = Rule(INFO, check=check)
