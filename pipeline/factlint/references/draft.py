"""A table of agreed facts drafted from what pages agree on, for people to complete."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from factlint.compare.agreed import REGION, Agreed, agreed_facts
from factlint.compare.bound import judgements
from factlint.compare.claims import Claim, Topic, every_topic
from factlint.compare.disagreements import disagreements
from factlint.compare.grouping import sort_key
from factlint.compare.scope import Scope, scope_text
from factlint.domain.model import PART
from factlint.references.rows import COLUMNS
from factlint.wording import value_words

if TYPE_CHECKING:
    import pandas as pd

    from factlint.domain import Domain
    from factlint.result import Result

_PLACE = {"line": 1, "column": 1, "end_line": 1, "end_column": 1}


def drafted(result: Result, pages: int) -> list[dict[str, str]]:
    """Rows that a table of agreed facts may begin with, in the order of subject, attribute and scope.

    What pages disagree on is left out, and so are claims that are hedged or leave room, and rows that would contradict
    a page.

    Args:
        result: a run.
        pages: on how many pages a claim must stand.
    """
    facts = _within_bounds(result)
    found = disagreements(facts, result.documents, result.domains)
    contested = {each.fact_id for one in found for side in one.sides for each in side.statements}
    contested_rows = {row for row, name in enumerate(facts["fact_id"]) if name in contested}
    docs = facts["doc"].to_list()
    rows = [
        row
        for topic in every_topic(facts, result.documents, result.domains)
        for row in _of_topic(topic, _Facts(facts, docs, contested_rows), pages)
    ]
    kept = _uncontradicted(rows, result)
    return sorted(
        ({name: str(row.get(name) or "") for name in COLUMNS} for row in kept), key=lambda row: [*row.values()]
    )


def _within_bounds(result: Result) -> pd.DataFrame:
    """The facts that keep to their schema; no table could hold the others."""
    from factlint.domain.checks import failures

    facts = result.facts
    broken = [
        row for name, domain in result.domains.items() for row in failures(facts[facts["schema"] == name], domain)
    ]
    return facts[~facts.index.isin(broken)].reset_index(drop=True)


class _Facts(NamedTuple):
    """The facts of a run: the table, their pages, and the rows on which pages disagree."""

    table: pd.DataFrame
    docs: Sequence[str]
    contested: set[int]


def _of_topic(topic: Topic, facts: _Facts, pages: int) -> Iterator[dict[str, Any]]:
    cases: defaultdict[Scope, list[Claim]] = defaultdict(list)
    for claim in topic.claims:
        firm = not (claim.negated or claim.hedged or claim.room or claim.excepts)
        if firm and facts.contested.isdisjoint(claim.rows):
            cases[_case(topic, claim, facts)].append(claim)
    for scope, claims in sorted(cases.items()):
        if not _is_named(scope, topic.domain):
            continue
        for same in _by_value(topic, claims):
            if len({facts.docs[row] for claim in same for row in claim.rows}) >= pages:
                yield _row(topic, scope, _plainest(same, facts.docs))


def _is_named(scope: Scope, domain: Domain) -> bool:
    """Whether the schema has concepts for what fills the scope; no table could hold a page's own words."""
    return all(name == REGION or value.rpartition(PART)[2] in domain.concepts for name, value in scope)


def _case(topic: Topic, claim: Claim, facts: _Facts) -> Scope:
    """The scope of a claim with what its topic states for all of them (the year of a survival rate)."""
    first = facts.table.iloc[claim.rows[0]]
    same = ((name, str(first[name])) for name in topic.attribute.same)
    return tuple(sorted((*claim.scope, *claim.region, *same)))


def _by_value(topic: Topic, claims: Iterable[Claim]) -> Iterable[Sequence[Claim]]:
    """Claims that say the same: one group where all agree, one for each value where several may hold."""
    groups: defaultdict[str, list[Claim]] = defaultdict(list)
    agree = topic.agreement.agree
    own = list(claims)
    if topic.attribute.many:
        for claim in own:
            groups[topic.agreement.equal_key(claim.value)].append(claim)
        return groups.values()
    alike = all(agree(one.value, other.value) for number, one in enumerate(own) for other in own[:number])
    return [own] if alike else []


def _plainest(claims: Sequence[Claim], docs: Sequence[str]) -> Claim:
    """The claim that most pages make; of those an unhedged value first."""
    return min(
        claims, key=lambda each: (each.value.approx, -len({docs[row] for row in each.rows}), sort_key(each.value))
    )


def _row(topic: Topic, scope: Scope, claim: Claim) -> dict[str, Any]:
    value = claim.value
    return {
        "schema": topic.domain.id,
        "subject": topic.subject,
        "attribute": topic.attribute.id,
        # "About" is no part of canonical text: such a value is written in words, which are read as well.
        "value": value_words(value, topic.domain) if value.approx else value.text,
        "scope": scope_text(scope),
        "read": value,
    }


def _uncontradicted(rows: list[dict[str, Any]], result: Result) -> list[dict[str, Any]]:
    """The rows that no page contradicts; one that goes may leave its cases to a broader one, which is asked again."""
    while True:
        agreed = _as_agreed(rows, result.domains)
        judged = judgements(result.facts, result.documents, agreed, result.domains)
        wrong = {each.claim for each in judged if each.wrong}
        if not wrong:
            return rows
        rows = [row for row, each in zip(rows, agreed, strict=True) if each.claim not in wrong]


def _as_agreed(rows: Iterable[Mapping[str, Any]], domains: Mapping[str, Domain]) -> list[Agreed]:
    from factlint.tables import REFERENCES, table

    made = []
    for row in rows:
        value = row["read"]
        numbers = {"low": value.low, "high": value.high, "unit": value.unit, "approx": value.approx}
        made.append({**row, **_PLACE, **numbers, "doc": "", "quote": "", "value": value.text})
    return agreed_facts(table(REFERENCES, made), domains)
