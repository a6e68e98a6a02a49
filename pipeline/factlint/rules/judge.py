"""Applies the rules, and the project's settings to what they say."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from factlint.rules.deciding import decide
from factlint.rules.registry import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from factlint.project import Settings
    from factlint.result import Hiding
    from factlint.rules.model import Context, Evidence, Finding

OFF: Final = "off"
UNWANTED: Final = "by rules that were not selected"
SWITCHED_OFF: Final = "by severity off in the configuration"
UNSURE: Final = "as less sure than the least confidence"

_SEVERITIES: Final = {"error": 0, "warning": 1, "info": 2}
_RISKS: Final = {"high": 0, "normal": 1, "low": 2}


class Judgement(NamedTuple):
    """What the rules found and the settings and decisions left of it.

    Attributes:
        findings: those to be shown, the most harmful first.
        hidden: how many are not, by reason.
        assigned: by fingerprint who has a finding in hand that is still open.
        suppressed: those that people hid, the most harmful first, and what hides each.
        withheld: those that are not to be shown.
    """

    findings: list[Finding]
    hidden: dict[str, int]
    assigned: dict[str, str]
    suppressed: Sequence[tuple[Finding, Hiding]] = ()
    withheld: Sequence[Finding] = ()


def judge(context: Context) -> list[Finding]:
    """All findings that settings and decisions leave to be shown, the most harmful first, each fingerprint once."""
    return judged(context).findings


def judged(context: Context) -> Judgement:
    """The findings that the settings want and that nobody decided to hide, and how many are hidden, by reason.

    Rules speak first, then decisions hide, then waivers that hide nothing are findings of their own. Which rule a
    disagreement falls under does not depend on which rules are wanted: to ignore one does not bring its findings
    back under another.
    """
    every = merged(_all(context))
    wanted, hidden = _wanted(every, context.settings)
    if context.decisions is None:
        return Judgement(sorted(wanted, key=harm), hidden, {}, withheld=_without(every, wanted))
    decided = decide(every, wanted, context, context.decisions)
    reviews = (rule.review(decided.spent) for rule in RULES if rule.review is not None)
    spent, unwanted = _wanted(merged(chain.from_iterable(reviews)), context.settings)
    counts = Counter(hidden) + Counter(decided.hidden) + Counter(unwanted)
    kept = sorted([*decided.kept, *spent], key=harm)
    suppressed = sorted(decided.suppressed, key=lambda each: harm(each[0]))
    return Judgement(kept, dict(counts), decided.assigned, suppressed=suppressed, withheld=_without(every, kept))


def _without(every: Iterable[Finding], kept: Iterable[Finding]) -> list[Finding]:
    shown = {each.fingerprint for each in kept}
    return [each for each in every if each.fingerprint not in shown]


def _wanted(every: Sequence[Finding], settings: Settings) -> tuple[list[Finding], dict[str, int]]:
    """The findings that the settings want, with the severity these give, and how many they hide, by reason."""
    wanted = [each for each in every if settings.reports(each.info.code)]
    settled = list(_with_severity(wanted, settings))
    sure = [each for each in settled if each.confidence >= settings.min_confidence]
    hidden = {
        UNWANTED: len(every) - len(wanted),
        # What is off unless somebody asks for it is not hidden by anybody.
        SWITCHED_OFF: sum(each.severity != OFF for each in wanted) - len(settled),
        UNSURE: len(settled) - len(sure),
    }
    return sure, {why: count for why, count in hidden.items() if count}


def every_finding(context: Context) -> list[Finding]:
    """All findings, wanted or not, each fingerprint once, as the rules have them."""
    return merged(_all(context))


def merged(findings: Iterable[Finding]) -> list[Finding]:
    """One finding for each fingerprint, at the first of their places, with the places of all."""
    alike: dict[str, list[Finding]] = {}
    for finding in findings:
        alike.setdefault(finding.fingerprint, []).append(finding)
    return [_merged(each) for each in alike.values()]


def harm(finding: Finding) -> tuple[object, ...]:
    """Sorts findings by severity, risk, code, subject and place."""
    return (
        _SEVERITIES[finding.severity],
        _RISKS[finding.risk],
        finding.info.code,
        finding.subject or "",
        _where(finding.primary),
        finding.fingerprint,
    )


def _all(context: Context) -> Iterator[Finding]:
    for rule in RULES:
        if rule.check is not None and (context.asked is None or rule.info.code in context.asked):
            yield from rule.check(context)
    for disagreement in context.disagreements:
        rest = disagreement
        for rule in RULES:
            if rule.claim is not None:
                findings, left = rule.claim(rest, context)
                yield from findings
                if left is None:
                    break
                rest = left


def _merged(alike: list[Finding]) -> Finding:
    if len(alike) == 1:
        return alike[0]
    ordered = sorted(alike, key=lambda each: _where(each.primary))
    first = ordered[0]
    places = {each: None for finding in ordered for each in (finding.primary, *finding.related)}
    others = sorted((each for each in places if each != first.primary), key=_where)
    return replace(first, related=tuple(others), confidence=max(each.confidence for each in alike))


def _where(evidence: Evidence) -> tuple[object, ...]:
    return evidence.doc, evidence.place, evidence.value or "", evidence.fact_id or ""


def _with_severity(findings: Iterable[Finding], settings: Settings) -> Iterator[Finding]:
    of_page = cache(lambda doc: settings.collection(doc).severity)
    for finding in findings:
        severity = of_page(finding.primary.doc).get(finding.info.code, finding.severity)
        # What only another publisher can act on must not stop our own work.
        if severity == "error" and finding.direction == "tell the publisher":
            severity = "warning"
        if severity != OFF:
            yield replace(finding, severity=severity)
