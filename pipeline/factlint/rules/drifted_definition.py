"""A term is explained in two ways that were one.

## What it does

Compares what pages, or two places of one page, say that a term means, where the schema has an attribute that
`defines` it. Reports definitions that share most of their words and differ in a number, in a denial, or in
what they begin with. One finding for all wordings of a term's definition.

## Why it matters

An explanation is copied from page to page. Where one copy was mended and the other was not, a reader who
compares them learns that one of them is wrong.

## What keeps it quiet

- A definition that only says more than the other, or says it in other words.
- Definitions that share little: a term may be explained from two sides.
- A definition in which another concept is named: two things are explained alike.
- Pages for different audiences; archived pages; what is denied, or was so once.

## Example

    a.md: Examplitis happens when skin cells release a dye.
    b.md: Examplitis happens when the body releases a dye.

    D102 examplitis is explained in 2 ways: "skin cells release a dye"; "the body releases a dye"
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from factlint.compare.definitions import DefinitionJudge, drifted_definitions
from factlint.compare.fingerprint import fact_fingerprint
from factlint.rules.copied_text import Copies, column_texts, difference_words, wordlists
from factlint.rules.model import Context, Evidence, Finding, Rule, RuleInfo
from factlint.wording import concept_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factlint.compare.definitions import Defined
    from factlint.compare.passages import Passage, Text

INFO: Final = RuleInfo(
    code="D102",
    name="drifted-definition",
    severity="info",
    says="a term explained in two ways for one audience",
    explanation=__doc__ or "",
    confidence=0.8,
)

_SHOWN: Final = 3  # definitions in a message
_LONGEST: Final = 120  # characters of one of them
_MOST_PLACES: Final = 40


def check(context: Context) -> Iterator[Finding]:
    """Reports each term whose definitions have drifted apart."""
    if not any(each.defines for domain in context.domains.values() for each in domain.attributes.values()):
        return
    archived = context.documents.loc[context.documents["status"] == "archived", "doc"]
    facts = context.facts[~context.facts["doc"].isin(archived)]
    judge = DefinitionJudge(context.names, wordlists(context), column_texts(context, "audience"))
    for defined in drifted_definitions(facts, context.domains, judge):
        yield _finding(defined, context)


def _finding(defined: Defined, context: Context) -> Finding:
    copies = Copies(defined.drifts, context)
    domain = context.domains[defined.schema]
    texts = [copies.main, *(text for text in copies.texts if text is not copies.main)]
    shown = [f'"{_cut(_quote(text.passages[0], defined))}"' for text in texts[:_SHOWN]]
    more = [f"and {len(texts) - _SHOWN} more"] if len(texts) > _SHOWN else []
    ways = f"{concept_name(domain, defined.concept)} is explained in {len(texts)} ways"
    return Finding(
        info=INFO,
        fingerprint=fact_fingerprint(
            INFO.code, defined.concept, defined.attribute, "", (" ".join(text.keys) for text in texts)
        ),
        message=f"{ways}: {'; '.join([*shown, *more])}",
        primary=_evidence(copies.primary, copies.main, copies, defined),
        related=tuple(
            _evidence(each, text, copies, defined) for text, each in copies.others(copies.primary)[:_MOST_PLACES]
        ),
        severity=INFO.severity,
        confidence=INFO.confidence,
        subject=defined.concept,
        attribute=defined.attribute,
        direction=copies.direction,
        risk=domain.attributes[defined.attribute].risk,
    )


def _evidence(passage: Passage, text: Text, copies: Copies, defined: Defined) -> Evidence:
    own = "; ".join(dict.fromkeys(own for own, _ in difference_words(text, copies.nearest(text))))
    quote = _quote(passage, defined)
    return Evidence(passage.doc, passage.place, quote, passage.text, copies.date(passage.doc), annotation=own)


def _quote(passage: Passage, defined: Defined) -> str:
    return " ".join(defined.quotes[passage.doc, passage.start, passage.end].split())


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3].rstrip()}..."


RULE: Final = Rule(INFO, check=check)
