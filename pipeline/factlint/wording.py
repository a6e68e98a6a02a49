"""Values, names and scopes in words for people, in English that is neither British nor American."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from factlint.values import Value, ValueKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from factlint.domain.model import Attribute, Domain

_PERIOD: Final = re.compile(r"([\d.]+)([YMWDHS])")
_CENTS: Final = re.compile(r"\.\d(?!\d)")  # 16.5, which people write 16.50
_UNITS: Final = {
    "Y": "year",
    "M": "month",
    "W": "week",
    "D": "day",
    "H": "hour",
    "TM": "minute",
    "S": "second",
}
# How many make a day, and how many are few enough to say more than a broken number of the next unit.
_SHORT: Final = {"hour": (24, 72), "minute": (1440, 180)}
_ROUNDING: Final = 1e-6
_TIMES: Final = {"1": "once", "2": "twice"}


def concept_name(domain: Domain, concept: str) -> str:
    """What a concept is called; an id the schema does not name is read as words."""
    return domain.name(concept) if concept in domain.concepts else concept.replace("-", " ")


def attribute_name(attribute: Attribute) -> str:
    """What an attribute is called."""
    return attribute.title or attribute.id.replace("_", " ")


def scope_words(domain: Domain, scope: Sequence[tuple[str, str]]) -> str:
    """A scope: ``disease: measles, phase: late``; "" where nothing is stated."""
    pairs = ((name.replace("_", " "), concept_name(domain, value)) for name, value in scope)
    return ", ".join(f"{name}: {value}" for name, value in pairs)


def sentence_case(text: str) -> str:
    """The text with a capital at its beginning and nothing else changed."""
    return text[:1].upper() + text[1:]


def listed(items: Sequence[str], joint: str = "and") -> str:
    """Items as in a sentence: ``a, b and c``."""
    return f" {joint} ".join(filter(None, (", ".join(items[:-1]), *items[-1:])))


def value_words(value: Value, domain: Domain) -> str:
    """A value: "6 months", "4 to 6 weeks", "up to 8", "twice a day", "every 12 hours", a concept's name."""
    words = _plain(value, domain)
    bounded = not words.startswith(("up to ", "at least "))
    return f"about {words}" if value.approx and bounded else words


def amount_words(kind: ValueKind, amount: float) -> str:
    """A number in the kind's base unit: "175 days"; a short time in a unit of which it is a whole number: "3 hours"."""
    if kind not in (ValueKind.DURATION, ValueKind.AGE):
        return f"{amount:.6g}"
    units = {} if amount.is_integer() else _SHORT
    for unit, (parts, most) in units.items():
        number = amount * parts
        if 0.5 < number < most and abs(number - round(number)) < _ROUNDING:
            return _counted(f"{round(number)}", unit)
    return _counted(f"{amount:.6g}", "day")


def _plain(value: Value, domain: Domain) -> str:
    match value.kind:
        case ValueKind.CONCEPT:
            return concept_name(domain, value.text)
        case ValueKind.DURATION | ValueKind.AGE:
            return _interval(value.text, _period)
        case ValueKind.RATE:
            return _rate(value.text)
        case ValueKind.MONEY:
            return _quantity(_CENTS.sub(r"\g<0>0", value.text))
        case ValueKind.TEXT | ValueKind.VERSION | ValueKind.DATE:
            return value.text
        case _:
            return _quantity(value.text)


def _interval(text: str, words: Callable[[str], str]) -> str:
    low, dots, high = text.partition("..")
    if not dots:
        return words(low)
    if not low:
        return f"up to {words(high)}"
    if not high:
        return f"at least {words(low)}"
    first, second = words(low), words(high)
    # "4 to 6 weeks", not "4 weeks to 6 weeks"
    number, _, unit = first.partition(" ")
    shared = unit.removesuffix("s") == second.partition(" ")[2].removesuffix("s") and number.isdecimal()
    return f"{number if shared else first} to {second}"


def _period(text: str) -> str:
    days, _, hours = text.removeprefix("P").partition("T")
    parts = [_counted(number, _UNITS[unit]) for number, unit in _PERIOD.findall(days)]
    clock = [_counted(number, _UNITS["TM" if unit == "M" else unit]) for number, unit in _PERIOD.findall(hours)]
    return " ".join(parts + clock) or text


def _counted(number: str, unit: str) -> str:
    if number == "0.5":
        return f"half {_article(unit)} {unit}"
    return f"{number} {unit}" if number == "1" else f"{number} {unit}s"


def _rate(text: str) -> str:
    """``2/P1D`` is "twice a day", ``1/PT12H`` "every 12 hours", ``1..2/P1D`` "1 to 2 times a day"."""
    number, _, period = text.partition("/")
    words = _interval(period, _period)
    each = words.removeprefix("1 ") if words.startswith("1 ") and "to" not in words.split() else ""
    if number == "1" and not each:
        return f"every {words}"
    times = _TIMES.get(number) or f"{_interval(number, str)} times"
    return f"{times} {_article(each)} {each}" if each else f"{times} every {words}"


def _article(word: str) -> str:
    return "an" if word.startswith("hour") else "a"


def _quantity(text: str) -> str:
    number, _, unit = text.partition(" ")
    words = _interval(number, str)
    if unit == "%":
        return f"{words}%"
    amount, _, per = unit.partition("/P")
    return f"{words} {amount} {'per ' + _period('P' + per).removeprefix('1 ') if per else ''}".strip()
