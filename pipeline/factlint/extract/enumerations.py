"""Numbers of things that a sentence announces and then lists, where it is certain what is listed.

"There are 3 drugs: a retinoid and 2 antibodies" announces 3 and lists 1 + 2. Whatever leaves a doubt (an "or", a word
such as "including", things of different form, a sentence after it that goes on) makes no signal at all.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from factlint.extract.facts import Signal
from factlint.extract.sentences import split_sentences
from factlint.pages import BlockKind
from factlint.spans import Span
from factlint.values import ValueKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factlint.domain.language import Language
    from factlint.extract.quantities import QuantityReader
    from factlint.pages import Block, Page

KIND: Final = "count"
FEWEST, MOST = 2, 12  # things announced: longer lists are rarely counted by who writes them
LONGEST: Final = 400  # characters of a sentence
MOST_WORDS: Final = 6  # of one thing in a list
_NOUN_REACH: Final = 4
_AFTER_REACH: Final = 7
_NEXT: Final = 120  # characters after a list that may go on with it

_WORD: Final = re.compile(r"[^\W_]+(?:[-'’./][^\W_]+)*|&|\+|/")
_NUMBER: Final = re.compile(r"\d")
_BRACKETS: Final = re.compile(r"\([^()\[\]]*\)")
_ANY_BRACKET: Final = re.compile(r"[()\[\]{}]")
_COLON: Final = re.compile(r":\s")
_PLURAL: Final = re.compile(r"[^\W\d_]{2,}(?<![siu])s", re.IGNORECASE)
_MARKS: Final = re.compile(r"[:;?!\"“”•|…]|--|[–—]| - |\n\s*[-*•]")
_TEXT: Final = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.DETAIL)


class _Announced(NamedTuple):
    """A number of things, and where the sentence that announces it begins."""

    number: int
    start: int


class EnumerationReader:
    """Finds announced numbers with what is listed after them."""

    def __init__(self, language: Language, quantities: QuantityReader) -> None:
        words = language.words["enumerations"]
        self._not_announcing = frozenset(words.get("not_announcing", ()))
        self._after = frozenset(words.get("after", ()))
        self._open = frozenset(words.get("open", ()))
        self._goes_on = frozenset(words.get("goes_on", ()))
        self._articles = frozenset(language.articles)
        self._indefinite = frozenset(language.indefinite)
        self._joint = re.compile(
            rf",?\s+(?:{'|'.join(map(re.escape, sorted(language.conjunctions - self._open)))})\s+", re.IGNORECASE
        )
        self._abbreviations = frozenset(language.words["abbreviations"])
        self._quantities = quantities

    def signals(self, page: Page) -> Iterator[Signal]:
        """A signal of kind "count" for each; its detail is ``4: 1 + 2``, or ``3: 4 items`` of a list with marks."""
        for index, block in enumerate(page.blocks):
            text = page.prose[block.start : block.end]
            if block.kind not in _TEXT or ":" not in text or not block.end - block.start:
                continue
            if text.rstrip().endswith(":"):
                yield from self._of_list(page, index, block)
            elif _COLON.search(text):
                yield from self._of_sentences(page, block)

    # In one sentence

    def _of_sentences(self, page: Page, block: Block) -> Iterator[Signal]:
        spans = split_sentences(page.prose, block.start, block.end, self._abbreviations)
        for number, span in enumerate(spans):
            text = page.prose[span.start : span.end]
            lead, colon, listed = text.partition(":")
            if not colon or len(text) > LONGEST or not text.endswith("."):
                continue
            announced = self._announced(lead)
            after = [page.prose[each.start : each.end] for each in spans[number + 1 :]]
            if announced is None or self._continues(after):
                continue
            parts = self._parts(listed[:-1])
            if parts:
                detail = f"{announced}: {' + '.join(map(str, parts))}"
                yield self._signal(page, span, detail)

    def _continues(self, after: Sequence[str]) -> bool:
        """Whether the rest of the paragraph may add to the list."""
        return any(word.lower() in self._goes_on for text in after for word in _WORD.findall(text))

    def _announced(self, lead: str) -> int | None:
        """How many things a lead-in announces; None where that is not certain."""
        if _ANY_BRACKET.search(_BRACKETS.sub(" ", lead)) or _MARKS.search(lead):
            return None
        found = self._quantities.find(lead)
        if len(found) != 1 or found[0].value.kind is not ValueKind.COUNT or found[0].value.approx:
            return None
        value, core = found[0].value, lead[found[0].core_start : found[0].core_end]
        rest = lead[: found[0].start] + " " + lead[found[0].end :]
        if value.low is None or value.low != value.high or not FEWEST <= value.low <= MOST or _NUMBER.search(rest):
            return None
        whole = found[0].start == found[0].core_start and value.low == int(value.low) and core.strip()
        return int(value.low) if whole and self._names(lead[: found[0].start], lead[found[0].end :]) else None

    def _names(self, before: str, behind: str) -> bool:
        """Whether the number is of a plural noun that little stands between and the colon."""
        earlier = [word.lower() for word in _WORD.findall(before)]
        words = _WORD.findall(behind)
        if not self._not_announcing.isdisjoint([*earlier, *(word.lower() for word in words)]):
            return False
        if "," in behind or "," in before[-2:]:
            return False
        noun = next((n for n, word in enumerate(words[:_NOUN_REACH]) if _PLURAL.fullmatch(word)), None)
        if noun is None or len(words) - noun > _AFTER_REACH:
            return False
        following = [word.lower() for word in words[noun + 1 :]]
        return not following or following[0] in self._after

    def _parts(self, listed: str) -> list[int]:
        """How many things each part of a list is; empty where that is not certain."""
        text = _BRACKETS.sub(" ", listed)
        if _ANY_BRACKET.search(text) or _MARKS.search(text):
            return []
        joints = list(self._joint.finditer(text))
        if len(joints) != 1:
            return []
        first, last = text[: joints[0].start()], text[joints[0].end() :]
        if "," in last:
            return []
        parts = [" ".join(part.split()) for part in (*first.split(","), last)]
        forms = [self._form(part) for part in parts]
        kinds = {kind for kind, _ in forms}
        certain = "" not in kinds and (len(kinds) == 1 or kinds == {"one", "group"})
        return [number for _, number in forms] if certain else []

    def _form(self, part: str) -> tuple[str, int]:
        """The form of one part, and how many things it is; "" where that is not certain."""
        words = _WORD.findall(part)
        lowered = [word.lower() for word in words]
        if not words or len(words) > MOST_WORDS or not self._open.isdisjoint(lowered):
            return "", 0
        if lowered[0] in self._indefinite:
            return ("one", 1) if len(words) > 1 and not self._counts(part) else ("", 0)
        if lowered[0] in self._articles:
            return ("named", 1) if len(words) > 1 and not self._counts(part) else ("", 0)
        counts = self._counts(part)
        if not counts:
            return ("", 0) if any(word.isdigit() for word in words) else ("bare", 1)
        if (
            len(counts) > 1
            or counts[0] < 1
            or (not any(_PLURAL.fullmatch(word) for word in words[1:]) and counts[0] != 1)
        ):
            return "", 0
        return "group", counts[0]

    def _counts(self, part: str) -> list[int]:
        """The numbers in a part; one that is no whole count of what begins it makes -1."""
        found = self._quantities.find(part)
        counts = []
        for each in found:
            whole = each.value.kind is ValueKind.COUNT and each.value.low == each.value.high and not each.value.approx
            fits = whole and each.start == 0 and each.value.low is not None and each.value.low <= MOST
            counts.append(int(each.value.low) if fits and each.value.low is not None else -1)
        return counts

    # In a list with marks

    def _of_list(self, page: Page, index: int, block: Block) -> Iterator[Signal]:
        spans = split_sentences(page.prose, block.start, block.end, self._abbreviations)
        if not spans:
            return
        span = spans[-1]
        lead = page.prose[span.start : span.end].rstrip()[:-1]
        announced = self._announced(lead) if len(lead) <= LONGEST else None
        items = [n for n, each in enumerate(page.blocks) if each.kind is BlockKind.ITEM and each.lead == index]
        if announced is None or len(items) < FEWEST or not self._whole_list(page, index, items):
            return
        if len(items) > announced and not self._plain_list(page, items, announced):
            return
        yield self._signal(page, span, f"{announced}: {len(items)} items")

    def _whole_list(self, page: Page, index: int, items: Sequence[int]) -> bool:
        """Whether the items follow their lead-in at once, are of one level, and no further list follows them."""
        blocks = page.blocks
        level = blocks[items[0]].level
        within = range(items[0], items[-1] + 1)
        if items[0] != index + 1 or any(blocks[n].kind is not BlockKind.ITEM for n in within):
            return False
        if any(blocks[n].level != level for n in items):
            return False
        texts = [page.prose[blocks[n].start : blocks[n].end] for n in items]
        if any(not text.strip() or not self._goes_on.isdisjoint(text.lower().split()[:2]) for text in texts):
            return False
        rest = blocks[items[-1] + 1 : items[-1] + 3]
        if any(each.kind is BlockKind.ITEM for each in rest):
            return False
        return not self._continues([page.prose[each.start : each.start + _NEXT] for each in rest[:1]])

    def _plain_list(self, page: Page, items: Sequence[int], announced: int) -> bool:
        """Whether a list with more items than were announced is sure to be one, and not two that lost their levels.

        Items of an inner list often stand among the outer ones in plain text; names alone are told from that.
        """
        texts = [page.prose[page.blocks[n].start : page.blocks[n].end].strip() for n in items]
        words = [_WORD.findall(text.lower()) for text in texts]
        short = all(len(each) <= MOST_WORDS for each in words)
        plain = short and not any(_MARKS.search(text) or _ANY_BRACKET.search(text) for text in texts)
        return plain and len(items) <= 2 * announced and all(self._open.isdisjoint(each) for each in words)

    def _signal(self, page: Page, span: Span, detail: str) -> Signal:
        text = " ".join(page.text[span.start : span.end].split())
        return Signal(page.doc, page.places.of(span), span, KIND, None, text, detail)
