"""General English as data: inflection, clause borders, cues, pronouns and the words that carry no claim."""

# ruff: noqa: RUF012 - pydantic copies the defaults of its models
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Final

from pydantic import BeforeValidator, Field

from factlint.domain.inflect import Inflector
from factlint.domain.listsections import CitationSection, EnumerationSection, SlipSection
from factlint.domain.patterns import Pattern, PatternCompiler, PatternError
from factlint.domain.sections import (
    DateLabelSection,
    NumberSection,
    QualifierSection,
    Strict,
    UnitEntry,
    Word,
    as_list,
)
from factlint.domain.slips import Slips
from factlint.domain.yamlfile import KeyPath, YamlFile

Words = Annotated[list[str], BeforeValidator(as_list, json_schema_input_type=str | list[str] | None)]
"""A list of words or phrases; a single one may stand alone."""


class Reach(StrEnum):
    """Which part of a sentence a cue governs."""

    FORWARD = "forward"
    """From the cue to the end of its clause."""
    PHRASE = "phrase"
    """From the cue to the next comma, or the end of its clause."""
    BACKWARD = "backward"
    """From the start of its clause to the cue."""
    CLAUSE = "clause"
    """The whole clause."""
    SENTENCE = "sentence"
    """The whole sentence."""


class CueKind(StrEnum):
    """What a cue does to a claim that it governs."""

    NEGATED = "negated"
    """The claim is denied."""
    HISTORICAL = "historical"
    """The claim was so and is no more."""
    HYPOTHETICAL = "hypothetical"
    """The claim is not made, only thought of."""
    PAST = "past"
    """Was, had: history, unless the attribute says that what was done holds."""
    POSSIBLE = "possible"
    """May, sometimes: it happens, not always."""
    SOME = "some"
    """Some children: for others it is left open."""
    USUAL = "usual"
    """Usually, normally."""
    ROOM = "room"
    """Most, a few: others are left."""
    EXCEPTION = "exception"
    """Except in, unless."""
    NONE = "none"
    """Looks like a cue and is none: not only."""


_SECTIONS: Final = {"citations", "date_labels", "abbreviations", "enumerations", "numbers", "units", "qualifiers"}


