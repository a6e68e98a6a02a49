"""Which findings a change is to blame for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from factlint.previous import Known, Previous, known_findings

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
    mine = frozenset(changed)
    elsewhere = [name for name, docs in result.pages_of().items() if not docs & mine and name not in dated]
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
    known, mine = _Known([before], {}), frozenset(changed)
    claims, values = _claims(after), _values(after)
    old = [
        name
        for name, docs in after.pages_of().items()
        if docs & mine and all(known.had(name, claims[name], doc, values[name]) for doc in docs & mine)
    ]
    return after.without(old, EARLIER)


def brought_about(
    before: Sequence[Result],
    after: Result,
    changed: Collection[str],
    renamed: Mapping[str, str],
    calendar: Collection[str] = (),
) -> Result:
    """The findings of ``after`` that were not there before, the others hidden and counted.

    What is old is told as in `new_findings`: a page had a part in it before, perhaps beside more values. A finding in
    which no changed page has a part counts as well where its own pages did not disagree so before, as when the page
    is gone that said two things hold at once; that another rule takes it now is no reason there.

    Args:
        before: the project as it was. Where pages were renamed, it was judged with their names of now as well: a
            finding that has no subject goes by the name of its page.
        after: the project as it is.
        changed: pages, by ``doc``.
        renamed: the names of now, by those of then.
        calendar: codes of the rules that judge by the calendar, which never count.
    """
    known, touched = _Known(before, renamed), frozenset(changed)
    claims, values = _claims(after), _values(after)
    dated, elsewhere, old = [], [], []
    for name, docs in after.pages_of().items():
        mine = docs & touched
        claim = claims[name]
        if claim.code in calendar:
            dated.append(name)
        elif mine and all(known.had(name, claim, doc, values[name]) for doc in mine):
            old.append(name)
        elif not mine and all(known.had(name, claim._replace(code=""), doc, values[name]) for doc in docs):
            elsewhere.append(name)
    return after.without(dated, CALENDAR).without(elsewhere, ELSEWHERE).without(old, EARLIER)


def before_the_change(
    was: Result,
    calendar: Collection[str],
    revision: str,
    moved: Result | None = None,
    renamed: Mapping[str, str] | None = None,
) -> Previous:
    """What there was before a change, for whoever tells what it adds and resolves.

    Findings about words go by the name of their page. One on a page that was renamed is taken under its name of now,
    so that it is neither resolved by the new name nor added by it.

    Args:
        was: a run over the project as it was.
        calendar: codes of the rules that judge by the calendar: no change adds or resolves what they say.
        revision: what the change is compared with.
        moved: the same run with the names of now; None where no page was renamed.
        renamed: the names of now, by those of then.
    """
    names, known = renamed or {}, known_findings(was.findings)
    others = {} if moved is None else known_findings(moved.findings)
    alike = {(each.code, each.claim, each.message): each for key, each in others.items() if key not in known}
    found: dict[str, Known] = {}
    for key, each in known.items():
        there = each._replace(doc=names.get(each.doc, each.doc))
        same = there if key in others else alike.get((there.code, there.claim, there.message), there)
        found |= {} if each.code in calendar else {same.fingerprint: same}
    hidden = [each.withheld for each in (was, moved) if each is not None]
    return Previous(was.as_of, found, revision, frozenset().union(*hidden))


class _Known:
    """The findings that were there before: by claim and page, the values that differed."""

    def __init__(self, before: Iterable[Result], renamed: Mapping[str, str]) -> None:
        self._values: dict[tuple[_Claim, str], list[frozenset[str]]] = {}
        self._names: set[tuple[str, str]] = set()
        for result in before:
            claims, values = _claims(result), _values(result)
            for name, docs in result.pages_of().items():
                self._names |= {(name, renamed.get(doc, doc)) for doc in docs}
                for claim in (claims[name], claims[name]._replace(code="")):
                    for doc in docs:
                        self._values.setdefault((claim, renamed.get(doc, doc)), []).append(values[name])

    def had(self, name: str, claim: _Claim, doc: str, values: frozenset[str]) -> bool:
        # The fingerprint of a finding about words tells it whatever is quoted beside them.
        return (name, doc) in self._names or any(values <= each for each in self._values.get((claim, doc), ()))


def _claims(result: Result) -> dict[str, _Claim]:
    """What each finding is about, by fingerprint; one that has no subject is about itself alone."""
    columns = [result.findings[name].fillna("") for name in ("fingerprint", "code", "subject", "attribute", "scope")]
    rows = zip(*columns, strict=True)
    return {name: _Claim(code, subject or name, attribute, scope) for name, code, subject, attribute, scope in rows}


def _values(result: Result) -> dict[str, frozenset[str]]:
    """The values that differ, by fingerprint; of a finding about no attribute, the words that it names as well."""
    values: dict[str, set[str]] = {name: set() for name in result.findings["fingerprint"]}
    about_words = set(result.findings.loc[result.findings["attribute"].isna(), "fingerprint"])
    columns = [result.evidence[name].fillna("") for name in ("fingerprint", "value", "quote")]
    for name, value, quote in zip(*columns, strict=True):
        values[name].add(value)
        if name in about_words:
            values[name].add(" ".join(quote.casefold().split()))
    return {name: frozenset(each) for name, each in values.items()}
