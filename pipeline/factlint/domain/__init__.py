"""The domain schema: what a content team declares, checked and compiled."""

from factlint.domain.build import load_domain, packaged_schemas
from factlint.domain.compiled import CompiledDomain
from factlint.domain.model import Attribute, Concept, Domain, Polarity, Relation

__all__ = [
    "Attribute",
    "CompiledDomain",
    "Concept",
    "Domain",
    "Polarity",
    "Relation",
    "load_domain",
    "packaged_schemas",
]