class LanguageFile(Strict):
    """What ``english.yaml`` may say, and what a domain schema may add to it under ``english:``."""

    spelling: list[Annotated[list[Word], Field(min_length=2, max_length=2)]] = []
    """Pairs of letters that are spelled in two ways (British and American)."""
    irregular: dict[str, Words] = {}
    """Irregular forms by base form."""
    fixed: Words = []
    """Words without inflection."""
    borders: Words = []
    """Words that end a clause: gaps and cues stop there."""
    verb_after: Words = []
    """Words after which a bare form is a verb (will last)."""
    lists: dict[str, Words] = {}
    """Word lists by name, for every schema."""
    cues: dict[CueKind, dict[Reach, Words]] = {}
    """Phrases that change what a claim is worth, by what they do and by reach."""
    pronouns: Words = []
    """Words that stand for the subject in focus."""
    plural_pronouns: Words = []
    """Words that stand for all of several subjects."""
    personal: Words = []
    """Pronouns with which a sentence goes on about what the one before was about."""
    objects: Words = []
    """Pronouns that stand for the subject in focus as an object (take it twice a day)."""
    resuming: Words = []
    """Phrases that take up what the sentence before said (do this for a month)."""
    addressed: Words = []
    """Words that address or stand for people, with which a main clause may begin."""
    clause_subjects: Words = []
    """Pronouns that begin a clause of their own after a comma."""
    relatives: Words = []
    """Words that go on about the noun before them (which)."""
    restating: Words = []
    """Words in brackets that say a quantity again."""
    transparent: Words = []
    """Words that may stand before a claim without being what it is about."""
    aside: Words = []
    """Prepositions whose noun is beside the point in a clause."""
    openers: Words = []
    """Prepositions that open a sentence with something beside its point."""
    joins: Words = []
    """Words that join alternatives and enumerations."""
    conjunctions: Words = []
    """Words that join clauses."""
    articles: Words = []
    """Words that may stand before a noun."""
    indefinite: Words = []
    """Articles of what a thing is (it is an antibody)."""
    copulas: Words = []
    """Verbs that say what a thing is."""
    genitives: Words = []
    """Prepositions by which a noun is of a thing (a course of)."""
    origins: Words = []
    """Prepositions by which a noun belongs to or comes from a thing (side effects of, from)."""
    starters: Words = []
    """Words that after a comma and "and" begin a clause of their own."""
    apposition: Words = []
    """Words that link a general name to the particular one (called)."""
    examples: Words = []
    """Words that introduce mere examples (such as)."""
    stealers: Words = []
    """Nouns that take a claim away from the name beside them."""
    denying: Words = []
    """Prefixes that make another word of a name (non)."""
    lead_ins: Words = []
    """Words that end a lead-in to a list."""
    source_headings: Words = []
    """Words of headings under which a page lists its sources."""
    finite: Words = []
    """Verbs that tell a whole sentence from a list item."""
    predicates: Words = []
    """Verbs that begin a predicate of their own, which a denial before it leaves alone."""
    denying_nouns: Words = []
    """Denials of a noun, which deny the predicate after it as well (neither, none)."""
    complements: Words = []
    """Words after which what is denied goes on (no evidence that)."""
    negations: Words = []
    """Words by which one copy of a text denies what another says."""
    strengths: Words = []
    """Words that say how often, how surely or of how many something holds."""
    opposites: Words = []
    """Words of which another one turns a sentence round (before, after)."""
    ageing: Words = []
    """Phrases that are true for a while after they are written, and then mislead (until recently)."""
    ageing_status: Words = []
    """Those of them that say how something stands as well (recently approved)."""
    ended: Words = []
    """Phrases by which a sentence tells that a product is no more, or has another name now (formerly known as)."""
    slips: SlipSection = SlipSection()
    """Letters that are taken for each other when a name is misspelt."""
    abbreviations: Words = []
    """Words whose full stop does not end a sentence."""
    citations: CitationSection = CitationSection()
    """How a page lists its sources."""
    date_labels: DateLabelSection = DateLabelSection()
    """Labels of review dates and other small print."""
    enumerations: EnumerationSection = EnumerationSection()
    """What makes a list uncertain whose number of things was announced."""
    numbers: NumberSection = NumberSection()
    """How numbers are worded."""
    units: dict[Word, UnitEntry] = {}
    """Units by key."""
    qualifiers: QualifierSection = QualifierSection()
    """Words around a number."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase that changes what the words it governs are worth."""

    kind: CueKind
    reach: Reach
    pattern: Pattern


