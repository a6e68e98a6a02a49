"""What stands on a reviewer's sheet: a page's claims in its order, as many as there is room for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from factlint.claimdiff import ADDED, CHANGED, REMOVED, ClaimDiff
from factlint.render.addresses import address
from factlint.render.cells import one_line, records
from factlint.render.claimdiffs import claim_words
from factlint.render.overview import counted
from factlint.render.sheet.sides import Sides
from factlint.render.sheet.sources import Sources
from factlint.render.sheet.words import Piece, fact_words, head, pieces

if TYPE_CHECKING:
    from factlint.result import Result

# A4 with margins of 12 mm, text of 8.5 points; measured on pages that were printed, and on the careful side.
_LINE: Final = 3.8  # mm
_PADDING: Final = 2.0
_WIDE: Final = 115  # characters across the sheet
_WIDTHS: Final = {"said": 50, "source": 20, "others": 23}
_ROOM: Final = 2 * 273.0
_FIXED: Final = (
    105.0  # title and facts about the page, headings, signature, what a row leaves free at the end of a side
)
_MOST_TEXTS: Final = 4  # of each list besides the claims
_LONGEST: Final = 220  # characters of a sentence


class Change(NamedTuple):
    """What changed since the last review.

    Attributes:
        told: with what the page was compared, or why it could not be.
        diff: its claims, then and now; None where it was not compared.
    """

    told: str
    diff: ClaimDiff | None = None


class Claim(NamedTuple):
    """One claim of the page.

    Attributes:
        number: in page order.
        line: of the page's source.
        sentence: its parts, the words that carry the value marked; empty where the claim before is of the same one.
        words: what was read, as an editor would say it.
        source: what the page names for it.
        agree: pages that say the same.
        differ: pages that do not, and what they say.
        change: what became of it since the last review; "" for nothing.
    """

    number: int
    line: int
    sentence: tuple[Piece, ...]
    words: str
    source: str
    agree: str
    differ: str
    change: str

    @property
    def height(self) -> float:
        """How high its row is, about, in mm."""
        said = _lines("".join(piece.text for piece in self.sentence), _WIDTHS["said"]) + _lines(
            f"Read as: {self.words}. {self.change}", _WIDTHS["said"]
        )
        others = _lines(self.agree, _WIDTHS["others"]) + _lines(self.differ, _WIDTHS["others"])
        return max(said, others, _lines(self.source, _WIDTHS["source"])) * _LINE + _PADDING


class Review(NamedTuple):
    """The sheet.

    Attributes:
        doc: the page.
        title: its title, else its path.
        about: facts about the page: a label and a text each.
        address: where it is on the web; "" where that is not known.
        claims: those that there is room for.
        more: how many there is none for.
        change: with what the page was compared.
        gone: claims that it made at its last review and makes no more.
        notes: what else was found on it.
        unread: sentences that seem to make a claim and were not read.
        as_of: the day of the run.
        version: of the program.
    """

    doc: str
    title: str
    about: tuple[tuple[str, str], ...]
    address: str
    claims: tuple[Claim, ...]
    more: int
    change: str
    gone: tuple[str, ...]
    notes: tuple[str, ...]
    unread: tuple[str, ...]
    as_of: dt.date
    version: str


def review(doc: str, result: Result, change: Change) -> Review:
    """The sheet for a page.

    Args:
        doc: a page that ``result`` has read.
        result: a run over the project.
        change: what changed since its last review.
    """
    (page,) = records(result.documents[result.documents["doc"] == doc])
    claims = _claims(doc, result, change)
    gone = _bounded(claim_words(each, result.domains) for each in _changes(change, REMOVED))
    notes = _bounded(_notes(doc, result))
    unread = list(_unread(doc, result))
    room = _ROOM - _FIXED - _height([change.told, *gone, *notes])
    fitting = list(_fitting(claims, room - _height(_bounded(unread))))
    spare = room - sum(claim.height for claim in fitting)
    # Where all claims fit, what is left goes to the sentences that were not read, each of two lines at most.
    most = int(spare / (2 * _LINE + 1)) if len(fitting) == len(claims) else 0
    shown = _bounded(unread, max(most, _MOST_TEXTS))
    return Review(
        doc=one_line(doc),
        title=head(page["title"] or doc, 120),
        about=tuple(_about(page, result)),
        address=address(page["url"]),
        claims=tuple(fitting),
        more=len(claims) - len(fitting),
        change=change.told,
        gone=gone,
        notes=notes,
        unread=shown,
        as_of=result.as_of,
        version=result.version,
    )


def _about(page: Mapping[str, Any], result: Result) -> Iterator[tuple[str, str]]:
    due = result.due.get(page["doc"])
    sources = result.citations[result.citations["doc"] == page["doc"]]
    yield "Publisher", head(page["publisher"] or "not stated", 80)
    yield "Address", head(page["url"] or "not stated", 110)
    yield "File", head(page["doc"], 110)
    yield "Last review", page["reviewed"] or "no date on the page"
    yield "Next review", f"{due}{' (overdue)' if due < result.as_of else ''}" if due else "not known"
    yield "Owner", head(page["owner"] or page["reviewer"] or "not stated", 60)
    read = f"{page['read_sentences']:,} of {counted(page['claim_sentences'], 'claim sentence')}"
    yield "Read", f"{read}; {counted(len(sources), 'source')} listed"


def _claims(doc: str, result: Result, change: Change) -> list[Claim]:
    facts = records(result.facts[result.facts["doc"] == doc].sort_values(["line", "column", "fact_id"], kind="stable"))
    sides, sources, changes = Sides(doc, result), Sources(doc, result), _by_place(change, result)
    claims: list[Claim] = []
    before: tuple[Any, ...] = ()
    for key, same in _grouped(facts).items():
        row = same[0]
        here = (row["sentence"], row["section"])
        words = fact_words(same, result.domains)
        claims.append(
            Claim(
                number=len(claims) + 1,
                line=row["line"],
                sentence=() if here == before else pieces(row["sentence"], row["quote"], _LONGEST),
                words=words,
                source=sources.of(row["sentence"]),
                agree=sides.agreeing(same),
                differ=sides.differing(same),
                change=changes.get(key, ""),
            )
        )
        before = here
    return claims


def _grouped(facts: Iterable[dict[str, Any]]) -> dict[tuple[Any, ...], list[dict[str, Any]]]:
    """Facts that differ in nothing but their scope: people take them for one claim."""
    groups: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for fact in facts:
        groups.setdefault(_key(fact), []).append(fact)
    return groups


def _key(fact: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(fact[name] for name in ("line", "column", "subject", "attribute", "value", "modality"))


def _changes(change: Change, *kinds: str) -> Iterator[Any]:
    yield from (each for each in (change.diff.claims if change.diff else ()) if each.change in kinds)


def _by_place(change: Change, result: Result) -> dict[tuple[Any, ...], str]:
    """What became of the claims that stand there now."""
    told: dict[tuple[Any, ...], str] = {}
    for each in _changes(change, ADDED, CHANGED):
        words = f"Changed: {claim_words(each, result.domains)}." if each.before else "New since the last review."
        for one in each.after:
            told[_key(one._asdict())] = head(words, _LONGEST)
    return told


def _notes(doc: str, result: Result) -> Iterator[str]:
    """Findings of the page that are about no claim of it."""
    of_page = result.evidence[result.evidence["doc"] == doc]
    about_claims = set(of_page.loc[of_page["fact_id"].notna(), "fingerprint"])
    here = set(of_page["fingerprint"]) | set(result.findings.loc[result.findings["doc"] == doc, "fingerprint"])
    for row in records(result.findings):
        if row["fingerprint"] in here - about_claims:
            yield f"{row['message']} ({row['severity']})"


def _unread(doc: str, result: Result) -> Iterator[str]:
    rows = result.unread[result.unread["doc"] == doc].sort_values(["line", "column"], kind="stable")
    sentences = dict.fromkeys(zip(rows["line"], rows["sentence"], strict=True))
    yield from (f"line {line}: {one_line(sentence)}" for line, sentence in sentences)


def _bounded(texts: Iterable[str], most: int = _MOST_TEXTS) -> tuple[str, ...]:
    """The first texts, each of bounded length, and how many more there are."""
    found = [head(text, 2 * _WIDE) for text in texts]
    more = len(found) - most
    return (*found[:most], f"… and {more:,} more") if more > 1 else tuple(found)


def _height(texts: Iterable[str]) -> float:
    return sum(_lines(text, _WIDE) * _LINE + 1 for text in texts)


def _fitting(claims: Sequence[Claim], room: float) -> Iterator[Claim]:
    for each in claims:
        room -= each.height
        if room < 0:
            return
        yield each


def _lines(text: str, width: int) -> int:
    from rich.cells import cell_len

    return ceil(cell_len(text) / width)
