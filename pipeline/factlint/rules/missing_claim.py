"""A page leaves out what a reference, or the page that it is a variant of, says.

## What it does

Lists, for information, the claims that a page is expected to make and does not make:

- Against references: of each subject that the page is about (it stands in the title or a heading, or the page
  makes two claims or more about it), the claims of the references in force. One finding per page and subject.
- Within a family: a page with `variant_of` (the path of the main page) or the `family` of another is expected
  to say what the main page says. `variant_kind` in its front matter or its collection says how much: `pdf` and
  `print` say all of it and nothing else, `translation` says all of it, `easy-read` and `summary` may leave
  out. Without it all is expected. One finding per page.

Between other pages it reports nothing, whatever its severity: to leave out is not to contradict.

## Why it matters

A PDF that was not made anew, or a page that does not tell what the team has agreed that readers must know, is
silent, and silence cannot be found by reading the page.

## What keeps it quiet

- A claim about the same thing with another value: that is a contradiction, and reported as one.
- History, and claims about a broader or a narrower concept, which count as said.
- A scope or a jurisdiction that the page does not speak of.
- Subjects that have kinds of their own (a class of medicines), against references.
- Attributes of which no page is expected to name all values (side effects), against references.
- A reference that is a draft, archived, or dated after the day that the run judges by; drafts and archived
  pages; pages that were not read; a main page that was not read.

What seems to be left out may stand in a sentence that was not read: the finding says how many there are.

## Example

    reference.md: Examplin is taken for 6 months. Examplin is given by mouth.
    a.md: # Examplin
          Examplin is given by mouth.

    C104 Examplin: leaves out what reference.md says: length of treatment: 6 months
"""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from factlint.compare.claims import classes
from factlint.compare.expected import Stand, Stands
from factlint.compare.fingerprint import signal_fingerprint
from factlint.compare.scope import scope_text
from factlint.compare.sources import day
from factlint.decisions import ignores
from factlint.project import Option
from factlint.rules.model import Context, Evidence, Finding, Rule, RuleInfo
from factlint.rules.signals import TOP, signals
from factlint.spans import Place
from factlint.wording import attribute_name, concept_name, listed, scope_words, sentence_case, value_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

INFO: Final = RuleInfo(
    code="C104",
    name="missing-claim",
    severity="off",
    says="for information, what a reference or the main page of a family says and this page leaves out",
    explanation=__doc__ or "",
    options=(
        Option("claims", 2, "how many claims about a subject make a page one about it, for references"),
        Option("attributes", (), "the attributes that are expected of a page, for references; all where none is named"),
    ),
)

_SEVERITY: Final = "info"
_OFF: Final = "off"
_BOTH_WAYS: Final = ("pdf", "print")
_MAY_LEAVE_OUT: Final = ("easy-read", "summary")
_TOLD: Final = 5  # claims in a message
_LISTED: Final = 40  # claims as evidence


class _Page(NamedTuple):
    doc: str
    title: str
    reference: bool
    family: str
    main: str
    unread: int
    off: bool


def check(context: Context) -> Iterator[Finding]:
    """Reports what variants leave out, then what pages leave out that references say."""
    pages = _pages(context)
    families = list(_variants(context, pages))
    wanted = any(not page.off for page in pages.values() if not page.reference)
    references = [doc for doc, page in pages.items() if page.reference] if wanted else []
    docs = set(pages) if references else {doc for pair in families for doc in pair}
    if not docs:
        return
    stands = Stands(context.facts, context.documents, context.domains, docs)
    for doc, other in families:
        if not pages[doc].off:
            yield from _of_variant(context, stands, pages[doc], pages[other])
    yield from _against(context, stands, pages, references, set(families))


