"""What unread sentences have in common: the words beside what was left over, as a draft of a pattern."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from factlint.domain.inflect import VERB_MARK, Inflector, plural
from factlint.domain.patterns import GAP, Pattern
from factlint.domain.vocabulary import Mention
from factlint.extract.coverage import STATUS, Left
from factlint.extract.marks import Marks
from factlint.extract.matching import match_pattern
from factlint.extract.roles import Roles, assign_roles
from factlint.extract.tokens import Tagged, Token
from factlint.spans import Span
from factlint.values import ValueKind

if TYPE_CHECKING:
    from factlint.extract.reading import PageReader

LINKS: Final = 3
"""How many small words beside a quantity belong to its pattern ("for the first {value}")."""
_COUNTED: Final = frozenset({ValueKind.COUNT.value, ValueKind.PERCENT.value})
"""Kinds that say what they are of after them: "4 shoots"."""
_SUBJECT: Final = "{subject}"
_VALUE: Final = "{value}"


class Draft(NamedTuple):
    """A pattern that would read what a sentence leaves over.

    Attributes:
        subject: the kind of its subject.
        cue: the word that it turns on, as a pattern would write it.
        kind: what is left over: a kind of quantity or of concept, or `STATUS`.
        pattern: in the schema language.
        takers: attributes that could have it.
    """

    subject: str
    cue: str
    kind: str
    pattern: str
    takers: tuple[str, ...]


class Drafter:
    """Drafts patterns for sentences that one schema does not read."""

    def __init__(self, reader: PageReader) -> None:
        self._reader = reader
        self._compiled = reader.compiled
        language = reader.compiled.language
        self._inflector = language.inflector
        self._small = language.inflector.fixed | language.pronouns | language.plural_pronouns
        self._passed = self._small | language.transparent | language.finite
        self._lists = _by_form(reader.compiled.compiler.lists, language.inflector)
        self._words: dict[str, str] = {}
        self._patterns: dict[tuple[str, str], Pattern] = {}

    def draft(self, sentence: str, subject: str) -> Draft | None:
        """A pattern for ``sentence``, which is about the concept ``subject``; None where none comes to mind."""
        concept = self._compiled.domain.concepts.get(subject)
        if concept is None:
            return None
        kinds = frozenset(concept.kinds)
        tagged = self.tagged(sentence)
        for left in self._reader.coverage.left(tagged, self._roles(tagged), kinds):
            found = self._beside(tagged, left)
            takers = tuple(self._reader.coverage.takers(left, kinds))
            if found and takers:
                of = (kind for taker in takers for kind in self._compiled.domain.attributes[taker].of if kind in kinds)
                cue, pattern = found
                return Draft(next(of), cue, left.kind, pattern, takers)
        return None

    def fits(self, draft: Draft, sentence: str) -> bool:
        """Whether the pattern of ``draft`` matches ``sentence``."""
        return next(match_pattern(self._compile(draft), self.tagged(sentence)), None) is not None

    def tagged(self, sentence: str) -> Tagged:
        """The sentence as the patterns see it."""
        marks = Marks(self._compiled.vocabulary.find(sentence), self._reader.quantities.find(sentence))
        span = Span(0, len(sentence))
        return self._reader.tagger.tag(sentence, span, marks.within(span))

    def _roles(self, tagged: Tagged) -> Roles:
        needs = self._reader.needs
        fitting = self._reader.patterns.matches(tagged)
        matches = [one for one in fitting if not needs.get(one.pattern.attribute, tagged.keys).isdisjoint(tagged.keys)]
        vetoes = list(self._reader.vetoes.matches(tagged))
        return assign_roles(matches, vetoes, tagged, decoys=self._reader.decoys, many=self._reader.many)

    def _compile(self, draft: Draft) -> Pattern:
        key = (draft.kind, draft.pattern)
        if key not in self._patterns:
            own = {"value": (draft.kind,), "subject": (draft.subject,)}
            self._patterns[key] = self._compiled.compiler.compile(draft.pattern, own=own)
        return self._patterns[key]

    # The words beside

    def _beside(self, tagged: Tagged, left: Left) -> tuple[str, str] | None:
        """The cue and the pattern for what is left over."""
        if left.kind == STATUS:
            return self._of_status(tagged, left.at)
        if left.kind in _COUNTED:
            return self._counted(tagged, left.at)
        return self._before(tagged, left.at) or self._counted(tagged, left.at)

    def _before(self, tagged: Tagged, at: int) -> tuple[str, str] | None:
        """The nearest word of some meaning before what is left over, and the small words next to it."""
        first = max(tagged.clause(at).start, at - GAP - LINKS - 1)
        links: list[str] = []
        for place in range(at - 1, first - 1, -1):
            token = tagged.tokens[place]
            joined = place + 1 + len(links) == at
            if self._is_cue(token):
                cue = self._written(token)
                return cue, " ".join([cue, *([] if joined else ["…"]), *links, _VALUE])
            if joined and len(links) < LINKS and self._is_small(token):
                links.insert(0, token.word)
        return None

    def _counted(self, tagged: Tagged, at: int) -> tuple[str, str] | None:
        """What follows a number: the last of the words that belong to it ("2 altered copies", "90% of all cases")."""
        end = tagged.clause(at).stop
        of = at + 1 if at + 1 < end and tagged.tokens[at + 1].word == "of" else at
        run = list(itertools.takewhile(lambda place: self._is_plain(tagged.tokens[place]), range(of + 1, end)))[:LINKS]
        if not run:
            return None
        cue = self._noun(tagged.tokens[run[-1]].word)
        gap = ["…"] if len(run) > 1 else []
        return cue, " ".join([_VALUE, *(["of"] if of > at else []), *gap, cue])

    def _of_status(self, tagged: Tagged, at: int) -> tuple[str, str] | None:
        """A word that statuses are said in, with the subject before it and nothing of meaning between."""
        if not self._is_cue(tagged.tokens[at]):
            return None
        cue = self._written(tagged.tokens[at])
        for place in range(at - 1, max(tagged.clause(at).start, at - GAP - 1) - 1, -1):
            token = tagged.tokens[place]
            if isinstance(token.tag, Mention):
                return cue, " ".join([_SUBJECT, *([] if place + 1 == at else ["…"]), cue])
            if token.word not in self._passed:
                return None
        return None

    def _is_small(self, token: Token) -> bool:
        return token.tag is None and token.word in self._small

    def _is_plain(self, token: Token) -> bool:
        return token.tag is None and not token.border and token.word.isalpha() and token.word not in self._small

    def _is_cue(self, token: Token) -> bool:
        return self._is_plain(token) and token.word not in self._passed

    def _written(self, token: Token) -> str:
        """A verb as a pattern writes it: its list, or the form in -s, which stands for all of its inflections."""
        word = token.word
        if word in self._lists:
            return f"<{self._lists[word]}>"
        verb = token.body.endswith(VERB_MARK) and not word.endswith(("s", "ed", "ing", "ly"))
        return plural(word) if verb else word

    def _noun(self, word: str) -> str:
        """A noun as a pattern writes it: in the singular, which stands for the plural too."""
        if word in self._lists:
            return f"<{self._lists[word]}>"
        endings = (("ies", "y"), ("es", ""), ("s", ""))
        bases = (word.removesuffix(old) + new for old, new in endings if word.endswith(old))
        return next((base for base in bases if word == plural(base)), word)


def _by_form(lists: Mapping[str, Iterable[str]], inflector: Inflector) -> dict[str, str]:
    """The first list that holds a word, by each of its forms."""
    found: dict[str, str] = {}
    for name, entries in lists.items():
        for entry in entries:
            if " " not in entry:
                for form in inflector.forms(entry.lower()):
                    found.setdefault(form.rstrip(VERB_MARK), name)
    return found
