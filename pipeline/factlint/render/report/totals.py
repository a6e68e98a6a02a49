"""The numbers that the report opens on, and who has how much to do."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from factlint.render.cells import one_line, records
from factlint.wording import attribute_name, sentence_case

if TYPE_CHECKING:
    from factlint.render.report.cards import Card
    from factlint.result import Result
    from factlint.standings import Standing

NOBODY: Final = "(no owner named)"
MOST_IMPORTANT: Final = 5


class Numbers(NamedTuple):
    """What the report opens on.

    Attributes:
        decide: disagreements and faults that somebody has to decide about, those about review dates not counted.
        overdue: pages whose review is overdue.
        undated: pages that were read and have no date of review.
        unread: sentences that seem to make a claim and were not read.
        sentences: those that seem to make a claim.
        skipped: pages that could not be read, or are of another language.
        pages: all of them.
        facts: claims that were compared.
    """

    decide: int
    overdue: int
    undated: int
    unread: int
    sentences: int
    skipped: int
    pages: int
    facts: int


class Load(NamedTuple):
    """What waits for one owner."""

    owner: str
    decide: int
    overdue: int
    pages: int


class Checked(NamedTuple):
    """How the claims about one attribute stand to each other; those that are compared with nothing are left out."""

    name: str
    claims: int
    pages: int
    agree: int
    differ: int
    accepted: int
    alone: int


def to_decide(card: Card) -> bool:
    """Whether somebody has to decide about a finding."""
    return card.severity != "info" and not card.reviews


def numbers(result: Result, cards: Iterable[Card], standing: Mapping[str, Standing]) -> Numbers:
    """The numbers of a result."""
    summary = result.summary
    live = result.documents[(result.documents["status"] == "live") & (result.documents["skipped"] == "")]
    return Numbers(
        decide=sum(map(to_decide, cards)),
        overdue=sum(day < result.as_of for day in result.due.values()),
        undated=len(live) - len(result.due),
        unread=summary["claim_sentences"] - summary["read_sentences"],
        sentences=summary["claim_sentences"],
        skipped=summary["pages_not_read"],
        pages=summary["pages"],
        facts=sum(each.word != "apart" for each in standing.values()),
    )


def important(cards: Sequence[Card]) -> list[Card]:
    """The few findings that matter most: those of high risk before the others, else as the result orders them."""
    waiting = [card for card in cards if to_decide(card)]
    return sorted(waiting, key=lambda card: (not card.high, card.severity != "error"))[:MOST_IMPORTANT]


def loads(result: Result, cards: Iterable[Card]) -> list[Load]:
    """What waits for whom, those with most to decide first; a finding that several have to look at waits for each."""
    pages = records(result.documents)
    owners = {str(page["doc"]): _owner(page) for page in pages}
    has = Counter(owners.values())
    decide = Counter(name for card in cards if to_decide(card) for name in card.owners or (NOBODY,))
    overdue = Counter(owners[doc] for doc, day in result.due.items() if day < result.as_of)
    everybody = dict.fromkeys([*has, *decide])
    found = [Load(owner, decide[owner], overdue[owner], has[owner]) for owner in everybody]
    return sorted(found, key=lambda load: (-load.decide, -load.overdue, load.owner))


def checked(result: Result, standing: Mapping[str, Standing]) -> list[Checked]:
    """How the claims about each attribute stand to each other, those in most disagreements first."""
    words: defaultdict[str, Counter[str]] = defaultdict(Counter)
    pages: defaultdict[str, set[str]] = defaultdict(set)
    facts = result.facts
    for fact, attribute, doc in zip(facts["fact_id"], facts["attribute"], facts["doc"], strict=True):
        if standing[fact].word == "apart":
            continue
        words[attribute][standing[fact].word] += 1
        pages[attribute].add(doc)
    names = {each.id: attribute_name(each) for domain in result.domains.values() for each in domain.attributes.values()}
    found = [
        Checked(
            one_line(sentence_case(names.get(name, name))),
            counts.total(),
            len(pages[name]),
            counts["agrees"],
            counts["differs"],
            counts["accepted"],
            counts["alone"],
        )
        for name, counts in words.items()
    ]
    return sorted(found, key=lambda each: (-each.differ, -each.claims, each.name))


def _owner(page: dict[str, object]) -> str:
    return one_line(page["owner"] or page["publisher"] or NOBODY)
