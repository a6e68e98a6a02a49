"""Why two values agree or do not, and how two scopes stand to each other, in words and numbers for people."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from factlint.compare.agreement import ends, folded, is_open, overlap
from factlint.compare.scope import Relation, Scope, compare_scopes
from factlint.values import ValueKind, dimension
from factlint.wording import concept_name, value_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factlint.compare.agreement import Agreement
    from factlint.domain.model import Domain
    from factlint.values import Value

_LENGTHS: Final = (ValueKind.DURATION, ValueKind.AGE)
_UNCOUNTED: Final = (ValueKind.DATE, ValueKind.TIME, ValueKind.VERSION)  # their numbers mean nothing to people
_LENGTH_UNITS: Final = (("day", 1.0), ("hour", 1 / 24), ("minute", 1 / 1440))
_WHOLE_FROM: Final = 10.0


def values_told(agreement: Agreement, first: Value, second: Value) -> str:
    """Why two values of one attribute agree or not: "6 months is 182.6 days, 12 weeks is 84 days: 54% apart"."""
    words = [value_words(each, agreement.domain) for each in (first, second)]
    if words[0] == words[1]:
        return f"both say {words[0]}"
    if agreement.attribute.polarity:
        return _statuses_told(agreement, first, second, words)
    if agreement.categorical:
        return _names_told(agreement, first, second, words)
    if first.kind is not second.kind:
        return f"a {first.kind} says nothing for or against a {second.kind}"
    if is_open(first) or is_open(second):
        return f"{words[0]} is not {words[1]}"
    return _quantities_told(agreement, first, second, words)


def scopes_told(first: Scope, second: Scope, domain: Domain) -> Iterator[tuple[str, str, Relation]]:
    """Each dimension that either scope states, how the two stand to each other there, and in one word."""
    ours, theirs = dict(first), dict(second)
    for name, relation in compare_scopes(first, second, domain).dimensions.items():
        one, other = (concept_name(domain, side[name]) if name in side else "not stated" for side in (ours, theirs))
        if relation is Relation.SAME:
            told = f"{one} on both sides"
        elif relation is Relation.APART:
            told = f"{one} against {other}: two cases"
        elif name in ours and name in theirs:
            told = f"{one} against {other}: one is a part of the other"
        else:
            told = f"{one} against {other}: may be the same case, less surely"
        yield name.replace("_", " "), told, relation


def gap(agreement: Agreement, first: Value, second: Value) -> float:
    """How far two quantities are apart, as a share of the farther end; 0 where they meet."""
    mine, theirs = ends(first), ends(second)
    if agreement.attribute.ends:
        pairs = [pair for pair in zip(mine, theirs, strict=True) if all(map(math.isfinite, pair))]
        return max((_share(abs(one - other), one, other) for one, other in pairs), default=0.0)
    low, high = (mine[0], theirs[1]) if mine[0] > theirs[1] else (theirs[0], mine[1])
    return _share(low - high, low, high) if low > high else 0.0


def measured(value: Value, beside: Value | None = None) -> str:
    """A quantity in its base unit: "182.6 days", "28 to 42 days"; "" where that tells nobody more.

    Lengths below a day are in hours or minutes, unless the one that it stands ``beside`` is longer.
    """
    if is_open(value) or value.kind in _UNCOUNTED:
        return ""
    longest = max(_farthest(each) for each in (value, beside or value))
    name, share = _length_unit(longest) if value.kind in _LENGTHS else ("", 1.0)
    low, high = (end / share for end in ends(value))
    number = _number(high) if math.isinf(low) or low == high else f"{_number(low)} to {_number(high)}"
    if math.isinf(high):
        number = f"{_number(low)} or more"
    elif math.isinf(low):
        number = f"{number} or less"
    unit = _base_unit(value, name if number == "1" else f"{name}s")
    return f"{number}{unit}" if unit == "%" else f"{number} {unit}".strip()


def percent_told(share: float) -> str:
    """A share in percent: "54%", "0.3%"."""
    percent = 100 * share
    return f"{percent:.0f}%" if percent >= 1 or percent == 0 else f"{percent:.1g}%"


def _statuses_told(agreement: Agreement, first: Value, second: Value, words: list[str]) -> str:
    sides = [str(agreement.side(each)) for each in (first, second)]
    if "neutral" in sides:
        return f"{words[sides.index('neutral')]} takes no side"
    if sides[0] == sides[1]:
        return f"{words[0]} and {words[1]} are both {sides[0]} it"
    return f"{words[0]} is {sides[0]} it, {words[1]} is {sides[1]} it"


def _names_told(agreement: Agreement, first: Value, second: Value, words: list[str]) -> str:
    domain = agreement.domain
    if folded(first.text) == folded(second.text):
        return f"{words[0]} and {words[1]} are one name"
    for narrow, broad, told in ((first, second, words), (second, first, words[::-1])):
        if agreement.attribute.kind is ValueKind.CONCEPT and domain.is_a(narrow.text, broad.text):
            return f"{told[0]} is a kind of {told[1]}"
    if agreement.agree(first, second):
        return f"the schema says that {words[0]} and {words[1]} may both hold"
    return f"{words[0]} is not {words[1]}"


def _quantities_told(agreement: Agreement, first: Value, second: Value, words: list[str]) -> str:
    apart = gap(agreement, first, second)
    allowed = agreement.tolerance(first, second)
    if not agreement.attribute.ends and overlap(ends(first), ends(second), 0.0):
        same = ends(first) == ends(second)
        return f"{words[0]} is the same as {words[1]}" if same else f"{words[0]} and {words[1]} have values in common"
    if agreement.agree(first, second):
        if not apart:
            return f"{words[0]} and {words[1]} have the same ends, as far as both give them"
        return f"{words[0]} and {words[1]} agree within {percent_told(allowed)}: {percent_told(apart)} apart"
    bases = [measured(first, second), measured(second, first)] if first.unit != second.unit else ["", ""]
    shown = [f"{word} is {base}" if base not in ("", word) else word for word, base in zip(words, bases, strict=True)]
    limit = f"{percent_told(allowed)} allowed" if allowed else "none allowed between plain values of one unit"
    if agreement.attribute.kind in _UNCOUNTED:
        return f"{words[0]} is not {words[1]}"
    return f"{shown[0]}, {shown[1]}: {percent_told(apart)} apart, {limit}"


def _share(difference: float, first: float, second: float) -> float:
    farther = max(abs(first), abs(second))
    return difference / farther if farther else 0.0


def _number(amount: float) -> str:
    if abs(amount) < _WHOLE_FROM:
        return f"{amount:.3g}"
    return f"{amount:,.1f}".removesuffix(".0")


def _farthest(value: Value) -> float:
    return max((abs(end) for end in ends(value) if math.isfinite(end)), default=0.0)


def _length_unit(days: float) -> tuple[str, float]:
    """The unit in which people think of so many days, and how much of a day it is."""
    return next(((name, share) for name, share in _LENGTH_UNITS if days >= share), _LENGTH_UNITS[-1])


def _base_unit(value: Value, length: str) -> str:
    if value.kind in _LENGTHS:
        return length
    if value.kind is ValueKind.RATE:
        return "times a day"
    return "%" if value.kind is ValueKind.PERCENT else dimension(value)
