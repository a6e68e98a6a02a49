"""The sides of a finding for formats that other programs read: a place, and a line of plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from factlint.render.base import Shown
from factlint.render.cells import one_line
from factlint.render.text import marked, unmarked

if TYPE_CHECKING:
    from factlint.result import Result

_BLANK: Final = {"value": None, "as_of": None, "annotation": "", "quote": "", "fact_id": None}
_SENTENCE_END: Final = re.compile(r"[.!?…:;]['\"»”’)\]]*$")


def sides(shown: Shown) -> list[dict[str, Any]]:
    """Rows of evidence, the primary place first; a finding that quotes nothing has its own place alone."""
    finding = shown.finding
    end = {"end_line": finding["line"], "end_column": finding["column"]}
    return shown.evidence or [{**finding, **_BLANK, **end}]


def sentences_of(result: Result, shown: Iterable[Shown]) -> dict[str, str]:
    """The sentence of each fact that is evidence, by fact id."""
    wanted = {row["fact_id"] for each in shown for row in each.evidence if row["fact_id"]}
    facts = result.facts[result.facts["fact_id"].isin(sorted(wanted))]
    return dict(zip(facts["fact_id"], facts["sentence"], strict=True))


def side_text(row: dict[str, Any], sentences: dict[str, str]) -> str:
    """``12 weeks, as of 2025-06-01: It is «taken for 12 weeks».``; "" for a place that says nothing."""
    details = [row["annotation"] or row["value"], row["as_of"] and f"as of {row['as_of']}"]
    head = ", ".join(one_line(each) for each in details if each)
    quote = unmarked(marked(sentences.get(row["fact_id"], ""), row["quote"]), color=False)
    return ": ".join(filter(None, [head, quote]))


def advice(finding: dict[str, Any]) -> str:
    """What to do, as a sentence: ``Check both.``; "" where nothing is said."""
    direction = one_line(finding["direction"])
    return f"{direction[:1].upper()}{direction[1:]}." if direction else ""


def stopped(text: str) -> str:
    """Text that ends as a sentence does, so that another can follow."""
    return text if not text or _SENTENCE_END.search(text) else f"{text}."


def cut(text: str, most: int) -> str:
    """``text`` with at most ``most`` characters, an ellipsis where something is missing."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
