"""The wording of numbers, units and qualifiers in a language, checked as it is read from YAML."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from fractions import Fraction
from typing import Any, Final, TypeAlias, TypeVar

from factlint.units import known_unit, time_unit
from factlint.values import ValueKind, parse

Words: TypeAlias = tuple[str, ...]
Exact: TypeAlias = int | Fraction
Amounts: TypeAlias = Mapping[str, Exact]
Periods: TypeAlias = Mapping[str, str]
Rates: TypeAlias = Mapping[str, str]
Times: TypeAlias = Mapping[str, str]

MAX_WORDS: Final = 2000
MAX_LENGTH: Final = 60
_Section = TypeVar("_Section")


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The section ``numbers``."""

    words: Amounts = field(default_factory=dict)
    scales: Amounts = field(default_factory=dict)
    articles: Words = ()
    singles: Words = ()
    and_: Words = ()
    point: Words = ()
    of: Words = ()
    fractions: Amounts = field(default_factory=dict)
    halves: Words = ()
    pairs: Amounts = field(default_factory=dict)
    vague: Words = ()
    loose: Words = ()
    wholes: Words = ()
    adjectives: Words = ()
    labels: Words = ()
    exceptions: Words = ()
    times: Amounts = field(default_factory=dict)
    ordinals: Words = ()
    months: Amounts = field(default_factory=dict)
    morning: Words = ()
    afternoon: Words = ()
    clock: Times = field(default_factory=dict)
    version: Words = ()


@dataclass(frozen=True, slots=True)
class AgeWords:
    """The section ``qualifiers.ages``: what makes a duration an age."""

    before: Words = ()
    after: Words = ()
    least: Words = ()
    most: Words = ()
    least_after: Words = ()
    most_after: Words = ()
    plural: Words = ()
    people: Words = ()
    next: Words = ()
    not_next: Words = ()


