"""The tables of agreed facts of a project as one, and the sources that they rest on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pandas as pd

    from factlint.compare.agreed import EvidenceSource
    from factlint.project import Settings


class AgreedTables(NamedTuple):
    """The references table, None where configuration names none, and the sources by id."""

    references: pd.DataFrame | None = None
    evidence: Mapping[str, EvidenceSource] = {}


def agreed_tables(settings: Settings) -> AgreedTables:
    """The tables that the settings name.

    Raises:
        ConfigError: there is a mistake in one; with file and line.
    """
    if not (settings.references or settings.evidence):
        return AgreedTables()
    # Late: most projects have none, and reading them takes the schemas.
    from factlint.references.evidence import read_evidence
    from factlint.references.read import read_references

    evidence = read_evidence(settings.evidence, settings.root) if settings.evidence else None
    return AgreedTables(read_references(settings.references, settings, evidence), evidence or {})
