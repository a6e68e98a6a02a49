"""One finding for a colleague who has never seen this program: both sides with their pages, in plain words."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import quote

from factlint.render.cells import one_line, records
from factlint.render.text import CLOSE, OPEN, marked, shortened

if TYPE_CHECKING:
    from factlint.render.story import Told
    from factlint.stories import Teller

_SUBJECT: Final = 180
_WEB: Final = re.compile(r"https?://[^\s/?#@]+(?:[/?#]\S*)?", re.IGNORECASE)
_KEPT: Final = ":/?#[]@!$&*+,;=%~-._"
_DIRECTIONS: Final = {
    "review this page": "Please look at number 1 first.",
    "review the others": "Please look at the other statements first, not at number 1.",
    "check both": "Nothing says which of them is right: please check each.",
    "tell the publisher": "The page of number 1 is not ours to change: please tell its publisher.",
}
_SURE: Final = ((0.9, "very sure"), (0.75, "sure"), (0.5, "fairly sure"), (0.0, "not very sure"))
_OTHERS: Final = re.compile(r"\bother pages?\b")


class Page(NamedTuple):
    """A page as readers know it; nothing of where its file lies.

    Attributes:
        name: its title, or else its address, or else the name of its file.
        publisher: "" where it is not known.
        url: of the public page, fit for a link; "" where there is none.
    """

    name: str
    publisher: str
    url: str

    @property
    def told(self) -> str:
        """Title and publisher."""
        return f"“{self.name}”" + (f" ({self.publisher})" if self.publisher else "")


class Said(NamedTuple):
    """One side.

    Attributes:
        page: where.
        dated: the day the page vouches for it, ISO; "" for none.
        section: the headings it stands under.
        before: what stands before the words in their sentence.
        words: those that say it.
        after: what follows them.
        says: what was understood.
        case: of which case it speaks.
    """

    page: Page
    dated: str
    section: str
    before: str
    words: str
    after: str
    says: str
    case: str


class Letter(NamedTuple):
    """What a colleague is told.

    Attributes:
        subject: what is the matter, in one line.
        opening: what this is about.
        sides: in the order of their numbers.
        more: how many places are left out, in words; "" for none.
        direction: where to look first; "" where nobody is asked to.
        because: why there.
        ends: what would end it, one way in each.
        sure: how sure the program is.
        footer: by what name the sender knows it.
    """

    subject: str
    opening: str
    sides: tuple[Said, ...]
    more: str
    direction: str
    because: str
    ends: tuple[str, ...]
    sure: str
    footer: str


def letter(told: Told) -> Letter:
    """The story of a finding as a letter; every text on one line and free of what a terminal obeys."""
    story, names = told.story, _Names(told)
    alone = len({each.doc for each in story.tellers}) == 1
    return Letter(
        subject=shortened(names.told(story.message), _SUBJECT),
        opening=_opening(len(story.tellers), alone),
        sides=tuple(_said(each, names) for each in story.tellers),
        more=f"and {story.left_out:,} more places" if story.left_out else "",
        direction=_direction(story.direction, len(story.tellers)),
        because="" if alone else names.told(story.because),
        ends=tuple(names.told(line) for line in story.mend if not (alone and _OTHERS.search(line))),
        sure=_sure(story.confidence, story.compared),
        footer=f"Found by factlint on {told.result.as_of}: {story.code} {story.name}, {story.fingerprint}",
    )


class _Names:
    """Pages by the names that readers know them by."""

    def __init__(self, told: Told) -> None:
        columns = ["doc", "title", "url", "publisher"]
        pages = {row["doc"]: row for row in records(told.result.documents[columns])}
        self.sections = dict(zip(told.result.facts["fact_id"], told.result.facts["section"], strict=True))
        docs = {*pages, *(each.doc for each in told.story.tellers)}
        text = "\n".join(
            [told.story.message, told.story.because, *told.story.mend, *(t.says for t in told.story.tellers)]
        )
        self._pages = {doc: _page(doc, pages.get(doc, {})) for doc in docs}
        named = sorted((doc for doc in docs if doc in text), key=lambda doc: (-len(doc), doc))
        words = "|".join(map(re.escape, named))
        self._named = re.compile(rf"(?<![\w/.-])({words})(?::\d+){{0,2}}(?![\w/])") if named else None

    def page(self, doc: str) -> Page:
        return self._pages[doc]

    def told(self, text: str) -> str:
        """A text in which pages go by the names of their files, with the names that readers know."""
        plain = text if self._named is None else self._named.sub(lambda found: self._pages[found[1]].told, text)
        return one_line(plain)


def _page(doc: str, row: Mapping[str, Any]) -> Page:
    url = one_line(row.get("url") or "")
    link = quote(url, safe=_KEPT) if _WEB.fullmatch(url) else ""
    name = one_line(row.get("title") or "") or link or one_line(posixpath.basename(doc))
    return Page(shortened(name, _SUBJECT), shortened(one_line(row.get("publisher") or ""), _SUBJECT), link)


def _said(teller: Teller, names: _Names) -> Said:
    before, _, rest = marked(teller.sentence, teller.quote).partition(OPEN)
    words, _, after = rest.partition(CLOSE)
    limits = [f"{name}: {value}" for name, value, _ in teller.scope]
    return Said(
        page=names.page(teller.doc),
        dated=teller.as_of,
        section=shortened(one_line(names.sections.get(teller.fact_id, "")), _SUBJECT),
        before=before,
        words=words,
        after=after,
        says=names.told(teller.says or teller.value),
        case=one_line("; ".join(limits)),
    )


def _opening(sides: int, alone: bool) -> str:
    if sides < 2:
        return "Please have a look at one passage:"
    if alone:
        return "One page says things that do not fit together:"
    return "Pages say things that do not fit together:"


def _direction(direction: str, sides: int) -> str:
    if sides < 2 and direction == "review this page":
        return "Please check it."
    return _DIRECTIONS.get(direction, direction)


def _sure(confidence: float, compared: tuple[str, ...]) -> str:
    words = next(words for least, words in _SURE if confidence >= least)
    why = next(_reasons(compared), "")
    return f"{words} ({round(100 * confidence)} of 100)" + (f": {why}" if why else "")


def _reasons(compared: tuple[str, ...]) -> Iterator[str]:
    for line in compared:
        if line.startswith("sure to "):
            yield one_line(line.partition(": ")[2])
