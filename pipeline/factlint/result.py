"""What a run found, as tables, and what it read and hid on the way."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from factlint.project import DEFAULT_HIDE_HIGH_RISK_MONTHS, DEFAULT_HIDE_MONTHS

if TYPE_CHECKING:
    import pandas as pd

    from factlint.domain import Domain
    from factlint.pages import Block
    from factlint.previous import Known, Previous
    from factlint.ruleinfo import RuleInfo
    from factlint.spans import Place, Span

SEVERITY_RANK = {"info": 0, "warning": 1, "error": 2}


class Mention(NamedTuple):
    """One mention of a concept on a page, whether or not it is part of a claim."""

    doc: str
    place: Place
    concept: str
    text: str
    sentence: str
    section: str


class PageText(NamedTuple):
    """A page as people read it.

    Attributes:
        text: as loaded; facts and signals give their offsets in it.
        prose: the same with what is no text for people (emphasis marks, addresses of links) as spaces.
        blocks: in page order.
        lines: for each block the line of the file on which it begins.
        unread: the claim sentences that were not read.
    """

    text: str
    prose: str
    blocks: tuple[Block, ...]
    lines: tuple[int, ...]
    unread: tuple[Span, ...]


class Hiding(NamedTuple):
    """What people wrote that hides a finding.

    Attributes:
        told: what was decided, until when, by whom and why.
        doc: the file that says so, the file of decisions or a page.
        place: where in it.
        comment: whether it is a comment on a page.
    """

    told: str
    doc: str
    place: Place
    comment: bool = False


@dataclass(frozen=True, eq=False)
class Suppressed:
    """The findings of a run that people decided to hide.

    Attributes:
        findings: as in the findings table.
        evidence: of those findings.
        hidings: by fingerprint, what hides each.
    """

    findings: pd.DataFrame
    evidence: pd.DataFrame
    hidings: Mapping[str, Hiding]


@dataclass(frozen=True, eq=False, repr=False)
class Result:
    """One run.

    Attributes:
        documents: the documents table.
        facts: the facts table, with the schemas' scope dimensions.
        signals: the signals table.
        citations: the citations table.
        findings: the findings table, without what was hidden.
        evidence: the evidence table of those findings.
        unread: claim sentences that were not read, and why.
        as_of: the day the calendar was judged by.
        version: of the program.
        domains: the schemas used, by id.
        hidden: how many findings were hidden, by reason.
        grown: for findings known to the baseline, the pages that joined them since.
        passing: fingerprints of findings that are shown and do not fail the run.
        assigned: for findings that somebody has in hand, by fingerprint: what was decided, who, and by when.
        due: by page, the day on which its next review is due; a page that has no date of review has none.
        texts: by page, for runs that were asked to keep them.
        mentions: of every concept, in page order, for the same runs.
        rules: the rules there are, by code.
        suppressed: what people hid by decisions and by comments, on whatever pages; None where they hid nothing.
        previous: what an earlier run had found, or the pages before the change that is judged; None where there is
            nothing to compare with.
        rejected: ids of the facts that break their schema, which are compared with nothing.
        sides: by fingerprint, for each row of its evidence the side that it stands on, in words; "" for none.
        hide_months: how long a decision may hide a finding at most: where the risk is high, and else.
        withheld: the findings that were hidden, by fingerprint.
        narrowed: whether fewer pages were read than the configuration names, or with other schemas.
    """

    documents: pd.DataFrame
    facts: pd.DataFrame
    signals: pd.DataFrame
    citations: pd.DataFrame
    findings: pd.DataFrame
    evidence: pd.DataFrame
    unread: pd.DataFrame
    as_of: dt.date
    version: str
    domains: Mapping[str, Domain] = field(default_factory=dict)
    hidden: Mapping[str, int] = field(default_factory=dict)
    grown: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    passing: frozenset[str] = frozenset()
    assigned: Mapping[str, str] = field(default_factory=dict)
    due: Mapping[str, dt.date] = field(default_factory=dict)
    texts: Mapping[str, PageText] = field(default_factory=dict)
    mentions: Sequence[Mention] = ()
    previous: Previous | None = None
    rules: Mapping[str, RuleInfo] = field(default_factory=dict)
    suppressed: Suppressed | None = None
    rejected: frozenset[str] = frozenset()
    sides: Mapping[str, Sequence[str]] = field(default_factory=dict)
    hide_months: tuple[int, int] = (DEFAULT_HIDE_HIGH_RISK_MONTHS, DEFAULT_HIDE_MONTHS)
    withheld: Mapping[str, Known] = field(default_factory=dict)
    narrowed: bool = False

    def __repr__(self) -> str:
        return f"Result(pages={len(self.documents)}, facts={len(self.facts)}, findings={len(self.findings)})"

    @property
    def summary(self) -> dict[str, Any]:
        """Counts of pages, facts, sentences read and findings, ready for JSON."""
        severities = self.findings["severity"].value_counts().to_dict()
        return {
            "pages": len(self.documents),
            "pages_not_read": int((self.documents["skipped"] != "").sum()),
            "facts": len(self.facts),
            "claim_sentences": int(self.documents["claim_sentences"].sum()),
            "read_sentences": int(self.documents["read_sentences"].sum()),
            "findings": {name: int(severities.get(name, 0)) for name in SEVERITY_RANK},
            "grown": len(self.grown),
            "assigned": dict(sorted(self._assigned_by_kind().items())),
            "hidden": dict(sorted(self.hidden.items())),
        }

    def _assigned_by_kind(self) -> Counter[str]:
        shown = set(self.findings["fingerprint"]) & self.assigned.keys()
        return Counter(self.assigned[name].partition(":")[0] for name in shown)

    def failing(self, level: str) -> int:
        """How many findings are at ``level`` or above and count."""
        rank = self.findings["severity"].map(SEVERITY_RANK)
        counts = (rank >= SEVERITY_RANK[level]) & ~self.findings["fingerprint"].isin(sorted(self.passing))
        return int(counts.sum())

    def without(self, fingerprints: Collection[str], why: str) -> Result:
        """The result with these findings hidden and counted under ``why``."""
        gone = sorted(set(fingerprints) & set(self.findings["fingerprint"]))
        if not gone:
            return self
        from factlint.previous import known_findings

        hidden = self.findings["fingerprint"].isin(gone)
        return replace(
            self,
            findings=self.findings[~hidden].reset_index(drop=True),
            evidence=self.evidence[~self.evidence["fingerprint"].isin(gone)].reset_index(drop=True),
            hidden={**self.hidden, why: self.hidden.get(why, 0) + len(gone)},
            withheld={**self.withheld, **known_findings(self.findings[hidden])},
        )

    def pages_of(self) -> dict[str, frozenset[str]]:
        """For each finding the pages that have a part in it, by fingerprint."""
        pages = {name: {doc} for name, doc in zip(self.findings["fingerprint"], self.findings["doc"], strict=True)}
        for name, doc in zip(self.evidence["fingerprint"], self.evidence["doc"], strict=True):
            pages.setdefault(name, set()).add(doc)
        return {name: frozenset(docs) for name, docs in pages.items()}


class ExampleOutcome(NamedTuple):
    """What became of one example of a schema; it holds where nothing is missing and nothing unexpected.

    Attributes:
        schema: the schema's id.
        line: of the example in the schema's file.
        attribute: whose example it is.
        text: what was read.
        missing: the facts that it expects and that were not read.
        unexpected: the facts that were read and that it does not expect.
        path: the schema's file, or the name of a packaged schema.
        expected: all facts that it expects.
        read_by: for each unexpected fact the pattern that read it, with its line.
    """

    schema: str
    line: int
    attribute: str
    text: str
    missing: tuple[str, ...]
    unexpected: tuple[str, ...]
    path: str = ""
    expected: tuple[str, ...] = ()
    read_by: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether the text gives what it is expected to give."""
        return not self.missing and not self.unexpected


class PatternUse(NamedTuple):
    """On how many pages of a run one pattern of a schema has read a fact."""

    schema: str
    attribute: str
    pattern: str
    pages: int


class Instance(NamedTuple):
    """A sentence at its place."""

    doc: str
    line: int
    column: int
    sentence: str


class Suggestion(NamedTuple):
    """A pattern that would read sentences which are not read.

    Attributes:
        schema: the id of the schema that could have it.
        subject: the kind of concept that the sentences are about.
        left: what they leave over: a kind of quantity or of concept, or "status".
        pattern: a draft, which matches every one of them.
        attributes: those that take such a value, in the schema's order.
        sentences: how many.
        different: how many, equal ones counted once.
        pages: on how many pages.
        examples: a few of them.
    """

    schema: str
    subject: str
    left: str
    pattern: str
    attributes: tuple[str, ...]
    sentences: int
    different: int
    pages: int
    examples: tuple[Instance, ...]
