"""Which claim of a page is which of the claims that it made before."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from factlint.values import ValueKind

if TYPE_CHECKING:
    from factlint.domain import Domain


_COMMON: Final = 3
_MOST: Final = 20_000  # pairs to look at: a page with more is made to cost time, and gets plain additions
_KEPT: Final = 4096  # sentences of which the words are kept
_APOSTROPHE: Final = re.compile("['’]")
_WORD: Final = re.compile(r"\w+(?:[.,]\d+)?%?")


class Statement(NamedTuple):
    """A fact as it is compared with what stood there before, and its place; see the facts table."""

    doc: str
    line: int
    column: int
    schema: str
    subject: str
    attribute: str
    scope: str
    value: str
    approx: bool
    modality: str
    low: float | None
    high: float | None
    unit: str
    quote: str
    sentence: str

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Statement:
        """A row of the facts table."""
        return cls(**{name: _plain(row[name]) for name in cls._fields})

    @property
    def said(self) -> tuple[object, ...]:
        """What is said, without of what and where it holds."""
        return self.value, self.approx, self.modality

    @property
    def limits(self) -> dict[str, str]:
        """The scope: dimension to concept."""
        return dict(part.split("=", 1) for part in self.scope.split(";") if part)


class Pair(NamedTuple):
    """What was said and what is said instead; one side is empty where a claim was added or removed.

    Attributes:
        before: statements that stood together.
        after: those that stand there now.
        same: whether nothing but words changed.
        context: whether the sentence stayed and is read otherwise.
    """

    before: tuple[Statement, ...]
    after: tuple[Statement, ...]
    same: bool = False
    context: bool = False

    @property
    def reworded(self) -> bool:
        """Whether the claim stayed and its sentence did not."""
        return self.same and not _same_words(self.before[0], self.after[0])


def paired(
    before: Iterable[Statement],
    after: Iterable[Statement],
    domains: Mapping[str, Domain],
    stays: Callable[[str], bool],
) -> Iterator[Pair]:
    """What became of each claim of a page, the surest pairs first.

    The same claim in the same words or others; the same value in the past, denied or hedged; the same value under a
    narrower or broader scope; another value of what can have only one; and last the same sentence about something
    else. What is left was added or removed.

    Args:
        before: what the page said.
        after: what it says.
        domains: the schemas, by id.
        stays: whether a sentence, by its `folded` words, stands on both sides: what it gives on one side only is
            read otherwise, and was neither added nor removed.
    """
    left, right = _topics(before), _topics(after)
    spare: tuple[list[Statement], list[Statement]] = ([], [])
    for topic in sorted({*left, *right}):
        domain = domains.get(topic[0])
        then, now = left.get(topic, []), right.get(topic, [])
        attribute = domain.attributes.get(topic[2]) if domain else None
        text = attribute is not None and attribute.kind is ValueKind.TEXT
        yield from _unchanged(then, now, _text if text else _said)
        yield from _matched(then, now, lambda a, b: a.scope == b.scope and a.value == b.value)
        nested = partial(_nested, domain=domain)
        for pair in _matched(then, now, lambda a, b: a.said == b.said and nested(a, b)):  # noqa: B023 - used at once
            yield pair._replace(
                context=_same_words(*pair.before, *pair.after) and stays(folded(pair.after[0].sentence))
            )
        if text:
            yield from _matched(then, now, lambda a, b: a.scope == b.scope and _alike(a, b))
        elif attribute is not None and not attribute.many:
            yield from _replaced(then, now)
            yield from _matched(then, now, lambda a, b: nested(a, b) and _alike(a, b))  # noqa: B023 - used at once
        spare[0].extend(then)
        spare[1].extend(now)
    there, here = ([each for each in side if stays(folded(each.sentence))] for side in spare)
    moved = list(_unchanged(there, here, _reading))
    _take(spare[0], (pair.before[0] for pair in moved))
    _take(spare[1], (pair.after[0] for pair in moved))
    yield from (pair._replace(same=False, context=True) for pair in moved)
    for each in spare[0]:
        yield Pair((each,), (), context=stays(folded(each.sentence)))
    for each in spare[1]:
        yield Pair((), (each,), context=stays(folded(each.sentence)))


def _topics(statements: Iterable[Statement]) -> dict[tuple[str, str, str], list[Statement]]:
    """Statements by schema, subject and attribute, each distinct one once, at its first place."""
    topics: dict[tuple[str, str, str], dict[tuple[object, ...], Statement]] = {}
    for each in sorted(statements, key=lambda one: (one.line, one.column, one.scope, one.value)):
        topic = topics.setdefault((each.schema, each.subject, each.attribute), {})
        topic.setdefault((each.scope, *each.said), each)
    return {key: list(topic.values()) for key, topic in topics.items()}


def _unchanged(
    then: list[Statement], now: list[Statement], key: Callable[[Statement], tuple[object, ...]]
) -> Iterator[Pair]:
    """What says the same on both sides, taken out of both lists."""
    there: dict[tuple[object, ...], list[Statement]] = {}
    for each in reversed(now):
        there.setdefault(key(each), []).append(each)
    pairs = [(each, there[key(each)].pop()) for each in then if there.get(key(each))]
    _take(then, [first for first, _ in pairs])
    _take(now, [other for _, other in pairs])
    yield from (Pair((first,), (other,), same=True) for first, other in pairs)


def _said(one: Statement) -> tuple[object, ...]:
    return one.scope, one.said


def _text(one: Statement) -> tuple[object, ...]:
    return one.scope, one.modality, folded(one.value)


def _take(some: list[Statement], gone: Iterable[Statement]) -> None:
    known = set(gone)
    some[:] = [each for each in some if each not in known]


def _matched(
    then: list[Statement], now: list[Statement], fits: Callable[[Statement, Statement], bool]
) -> Iterator[Pair]:
    """Pairs that fit, taken out of both lists; of several, the one whose words are the same, then the first."""
    if len(then) * len(now) > _MOST:
        return
    for first in list(then):
        fitting = [other for other in now if fits(first, other)]
        if fitting:
            other = next((one for one in fitting if _same_words(first, one)), fitting[0])
            then.remove(first)
            now.remove(other)
            yield Pair((first,), (other,))


def _replaced(then: list[Statement], now: list[Statement]) -> Iterator[Pair]:
    """What was said in one scope against what is said there now, however many values."""
    for scope in dict.fromkeys(each.scope for each in then):
        old, new = ([each for each in some if each.scope == scope] for some in (then, now))
        if old and new:
            _take(then, old)
            _take(now, new)
            yield Pair(tuple(old), tuple(new))


def _nested(first: Statement, other: Statement, *, domain: Domain | None) -> bool:
    """Whether one holds in some of the cases in which the other does."""
    return _within(first.limits, other.limits, domain) or _within(other.limits, first.limits, domain)


def _within(narrow: Mapping[str, str], broad: Mapping[str, str], domain: Domain | None) -> bool:
    return all(
        name in narrow and (narrow[name] == concept or (domain is not None and domain.is_a(narrow[name], concept)))
        for name, concept in broad.items()
    )


def _reading(one: Statement) -> tuple[object, ...]:
    """What a sentence gives, word for word, of whatever subject."""
    return one.schema, one.attribute, one.said, folded(one.sentence)


def _same_words(first: Statement, other: Statement) -> bool:
    return folded(first.sentence) == folded(other.sentence)


@lru_cache(maxsize=_KEPT)
def folded(sentence: str) -> str:
    """The words of a sentence, without capitals and punctuation."""
    return " ".join(_WORD.findall(_APOSTROPHE.sub("", sentence.casefold())))


def _alike(first: Statement, other: Statement) -> bool:
    """Whether two sentences have most words of the shorter one in common, and a third of the longer one's."""
    mine, theirs = _words(first.sentence), _words(other.sentence)
    common = len(mine & theirs)
    shorter, longer = sorted((len(mine), len(theirs)))
    return common >= _COMMON and 2 * common > shorter and 3 * common >= longer


@lru_cache(maxsize=_KEPT)
def _words(sentence: str) -> frozenset[str]:
    return frozenset(folded(sentence).split())


def _plain(cell: Any) -> Any:
    return None if isinstance(cell, float) and cell != cell else cell
