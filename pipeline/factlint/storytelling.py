"""Tells the story of one finding from a run: the facts in it, how they were compared, and what would end it."""

from __future__ import annotations

import re
import shlex
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from factlint.compare.agreement import Agreement
from factlint.compare.direction import direct
from factlint.compare.part import part
from factlint.compare.reasons import gap, measured, percent_told, scopes_told, values_told
from factlint.config import shown
from factlint.decisions import HIGH, Decisions
from factlint.domain import load_domain
from factlint.domain.build import PREFIX
from factlint.errors import FactlintError
from factlint.references.tables import agreed_tables
from factlint.rules import Context, Evidence, Finding
from factlint.rules.phrasing import quoted_side, side_words, standing_sides
from factlint.rules.reasons import reasons
from factlint.rules.stale_waiver import INFO as WAIVER
from factlint.rules.standing import why_decided, with_waivers
from factlint.stages import validated
from factlint.stories import Held, Story, Teller
from factlint.values import Value, ValueKind
from factlint.wording import attribute_name, concept_name, listed, value_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from factlint.compare.disagreements import Disagreement
    from factlint.compare.sides import Side, Statement
    from factlint.domain.model import Attribute, Domain
    from factlint.project import Settings
    from factlint.result import Result

LEAST: Final = 6
"""How many digits of a fingerprint are enough where no other finding begins with them."""
MOST_TELLERS: Final = 30
_ROW: Final = re.compile(r"(\S+) from (.+)")
_EXACT: Final = (ValueKind.DATE, ValueKind.TIME, ValueKind.VERSION)
_REFERENCE, _SUPERSEDED, _REGIONAL, _SELF, _SUMS = "O102", "O101", "C105", "I101", "I102"


def story_of(
    fingerprint: str, run: Result, shown_run: Result, settings: Settings, decisions: Decisions | None = None
) -> Story:
    """The story of the finding whose fingerprint begins with ``fingerprint``.

    Args:
        fingerprint: its first digits.
        run: a run over the project.
        shown_run: the same with what the baseline and other decisions hide taken away.
        settings: of the project.
        decisions: what people decided about findings.

    Raises:
        FactlintError: no finding, or more than one, has such a fingerprint.
    """
    context = _context(run, settings, decisions)
    known = {each.fingerprint: each for each in with_waivers(context) if each.fingerprint.startswith(fingerprint)}
    if len(known) != 1:
        message = f"{len(known) or 'no'} findings have a fingerprint that begins with {fingerprint}"
        remedy = f"give more of its digits: {', '.join(sorted(known)[:5])}" if known else "`factlint check` shows them"
        raise FactlintError(message, remedy=remedy)
    (finding,) = known.values()
    return _Storyteller(finding, context, run).story(_hidden(finding, shown_run, context))


def _context(run: Result, settings: Settings, decisions: Decisions | None) -> Context:
    valid, rejected = validated(run.facts, run.domains)
    agreed = agreed_tables(settings)
    return Context(
        documents=run.documents,
        facts=valid,
        rejected=rejected,
        signals=run.signals,
        citations=run.citations,
        domains=run.domains,
        settings=settings,
        decisions=decisions,
        references=agreed.references,
        evidence=agreed.evidence,
    )


def _hidden(finding: Finding, run: Result, context: Context) -> tuple[str, str]:
    """The severity that a run has for a finding, and why it hides it; "" where it is shown."""
    row = run.findings[run.findings["fingerprint"] == finding.fingerprint]
    if len(row):
        return str(row["severity"].iloc[0]), ""
    code, settings = finding.info.code, context.settings
    severity = settings.collection(finding.primary.doc).severity.get(code, finding.severity)
    if not settings.reports(code):
        return severity, f"{code} is not selected"
    if severity == "off":
        return severity, f"the severity of {code} is off"
    if finding.confidence < settings.min_confidence:
        return severity, f"it is less sure than {settings.min_confidence:g}"
    return severity, why_decided(finding, context) or "it is in the baseline"


