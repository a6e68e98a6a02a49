"""Tables of agreed facts and the sources they rest on, as people keep them in CSV and YAML."""

from factlint.references.draft import drafted
from factlint.references.evidence import read_evidence
from factlint.references.read import read_references
from factlint.references.rows import COLUMNS

__all__ = ["COLUMNS", "drafted", "read_evidence", "read_references"]
