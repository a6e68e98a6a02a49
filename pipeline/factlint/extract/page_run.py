"""One pass over a page: what is in focus at each point of it, and what each sentence, list and table gives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from factlint.domain.patterns import split_words
from factlint.domain.vocabulary import Mention
from factlint.extract.claims import Setting
from factlint.extract.context import Governed, carried
from factlint.extract.explain import Explained, cues_told, fitted_told, tags_told
from factlint.extract.facts import Fact, Signal, Unread
from factlint.extract.focus import Focus, Subject
from factlint.extract.fragments import label_lines
from factlint.extract.lists import ListLabel
from factlint.extract.marks import Marks
from factlint.extract.matching import Match
from factlint.extract.roles import Roles, assign_roles, elided, in_brackets
from factlint.extract.scope import ScopeFrame
from factlint.extract.sentences import split_sentences
from factlint.extract.tokens import Tagged
from factlint.pages import Block, BlockKind, Page
from factlint.result import Mention as Sighting
from factlint.spans import Span

if TYPE_CHECKING:
    from factlint.extract.reading import PageReader, Reading

_HEADINGS = (BlockKind.TITLE, BlockKind.HEADING)
_LABELS = (BlockKind.CELL, BlockKind.TERM)
LABEL_REACH = 10
NEEDED = 2
MAX_SENTENCE = 2_000


class PageRun:
    """The state of reading one page."""

    def __init__(self, reader: PageReader, page: Page, reading: Reading, explain: bool = False) -> None:
        self.reader, self.page = reader, page
        self.reading, self.explain = reading, explain
        self.focus = Focus()
        self.before: frozenset[str] = frozenset()
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

    def run(self) -> None:
        """Fill the reading with everything that the page says."""
        if self.page.meta.title and not any(block.kind is BlockKind.TITLE for block in self.page.blocks):
            self._title(self.page.meta.title)
        for index, block in enumerate(self.page.blocks):
            if block.kind in _HEADINGS:
                self._heading(block)
            else:
                self._body(index, block)
        self.reading.signals.extend(self.reader.lead_ins.signals(self.page))

    # Headings

    def _title(self, title: str) -> None:
        """Take note of a title that only the metadata gives, by reading it as a text of its own."""
        apart = PageRun(self.reader, replace(self.page, prose=title, blocks=()), self.reading)
        tagged = apart._tag(Span(0, len(title)))
        named = self.reader.subjects.headed(tagged, title)
        self.focus.title = tuple(one._replace(reason="named in the title", confidence=0.75) for one in named)
        self.frame.title = self.reader.scopes.stated(tagged)

    def _heading(self, block: Block) -> None:
        tagged = self._tag(block.span)
        title = " ".join(self.page.prose[block.start : block.end].split())
        level = 0 if block.kind is BlockKind.TITLE else max(1, block.level)
        while self.headings and self.headings[-1][0] >= level:
            self.headings.pop()
        self.headings.append((level, title))
        if self.sources_level is None or level <= self.sources_level:
            words = f" {' '.join(split_words(title))} "
            sources = self.reader.compiled.language.source_headings
            self.sources_level = level if any(f" {name} " in words for name in sources) else None
        self._note(tagged, title)
        subjects = self.reader.subjects.headed(tagged, self.page.prose)
        self.focus.open_heading(level, subjects)
        self.frame.open_heading(level, self.reader.scopes.stated(tagged))
        label = self.reader.lists.label(tagged)
        self._brands(tagged, title)
        self.section_label = self._list_label(label, tagged, [], self.focus.topic) if label else None

    def _brands(self, tagged: Tagged, words: str) -> None:
        """Product names that a heading gives beside their own thing."""
        setting = Setting(self.page, tagged, (), self.frame, self._section, words)
        for match in self._roles(tagged).matches:
            if self.reader.compiled.readers[match.pattern.attribute].brand_text:
                self.reading.facts.extend(self.reader.claims.facts(match, self._subjects_of(match, tagged), setting))

    @property
    def _section(self) -> str:
        return " > ".join(title for _, title in self.headings)

    # Bodies

    def _body(self, index: int, block: Block) -> None:
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
        spans = self._sentences(block)
        for number, span in enumerate(spans):
            first = number == 0 or self.page.prose[span.start - 1] == "\n"
            self._sentence(index, block, span, first=first, last=number == len(spans) - 1)
        self.states[index] = self.focus.state()

    def _sentences(self, block: Block) -> list[Span]:
        spans = [
            span
            for start, end in label_lines(self.page.prose, block)
            for span in split_sentences(self.page.prose, start, end, self.reader.abbreviations)
        ]
        self.reading.sentences += len(spans)
        return [Span(span.start, min(span.end, span.start + MAX_SENTENCE)) for span in spans]

    def _sentence(self, index: int, block: Block, span: Span, first: bool, last: bool) -> None:
        leads = self.page.prose[span.start : span.end].rstrip().endswith(":")
        bare = not self.marks.any_in(span) and self.section_label is None and block.lead is None
        goes_on = bare and self._goes_on(span)
        if bare and block.kind not in _LABELS and not leads and not goes_on:
            return
        tagged = self._tag(span)
        if last:
            self.leads[index] = tagged
        if block.kind is BlockKind.CELL and first:
            self.cells[index] = tagged
            self._enter_row(block)
        if first:
            tagged = self.reader.fragments.completed(block, tagged, self._tag)
        words = " ".join(self.page.prose[span.start : span.end].split())
        self._note(tagged, words)
        if self.sources_level is not None:
            return
        if self._has_marks(tagged) or self.section_label or block.lead is not None or leads or goes_on:
            self._claims(index, block, tagged, words, first, last)
        self.before = tagged.keys
        named = self.reader.subjects.named(tagged, self.page.prose)
        if named:
            begins = first and block.kind is BlockKind.PARAGRAPH and self.reader.fragments.begins_with_subject(tagged)
            together = self.reader.subjects.together(tagged, self.page.prose)
            self.focus.name(named, together, begins, keeps=self._is_about_pronoun(tagged))

    def _goes_on(self, span: Span) -> bool:
        """Whether a sentence without names goes on about what the page was speaking of ("It is no longer used.")."""
        word = self.reader.first_word.match(self.page.prose, span.start, span.end)
        language = self.reader.compiled.language
        known = word is not None and word.group(1).lower() in language.pronouns | language.plural_pronouns
        return known and next(self.focus.candidates(), None) is not None

    def _is_about_pronoun(self, tagged: Tagged) -> bool:
        """Whether a sentence goes on about what the one before was about ("It is added to chemotherapy")."""
        language = self.reader.compiled.language
        return bool(self.focus.recent) and tagged.tokens[0].word in language.personal

    def _claims(self, index: int, block: Block, tagged: Tagged, words: str, first: bool, last: bool) -> None:
        roles = self._roles(tagged)
        governed = self.reader.cues.cues(tagged, self.page.prose)
        setting = Setting(self.page, tagged, governed, self.frame, self._section, words)
        facts: list[Fact] = []
        orphans: list[Match] = []
        for match in roles.matches:
            found = (self._subjects_of(one, tagged) for one in (match, *roles.wider(match)))
            subjects = next(filter(None, found), [])
            facts.extend(self.reader.claims.facts(match, subjects, setting))
            language = self.reader.compiled.language
            others = elided(match, tagged, roles, language, self.reader.scopes.dimension)
            for again in (*in_brackets(match, tagged, language), *others):
                facts.extend(self.reader.claims.facts(again, subjects, setting))
            if not subjects:
                orphans.append(match)
        if first:
            completed = list(self._completing(block, setting))
            facts = [fact for fact in facts if not any(_is_reread(fact, other) for other in completed)]
            facts.extend(completed)
            facts.extend(self._by_layout(block, tagged, setting))
        if last:
            label = self.reader.lists.label(tagged)
            self.list_labels[index] = self._list_label(label, tagged, governed, self.focus.topic) if label else None
        ordered = _once_each(facts)
        self.reading.facts.extend(ordered)
        why = self._count(tagged, words, roles, ordered, orphans)
        if self.explain:
            self.reading.explained.append(self._explained(setting, roles, ordered, orphans, why))

    def _completing(self, block: Block, setting: Setting) -> Iterator[Fact]:
        """What an item says as the end of its lead-in's sentence: "Treatment may include: chemotherapy"."""
        lead = self.leads.get(block.lead) if block.lead is not None and block.kind is BlockKind.ITEM else None
        if lead is None or lead.tokens[lead.main - 1].word != ":":
            return
        head, tagged = lead.tokens[: lead.main - 1], setting.tagged
        whole = Tagged(tagged.span, (*head, *tagged.tokens), len(head) + tagged.main)
        governed = self.reader.cues.cues(whole, self.page.prose)
        setting = replace(setting, tagged=whole, governed=governed, since=len(head))
        for match in self._roles(whole).matches:
            if match.first < len(head) <= max(match.value, match.subject):
                yield from self.reader.claims.facts(match, self._subjects_of(match, whole), setting)

    def _takes_up(self, tagged: Tagged) -> bool:
        words = f" {' '.join(token.word for token in tagged.tokens)} "
        return any(f" {phrase} " in words for phrase in self.reader.compiled.language.resuming)

    def _explained(
        self, setting: Setting, roles: Roles, facts: Sequence[Fact], orphans: Sequence[Match], why: str | None
    ) -> Explained:
        tagged, prose = setting.tagged, self.page.prose
        matches = self._matches(tagged)
        vetoes = list(self.reader.vetoes.matches(tagged))
        return Explained(
            self.page.doc,
            self.page.places.of(tagged.span),
            self._section,
            setting.sentence,
            tags_told(tagged, prose),
            cues_told(tagged, setting.governed, prose),
            tuple(f"{subject.concept} ({subject.reason})" for subject in self.focus.candidates()),
            tuple(
                f"{name}={concept} ({source})"
                for source, stated in self.frame.around()
                for name, concept in sorted(stated.items())
            ),
            tuple(fitted_told(tagged, matches, vetoes, roles, orphans, prose)),
            tuple(facts),
            why or "",
        )

    def _roles(self, tagged: Tagged) -> Roles:
        matches = self._matches(tagged)
        vetoes = list(self.reader.vetoes.matches(tagged)) if matches else []
        return assign_roles(matches, vetoes, tagged, decoys=self.reader.decoys, many=self.reader.many)

    def _matches(self, tagged: Tagged) -> list[Match]:
        """Every pattern that fits, but those that lack a word which their attribute needs.

        A sentence that takes up the one before ("do this for a month after the last dose") may find it there.
        """
        needs = self.reader.needs
        keys = tagged.keys | self.before if self._takes_up(tagged) else tagged.keys
        matches = []
        for match in self.reader.patterns.matches(tagged):
            words = needs.get(match.pattern.attribute)
            if words is None:
                matches.append(match)
            elif not words.isdisjoint(keys):
                # The word that it needs speaks for it as one of the pattern's own would.
                matches.append(replace(match, literals=match.literals + NEEDED))
        return matches

    def _subjects_of(self, match: Match, tagged: Tagged) -> list[Subject]:
        kinds = self.reader.compiled.domain.attributes[match.pattern.attribute].of
        return self.reader.subjects.of(match, tagged, self.page.prose, kinds, self.focus)

    # Lists, tables, labels

    def _by_layout(self, block: Block, tagged: Tagged, setting: Setting) -> Iterator[Fact]:
        if block.kind is BlockKind.CELL:
            yield from self._in_table(block, tagged, setting)
        elif block.kind is BlockKind.DETAIL and block.lead in self.leads:
            yield from self._labelled(self.leads[block.lead], tagged, setting)
        else:
            yield from self._in_list(block, tagged, setting)
            yield from self._beside_label(tagged, setting)

    def _beside_label(self, tagged: Tagged, setting: Setting) -> Iterator[Fact]:
        """Values that stand after a label and a colon on their own line: "Route: by mouth"."""
        colon = next((at for at, token in enumerate(tagged.tokens[:LABEL_REACH]) if token.word == ":"), 0)
        if not colon:
            return
        before, after = tagged.tokens[:colon], tagged.tokens[colon + 1 :]
        head = Tagged(tagged.span, before, len(before))
        rest = Tagged(tagged.span, after, len(after))
        if self.reader.labels.labels(head):
            governed = self.reader.cues.cues(rest, self.page.prose)
            yield from self._labelled(head, rest, replace(setting, tagged=rest, governed=governed))

    def _in_list(self, block: Block, tagged: Tagged, setting: Setting) -> Iterator[Fact]:
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

    def _in_table(self, block: Block, tagged: Tagged, setting: Setting) -> Iterator[Fact]:
        # A row that names a subject is read by its column's label; any other row by its own.
        row = self.cells.get(block.row_head) if block.row_head is not None else None
        column = self.cells.get(block.column_head) if block.column_head is not None else None
        worded = row is not None and any(token.tag is None and token.word.isalpha() for token in row.tokens)
        head = row if row and worded and not self.reader.subjects.named(row, self.page.prose) else column
        if head:
            yield from self._labelled(head, tagged, setting)

    def _enter_row(self, block: Block) -> None:
        """Put what a cell's row, or else its column, is about in focus, and take what limits the row from all of it."""
        self.frame.lead = self._row_scope(block)
        for head in (block.row_head, block.column_head):
            if head in self.cells:
                named = self.reader.subjects.named(self.cells[head], self.page.prose)
                if named:
                    in_table = [s._replace(reason="named in the table", confidence=0.9) for s in named]
                    self.focus.name(in_table, (), begins=False)
                    return

    def _row_scope(self, block: Block) -> dict[str, str]:
        key = (block.table, block.row)
        if key not in self.rows:
            whole = [token for cell in self.cells_of_row[key] for token in self._tag(cell.span).tokens]
            self.rows[key] = self.reader.scopes.stated(Tagged(block.span, tuple(whole), len(whole)))
        return dict(self.rows[key])

    def _labelled(self, head: Tagged, tagged: Tagged, setting: Setting) -> Iterator[Fact]:
        """Facts of a value that stands under or beside the label ``head``, which may name its subject and scope."""
        named = self.reader.subjects.named(head, self.page.prose)
        lead = {**self.frame.lead, **self.reader.scopes.stated(head)}
        setting = replace(setting, frame=replace(self.frame, lead=lead))
        for label in self.reader.labels.labels(head):
            kinds = frozenset(self.reader.compiled.domain.attributes[label.pattern.attribute].of)
            subjects = self._fitting([*named, *self.focus.candidates()], kinds)[:1]
            for match in self.reader.labels.values(label, tagged):
                yield from self.reader.claims.facts(match, subjects, setting)

    def _list_label(
        self, label: Match, tagged: Tagged, governed: Sequence[Governed], topic: Sequence[Subject]
    ) -> ListLabel | None:
        kinds = frozenset(self.reader.compiled.domain.attributes[label.pattern.attribute].of)
        named = self._subjects_of(label, tagged) if label.subject >= 0 or not topic else []
        subjects = named or self._fitting([*topic, *self.focus.candidates()], kinds)[:1]
        return ListLabel(label, tuple(subjects), tuple(governed)) if subjects else None

    def _fitting(self, subjects: Iterable[Subject], kinds: frozenset[str]) -> list[Subject]:
        concepts = self.reader.compiled.domain.concepts
        return [subject for subject in subjects if not kinds.isdisjoint(concepts[subject.concept].kinds)]

    # What was seen, read, and not read

    def _tag(self, span: Span, assumed: str = "") -> Tagged:
        return self.reader.tagger.tag(self.page.prose, span, self.marks.within(span), assumed)

    def _has_marks(self, tagged: Tagged) -> bool:
        return any(token.tag is not None for token in tagged.tokens)

    def _note(self, tagged: Tagged, words: str) -> None:
        for token in {token.start: token for token in tagged.tokens if isinstance(token.tag, Mention)}.values():
            mention = token.tag
            if not isinstance(mention, Mention):
                continue
            span = Span(token.start, token.end)
            text = self.page.text[span.start : span.end]
            place = self.page.places.of(span)
            self.reading.sightings.append(Sighting(self.page.doc, place, mention.concept, text, words, self._section))
            if mention.misnomer:
                name = self.reader.compiled.domain.name(mention.concept)
                self.reading.signals.append(Signal(self.page.doc, place, span, "misnomer", mention.concept, text, name))

    def _count(
        self, tagged: Tagged, words: str, roles: Roles, facts: Sequence[Fact], orphans: Sequence[Match]
    ) -> str | None:
        about = self._about(tagged)
        why = self.reader.coverage.why_unread(tagged, roles, facts, orphans, about)
        if facts or why is not None:
            self.reading.claim_sentences += 1
            self.reading.read_sentences += why is None
        if why is not None:
            place = self.page.places.of(tagged.span)
            subject = about[0].concept if about else ""
            self.reading.unread.append(Unread(self.page.doc, place, self._section, subject, words, why))
        return why

    def _about(self, tagged: Tagged) -> list[Subject]:
        return self.reader.subjects.named(tagged, self.page.prose) or list(self.focus.candidates())


def _once_each(facts: Sequence[Fact]) -> list[Fact]:
    """A sentence's facts in order, the surest of those that say one thing in overlapping words."""
    kept: list[Fact] = []
    for fact in sorted(facts, key=lambda one: (-one.confidence, one.span.start - one.span.end, one.span)):
        if not any(_is_same_claim(fact, other) for other in kept):
            kept.append(fact)
    return sorted(kept, key=lambda fact: (fact.span, fact.attribute, fact.subject, fact.value.text, fact.scope_text))


def _is_reread(fact: Fact, whole: Fact) -> bool:
    """Whether an item's quantity has another role once the item is read with its lead-in."""
    return fact.attribute != whole.attribute and fact.value.text == whole.value.text and fact.span.overlaps(whole.span)


def _is_same_claim(one: Fact, other: Fact) -> bool:
    same = (one.subject, one.attribute, one.value.text, one.modality) == (
        other.subject,
        other.attribute,
        other.value.text,
        other.modality,
    )
    return same and one.scope == other.scope and one.span.overlaps(other.span)
