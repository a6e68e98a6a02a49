"""A domain schema with everything compiled that reading a page needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from factlint.domain.language import Language
from factlint.domain.model import Domain
from factlint.domain.patterns import Pattern, PatternCompiler
from factlint.domain.vocabulary import Vocabulary


class Example(NamedTuple):
    """An example of the schema: a text, the attribute it belongs to, and the facts it must give."""

    attribute: str
    text: str
    facts: tuple[Mapping[str, object], ...]
    line: int


@dataclass(frozen=True)
class AttributeReader:
    """How one attribute is read.

    Attributes:
        patterns: what it is said in.
        vetoes: patterns that say a value is not this attribute's.
        labels: labels of a cell or a detail that holds its value, each as words.
        list_labels: lead-ins whose list items are its values, as patterns.
        tags: tags of a mention or quantity that can be its value.
        negated: what a denied value becomes; for status attributes.
        possible: what a value becomes where it only may be so.
        past_holds: whether the past tense still states a present fact ("was approved in 2020").
        free_focus: whether its words are so much its own that the subject in focus is meant whoever the sentence names.
        needs: words of which its sentences must hold one; empty for none.
        per: for a rate said as a plain count ("100 children are diagnosed"), the period meant, as ISO 8601; else "".
        drops_denied: whether a denial or history is no fact of this attribute, because another one states it.
        denied_holds: whether a denial is how it is said ("do not father a child for four weeks").
        scoped: whether what limits a claim is noted; False where it holds everywhere ("is a retinoid").
        brand_text: whether the value is a product name, as printed.
    """

    id: str
    patterns: tuple[Pattern, ...]
    vetoes: tuple[Pattern, ...]
    labels: tuple[Pattern, ...]
    list_labels: tuple[Pattern, ...]
    tags: tuple[str, ...]
    negated: Mapping[str, str]
    possible: Mapping[str, str]
    past_holds: bool
    free_focus: bool
    needs: frozenset[str]
    per: str
    drops_denied: bool
    denied_holds: bool
    scoped: bool
    brand_text: bool

    @property
    def every_pattern(self) -> tuple[Pattern, ...]:
        """The patterns that make facts."""
        return (*self.patterns, *self.labels, *self.list_labels)


@dataclass(frozen=True)
class CompiledDomain:
    """A schema, ready to read pages.

    Attributes:
        domain: what it declares.
        language: the words of general English, with the schema's additions.
        vocabulary: finds mentions.
        readers: by attribute id, in the schema's order.
        anaphors: phrases that stand for the concept in focus, with the kinds or concepts they can stand for.
        beside: scope dimensions that limit only the name they stand beside ("high-dose methotrexate").
        unnamed: by scope dimension the patterns after which words limit a claim that the schema may have no name for.
        examples: of every attribute.
        right_words: single words, in lower case, that are right although they look like a misspelt name.
        assumed: the verb that is understood before a cell or a detail without one ("by mouth, for 6 months").
        compiler: of its patterns, for further ones.
        units: the schema's own units, to be joined with the language's.
        source: what `load_domain` was asked for.
        sha256: of the file.
        english_sha256: of the file of general English.
        tags: for each concept its kinds, its id and its ancestors, by which patterns know it.
    """

    domain: Domain
    language: Language
    vocabulary: Vocabulary
    readers: Mapping[str, AttributeReader]
    anaphors: Mapping[str, Sequence[Pattern]]
    beside: frozenset[str]
    unnamed: Mapping[str, Sequence[Pattern]]
    examples: tuple[Example, ...]
    compiler: PatternCompiler
    units: Mapping[str, object]
    assumed: str
    source: str
    sha256: str = ""
    tags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    right_words: frozenset[str] = frozenset()
    english_sha256: str = ""

    @cached_property
    def known_words(self) -> frozenset[str]:
        """Words of the language and of the patterns, which are no part of a name that stands beside them."""
        language = self.language
        patterns = [pattern for reader in self.readers.values() for pattern in (*reader.patterns, *reader.vetoes)]
        anchors = (
            anchor for pattern in (*patterns, *(cue.pattern for cue in language.cues)) for anchor in pattern.anchors
        )
        words = {word for anchor in anchors for word in anchor if not word.startswith("#")}
        listed = (language.transparent, language.inflector.fixed, language.aside, language.finite, language.stealers)
        return frozenset(words).union(*listed)

    @cached_property
    def subject_kinds(self) -> frozenset[str]:
        """Every kind of concept that some attribute is said of."""
        return frozenset(kind for attribute in self.domain.attributes.values() for kind in attribute.of)
