"""Findings as an editor reads them: a headline, both sides with their quotes, and what can be done."""

from __future__ import annotations

import datetime as dt
import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from factlint.compare.months import months_later
from factlint.pages import BlockKind
from factlint.render.addresses import address
from factlint.render.base import findings
from factlint.render.cells import one_line, records
from factlint.render.changed import changed
from factlint.render.report.marking import Part, context_of, contrasted, quoted
from factlint.render.report.sides import Row, Side, sides
from factlint.values import Value
from factlint.wording import attribute_name, concept_name, sentence_case, value_words

if TYPE_CHECKING:
    from factlint.domain import Domain
    from factlint.render.base import Options, Shown
    from factlint.result import Result

HIGH: Final = "high"
MOST_READINGS: Final = 4
MOST_PLACES: Final = 12
"""Places of one side that are shown; the rest is counted."""
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_HEADINGS: Final = (BlockKind.TITLE, BlockKind.HEADING)
_TITLES: Final = 3  # a heading further down is one of a section
_REVIEW_THIS: Final = "review this page"
_CHANGES: Final = {"added": "new", "changed": "changed", "known": "", "": ""}
_COMMENTED: Final = (".md", ".markdown", ".html", ".htm", ".xhtml")
_REVIEW_DATES: Final = frozenset({"O103", "O104"})  # told by page, as overdue or without a date


class Place(NamedTuple):
    """One quote, and where it stands.

    Attributes:
        doc: the page; "" for a table of agreed facts or a file that is no page.
        file: its path.
        line: in the file.
        column: in the line.
        link: to the source.
        title: of the page.
        publisher: of the page; "" where nobody says.
        url: its public address.
        date: the day that the page vouches for the claim, in words.
        says: what is remarked on it.
        case: what the claim is limited to, in words; "" for evidence that is no claim.
        read: what was read there, how sure it is and why; "" likewise.
        misread: a command that keeps a wrong reading as a failing example; "" likewise.
        parts: the words around the quote.
    """

    doc: str
    file: str
    line: int
    column: int
    link: str
    title: str
    publisher: str
    url: str
    date: str
    says: str
    case: str
    read: str
    misread: str
    parts: tuple[Part, ...]


class Told(NamedTuple):
    """A side: what it says, its places, and how many more there are."""

    words: str
    places: tuple[Place, ...]
    more: int


@dataclass(frozen=True)
class Card:
    """A finding for people.

    Attributes:
        fingerprint: its id.
        code: of the rule.
        rule: the rule's name as words.
        demands: what the rule reports, in a sentence.
        confidence: how sure the finding is, from 0 to 1.
        severity: error, warning or info.
        high: whether it is about something of high risk.
        reviews: whether it is about dates of review.
        headline: what it is about, in a few words.
        message: what is the matter.
        sides: what is said.
        readings: the first places that carry a claim.
        direction: what to do.
        held: who has it in hand; "" for nobody.
        subject: concept id, or "".
        owners: who answers for the pages to look at.
        docs: every page in it.
        publishers: those of the pages.
        change: "new", "changed" or "" against an earlier run.
        was: what the earlier run said, where it changed.
        waive: a command that accepts it.
        comment: a comment for the page that does the same.
        search: its words, in small letters.
    """

    fingerprint: str
    code: str
    rule: str
    demands: str
    confidence: float
    severity: str
    high: bool
    reviews: bool
    headline: str
    message: str
    sides: tuple[Told, ...]
    readings: tuple[Place, ...]
    direction: str
    held: str
    subject: str
    owners: tuple[str, ...]
    docs: tuple[str, ...]
    publishers: tuple[str, ...]
    change: str = ""
    was: str = ""
    waive: str = ""
    comment: str = ""
    search: str = field(default="", repr=False)


def readings(told: Iterable[Told]) -> tuple[Place, ...]:
    """The places that carry a claim, the first few of them."""
    return tuple(place for side in told for place in side.places if place.read)[:MOST_READINGS]


def day_words(day: str | None) -> str:
    """``12 Mar 2025`` for an ISO date, which reads alike on both sides of an ocean; "" for none."""
    if not day:
        return ""
    date = dt.date.fromisoformat(day)
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def title(page: Row, result: Result) -> str:
    """What a page is called: by its metadata, else its first heading, else its file."""
    doc = str(page["doc"])
    if page["title"]:
        return one_line(page["title"])
    text = result.texts.get(doc)
    for block in text.blocks[:_TITLES] if text else ():
        if text and block.kind in _HEADINGS:
            return one_line(text.prose[block.start : block.end])
    return one_line(doc.rpartition("/")[2])


def cards(result: Result, options: Options) -> list[Card]:
    """Every finding of the result, in its order."""
    maker = _Maker(result, options)
    return [maker.card(each) for each in findings(result)]


