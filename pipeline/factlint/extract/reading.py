"""Reads one page with one schema: block by block, sentence by sentence, into facts, signals and what was not read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from factlint.domain.compiled import CompiledDomain
from factlint.domain.patterns import split_words
from factlint.domain.vocabulary import Mention
from factlint.extract.claims import ClaimBuilder, Setting
from factlint.extract.context import CueReader, Governed, carried
from factlint.extract.coverage import Coverage
from factlint.extract.facts import Fact, Signal, Unread
from factlint.extract.focus import Focus, Subject
from factlint.extract.fragments import FragmentReader, label_lines
from factlint.extract.layout import LabelReader
from factlint.extract.leadins import LeadInReader
from factlint.extract.lists import ListLabel, ListReader
from factlint.extract.marks import Marks
from factlint.extract.matching import Match, PatternIndex
from factlint.extract.quantities import QuantityReader
from factlint.extract.roles import Roles, assign_roles, in_brackets
from factlint.extract.scope import ScopeFrame, ScopeReader
from factlint.extract.sentences import split_sentences
from factlint.extract.subjects import SubjectReader
from factlint.extract.tokens import Tagged, Tagger
from factlint.pages import Block, BlockKind, Page
from factlint.result import Mention as Sighting
from factlint.spans import Span

_HEADINGS = (BlockKind.TITLE, BlockKind.HEADING)
_LABELS = (BlockKind.CELL, BlockKind.TERM)
LABEL_REACH = 10
NEEDED = 2
MAX_SENTENCE = 2_000


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
        self.fragments = FragmentReader(compiled)
        self.coverage = Coverage(compiled)
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
        self.before_list: tuple[tuple[Subject, ...], tuple[Subject, ...]] | None = None
        self.section_label: ListLabel | None = None
        self.sources_level: int | None = None
        self.list_labels: dict[int, ListLabel | None] = {}
        self.states: dict[int, tuple[tuple[Subject, ...], tuple[Subject, ...]]] = {}
        self.leads: dict[int, Tagged] = {}
        self.cells: dict[int, Tagged] = {}
        self.rows: dict[tuple[int | None, int | None], dict[str, str]] = {}
        self.marks = Marks(reader.compiled.vocabulary.find(page.prose), reader.quantities.find(page.prose))
        self.cells_of_row: dict[tuple[int | None, int | None], list[Block]] = defaultdict(list)
        for block in page.blocks:
            if block.kind is BlockKind.CELL:
                self.cells_of_row[block.table, block.row].append(block)

    def run(self) -> Reading:
        if self.page.meta.title and not any(block.kind is BlockKind.TITLE for block in self.page.blocks):
            self.title(self.page.meta.title)
        for index, block in enumerate(self.page.blocks):
            if block.kind in _HEADINGS:
                self.heading(block)
            else:
                self.body(index, block)
        self.reading.signals.extend(self.reader.lead_ins.signals(self.page))
        return self.reading

    # Headings

    def title(self, title: str) -> None:
        """Take note of a title that only the metadata gives, by reading it as a text of its own."""
        apart = _PageRun(self.reader, replace(self.page, prose=title, blocks=()))
        tagged = apart.tag(Span(0, len(title)))
        named = self.reader.subjects.headed(tagged, title)
        self.focus.title = tuple(one._replace(reason="named in the title", confidence=0.75) for one in named)
        self.frame.title = self.reader.scopes.stated(tagged)

    def heading(self, block: Block) -> None:
        tagged = self.tag(block.span)
        title = " ".join(self.page.prose[block.start : block.end].split())
        level = 0 if block.kind is BlockKind.TITLE else max(1, block.level)
        while self.headings and self.headings[-1][0] >= level:
            self.headings.pop()
        self.headings.append((level, title))
        if self.sources_level is None or level <= self.sources_level:
            words = f" {' '.join(split_words(title))} "
            sources = self.reader.compiled.language.source_headings
            self.sources_level = level if any(f" {name} " in words for name in sources) else None
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
        if block.kind is BlockKind.ITEM and lead is None:
            # The items of a list do not speak of each other's subjects.
            self.before_list = self.before_list or self.focus.state()
            self.focus.recent, self.focus.together = self.before_list
        elif block.kind is not BlockKind.ITEM:
            self.before_list = None
        spans = self.sentences(block)
        for number, span in enumerate(spans):
            first = number == 0 or self.page.prose[span.start - 1] == "\n"
            self.sentence(index, block, span, first=first, last=number == len(spans) - 1)
        self.states[index] = self.focus.state()

    def sentences(self, block: Block) -> list[Span]:
        spans = [
            span
            for start, end in label_lines(self.page.prose, block)
            for span in split_sentences(self.page.prose, start, end, self.reader.abbreviations)
        ]
        self.reading.sentences += len(spans)
        return [Span(span.start, min(span.end, span.start + MAX_SENTENCE)) for span in spans]

    def sentence(self, index: int, block: Block, span: Span, first: bool, last: bool) -> None:
        leads = self.page.prose[span.start : span.end].rstrip().endswith(":")
        bare = not self.marks.any_in(span) and self.section_label is None and block.lead is None
        if bare and block.kind not in _LABELS and not leads:
            return
        tagged = self.tag(span)
        if last:
            self.leads[index] = tagged
        if block.kind is BlockKind.CELL and first:
            self.cells[index] = tagged
            self.enter_row(block)
        if first:
            tagged = self.reader.fragments.completed(block, tagged, self.tag)
        words = " ".join(self.page.prose[span.start : span.end].split())
        self.note(tagged, words)
        if self.sources_level is not None:
            return
        if self.has_marks(tagged) or self.section_label or block.lead is not None or leads:
            self.claims(index, block, tagged, words, first, last)
        named = self.reader.subjects.named(tagged, self.page.prose)
        if named:
            begins = first and block.kind is BlockKind.PARAGRAPH and self.reader.fragments.begins_with_subject(tagged)
            together = self.reader.subjects.together(tagged, self.page.prose)
            self.focus.name(named, together, begins, keeps=self.is_about_pronoun(tagged))

    def is_about_pronoun(self, tagged: Tagged) -> bool:
        """Whether a sentence goes on about what the one before was about ("It is added to chemotherapy")."""
        language = self.reader.compiled.language
        return bool(self.focus.recent) and tagged.tokens[0].word in language.personal

    def claims(self, index: int, block: Block, tagged: Tagged, words: str, first: bool, last: bool) -> None:
        roles = self.roles(tagged)
        governed = self.reader.cues.cues(tagged, self.page.prose)
        setting = Setting(self.page, tagged, governed, self.frame, self.section, words)
        facts: list[Fact] = []
        orphans: list[Match] = []
        for match in roles.matches:
            found = (self.subjects_of(one, tagged) for one in (match, *roles.wider(match)))
            subjects = next(filter(None, found), [])
            facts.extend(self.reader.claims.facts(match, subjects, setting))
            for again in in_brackets(match, tagged, self.reader.compiled.language):
                facts.extend(self.reader.claims.facts(again, subjects, setting))
            if not subjects:
                orphans.append(match)
        if first:
            facts.extend(self.by_layout(block, tagged, setting))
        if last:
            label = self.reader.lists.label(tagged)
            self.list_labels[index] = self.list_label(label, tagged, governed, self.focus.topic) if label else None
        ordered = _once_each(facts)
        self.reading.facts.extend(ordered)
        self.count(tagged, words, roles, ordered, orphans)

    def roles(self, tagged: Tagged) -> Roles:
        needs = self.reader.needs
        matches = []
        for match in self.reader.patterns.matches(tagged):
            words = needs.get(match.pattern.attribute)
            if words is None:
                matches.append(match)
            elif not words.isdisjoint(tagged.keys):
                # The word that it needs speaks for it as one of the pattern's own would.
                matches.append(replace(match, literals=match.literals + NEEDED))
        vetoes = list(self.reader.vetoes.matches(tagged)) if matches else []
        return assign_roles(matches, vetoes, tagged, decoys=self.reader.decoys, many=self.reader.many)

    def subjects_of(self, match: Match, tagged: Tagged) -> list[Subject]:
        kinds = self.reader.compiled.domain.attributes[match.pattern.attribute].of
        return self.reader.subjects.of(match, tagged, self.page.prose, kinds, self.focus)

    # Lists, tables, labels

    def by_layout(self, block: Block, tagged: Tagged, setting: Setting) -> Iterator[Fact]:
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
            governed = [*setting.governed, *carried(label.match, label.governed, tagged)]
            yield from self.reader.claims.facts(match, label.subjects, replace(setting, governed=governed))

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
            whole = [token for cell in self.cells_of_row[key] for token in self.tag(cell.span).tokens]
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

    def tag(self, span: Span, assumed: str = "") -> Tagged:
        return self.reader.tagger.tag(self.page.prose, span, self.marks.within(span), assumed)

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
                self.reading.signals.append(Signal(self.page.doc, place, span, "misnomer", mention.concept, text, name))

    def count(self, tagged: Tagged, words: str, roles: Roles, facts: Sequence[Fact], orphans: Sequence[Match]) -> None:
        about = self.about(tagged)
        why = self.reader.coverage.why_unread(tagged, roles, facts, orphans, about)
        if facts or why is not None:
            self.reading.claim_sentences += 1
            self.reading.read_sentences += why is None
        if why is not None:
            place = self.page.places.of(tagged.span)
            subject = about[0].concept if about else ""
            self.reading.unread.append(Unread(self.page.doc, place, self.section, subject, words, why))

    def about(self, tagged: Tagged) -> list[Subject]:
        return self.reader.subjects.named(tagged, self.page.prose) or list(self.focus.candidates())


def _once_each(facts: Sequence[Fact]) -> list[Fact]:
    """A sentence's facts in order, the surest of those that say one thing in overlapping words."""
    kept: list[Fact] = []
    for fact in sorted(facts, key=lambda one: (-one.confidence, one.span.start - one.span.end, one.span)):
        if not any(_is_same_claim(fact, other) for other in kept):
            kept.append(fact)
    return sorted(kept, key=lambda fact: (fact.span, fact.attribute, fact.subject, fact.value.text, fact.scope_text))


def _is_same_claim(one: Fact, other: Fact) -> bool:
    same = (one.subject, one.attribute, one.value.text, one.modality) == (
        other.subject,
        other.attribute,
        other.value.text,
        other.modality,
    )
    return same and one.scope == other.scope and one.span.overlaps(other.span)
