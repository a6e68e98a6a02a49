"""What a row of a reference means: subjects, attributes, values and scopes as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from factlint.compare.agreed import REGION
from factlint.config import suggestion
from factlint.domain import Attribute, CompiledDomain
from factlint.domain.model import PART
from factlint.domain.vocabulary import Mention
from factlint.errors import ConfigError
from factlint.jurisdiction import is_code
from factlint.reading import reader_of
from factlint.references.rows import Written
from factlint.values import Value, ValueKind, parse
from factlint.wording import concept_name


class SchemaWords:
    """Finds what the words of a row stand for in one schema."""

    def __init__(self, compiled: CompiledDomain) -> None:
        self.compiled, self.domain = compiled, compiled.domain

    @cached_property
    def _attributes(self) -> dict[str, Attribute]:
        """Those that make facts, by id and by title."""
        own = [each for each in self.domain.attributes.values() if each.report]
        return {_folded(each.title): each for each in own} | {_folded(each.id): each for each in own}

    @cached_property
    def names(self) -> list[str]:
        """What attributes may be called."""
        return [each.id for each in self.domain.attributes.values() if each.report]

    def attribute(self, text: str) -> Attribute | None:
        """The attribute with that id or title."""
        return self._attributes.get(_folded(text))

    def concepts(self, text: str, kinds: Iterable[str] = ()) -> list[str]:
        """The concepts with that id or any of those names, of the kinds wanted; more than one where it is unclear."""
        if text in self.domain.concepts:
            found = {text}
        else:
            found = {one.concept for one in self._mentions(text) if not one.misnomer}
        wanted = set(kinds)
        return sorted(each for each in found if not wanted or not wanted.isdisjoint(self.domain.concepts[each].kinds))

    def right_name(self, text: str) -> str:
        """What is rightly called what the text calls by a wrong name of the schema; "" for any other text."""
        wrong = [one.concept for one in self._mentions(text) if one.misnomer]
        return concept_name(self.domain, wrong[0]) if wrong else ""

    def _mentions(self, text: str) -> list[Mention]:
        return [one for one in self.compiled.vocabulary.find(text) if one.end - one.start == len(text)]

    def known(self, kinds: Iterable[str]) -> list[str]:
        """Ids and names of the concepts of these kinds."""
        wanted = set(kinds)
        own = (each for each in self.domain.concepts.values() if not wanted.isdisjoint(each.kinds))
        return sorted({name for each in own for name in (each.id, *each.names)})

    # Values

    def value(self, row: Written, attribute: Attribute) -> Value:
        """The value of a row, canonical (``P6M``) or in words ("6 months").

        Raises:
            ConfigError: it is no value of the attribute.
        """
        text = row.cells["value"]
        if attribute.kind is ValueKind.TEXT:
            return Value(ValueKind.TEXT, text)
        if attribute.values:
            return self._listed(row, attribute, text)
        kinds = (attribute.kind, *attribute.other_kinds)
        for kind in kinds:
            if kind is not ValueKind.CONCEPT and (found := _canonical(kind, text)):
                return found
        if attribute.kind is ValueKind.CONCEPT:
            concepts = self.concepts(text, [attribute.value_kind])
            if not concepts and not attribute.other_kinds:
                remedy = self.remedy(text, [attribute.value_kind])
                raise row.error("value", f"{text!r} is no {attribute.value_kind} of the schema", remedy)
            if concepts:
                return Value(ValueKind.CONCEPT, concepts[0])
        return self._quantity(row, attribute, text)

    def _listed(self, row: Written, attribute: Attribute, text: str) -> Value:
        found = next((each for each in attribute.values if _folded(each) == _folded(text)), None)
        if found is None:
            raise row.error("value", f"{attribute.id} is never {text!r}", suggestion(text, attribute.values))
        return Value(ValueKind.CONCEPT, found)

    def _quantity(self, row: Written, attribute: Attribute, text: str) -> Value:
        found = reader_of(self.compiled).quantities.find(text)
        whole = found[0].value if len(found) == 1 and found[0].end - found[0].start == len(text) else None
        value = whole and self._fitting(whole, attribute)
        if value is None:
            remedy = "write it as `factlint facts` does, such as P6M, or in words that a page could use"
            raise row.error("value", f"{text!r} is no {attribute.kind.value}", remedy)
        return value

    def _fitting(self, value: Value, attribute: Attribute) -> Value | None:
        """The value as facts of the attribute have it; None where it is of another kind."""
        if value.kind in (attribute.kind, *attribute.other_kinds):
            return value
        per = self.compiled.readers[attribute.id].per
        if per and value.kind is ValueKind.COUNT:
            return replace(parse(ValueKind.RATE, f"{value.text}/{per}"), approx=value.approx)
        if {attribute.kind, value.kind} == {ValueKind.AGE, ValueKind.DURATION}:
            return replace(value, kind=attribute.kind)
        return None

    # Scope

    def scope(self, row: Written) -> dict[str, str]:
        """The scope of a row: ``disease=measles;phase=late``.

        Raises:
            ConfigError: a dimension or what fills it is none of the schema's.
        """
        found: dict[str, str] = {}
        for name, text in self._pairs(row):
            if name in found:
                raise row.error("scope", f"the scope says {name} twice", "keep one, or write two rows")
            found[name] = self._filling(row, name, text)
        return dict(sorted(found.items()))

    def _pairs(self, row: Written) -> Iterator[tuple[str, str]]:
        for part in row.cells.get("scope", "").split(";"):
            name, equals, text = (each.strip() for each in part.partition("="))
            if not part.strip():
                continue
            if not equals or not text:
                raise row.error("scope", f"{part.strip()!r} is no scope", "write it as dimension=concept; parted by ;")
            if name not in self.domain.dimensions and name != REGION:
                known = {*self.domain.dimensions, REGION}
                raise row.error("scope", f"{name!r} is no scope dimension", suggestion(name, known))
            yield name, text

    def _filling(self, row: Written, name: str, text: str) -> str:
        kinds = self.domain.dimensions.get(name, ())
        if name == REGION and is_code(text):
            return text
        # "Urethral~cancer": a case for which the schema has no concept of its own.
        if PART in text and self.concepts(text.rpartition(PART)[2], kinds):
            return text
        found = self.concepts(text, kinds)
        if not found:
            raise row.error("scope", f"{text!r} is no {name} of the schema", self.remedy(text, kinds))
        return found[0]

    def remedy(self, text: str, kinds: Iterable[str]) -> str:
        """What to write in place of a text that names nothing of these kinds."""
        right = self.right_name(text)
        return f"the right name is {right}" if right else suggestion(text, self.known(kinds))


def no_attribute(row: Written, every: Iterable[SchemaWords]) -> ConfigError:
    """The error that no schema has the attribute of a row."""
    text = row.cells["attribute"]
    known = sorted({name for each in every for name in each.names})
    return row.error("attribute", f"no schema has the attribute {text!r}", suggestion(text, known))


def no_subject(row: Written, every: Iterable[SchemaWords], attribute: str) -> ConfigError:
    """The error that no concept of which the attribute is said has the name in a row."""
    text = row.cells["subject"]
    homes = list(every)
    known = sorted({name for each in homes for name in each.known(each.domain.attributes[attribute].of)})
    right = next(filter(None, (each.right_name(text) for each in homes)), "")
    remedy = f"the right name is {right}" if right else suggestion(text, known)
    return row.error("subject", f"nothing that has {attribute} is called {text!r}", remedy)


def _folded(text: str) -> str:
    return " ".join(re.split(r"[\s_-]+", text.casefold())).strip()


def _canonical(kind: ValueKind, text: str) -> Value | None:
    try:
        return parse(kind, text)
    except ValueError:
        return None
