"""Whom a page is talking about at a point of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

EARLIER: Final = "named in an earlier sentence"
"""The reason of a subject that an earlier sentence named; `Focus.aged` says how long ago."""
IN_PHRASE: Final = "named in the same phrase"
IN_SENTENCE: Final = "named in the same sentence"
_FRESH: Final = 2
_FADING: Final = 0.01
_FAINTEST: Final = 0.1
_FORGOTTEN: Final = 25
"""After as many sentences without a name nobody has it in mind any more."""


class Subject(NamedTuple):
    """A subject and why it was chosen.

    Attributes:
        concept: its id.
        text: the words that named it, perhaps elsewhere on the page.
        reason: for people.
        confidence: from 0 to 1.
        kinds: of the concept.
        leads: whether the sentence or heading that named it began with it.
    """

    concept: str
    text: str
    reason: str
    confidence: float
    kinds: tuple[str, ...] = ()
    leads: bool = True


@dataclass
class Focus:
    """Whom a page is talking about at a point: what the sentences before, the headings and the title named.

    Attributes:
        recent: subjects of the latest sentence that named some, most salient first.
        together: those of them that the sentence joined by "and".
        topic: the subject that the latest paragraph to begin with one began with.
        headings: for each open heading, its level and subjects.
        title: subjects of the title.
        sentence: the number of the sentence that is being read.
        named_at: by concept the number of the latest sentence that named it.
    """

    recent: tuple[Subject, ...] = ()
    together: tuple[Subject, ...] = ()
    topic: tuple[Subject, ...] = ()
    headings: list[tuple[int, tuple[Subject, ...]]] = field(default_factory=list)
    title: tuple[Subject, ...] = ()
    sentence: int = 0
    named_at: dict[str, int] = field(default_factory=dict)

    def open_heading(self, level: int, subjects: Sequence[Subject]) -> None:
        """Enter a section; where its heading names a subject, what was said before is out of focus."""
        while self.headings and self.headings[-1][0] >= level:
            self.headings.pop()
        marked = tuple(s._replace(reason="named in the heading", confidence=0.8) for s in subjects)
        self.headings.append((level, marked))
        if marked:
            self.recent = self.together = self.topic = ()

    def name(self, subjects: Sequence[Subject], together: Sequence[Subject], begins: bool, keeps: bool = False) -> None:
        """Take note of a sentence's subjects.

        With ``keeps`` the sentence was about a pronoun, and what it names comes second.
        They replace those of their own kinds only: a sentence about a symptom leaves the drug before it in focus.
        """
        self.named_at.update((subject.concept, self.sentence) for subject in subjects)
        if keeps:
            self.recent = tuple(dict.fromkeys([*self.recent, *subjects]))
            return
        self.recent = self.renewed(self.recent, subjects)
        self.together = tuple(together)
        if begins:
            self.topic = self.renewed(self.topic, subjects[:1])

    def renewed(self, old: Sequence[Subject], new: Sequence[Subject]) -> tuple[Subject, ...]:
        """``new``, then those of ``old`` that share no kind with them."""
        kinds = {kind for subject in new for kind in subject.kinds}
        return (*new, *(subject for subject in old if kinds.isdisjoint(subject.kinds)))

    def state(self) -> tuple[tuple[Subject, ...], tuple[Subject, ...]]:
        """What a list item starts from, to be put back for the next one."""
        return self.recent, self.together

    def aged(self, subject: Subject) -> Subject:
        """A subject with how many sentences ago it was named, less sure the longer ago; others as they are."""
        if subject.reason != EARLIER or subject.concept not in self.named_at:
            return subject
        ago = self.sentence - self.named_at[subject.concept]
        fading = min(max(0, ago - _FRESH) * _FADING, _FAINTEST)
        told = f"{EARLIER} ({'the one' if ago == 1 else ago} before)"
        return subject._replace(reason=told, confidence=round(subject.confidence - fading, 3))

    def candidates(self) -> Iterator[Subject]:
        """Subjects in focus, most salient first."""
        yield from (subject for subject in (*self.recent, *self.topic) if not self._forgotten(subject))
        for _, subjects in reversed(self.headings):
            yield from subjects
        yield from self.title

    def _forgotten(self, subject: Subject) -> bool:
        return self.sentence - self.named_at.get(subject.concept, self.sentence) > _FORGOTTEN
