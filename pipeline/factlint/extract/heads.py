"""Qualifiers around an amount: "up to", "at least", "about", "aged", "or more", "years of age"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from factlint.extract.wording import END, GAP, JOINT, any_of, folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factlint.extract.measures import Prose
    from factlint.extract.wordlists import Wordlists

_LOOK_BACK: Final = 40
_WORD_BEFORE: Final = re.compile(r"(?P<word>[\w'’]+)\W{1,3}$")
_WORD_AFTER: Final = re.compile(r"[\s,]{0,3}(?P<word>[\w'’]*)")


class Subject(NamedTuple):
    """What qualifiers are about.

    Attributes:
        start: first character of the amount.
        end: one past the last.
        head: where the qualifiers before it may begin; ``start`` where there are none.
        is_range: whether it has two ends already.
        is_time: whether it is a length of time.
        is_bare: whether it is a number without a unit.
    """

    start: int
    end: int
    head: int
    is_range: bool = False
    is_time: bool = False
    is_bare: bool = False


@dataclass(slots=True)
class Marks:
    """What qualifiers say of an amount; with them the expression runs from ``start`` to ``end``."""

    start: int
    end: int
    least: bool = False
    most: bool = False
    approx: bool = False
    age: bool = False


class Qualifiers:
    """Reads the qualifiers around an amount."""

    def __init__(self, lists: Wordlists) -> None:
        words, ages = lists.qualifiers, lists.qualifiers.ages
        self._before = _by_word(
            least=words.least, most=words.most, about=words.about, over=words.over, between=words.between,
            from_=words.from_, age=ages.before, age_least=ages.least, age_most=ages.most,
        )  # fmt: skip
        self._after = _by_word(
            least=words.least_after, most=words.most_after, about=words.about_after,
            age=ages.after, age_least=ages.least_after, age_most=ages.most_after,
        )  # fmt: skip
        self._over_after, self._next = frozenset(words.over_after), frozenset(ages.next)
        self._not_next = frozenset(ages.not_next)
        self._head = re.compile(rf"(?P<word>{any_of(self._before)}){END}")
        self._tail = re.compile(rf"{JOINT}?(?P<word>{any_of(self._after)}){END}")
        self._plural = re.compile(rf"(?:{any_of(ages.plural)}){END}")
        self._people = re.compile(rf"\b(?:{any_of(ages.people)}){GAP}$")

    def is_between(self, prose: Prose, start: int, end: int) -> bool:
        """Whether the qualifiers there say that "and" joins the ends of a range."""
        return start < end and any("between" in kinds for _, kinds in self._heads(prose, start, end))

    def is_age(self, prose: Prose, subject: Subject) -> bool:
        """Whether what stands around a bare number makes it an age in years."""
        if subject.head == subject.start and not self._tail.match(prose.text, subject.end):
            return False
        return self.around(prose, subject).age

    def around(self, prose: Prose, subject: Subject) -> Marks:
        """What stands before and after the amount."""
        marks = Marks(subject.start, subject.end)
        heads = list(self._heads(prose, subject.head, subject.start))
        marks.age = (subject.is_time or subject.is_bare) and any("age" in kinds for _, kinds in heads)
        self._read_tail(prose, subject, marks, heads=bool(heads))
        people = bool(heads or marks.least or marks.most) and self._of_people(prose, subject, marks)
        for start, kinds in reversed(heads):
            if not self._take(prose, subject, marks, start, kinds, people):
                break
        marks.age = marks.age or (people and (marks.least or marks.most))
        return marks

    def word_before(self, prose: Prose, at: int) -> str:
        """The word before ``at``; "" at the start of a sentence, a clause or a line."""
        match = _WORD_BEFORE.search(prose.text[max(0, at - _LOOK_BACK) : at])
        return match["word"] if match and not set(match.group()) & set(".,!?:;\n(—–") else ""

    def _heads(self, prose: Prose, start: int, end: int) -> Iterator[tuple[int, frozenset[str]]]:
        for match in self._head.finditer(prose.text, start, end) if start < end else ():
            yield match.start(), self._before[folded(match["word"])]

    def _read_tail(self, prose: Prose, subject: Subject, marks: Marks, *, heads: bool) -> None:
        if subject.is_bare and heads and (match := self._plural.match(prose.text, subject.end)):
            marks.end, marks.age = match.end(), True
            return
        while match := self._tail.match(prose.text, marks.end):
            kinds = self._after[folded(match["word"])]
            if "age" in kinds and not subject.is_time and not marks.age:
                return
            if subject.is_range and kinds & {"least", "most", "age_least", "age_most"}:
                return  # both ends of "aged 5 to 14 years and older adults" are closed
            marks.age = marks.age or "age" in kinds or (subject.is_time and bool(kinds & {"age_least", "age_most"}))
            marks.least = marks.least or bool(kinds & {"least", "age_least"})
            marks.most = marks.most or bool(kinds & {"most", "age_most"})
            marks.approx = marks.approx or "about" in kinds
            marks.end = match.end()

    def _take(
        self, prose: Prose, subject: Subject, marks: Marks, start: int, kinds: frozenset[str], people: bool
    ) -> bool:
        """Applies one qualifier; False where it is none here, and what stands before it is not reached."""
        old = marks.age or people
        if "over" in kinds:
            bound = old or not subject.is_time or self.word_before(prose, start) in self._over_after
            marks.least = marks.least or bound
            used = bound
        elif "from_" in kinds:
            used = subject.is_range or marks.age
            marks.least = marks.least or (used and not subject.is_range)
        elif "between" in kinds:
            used = subject.is_range
        else:
            used = bool(kinds & {"least", "most", "about", "age"}) or marks.age
            marks.least = marks.least or bool(kinds & ({"least", "age_least"} if used else set()))
            marks.most = marks.most or bool(kinds & ({"most", "age_most"} if used else set()))
            marks.approx = marks.approx or "about" in kinds
        marks.start = start if used else marks.start
        return used

    def _of_people(self, prose: Prose, subject: Subject, marks: Marks) -> bool:
        """Whether a length of time or a bare number right after "children" and the like is their age."""
        if not (subject.is_time or subject.is_bare):
            return False
        if not self._people.search(prose.text[max(0, subject.head - _LOOK_BACK) : subject.head]):
            return False
        match = _WORD_AFTER.match(prose.text, marks.end)
        word = match["word"] if match else ""
        return word not in self._not_next if subject.is_time else not word or word in self._next


def _by_word(**lists: tuple[str, ...]) -> dict[str, frozenset[str]]:
    """What each word may say: "from" begins a range, or an age with no upper end."""
    found: dict[str, frozenset[str]] = {}
    for kind, words in lists.items():
        for word in words:
            found[folded(word)] = found.get(folded(word), frozenset()) | {kind}
    return found
