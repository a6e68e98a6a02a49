"""Lead-ins that promise a list which does not follow."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factlint.domain.language import Language
from factlint.extract.facts import Signal
from factlint.pages import Block, BlockKind, Page
from factlint.spans import Span

_INLINE = re.compile(r"([^\W_]+):\s+([A-Z][^.!?:;•]{20,200}[.!?])")
_WORD = re.compile(r"[^\W_]+")
_HEADINGS = (BlockKind.TITLE, BlockKind.HEADING)
FINITE_REACH = 6


def _what(follower: Block | None) -> str:
    if follower is None:
        return "the end of the page"
    return "a heading"


class LeadInReader:
    """Finds lead-ins with nothing, or with a whole new sentence, after the colon.

    A paragraph after the lead-in may be a list that lost its marks, so it counts as the list.
    """

    def __init__(self, language: Language) -> None:
        self._words = language.lead_ins
        self._finite = language.finite
        self._little = language.inflector.fixed

    def signals(self, page: Page) -> Iterator[Signal]:
        """A signal of kind "lead-in" for each, with what follows as its detail."""
        level = 0
        for index, block in enumerate(page.blocks):
            if block.kind in _HEADINGS:
                # The sections of a page stand under its title, and are no list of a sentence before them.
                level = max(2, block.level) if block.kind is BlockKind.TITLE else block.level
            if block.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM):
                continue
            text = page.prose[block.start : block.end].rstrip()
            follower = page.blocks[index + 1] if index + 1 < len(page.blocks) else None
            if text.endswith(":") and self._dangles(text, follower, level):
                what = _what(follower)
                yield self._signal(page, block.start, block.start + len(text), f"followed by {what}")
            for match in _INLINE.finditer(text):
                lead = text[text.rfind(". ", 0, match.start()) + 1 : match.start()]
                if match.group(1).lower() in self._words and self._is_new(lead, match.group(2)):
                    start = text.rfind(". ", 0, match.start()) + 2 if ". " in text[: match.start()] else 0
                    end = block.start + match.start(2)
                    yield self._signal(page, block.start + start, end, "followed by a whole new sentence")

    def _is_lead_in(self, text: str) -> bool:
        last = text.rstrip(": ").replace("\n", " ").split(" ")[-4:]
        return any(word.lower().strip(",()") in self._words for word in last)

    def _dangles(self, text: str, follower: Block | None, level: int) -> bool:
        """Whether nothing that can be the list follows; headings of a deeper level can."""
        if follower is None and not self._is_lead_in(text):
            return False
        return follower is None or (follower.kind in _HEADINGS and follower.level <= level and not follower.guessed)

    def _is_new(self, lead: str, text: str) -> bool:
        """Whether ``text`` is a sentence of its own: it begins with a little word or takes up the lead-in's."""
        words = [match.group().lower() for match in _WORD.finditer(text)]
        taken_up = {match.group().lower() for match in _WORD.finditer(lead)} - self._little
        begins = bool(words) and (words[0] in self._little or words[0] in taken_up)
        return begins and "," not in text[:40] and not self._finite.isdisjoint(words[1:FINITE_REACH])

    @staticmethod
    def _signal(page: Page, start: int, end: int, detail: str) -> Signal:
        while end > start and page.prose[end - 1].isspace():
            end -= 1
        span = Span(start, end)
        text = " ".join(page.text[start:end].split())
        return Signal(page.doc, page.places.of(span), span, "lead-in", None, text, detail)