class _Maker:
    """What is needed to tell of findings: rows by their ids."""

    def __init__(self, result: Result, options: Options) -> None:
        self.result, self.options = result, options
        self.pages = {str(row["doc"]): row for row in records(result.documents)}
        wanted = {name for name in result.evidence["fact_id"] if isinstance(name, str)}
        rows = records(result.facts[result.facts["fact_id"].isin(sorted(wanted))])
        self.facts = {str(row["fact_id"]): row for row in rows}
        self.changed = changed(result)

    def card(self, shown: Shown) -> Card:
        finding = shown.finding
        domain = self._domain(finding)
        told = self._sides(shown)
        headline, message = _headline(finding, domain)
        docs = tuple(dict.fromkeys([finding["doc"], *(row["doc"] for row in shown.evidence)]))
        risk = self._risk(finding)
        before = self.changed.before.get(finding["fingerprint"]) if self.changed else None
        until = months_later(self.result.as_of, self.result.hide_months[risk != HIGH])
        publishers = [str(self.pages[doc]["publisher"]) for doc in docs if self._has(doc, "publisher")]
        return Card(
            fingerprint=one_line(finding["fingerprint"]),
            code=finding["code"],
            rule=finding["name"].replace("-", " "),
            demands=self._demands(finding["code"]),
            confidence=finding["confidence"],
            severity=finding["severity"],
            high=risk == HIGH,
            reviews=finding["code"] in _REVIEW_DATES and not finding["subject"],
            headline=headline,
            message=message,
            sides=told,
            readings=readings(told),
            direction=one_line(finding["direction"]),
            held=one_line(self.result.assigned.get(finding["fingerprint"], "")),
            subject=finding["subject"] or "",
            owners=self._owners(docs[:1] if finding["direction"] == _REVIEW_THIS else docs),
            docs=tuple(doc for doc in docs if doc in self.pages),
            publishers=tuple(dict.fromkeys(map(one_line, publishers))),
            change=_CHANGES[self.changed.kinds[finding["fingerprint"]]] if self.changed else "",
            was=one_line(before.message) if before else "",
            waive=_waive(finding, until, risk),
            comment=self._comment(finding, until, risk),
            search=_search(headline, message, (finding["code"], one_line(finding["fingerprint"])), told, docs),
        )

    def _domain(self, finding: Row) -> Domain | None:
        """The schema that knows what the finding is about."""
        for domain in self.result.domains.values():
            if finding["subject"] in domain.concepts and finding["attribute"] in {None, *domain.attributes}:
                return domain
        return None

    def _risk(self, finding: Row) -> str:
        risks = [
            domain.attributes[finding["attribute"]].risk
            for domain in self.result.domains.values()
            if finding["attribute"] in domain.attributes
        ]
        return HIGH if HIGH in risks else ""

    def _comment(self, finding: Row, until: dt.date, risk: str) -> str:
        """A comment for the page; "" where it may not or cannot have one, or somebody has to approve by name."""
        page = self.pages.get(finding["doc"])
        if page is None or not page["ours"] or risk == HIGH or not finding["doc"].lower().endswith(_COMMENTED):
            return ""
        return f"<!-- factlint: ignore {finding['code']} until {until} because … -->"

    def _demands(self, code: str) -> str:
        rule = self.result.rules.get(code)
        return f"{sentence_case(rule.says)}." if rule else ""

    def _has(self, doc: str, column: str) -> bool:
        return doc in self.pages and bool(self.pages[doc][column])

    def _owner(self, doc: str) -> str:
        for column in ("owner", "publisher"):
            if self._has(doc, column):
                return one_line(self.pages[doc][column])
        return ""

    def _owners(self, docs: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(filter(None, map(self._owner, docs))))

    def _sides(self, shown: Shown) -> tuple[Told, ...]:
        rows = shown.evidence or [_whole(shown.finding)]
        found = sides(rows, self.result.sides.get(shown.finding["fingerprint"], [""] * len(rows)))
        marked = self._contrast(shown.evidence)
        return tuple(
            Told(side.words, tuple(self._place(row, marked) for row in side.rows[:MOST_PLACES]), _more(side))
            for side in found
        )

    def _context(self, row: Row) -> str:
        fact = self.facts.get(row["fact_id"] or "")
        if fact is not None:
            return str(fact["sentence"])
        return context_of(self.result.texts.get(row["doc"]), row["line"], row["quote"])

    def _contrast(self, rows: Sequence[Row]) -> dict[int, tuple[Part, ...]]:
        """The quotes of two places that carry no value and are editions of one text, by the identity of the row."""
        texts = [row for row in rows if not row["fact_id"]]
        both = contrasted(texts[0]["quote"], texts[1]["quote"]) if len(texts) == 2 else None
        return dict(zip(map(id, texts), both, strict=True)) if both else {}

    def _reading(self, row: Row) -> dict[str, str]:
        """What was read at a place that carries a claim, and what to do where it was read wrongly."""
        fact = self.facts.get(row["fact_id"] or "")
        if fact is None:
            return {"case": "", "read": "", "misread": ""}
        domain = self.result.domains.get(fact["schema"])
        what = f"{concept_name(domain, fact['subject'])}: " if domain else ""
        why = f" ({fact['reasons']})" if fact["reasons"] else ""
        place = shlex.quote(f"{self.options.path(row['doc'])}:{row['line']}:{row['column']}")
        return {
            "case": limits_words(fact, domain) or "case not stated",
            "read": one_line(f"{what}{claimed_words(fact, domain)}, sure to {fact['confidence']:.0%}{why}"),
            "misread": f"factlint misread {one_line(place)}",
        }

    def _place(self, row: Row, marked: Mapping[int, tuple[Part, ...]]) -> Place:
        doc = str(row["doc"])
        page: Mapping[str, Any] = self.pages.get(doc, {})
        return Place(
            doc=doc if doc in self.pages else "",
            file=one_line(doc),
            line=row["line"],
            column=row["column"],
            link=self.options.link(doc, row["line"]),
            title=title(page, self.result) if page else one_line(doc.rpartition("/")[2]),
            publisher=one_line(page.get("publisher") or ""),
            url=address(page.get("url")),
            date=day_words(row["as_of"] or page.get("reviewed") or page.get("revised") or page.get("published")),
            says=one_line(row["annotation"]),
            **self._reading(row),
            parts=quoted(self._context(row), row["quote"], marked.get(id(row), ())),
        )