class _Storyteller:
    """What is needed to tell of one finding."""

    def __init__(self, finding: Finding, context: Context, run: Result) -> None:
        self.finding = finding
        self.context = context
        self.places = (finding.primary, *finding.related)[:MOST_TELLERS]
        ids = {each.fact_id for each in self.places if each.fact_id}
        rows = run.facts[run.facts["fact_id"].isin(sorted(ids))].to_dict("records")
        self.facts: Mapping[str, Mapping[Any, Any]] = {str(row["fact_id"]): row for row in rows}
        self.dispute = _dispute(finding, context)
        tables = {each.doc for each in context.agreed}
        self.rows = [each for each in finding.related if not each.fact_id and each.doc in tables]
        compiled = [load_domain(name) for name in context.settings.every_schema]
        self.sources = {each.domain.id: _source(each.source) for each in compiled}

    def story(self, standing: tuple[str, str]) -> Story:
        finding = self.finding
        return Story(
            fingerprint=finding.fingerprint,
            code=finding.info.code,
            name=finding.info.name,
            severity=standing[0],
            message=finding.message,
            hidden=standing[1],
            confidence=finding.confidence,
            tellers=tuple(self._teller(each, not index) for index, each in enumerate(self.places)),
            held=tuple(self._held()),
            compared=tuple(self._compared()),
            direction=finding.direction,
            because=self._because(),
            mend=tuple(self._mend()),
            commands=tuple(self._commands()),
            left_out=1 + len(finding.related) - len(self.places),
        )

    # What was read

    def _teller(self, evidence: Evidence, primary: bool) -> Teller:
        told = Teller(
            doc=evidence.doc,
            line=evidence.place.line,
            column=evidence.place.column,
            role="primary" if primary else "related",
            quote=evidence.quote,
            sentence="",
            says=evidence.annotation,
            as_of=evidence.as_of.isoformat() if evidence.as_of else "",
        )
        fact = self.facts.get(evidence.fact_id or "")
        if fact is None:
            return told
        domain = self.context.domains[str(fact["schema"])]
        value = _value(fact, domain)
        return told._replace(
            sentence=str(fact["sentence"]),
            value=value.text,
            base=measured(value),
            subject=str(fact["subject_text"]),
            modality=str(fact["modality"]),
            scope=tuple(_scope(fact, domain)),
            pattern=f"{self.sources.get(domain.id, domain.id)}:{fact['pattern']}",
            confidence=float(fact["confidence"]),
            reasons=tuple(str(fact["reasons"]).split("; ")) if fact["reasons"] else (),
            fact_id=str(fact["fact_id"]),
        )

    # How it was compared

    def _held(self) -> Iterator[Held]:
        """The primary statement against the first of each other value that does not agree with it."""
        if self.dispute is None:
            return
        agreement = self.dispute.topic.agreement
        stated = {each.fact_id: each for side in self.dispute.sides for each in side.statements}
        numbered = [(n, stated[each.fact_id]) for n, each in enumerate(self.places) if each.fact_id in stated]
        if not numbered:
            return
        first, mine = numbered[0]
        seen: set[tuple[str, bool]] = set()
        for second, theirs in numbered[1:]:
            key = agreement.equal_key(theirs.claim.value), theirs.claim.negated
            denied = mine.claim.negated != theirs.claim.negated
            if key not in seen and (denied or not agreement.agree(mine.claim.value, theirs.claim.value)):
                seen.add(key)
                values = values_told(agreement, mine.claim.value, theirs.claim.value)
                told = f"one denies what the other says: {values}" if denied else values
                yield Held(first, second, told, tuple(_cases(mine, theirs, self.dispute)))

    def _compared(self) -> Iterator[str]:
        if self.dispute is not None:
            yield from _manner(self.dispute.topic.agreement)
            yield from _sureness(self.dispute, self.finding)
        for domain in self.context.domains.values():
            if self.dispute is None and len(self.finding.related) > 1:
                for relation in domain.relations:
                    if relation.total == self.finding.attribute:
                        yield f"the schema says that {relation.total} = {' * '.join(relation.factors)}"

    # What to do

    def _because(self) -> str:
        code, dispute = self.finding.info.code, self.dispute
        if self.finding.direction == "tell the publisher":
            return "the page is not ours to change"
        if code == _REFERENCE and self.rows:
            told = listed([f"{each.doc}:{each.place.line}: {each.annotation}" for each in self.rows])
            return f"an agreed fact in force decides: {told}"
        if dispute is None or code in (_SELF, _SUMS):
            return ""
        if code == _REFERENCE:
            names = {
                each.doc for side in dispute.sides for each in side.statements if each.source.authority == "reference"
            }
            return f"a reference in force decides: {listed(sorted(names))}"
        if code == _REGIONAL:
            return "what differs by jurisdiction is nobody's fault"
        sides = standing_sides(dispute)
        dates = "; ".join(f"{side_words(dispute, side)}: {side.newest or 'no date'}" for side in sides[:6])
        if code == _SUPERSEDED:
            return f"the other side is over a year newer, or says that it is no longer so (newest dates: {dates})"
        voices = self.context.voices
        why = "; ".join(reasons(sides, direct(sides, voices), partial(quoted_side, dispute), voices))
        if why:
            return f"{why} (newest dates: {dates})"
        return f"no side is newer by more than a year, and none has more authority (newest dates: {dates})"

    def _mend(self) -> Iterator[str]:
        if self.finding.info.code == _REFERENCE and self.rows:
            yield from self._mend_to_rows()
            return
        if self.dispute is None or self.finding.info.code == _REGIONAL:
            return
        primary, sides = self.finding.primary, standing_sides(self.dispute)
        mine = next((side for side in sides if any(each.fact_id == primary.fact_id for each in side.statements)), None)
        others = [side for side in sides if side is not mine]
        if mine is None or not others:
            return
        said = listed([side_words(self.dispute, side) for side in others], "or")
        pages = len({doc for side in others for doc in side.docs})
        kept = side_words(self.dispute, mine)
        if self.finding.info.code in (_SELF, _SUMS):
            yield f"say one thing throughout: {said} at {_at(primary)}, or {kept} where it says {said}"
        else:
            where = "the other page" if pages == 1 else f"the {pages} other pages"
            yield f"where {'it is wrong' if pages == 1 else 'the others are right'}: say {said} at {_at(primary)}"
            yield f"where it is right: say {kept} on {where}"
        if self.finding.info.code != _SUMS:  # what stands in brackets is meant to say the same of the same case
            yield from _softly(self.dispute, mine, others)

    def _mend_to_rows(self) -> Iterator[str]:
        """What ends a finding that rows of a table decide: no other page has a part in that."""
        primary = self.finding.primary
        docs = {each.doc for each in self.finding.related if each.fact_id} - {primary.doc}
        also = f", and on the {len(docs)} other page{'s'[: len(docs) > 1]} named" if docs else ""
        agreed = {(each.doc, each.place): each for each in self.context.agreed}
        own = [agreed[each.doc, each.place] for each in self.rows]
        values = {value_words(each.value, self.context.domains[each.schema]): None for each in own}
        yield f"where it is wrong: say {listed(list(values), 'or')} at {_at(primary)}{also}"
        where = listed([f"{each.doc}:{each.place.line}" for each in self.rows])
        yield f"where it is right: the row has to be changed ({where}), by those who agreed on it"
        yield "where each is right of another case: say on the page of which, or give the row a scope"

    def _commands(self) -> Iterator[tuple[str, str]]:
        finding, root = self.finding, self.context.settings.root
        facts = [each for each in self.places if each.fact_id]
        yield f"factlint explain {finding.info.code}", "what the rule looks for, and what keeps it quiet"
        if facts:
            place = shlex.quote(_place(facts[0], root))
            yield f"factlint facts --explain {place}", "how a sentence was read, word by word"
        docs = list(dict.fromkeys(each.doc for each in facts))
        if len(docs) > 1:
            pages = " ".join(shlex.quote(shown(root / doc)) for doc in docs[:2])
            subject = f" {shlex.quote(finding.subject)}" if finding.subject else ""
            yield f"factlint compare {pages}{subject}", "two of the pages, claim by claim"
        if facts:
            yield f"factlint misread {shlex.quote(_place(facts[0], root))}", "keep a wrong reading as a failing example"
        yield from [self._waive()] if finding.info.code != WAIVER.code else []

    def _waive(self) -> tuple[str, str]:
        finding, may = self.finding, listed(self.context.settings.approvers, "or")
        command = f"factlint waive {finding.fingerprint} --reason TEXT --owner WHO --until DATE"
        if finding.risk != HIGH:
            return command, "leave it as it is until a day"
        does = f"leave it as it is until a day; it is of high risk, and {may or 'somebody'} has to approve"
        return f"{command} --approved-by WHO", does


