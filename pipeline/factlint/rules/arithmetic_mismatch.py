"""The figures of one page do not add up.

## What it does

Checks the relations that the schema declares (a total is the product of its factors: so many cycles of
such a length) among the values that one page gives for one subject, and quantities that a sentence
repeats in brackets in another unit ("10 days (120 hours)").

## Why it matters

One of the figures is wrong, and a reader who plans by them cannot know which.

## What keeps it quiet

- Totals within the attribute's tolerance of what the factors make, or off by no more than one unit of a
  factor that is counted: 5 cycles of 35 days and "about 6 months" agree, for the last rest may be
  counted or not.
- Any of the values a page gives for a factor may be meant: one combination that adds up is enough.
- Figures of different pages, subjects or scopes, and history.

## Example

    a.md: Examplin is given in 5 cycles of 35 days. The whole of it goes on for about 9 months.

    I102 Examplin, length of treatment: about 9 months, but 5 (number of cycles) times 35 days
    (length of a cycle) make 175 days
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from factlint.compare.arithmetic import Interval, Mismatch, Term, mismatches
from factlint.compare.fingerprint import fact_fingerprint
from factlint.compare.scope import scope_text
from factlint.compare.sources import day
from factlint.rules.model import Context, Evidence, Finding, Outcome, Rule, RuleInfo
from factlint.rules.phrasing import disagreement_finding, subject_words
from factlint.spans import Place
from factlint.wording import amount_words, attribute_name, concept_name, sentence_case, value_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factlint.compare.clashes import Clash
    from factlint.compare.disagreements import Disagreement
    from factlint.domain.model import Attribute

INFO: Final = RuleInfo(
    code="I102",
    name="arithmetic-mismatch",
    severity="error",
    says="relations of the schema, or days and hours in brackets, do not add up",
    explanation=__doc__ or "",
)


def check(context: Context) -> Iterator[Finding]:
    """Reports totals that are not what their factors make."""
    for mismatch in mismatches(context.facts, context.domains):
        yield _mismatch_finding(mismatch, context)


def claim(disagreement: Disagreement, context: Context) -> Outcome:
    """Reports quantities repeated wrongly in brackets, and leaves what is between pages."""
    return Outcome(tuple(_bracketed(disagreement, context)), disagreement)


def _bracketed(disagreement: Disagreement, context: Context) -> Iterator[Finding]:
    for doc, clashes in disagreement.clashes.items():
        for clash in clashes:
            if clash.bracketed:
                yield _bracket_finding(disagreement, clash, context.advice(doc))


def _bracket_finding(disagreement: Disagreement, clash: Clash, direction: str) -> Finding:
    words = [value_words(each.claim.value, disagreement.topic.domain) for each in (clash.first, clash.second)]
    scope = clash.first.claim.scope
    return disagreement_finding(
        INFO,
        disagreement,
        [disagreement.sides[number] for number in clash.sides],
        message=f"{subject_words(disagreement, scope)}: {words[0]} are not {words[1]}",
        primary=clash.first,
        statements=[clash.first, clash.second],
        scope=scope,
        direction=direction,
        confidence=clash.confidence,
    )


def _mismatch_finding(mismatch: Mismatch, context: Context) -> Finding:
    domain, relation = mismatch.domain, mismatch.relation
    attribute = domain.attributes[relation.total]
    terms = (mismatch.total, *mismatch.factors)
    case = scope_text(mismatch.total.scope)
    primary, *related = (_evidence(mismatch, term, context) for term in terms)
    values = (f"{name}={term.value.text}" for name, term in zip(_names(mismatch), terms, strict=True))
    return Finding(
        info=INFO,
        fingerprint=fact_fingerprint(INFO.code, mismatch.subject, attribute.id, case, values),
        message=_message(mismatch, attribute),
        primary=primary,
        related=tuple(related),
        severity=INFO.severity,
        confidence=round(min(term.confidence for term in terms) * INFO.confidence, 3),
        subject=mismatch.subject,
        attribute=attribute.id,
        scope=case,
        direction=context.advice(primary.doc),
        risk=attribute.risk,
    )


def _message(mismatch: Mismatch, attribute: Attribute) -> str:
    domain = mismatch.domain
    total = value_words(mismatch.total.value, domain)
    factors = " times ".join(
        f"{value_words(term.value, domain)} ({attribute_name(domain.attributes[name])})"
        for name, term in zip(mismatch.relation.factors, mismatch.factors, strict=True)
    )
    about = f"{concept_name(domain, mismatch.subject)}, {attribute_name(attribute)}"
    return sentence_case(f"{about}: {total}, but {factors} make {_made(attribute, mismatch.makes)}")


def _made(attribute: Attribute, makes: Interval) -> str:
    ends = list(dict.fromkeys(amount_words(attribute.kind, end) for end in makes if 0 < end < float("inf")))
    return " to ".join(ends)


def _names(mismatch: Mismatch) -> tuple[str, ...]:
    return mismatch.relation.total, *mismatch.relation.factors


def _evidence(mismatch: Mismatch, term: Term, context: Context) -> Evidence:
    row = context.facts.iloc[term.row]
    place = Place(*(int(row[name]) for name in ("line", "column", "end_line", "end_column")))
    attribute = mismatch.domain.attributes[str(row["attribute"])]
    return Evidence(
        doc=str(row["doc"]),
        place=place,
        quote=str(row["quote"]),
        value=term.value.text,
        as_of=day(row["as_of"]),
        fact_id=str(row["fact_id"]),
        annotation=f"{attribute_name(attribute)}: {value_words(term.value, mismatch.domain)}",
    )


RULE: Final = Rule(INFO, check=check, claim=claim)
