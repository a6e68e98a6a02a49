"""A page at a point of it: what is in focus and limits claims there, and the roles of a sentence's quantities."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from factlint.extract.focus import Focus, Subject
from factlint.extract.marks import Marks
from factlint.extract.matching import Match
from factlint.extract.roles import Roles, assign_roles
from factlint.extract.scope import ScopeFrame
from factlint.extract.tokens import Tagged
from factlint.pages import BETWEEN_HEADINGS, Page
from factlint.spans import Span

if TYPE_CHECKING:
    from factlint.extract.reading import PageReader

NEEDED = 2


class PageState:
    """A page, and what is in focus and limits claims at a point of it.

    Attributes:
        reader: what reads it.
        page: the page.
        focus: whom it is talking about.
        frame: what limits claims.
        mentions: of concepts, in order.
        headings: the open ones, each with its level.
        before: the words and tags of the sentence before.
        leads: by block, the last sentence of those that others may hang from.
    """

    def __init__(self, reader: PageReader, page: Page) -> None:
        self.reader, self.page = reader, page
        self.focus = Focus()
        self.frame = ScopeFrame(page=dict(page.meta.scope))
        self.headings: list[tuple[int, str]] = []
        self.before: frozenset[str] = frozenset()
        self.leads: dict[int, Tagged] = {}
        self.mentions = reader.compiled.vocabulary.find(page.prose)
        self.marks = Marks(self.mentions, reader.quantities.find(page.prose))

    @property
    def section(self) -> str:
        """The open headings, the outermost first."""
        return BETWEEN_HEADINGS.join(title for _, title in self.headings)

    def open_heading(self, level: int, title: str) -> None:
        """Enter a section."""
        while self.headings and self.headings[-1][0] >= level:
            self.headings.pop()
        self.headings.append((level, title))

    def tag(self, span: Span, assumed: str = "") -> Tagged:
        """The words of ``span`` as tagged tokens."""
        return self.reader.tagger.tag(self.page.prose, span, self.marks.within(span), assumed)

    def roles(self, tagged: Tagged) -> Roles:
        """The outcome of the competition between all patterns that fit."""
        matches = self.matches(tagged)
        vetoes = self.vetoes(tagged) if matches else []
        return assign_roles(matches, vetoes, tagged, decoys=self.reader.decoys, many=self.reader.many)

    def vetoes(self, tagged: Tagged) -> list[Match]:
        """Every pattern that fits and says what an attribute is not."""
        return list(self.reader.vetoes.matches(tagged))

    def matches(self, tagged: Tagged) -> list[Match]:
        """Every pattern that fits, but those that lack a word which their attribute needs.

        A sentence that takes up the one before ("do this for a month after the last dose") may find it there.
        """
        needs = self.reader.needs
        keys = tagged.keys | self.before if self._takes_up(tagged) else tagged.keys
        matches = []
        for match in self.reader.patterns.matches(tagged):
            words = needs.get(match.pattern.attribute)
            if words is None:
                matches.append(match)
            elif not words.isdisjoint(keys):
                # The word that it needs speaks for it as one of the pattern's own would.
                matches.append(replace(match, literals=match.literals + NEEDED))
        return matches

    def subjects_of(self, match: Match, tagged: Tagged) -> list[Subject]:
        """The subjects of ``match``; none where it cannot be told."""
        kinds = self.reader.compiled.domain.attributes[match.pattern.attribute].of
        found = self.reader.subjects.of(match, tagged, self.page.prose, kinds, self.focus)
        return [self.focus.aged(subject) for subject in found]

    def _takes_up(self, tagged: Tagged) -> bool:
        words = f" {' '.join(token.word for token in tagged.tokens)} "
        return any(f" {phrase} " in words for phrase in self.reader.compiled.language.resuming)