def _dispute(finding: Finding, context: Context) -> Disagreement | None:
    """The part of a disagreement that a finding is about: its own sides and places."""
    ids = {each.fact_id for each in (finding.primary, *finding.related) if each.fact_id}
    for each in context.disagreements:
        if (each.topic.subject, each.topic.attribute.id) == (finding.subject, finding.attribute):
            stated = {statement.fact_id for side in each.sides for statement in side.statements}
            if ids and ids <= stated:
                return part(each, ids)
    return None


def _source(source: str) -> str:
    """A schema as people name it: ``factlint:NAME``, or a path from the working directory."""
    return source if source.startswith(PREFIX) else shown(Path(source))


def _value(fact: Mapping[Any, Any], domain: Domain) -> Value:
    attribute = domain.attributes[str(fact["attribute"])]
    low, high = (None if fact[end] != fact[end] else float(fact[end]) for end in ("low", "high"))  # nan is open
    kind = attribute.kind_of(str(fact["value"]))
    return Value(kind, str(fact["value"]), low, high, str(fact["unit"]), bool(fact["approx"]))


def _scope(fact: Mapping[Any, Any], domain: Domain) -> Iterator[tuple[str, str, str]]:
    """Each limit with its source: what the reasons do not say to come from elsewhere is in the sentence."""
    told = [_ROW.fullmatch(reason) for reason in str(fact["reasons"]).split("; ")]
    origins = {found[1]: found[2] for found in told if found}
    for pair in filter(None, str(fact["scope"]).split(";")):
        name, _, concept = pair.partition("=")
        yield name.replace("_", " "), concept_name(domain, concept), origins.get(name, "the sentence")


