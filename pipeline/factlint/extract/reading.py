"""Reads one page with one schema: block by block, sentence by sentence, into facts, signals and what was not read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from factlint.domain.compiled import CompiledDomain
from factlint.explained import Explained
from factlint.extract.ageing import AgeingReader
from factlint.extract.claims import ClaimBuilder
from factlint.extract.context import CueReader
from factlint.extract.coverage import Coverage
from factlint.extract.enumerations import EnumerationReader
from factlint.extract.facts import Fact, Signal, Unread
from factlint.extract.fragments import FragmentReader
from factlint.extract.layout import LabelReader
from factlint.extract.leadins import LeadInReader
from factlint.extract.lists import ListReader
from factlint.extract.matching import PatternIndex
from factlint.extract.nearnames import NearNameReader
from factlint.extract.page_run import PageRun
from factlint.extract.products import ProductReader
from factlint.extract.quantities import QuantityReader
from factlint.extract.scope import ScopeReader
from factlint.extract.subjects import SubjectReader
from factlint.extract.tokens import Tagger
from factlint.pages import Page
from factlint.result import Mention as Sighting


@dataclass
class Reading:
    """What one page gave under one schema; ``explained`` only where it was asked for."""

    facts: list[Fact] = field(default_factory=list)
    signals: list[Signal] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    sightings: list[Sighting] = field(default_factory=list)
    explained: list[Explained] = field(default_factory=list)
    sentences: int = 0
    claim_sentences: int = 0
    read_sentences: int = 0


class PageReader:
    """Reads pages with one schema; build it once, it keeps nothing of a page."""

    def __init__(self, compiled: CompiledDomain, quantities: QuantityReader) -> None:
        self.compiled = compiled
        self.quantities = quantities
        self.tagger = Tagger(compiled.language, compiled.tags)
        self.scopes = ScopeReader(compiled)
        self.subjects = SubjectReader(compiled)
        self.claims = ClaimBuilder(compiled, self.scopes)
        self.cues = CueReader(compiled.language)
        self.labels = LabelReader(compiled)
        self.lists = ListReader(compiled)
        self.lead_ins = LeadInReader(compiled.language)
        self.ageing = AgeingReader(compiled)
        self.products = ProductReader(compiled)
        self.near_names = NearNameReader(compiled)
        self.enumerations = EnumerationReader(compiled.language, quantities)
        self.fragments = FragmentReader(compiled)
        self.coverage = Coverage(compiled)
        readers = compiled.readers.values()
        self.patterns = PatternIndex(pattern for reader in readers for pattern in reader.patterns)
        self.vetoes = PatternIndex(pattern for reader in readers for pattern in reader.vetoes)
        self.decoys = frozenset(key for key, one in compiled.domain.attributes.items() if not one.report)
        self.needs = {key: reader.needs for key, reader in compiled.readers.items() if reader.needs}
        self.many = frozenset(key for key, one in compiled.domain.attributes.items() if one.many)
        self.first_word = re.compile(r"\W*(\w+)")
        self.abbreviations = frozenset(compiled.language.words["abbreviations"])

    def read(self, page: Page, explain: bool = False) -> Reading:
        """Everything that ``page`` says under this schema; with ``explain`` also how each sentence was read."""
        reading = Reading()
        PageRun(self, page, reading, explain).run()
        return reading
