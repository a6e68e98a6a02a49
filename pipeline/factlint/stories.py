"""The story of one finding as data: what was read where, how it was compared, and what can be done."""

from __future__ import annotations

from typing import NamedTuple


class Teller(NamedTuple):
    """One fact that has a part in a finding, or words where it is no fact.

    Attributes:
        doc: its page.
        line: of the place.
        column: of the place.
        role: primary or related.
        quote: the words.
        sentence: the sentence they stand in.
        says: what there is to see there, for people.
        value: as read, canonical; "" where it is no fact.
        base: the same in base units ("182.6 days"); "" where that tells nobody more.
        subject: the words that named what it is about.
        modality: asserted, negated, historical or hypothetical.
        scope: dimension and concept of each thing that limits it, with where it was said; "" where that is not known.
        pattern: the line of the schema and the pattern that read it.
        confidence: how sure the reading is.
        reasons: why, for people.
        as_of: the date the page vouches for it, ISO; "" for none.
        fact_id: of the fact; "" where it is none.
    """

    doc: str
    line: int
    column: int
    role: str
    quote: str
    sentence: str
    says: str
    value: str = ""
    base: str = ""
    subject: str = ""
    modality: str = ""
    scope: tuple[tuple[str, str, str], ...] = ()
    pattern: str = ""
    confidence: float = 1.0
    reasons: tuple[str, ...] = ()
    as_of: str = ""
    fact_id: str = ""


class Held(NamedTuple):
    """Two facts held against each other.

    Attributes:
        first: number of the first in the story's tellers, from 0.
        second: number of the other.
        values: why their values do not agree, in numbers.
        scopes: for each dimension that either states, how the two stand to each other there.
    """

    first: int
    second: int
    values: str
    scopes: tuple[tuple[str, str], ...]


class Story(NamedTuple):
    """Everything there is to tell of one finding.

    Attributes:
        fingerprint: its whole fingerprint.
        code: of the rule.
        name: of the rule.
        severity: as the run has it, or the rule's own where it is hidden.
        message: what is the matter.
        hidden: why a run does not show it; "" where it does.
        confidence: how sure the finding is.
        tellers: what has a part in it, the primary one first.
        held: the primary fact against one of each other value.
        compared: how values of the attribute are compared, line by line.
        direction: what to do; "" where nobody is asked to do anything.
        because: why that and not something else.
        mend: what would end the disagreement, each in a line.
        commands: what can be done about it: a command line, and what it does.
        left_out: how many more places have a part in it than are told.
    """

    fingerprint: str
    code: str
    name: str
    severity: str
    message: str
    hidden: str
    confidence: float
    tellers: tuple[Teller, ...]
    held: tuple[Held, ...]
    compared: tuple[str, ...]
    direction: str
    because: str
    mend: tuple[str, ...]
    commands: tuple[tuple[str, str], ...]
    left_out: int = 0