def _cases(mine: Statement, theirs: Statement, dispute: Disagreement) -> Iterator[tuple[str, str]]:
    domain = dispute.topic.domain
    for scopes in ((mine.claim.scope, theirs.claim.scope), (mine.claim.region, theirs.claim.region)):
        for name, told, _ in scopes_told(*scopes, domain):
            yield name, told


def _manner(agreement: Agreement) -> Iterator[str]:
    """How values of the attribute are compared."""
    attribute = agreement.attribute
    name = attribute_name(attribute)
    if attribute.polarity:
        sides: dict[str, list[str]] = {}
        for status, side in attribute.polarity.items():
            sides.setdefault(str(side), []).append(concept_name(agreement.domain, status))
        yield f"{name}: " + "; ".join(f"{side}: {', '.join(names)}" for side, names in sorted(sides.items()))
    elif agreement.categorical:
        yield from _names_manner(attribute, name)
    elif attribute.kind in _EXACT:
        yield f"{name}: compared as written"
    else:
        ends = "; both ends count" if attribute.ends else "; ranges agree where they overlap"
        within = f"within {percent_told(attribute.within)}" if attribute.within else "equal as well"
        yield f"{name}: plain values of one unit must be equal; across units or where hedged, {within}{ends}"
    if attribute.same:
        yield f"compared only where {listed([each.replace('_', ' ') for each in attribute.same])} is stated and equal"


def _names_manner(attribute: Attribute, name: str) -> Iterator[str]:
    if attribute.many:
        yield f"{name}: several may hold at once, and only sets with nothing in common conflict"
    else:
        yield f"{name}: one is expected; a name agrees with what it is a kind of"


def _sureness(dispute: Disagreement, finding: Finding) -> Iterator[str]:
    if dispute.topic.generic:
        yield f"sure to {finding.confidence:g}: the subject has kinds of its own, and pages may mean different ones"
    elif dispute.confidence < min(max(claim.confidence for claim in side.claims) for side in dispute.sides):
        yield f"sure to {finding.confidence:g}: less than each reading, as not every page says of which case it speaks"
    else:
        yield f"sure to {finding.confidence:g}: as sure as the reading of the side that was read least surely"


def _softly(dispute: Disagreement, mine: Side, others: Sequence[Side]) -> Iterator[str]:
    """What would end a disagreement although both values stay."""
    topic = dispute.topic
    apart = {*topic.attribute.varies_by, *topic.attribute.same}
    dimensions = [name for name in topic.domain.dimensions if name not in apart]
    stated = [name for name in dimensions if any(name in dict(c.scope) for s in (mine, *others) for c in s.claims)]
    names = listed([name.replace("_", " ") for name in (stated or dimensions)[:4]], "or")
    yield f"where each is right of another case: say on both of which ({names})"
    attribute, values = topic.attribute, [side.values[0] for side in (mine, others[0])]
    if not topic.agreement.categorical and not attribute.polarity and attribute.kind not in _EXACT:
        share = gap(topic.agreement, values[0], values[1])
        if topic.agreement.tolerance(*values) == 0 and 0 < share <= attribute.within:
            yield f"where neither is exact: write one as about so much, which allows {percent_told(attribute.within)}"
    yield "where one is no longer so: say so, as history; where it is planned or on trial, say that"
    if not dispute.denied:
        yield "where it holds of most cases only: say so (usually, in most, unless), and say of which it does not"


def _place(evidence: Evidence, root: Path) -> str:
    return f"{shown(root / evidence.doc)}:{evidence.place.line}:{evidence.place.column}"


def _at(evidence: Evidence) -> str:
    return f"{evidence.doc}:{evidence.place.line}:{evidence.place.column}"
