"""The concepts of a schema file: read, checked against each other, and compiled into a vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from factlint.domain.language import Language
from factlint.domain.model import Concept, Domain
from factlint.domain.schemafile import ConceptEntry, SchemaFile
from factlint.domain.vocabulary import Vocabulary, folded_name, vocabulary_terms
from factlint.domain.yamlfile import KeyPath, YamlFile

MOST_ANCESTORS: Final = 200


class ConceptReader:
    """Reads the concepts of one schema file; every fault is raised at its place."""

    def __init__(self, file: YamlFile, model: SchemaFile) -> None:
        self._file, self._model = file, model
        self._check_names()
        self.concepts = self._read()

    def _check_names(self) -> None:
        for kind, entries in self._model.concepts.items():
            for key, entry in entries.items():
                where = ("concepts", kind, key)
                if not (entry.names or folded_name(key)):
                    raise self._file.error(where, f"{key!r} is no name", "give the concept names")
                for field in ("names", "brands", "misnomers"):
                    self._refuse_empty((*where, field), getattr(entry, field))
                for number, product in enumerate(entry.products):
                    self._refuse_empty((*where, "products", number), [product.name])
        self._refuse_empty(("ignore",), self._model.ignore)

    def _refuse_empty(self, where: KeyPath, names: Iterable[str]) -> None:
        for number, name in enumerate(names):
            if not folded_name(name):
                raise self._file.error((*where, number), f"{name!r} is no name", "write a word, or remove it")

    def _read(self) -> dict[str, Concept]:
        concepts: dict[str, Concept] = {}
        for kind, entries in self._model.concepts.items():
            for key, entry in entries.items():
                if key in concepts:
                    first = concepts[key].kinds[0]
                    raise self._file.error(
                        ("concepts", kind, key),
                        f"the concept {key!r} stands under {first!r} too",
                        f"keep one and add `also: [{kind}]` to it",
                    )
                concepts[key] = _concept(key, kind, entry)
        return concepts

    def check(self, domain: Domain) -> None:
        """Check what concepts say of each other.

        Raises:
            SchemaError: a parent, a subject, a scope or an attribute is not there, or is_a goes round in a circle.
        """
        for concept in domain.concepts.values():
            for parent in concept.is_a:
                if parent not in domain.concepts:
                    raise self._file.error(
                        self._path(concept, "is_a"),
                        f"{concept.id} is a {parent!r}, which is no concept",
                        "add that concept or correct its id",
                    )
            if concept.as_subject and concept.as_subject not in domain.concepts:
                raise self._file.error(
                    self._path(concept, "as_subject"),
                    f"there is no concept {concept.as_subject!r}",
                    "correct its id",
                )
            self._check_implied(concept)
            if len(domain.ancestors(concept.id)) > MOST_ANCESTORS:
                raise self._file.error(
                    self._path(concept, "is_a"),
                    f"{concept.id} is more than {MOST_ANCESTORS} concepts, by is_a of is_a",
                    "leave out steps in between",
                )
            circle = _circle(concept.id, domain.concepts)
            if circle:
                raise self._file.error(
                    self._path(concept, "is_a"),
                    f"is_a goes round in a circle: {' > '.join(circle)}",
                    "remove one of these",
                )
            for attribute in concept.allow:
                if attribute not in self._model.attributes:
                    raise self._file.error(
                        self._path(concept, "allow", attribute),
                        f"there is no attribute {attribute!r}",
                        "correct its id",
                    )

    def _check_implied(self, concept: Concept) -> None:
        for dimension, implied in concept.implies.items():
            kinds = self._model.scope.get(dimension)
            if kinds is None or implied not in self.concepts:
                raise self._file.error(
                    self._path(concept, "implies", dimension),
                    f"{dimension}: {implied} is no scope",
                    "give a scope dimension and a concept that fills it",
                )

    def _path(self, concept: Concept, *rest: str) -> KeyPath:
        return ("concepts", concept.kinds[0], concept.id, *rest)

    def tags(self, domain: Domain, concept: Concept) -> tuple[str, ...]:
        """What patterns know a mention of ``concept`` by: its kinds, its id, and all it is."""
        meant = domain.concepts[concept.as_subject].kinds if concept.as_subject else ()
        kinds = dict.fromkeys([*concept.kinds, *meant])
        return (*kinds, *sorted(domain.ancestors(concept.id)))

    def vocabulary(self, language: Language) -> Vocabulary:
        """Every name, compiled.

        Raises:
            SchemaError: one name belongs to two concepts.
        """
        try:
            terms = vocabulary_terms(self.concepts.values(), self._model.ignore, language.inflector)
        except ValueError as error:
            raise self._file.error(("concepts",), str(error), "keep it in one place") from error
        endings = {end.lower(): one.id for one in self.concepts.values() for end in one.endings}
        return Vocabulary(terms, language.denying, endings)


def _concept(key: str, kind: str, entry: ConceptEntry) -> Concept:
    products = tuple(each.product() for each in entry.products)
    own = dict.fromkeys([*(entry.names or [key.replace("-", " ")]), *entry.brands])
    folded = {folded_name(name) for name in own}
    former = [each.name for each in products if folded_name(each.name) not in folded]
    names = dict.fromkeys([*own, *former])
    return Concept(
        id=key,
        kinds=tuple(dict.fromkeys([kind, *entry.also])),
        names=tuple(names),
        brands=(*entry.brands, *former),
        products=products,
        misnomers=tuple(entry.misnomers),
        is_a=tuple(entry.is_a),
        as_subject=entry.as_subject,
        implies=entry.implies,
        varied=entry.varied,
        endings=tuple(entry.endings),
        special=entry.special,
        codes=entry.codes,
        allow={attribute: tuple(values) for attribute, values in entry.allow.items()},
    )


def _circle(start: str, concepts: Mapping[str, Concept]) -> list[str]:
    """The path by which a concept is its own ancestor; empty where it is not."""
    todo: list[list[str]] = [[start]]
    seen: set[str] = set()
    while todo:
        path = todo.pop()
        for parent in concepts[path[-1]].is_a if path[-1] in concepts else ():
            if parent == start:
                return [*path, start]
            if parent not in seen:
                seen.add(parent)
                todo.append([*path, parent])
    return []
