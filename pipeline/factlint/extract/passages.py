"""Passages: what a page says in two sentences or more, kept whole so that copies of it can be found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from factlint.extract.facts import Signal
from factlint.pages import BlockKind
from factlint.spans import Span

if TYPE_CHECKING:
    from factlint.extract.focus import Focus, Subject
    from factlint.pages import Block, Page

KIND: Final = "passage"
FEWEST_SENTENCES: Final = 2
LONGEST: Final = 4_000  # characters; a longer run goes on as another passage

_RUNNING: Final = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.DETAIL)
_WORD: Final = re.compile(r"[^\W\d_]+")
_CLOSED: Final = re.compile(r"[.!?:;][\"'”’»)\]]*+\Z")
_FEWEST_WORDS: Final = 5
_NAMES: Final = 0.5  # a line with more capitals than this is one of names


class PassageReader:
    """Collects the passages of one page while its blocks are read in order.

    A paragraph of several sentences is one passage. Paragraphs and items of one sentence each are joined with
    those that follow in the same section. What is no running text (names, labels, headings, cells) ends a run.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self._signals: list[Signal] = []
        self._run: list[Span] = []
        self._subject: str | None = None
        self._section = ""
        self._goes_on = False  # whether what comes next stands right after the last passage, in its section

    def block(self, block: Block, sentences: Sequence[Span], section: str, subject: str | None) -> None:
        """Take note of a block: its sentences, the section that it stands in, and whom it is about."""
        prose = self._page.prose
        running = [span for span in sentences if _is_running(prose[span.start : span.end], block.kind)]
        whole = block.kind in _RUNNING and len(running) == len(sentences) > 0
        alone = len(running) >= FEWEST_SENTENCES
        if (
            (alone and len(self._run) >= FEWEST_SENTENCES)
            or not whole
            or section != self._section
            or self._length(sentences) > LONGEST
        ):
            self.end()
        self._goes_on = self._goes_on and whole and section == self._section
        if not (whole or (alone and block.kind in _RUNNING)):
            return
        if not self._run:
            self._section, self._subject = section, subject
        for span in running:
            if self._length([span]) > LONGEST:
                self.end()
                self._section, self._subject = section, subject
            self._run.append(span)
        if alone:
            self.end()

    def end(self) -> None:
        """What comes next is another passage."""
        run, self._run = self._run, []
        if self._goes_on and 0 < len(run) < FEWEST_SENTENCES:
            self._append(run)
        if len(run) < FEWEST_SENTENCES:
            return
        self._goes_on = True
        span = Span(run[0].start, run[-1].end)
        texts = (" ".join(self._page.prose[one.start : one.end].split()) for one in run)
        place = self._page.places.of(span)
        self._signals.append(Signal(self._page.doc, place, span, KIND, self._subject, "\n".join(texts), self._section))

    def _append(self, run: Sequence[Span]) -> None:
        """A last sentence of its own goes with the passage before it."""
        last = self._signals.pop()
        span = Span(last.span.start, run[-1].end)
        text = " ".join(self._page.prose[run[0].start : run[-1].end].split())
        self._signals.append(last._replace(span=span, place=self._page.places.of(span), text=f"{last.text}\n{text}"))
        self._goes_on = False

    def finish(self) -> list[Signal]:
        """The passages: one sentence to a line, the concept they are about, the section as detail."""
        self.end()
        return self._signals

    def _length(self, more: Sequence[Span]) -> int:
        spans = [*self._run, *more]
        return spans[-1].end - spans[0].start if spans else 0


def subject_of(focus: Focus, before: Subject | None) -> str | None:
    """Whom a passage is about once its first sentence is read: the subject it begins with, else the one in focus."""
    first = focus.recent[0] if focus.recent else None
    if first is not None and first.leads and focus.named_at.get(first.concept) == focus.sentence:
        return first.concept
    return before.concept if before is not None else None


def _is_running(text: str, kind: BlockKind) -> bool:
    words = _WORD.findall(text)
    capitals = sum(word[0].isupper() for word in words)
    # An item of a list often has no full stop.
    closed = kind is BlockKind.ITEM or bool(_CLOSED.search(text))
    return len(words) >= _FEWEST_WORDS and capitals <= _NAMES * len(words) and closed
