"""From a schema file to a compiled domain."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Final

from factlint.domain.compiled import AttributeReader, CompiledDomain, Example
from factlint.domain.concepts import ConceptReader
from factlint.domain.language import LanguageFile, compile_language, inflector, merged, plain
from factlint.domain.model import Attribute, Domain, Polarity, Relation
from factlint.domain.patterns import EVERY, Pattern, PatternCompiler, PatternError
from factlint.domain.schemafile import AttributeEntry, SchemaFile, check
from factlint.domain.sections import unit_fault
from factlint.domain.soundness import check_soundness, read_bounds
from factlint.domain.yamlfile import KeyPath, YamlFile, parse_yaml, read_yaml
from factlint.errors import SchemaError
from factlint.values import ValueKind

PREFIX: Final = "factlint:"
LANGUAGE: Final = "english"
BRAND_TAG: Final = "brand"
YEAR_TAG: Final = "year"
VAGUE_TAG: Final = "vague"
"""Carried by quantities without an upper end that are only roughly known ("a few days")."""
_QUANTITIES: Final = tuple(kind.value for kind in ValueKind if kind not in (ValueKind.CONCEPT, ValueKind.TEXT))
_TERM = re.compile(r"[a-z][a-z0-9_]*")


def packaged_schemas() -> dict[str, Path]:
    """Schemas that ship with factlint, by name."""
    folder = resources.files("factlint.schemas")
    files = sorted(item.name for item in folder.iterdir() if item.name.endswith(".yaml"))
    return {name.removesuffix(".yaml"): Path(str(folder / name)) for name in files}


def load_domain(source: str | Path, root: Path | None = None) -> CompiledDomain:
    """The compiled domain of a schema file, or of a packaged schema by its name.

    Raises:
        SchemaError: it is not there, or it has a fault; the message names file, line and what would be right.
    """
    path, shown = _resolve(str(source), root)
    stamp = path.stat().st_mtime_ns if path.exists() else 0
    return _load(path, shown, str(source), stamp)


def compile_text(text: str, name: str) -> CompiledDomain:
    """The compiled domain of a schema that is no file yet; ``name`` is what messages call it.

    Raises:
        SchemaError: as `load_domain`.
    """
    file = parse_yaml(text, name)
    model: SchemaFile = check(SchemaFile, file)
    return _Builder(file, model).build(name, hashlib.sha256(text.encode()).hexdigest())


def _resolve(source: str, root: Path | None) -> tuple[Path, str]:
    name = source.removeprefix(PREFIX)
    packaged = packaged_schemas()
    packaged.pop(LANGUAGE, None)
    if source.startswith(PREFIX) or ("/" not in source and not source.endswith((".yaml", ".yml"))):
        if name in packaged:
            return packaged[name], PREFIX + name
        raise SchemaError(
            f"there is no packaged schema {name!r}",
            remedy=f"known: {', '.join(packaged)}; or give a path to a .yaml file",
        )
    path = Path(source) if root is None or Path(source).is_absolute() else root / source
    return path, source


@lru_cache(maxsize=8)
def _load(path: Path, shown: str, source: str, _stamp: int) -> CompiledDomain:
    file = read_yaml(path, shown)
    model: SchemaFile = check(SchemaFile, file)
    return _Builder(file, model).build(source, file.sha256)


@lru_cache(maxsize=1)
def english() -> tuple[YamlFile, LanguageFile]:
    """General English as it ships."""
    file = read_yaml(packaged_schemas()[LANGUAGE], PREFIX + LANGUAGE)
    model: LanguageFile = check(LanguageFile, file)
    return file, model


class _Builder:
    """Compiles one schema file; every fault is raised at its place."""

    def __init__(self, file: YamlFile, model: SchemaFile) -> None:
        self.file, self.model = file, model

    def build(self, source: str, sha256: str) -> CompiledDomain:
        english_file, _ = english()
        words = self.language()
        self.inflector = inflector(words)
        self.concept_reader = ConceptReader(self.file, self.model)
        self.concepts = self.concept_reader.concepts
        self.attributes = {key: self.attribute(key, entry) for key, entry in self.model.attributes.items()}
        domain = Domain(
            id=self.model.schema_,
            concepts=self.concepts,
            attributes=self.attributes,
            dimensions=self.dimensions(),
            relations=tuple(self.relations()),
        )
        self.concept_reader.check(domain)
        check_soundness(self.file, self.model, domain)
        self.tags = {key: self.concept_reader.tags(domain, concept) for key, concept in self.concepts.items()}
        lists = merged(words.lists, self.model.lists)
        self.compiler = PatternCompiler(self.inflector.forms, lists, self.slots(), self.stand_ins(words))
        compile_language(self.model.english, self.file, ("english",), self.compiler)  # a fault in it is this file's
        language = compile_language(words, english_file, (), self.compiler)
        return CompiledDomain(
            domain=domain,
            language=language,
            vocabulary=self.concept_reader.vocabulary(language),
            readers={key: self.reader(key, entry) for key, entry in self.model.attributes.items()},
            anaphors={key: self.anaphors(key, phrases) for key, phrases in self.model.anaphors.items()},
            beside=frozenset(self.beside()),
            unnamed={name: self.unnamed(name, sources) for name, sources in self.model.unnamed.items()},
            examples=tuple(self.examples()),
            compiler=self.compiler,
            units={key: plain(unit) for key, unit in self.model.units.items()},
            assumed=self.model.assume,
            source=source,
            sha256=sha256,
            english_sha256=english_file.sha256,
            tags=self.tags,
            right_words=frozenset(word.lower() for word in self.model.known_words),
        )

    def language(self) -> LanguageFile:
        """General English with the schema's additions; the units of both must go together."""
        _, base = english()
        both = merged(plain(base), plain(self.model.english))
        words: LanguageFile = check(LanguageFile, self.file, both, ("english",))
        fault = unit_fault({**words.units, **self.model.units})
        if fault:
            key, why = fault
            where = ("units", key) if key in self.model.units else ("english", "units", key)
            raise self.fault(where, f"the unit {key!r}: {why}", "give each word to one unit, with a code of UCUM")
        return words

    def stand_ins(self, words: LanguageFile) -> dict[str, list[str]]:
        """What can stand for a concept in focus, by its kind: pronouns, and the schema's own phrases."""
        kinds = {kind for concept in self.concepts.values() for kind in concept.kinds}
        return {kind: [*words.personal, *self.model.anaphors.get(kind, ())] for kind in sorted(kinds)}

    # Attributes

    def attribute(self, key: str, entry: AttributeEntry) -> Attribute:
        where = ("attributes", key)
        if not _TERM.fullmatch(key):
            raise self.fault(where, f"{key!r} is no attribute id", "use lower-case letters, digits and underscores")
        kind, value_kind, values = self.value_kind(where, entry)
        kinds = {kind for concept in self.concepts.values() for kind in concept.kinds}
        for number, of in enumerate(entry.of):
            if of not in kinds:
                raise self.fault(
                    (*where, "of", number),
                    f"no concept is of kind {of!r}",
                    f"known: {', '.join(sorted(kinds))}",
                )
        for name, dimensions in (("varies_by", entry.varies_by), ("same", entry.same)):
            for number, dimension in enumerate(dimensions):
                if dimension not in self.model.scope:
                    raise self.fault(
                        (*where, name, number),
                        f"{dimension!r} is no scope dimension",
                        f"declare it under scope; known: {', '.join(self.model.scope)}",
                    )
        if entry.per and kind is not ValueKind.RATE:
            raise self.fault((*where, "per"), f"a {kind.value} has no period", "remove it, or write `value: rate`")
        if entry.defines and kind is not ValueKind.TEXT:
            raise self.fault(
                (*where, "defines"), f"a {kind.value} defines nothing", "remove it, or write `value: text`"
            )
        minimum, maximum = read_bounds(self.file, (*where, "bounds"), kind, entry.bounds.min, entry.bounds.max)
        return Attribute(
            id=key,
            of=tuple(entry.of),
            kind=kind,
            value_kind=value_kind,
            many=entry.values != "single",
            open=entry.values == "open",
            within=self.percent((*where, "agree", "within"), entry.agree.within),
            ends=entry.agree.ends,
            risk=entry.risk,
            varies_by=tuple(entry.varies_by),
            polarity=values if isinstance(values, dict) else {},
            weak=tuple(sorted(set(entry.possible.values()))),
            same=tuple(entry.same),
            report=entry.report,
            minimum=minimum,
            maximum=maximum,
            values=tuple(values),
            title=entry.title or key.replace("_", " "),
            defines=entry.defines,
            other_kinds=tuple(self.other_kinds((*where, "or"), kind, entry.or_)),
        )

    def other_kinds(self, where: KeyPath, kind: ValueKind, texts: Sequence[str]) -> Iterable[ValueKind]:
        for number, text in enumerate(texts):
            if text not in _QUANTITIES:
                known = ", ".join(_QUANTITIES)
                raise self.fault((*where, number), f"{text!r} is no kind of quantity", f"known: {known}")
            if text in (kind.value, *texts[:number]):
                raise self.fault((*where, number), f"it takes a {text} already", "remove it")
            yield ValueKind(text)

    def value_kind(
        self, where: KeyPath, entry: AttributeEntry
    ) -> tuple[ValueKind, str, dict[str, Polarity] | list[str]]:
        value = entry.value
        if isinstance(value, list):
            return ValueKind.CONCEPT, "", value
        if isinstance(value, dict):
            if set(value) == {"text"}:
                return ValueKind.TEXT, value["text"], {}
            sides = {side.value: side for side in Polarity}
            for status, side in value.items():
                if side not in sides:
                    raise self.fault(
                        (*where, "value", status), f"{side!r} is no polarity", f"one of: {', '.join(sides)}"
                    )
            return ValueKind.CONCEPT, "", {status: sides[side] for status, side in value.items()}
        if value in _QUANTITIES:
            return ValueKind(value), "", {}
        if value == ValueKind.TEXT.value:
            return ValueKind.TEXT, "", {}
        if value in self.model.concepts or any(value in concept.kinds for concept in self.concepts.values()):
            return ValueKind.CONCEPT, value, {}
        known = ", ".join([*_QUANTITIES, "text", *self.model.concepts])
        raise self.fault((*where, "value"), f"{value!r} is no kind of value", f"known: {known}")

    def reader(self, key: str, entry: AttributeEntry) -> AttributeReader:
        attribute = self.attributes[key]
        where = ("attributes", key)
        for value in entry.patterns:
            self.check_value(attribute, value, where)
        own = {
            "value": (
                *((ValueKind.COUNT.value,) if entry.per else self.value_tags(attribute)),
                *(kind.value for kind in attribute.other_kinds),
            ),
            "subject": attribute.of or ("",),
        }
        patterns = [
            self.pattern((*where, "patterns", *((value,) if value else ()), number), source, own, key, value or None)
            for value, sources in entry.patterns.items()
            for number, source in enumerate(sources)
        ]

        for number, pattern in enumerate(patterns):
            if pattern.value is None and "value" not in pattern.names:
                raise self.fault(
                    (*where, "patterns", number),
                    f"the pattern {pattern.source!r} has no {{value}}",
                    "add the slot, or put the pattern under the value that it means",
                )

        def several(name: str, sources: Sequence[str]) -> tuple[Pattern, ...]:
            return tuple(
                self.pattern((*where, name, number), source, own, key, None) for number, source in enumerate(sources)
            )

        return AttributeReader(
            id=key,
            patterns=tuple(patterns),
            vetoes=several("not", entry.not_),
            labels=several("labels", entry.labels),
            list_labels=several("list_labels", entry.list_labels),
            tags=own["value"],
            negated=entry.negated,
            possible=entry.possible,
            past_holds=entry.past == "holds",
            scoped=entry.scoped,
            free_focus=entry.focus == "free",
            needs=frozenset(form.rstrip("~") for word in entry.needs for form in self.inflector.forms(word)),
            per=entry.per,
            drops_denied=entry.denied == "drop",
            denied_holds=entry.denied == "holds",
            brand_text=attribute.kind is ValueKind.TEXT and attribute.value_kind == BRAND_TAG,
        )

    def check_value(self, attribute: Attribute, value: str, where: KeyPath) -> None:
        """Check that the value patterns are grouped under is one that the attribute has."""
        allowed = attribute.values or tuple(
            key for key, concept in self.concepts.items() if attribute.value_kind in concept.kinds
        )
        if value and value not in allowed:
            raise self.fault(
                (*where, "patterns", value), f"{value!r} is no value of {attribute.id}", f"known: {', '.join(allowed)}"
            )

    def value_tags(self, attribute: Attribute) -> tuple[str, ...]:
        return (attribute.value_kind or attribute.kind.value,)

    def pattern(
        self, where: KeyPath, source: str, own: Mapping[str, Sequence[str]], key: str, value: str | None
    ) -> Pattern:
        line = self.file.places.get(where, self.file.places.get(where[:-1], (1, 1)))[0]
        try:
            return self.compiler.compile(source, attribute=key, value=value, line=line, own=own)
        except PatternError as error:
            raise self.fault(where, f"the pattern {source!r}: {error}") from error

    def slots(self) -> dict[str, tuple[str, ...]]:
        kinds = {kind for concept in self.concepts.values() for kind in concept.kinds}
        names = [*sorted(kinds), *self.concepts, *_QUANTITIES, BRAND_TAG, YEAR_TAG, VAGUE_TAG, EVERY]
        return {name: (name,) for name in names}

    def anaphors(self, key: str, phrases: Sequence[str]) -> tuple[Pattern, ...]:
        kinds = {kind for concept in self.concepts.values() for kind in concept.kinds}
        if key not in kinds and key not in self.concepts:
            raise self.fault(("anaphors", key), f"{key!r} is neither a kind nor a concept", "correct it")
        return tuple(
            self.pattern(("anaphors", key, number), phrase, {}, key, None) for number, phrase in enumerate(phrases)
        )

    def beside(self) -> Iterable[str]:
        for number, name in enumerate(self.model.beside):
            if name not in self.model.scope:
                known = ", ".join(self.model.scope)
                raise self.fault(("beside", number), f"{name!r} is no scope dimension", f"known: {known}")
            yield name

    def unnamed(self, name: str, sources: Sequence[str]) -> tuple[Pattern, ...]:
        if name not in self.model.scope:
            known = ", ".join(self.model.scope)
            raise self.fault(("unnamed", name), f"{name!r} is no scope dimension", f"known: {known}")
        return tuple(
            self.pattern(("unnamed", name, number), source, {}, name, None) for number, source in enumerate(sources)
        )

    # The rest

    def dimensions(self) -> dict[str, tuple[str, ...]]:
        known = {kind for concept in self.concepts.values() for kind in concept.kinds}
        for name, kinds in self.model.scope.items():
            for number, kind in enumerate(kinds or [name]):
                if kind not in known:
                    raise self.fault(
                        ("scope", name, number), f"no concept is of kind {kind!r}", f"known: {', '.join(sorted(known))}"
                    )
        return {name: tuple(kinds or [name]) for name, kinds in self.model.scope.items()}

    def relations(self) -> Iterable[Relation]:
        for number, entry in enumerate(self.model.relations):
            for key, formula in entry.items():
                total, _, product = (part.strip() for part in formula.partition("="))
                factors = tuple(part.strip() for part in product.split("*"))
                for name in (total, *factors):
                    if name not in self.model.attributes:
                        raise self.fault(
                            ("relations", number, key),
                            f"{name!r} is no attribute",
                            "write `total = factor * factor` with attribute ids",
                        )
                yield Relation(key, total, factors)

    def examples(self) -> Iterable[Example]:
        for key, entry in self.model.attributes.items():
            for number, example in enumerate(entry.examples):
                line = self.file.places.get(("attributes", key, "examples", number), (1, 1))[0]
                facts = tuple(fact.model_dump(exclude_none=True) for fact in example.facts)
                yield Example(key, example.text, facts, line)

    def percent(self, where: KeyPath, text: str) -> float:
        number = text.removesuffix("%").strip()
        try:
            share = float(number) / 100
        except ValueError:
            share = -1.0
        if not text.endswith("%") or not 0 <= share <= 1:
            raise self.fault(where, f"{text!r} is no tolerance", "write a percentage from 0% to 100%")
        return share

    def fault(self, where: KeyPath, message: str, remedy: str = "") -> SchemaError:
        return self.file.error(where, message, remedy)


__all__ = ["compile_text", "english", "load_domain", "packaged_schemas"]