def _pages(context: Context) -> dict[str, _Page]:
    """The live pages that were read."""
    names = ["doc", "title", "authority", "family", "variant_of", "status", "skipped", "claim_sentences"]
    names += ["read_sentences", "reviewed", "revised", "published"]
    decided = _is_decided(context)
    pages: dict[str, _Page] = {}
    for row in context.documents.sort_values("doc")[names].to_dict("records"):
        if row["status"] == "live" and not row["skipped"]:
            unread = int(row["claim_sentences"]) - int(row["read_sentences"])
            doc, title, family, main = (_text(row[name]) for name in ("doc", "title", "family", "variant_of"))
            reference = row["authority"] == "reference" and _begun(row, context.settings.as_of)
            off = not decided and context.settings.collection(doc).severity.get(INFO.code) == _OFF
            pages[doc] = _Page(doc, title, reference, family, main, unread, off)
    return pages


def _is_decided(context: Context) -> bool:
    """Whether somebody decided about an omission: then all are looked for, lest the decision seem out of date."""
    if context.decisions is None:
        return False
    entries = any(each.code == INFO.code for each in context.decisions.last.values())
    return entries or any(INFO.code in each.codes for each in ignores(context.signals))


def _begun(row: Mapping[Any, Any], today: dt.date) -> bool:
    dates = (day(row[name]) for name in ("reviewed", "revised", "published"))
    as_of = next((date for date in dates if date is not None), None)
    return as_of is None or as_of <= today


def _text(cell: object) -> str:
    return cell if isinstance(cell, str) else ""


# Families


def _variants(context: Context, pages: Mapping[str, _Page]) -> Iterator[tuple[str, str]]:
    """Pairs of pages of which the first is to say what the second says."""
    kinds = {signal.doc: signal.text for signal in signals(context, "variant-kind")}
    mains: defaultdict[str, list[str]] = defaultdict(list)
    for page in pages.values():
        if page.doc not in kinds and not page.main:
            mains[page.family].append(page.doc)
    for page in pages.values():
        kind, main = kinds.get(page.doc, ""), _main(page, pages, mains if page.doc in kinds else {})
        if main and main != page.doc and kind not in _MAY_LEAVE_OUT:
            yield page.doc, main
            if kind in _BOTH_WAYS:
                yield main, page.doc


def _main(page: _Page, pages: Mapping[str, _Page], mains: Mapping[str, Sequence[str]]) -> str:
    """The page that a page is a variant of; "" where it is none, or the other was not read."""
    if page.main:
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(page.doc), page.main))
        return next((doc for doc in (posixpath.normpath(page.main), beside) if doc in pages), "")
    known = mains.get(page.family, ()) if page.family else ()
    return known[0] if len(known) == 1 else ""


def _of_variant(context: Context, stands: Stands, page: _Page, other: _Page) -> Iterator[Finding]:
    expected = [each for subject in stands.subjects(other.doc) for each in stands.of(other.doc, subject)]
    missing = list(stands.left_out(page.doc, expected))
    if missing:
        about = f"Leaves out what {other.doc} says"
        yield _finding(context, page, missing, about, [_claim_words(each, named=True) for each in missing])


# References


def _against(
    context: Context,
    stands: Stands,
    pages: Mapping[str, _Page],
    references: Sequence[str],
    families: set[tuple[str, str]],
) -> Iterator[Finding]:
    expected: dict[str, list[tuple[str, Stand]]] = defaultdict(list)
    for doc in references:
        for subject in stands.subjects(doc):
            expected[subject] += [(doc, each) for each in stands.of(doc, subject) if not each.said.attribute.open]
    expected = {subject: claims for subject, claims in expected.items() if claims and not _in_passing(claims)}
    named = {subject: _named(claims[0][1]) for subject, claims in expected.items()}
    for page in pages.values():
        if page.reference or page.off:
            continue
        least = context.option(INFO, "claims", page.doc)
        chosen = context.option(INFO, "attributes", page.doc)
        for subject, claims in sorted(expected.items()):
            own = [
                each
                for doc, each in claims
                if (not chosen or each.said.attribute.id in chosen) and (page.doc, doc) not in families
            ]
            if own and _is_about(page, subject, named[subject], stands, least, context):
                yield from _of_page(context, stands, page, own)


def _in_passing(claims: Sequence[tuple[str, Stand]]) -> bool:
    """Whether a subject has kinds of its own, so that pages mostly speak of one of them."""
    return any(each.said.subject in classes(each.said.domain) for _, each in claims[:1])


