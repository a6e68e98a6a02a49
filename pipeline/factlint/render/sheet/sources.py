"""Which of the sources that a page lists a sentence names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from factlint.render.cells import records
from factlint.render.sheet.words import head

if TYPE_CHECKING:
    from factlint.result import Result

NONE: Final = "no source named"
_MARK: Final = re.compile(r"\[\^?(\d{1,3})\]")
_NUMBERED: Final = re.compile(r"\W{0,2}(\d{1,3})[\].):\s]")
_NAME: Final = re.compile(r"[^\W\d_]{4,}")
_LONGEST: Final = 70  # characters


class Sources:
    """The sources that one page lists.

    Args:
        doc: the page.
        result: a run that has read it.
    """

    def __init__(self, doc: str, result: Result) -> None:
        self._listed = records(result.citations[result.citations["doc"] == doc])
        self._numbered = {int(found[1]): row for row in self._listed if (found := _NUMBERED.match(row["text"]))}

    def of(self, sentence: str) -> str:
        """What a sentence names: by its mark, or by year and name; only where that is plain."""
        marks = [int(mark) for mark in _MARK.findall(sentence)]
        if marks:
            row = self._numbered.get(marks[0])
            return self._named(row) if row else f"[{marks[0]}] in the list of the page"
        words = set(_NAME.findall(sentence))
        found = [row for row in self._listed if _is_named(row, sentence, words)]
        return self._named(found[0]) if len(found) == 1 else NONE

    def _named(self, row: dict[str, Any]) -> str:
        name = head(row["title"] or row["text"], _LONGEST)
        return f"{name} ({row['year']})" if row["year"] and str(row["year"]) not in name else name


def _is_named(row: dict[str, Any], sentence: str, words: set[str]) -> bool:
    first = _NAME.search(row["authors"] or "")
    return bool(row["year"] and first and str(row["year"]) in sentence and first[0] in words)
