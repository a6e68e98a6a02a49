"""One pass over a page: what is in focus at each point of it, and what each sentence, list and table gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from factlint.domain.patterns import split_words
from factlint.domain.vocabulary import Mention
from factlint.extract.claims import Setting
from factlint.extract.doubt import AGAIN, BY_LEAD, ELIDED
from factlint.extract.explain import BARE, HEADING, SOURCES, Teller, Tried
from factlint.extract.facts import Fact, Signal, Unread
from factlint.extract.focus import Subject
from factlint.extract.fragments import label_lines
from factlint.extract.laid_out import LEAD_IN, SECTION, LaidOut
from factlint.extract.matching import Match
from factlint.extract.page_state import PageState
from factlint.extract.passages import PassageReader, subject_of
from factlint.extract.roles import Roles, elided, in_brackets
from factlint.extract.scope import IN_LIST
from factlint.extract.sentences import split_sentences
from factlint.extract.tokens import Tagged
from factlint.pages import Block, BlockKind, Page
from factlint.result import Mention as Sighting
from factlint.spans import Span

if TYPE_CHECKING:
    from factlint.extract.reading import PageReader, Reading

_HEADINGS = (BlockKind.TITLE, BlockKind.HEADING)
_LABELS = (BlockKind.CELL, BlockKind.TERM)
MAX_SENTENCE = 2_000


class PageRun:
    """The state of reading one page."""

    def __init__(self, reader: PageReader, page: Page, reading: Reading, explain: bool = False) -> None:
        self.reader, self.page = reader, page
        self.reading = reading
        self.state = PageState(reader, page)
        self.teller = Teller(self.state) if explain else None
        self.focus, self.frame = self.state.focus, self.state.frame
        self.layout = LaidOut(self.state)
        self.passages = PassageReader(page)
        self.before_list: tuple[tuple[Subject, ...], tuple[Subject, ...]] | None = None
        self.sources_level: int | None = None
        self.own_words: list[Span] = []  # what the page says itself, not the sources that it lists
        self.states: dict[int, tuple[tuple[Subject, ...], tuple[Subject, ...]]] = {}

    def run(self) -> None:
        """Fill the reading with everything that the page says."""
        if self.page.meta.title and not any(block.kind is BlockKind.TITLE for block in self.page.blocks):
            self._title(self.page.meta.title)
        for index, block in enumerate(self.page.blocks):
            if block.kind in _HEADINGS:
                self._heading(block)
            else:
                self._body(index, block)
            if self.sources_level is None:
                self.own_words.append(block.span)
        self.reading.signals.extend(self.reader.lead_ins.signals(self.page))
        self.reading.signals.extend(self.passages.finish())
        self.reading.signals.extend(self.reader.near_names.signals(self.page, self.own_words, self.state.mentions))
        self.reading.signals.extend(self.reader.enumerations.signals(self.page))

    # Headings

    def _title(self, title: str) -> None:
        """Take note of a title that only the metadata gives, by reading it as a text of its own."""
        apart = PageState(self.reader, replace(self.page, prose=title, blocks=()))
        tagged = apart.tag(Span(0, len(title)))
        named = self.reader.subjects.headed(tagged, title)
        self.focus.title = tuple(one._replace(reason="named in the title", confidence=0.75) for one in named)
        self.frame.title = self.reader.scopes.stated(tagged)

    def _heading(self, block: Block) -> None:
        self.passages.end()
        tagged = self.state.tag(block.span)
        title = " ".join(self.page.prose[block.start : block.end].split())
        level = 0 if block.kind is BlockKind.TITLE else max(1, block.level)
        self.state.open_heading(level, title)
        if self.sources_level is None or level <= self.sources_level:
            words = f" {' '.join(split_words(title))} "
            sources = self.reader.compiled.language.source_headings
            self.sources_level = level if any(f" {name} " in words for name in sources) else None
        self._note(tagged, title)
        subjects = self.reader.subjects.headed(tagged, self.page.prose)
        self.focus.open_heading(level, subjects)
        self.frame.open_heading(level, self.reader.scopes.stated(tagged))
        label = self.reader.lists.label(tagged)
        facts = self._brands(tagged, title)
        self.reading.facts.extend(facts)
        topic = self.focus.topic
        self.layout.section_label = self.layout.list_label(label, tagged, [], topic, SECTION) if label else None
        if self.teller:
            self.reading.explained.append(self.teller.passed(tagged, HEADING, facts))

    def _brands(self, tagged: Tagged, words: str) -> list[Fact]:
        """Product names that a heading gives beside their own thing."""
        setting = Setting(self.page, tagged, (), self.frame, self.state.section, words)
        readers = self.reader.compiled.readers
        return [
            fact
            for match in self.state.roles(tagged).matches
            if readers[match.pattern.attribute].brand_text
            for fact in self.reader.claims.facts(match, self.state.subjects_of(match, tagged), setting)
        ]

    # Bodies

    def _body(self, index: int, block: Block) -> None:
        lead = block.lead
        if lead is not None and lead in self.states:
            self.focus.recent, self.focus.together = self.states[lead]
        self.frame.lead = self.reader.scopes.stated(self.state.leads[lead]) if lead in self.state.leads else {}
        self.frame.lead_name = IN_LIST
        if block.kind is BlockKind.ITEM and lead is None:
            # The items of a list do not speak of each other's subjects.
            self.before_list = self.before_list or self.focus.state()
            self.focus.recent, self.focus.together = self.before_list
        elif block.kind is not BlockKind.ITEM:
            self.before_list = None
        spans = self._sentences(block)
        before = next(self.focus.candidates(), None)
        about = before.concept if before is not None else None
        for number, span in enumerate(spans):
            self.focus.sentence += 1
            first = number == 0 or self.page.prose[span.start - 1] == "\n"
            self._sentence(index, block, span, first=first, last=number == len(spans) - 1)
            if number == 0:
                about = subject_of(self.focus, before)
        if self.sources_level is None:
            self.passages.block(block, spans, self.state.section, about)
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
        bare = not self.state.marks.any_in(span) and self.layout.section_label is None and block.lead is None
        goes_on = bare and self._goes_on(span)
        if bare and block.kind not in _LABELS and not leads and not goes_on:
            self._pass(span, BARE)
            return
        tagged = self.state.tag(span)
        if last:
            self.state.leads[index] = tagged
        if block.kind is BlockKind.CELL and first:
            self.layout.cells[index] = tagged
            self.layout.enter_row(block)
        if first:
            tagged = self.reader.fragments.completed(block, tagged, self.state.tag)
        words = " ".join(self.page.prose[span.start : span.end].split())
        self._note(tagged, words)
        if self.sources_level is not None:
            self._pass(span, SOURCES)
            return
        if self._has_marks(tagged) or self.layout.section_label or block.lead is not None or leads or goes_on:
            self._claims(index, block, tagged, words, first, last)
        else:
            self._pass(span, BARE)
        self.state.before = tagged.keys
        named = self.reader.subjects.unless_said_of(
            self.focus.recent, self.reader.subjects.named(tagged, self.page.prose)
        )
        if named:
            begins = first and block.kind is BlockKind.PARAGRAPH and self.reader.fragments.begins_with_subject(tagged)
            together = self.reader.subjects.together(tagged, self.page.prose)
            self.focus.name(named, together, begins, keeps=self._is_about_pronoun(tagged))

    def _pass(self, span: Span, why: str) -> None:
        if self.teller:
            self.reading.explained.append(self.teller.passed(self.state.tag(span), why))

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
        roles = self.state.roles(tagged)
        governed = self.reader.cues.cues(tagged, self.page.prose)
        setting = Setting(self.page, tagged, governed, self.frame, self.state.section, words)
        tried = [self._tried(match, roles, setting) for match in roles.matches]
        facts = [fact for one in tried for fact in one.facts]
        if first:
            completed = list(self._completing(block, setting))
            facts = [fact for fact in facts if not any(_is_reread(fact, other) for other in completed)]
            facts.extend(completed)
            own = tuple(facts)
            facts.extend(each for each in self.layout.facts(block, tagged, setting) if self._is_meant(each, own))
        if last:
            label = self.reader.lists.label(tagged)
            topic = self.focus.topic
            named = self.layout.list_label(label, tagged, governed, topic, LEAD_IN) if label else None
            self.layout.list_labels[index] = named
        ordered = _once_each(facts)
        self.reading.facts.extend(self.reader.products.of_concepts(ordered))
        self.reading.signals.extend(self.reader.ageing.signals(setting, ordered))
        self.reading.signals.extend(self.reader.products.signals(setting))
        orphans = [one.match for one in tried if not one.subjects]
        why = self._count(tagged, words, roles, ordered, orphans)
        if self.teller:
            self.reading.explained.append(self.teller.read(setting, roles, tried, ordered, why or ""))

    def _is_meant(self, fact: Fact, own: Sequence[Fact]) -> bool:
        """Whether a label such as "how long" means its attribute.

        It does not where the words beside the value say which they mean, nor of hours where days are meant; what is
        too long is a slip to report.
        """
        if fact.value.low is None and fact.value.high is None:
            return True
        low = self.reader.compiled.domain.attributes[fact.attribute].minimum
        too_small = low is not None and fact.value.high is not None and fact.value.high < low
        return not too_small and not any(_is_reread(fact, other) for other in own)

    def _tried(self, match: Match, roles: Roles, setting: Setting) -> Tried:
        """What a winner gives, with what is said again in brackets and of a case whose verb is left out."""
        tagged, claims, language = setting.tagged, self.reader.claims, self.reader.compiled.language
        found = (self.state.subjects_of(one, tagged) for one in (match, *roles.wider(match)))
        subjects = next(filter(None, found), [])
        facts = list(claims.facts(match, subjects, setting))
        for again in in_brackets(match, tagged, language):
            facts.extend(claims.facts(again, subjects, replace(setting, by=AGAIN)))
        for other in elided(match, tagged, roles, language, self.reader.scopes.dimension):
            facts.extend(claims.facts(other, subjects, replace(setting, by=ELIDED)))
        return Tried(match, subjects, facts)

    def _completing(self, block: Block, setting: Setting) -> Iterator[Fact]:
        """What an item says as the end of its lead-in's sentence: "Treatment may include: chemotherapy"."""
        lead = self.state.leads.get(block.lead) if block.lead is not None and block.kind is BlockKind.ITEM else None
        if lead is None or lead.tokens[lead.main - 1].word != ":":
            return
        head, tagged = lead.tokens[: lead.main - 1], setting.tagged
        whole = Tagged(tagged.span, (*head, *tagged.tokens), len(head) + tagged.main)
        governed = self.reader.cues.cues(whole, self.page.prose)
        setting = replace(setting, tagged=whole, governed=governed, since=len(head), by=BY_LEAD)
        for match in self.state.roles(whole).matches:
            if match.first < len(head) <= max(match.value, match.subject):
                yield from self.reader.claims.facts(match, self.state.subjects_of(match, whole), setting)

    # What was seen, read, and not read

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
            self.reading.sightings.append(
                Sighting(self.page.doc, place, mention.concept, text, words, self.state.section)
            )
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
            self.reading.unread.append(
                Unread(self.page.doc, place, self.state.section, subject, words, why, tagged.span)
            )
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
