"""Passages that were one text and no longer are.

## What it does

Finds passages of two sentences or more that were copied, between pages or within one, and have since come to
differ. The message shows the words that differ, numbers and denials first. One finding for all copies of a
text, however many; its fingerprint depends on the differing words and the equal words next to them, not on pages.

It is a warning where numbers, quantities or denials differ under one subject, else for information. Where most
of what two pages say is one text, they are editions of one page: there it is a warning whatever the passage is
about, and where another concept is named in one place as well.

## Why it matters

A text that was copied is changed in one place and forgotten in the other, and readers of two pages are told
two things.

## What keeps it quiet

- Two things described alike: other names, concepts, titles or headings, numbers that are names (type 2), or a
  form with a slot that every copy fills in its own way.
- What one copy has in addition, whole sentences or names in a list: leaving out is no contradiction.
- What claims that were read disagree about anyway (C101 to C103, I101): one finding is enough.
- Quantities that are as much in other words: two days and 48 hours, twice a day and every 12 hours.
- Little words, spelling, word order and forms of one word; other words for it, unless one page is another's copy
  but for a place or two. `wording` asks for them wherever three sentences or more were copied.
- Text on more than `most_pages` pages: it is a snippet of the house.
- Lists of names, headings, tables and references; pages for different audiences; archived pages.

## Example

    a.md: Rinse your mouth with salt water after every meal. Call the ward when a sore has not healed within 3 days.
    b.md: Rinse your mouth with salt water after every meal. Call the ward when a sore has not healed within 5 days.

    D101 this passage and one on b.md were one text; they differ in: "3 days" / "5 days"
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from factlint.compare.drift import Judge, drifts
from factlint.compare.fingerprint import group_fingerprint
from factlint.compare.names import Names
from factlint.project import Option
from factlint.rules.copied_claims import CopiedClaims
from factlint.rules.copied_text import Copies, column_texts, difference_words, differing_keys, quoted, wordlists
from factlint.rules.model import Context, Evidence, Finding, Rule, RuleInfo

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factlint.compare.drift import Drift
    from factlint.compare.passages import Passage, Text

INFO: Final = RuleInfo(
    code="D101",
    name="drifted-passage",
    severity="warning",
    says="two sentences or more that were one text; a warning where numbers or denials differ under one subject",
    explanation=__doc__ or "",
    confidence=0.8,
    options=(
        Option("most_pages", 20, "on how many pages a text may stand before it is a snippet of the house"),
        Option("wording", False, "whether other words for the same, in three sentences or more, are reported as well"),
    ),
)

_SHOWN: Final = 4  # differences in a message
_PAGES: Final = 3  # pages in a message
_MOST_PLACES: Final = 40


def check(context: Context) -> Iterator[Finding]:
    """Reports each group of copies that have drifted apart."""
    names = context.names
    judge = Judge(names, wordlists(context), column_texts(context, "title"), column_texts(context, "audience"))
    claims = CopiedClaims(context)
    wording = bool(context.option(INFO, "wording"))
    most = partial(context.option, INFO, "most_pages")
    for group in drifts(context.passages, judge, most, wording=wording):
        rest = [each for each in group if not claims.told(each)]
        if rest:
            yield _finding(rest, names, claims, context)


def _finding(group: Sequence[Drift], names: Names, claims: CopiedClaims, context: Context) -> Finding:
    copies = Copies(group, context)
    main = copies.main
    own = copies.primary
    subjects = {drift.subject for drift in group}
    subject = next(iter(subjects)) if len(subjects) == 1 else None
    shown = difference_words(main, copies.nearest(main))
    return Finding(
        info=INFO,
        fingerprint=group_fingerprint(INFO.code, *differing_keys(group)),
        message=f"{_where(copies)} were one text; they differ in: {_listed(shown)}",
        primary=_evidence(own, main, copies),
        related=tuple(_evidence(each, text, copies) for text, each in copies.others(own)[:_MOST_PLACES]),
        severity="warning" if any(_is_grave(each, names, claims) for each in group) else "info",
        confidence=INFO.confidence,
        subject=subject,
        direction=copies.direction,
    )


def _is_grave(drift: Drift, names: Names, claims: CopiedClaims) -> bool:
    one_thing = drift.subject is not None and not names.is_general(drift.subject)
    grave = any(each.grave and not claims.agree(drift, each) for each in drift.differences)
    return grave and (drift.twins or one_thing)


def _where(copies: Copies) -> str:
    """Which passages: "this passage and one on b.md"."""
    places = [passage for text in copies.texts if text is not copies.main for passage in text.passages]
    docs = sorted({each.doc for each in places})
    if docs == [copies.primary.doc]:
        return f"this passage and one in line {places[0].place.line}"
    others = [doc for doc in docs if doc != copies.primary.doc]
    listed = ", ".join([*others[:_PAGES], *(["..."] if len(others) > _PAGES else [])])
    return f"this passage and {'one' if len(others) == 1 else 'those'} on {listed}"


def _listed(shown: Sequence[tuple[str, str]]) -> str:
    rest = len(shown) - _SHOWN
    words = [f"{one} / {other}" for one, other in shown[:_SHOWN]]
    return "; ".join([*words, f"and {rest} more"] if rest > 0 else words)


def _evidence(passage: Passage, text: Text, copies: Copies) -> Evidence:
    drift = copies.nearest(text)
    own = list(dict.fromkeys(own for own, _ in difference_words(text, drift)))[:_SHOWN]
    quote = quoted(text, drift)
    return Evidence(passage.doc, passage.place, quote, as_of=copies.date(passage.doc), annotation="; ".join(own))


RULE: Final = Rule(INFO, check=check)
