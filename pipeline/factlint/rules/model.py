"""What a rule is, what it reads, and what it yields."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from factlint.compare.agreed import Agreed, EvidenceSource, agreed_facts, in_force
from factlint.compare.bound import Judgement, judgements
from factlint.compare.copies import voices
from factlint.compare.disagreements import Disagreement, disagreements
from factlint.compare.names import Names
from factlint.compare.passages import Passage, passages
from factlint.compare.sources import Source, sources
from factlint.ruleinfo import RuleInfo as RuleInfo  # rules have it from here

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Iterable, Mapping

    import pandas as pd

    from factlint.compare.direction import Voices
    from factlint.decisions import Decisions
    from factlint.domain.model import Domain
    from factlint.project import Settings
    from factlint.spans import Place


class Evidence(NamedTuple):
    """One place that has a part in a finding.

    Attributes:
        doc: the page.
        place: where on it.
        quote: the words there; "" for the page as a whole.
        value: the value they carry, canonical.
        as_of: the date the page vouches for it.
        fact_id: the fact, where it is one.
        annotation: what there is to see there, for people.
        side: what is said by all who say the same, in words; "" where nobody takes sides.
    """

    doc: str
    place: Place
    quote: str = ""
    value: str | None = None
    as_of: dt.date | None = None
    fact_id: str | None = None
    annotation: str = ""
    side: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something an editor should look at, at one primary place and any number of related ones.

    Attributes:
        info: the rule.
        fingerprint: its stable name.
        message: what is the matter, for people.
        primary: where to begin.
        related: the other places, in the order of pages.
        severity: error, warning or info.
        confidence: from 0 to 1.
        subject: the concept it is about.
        attribute: the attribute it is about.
        scope: the case it is about, as the tables spell it.
        direction: what to do, one of `tables.DIRECTIONS`.
        risk: of its attribute; high, normal or low.
    """

    info: RuleInfo
    fingerprint: str
    message: str
    primary: Evidence
    related: tuple[Evidence, ...] = ()
    severity: str = "warning"
    confidence: float = 1.0
    subject: str | None = None
    attribute: str | None = None
    scope: str = ""
    direction: str = ""
    risk: str = "normal"


@dataclass(frozen=True)
class Context:
    """Everything rules read.

    Attributes:
        documents: the documents table.
        facts: the facts table; the facts that satisfy their schema.
        rejected: facts that broke it, with a text column ``failure`` that says how.
        signals: the signals table.
        citations: the citations table.
        domains: the schemas by id, as in the facts' ``schema`` column.
        settings: the project's; ``as_of`` is the day to judge by.
        decisions: what people decided about findings; None where nothing is to be hidden for it.
        references: the references table; None where configuration names none.
        evidence: the sources that its rows rest on, by id.
        asked: codes of the rules that are asked; None asks all. A disagreement still falls under the rule that it
            falls under when all are asked.
    """

    documents: pd.DataFrame
    facts: pd.DataFrame
    rejected: pd.DataFrame
    signals: pd.DataFrame
    citations: pd.DataFrame
    domains: Mapping[str, Domain]
    settings: Settings
    decisions: Decisions | None = None
    references: pd.DataFrame | None = None
    evidence: Mapping[str, EvidenceSource] = field(default_factory=dict)
    asked: Collection[str] | None = None

    @cached_property
    def agreed(self) -> tuple[Agreed, ...]:
        """Every row of the references table, whether or not it is in force."""
        return () if self.references is None else tuple(agreed_facts(self.references, self.domains))

    @cached_property
    def judgements(self) -> list[Judgement]:
        """What pages say of each agreed claim that is in force."""
        holding = in_force(self.agreed, self.settings.as_of)
        return judgements(self.facts, self.documents, holding, self.domains) if holding else []

    @cached_property
    def contradicting(self) -> frozenset[str]:
        """The ids of the facts that contradict an agreed one."""
        return frozenset(each.fact_id for judged in self.judgements for each in judged.faults)

    @cached_property
    def upheld(self) -> frozenset[str]:
        """The ids of the facts that say what is agreed."""
        return frozenset(each.fact_id for judged in self.judgements for each in judged.right)

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """The pages by their id."""
        return sources(self.documents)

    @cached_property
    def disagreements(self) -> list[Disagreement]:
        """Every disagreement among the facts, each once."""
        return disagreements(self.facts, self.documents, self.domains)

    @cached_property
    def passages(self) -> list[Passage]:
        """The passages of pages that are not archived."""
        archived = set(self.documents.loc[self.documents["status"] == "archived", "doc"])
        return [each for each in passages(self.signals) if each.doc not in archived]

    @cached_property
    def names(self) -> Names:
        """Finds the names of concepts in texts that are read no further."""
        return Names(self.domains)

    @cached_property
    def voices(self) -> Voices:
        """Who speaks at a place, page and offset: copies of one text are one voice."""
        docs = {doc for each in self.disagreements for side in each.sides for doc in side.docs}
        return voices([each for each in self.passages if each.doc in docs])

    def option(self, info: RuleInfo, name: str, doc: str = "") -> Any:
        """What holds for an option of a rule: what is set for the page ``doc`` or the project, else its default."""
        rules = self.settings.collection(doc).rules if doc else self.settings.rules
        default = next(each.default for each in info.options if each.name == name)
        return rules.get(info.code, {}).get(name, default)

    def advice(self, doc: str) -> str:
        """What to do about a page at fault: one that is not ours is never told to change."""
        source = self.sources.get(doc, Source(doc))
        return "review this page" if source.ours else "tell the publisher"


class Spent(NamedTuple):
    """A waiver that does not hide what it should, or hides nothing.

    Attributes:
        doc: the file of decisions, or the page with the comment.
        place: where in it.
        key: what names it there.
        what: what it is, for people.
        why: what is the matter with it.
    """

    doc: str
    place: Place
    key: str
    what: str
    why: str


class Outcome(NamedTuple):
    """What a rule makes of a disagreement.

    Attributes:
        findings: what it reports of it.
        rest: what is left for the rules after it; None where the rule has claimed it.
    """

    findings: tuple[Finding, ...]
    rest: Disagreement | None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        info: what it is.
        check: looks at the tables on its own.
        claim: looks at one disagreement that no rule before it has claimed.
        review: looks at what decisions did to the findings of all the others.
    """

    info: RuleInfo
    check: Callable[[Context], Iterable[Finding]] | None = None
    claim: Callable[[Disagreement, Context], Outcome] | None = None
    review: Callable[[Iterable[Spent]], Iterable[Finding]] | None = None