def claimed_words(fact: Row, domain: Domain | None) -> str:
    """What a claim says, for people: ``6 months``, ``not by mouth``."""
    attribute = domain.attributes.get(str(fact["attribute"])) if domain else None
    if domain is None or attribute is None:
        return one_line(fact["value"])
    text = str(fact["value"])
    value = Value(attribute.kind_of(text), text, fact["low"], fact["high"], str(fact["unit"]), bool(fact["approx"]))
    words = one_line(value_words(value, domain))
    return f"not {words}" if fact["modality"] == "negated" else words


def limits_words(fact: Row, domain: Domain | None) -> str:
    """What a claim is limited to: ``measles, late``; "" where nothing is stated."""
    limits = [part.partition("=")[2] for part in str(fact["scope"]).split(";") if part]
    return one_line(", ".join(concept_name(domain, limit) if domain else limit for limit in limits))


def _more(side: Side) -> int:
    return max(0, len(side.rows) - MOST_PLACES)


def _whole(finding: Row) -> dict[str, Any]:
    """What stands for a finding about a whole file, which quotes nothing."""
    return {**finding, "value": None, "as_of": None, "annotation": "", "quote": "", "fact_id": None}


def _headline(finding: Row, domain: Domain | None) -> tuple[str, str]:
    """What a finding is about and what is the matter, as two texts."""
    message, rule = sentence_case(one_line(finding["message"])), sentence_case(finding["name"].replace("-", " "))
    if domain is None or not finding["subject"]:
        return rule, message
    name = one_line(concept_name(domain, finding["subject"]))
    if not finding["attribute"]:
        return f"{rule}: {name}", message
    about = one_line(f"{sentence_case(name)}, {attribute_name(domain.attributes[finding['attribute']])}")
    if not message.startswith(about):
        return about, message
    return about, sentence_case(_without_head(message[len(about) :]))


def _without_head(rest: str) -> str:
    """The message without what the headline says; the case that it is about comes first, if it names one."""
    if rest.startswith(" ("):
        depth = 0
        for index, letter in enumerate(rest):
            depth += (letter == "(") - (letter == ")")
            if depth == 0 and letter == ")" and rest[index + 1 : index + 2] == ":":
                return f"{rest[index + 2 :].strip()} ({rest[2:index]})"
    return rest.removeprefix(":").strip() or rest


def _waive(finding: Row, until: dt.date, risk: str) -> str:
    command = f"factlint waive {shlex.quote(one_line(finding['fingerprint']))} --decision both-right --until {until}"
    consent = ' --approved-by "…"' if risk == HIGH else ""
    return f'{command} --reason "…" --owner "…"{consent}'


def _search(headline: str, message: str, names: Iterable[str], told: Iterable[Told], docs: Iterable[str]) -> str:
    words = [headline, message, *names, *docs]
    for side in told:
        words += [side.words, *(place.title for place in side.places), *(place.publisher for place in side.places)]
    return " ".join(dict.fromkeys(" ".join(words).lower().split()))
