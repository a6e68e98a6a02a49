"""What the mentions of a sentence name: which can be what a claim is about, and which only stand beside the point."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from factlint.domain.compiled import CompiledDomain
from factlint.domain.vocabulary import Mention
from factlint.extract.focus import Subject
from factlint.extract.quantities import Quantity
from factlint.extract.tokens import Tagged, Token

ASIDE_REACH = 4
OPENER_REACH = 10
ENUMERATION_REACH = 6


class Naming:
    """Judges mentions for one schema; the base of what chooses subjects."""

    def __init__(self, compiled: CompiledDomain) -> None:
        self._domain = compiled.domain
        self._language = compiled.language
        self._known = compiled.known_words

    def _fits(self, token: Token, kinds: frozenset[str]) -> bool:
        if not isinstance(token.tag, Mention):
            return False
        return not kinds.isdisjoint(self._domain.concepts[self._meant(token.tag.concept)].kinds)

    def _meant(self, concept: str) -> str:
        return self._domain.concepts[concept].as_subject or concept

    def _is_aside(self, tagged: Tagged, place: int) -> bool:
        """Whether a preposition such as "after" puts this mention beside the point."""
        if self._is_opener(tagged, place) or self._is_circumstance(tagged, place):
            return True
        for before in range(place - 1, max(-1, place - 1 - ASIDE_REACH), -1):
            token = tagged.tokens[before]
            if token.border or token.word == ",":
                return False
            if token.word in self._language.aside:
                # "The following" is a noun.
                return before == 0 or tagged.tokens[before - 1].word not in self._language.articles
            if (
                token.tag is None
                and token.word not in self._language.transparent
                and token.word not in self._language.joins
            ):
                return False
        return False

    def _is_stranger(self, token: Token) -> bool:
        """Whether a token is a word that neither the language nor the schema knows."""
        return token.is_stranger(self._known)

    def _is_part_of_name(self, tagged: Tagged, place: int) -> bool:
        """Whether an unknown word stands directly beside a mention, so that both may name something else."""
        beside = [at for at in (place - 1, place + 1) if 0 <= at < tagged.main]
        known = self._language.transparent | self._language.inflector.fixed | self._language.aside
        return any(
            tagged.tokens[at].tag is None
            and not tagged.tokens[at].border
            and tagged.tokens[at].word.isalpha()
            and tagged.tokens[at].word not in known
            and tagged.tokens[at].word not in self._language.finite
            for at in beside
        )

    def _is_circumstance(self, tagged: Tagged, place: int) -> bool:
        """Whether a mention that can be meant otherwise follows a preposition: "vincristine in maintenance"."""
        tag = tagged.tokens[place].tag
        if not isinstance(tag, Mention) or not self._domain.concepts[tag.concept].as_subject or not place:
            return False
        before = [token.word for token in tagged.tokens[max(0, place - 2) : place]]
        return not (self._language.openers | self._language.genitives).isdisjoint(before)

    def _is_opener(self, tagged: Tagged, place: int) -> bool:
        """Whether the mention stands in a phrase that opens the sentence and ends with a comma."""
        if tagged.tokens[0].word not in self._language.openers or place > OPENER_REACH:
            return False
        commas = [at for at in range(tagged.main) if tagged.tokens[at].word == ","]
        return bool(commas) and place < commas[0] <= OPENER_REACH

    def _is_stolen(self, tagged: Tagged, place: int) -> bool:
        """Whether the mention only says whose side effects, trials or symptoms are talked of."""
        after = [token.word for token in tagged.tokens[place + 1 : place + 4]]
        phrase = " ".join(after[:2])
        if (after and after[0] in self._language.stealers) or phrase in self._language.stealers:
            return True
        before = [token.word for token in tagged.tokens[max(0, place - 4) : place]]
        linked = [at for at in range(max(0, len(before) - 2), len(before)) if before[at] in self._language.origins]
        return bool(linked) and linked[0] > 0 and before[linked[0] - 1] in self._language.stealers

    def _particular(self, tagged: Tagged, place: int, others: Iterable[int]) -> int:
        """The particular thing of a general name: "a retinoid called isotretinoin", "isotretinoin is a retinoid"."""
        general = self._concept(tagged, place)
        before = self._predicated(tagged, place)
        if before is not None:
            return before
        for other in others:
            if other <= place:
                continue
            between = [token.word for token in tagged.tokens[place + 1 : other]]
            if any(word in self._language.examples for word in between):
                continue
            narrow = self._concept(tagged, other)
            linked = not between or any(word in self._language.apposition for word in between)
            if linked and narrow != general and self._domain.is_a(narrow, general):
                return other
        return place

    def _predicated(self, tagged: Tagged, place: int) -> int | None:
        """The mention of which the one at ``place`` is said: "isotretinoin is a retinoid (that is) taken ..."."""
        articles = [at for at in range(max(0, place - 4), place) if self._is_indefinite(tagged, at)]
        if not articles or articles[-1] < 2 or tagged.tokens[articles[-1] - 1].word not in self._language.copulas:
            return None
        general = self._concept(tagged, place)
        for at in range(articles[-1] - 2, -1, -1):
            concept = self._concept(tagged, at)
            if concept and concept != general and self._domain.is_a(concept, general):
                return at
        return None

    def _is_said_of_pronoun(self, tagged: Tagged, place: int) -> bool:
        """Whether the mention says what a pronoun is ("It is an antibody"), which leaves the focus as it was."""
        words = [token.word for token in tagged.tokens[:place]]
        said = not self._language.indefinite.isdisjoint(words)
        return len(words) <= 6 and bool(words) and words[0] in self._language.pronouns and said

    def _is_said_of_stranger(self, tagged: Tagged, place: int) -> bool:
        """Whether the mention says what something unknown is: "Lorvotuzumab is an antibody being studied to treat"."""
        clause = tagged.clause(place)
        articles = [at for at in range(max(clause.start, place - 4), place) if self._is_indefinite(tagged, at)]
        if not articles or articles[0] - 1 <= clause.start:
            return False
        before = tagged.tokens[clause.start : articles[0] - 1]
        copula = tagged.tokens[articles[0] - 1].word in self._language.copulas
        unknown = any(self._is_stranger(token) for token in before)
        return copula and unknown and not any(isinstance(token.tag, Mention) for token in before)

    def _is_indefinite(self, tagged: Tagged, at: int) -> bool:
        return tagged.tokens[at].word in self._language.indefinite

    def _joined(self, tagged: Tagged, place: int, wanted: frozenset[str]) -> list[int]:
        """``place`` and the mentions coordinated with it, in order."""
        group = [place]
        for step in (-1, 1):
            at = place
            while (at := self._next_joined(tagged, at, step, wanted)) >= 0:
                group.append(at)
        return sorted(group)

    def _enumerated(self, tagged: Tagged, place: int, wanted: frozenset[str]) -> Iterator[int]:
        """What an enumeration goes on to name: "is radiotherapy to the chest, followed by chemotherapy".

        It ends at a verb of its own, so that what the next clause is about is none of it.
        """
        joined, since = False, 0
        stop = tagged.clause(place).stop
        for at in range(place + 1, stop):
            word = tagged.tokens[at].word
            since += 1
            # What is counted anew is another thing: "... called isotretinoin and 2 immunotherapy drugs".
            counted = isinstance(tagged.tokens[at].tag, Quantity)
            if since > ENUMERATION_REACH or counted or word in self._language.finite:
                return
            if word in self._language.joins:
                joined, since = True, 0
            elif joined and self._fits(tagged.tokens[at], wanted):
                if at + 1 < stop and tagged.tokens[at + 1].word in self._language.finite:
                    return
                yield at
                joined, since = False, 0

    def _next_joined(self, tagged: Tagged, place: int, step: int, wanted: frozenset[str]) -> int:
        joined = False
        at = place + step
        while 0 <= at < len(tagged.tokens) and abs(at - place) <= 4 and not tagged.tokens[at].border:
            token = tagged.tokens[at]
            if self._fits(token, wanted):
                kin = self._is_kin(self._concept(tagged, place), self._concept(tagged, at))
                beside = self._is_aside(tagged, at) and not self._is_aside(tagged, place)
                return at if joined and not kin and not beside else -1
            if token.word in self._language.joins:
                joined = True
            elif token.word not in self._language.articles:
                return -1
            at += step
        return -1

    def _is_kin(self, first: str, second: str) -> bool:
        """Whether one is a kind of the other; a comma between them is apposition ("imatinib, a kinase inhibitor")."""
        return self._domain.is_a(first, second) or self._domain.is_a(second, first)

    def _concept(self, tagged: Tagged, place: int) -> str:
        tag = tagged.tokens[place].tag
        return self._meant(tag.concept) if isinstance(tag, Mention) else ""

    def _subject(self, token: Token, prose: str, reason: str, confidence: float) -> Subject:
        if not isinstance(token.tag, Mention):
            raise TypeError("a subject must be a mention")
        concept = self._meant(token.tag.concept)
        text = " ".join(prose[token.start : token.end].split())
        return Subject(concept, text, reason, confidence, self._domain.concepts[concept].kinds)
