"""Parts of a page that are no whole sentences: cells, details, items, lines of labels and values."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from factlint.domain.compiled import CompiledDomain
from factlint.domain.encoding import word_body
from factlint.domain.vocabulary import Mention
from factlint.extract.quantities import Quantity
from factlint.extract.tokens import Tagged, Token
from factlint.pages import Block, BlockKind
from factlint.spans import Span
from factlint.values import ValueKind

FRAGMENT = 20
_FRAGMENTS = (BlockKind.CELL, BlockKind.DETAIL, BlockKind.ITEM)
_LABEL_LINE = re.compile(r"^[ \t]*[^\W\d_][^.:\n]{1,60}:[ \t]+\S", re.MULTILINE)


def label_lines(prose: str, block: Block) -> list[tuple[int, int]]:
    """The block as a whole, or its lines where each begins with a label and a colon."""
    text = prose[block.start : block.end]
    starts = [match.start() for match in _LABEL_LINE.finditer(text)]
    if len(starts) < 2 or starts[0] > 0 or len(starts) < text.strip().count("\n") + 1:
        return [(block.start, block.end)]
    ends = [*starts[1:], len(text)]
    return [(block.start + start, block.start + end) for start, end in zip(starts, ends, strict=True)]


class FragmentReader:
    """Puts in the verb that is understood in a fragment."""

    def __init__(self, compiled: CompiledDomain) -> None:
        self._compiled = compiled
        attributes = compiled.domain.attributes.values()
        self._value_kinds = {one.value_kind for one in attributes if one.report} - compiled.subject_kinds

    def completed(self, block: Block, tagged: Tagged, retag: Callable[[Span, str], Tagged]) -> Tagged:
        """A part without a verb of its own, with the one that is understood in it.

        It stands for the colon after a subject ("Busulfan: into a vein"), and before a cell, a detail, or an item that
        begins with a preposition or a quantity ("by mouth, once a week"). ``retag`` tags a span anew, a word put
        before it.
        """
        language, assumed = self._compiled.language, self._compiled.assumed
        whole = any(token.word in language.finite for token in tagged.tokens) or len(tagged.tokens) > FRAGMENT
        if whole or not assumed or not tagged.tokens:
            return tagged
        if len(tagged.tokens) > 2 and tagged.tokens[1].word == ":" and self.is_subject(tagged.tokens[0]):
            verb = replace(tagged.tokens[1], body=word_body(assumed), word=assumed, border=False)
            return replace(tagged, tokens=(tagged.tokens[0], verb, *tagged.tokens[2:]))
        if block.kind not in _FRAGMENTS or (block.kind is BlockKind.ITEM and not self._is_phrase(tagged)):
            return tagged
        return retag(tagged.span, assumed)

    def _is_phrase(self, tagged: Tagged) -> bool:
        """Whether an item says how something is given and names nothing: not "topical sirolimus therapy"."""
        known = self._compiled.known_words
        words = (token.word for token in tagged.tokens if token.tag is None and token.word.isalpha())
        return self._begins_phrase(tagged.tokens[0]) and all(word in known for word in words)

    def _begins_phrase(self, token: Token) -> bool:
        if isinstance(token.tag, Quantity):
            return token.tag.value.kind in (ValueKind.RATE, ValueKind.QUANTITY)
        if isinstance(token.tag, Mention):
            kinds = self._compiled.domain.concepts[token.tag.concept].kinds
            return not self._value_kinds.isdisjoint(kinds)
        return token.word in self._compiled.language.openers

    def begins_with_subject(self, tagged: Tagged) -> bool:
        """Whether one of the first two tokens can be what a claim is about."""
        return any(self.is_subject(token) for token in tagged.tokens[:2])

    def is_subject(self, token: Token) -> bool:
        """Whether a token can be what a claim is about."""
        kinds = self._compiled.subject_kinds
        concepts = self._compiled.domain.concepts
        return isinstance(token.tag, Mention) and not kinds.isdisjoint(concepts[token.tag.concept].kinds)
