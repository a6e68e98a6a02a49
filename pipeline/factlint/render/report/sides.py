"""The sides of a finding: who says what, with those together who say the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from factlint.render.cells import one_line

Row = Mapping[str, Any]
ABREAST: Final = 3
"""How many places that take no side stand side by side; more stand below each other."""


class Side(NamedTuple):
    """What is said, and the evidence for it.

    Attributes:
        words: what is said there; "" where the evidence carries no value.
        rows: evidence rows, in their order.
    """

    words: str
    rows: tuple[Row, ...]


def sides(evidence: Sequence[Row], taken: Sequence[str]) -> list[Side]:
    """Evidence by the side that it stands on, the primary one first; then what takes no side.

    Args:
        evidence: of one finding, its primary row first.
        taken: for each row what its side says, as the rule grouped them; "" for one that takes none.
    """
    groups: dict[str, list[Row]] = {}
    for row, side in zip(evidence, taken, strict=True):
        groups.setdefault(side, []).append(row)
    without = groups.pop("", [])
    found = [Side(one_line(words), tuple(rows)) for words, rows in groups.items()]
    if any(row["value"] for row in without):  # parts of a sum, each of which says something else
        return [*found, *(Side(_words(row), (row,)) for row in without)]
    if len(without) <= ABREAST:
        return [*found, *(Side("", (row,)) for row in without)]
    return [*found, Side("", tuple(without))]


def _words(row: Row) -> str:
    return one_line(row["annotation"] or row["value"] or "")
