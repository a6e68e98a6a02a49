"""Who a claim is about: the sentence's own subject, or the one in focus from elsewhere on the page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from factlint.domain.compiled import CompiledDomain
from factlint.domain.vocabulary import Mention
from factlint.extract.focus import EARLIER, IN_PHRASE, IN_SENTENCE, Focus, Subject
from factlint.extract.matching import Match, PatternIndex
from factlint.extract.naming import Naming
from factlint.extract.quantities import Quantity
from factlint.extract.tokens import Tagged, Token
from factlint.values import ValueKind

LEADS = 3


class SubjectReader(Naming):
    """Chooses subjects for one schema."""

    def __init__(self, compiled: CompiledDomain) -> None:
        super().__init__(compiled)
        self._kinds = compiled.subject_kinds
        self._free = {key: reader.free_focus for key, reader in compiled.readers.items()}
        attributes = compiled.domain.attributes.values()
        self._worded = {one.id for one in attributes if one.kind is ValueKind.TEXT and not one.value_kind}
        self._limiting = {kind for kinds in compiled.domain.dimensions.values() for kind in kinds}
        self._anaphors = PatternIndex(pattern for patterns in compiled.anaphors.values() for pattern in patterns)

    def headed(self, tagged: Tagged, prose: str) -> list[Subject]:
        """Subjects that a heading names; none that is only a part of a longer name ("familial colorectal cancer")."""
        whole = {tagged.tokens[place].start for place in range(tagged.main) if not self._is_part_of_name(tagged, place)}
        places = [place for place in range(tagged.main) if tagged.tokens[place].start in whole]
        named = self.named(tagged, prose)
        words = {" ".join(prose[tagged.tokens[at].start : tagged.tokens[at].end].split()) for at in places}
        return [subject for subject in named if subject.text in words]

    def named(self, tagged: Tagged, prose: str) -> list[Subject]:
        """Subjects that a sentence names, most salient first; it puts them in focus."""
        places = [place for place in range(tagged.main) if self._fits(tagged.tokens[place], self._kinds)]
        own = [
            place
            for place in places
            if not self._is_aside(tagged, place)
            and not self._is_stolen(tagged, place)
            and not self._is_said_of_pronoun(tagged, place)
        ]
        chosen = [self._particular(tagged, place, own) for place in own]
        return [
            self._subject(tagged.tokens[place], prose, EARLIER, 0.85)._replace(leads=self._leads(tagged, place))
            for place in dict.fromkeys(chosen)
        ]

    def _leads(self, tagged: Tagged, place: int) -> bool:
        """Whether a sentence begins with a mention, or with nothing before it that could be its subject.

        Of what limits claims (a disease) only what begins a sentence does.
        """
        if place < LEADS:
            return True
        before = tagged.tokens[:place]
        limits = self._fits(tagged.tokens[place], frozenset(self._limiting))
        return not limits and not any(self._is_stranger(token) or self._fits(token, self._kinds) for token in before)

    def _is_of_another(self, match: Match, tagged: Tagged) -> bool:
        """Whether the subject of a pattern is only a part of the name of something unknown.

        "Lorvotuzumab is an antibody being tested"; "small fibre neuropathy affects ..." for what limits claims, and for
        what is explained.
        """
        if self._is_said_of_stranger(tagged, match.subject):
            return True
        explains = match.pattern.attribute in self._worded
        if not explains and not self._fits(tagged.tokens[match.subject], frozenset(self._limiting)):
            return False
        before = tagged.tokens[tagged.clause(match.subject).start : match.subject]
        return any(self._is_stranger(token) for token in (before if explains else before[-1:]))

    def unless_said_of(self, recent: Sequence[Subject], named: Sequence[Subject]) -> list[Subject]:
        """``named`` without general names that say in passing what is in focus ("belongs to the taxanes")."""
        return [
            one
            for one in named
            if one.leads
            or not any(
                one.concept != each.concept and self._domain.is_a(each.concept, one.concept) for each in recent[:1]
            )
        ]

    def together(self, tagged: Tagged, prose: str) -> list[Subject]:
        """Subjects joined by "and" with the sentence's first, for a plural pronoun after it."""
        places = [place for place in range(tagged.main) if self._fits(tagged.tokens[place], self._kinds)]
        own = [place for place in places if not self._is_aside(tagged, place)]
        group = self._joined(tagged, own[0], self._kinds) if own else []
        return [self._subject(tagged.tokens[place], prose, EARLIER, 0.85) for place in group]

    def of(self, match: Match, tagged: Tagged, prose: str, kinds: Sequence[str], focus: Focus) -> list[Subject]:
        """The subjects of ``match``; none where it cannot be told."""
        wanted = frozenset(kinds)
        if match.subject >= 0 and self._is_said_of_pronoun(tagged, match.subject):
            found = self._from_focus(match, tagged, wanted, focus)
            general = self._concept(tagged, match.subject)
            if found and self._domain.is_a(found[0].concept, general):
                return found
        if match.subject < 0 and tagged.tokens[match.first].word in self._language.personal:
            found = self._from_focus(match, tagged, wanted, focus)
            if found:
                return found
        if match.subject >= 0 and self._is_of_another(match, tagged):
            return []
        if match.subject >= 0 and not isinstance(tagged.tokens[match.subject].tag, Mention):
            begins = match.subject == tagged.clause(match.subject).start
            earlier = [at for at in range(match.subject) if begins and self._is_candidate(tagged, at, match, wanted)]
            if earlier and match.subject < tagged.main:
                meant = self._particular(tagged, earlier[0], earlier)
                return [self._subject(tagged.tokens[meant], prose, "named earlier in the sentence", 0.85)]
            object_ = match.subject > match.first and tagged.tokens[match.subject].word in self._language.objects
            found = self._from_focus(match, tagged, wanted, focus) if begins or object_ else []
            # What was named in passing, beside something unknown, is not sure to be what a pronoun stands for.
            return [one for one in found if one.leads]
        if match.subject >= 0:
            beside = match.subject == match.first or match.subject - 1 in match.gaps
            if match.gaps and beside and self._is_aside(tagged, match.subject):
                return []
            last = self._of_last_phrase(match, tagged, wanted)
            group = self._joined(tagged, last, wanted)
            if match.value == match.subject + 1 and match.last - match.first == len((match.subject, match.value)):
                group = [match.subject]  # "one drug and another drug's tablets": only the latter are said to be tablets
            if match.subject == match.last - 1:
                group = sorted({*group, *self._enumerated(tagged, group[-1], wanted)})
            stop = max(match.last, tagged.clause(match.last - 1).stop)
            named = [at for at in range(match.first, stop) if self._fits(tagged.tokens[at], wanted)]
            group = list(dict.fromkeys(self._particular(tagged, place, named) for place in group))
            return [self._subject(tagged.tokens[place], prose, IN_PHRASE, 0.95) for place in group]
        place = self._in_sentence(match, tagged, wanted)
        if place is not None:
            group = self._joined(tagged, place, wanted)
            group = [other for other in group if other != match.value]
            return [self._subject(tagged.tokens[place], prose, IN_SENTENCE, 0.9) for place in group]
        found = self._from_focus(match, tagged, wanted, focus)
        if found:
            return found
        if self._pronoun_before(match, tagged) or self._stood_for(match, tagged):
            return []
        after = [
            place
            for place in range(match.last, tagged.clause(match.last - 1).stop)
            if self._is_candidate(tagged, place, match, wanted)
        ]
        if not after and self._free.get(match.pattern.attribute):
            after = [place for place in range(tagged.main) if self._fits(tagged.tokens[place], wanted)]
        return [self._subject(tagged.tokens[after[0]], prose, "named later in the sentence", 0.8)] if after else []

    def _in_sentence(self, match: Match, tagged: Tagged, wanted: frozenset[str]) -> int | None:
        inside = [place for place in range(match.first, match.last) if self._is_candidate(tagged, place, match, wanted)]
        main_end = tagged.main if match.first < tagged.main else len(tagged.tokens)
        if match.first >= tagged.main:
            anchor = tagged.clause(match.first).start
            inside += [
                place
                for place in range(max(0, anchor - 2), match.first)
                if self._is_candidate(tagged, place, match, wanted)
            ]
        clause = tagged.clause(match.first)
        before = [
            place for place in range(clause.start, match.first) if self._is_candidate(tagged, place, match, wanted)
        ]
        earlier = [
            place for place in range(min(clause.start, main_end)) if self._is_candidate(tagged, place, match, wanted)
        ]
        ahead = [at for at in before + inside if at < match.value]
        within = self._after_break(tagged, ahead)
        if len(within) < len(ahead):
            return self._particular(tagged, within[0], within)
        before = self._after_rival(match, tagged, before + inside) or before
        if inside and before and self._is_apart(tagged, before[-1], match.first):
            before = []
        if before:
            return self._particular(tagged, before[0], before + inside)
        if inside:
            return self._particular(tagged, inside[0], inside)
        if self._pronoun_before(match, tagged):
            # "Nobody takes the one for two years any more; it is taken for three": what the sentence itself named.
            return earlier[0] if len(set(map(partial(self._concept, tagged), earlier))) == 1 else None
        treated = [place for place in range(clause.start, match.first) if self._is_course_of(tagged, place, wanted)]
        if treated:
            return treated[0]
        relative = clause.start > 0 and tagged.tokens[clause.start - 1].word in self._language.relatives
        beside = [at for at in range(max(0, clause.start - 3), clause.start) if self._fits(tagged.tokens[at], wanted)]
        if relative and beside:
            return self._particular(tagged, beside[-1], ())
        if earlier and (relative or not self._stands_between(tagged, match)):
            return self._particular(tagged, earlier[0], earlier)
        return None

    def _is_apart(self, tagged: Tagged, place: int, first: int) -> bool:
        """Whether a comma and a verb part a name from the match: "at surgery, the patient is given vincristine"."""
        words = [token.word for token in tagged.tokens[place + 1 : first + 1]]
        return "," in words and not self._language.finite.isdisjoint(words[words.index(",") :])

    def _after_rival(self, match: Match, tagged: Tagged, places: Sequence[int]) -> list[int]:
        """Of several candidates those after the last other value of the match's kind, which is the others' own.

        "Mercaptopurine is taken every day and methotrexate once a week": the week is methotrexate's.
        """
        kinds = self._kinds_at(tagged, match.value) if match.value >= 0 else frozenset()
        rivals = [at for at in range(match.value) if not kinds.isdisjoint(self._kinds_at(tagged, at))]
        return [at for at in places if rivals and rivals[-1] < at < match.value]

    def _of_last_phrase(self, match: Match, tagged: Tagged, wanted: frozenset[str]) -> int:
        """The subject of a pattern, or the one that begins a phrase of its own between it and the value."""
        between = range(match.subject + 1, match.value)
        places = [match.subject, *(at for at in between if self._is_candidate(tagged, at, match, wanted))]
        return self._after_break(tagged, places)[0]

    def _after_break(self, tagged: Tagged, places: Sequence[int]) -> list[int]:
        """Of several candidates those of the last phrase, where "and" begins one whose verb is left out.

        "They have vincristine once a week and dexamethasone by mouth": what comes last is said of the latter. Names
        that are only joined ("vincristine, dexamethasone and a steroid") are all meant.
        """
        kept = list(places)
        for one, other in pairwise(places):
            between = tagged.tokens[one + 1 : other]
            joint = next((at for at, token in enumerate(between) if token.word in self._language.conjunctions), None)
            if joint is not None and any(self._says_something(token) for token in between[:joint]):
                kept = [at for at in places if at >= other]
        return kept

    def _says_something(self, token: Token) -> bool:
        """Whether a word tells of a name, rather than standing in a list of names."""
        if token.tag is not None:
            return isinstance(token.tag, Quantity)
        return token.word.isalpha() and token.word not in self._language.inflector.fixed

    def _kinds_at(self, tagged: Tagged, place: int) -> frozenset[str]:
        """The kinds of what is tagged at ``place``, beside those that can be a subject."""
        tag = tagged.tokens[place].tag
        if isinstance(tag, Quantity):
            return frozenset({tag.value.kind.value})
        return frozenset(self._domain.concepts[tag.concept].kinds) - self._kinds if tag else frozenset()

    def _is_candidate(self, tagged: Tagged, place: int, match: Match, wanted: frozenset[str]) -> bool:
        return (
            place != match.value
            and self._fits(tagged.tokens[place], wanted)
            and not self._is_aside(tagged, place)
            and not self._is_stolen(tagged, place)
        )

    def _is_course_of(self, tagged: Tagged, place: int, wanted: frozenset[str]) -> bool:
        """Whether a mention beside the point still says of what: "after each block of blinatumomab there is a rest"."""
        return (
            self._fits(tagged.tokens[place], wanted)
            and place > 0
            and tagged.tokens[place - 1].word in self._language.genitives
        )

    def _pronoun_before(self, match: Match, tagged: Tagged) -> bool:
        clause = tagged.clause(match.first)
        words = {token.word for token in tagged.tokens[clause.start : match.first]}
        return bool(words & (self._language.pronouns | self._language.plural_pronouns))

    def _stands_between(self, tagged: Tagged, match: Match) -> bool:
        """Whether a word that could be another subject stands before the match in its clause."""
        clause = tagged.clause(match.first)
        words = [token for token in tagged.tokens[clause.start : match.first] if token.tag is None]
        return any(token.word not in self._language.transparent and token.word != "," for token in words)

    def _from_focus(self, match: Match, tagged: Tagged, wanted: frozenset[str], focus: Focus) -> list[Subject]:
        anaphors = self._stood_for(match, tagged)
        free = self._free.get(match.pattern.attribute, False) or self._has_pronoun(match, tagged)
        if not anaphors and not free and not self._licensed(match, tagged, wanted):
            return []
        if self._is_of_stranger(match, tagged):
            return []
        fitting = [
            subject
            for subject in focus.candidates()
            if not wanted.isdisjoint(self._domain.concepts[subject.concept].kinds)
            # A general name dropped in passing ("an enzyme", "chemotherapy") is not what a page goes on about.
            and (subject.leads or not self._domain.concepts[subject.concept].varied)
            and (not anaphors or any(self._suits(subject.concept, one) for one in anaphors))
        ]
        if not fitting:
            return []
        plural = self._clause_words(match, tagged) & self._language.plural_pronouns
        if plural and fitting[0] in focus.together:
            return [s for s in focus.together if not wanted.isdisjoint(self._domain.concepts[s.concept].kinds)]
        return [fitting[0]]

    def _is_of_stranger(self, match: Match, tagged: Tagged) -> bool:
        """Whether the match stands in a bracket after an unknown word ("beta carotene (taken as a supplement)")."""
        if match.first < tagged.main:
            return False
        opening = [at for at in range(tagged.main, match.first) if tagged.tokens[at].word in ("(", "[")]
        if not opening or any(token.word in ("(", "[") for token in tagged.tokens[match.first : match.last]):
            return False
        before = tagged.tokens[opening[-1] - 1]
        return before.tag is None and not before.border and before.word not in self._language.transparent

    def _stood_for(self, match: Match, tagged: Tagged) -> set[str]:
        """What the phrases of the sentence such as "this drug" can stand for: kinds or concepts.

        One in the match's clause before its value comes first; else one anywhere.
        """
        found = list(self._anaphors.matches(tagged))
        clause = tagged.clause(match.first)
        near = [one for one in found if clause.start <= one.first < max(match.value, match.first + 1)]
        return {one.pattern.attribute for one in near or found}

    def _suits(self, concept: str, anaphor: str) -> bool:
        return anaphor in self._domain.concepts[concept].kinds or self._domain.is_a(concept, anaphor)

    def _licensed(self, match: Match, tagged: Tagged, wanted: frozenset[str]) -> bool:
        """Whether nothing but pronouns and empty words stands before the match in its clause."""
        clause = tagged.clause(match.first)
        commas = [place for place in range(clause.start, match.first) if tagged.tokens[place].word == ","]
        # After "It is given in 5 cycles, each one ..." the words between are about what the pronoun stands for.
        pronoun = tagged.tokens[clause.start].word in self._language.pronouns | self._language.plural_pronouns
        after_comma = bool(commas) and (pronoun or commas[-1] + 1 < match.first)
        start = commas[-1] + 1 if after_comma else clause.start
        # What stands before a pronoun is beside the point: "For splenic lymphoma it is given once a week".
        pronouns = [at for at in range(start, match.first) if tagged.tokens[at].word in self._language.personal]
        start = pronouns[-1] if pronouns else start
        before = tagged.tokens[start : match.first]
        allowed = self._language.transparent | self._language.pronouns | self._language.plural_pronouns
        # A sentence about another thing, of whatever kind, is not about the one in focus.
        rivals = [
            at
            for at in range(start, match.first)
            if self._fits(tagged.tokens[at], wanted)
            or (self._fits(tagged.tokens[at], self._kinds - self._limiting) and not self._is_aside(tagged, at))
        ]
        return not rivals and all(token.word in allowed for token in before if token.tag is None)

    def _has_pronoun(self, match: Match, tagged: Tagged) -> bool:
        """Whether the match itself holds a pronoun for its subject ("kids who qualify take it twice a day")."""
        return any(tagged.tokens[at].word in self._language.objects for at in match.gaps)

    def _clause_words(self, match: Match, tagged: Tagged) -> set[str]:
        clause = tagged.clause(match.first)
        return {token.word for token in tagged.tokens[clause.start : match.last]}
