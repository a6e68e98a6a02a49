"""The sections of a language on lists and names: announced numbers of things, sources, and slips of the pen."""

from __future__ import annotations

from factlint.domain.sections import Amounts, Strict, Word, WordList


class EnumerationSection(Strict):
    """``enumerations``: what makes it uncertain whether a list has as many things as were announced."""

    not_announcing: WordList = []
    """Words of a lead-in whose number does not say how many things follow."""
    after: WordList = []
    """Words that may stand between the things that are announced and the colon."""
    open: WordList = []
    """Words of a list that is not whole, or in which one thing is said twice."""
    goes_on: WordList = []
    """Words of the sentences after a list that add to it."""


class CitedKinds(Strict):
    """``citations.kinds``: words by which a source is of a kind."""

    product: WordList = []
    """What the maker of a product says of it."""
    trial: WordList = []
    """A trial or its registration."""
    guideline: WordList = []
    """What is recommended."""
    book: WordList = []
    """A book or a part of one."""


class CitationSection(Strict):
    """``citations``: how a page lists its sources."""

    headings: WordList = []
    """Whole headings under which a page lists its sources, besides those that hold `source_headings`."""
    accessed: WordList = []
    """Before the day on which somebody looked at a source."""
    updated: WordList = []
    """Before the day on which a source was changed."""
    issued: WordList = []
    """Before the day on which a source was published."""
    undated: WordList = []
    """Stand where a source has no date."""
    available: WordList = []
    """Before the place where a source is."""
    edition: WordList = []
    """After the number of an edition, or before it."""
    version: WordList = []
    """Before the number of a version."""
    ordinals: Amounts = {}
    """Numbers of editions by their word."""
    editors: WordList = []
    """Say that the names beside them are the editors of a book."""
    seasons: WordList = []
    """May stand before a year, as months do."""
    bodies: WordList = []
    """Stand in names of organisations."""
    journals: WordList = []
    """Stand in names of journals."""
    journal_names: WordList = []
    """Whole names of journals, whose words say nothing by themselves."""
    small: WordList = []
    """Words that names of organisations and journals write small."""
    not_sources: WordList = []
    """By which a sentence with an address is no source (visit)."""
    kinds: CitedKinds = CitedKinds()
    """Words that say what a source is."""


class SlipSection(Strict):
    """Letters that are taken for each other when a name is misspelt (T102)."""

    vowels: str = ""
    """The vowels, as one word: any is taken for any other, but at the end of a word."""
    alike: list[Word] = []
    """Groups of letters that sound or look alike, each group as one word (ck)."""
    rows: list[Word] = []
    """The rows of the keyboard, each as one word; neighbours are mistaken for each other."""
