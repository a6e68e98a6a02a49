"""The first sheet: what the workbook is, what the run found, and how to hand decisions back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from factlint.decisions import HIDING, Kind
from factlint.decisions.headings import FINDINGS
from factlint.render.base import Options
from factlint.render.cells import one_line
from factlint.render.overview import overview
from factlint.render.xlsx import layout
from factlint.render.xlsx.cells import Linked, Marked, Shown

if TYPE_CHECKING:
    from factlint.result import Result

WIDTHS: Final = (16, 100)
_MEANS: Final = {
    Kind.BOTH_RIGHT: "The pages differ for a good reason.",
    Kind.TOOL_WRONG: "factlint read a sentence wrongly.",
    Kind.FIX_OURS: "A page of ours is to be mended.",
    Kind.FIX_THEIRS: "Another publisher is to be told: Whom.",
    Kind.ASK: "Somebody has to say which is right: Whom, and Until as the day to answer by.",
    Kind.DEFER: "Not now.",
}
_STEPS: Final = (
    f"On the sheet {FINDINGS}, choose a Decision for each finding that was settled, and say why (Reason) and who "
    "answers for it (Owner).",
    "Until is the last day to hide it, or the day to have it done by. What is of high risk is hidden only where "
    "somebody has approved it (Approved by).",
    "Save the file as .xlsx and run: factlint waive --from FILE",
    "A later run may write over this file: what stands in the yellow columns, and in columns that you add to that "
    f"sheet, stays with its finding. What was written about findings that are gone goes to the sheet {layout.EARLIER}.",
)
_SHEETS: Final = {
    FINDINGS: "what to look at, the most harmful first",
    layout.QUOTES: "every place that has a part in a finding, with links to the pages",
    layout.FACTS: "every claim that was read, and how it stands to other pages",
    layout.PAGES: "every page, its dates, and how much of it was read",
    layout.REVIEWS: "when each page is due for review, the longest overdue first",
    layout.EARLIER: "what people wrote about findings that are gone",
}


def about(
    result: Result, options: Options, cut: Sequence[tuple[str, int]], sheets: Sequence[str], columns: Sequence[str]
) -> Iterator[list[Shown]]:
    """The rows of the sheet.

    Args:
        result: the run.
        options: how it is shown.
        cut: sheets that could not hold all rows, with how many they lack.
        sheets: those that the workbook has.
        columns: the headings of the sheet of findings that every run writes anew.
    """
    yield [Marked("Findings for review", "title")]
    yield []
    yield [Marked("As of", "strong"), result.as_of]
    yield [Marked("Made by", "strong"), f"factlint {result.version}"]
    for number, line in enumerate(_found(result, options)):
        yield [Marked("Found", "strong") if not number else None, line]
    for name, rows in cut:
        yield [Marked("Left out", "strong"), f"{rows:,} rows of the sheet {name}: a sheet holds no more"]
    yield []
    for number, step in enumerate(_STEPS, 1):
        yield [Marked("Hand back" if number == 1 else "", "strong"), f"{number}. {step}"]
    yield [Marked(layout.OURS, "strong"), f"A run writes these of {FINDINGS} anew: {'; '.join(columns)}"]
    yield []
    for kind in Kind:
        hidden = " It is hidden to the end of the day Until." if kind in HIDING else " It stays open."
        yield [Marked(str(kind), "strong"), f"{_MEANS[kind]}{hidden}"]
    yield []
    for name in sheets:
        yield [Linked(name, place=f"'{name}'!A1"), _SHEETS[name]]
    yield []
    yield [None, layout.LAST]


def _found(result: Result, options: Options) -> Iterator[str]:
    yield from (one_line(line) for line in overview(result, options) if not line.startswith("Next:"))
