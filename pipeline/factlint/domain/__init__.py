"""The domain schema: what a content team declares, checked and compiled."""

from factlint.domain.model import Attribute, Concept, Domain, Polarity, Relation

__all__ = ["Attribute", "Concept", "Domain", "Polarity", "Relation"]
