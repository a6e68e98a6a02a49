"""A project's settings: what is read, how it is described, and what is reported."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from pathspec import PathSpec
    from pathspec.patterns.gitignore.basic import GitIgnoreBasicPattern

DEFAULT_REVIEW_MONTHS: Final = 36
DEFAULT_HIDE_MONTHS: Final = 24
DEFAULT_HIDE_HIGH_RISK_MONTHS: Final = 6
LANGUAGE: Final = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"
VARIANT_KINDS: Final = ("pdf", "print", "translation", "easy-read", "summary")
"""What a page may be to the page that it is a variant of."""
DEFAULT_SCHEMA: Final = "factlint:paediatric-oncology"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that configuration may set for a rule, in ``[tool.factlint.rules.CODE]``.

    Attributes:
        name: its key.
        default: what holds where it is not set: a whole number, a share from 0 to 1 (float), a bool, texts (tuple
            of str), or a length of time (`Months`); a value of another kind is refused.
        says: what it does, in one line.
        choices: the texts that it may be made of; empty where any will do. For texts only.
    """

    name: str
    default: OptionValue
    says: str
    choices: tuple[str, ...] = ()


class Months(int):
    """A length of time in months; configuration writes it "10 years" or "18 months"."""


OptionValue: TypeAlias = "bool | int | float | tuple[str, ...]"


@dataclass(frozen=True)
class Collection:
    """A group of pages that share metadata and policy; the keys of ``[[collections]]``.

    Attributes:
        paths: gitwildmatch globs from the project root.
        metadata: documents columns that it sets (publisher, owner, ours, jurisdiction, authority ...).
        scope: default scope, dimension to concept id.
        review_months: how often its pages are to be reviewed.
        schemas: schema names or files; empty takes the project's.
        severity: rule code to severity.
        rules: rule code to what is set of its options.
        name: what people call it; "" where it has no name.
        lines: the line of the configuration on which each of its keys stands.
    """

    paths: tuple[str, ...] = ("**",)
    metadata: Mapping[str, object] = field(default_factory=dict)
    scope: Mapping[str, str] = field(default_factory=dict)
    review_months: int | None = None
    schemas: tuple[str, ...] = ()
    severity: Mapping[str, str] = field(default_factory=dict)
    rules: Mapping[str, Mapping[str, OptionValue]] = field(default_factory=dict)
    name: str = ""
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)

    def holds(self, doc: str) -> bool:
        """Whether the page ``doc`` is one of the collection's."""
        return _globs(self.paths).match_file(doc)

    def over(self, base: Collection) -> Collection:
        """This collection with what it does not say taken from ``base``."""
        return Collection(
            paths=self.paths,
            metadata={**base.metadata, **self.metadata},
            scope={**base.scope, **self.scope},
            review_months=self.review_months or base.review_months,
            schemas=self.schemas or base.schemas,
            severity={**base.severity, **self.severity},
            rules=_over(base.rules, self.rules),
            name=self.name or base.name,
            lines={**base.lines, **self.lines},
        )


@dataclass(frozen=True)
class Settings:
    """Everything configuration decides, with the defaults of a project that has none.

    Attributes:
        root: the project's folder; documents are named from here.
        as_of: the day the calendar is judged by.
        collections: in the order of the configuration.
        schemas: packaged schemas as ``factlint:NAME``, others as absolute paths.
        review_months: how often pages are to be reviewed.
        select: codes, or the letters codes begin with, that alone are reported; empty for the default ones.
        ignore: codes, or the letters codes begin with, that are not reported.
        severity: rule code to error, warning, info or off.
        rules: rule code to what is set of its options.
        fail_on: the level at which a finding fails the run.
        min_confidence: findings less sure than this are hidden.
        baseline: file of findings that were there when the team started.
        decisions: file of what people decided about findings.
        approvers: who may approve that a finding about a high-risk attribute is hidden; empty for anybody.
        hide_months: how long a decision may hide a finding at most.
        hide_high_risk_months: the same where the attribute is of high risk.
        references: absolute files with tables of agreed facts.
        evidence: file that lists the sources that claims rest on.
        source_url: where a code host shows a page, with ``{path}`` and ``{line}``; "" where none does.
        exclude: gitwildmatch globs, from the root, of files that are not read.
        sources: absolute files and folders to read.
        config: the configuration file; None where there is none.
        cache: the folder where what pages gave is kept between runs; None keeps nothing.
        narrowed: whether the command line reads fewer pages than the configuration names, or with other schemas.
    """

    root: Path
    as_of: dt.date
    collections: tuple[Collection, ...] = ()
    schemas: tuple[str, ...] = (DEFAULT_SCHEMA,)
    review_months: int = DEFAULT_REVIEW_MONTHS
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, str] = field(default_factory=dict)
    rules: Mapping[str, Mapping[str, OptionValue]] = field(default_factory=dict)
    fail_on: str = "error"
    min_confidence: float = 0.0
    baseline: Path | None = None
    decisions: Path | None = None
    approvers: tuple[str, ...] = ()
    hide_months: int = DEFAULT_HIDE_MONTHS
    hide_high_risk_months: int = DEFAULT_HIDE_HIGH_RISK_MONTHS
    references: tuple[Path, ...] = ()
    evidence: Path | None = None
    source_url: str = ""
    exclude: tuple[str, ...] = ()
    sources: tuple[Path, ...] = ()
    config: Path | None = None
    narrowed: bool = False
    cache: Path | None = None

    @property
    def every_schema(self) -> tuple[str, ...]:
        """The schemas of the project and of its collections, each once."""
        own = (name for each in self.collections for name in each.schemas)
        return tuple(dict.fromkeys([*self.schemas, *own]))

    def collection(self, doc: str) -> Collection:
        """What is set for the page ``doc``: the project's own values, and over them, key by key, those of
        every collection that holds it, later ones winning."""
        merged = Collection(
            review_months=self.review_months, schemas=self.schemas, severity=dict(self.severity), rules=dict(self.rules)
        )
        for each in self.collections:
            if each.holds(doc):
                merged = each.over(merged)
        return merged

    def excludes(self, doc: str) -> bool:
        """Whether configuration says that the file ``doc`` is not to be read."""
        return bool(self.exclude) and _globs(self.exclude).match_file(doc)

    def reports(self, code: str, default: bool = True) -> bool:
        """Whether rule ``code`` is wanted: the longer prefix of it decides, ``ignore`` where they are equal.

        Args:
            code: such as C101.
            default: whether the rule is on where nothing is selected.
        """
        chosen = max((len(prefix) for prefix in self.select if code.startswith(prefix)), default=0)
        dropped = max((len(prefix) for prefix in self.ignore if code.startswith(prefix)), default=0)
        if chosen or dropped:
            return chosen > dropped
        return default and not self.select


def _over(
    base: Mapping[str, Mapping[str, OptionValue]], own: Mapping[str, Mapping[str, OptionValue]]
) -> dict[str, Mapping[str, OptionValue]]:
    return {code: {**base.get(code, {}), **own.get(code, {})} for code in sorted({*base, *own})}


@lru_cache(maxsize=1024)
def _globs(lines: tuple[str, ...]) -> PathSpec[GitIgnoreBasicPattern]:
    from pathspec import PathSpec

    # This engine takes time linear in the path whatever the glob, so that configuration cannot hang a run.
    return PathSpec.from_lines("gitignore", lines, backend="re2")