def _named(expected: Stand) -> re.Pattern[str] | None:
    """Finds the names of the subject of a claim in a title; compiled once, for every page is searched for it."""
    concept = expected.said.domain.concepts.get(expected.said.subject)
    names = (*concept.names, *concept.brands) if concept else ()
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", re.I) if names else None


def _is_about(
    page: _Page, subject: str, named: re.Pattern[str] | None, stands: Stands, least: int, context: Context
) -> bool:
    own = stands.of(page.doc, subject)
    if len({each.said.attribute.id for each in own}) >= max(least, 1):
        return True
    headings = {str(context.facts["section"].iloc[each.row]) for each in own}
    return named is not None and any(named.search(text) for text in (page.title, *headings))


def _of_page(context: Context, stands: Stands, page: _Page, expected: Sequence[Stand]) -> Iterator[Finding]:
    missing = [each for each in stands.left_out(page.doc, expected) if stands.speaks_of_case(page.doc, each)]
    missing = list({_key(each): each for each in reversed(missing)}.values())[::-1]
    if missing:
        said = missing[0].said
        docs = sorted({str(context.facts["doc"].iloc[each.row]) for each in missing})
        verb = "says" if len(docs) == 1 else "say"
        about = f"{concept_name(said.domain, said.subject)}: leaves out what {listed(docs)} {verb}"
        yield _finding(context, page, missing, about, [_claim_words(each) for each in missing], said.subject)


# Findings


def _key(stand: Stand) -> tuple[str, ...]:
    said = stand.said
    value = said.claim.value.text if said.attribute.many else ""
    return said.subject, said.attribute.id, value, scope_text(said.claim.scope + said.same)


def _claim_words(stand: Stand, *, named: bool = False) -> str:
    """A claim: "length of treatment: 6 months (stage: late)"."""
    said = stand.said
    words = value_words(said.claim.value, said.domain)
    limits = scope_words(said.domain, sorted(said.claim.scope + said.same + said.claim.region))
    told = f"{attribute_name(said.attribute)}: {'not ' if said.claim.negated else ''}{words}"
    told = f"{concept_name(said.domain, said.subject)}, {told}" if named else told
    return f"{told} ({limits})" if limits else told


def _finding(
    context: Context,
    page: _Page,
    missing: Sequence[Stand],
    about: str,
    words: Sequence[str],
    subject: str | None = None,
) -> Finding:
    # What is said alike of several cases is told once.
    first = {
        (*_key(each)[:2], each.said.claim.value.text): text
        for each, text in reversed([*zip(missing, words, strict=True)])
    }
    told = list(dict.fromkeys(reversed(first.values())))
    more = f"; and {len(told) - _TOLD} more" if len(told) > _TOLD else ""
    keys = sorted({"\x1f".join(_key(each)) for each in missing})
    unread = f"; {page.unread} claim sentences here were not read" if page.unread > 1 else ""
    unread = "; 1 claim sentence here was not read" if page.unread == 1 else unread
    return Finding(
        info=INFO,
        fingerprint=signal_fingerprint(INFO.code, page.doc, "\x1e".join(keys)),
        message=sentence_case(f"{about}: {'; '.join(told[:_TOLD])}{more}"),
        primary=Evidence(page.doc, TOP, annotation=f"nothing of it was read here{unread}"),
        related=tuple(_evidence(context, each) for each in missing[:_LISTED]),
        severity=_SEVERITY,
        confidence=INFO.confidence,
        subject=subject,
        direction=context.advice(page.doc),
    )


def _evidence(context: Context, stand: Stand) -> Evidence:
    row = context.facts.iloc[stand.row]
    place = Place(*(int(row[name]) for name in ("line", "column", "end_line", "end_column")))
    doc, quote, fact_id = (str(row[name]) for name in ("doc", "quote", "fact_id"))
    return Evidence(doc, place, quote, str(row["value"]), day(row["as_of"]), fact_id, _claim_words(stand, named=True))


RULE: Final = Rule(INFO, check=check)
