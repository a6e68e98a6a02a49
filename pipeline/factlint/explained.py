"""How a sentence was read, for people: what was tagged, which patterns fitted and won, and why not the rest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from factlint.spans import Place


class Tagging(NamedTuple):
    """Words and what they were taken for: a concept, or a quantity with its kind and value."""

    words: str
    meaning: str


class Governing(NamedTuple):
    """Words that deny, date or hedge, how they do, and the words that they govern."""

    words: str
    kind: str
    governs: str


class InFocus(NamedTuple):
    """What a page was talking about before a sentence, and why it is thought so."""

    concept: str
    reason: str


class Limit(NamedTuple):
    """What limits claims at a sentence.

    Attributes:
        dimension: of scope.
        concept: its value.
        source: where it is said: "the sentence", "the heading" ...
        used: whether a fact of the sentence has it.
    """

    dimension: str
    concept: str
    source: str
    used: bool


class Fitted(NamedTuple):
    """A pattern that fitted, and what came of it.

    Attributes:
        attribute: whose pattern it is.
        pattern: line and source.
        words: those that it covers.
        outcome: "read" and of what; or why it gave no fact.
    """

    attribute: str
    pattern: str
    words: str
    outcome: str


class Explained(NamedTuple):
    """How one sentence was read with one schema.

    Attributes:
        doc: its page.
        place: of the sentence.
        schema: the id of the schema.
        section: the headings above it.
        sentence: its words.
        tags: each mention and quantity, in order.
        cues: what denies, dates or hedges.
        focus: what the page was talking about before it, most salient first.
        limits: what its facts are limited by, then what stands around it and limits none of them.
        patterns: every pattern that fitted, those that read something first.
        facts: what was read, as rows of the facts table.
        unread: why nothing was, where it seems to make a claim; else "".
        passed: why no claim was looked for in it; else "".
    """

    doc: str
    place: Place
    schema: str
    section: str
    sentence: str
    tags: tuple[Tagging, ...] = ()
    cues: tuple[Governing, ...] = ()
    focus: tuple[InFocus, ...] = ()
    limits: tuple[Limit, ...] = ()
    patterns: tuple[Fitted, ...] = ()
    facts: tuple[Mapping[str, Any], ...] = ()
    unread: str = ""
    passed: str = ""

    @property
    def claims(self) -> bool:
        """Whether it gave facts or seems to make a claim."""
        return bool(self.facts or self.unread)
