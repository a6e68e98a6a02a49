"""Which findings a change is to blame for."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from factlint.result import Result

ELSEWHERE: Final = "on pages that did not change"
CALENDAR: Final = "by the calendar, which fails no change"
EARLIER: Final = "on changed pages before the change"


class _Claim(NamedTuple):
    """What a finding is about, whatever the values that differ."""

    code: str
    subject: str
    attribute: str
    scope: str


def involving(result: Result, changed: Collection[str], calendar: Collection[str] = ()) -> Result:
    """The findings in which a changed page has a part; calendar rules never count where a change is judged.

    Args:
        result: a run over the whole project.
        changed: pages, by ``doc``.
        calendar: codes of the rules that judge by the calendar.
    """
    codes = dict(zip(result.findings["fingerprint"], result.findings["code"], strict=True))
    dated = {name for name, code in codes.items() if code in calendar}
    elsewhere = [name for name, docs in result.pages_of().items() if not docs & set(changed) and name not in dated]
    return result.without(dated, CALENDAR).without(elsewhere, ELSEWHERE)


def new_findings(before: Result, after: Result, changed: Collection[str]) -> Result:
    """The findings of ``after`` that the change brought about, the others hidden and counted.

    A finding is old for a page that had a part in it before, also where the disagreement has since lost a
    value: a change that mends one side of it is not to blame for the rest. It counts when it is new for a
    changed page.

    Args:
        before: a run over the project as it was.
        after: a run over the project as it is.
        changed: pages, by ``doc``.
    """
    pages, values, claims = after.pages_of(), _values(after), _claims(after)
    known, known_values = _parts(before), _values(before)
    old = []
    for name, docs in pages.items():
        blamed = [
            doc
            for doc in sorted(docs & set(changed))
            if not any(values[name] <= known_values[each] for each in known.get((claims[name], doc), ()))
        ]
        if not blamed and docs & set(changed):
            old.append(name)
    return after.without(old, EARLIER)


def _claims(result: Result) -> dict[str, _Claim]:
    """What each finding is about, by fingerprint; one that has no subject is about itself alone."""
    columns = [result.findings[name].fillna("") for name in ("fingerprint", "code", "subject", "attribute", "scope")]
    rows = zip(*columns, strict=True)
    return {name: _Claim(code, subject or name, attribute, scope) for name, code, subject, attribute, scope in rows}


def _parts(result: Result) -> dict[tuple[_Claim, str], list[str]]:
    """Fingerprints by what they are about and by page."""
    claims = _claims(result)
    parts: dict[tuple[_Claim, str], list[str]] = {}
    for name, docs in result.pages_of().items():
        for doc in docs:
            parts.setdefault((claims[name], doc), []).append(name)
    return parts


def _values(result: Result) -> dict[str, frozenset[str]]:
    """The values that differ, by fingerprint."""
    values: dict[str, set[str]] = {name: set() for name in result.findings["fingerprint"]}
    for name, value in zip(result.evidence["fingerprint"], result.evidence["value"].fillna(""), strict=True):
        values[name].add(value)
    return {name: frozenset(each) for name, each in values.items()}
