"""Claims that the layout of a page makes: its lists, tables and labels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from factlint.extract.claims import Setting
from factlint.extract.context import Governed, carried
from factlint.extract.doubt import BY_LABEL, BY_LIST, BY_SECTION
from factlint.extract.facts import Fact
from factlint.extract.focus import IN_PHRASE, IN_SENTENCE, Subject
from factlint.extract.lists import ListLabel
from factlint.extract.matching import Match
from factlint.extract.page_state import PageState
from factlint.extract.scope import BESIDE_LABEL, IN_TABLE
from factlint.extract.tokens import Tagged
from factlint.pages import Block, BlockKind

LABEL_REACH = 10
LEAD_IN = "the lead-in"
SECTION = "the heading"
_NAMED_IN = {LEAD_IN: 0.9, SECTION: 0.8}
_SAME = (IN_PHRASE, IN_SENTENCE)
Row = tuple[int | None, int | None]


class LaidOut:
    """The lists, tables and labels of one page, as far as it has been read.

    Attributes:
        section_label: what the paragraphs below the open heading are values of.
        list_labels: by block, what the items that hang from it are values of.
    """

    def __init__(self, state: PageState) -> None:
        self.state, self.reader = state, state.reader
        self.section_label: ListLabel | None = None
        self.list_labels: dict[int, ListLabel | None] = {}
        self.cells: dict[int, Tagged] = {}
        self.rows: dict[Row, dict[str, str]] = {}
        self.cells_of_row: dict[Row, list[Block]] = defaultdict(list)
        for block in state.page.blocks:
            if block.kind is BlockKind.CELL:
                self.cells_of_row[block.table, block.row].append(block)

    def facts(self, block: Block, tagged: Tagged, setting: Setting) -> Iterator[Fact]:
        """What a sentence says by where it stands."""
        if block.kind is BlockKind.CELL:
            yield from self._in_table(block, tagged, setting)
        elif block.kind is BlockKind.DETAIL and block.lead in self.state.leads:
            yield from self._labelled(self.state.leads[block.lead], tagged, setting)
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
            governed = self.reader.cues.cues(rest, self.state.page.prose)
            yield from self._labelled(head, rest, replace(setting, tagged=rest, governed=governed))

    def _in_list(self, block: Block, tagged: Tagged, setting: Setting) -> Iterator[Fact]:
        item = block.kind is BlockKind.ITEM
        label = self.list_labels.get(block.lead) if block.lead is not None else None
        by = BY_LIST if label else BY_SECTION
        label = label or self.section_label
        if label is None:
            return
        match = self.reader.lists.item(label, tagged, run_in=not item)
        if match:
            governed = [*setting.governed, *carried(label.match, label.governed, tagged)]
            yield from self.reader.claims.facts(match, label.subjects, replace(setting, governed=governed, by=by))

    def _in_table(self, block: Block, tagged: Tagged, setting: Setting) -> Iterator[Fact]:
        # A row that names a subject is read by its column's label; any other row by its own.
        row = self.cells.get(block.row_head) if block.row_head is not None else None
        column = self.cells.get(block.column_head) if block.column_head is not None else None
        worded = row is not None and any(token.tag is None and token.word.isalpha() for token in row.tokens)
        head = row if row and worded and not self.reader.subjects.named(row, self.state.page.prose) else column
        if head:
            yield from self._labelled(head, tagged, setting)

    def enter_row(self, block: Block) -> None:
        """Put what a cell's row, or else its column, is about in focus, and take what limits the row from all of it."""
        self.state.frame.lead, self.state.frame.lead_name = self._row_scope(block), IN_TABLE
        for head in (block.row_head, block.column_head):
            if head in self.cells:
                named = self.reader.subjects.named(self.cells[head], self.state.page.prose)
                if named:
                    in_table = [s._replace(reason="named in the table", confidence=0.9) for s in named]
                    self.state.focus.name(in_table, (), begins=False)
                    return

    def _row_scope(self, block: Block) -> dict[str, str]:
        key = (block.table, block.row)
        if key not in self.rows:
            whole = [token for cell in self.cells_of_row[key] for token in self.state.tag(cell.span).tokens]
            self.rows[key] = self.reader.scopes.stated(Tagged(block.span, tuple(whole), len(whole)))
        return dict(self.rows[key])

    def _labelled(self, head: Tagged, tagged: Tagged, setting: Setting) -> Iterator[Fact]:
        """Facts of a value that stands under or beside the label ``head``, which may name its subject and scope."""
        found = self.reader.subjects.named(head, self.state.page.prose)
        named = [subject._replace(reason="named in the label", confidence=0.9) for subject in found]
        lead = {**self.state.frame.lead, **self.reader.scopes.stated(head)}
        name = IN_TABLE if self.state.frame.lead_name == IN_TABLE else BESIDE_LABEL
        setting = replace(setting, by=BY_LABEL, frame=replace(self.state.frame, lead=lead, lead_name=name))
        for label in self.reader.labels.labels(head):
            kinds = frozenset(self.reader.compiled.domain.attributes[label.pattern.attribute].of)
            subjects = self._first([*named, *self.state.focus.candidates()], kinds)
            for match in self.reader.labels.values(label, tagged):
                yield from self.reader.claims.facts(match, subjects, setting)

    def list_label(
        self, label: Match, tagged: Tagged, governed: Sequence[Governed], topic: Sequence[Subject], where: str
    ) -> ListLabel | None:
        """What the items below a lead-in or a heading (``where``) are values of; None where that cannot be told."""
        kinds = frozenset(self.reader.compiled.domain.attributes[label.pattern.attribute].of)
        named = self.state.subjects_of(label, tagged) if label.subject >= 0 or not topic else []
        named = [
            one._replace(reason=f"named in {where}", confidence=_NAMED_IN[where]) if one.reason in _SAME else one
            for one in named
        ]
        subjects = named or self._first([*topic, *self.state.focus.candidates()], kinds)
        return ListLabel(label, tuple(subjects), tuple(governed)) if subjects else None

    def _first(self, subjects: Iterable[Subject], kinds: frozenset[str]) -> list[Subject]:
        """The first of ``subjects`` that an attribute of these ``kinds`` can be of."""
        concepts = self.reader.compiled.domain.concepts
        fitting = (one for one in subjects if not kinds.isdisjoint(concepts[one.concept].kinds))
        return [self.state.focus.aged(one) for one in islice(fitting, 1)]