@dataclass(frozen=True)
class Language:
    """The words of a language, compiled.

    Attributes:
        inflector: expands words of patterns.
        borders: words that end a clause (but, which, because).
        verb_after: words after which a bare form is a verb (will, to, they).
        cues: in the file's order.
        pronouns: words that stand for the subject in focus.
        restating: words with which a bracket says a quantity again ("a total of 240 hours in all").
        objects: pronouns that stand for the subject in focus as an object ("take it twice a day").
        resuming: phrases that take up what the sentence before said ("do this for a month").
        addressed: words that stand for people, with which a main clause may begin (you, your).
        clause_subjects: pronouns that begin a clause of their own after a comma.
        relatives: words that go on about the noun before them ("cisplatin, which is run in over six hours").
        personal: those with which a sentence goes on about what the one before was about.
        plural_pronouns: those that stand for all of several.
        transparent: words that may stand between a clause's start and a claim about the subject in focus.
        aside: prepositions whose noun is not what a clause is about (after, unlike).
        starters: words that after ", and" begin a clause of their own.
        joins: words and signs that coordinate ("and", a comma).
        conjunctions: words that join clauses (and, or).
        articles: words that may stand before a coordinated name.
        indefinite: articles of what a thing is ("it is an antibody").
        copulas: verbs that say what a thing is.
        genitives: prepositions by which a noun is of a thing ("a course of").
        origins: prepositions by which a noun belongs to or comes from a thing ("side effects of, from").
        openers: prepositions that open a sentence with something beside its point ("for immunotherapy, ...").
        apposition: words that link a general name to the particular one (called, named).
        examples: words that introduce examples (such as, including), which are not the subject.
        stealers: nouns that take a claim away from the concept beside them ("isotretinoin side effects last ...").
        denying: prefixes that make another word of a name (non).
        lead_ins: words that end a lead-in to a list (include, following).
        source_headings: words of headings under which a page lists its sources and claims nothing.
        finite: verb forms by which a whole sentence is told from a list item.
        predicates: verbs that begin a predicate of their own ("that cannot be removed may be treated").
        denying_nouns: denials of a noun, which deny the predicate after it as well (neither, none).
        complements: words after which what is denied goes on ("no evidence that it is").
        negations: words by which one copy of a text denies what another says; no apostrophes.
        strengths: words that say how often, how surely or of how many something holds.
        opposites: words of which another one turns a sentence round (before, after).
        ageing: phrases that are true for a while ("until recently").
        ageing_status: those that say how something stands as well ("recently approved").
        ended: phrases that tell of a product that it is no more ("formerly known as").
        slips: tells a misspelt name from another word.
        words: the sections that other rooms compile: citations, date labels, abbreviations, numbers, units, qualifiers.
    """

    inflector: Inflector
    borders: frozenset[str]
    verb_after: frozenset[str]
    cues: tuple[Cue, ...]
    pronouns: frozenset[str]
    plural_pronouns: frozenset[str]
    personal: frozenset[str]
    objects: frozenset[str]
    resuming: frozenset[str]
    addressed: frozenset[str]
    clause_subjects: frozenset[str]
    relatives: frozenset[str]
    restating: frozenset[str]
    transparent: frozenset[str]
    aside: frozenset[str]
    openers: frozenset[str]
    joins: frozenset[str]
    conjunctions: frozenset[str]
    articles: frozenset[str]
    indefinite: frozenset[str]
    copulas: frozenset[str]
    genitives: frozenset[str]
    origins: frozenset[str]
    starters: frozenset[str]
    apposition: frozenset[str]
    examples: frozenset[str]
    stealers: frozenset[str]
    denying: frozenset[str]
    lead_ins: frozenset[str]
    source_headings: frozenset[str]
    finite: frozenset[str]
    predicates: frozenset[str]
    denying_nouns: frozenset[str]
    complements: frozenset[str]
    negations: frozenset[str]
    strengths: frozenset[str]
    opposites: frozenset[str]
    slips: Slips
    ageing: tuple[Pattern, ...]
    ageing_status: tuple[Pattern, ...]
    ended: tuple[Pattern, ...]
    words: Mapping[str, Any]


