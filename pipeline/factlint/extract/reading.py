"""Reads one page with one schema: block by block, sentence by sentence, into facts, signals and what was not read."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from factlint.domain.compiled import CompiledDomain
from factlint.domain.encoding import word_body
from factlint.domain.patterns import split_words
from factlint.domain.vocabulary import Mention
from factlint.extract.claims import ClaimBuilder, Setting
from factlint.extract.context import CueReader, Governed
from factlint.extract.facts import Fact, Sighting, Signal, Unread
from factlint.extract.layout import LabelReader
from factlint.extract.leadins import LeadInReader
from factlint.extract.lists import ListLabel, ListReader
from factlint.extract.matching import Match, PatternIndex
from factlint.extract.quantities import Quantity, QuantityReader
from factlint.extract.roles import Roles, assign_roles
from factlint.extract.scope import ScopeFrame, ScopeReader
from factlint.extract.sentences import split_sentences
from factlint.extract.subjects import Focus, Subject, SubjectReader
from factlint.extract.tokens import Tagged, Tagger, Token
from factlint.pages import Block, BlockKind, Page
from factlint.spans import Span
from factlint.values import ValueKind

_HEADINGS = (BlockKind.TITLE, BlockKind.HEADING)
_LABELS = (BlockKind.CELL, BlockKind.TERM)
_FRAGMENTS = (BlockKind.CELL, BlockKind.DETAIL, BlockKind.ITEM)
LABEL_REACH = 10
_LABEL_LINE = re.compile(r"^[^\W\d_][^.:\n]{1,60}:[ \t]+\S", re.MULTILINE)
MAX_SENTENCE = 2_000
FRAGMENT = 20


@dataclass
class Reading:
    """What one page gave under one schema."""

    facts: list[Fact] = field(default_factory=list)
    signals: list[Signal] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    sightings: list[Sighting] = field(default_factory=list)
    sentences: int = 0
    claim_sentences: int = 0
    read_sentences: int = 0


class PageReader:
    """Reads pages with one schema; build it once, it keeps nothing of a page."""

    def __init__(self, compiled: CompiledDomain, quantities: QuantityReader) -> None:
        self.compiled = compiled
        self.quantities = quantities
        self.tagger = Tagger(compiled.language, compiled.tags)
        self.scopes = ScopeReader(compiled.domain, compiled.language.joins)
        self.subjects = SubjectReader(compiled)
        self.claims = ClaimBuilder(compiled, self.scopes)
        self.cues = CueReader(compiled.language)
        self.labels = LabelReader(compiled)
        self.lists = ListReader(compiled)
        self.lead_ins = LeadInReader(compiled.language)
        readers = compiled.readers.values()
        self.patterns = PatternIndex(pattern for reader in readers for pattern in reader.patterns)
        self.vetoes = PatternIndex(pattern for reader in readers for pattern in reader.vetoes)
        self.decoys = frozenset(key for key, one in compiled.domain.attributes.items() if not one.report)
        self.needs = {key: reader.needs for key, reader in compiled.readers.items() if reader.needs}
        self.many = frozenset(key for key, one in compiled.domain.attributes.items() if one.many)
        self.abbreviations = frozenset(compiled.language.words["abbreviations"])

    def read(self, page: Page) -> Reading:
        """Everything that ``page`` says under this schema."""
        return _PageRun(self, page).run()


class _PageRun:
    """The state of reading one page."""

    def __init__(self, reader: PageReader, page: Page) -> None:
        self.reader, self.page = reader, page
        self.reading = Reading()
        self.focus = Focus()
        self.frame = ScopeFrame(page=dict(page.meta.scope))
        self.headings: list[tuple[int, str]] = []
        self.section_label: ListLabel | None = None
        self.sources_level: int | None = None
        self.list_labels: dict[int, ListLabel | None] = {}
        self.states: dict[int, tuple[tuple[Subject, ...], tuple[Subject, ...]]] = {}
        self.leads: dict[int, Tagged] = {}
        self.cells: dict[int, Tagged] = {}
        self.rows: dict[tuple[int | None, int | None], dict[str, str]] = {}
        self.marks = _merge(reader.compiled.vocabulary.find(page.prose), reader.quantities.find(page.prose))
        attributes = reader.compiled.domain.attributes.values()
        self.value_kinds = {one.value_kind for one in attributes if one.report} - reader.compiled.subject_kinds
        self.mark_starts = [mark.start for mark in self.marks]

    def run(self) -> Reading:
        for index, block in enumerate(self.page.blocks):
            if block.kind in _HEADINGS:
                self.heading(block)
            else:
                self.body(index, block)
        self.reading.signals.extend(self.reader.lead_ins.signals(self.page))
        return self.reading

    # Headings

    def heading(self, block: Block) -> None:
        tagged = self.tag(block.span)
        title = " ".join(self.page.prose[block.start : block.end].split())
        level = 0 if block.kind is BlockKind.TITLE else max(1, block.level)
        while self.headings and self.headings[-1][0] >= level:
            self.headings.pop()
        self.headings.append((level, title))
        if self.sources_level is None or level <= self.sources_level:
            words = set(split_words(title))
            sources = words & self.reader.compiled.language.source_headings
            self.sources_level = level if sources else None
        self.note(tagged, title)
        subjects = self.reader.subjects.headed(tagged, self.page.prose)
        self.focus.open_heading(level, subjects)
        self.frame.open_heading(level, self.reader.scopes.stated(tagged))
        label = self.reader.lists.label(tagged)
        self.brands(tagged, title)
        self.section_label = self.list_label(label, tagged, [], self.focus.topic) if label else None

    def brands(self, tagged: Tagged, words: str) -> None:
        """Product names that a heading gives beside their own thing."""
        setting = Setting(self.page, tagged, (), self.frame, self.section, words)
        for match in self.roles(tagged).matches:
            if self.reader.compiled.readers[match.pattern.attribute].brand_text:
                self.reading.facts.extend(self.reader.claims.facts(match, self.subjects_of(match, tagged), setting))

    @property
    def section(self) -> str:
        return " > ".join(title for _, title in self.headings)

    # Bodies

    def body(self, index: int, block: Block) -> None:
        lead = block.lead
        if lead is not None and lead in self.states:
            self.focus.recent, self.focus.together = self.states[lead]
        self.frame.lead = self.reader.scopes.stated(self.leads[lead]) if lead in self.leads else {}
        spans = self.sentences(block)
        for number, span in enumerate(spans):
            first = number == 0 or self.page.prose[span.start - 1] == "\n"
            self.sentence(index, block, span, first=first, last=number == len(spans) - 1)
        self.states[index] = self.focus.state()

    def sentences(self, block: Block) -> list[Span]:
        spans = [
            span
            for start, end in self.lines(block)
            for span in split_sentences(self.page.prose, start, end, self.reader.abbreviations)
        ]
        self.reading.sentences += len(spans)
        return [Span(span.start, min(span.end, span.start + MAX_SENTENCE)) for span in spans]

    def lines(self, block: Block) -> list[tuple[int, int]]:
        """The block as a whole, or its lines where each begins with a label and a colon."""
        text = self.page.prose[block.start : block.end]
        starts = [match.start() for match in _LABEL_LINE.finditer(text)]
        if len(starts) < 2 or starts[0] > 0 or len(starts) < text.strip().count("\n") + 1:
            return [(block.start, block.end)]
        ends = [*starts[1:], len(text)]
        return [(block.start + start, block.start + end) for start, end in zip(starts, ends, strict=True)]

    def sentence(self, index: int, block: Block, span: Span, first: bool, last: bool) -> None:
        bare = not self.marked(span) and self.section_label is None and block.lead is None
        if bare and block.kind not in _LABELS and not self.page.prose[span.start : span.end].rstrip().endswith(":"):
            return
        tagged = self.tag(span)
        if last:
            self.leads[index] = tagged
        if block.kind is BlockKind.CELL and first:
            self.cells[index] = tagged
            self.enter_row(block)
        if first:
            tagged = self.completed(block, tagged)
        words = " ".join(self.page.prose[span.start : span.end].split())
        self.note(tagged, words)
        if self.sources_level is not None:
            return
        if self.has_marks(tagged) or self.section_label or block.lead is not None:
            self.claims(index, block, tagged, words, first, last)
        named = self.reader.subjects.named(tagged, self.page.prose)
        if named:
            begins = first and block.kind is BlockKind.PARAGRAPH and self.begins_with_subject(tagged)
            self.focus.name(named, self.reader.subjects.together(tagged, self.page.prose), begins)

    def begins_with_subject(self, tagged: Tagged) -> bool:
        return any(self.is_subject(token) for token in tagged.tokens[:2])

    def is_subject(self, token: Token) -> bool:
        kinds = self.reader.compiled.subject_kinds
        concepts = self.reader.compiled.domain.concepts
        return isinstance(token.tag, Mention) and not kinds.isdisjoint(concepts[token.tag.concept].kinds)

    def claims(self, index: int, block: Block, tagged: Tagged, words: str, first: bool, last: bool) -> None:
        roles = self.roles(tagged)
        governed = self.reader.cues.cues(tagged, self.page.prose)
        setting = Setting(self.page, tagged, governed, self.frame, self.section, words)
        facts: list[Fact] = []
        orphans: list[Match] = []
        for match in roles.matches:
            subjects = self.subjects_of(match, tagged)
            facts.extend(self.reader.claims.facts(match, subjects, setting))
            if not subjects:
                orphans.append(match)
        if first:
            facts.extend(self.by_layout(index, block, tagged, setting))
        if last:
            label = self.reader.lists.label(tagged)
            self.list_labels[index] = self.list_label(label, tagged, governed, self.focus.topic) if label else None
        unique = {fact.fact_id: fact for fact in sorted(facts, key=lambda fact: fact.confidence)}
        ordered = sorted(unique.values(), key=lambda fact: (fact.span, fact.attribute, fact.subject, fact.value.text))
        self.reading.facts.extend(ordered)
        self.count(tagged, words, roles, ordered, orphans)

    def roles(self, tagged: Tagged) -> Roles:
        needs = self.reader.needs
        matches = [
            match
            for match in self.reader.patterns.matches(tagged)
            if not needs.get(match.pattern.attribute) or not needs[match.pattern.attribute].isdisjoint(tagged.keys)
        ]
        vetoes = list(self.reader.vetoes.matches(tagged)) if matches else []
        return assign_roles(matches, vetoes, tagged, decoys=self.reader.decoys, many=self.reader.many)

    def subjects_of(self, match: Match, tagged: Tagged) -> list[Subject]:
        kinds = self.reader.compiled.domain.attributes[match.pattern.attribute].of
        return self.reader.subjects.of(match, tagged, self.page.prose, kinds, self.focus)

    # Lists, tables, labels

    def by_layout(self, index: int, block: Block, tagged: Tagged, setting: Setting) -> Iterator[Fact]:
        if block.kind is BlockKind.CELL:
            yield from self.in_table(block, tagged, setting)
        elif block.kind is BlockKind.DETAIL and block.lead in self.leads:
            yield from self.labelled(self.leads[block.lead], tagged, setting)
        else:
            yield from self.in_list(block, tagged, setting)
            yield from self.beside_label(tagged, setting)

    def beside_label(self, tagged: Tagged, setting: Setting) -> Iterator[Fact]:
        """Values that stand after a label and a colon on their own line: "Route: by mouth"."""
        colon = next((at for at, token in enumerate(tagged.tokens[:LABEL_REACH]) if token.word == ":"), 0)
        if not colon:
            return
        before, after = tagged.tokens[:colon], tagged.tokens[colon + 1 :]
        head = Tagged(tagged.span, before, len(before))
        rest = Tagged(tagged.span, after, len(after))
        if self.reader.labels.labels(head):
            governed = self.reader.cues.cues(rest, self.page.prose)
            yield from self.labelled(head, rest, replace(setting, tagged=rest, governed=governed))

    def in_list(self, block: Block, tagged: Tagged, setting: Setting) -> Iterator[Fact]:
        item = block.kind is BlockKind.ITEM
        label = self.list_labels.get(block.lead) if block.lead is not None else None
        if label is None:
            label = self.section_label
        if label is None:
            return
        match = self.reader.lists.item(label, tagged, run_in=not item)
        if match:
            yield from self.reader.claims.facts(match, label.subjects, setting)

    def in_table(self, block: Block, tagged: Tagged, setting: Setting) -> Iterator[Fact]:
        # A row that names a subject is read by its column's label; any other row by its own.
        row = self.cells.get(block.row_head) if block.row_head is not None else None
        column = self.cells.get(block.column_head) if block.column_head is not None else None
        worded = row is not None and any(token.tag is None and token.word.isalpha() for token in row.tokens)
        head = row if row and worded and not self.reader.subjects.named(row, self.page.prose) else column
        if head:
            yield from self.labelled(head, tagged, setting)

    def enter_row(self, block: Block) -> None:
        """Put what a cell's row, or else its column, is about in focus, and take what limits the row from all of it."""
        self.frame.lead = self.row_scope(block)
        for head in (block.row_head, block.column_head):
            if head in self.cells:
                named = self.reader.subjects.named(self.cells[head], self.page.prose)
                if named:
                    in_table = [s._replace(reason="named in the table", confidence=0.9) for s in named]
                    self.focus.name(in_table, (), begins=False)
                    return

    def row_scope(self, block: Block) -> dict[str, str]:
        key = (block.table, block.row)
        if key not in self.rows:
            cells = [one for one in self.page.blocks if one.kind is BlockKind.CELL and (one.table, one.row) == key]
            whole = [token for one in cells for token in self.tag(one.span).tokens]
            self.rows[key] = self.reader.scopes.stated(Tagged(block.span, tuple(whole), len(whole)))
        return dict(self.rows[key])

    def labelled(self, head: Tagged, tagged: Tagged, setting: Setting) -> Iterator[Fact]:
        """Facts of a value that stands under or beside the label ``head``, which may name its subject and scope."""
        named = self.reader.subjects.named(head, self.page.prose)
        lead = {**self.frame.lead, **self.reader.scopes.stated(head)}
        setting = replace(setting, frame=replace(self.frame, lead=lead))
        for label in self.reader.labels.labels(head):
            kinds = frozenset(self.reader.compiled.domain.attributes[label.pattern.attribute].of)
            subjects = self.fitting([*named, *self.focus.candidates()], kinds)[:1]
            for match in self.reader.labels.values(label, tagged):
                yield from self.reader.claims.facts(match, subjects, setting)

    def list_label(
        self, label: Match, tagged: Tagged, governed: Sequence[Governed], topic: Sequence[Subject]
    ) -> ListLabel | None:
        kinds = frozenset(self.reader.compiled.domain.attributes[label.pattern.attribute].of)
        named = self.subjects_of(label, tagged) if label.subject >= 0 or not topic else []
        subjects = named or self.fitting([*topic, *self.focus.candidates()], kinds)[:1]
        return ListLabel(label, tuple(subjects), tuple(governed)) if subjects else None

    def fitting(self, subjects: Iterable[Subject], kinds: frozenset[str]) -> list[Subject]:
        concepts = self.reader.compiled.domain.concepts
        return [subject for subject in subjects if not kinds.isdisjoint(concepts[subject.concept].kinds)]

    # What was seen, read, and not read

    def marked(self, span: Span) -> bool:
        """Whether a mention or a quantity starts in ``span``."""
        low = bisect_left(self.mark_starts, span.start)
        return low < len(self.mark_starts) and self.mark_starts[low] < span.end

    def tag(self, span: Span, assumed: str = "") -> Tagged:
        low = bisect_left(self.mark_starts, span.start)
        high = bisect_left(self.mark_starts, span.end)
        marks = [mark for mark in self.marks[low:high] if mark.end <= span.end]
        return self.reader.tagger.tag(self.page.prose, span, marks, assumed)

    def completed(self, block: Block, tagged: Tagged) -> Tagged:
        """A part without a verb of its own, with the one that is understood in it.

        It stands for the colon after a subject ("Busulfan: into a vein"), and before a cell, a detail, or an item that
        begins with a preposition or a quantity ("by mouth, once a week").
        """
        language, assumed = self.reader.compiled.language, self.reader.compiled.assumed
        whole = any(token.word in language.finite for token in tagged.tokens) or len(tagged.tokens) > FRAGMENT
        if whole or not assumed or not tagged.tokens:
            return tagged
        if len(tagged.tokens) > 2 and tagged.tokens[1].word == ":" and self.is_subject(tagged.tokens[0]):
            verb = replace(tagged.tokens[1], body=word_body(assumed), word=assumed, border=False)
            return replace(tagged, tokens=(tagged.tokens[0], verb, *tagged.tokens[2:]))
        if block.kind not in _FRAGMENTS or (
            block.kind is BlockKind.ITEM and not self.begins_phrase(tagged.tokens[0])
        ):
            return tagged
        return self.tag(tagged.span, assumed)

    def begins_phrase(self, token: Token) -> bool:
        if isinstance(token.tag, Quantity):
            return token.tag.value.kind in (ValueKind.RATE, ValueKind.QUANTITY)
        if isinstance(token.tag, Mention):
            kinds = self.reader.compiled.domain.concepts[token.tag.concept].kinds
            return not self.value_kinds.isdisjoint(kinds)
        return token.word in self.reader.compiled.language.openers

    def has_marks(self, tagged: Tagged) -> bool:
        return any(token.tag is not None for token in tagged.tokens)

    def note(self, tagged: Tagged, words: str) -> None:
        for token in {token.start: token for token in tagged.tokens if isinstance(token.tag, Mention)}.values():
            mention = token.tag
            if not isinstance(mention, Mention):
                continue
            span = Span(token.start, token.end)
            text = self.page.text[span.start : span.end]
            place = self.page.places.of(span)
            self.reading.sightings.append(Sighting(self.page.doc, place, mention.concept, text, words, self.section))
            if mention.misnomer:
                name = self.reader.compiled.domain.name(mention.concept)
                self.reading.signals.append(
                    Signal(self.page.doc, place, span, "misnomer", mention.concept, text, name)
                )

    def count(self, tagged: Tagged, words: str, roles: Roles, facts: Sequence[Fact], orphans: Sequence[Match]) -> None:
        why = self.unread(tagged, roles, facts, orphans)
        if facts or why is not None:
            self.reading.claim_sentences += 1
            self.reading.read_sentences += why is None
        if why is not None:
            place = self.page.places.of(tagged.span)
            subject = next((subject.concept for subject in self.about(tagged)), "")
            self.reading.unread.append(Unread(self.page.doc, place, self.section, subject, words, why))

    def unread(self, tagged: Tagged, roles: Roles, facts: Sequence[Fact], orphans: Sequence[Match]) -> str | None:
        """Why a sentence that seems to make a claim gave no fact; None where it gave one or makes none."""
        if roles.ties:
            return "two patterns fit equally well: " + " / ".join(next(iter(roles.ties.values())))
        if facts:
            return None
        if orphans:
            return f"cannot tell what it is about ({orphans[0].pattern.attribute})"
        kinds = {kind for subject in self.about(tagged) for kind in subject.kinds}
        open_kinds = {
            tag.value.kind.value
            for at, token in enumerate(tagged.tokens)
            if isinstance(tag := token.tag, Quantity) and at not in roles.explained
        }
        if self.takes(kinds, open_kinds):
            return "no pattern gives the quantity a role"
        if not any(isinstance(token.tag, Quantity) for token in tagged.tokens) and self.takes(kinds, self.values(tagged)):
            return "no pattern reads it"
        return None

    def takes(self, kinds: set[str], values: set[str]) -> bool:
        """Whether some attribute of a subject of ``kinds`` takes a value of one of the kinds ``values``."""
        reported = (one for one in self.reader.compiled.domain.attributes.values() if one.report)
        return any(
            (one.value_kind or one.kind.value) in values and not kinds.isdisjoint(one.of) for one in reported
        )

    def values(self, tagged: Tagged) -> set[str]:
        """Kinds of the mentions that can be no subject, and so may be a value."""
        concepts = self.reader.compiled.domain.concepts
        found = {
            kind
            for token in tagged.tokens
            if isinstance(token.tag, Mention)
            for kind in concepts[token.tag.concept].kinds
        }
        return found - self.reader.compiled.subject_kinds

    def about(self, tagged: Tagged) -> list[Subject]:
        return self.reader.subjects.named(tagged, self.page.prose) or list(self.focus.candidates())


def _merge(mentions: Sequence[Mention], quantities: Sequence[Quantity]) -> list[Mention | Quantity]:
    """Mentions and quantities in order; where they overlap the longer one stays, a mention rather than a quantity."""
    marks: list[Mention | Quantity] = sorted(
        [*mentions, *quantities], key=lambda mark: (mark.start, mark.start - mark.end, isinstance(mark, Quantity))
    )
    kept: list[Mention | Quantity] = []
    for mark in marks:
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
        elif mark.end - mark.start > kept[-1].end - kept[-1].start and (len(kept) < 2 or kept[-2].end <= mark.start):
            kept[-1] = mark
    return kept
