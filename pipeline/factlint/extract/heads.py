"""Qualifiers before and after an amount: "up to", "at least", "about", "aged", "or more", "years of age"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from factlint.extract.measures import Prose
from factlint.extract.wording import END, GAP, JOINT, any_of
from factlint.extract.wordlists import Wordlists

_LOOK_BACK: Final = 40
_KINDS: Final = ("least", "most", "about", "over", "between", "from_", "age", "age_least", "age_most")


@dataclass(slots=True)
class Marks:
    """What qualifiers say of an amount; the expression runs from ``start`` to ``end`` with them."""

    start: int
    end: int
    least: bool = False
    most: bool = False
    approx: bool = False
    age: bool = False


class Qualifiers:
    """Reads qualifiers."""

    def __init__(self, lists: Wordlists) -> None:
        words, ages = lists.qualifiers, lists.qualifiers.ages
        kinds = {
            "about": words.about,
            "over": words.over,
            "between": words.between,
            "from_": words.from_,
            "age": ages.before,
            "age_least": ages.least,
            "age_most": ages.most,
            "least": words.least,
            "most": words.most,
        }
        owner: dict[str, list[str]] = {}
