"""Claims and sentences in few words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from factlint.render.cells import one_line
from factlint.render.text import CLOSE, OPEN, marked
from factlint.values import Value
from factlint.wording import attribute_name, concept_name, scope_words, sentence_case, value_words

if TYPE_CHECKING:
    from factlint.domain import Domain

_HOW: Final = {"negated": "denied", "historical": "of the past", "hypothetical": "hypothetical"}
_MOST_SCOPES: Final = 3


class Piece(NamedTuple):
    """A part of a sentence, and whether it carries the value."""

    text: str
    marked: bool


def fact_words(same: Sequence[Mapping[str, Any]], domains: Mapping[str, Domain]) -> str:
    """A claim as an editor would say it: "Isotretinoin, length of treatment: 6 months (condition: neuroblastoma)".

    Args:
        same: facts that differ in nothing but their scope.
        domains: the schemas, by id.
    """
    row = same[0]
    domain = domains.get(row["schema"])
    if domain is None or row["attribute"] not in domain.attributes:
        return one_line(f"{row['subject']}, {row['attribute']}: {row['value']}")
    attribute = domain.attributes[row["attribute"]]
    kind = attribute.kind_of(row["value"])
    value = value_words(Value(kind, row["value"], row["low"], row["high"], row["unit"], row["approx"]), domain)
    scopes = list(dict.fromkeys(scope_words(domain, _scope(each["scope"])) for each in same))
    limits = [_HOW.get(row["modality"], ""), " or ".join(filter(None, scopes[:_MOST_SCOPES]))]
    told = "; ".join(filter(None, limits))
    name = f"{sentence_case(concept_name(domain, row['subject']))}, {attribute_name(attribute)}: {value}"
    return one_line(f"{name} ({told})" if told else name)


def pieces(sentence: str, quote: str, most: int) -> tuple[Piece, ...]:
    """A sentence in parts, of ``most`` characters or few more: what stands around the quote is cut first."""
    parts = re.split(f"[{OPEN}{CLOSE}]", marked(sentence, quote))
    if len(parts) < 3:
        return (Piece(head(parts[0], most), False),)
    before, words, after = parts[0], head(parts[1], most), parts[2]
    room = max(most - len(words), 0)
    left = _tail(before, max(room // 2, room - len(after)))
    made = (Piece(left, False), Piece(words, True), Piece(head(after, max(room - len(left), 1)), False))
    return tuple(piece for piece in made if piece.text)


def head(text: object, most: int) -> str:
    """The beginning of a text on one line, cut between words where it is too long."""
    line = one_line(text) if not isinstance(text, str) or text.strip() == text else _spaced(text)
    cut = line[: most - 1]
    return line if len(line) <= most else (cut.rpartition(" ")[0] or cut) + "…"


def names(found: Sequence[str], most: int) -> str:
    """Some names and how many more there are; they may hold commas and "and" themselves."""
    more = len(found) - most
    return "; ".join([*found[:most], f"{more:,} more"] if more > 0 else found)


def _spaced(text: str) -> str:
    """On one line, with the spaces at its ends, where it borders on other words."""
    return f"{' ' * text[:1].isspace()}{one_line(text)}{' ' * text[-1:].isspace()}"


def _tail(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    cut = text[len(text) - most :] if most else ""
    return "… " + (cut.partition(" ")[2] or cut)


def _scope(text: str) -> list[tuple[str, str]]:
    return [(name, concept) for name, _, concept in (part.partition("=") for part in text.split(";") if part)]
