"""What people decided, applied to what the rules found."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from factlint.decisions import BY_COMMENT, HIDING, Ignore, Policy, decision_told, ignore_told, ignores
from factlint.result import Hiding
from factlint.rules.model import Spent
from factlint.spans import Place

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from factlint.decisions import Decision, Decisions
    from factlint.rules.model import Context, Finding

_MOST: Final = 120
"""Characters of a finding's message by which people know it again."""


@dataclass
class Decided:
    """What decisions made of the findings.

    Attributes:
        kept: those that are shown.
        hidden: how many are not, by reason.
        suppressed: those that are not, and what hides each.
        assigned: by fingerprint, who has a finding in hand that is shown.
        spent: waivers that do not hide what they should, or nothing.
    """

    kept: list[Finding] = field(default_factory=list)
    hidden: Counter[str] = field(default_factory=Counter)
    suppressed: list[tuple[Finding, Hiding]] = field(default_factory=list)
    assigned: dict[str, str] = field(default_factory=dict)
    spent: list[Spent] = field(default_factory=list)


def decide(every: Sequence[Finding], wanted: Iterable[Finding], context: Context, decisions: Decisions) -> Decided:
    """Hides what people decided to hide.

    Args:
        every: all findings, also those that the settings do not want: a waiver of one of them is not out of date.
        wanted: those that would be shown.
        context: what the rules read.
        decisions: what is in the file of decisions.
    """
    found = {each.fingerprint: each for each in every}
    waivers = _Waivers(context, decisions, found)
    comments = _Comments(context, decisions, every)
    decided = Decided()
    for finding in wanted:
        why, hiding = waivers.hides(finding) or comments.hides(finding) or ("", None)
        if hiding:
            decided.hidden[why] += 1
            decided.suppressed.append((finding, hiding))
            continue
        decided.kept.append(finding)
        decision = decisions.last.get(finding.fingerprint)
        if decision is not None and not decision.kind.hides:
            decided.assigned[finding.fingerprint] = decision.assigned
    decided.spent = [*waivers.spent(), *comments.spent()]
    return decided


class _Waivers:
    """The entries of the file that hide."""

    def __init__(self, context: Context, decisions: Decisions, found: dict[str, Finding]) -> None:
        self._settings, self._decisions, self._found = context.settings, decisions, found
        self._policy = Policy.of(context.settings)

    def hides(self, finding: Finding) -> tuple[str, Hiding] | None:
        decision = self._decisions.last.get(finding.fingerprint)
        if decision is None or not decision.kind.hides or self._lapsed(decision, finding):
            return None
        return HIDING[decision.kind], Hiding(decision_told(decision), self._decisions.doc, _at(decision))

    def spent(self) -> Iterator[Spent]:
        for name, decision in self._decisions.last.items():
            finding = self._found.get(name)
            why = self._lapsed(decision, finding) if decision.kind.hides else ""
            if decision.kind.hides and not why and finding is None and self._is_judged(decision.code):
                why = "it matches no finding: take it out, or decide anew about what is found now"
            if why:
                what = f'Decision {decision.kind} by {decision.owner} on {decision.code} "{_short(decision.message)}"'
                yield Spent(self._decisions.doc, _at(decision), name, what, why)

    def _lapsed(self, decision: Decision, finding: Finding | None) -> str:
        """Why a waiver hides nothing on the day of the run; "" where it does."""
        if decision.until is None:
            return ""
        today = self._settings.as_of
        if decision.on > today:
            return f"it is dated {decision.on}, after the day of this run ({today})"
        risk = finding.risk if finding else ""
        breach = self._policy.breach(decision.on, decision.until, decision.approved_by, risk)
        return breach or _expired(decision.until, today)

    def _is_judged(self, code: str) -> bool:
        return self._decisions.judge_unmatched and self._settings.reports(code)


class _Comments:
    """The comments on pages that hide."""

    def __init__(self, context: Context, decisions: Decisions, every: Sequence[Finding]) -> None:
        self._settings, self._decisions, self._context = context.settings, decisions, context
        self._policy = Policy.of(context.settings)
        self._ignores = list(ignores(context.signals))
        self._of_doc: dict[str, list[Ignore]] = {}
        for each in self._ignores:
            self._of_doc.setdefault(each.doc, []).append(each)
        self._reached: dict[int, list[Finding]] = {}
        for finding in every if self._ignores else ():
            for each in self._on(finding):
                self._reached.setdefault(id(each), []).append(finding)

    def hides(self, finding: Finding) -> tuple[str, Hiding] | None:
        for each in self._on(finding):
            if not self._lapsed(each, finding):
                return BY_COMMENT, Hiding(ignore_told(each), each.doc, each.place, comment=True)
        return None

    def spent(self) -> Iterator[Spent]:
        for each in self._ignores:
            findings = self._reached.get(id(each), [])
            reasons = [why for finding in findings if (why := self._lapsed(each, finding))]
            why = next(iter(reasons), "") or self._lapsed(each, None) or self._unmatched(each, findings)
            if why:
                yield Spent(each.doc, each.place, each.text, f'Comment "{_short(each.text)}"', why)

    def _on(self, finding: Finding) -> list[Ignore]:
        """The comments that speak of a finding, in force or not."""
        places: dict[str, set[Place]] = {}
        for side in (finding.primary, *finding.related) if self._ignores else ():
            places.setdefault(side.doc, set()).add(side.place)
        return [
            each
            for doc, here in sorted(places.items())
            for each in self._of_doc.get(doc, ())
            if finding.info.code in each.codes and any(each.reaches(doc, place) for place in here)
        ]

    def _lapsed(self, each: Ignore, finding: Finding | None) -> str:
        """Why a comment hides nothing on the day of the run; "" where it does."""
        if each.problem or each.until is None:
            return each.problem
        if not self._is_ours(each.doc):
            return "the page is not ours, and cannot hide anything: decide with `factlint waive`"
        today = self._settings.as_of
        breach = self._policy.breach(today, each.until, each.approved_by, finding.risk if finding else "")
        return _expired(each.until, today) or breach

    def _unmatched(self, each: Ignore, findings: Sequence[Finding]) -> str:
        if not self._decisions.judge_unmatched:
            return ""
        found = {finding.info.code for finding in findings}
        left = [code for code in each.codes if code not in found and self._settings.reports(code)]
        where = "on this page" if each.covers is None else "there"
        return f"nothing is found {where} as {' or '.join(left)}: take it out" if left else ""

    def _is_ours(self, doc: str) -> bool:
        source = self._context.sources.get(doc)
        return source is None or source.ours


def _at(decision: Decision) -> Place:
    return Place(decision.line, 1, decision.line, 1)


def _expired(until: dt.date, today: dt.date) -> str:
    return f"it ended on {until}: decide anew, or take it out" if until < today else ""


def _short(text: str) -> str:
    return text if len(text) <= _MOST else f"{text[:_MOST].rstrip()} …"