@dataclass(frozen=True, slots=True)
class QualifierWords:
    """The section ``qualifiers``."""

    least: Words = ()
    most: Words = ()
    about: Words = ()
    over: Words = ()
    over_after: Words = ()
    between: Words = ()
    from_: Words = ()
    to: Words = ()
    or_: Words = ()
    and_: Words = ()
    least_after: Words = ()
    most_after: Words = ()
    about_after: Words = ()
    times: Words = ()
    per: Words = ()
    per_time: Words = ()
    each: Words = ()
    other: Words = ()
    occasions: Words = ()
    occasions_per: Words = ()
    events: Words = ()
    apart: Words = ()
    adverbs: Periods = field(default_factory=dict)
    repeated: Rates = field(default_factory=dict)
    abbreviations: Rates = field(default_factory=dict)
    capitals: Words = ()
    ratio: Words = ()
    article_after: Words = ()
    body: Words = ()
    hyphenated: Words = ()
    ages: AgeWords = field(default_factory=AgeWords)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as pages word it.

    Attributes:
        words: its words, the singular first.
        code: the UCUM code it is written in; the ISO 4217 code of a currency.
        factor: how many of ``code`` one of it is.
        currency: whether it is money.
        only_per: whether it counts only where "per ..." follows ("units per square metre").
        only_below: whether it only divides ("per dose"); "3 doses" is a count.
        article: whether "a" before it stands for one.
    """

    words: Words = ()
    code: str = ""
    factor: Exact = 1
    currency: bool = False
    only_per: bool = False
    only_below: bool = False
    article: bool = True

    @property
    def time(self) -> str | None:
        """Its part of an ISO period (``M`` for months); None where it measures no time."""
        return None if self.currency else time_unit(self.code)


@dataclass(frozen=True, slots=True)
class Wordlists:
    """Everything the reader of quantities is built from."""

    numbers: NumberWords
    units: tuple[Unit, ...]
    qualifiers: QualifierWords

    @property
    def labels(self) -> Words:
        """Words after which a number is a name: those of the vocabulary, and those of time ("day 8")."""
        return (*self.numbers.labels, *self.times)

    @property
    def times(self) -> Words:
        """The words of lengths of time, single letters aside."""
        return tuple(word for unit in self.units if unit.time for word in unit.words if len(word) > 1)


def read_wordlists(mapping: Mapping[str, Any]) -> Wordlists:
    """Checks the sections ``numbers``, ``units`` and ``qualifiers``; a section that is absent is empty.

    Raises:
        ValueError: a key is unknown or a value is not what its key takes; the message names the key.
    """
    known = ("numbers", "units", "qualifiers")
    for key in mapping:
        if key not in known:
            raise ValueError(f"{key}: unknown key; known are {', '.join(known)}")
    units = _mapping(mapping.get("units", {}), "units")
    found = tuple(_unit(key, entry) for key, entry in units.items())
    _refuse_shared(found)
    return Wordlists(
        _section(NumberWords, mapping.get("numbers", {}), "numbers"),
        found,
        _section(QualifierWords, mapping.get("qualifiers", {}), "qualifiers"),
    )


def _section(kind: type[_Section], data: Any, path: str) -> _Section:
    """A section whose keys are the fields of ``kind``, a trailing underscore aside."""
    types = {item.name.rstrip("_"): (item.name, str(item.type)) for item in fields(kind)}  # type: ignore[arg-type]
    values: dict[str, Any] = {}
    for key, value in _mapping(data, path).items():
        if key not in types:
            raise ValueError(f"{path}.{key}: unknown key; known are {', '.join(sorted(types))}")
        name, annotation = types[key]
        values[name] = _CHECKS[annotation](value, f"{path}.{key}")
    return kind(**values)


def _mapping(value: Any, path: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping) or len(value) > MAX_WORDS or not all(isinstance(key, str) for key in value):
        raise ValueError(f"{path}: must be a mapping of at most {MAX_WORDS} words")
    return value


def _word(value: Any, path: str) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > MAX_LENGTH:
        raise ValueError(f"{path}: {value!r} must be text of 1 to {MAX_LENGTH} characters; put it in quotes")
    return value.strip()


def _words(value: Any, path: str) -> Words:
    if not isinstance(value, list | tuple) or len(value) > MAX_WORDS:
        raise ValueError(f"{path}: must be a list of at most {MAX_WORDS} words")
    return tuple(_word(item, f"{path}[{place}]") for place, item in enumerate(value))


def _amount(value: Any, path: str) -> Exact:
    try:
        number = Fraction(str(value)) if isinstance(value, int | float | str) else None
    except (ValueError, ZeroDivisionError):
        number = None
    if number is None or number < 0 or isinstance(value, bool):
        raise ValueError(f"{path}: {value!r} must be a number from 0 up, or a fraction such as 1/2")
    return int(number) if number.denominator == 1 else number


def _amounts(value: Any, path: str) -> Amounts:
    return {_word(key, path): _amount(item, f"{path}.{key}") for key, item in _mapping(value, path).items()}


def _canonical(value: Any, path: str, kind: ValueKind) -> Mapping[str, str]:
    """Words with the canonical text of a value each."""
    texts = {_word(key, path): _word(item, f"{path}.{key}") for key, item in _mapping(value, path).items()}
    for key, text in texts.items():
        try:
            parse(kind, text)
        except ValueError as error:
            raise ValueError(f"{path}.{key}: {error}") from error
    return texts


def _periods(value: Any, path: str) -> Periods:
    """Words with an ISO period of one whole part each."""
    texts = _canonical(value, path, ValueKind.DURATION)
    for key, text in texts.items():
        if not re.fullmatch(r"PT?[1-9]\d*[A-Z]", text):
            raise ValueError(f"{path}.{key}: {text!r} must be a whole number of one unit, such as P2W")
    return texts


_CHECKS: Final[Mapping[str, Callable[[Any, str], Any]]] = {
    "Words": _words,
    "Amounts": _amounts,
    "Periods": _periods,
    "Rates": lambda value, path: _canonical(value, path, ValueKind.RATE),
    "Times": lambda value, path: _canonical(value, path, ValueKind.TIME),
    "AgeWords": lambda value, path: _section(AgeWords, value, path),
}
_FLAGS: Final = ("only_per", "only_below", "article")
# Strict YAML hands scalars on as text.
_TRUTH: Final[Mapping[Any, bool]] = {"true": True, "false": False, True: True, False: False}
_UNIT_KEYS: Final = ("words", "code", "currency", "dimension", "factor", "only_per", "only_below", "article")


def _unit(key: str, entry: Any) -> Unit:
    path = f"units.{key}"
    data = _mapping(entry, path)
    for name, value in data.items():
        if name not in _UNIT_KEYS:
            raise ValueError(f"{path}.{name}: unknown key; known are {', '.join(_UNIT_KEYS)}")
        if name in _FLAGS and value not in _TRUTH:
            raise ValueError(f"{path}.{name}: must be true or false")
    words = _words(data.get("words", ()), f"{path}.words")
    if not words:
        raise ValueError(f"{path}.words: a unit needs at least one word")
    flags = {name: _TRUTH[data[name]] for name in _FLAGS if name in data}
    factor = _amount(data.get("factor", 1), f"{path}.factor")
    return Unit(words, _code(key, data, path), factor, "currency" in data, **flags)


def _code(key: str, data: Mapping[str, Any], path: str) -> str:
    """The code that a unit is written in: a code that UCUM lacks gives way to the dimension it names."""
    named = [name for name in ("code", "currency", "dimension") if name in data]
    if "currency" in data and len(named) > 1:
        raise ValueError(f"{path}.currency: a unit of money takes no code and no dimension")
    code = _word(data.get("currency", data.get("code", data.get("dimension", key))), f"{path}.{(named or ['code'])[0]}")
    if "dimension" in data and not known_unit(code):
        code = _word(data["dimension"], f"{path}.dimension")
    sample, kind = (f"1 {code}", ValueKind.MONEY if "currency" in data else ValueKind.QUANTITY)
    try:
        parse(kind, sample)
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from error
    return code


def _refuse_shared(units: tuple[Unit, ...]) -> None:
    """One word may stand for one unit only, or what a page says would depend on the order of a file."""
    owners: dict[str, str] = {}
    for unit in units:
        for word in unit.words:
            folded = word if len(word) == 1 else " ".join(word.lower().split())
            if owners.setdefault(folded, unit.code) != unit.code:
                raise ValueError(f"units: {word!r} stands for both {owners[folded]} and {unit.code}")