def compile_language(model: LanguageFile, file: YamlFile, where: KeyPath, compiler: PatternCompiler) -> Language:
    """Compile a checked language; errors in cue patterns name their place in ``file``."""
    inflected = inflector(model)
    return Language(
        inflector=inflected,
        borders=frozenset(model.borders),
        verb_after=frozenset(model.verb_after),
        cues=compile_cues(model, file, where, compiler),
        pronouns=frozenset(model.pronouns),
        plural_pronouns=frozenset(model.plural_pronouns),
        personal=frozenset(model.personal),
        objects=frozenset(model.objects),
        resuming=frozenset(model.resuming),
        addressed=frozenset(model.addressed),
        clause_subjects=frozenset(model.clause_subjects),
        relatives=frozenset(model.relatives),
        restating=frozenset(model.restating),
        transparent=_every_form(model.transparent, inflected),
        aside=frozenset(model.aside),
        openers=frozenset(model.openers),
        joins=frozenset(model.joins),
        conjunctions=frozenset(model.conjunctions),
        articles=frozenset(model.articles),
        indefinite=frozenset(model.indefinite),
        copulas=frozenset(model.copulas),
        genitives=frozenset(model.genitives),
        origins=frozenset(model.origins),
        starters=frozenset(model.starters),
        apposition=frozenset(model.apposition),
        examples=frozenset(model.examples),
        stealers=_every_form(model.stealers, inflected),
        denying=frozenset(model.denying),
        lead_ins=_every_form(model.lead_ins, inflected),
        source_headings=frozenset(model.source_headings),
        finite=frozenset(model.finite),
        predicates=frozenset(model.predicates),
        denying_nouns=frozenset(model.denying_nouns),
        complements=frozenset(model.complements),
        negations=frozenset(model.negations),
        strengths=frozenset(model.strengths),
        opposites=frozenset(model.opposites),
        ageing=compile_phrases(model.ageing, file, (*where, "ageing"), compiler),
        ageing_status=compile_phrases(model.ageing_status, file, (*where, "ageing_status"), compiler),
        ended=compile_phrases(model.ended, file, (*where, "ended"), compiler),
        slips=Slips(model.slips.vowels, model.slips.alike, model.slips.rows),
        words={**{name: {} for name in _SECTIONS}, **plain(model, _SECTIONS)},
    )


def compile_cues(model: LanguageFile, file: YamlFile, where: KeyPath, compiler: PatternCompiler) -> tuple[Cue, ...]:
    """The cues of ``model``, in its order.

    Raises:
        SchemaError: one cannot be read; at its place in ``file``.
    """
    cues: list[Cue] = []
    for kind, reaches in model.cues.items():
        for reach, phrases in reaches.items():
            patterns = compile_phrases(phrases, file, (*where, "cues", kind.value, reach.value), compiler)
            cues.extend(Cue(kind, reach, pattern) for pattern in patterns)
    return tuple(cues)


def compile_phrases(
    phrases: Sequence[str], file: YamlFile, where: KeyPath, compiler: PatternCompiler
) -> tuple[Pattern, ...]:
    """Phrases that stand at ``where`` in ``file`` as patterns.

    Raises:
        SchemaError: one cannot be read; at its place.
    """
    patterns = []
    for number, phrase in enumerate(phrases):
        try:
            patterns.append(compiler.compile(phrase))
        except PatternError as error:
            remedy = "write it as a pattern; see docs/schema-language.md"
            raise file.error((*where, number), f"{phrase!r}: {error}", remedy) from error
    return tuple(patterns)


def plain(model: Strict, sections: set[str] | None = None) -> dict[str, Any]:
    """A model as plain data under the keys of its file, without what is left out there."""
    return model.model_dump(mode="json", by_alias=True, exclude_defaults=True, include=sections)


def inflector(model: LanguageFile) -> Inflector:
    """The inflector of a language."""
    return Inflector(model.irregular, model.fixed, model.spelling)


def merged(base: Any, extra: Any) -> Any:
    """``base`` with the additions of ``extra``: mappings are joined key by key, lists appended, the rest replaced."""
    if isinstance(base, Mapping) and isinstance(extra, Mapping):
        return {
            key: merged(base[key], extra[key])
            if key in base and key in extra
            else (extra if key in extra else base)[key]
            for key in [*base, *(key for key in extra if key not in base)]
        }
    if isinstance(base, list) and isinstance(extra, list):
        return [*base, *(item for item in extra if item not in base)]
    return extra


def _every_form(words: Sequence[str], inflected: Inflector) -> frozenset[str]:
    return frozenset(form.rstrip("~") for word in words for form in inflected.forms(word))
