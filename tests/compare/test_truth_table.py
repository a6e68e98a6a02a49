"""Every row of the tables in docs/comparison.md is what the program says."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from factlint.compare.agreement import Agreement
from factlint.compare.scope import compare_scopes, regions_differ
from factlint.domain import load_domain
from factlint.project import Settings
from factlint.rules import Context, judge
from factlint.values import dimension, parse
from tests.builders import AS_OF, citations_table, documents_table, facts_table, signals_table

if TYPE_CHECKING:
    from factlint.domain.model import Domain
    from factlint.rules import Finding
    from factlint.values import Value

PAGE = Path(__file__).parents[2] / "docs" / "comparison.md"
TEXT = PAGE.read_text("utf-8")
WORDS: dict[str, dict[str, Any]] = {
    "usually": {"hedged": True, "reasons": "leaves room"},
    "may": {"hedged": True, "reasons": "leaves room"},
    "most": {"reasons": "leaves room"},
    "unless": {"reasons": "marks an exception"},
    "no longer": {"reasons": "cue: no longer"},
    "until lately": {"modality": "historical"},
    "in a trial": {"modality": "hypothetical"},
    "same sentence": {"sentence": "one"},
    "same page": {},
}
PAGE_WORDS: dict[str, dict[str, Any]] = {
    "not ours": {"ours": False},
    "reference": {"authority": "reference"},
    "low authority": {"authority": "low"},
    "draft": {"status": "draft"},
    "archived": {"status": "archived"},
}


def tables() -> list[list[list[str]]]:
    found = re.findall(r"(?:^\|.*\n)+", TEXT, re.MULTILINE)
    return [[[cell.strip() for cell in line[1:-1].split("|")] for line in each.splitlines()[2:]] for each in found]


TABLE, DIRECTIONS = tables()


@cache
def schema() -> Domain:
    import tempfile

    blocks = re.findall(r"^```yaml\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "roses.yaml")
        path.write_text(next(each for each in blocks if each.startswith("schema:")), "utf-8")
        return load_domain(path).domain


@dataclass
class Said:
    """One claim of the table, and what the table says of its page."""

    value: Value
    fact: dict[str, Any]
    page: dict[str, Any] = field(default_factory=dict)

    @property
    def scope(self) -> tuple[tuple[str, str], ...]:
        return tuple(sorted(self.fact["scope"].items()))


def said(attribute: str, text: str, doc: str) -> Said:
    first, *rest = [part.strip() for part in text.split(",")]
    plain = first.removeprefix("not ").removeprefix("~")
    value = parse(schema().attributes[attribute].kind, plain)
    fact: dict[str, Any] = {"doc": doc, "attribute": attribute, "value": plain, "scope": {}}
    fact |= {"approx": first.startswith("~"), "modality": "negated" if first.startswith("not ") else "asserted"}
    page: dict[str, Any] = {}
    for part in rest:
        name, _, what = part.partition(" ")
        if part in WORDS:
            fact |= WORDS[part]
        elif part in PAGE_WORDS:
            page |= PAGE_WORDS[part]
        elif "=" in part:
            fact["scope"] |= dict([part.split("=")])
        elif name in {"reviewed", "revised"}:
            page[name] = fact["as_of"] = dt.date.fromisoformat(what)
        else:
            assert name in {"of", "for"}, f"{part!r} is no word of the table"
            (fact if name == "of" else page)[{"of": "subject", "for": "jurisdiction"}[name]] = what
    return Said(replace(value, approx=fact["approx"]), fact, page)


def claims(attribute: str, cells: tuple[str, str], names: str = "ab") -> list[list[Said]]:
    """The claims of each cell; the pages of a cell are called a1, a2 ... or b1, b2 ..."""
    first, second = (
        [
            said(attribute, text, f"{name}{number}")
            for number, page in enumerate(cell.split(" / "), 1)
            for text in page.split(" + ")
            if text
        ]
        for name, cell in zip(names, cells, strict=True)
    )
    if "same page" in cells[1] or "same sentence" in cells[1]:
        second = [replace(each, fact=each.fact | {"doc": f"{names[0]}1"}) for each in second]
    if "same sentence" in cells[1]:
        first = [replace(each, fact=each.fact | WORDS["same sentence"]) for each in first]
    return [first, second]


def findings(sides: list[list[Said]]) -> list[Finding]:
    every = [each for side in sides for each in side]
    pages: dict[str, dict[str, Any]] = {}
    for each in every:
        pages.setdefault(each.fact["doc"], {}).update(each.page)
    context = Context(
        documents=documents_table(pages),
        facts=facts_table([dict(each.fact) for each in every], schema()),
        rejected=facts_table([], schema()).assign(failure=[]),
        signals=signals_table([]),
        citations=citations_table([]),
        domains={schema().id: schema()},
        settings=Settings(root=Path(), as_of=AS_OF, ignore=("O103", "O104", "O108")),
    )
    return judge(context)


def verdict(sides: list[list[Said]]) -> str:
    found = findings(sides)
    told = [
        f"{each.info.code} {each.severity}{', less sure' if each.confidence < 1 and each.info.code != 'C105' else ''}"
        for each in found
    ]
    return "; ".join(told) or "silent"


def scopes(attribute: str, first: Said, second: Said) -> str:
    if first.fact.get("subject") != second.fact.get("subject"):
        return "other subjects"
    varies = schema().attributes[attribute].varies_by
    own = [tuple(pair for pair in each.scope if pair[0] != "jurisdiction") for each in (first, second)]
    overall = str(compare_scopes(own[0], own[1], schema()).overall)
    regions = [regions_of(each) for each in (first, second)]
    return f"{overall}, regions apart" if varies and regions_differ(*regions, schema()) else overall


def regions_of(each: Said) -> tuple[tuple[str, str], ...]:
    stated = each.fact["scope"].get("jurisdiction") or each.page.get("jurisdiction")
    return (("jurisdiction", stated),) if stated else ()


def values(attribute: str, first: Said, second: Said) -> str:
    if first.fact.get("subject") != second.fact.get("subject"):
        return ""
    if (first.fact["modality"] == "negated") is not (second.fact["modality"] == "negated"):
        return "denied"
    if dimension(first.value) != dimension(second.value):
        return "not comparable"
    agreement = Agreement(schema(), schema().attributes[attribute], first.fact.get("subject", "rose"))
    forward, back = agreement.agree(first.value, second.value), agreement.agree(second.value, first.value)
    assert forward is back
    return "agree" if forward else "differ"


def rows(table: list[list[str]]) -> list[Any]:
    return [pytest.param(row, id=f"{row[0]}: {row[1]} | {row[2]}") for row in table]


@pytest.mark.parametrize("row", rows(TABLE))
def test_a_row_of_the_table_holds(row: list[str]) -> None:
    attribute, one, other, related, compared, wanted, why = row
    sides = claims(attribute, (one, other))
    assert why
    assert verdict(sides) == wanted
    if sides[1]:
        assert scopes(attribute, sides[0][0], sides[1][0]) == related
        assert values(attribute, sides[0][0], sides[1][0]) == compared


@pytest.mark.parametrize("row", rows(TABLE))
def test_it_does_not_matter_which_claim_comes_first(row: list[str]) -> None:
    attribute, one, other, *_, wanted, _ = row
    assert verdict(claims(attribute, (one, other), "ba")[::-1]) == wanted


@pytest.mark.parametrize("row", rows(DIRECTIONS))
def test_a_row_of_the_directions_holds(row: list[str]) -> None:
    attribute, one, other, begins, direction, because = row
    (found,) = findings(claims(attribute, (one, other)))
    assert {"a": "first", "b": "second"}[found.primary.doc[0]] == begins
    assert found.direction == direction
    assert found.message.partition("; ")[2] == because


def test_the_tables_are_long_enough_to_mean_something() -> None:
    assert len(TABLE) >= 100
    assert {row[5].split()[0] for row in TABLE} >= {"I101", "O102", "O101", "C105", "C101", "C102", "C103", "silent"}
    assert {row[4] for row in DIRECTIONS} == {
        "",
        "check both",
        "review this page",
        "review the others",
        "tell the publisher",
    }
