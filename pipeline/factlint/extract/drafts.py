"""What unread sentences have in common: the words beside what was left over, as a draft of a pattern."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from factlint.domain.inflect import VERB_MARK, Inflector, is_verb_form, singular, third_person
from factlint.domain.patterns import GAP, PatternError
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
MAX_TOKENS: Final = 60
"""Longer sentences are lists whose marks were lost: what stands beside a number there says nothing about it."""
_COUNTED: Final = frozenset({ValueKind.COUNT.value, ValueKind.PERCENT.value})
"""Kinds that say what they are of after them: "4 shoots"."""
_SUBJECT: Final = "{subject}"
_VALUE: Final = "{value}"


class Draft(NamedTuple):
    """A pattern that would read what a sentence leaves over.

    Attributes:
        subject: the kind of its subject.
        kind: what is left over: a kind of quantity or of concept, or `STATUS`.
        cues: the words that it turns on, as a pattern would write them; any of them will do.
        head: what the pattern says before the cue.
        tail: what it says after it.
        gap: where words may stand between: "head" or "tail", on that side of the cue; "" for nowhere.
        takers: attributes that could have it.
        named: whether the sentence itself names a concept of that kind.
    """

    subject: str
    kind: str
    cues: tuple[str, ...]
    head: str
    tail: str
    gap: str
    takers: tuple[str, ...]
    named: bool

    @property
    def pattern(self) -> str:
        """The draft in the schema language."""
        cue = self.cues[0] if len(self.cues) == 1 else f"({'|'.join(self.cues)})"
        gaps = ("…" if self.gap == side else "" for side in ("head", "tail"))
        return " ".join(filter(None, (self.head, next(gaps), cue, next(gaps), self.tail)))


class _Beside(NamedTuple):
    """The word beside what is left over, and what stands between; see `Draft`."""

    cue: str
    head: str = ""
    tail: str = ""
    gap: str = ""


class Drafter:
    """Drafts patterns for sentences that one schema does not read."""

    def __init__(self, reader: PageReader) -> None:
        self._reader = reader
        self._compiled = reader.compiled
        language = reader.compiled.language
        self._small = language.inflector.fixed | language.pronouns | language.plural_pronouns
        self._passed = self._small | language.transparent | language.finite
        self._auxiliary = self._small | language.finite
        self._verbs = language.inflector.verbs
        self._lists = _by_form(reader.compiled.compiler.lists, language.inflector)

    def draft(self, sentence: str, subject: str) -> Draft | None:
        """A pattern that matches ``sentence``, which is about the concept ``subject``; None where there is none."""
        concept = self._compiled.domain.concepts.get(subject)
        if concept is None:
            return None
        kinds = frozenset(concept.kinds)
        tagged = self._tagged(sentence)
        if len(tagged.tokens) > MAX_TOKENS:
            return None
        for left in self._reader.coverage.left(tagged, self._roles(tagged), kinds):
            beside = self._beside(tagged, left, kinds)
            takers = tuple(self._reader.coverage.takers(left, kinds))
            if beside is None or not takers:
                continue
            of = self._kind(takers, kinds)
            made = Draft(
                subject=of,
                kind=left.kind,
                cues=(beside.cue,),
                head=beside.head,
                tail=beside.tail,
                gap=beside.gap,
                takers=takers,
                named=self._names(tagged, of),
            )
            if self._fits(made, tagged):
                return made
        return None

    def _kind(self, takers: Iterable[str], kinds: frozenset[str]) -> str:
        attributes = self._compiled.domain.attributes
        return next(kind for taker in takers for kind in attributes[taker].of if kind in kinds)

    def _names(self, tagged: Tagged, kind: str) -> bool:
        return any(self._is_of(token, frozenset({kind})) for token in tagged.tokens)

    def _fits(self, draft: Draft, tagged: Tagged) -> bool:
        own = {"value": (draft.kind,), "subject": (draft.subject,)}
        try:
            pattern = self._compiled.compiler.compile(draft.pattern, own=own)
        except PatternError:  # a word of the page that is no word of a pattern
            return False
        return next(match_pattern(pattern, tagged), None) is not None

    def _tagged(self, sentence: str) -> Tagged:
        marks = Marks(self._compiled.vocabulary.find(sentence), self._reader.quantities.find(sentence))
        span = Span(0, len(sentence))
        return self._reader.tagger.tag(sentence, span, marks.within(span))

    def _roles(self, tagged: Tagged) -> Roles:
        needs = self._reader.needs
        fitting = self._reader.patterns.matches(tagged)
        matches = [one for one in fitting if not needs.get(one.pattern.attribute, tagged.keys).isdisjoint(tagged.keys)]
        vetoes = list(self._reader.vetoes.matches(tagged))
        return assign_roles(matches, vetoes, tagged, decoys=self._reader.decoys, many=self._reader.many)

    # The words beside

    def _beside(self, tagged: Tagged, left: Left, kinds: frozenset[str]) -> _Beside | None:
        """The word that says what is left over."""
        if left.kind == STATUS:
            return self._of_status(tagged, left.at)
        if left.kind in _COUNTED:
            return self._counted(tagged, left.at, kinds)
        return self._before(tagged, left.at) or self._counted(tagged, left.at, kinds)

    def _before(self, tagged: Tagged, at: int) -> _Beside | None:
        """The nearest verb before what is left over, or else any word of meaning, and the small words next to it."""
        first = max(tagged.clause(at).start, at - GAP - LINKS - 1)
        links = list(
            itertools.takewhile(lambda place: self._is_small(tagged.tokens[place]), range(at - 1, first - 1, -1))
        )
        nearest = [place for place in range(at - 1, first - 1, -1) if self._is_cue(tagged.tokens[place])]
        verbs = [place for place in nearest if self._is_verb(tagged.tokens[place])]
        if not nearest:
            return None
        place = next(iter(verbs), nearest[0])
        if at - 1 - len(links) == place and len(links) <= LINKS:
            joined, gap = links, ""
        else:
            joined, gap = links[:1], "tail"
        tail = " ".join([*(tagged.tokens[link].word for link in reversed(joined)), _VALUE])
        return _Beside(self._written(tagged.tokens[place]), tail=tail, gap=gap)

    def _counted(self, tagged: Tagged, at: int, kinds: frozenset[str]) -> _Beside | None:
        """What follows a number: the last of the words that belong to it ("2 altered copies", "90% of all cases").

        Where what it is of is the subject, what is said of that: "20% of ferns die".
        """
        rest = [tagged.tokens[place] for place in range(at + 1, tagged.clause(at).stop)]
        head = [_VALUE]
        if rest and rest[0].word == "of":
            head += [rest.pop(0).word, *(rest.pop(0).word for _ in rest[1:2] if self._is_small(rest[0]))]
        of = bool(rest) and self._is_of(rest[0], kinds)
        head += [_SUBJECT for _ in rest[:of]]
        run = list(itertools.takewhile(self._is_noun, rest[of:]))[: 1 if of else LINKS]
        if not run:
            return None
        cue = self._written(run[0]) if of else singular(run[-1].word)
        return _Beside(cue, head=" ".join(head), gap="head" if len(run) > 1 else "")

    def _is_of(self, token: Token, kinds: frozenset[str]) -> bool:
        """Whether a token names a concept of one of ``kinds``."""
        tag = token.tag
        return isinstance(tag, Mention) and not kinds.isdisjoint(self._compiled.domain.concepts[tag.concept].kinds)

    def _of_status(self, tagged: Tagged, at: int) -> _Beside | None:
        """A word that statuses are said in, with the subject before it and nothing of meaning between."""
        if not self._is_cue(tagged.tokens[at]):
            return None
        for place in range(at - 1, max(tagged.clause(at).start, at - GAP - 1) - 1, -1):
            token = tagged.tokens[place]
            if isinstance(token.tag, Mention):
                gap = "" if place + 1 == at else "head"
                return _Beside(self._written(tagged.tokens[at]), head=_SUBJECT, gap=gap)
            if token.word not in self._passed:
                return None
        return None

    def _is_small(self, token: Token) -> bool:
        return token.tag is None and token.word in self._small

    def _is_plain(self, token: Token) -> bool:
        return token.tag is None and not token.border and token.word.isalpha() and token.word not in self._small

    def _is_noun(self, token: Token) -> bool:
        return self._is_plain(token) and token.word not in self._auxiliary

    def _is_cue(self, token: Token) -> bool:
        known = token.word in self._lists and token.word not in self._auxiliary and self._is_verb(token)
        return self._is_plain(token) and (known or token.word not in self._passed)

    def _is_verb(self, token: Token) -> bool:
        """Whether a word is surely a verb; one in -ed or -ing is as good as one."""
        word = token.word
        return token.body.endswith(VERB_MARK) or word in self._verbs or is_verb_form(word)

    def _written(self, token: Token) -> str:
        """A verb as a pattern writes it: its list, or the form in -s, which stands for all of its inflections."""
        word = token.word
        if word in self._lists:
            return f"<{self._lists[word]}>"
        if word in self._verbs:
            return self._verbs[word]
        return third_person(word) if token.body.endswith(VERB_MARK) else word


def _by_form(lists: Mapping[str, Iterable[str]], inflector: Inflector) -> dict[str, str]:
    """The first list that holds a word, by each of its forms."""
    found: dict[str, str] = {}
    for name, entries in lists.items():
        for entry in entries:
            if " " not in entry:
                for form in inflector.forms(entry.lower()):
                    found.setdefault(form.rstrip(VERB_MARK), name)
    return found
