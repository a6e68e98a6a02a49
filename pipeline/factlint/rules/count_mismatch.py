"""A page announces a number of things and lists another number of them.

## What it does

Reports a sentence that says how many things there are and then lists them after a colon, or in a list with
marks, where the list has more or fewer. A part of a list counts as one ("a retinoid"), or as many as it says
("2 antibodies").

## Why it matters

Readers count. Either something was left out of the list, or the number was not changed with it.

## What keeps it quiet

- A list that is not whole or not exact: "including", "such as", "or", "at least", "and others".
- Parts of different form, brackets within brackets, an "and" too many: it is not certain what is one thing.
- A number of parts that is the number announced, even if they hold more things each.
- A sentence after the list that goes on with it ("A third drug ...").
- Lists whose marks were lost, or that go on after a paragraph.

## Example

    a.md: There are 4 drugs: an examplin and 2 antibodies.

    I103 4 are announced, and 3 are listed (1 + 2)
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from factlint.rules.model import Context, Finding, Rule, RuleInfo
from factlint.rules.signals import signal_finding, signals

if TYPE_CHECKING:
    from collections.abc import Iterator

INFO: Final = RuleInfo(
    code="I103",
    name="count-mismatch",
    severity="warning",
    says="a number of things is announced, and another number of them is listed",
    explanation=__doc__ or "",
    confidence=0.8,
)

_DETAIL: Final = re.compile(r"(\d+): (?:(\d+) items|(\d+(?: \+ \d+)*))")


def check(context: Context) -> Iterator[Finding]:
    """Reports what does not add up."""
    archived = set(context.documents.loc[context.documents["status"] == "archived", "doc"])
    for signal in signals(context, "count"):
        found = _DETAIL.fullmatch(signal.detail)
        if signal.doc in archived or found is None:
            continue
        announced = int(found[1])
        parts = [int(part) for part in found[3].split(" + ")] if found[3] else [1] * int(found[2])
        if announced not in (sum(parts), len(parts)):
            sums = f" ({found[3]})" if sum(parts) != len(parts) else ""
            message = f"{announced} are announced, and {sum(parts)} are listed{sums}"
            yield signal_finding(INFO, context, signal, message)


RULE: Final = Rule(INFO, check=check)
