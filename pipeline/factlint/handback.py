"""Takes back a sheet of findings on which people wrote what they decided."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click

from factlint.config import parse_date, shown, suggestion
from factlint.config.settings import DECISIONS
from factlint.decisions import Decision, Kind
from factlint.decisions.append import append_all
from factlint.decisions.file import lacking, read_every
from factlint.decisions.grids import Cell, Grid, read_file
from factlint.decisions.headings import (
    APPROVED_BY,
    DECISION,
    FINDINGS,
    FINGERPRINT,
    OWNER,
    PEOPLE,
    REASON,
    UNTIL,
    WHOM,
    check_merged,
    columns,
    text_of,
)
from factlint.errors import FactlintError
from factlint.output import show
from factlint.render.cells import one_line, restored
from factlint.render.overview import counted
from factlint.request import MISTAKE
from factlint.waiving import Findings, about, breach, dated, told

if TYPE_CHECKING:
    from factlint.project import Settings

_FINGERPRINT: Final = re.compile(r"[0-9a-f]{16}")
_OPTIONS: Final = {REASON: "reason", OWNER: "owner", WHOM: "whom", APPROVED_BY: "approved_by"}
_AGAIN: Final = "pages may have been mended since; `factlint check -o xlsx:FILE` writes the sheet anew"


class Row(NamedTuple):
    """A row with a decision: its number in the sheet, and its cells by heading."""

    number: int
    cells: Mapping[str, Cell]


class Fault(NamedTuple):
    """What is the matter with a row, and what to do about it; ``sheet`` where it is another than the one taken."""

    row: int
    message: str
    remedy: str
    sheet: str = ""


def hand_back(path: Path, settings: Settings, given: dict[str, Any]) -> int:
    """Writes the decisions of a sheet down, and tells of the rows that are not in order.

    Args:
        path: of the sheet, a workbook or CSV.
        settings: of the project.
        given: the options of the command, which stand in for empty cells.

    Returns:
        The exit status: 0, or 2 where a row was not taken.

    Raises:
        FactlintError: it is no such sheet; nothing is written then.
    """
    grids = read_file(path)
    grid = _sheet(grids, path)
    _check_merged(grid, path)
    rows = list(_rows(grid, path))
    taking = _Taking(settings, given)
    for row in rows:
        taking.take(row)
    for other in grids:
        if other is not grid and _has_decisions(other):
            taking.pass_over(other.name, list(_rows(other, path)), grid.name)
    file = settings.decisions or settings.root / DECISIONS
    lines = append_all(file, taking.new) if taking.new else []
    for decision, line in zip(taking.new, lines, strict=True):
        show(told(decision, shown(file), line))
    for fault in taking.faults:
        sheet = fault.sheet or grid.name
        where = f"{shown(path)}, sheet {sheet!r}" if sheet else shown(path)
        remedy = f" ({fault.remedy})" if fault.remedy else ""
        click.echo(f"factlint: {one_line(f'{where}, row {fault.row}: {fault.message}{remedy}')}", err=True)
    show(f"{_summary(taking, len(rows))}\n")
    return MISTAKE if taking.faults else 0


class _Taking:
    """Takes rows one by one; what it needs to know of the project is read when the first asks for it."""

    def __init__(self, settings: Settings, given: dict[str, Any]) -> None:
        self._settings, self._given = settings, given
        self._findings: Findings | None = None
        self._entries = read_every(settings)
        self._here: dict[str, tuple[int, Decision]] = {}
        self.new: list[Decision] = []
        self.faults: list[Fault] = []
        self.known = 0

    def take(self, row: Row) -> None:
        """Puts a row with the new decisions, with those that are known, or with the faults."""
        try:
            decision = self._decision(row.cells)
            if self._is_known(row.number, decision):
                self.known += 1
                return
            self.new.append(self._checked(decision))
            self._here[decision.fingerprint] = row.number, decision
        except FactlintError as error:
            self.faults.append(Fault(row.number, error.message, error.remedy))

    def pass_over(self, sheet: str, rows: Sequence[Row], taken: str) -> None:
        """Tells of the decisions on a sheet that is not taken, but for those written down, if only just now."""
        for row in rows:
            try:
                decision = self._decision(row.cells)
                entries = [*self._entries.get(decision.fingerprint, ()), *self.new]
                if any(_is_same(each, decision) for each in entries):
                    continue
            except FactlintError:
                pass  # whatever else is wrong with it: it is not taken
            remedy = f"move it to the sheet {taken!r}, or empty its {DECISION}"
            self.faults.append(Fault(row.number, "this decision was not taken", remedy, sheet))

    def _decision(self, cells: Mapping[str, Cell]) -> Decision:
        """What a row says, about a finding that is known by its fingerprint alone."""
        kind, texts = _kind(str(cells[DECISION])), self._texts(cells)
        day = _day(cells.get(UNTIL)) or (self._given["until"].date() if self._given["until"] else None)
        until, by_when = dated(day, kind)
        decision = Decision(
            _fingerprint(cells),
            kind,
            texts[REASON],
            texts[OWNER],
            on=self._settings.as_of,
            code="",
            message="",
            until=until,
            by_when=by_when,
            whom=texts[WHOM],
            approved_by=texts[APPROVED_BY],
        )
        if lacking(decision):
            needed = [UNTIL] if decision.kind.hides or decision.whom else [WHOM, UNTIL]
            raise FactlintError(f"{kind} needs {' and '.join(needed)}", remedy="fill in what is missing")
        return decision

    def _texts(self, cells: Mapping[str, Cell]) -> dict[str, str]:
        """The texts of a row, by heading; what the command was given stands in for those that are empty."""
        texts = {name: _words(cells.get(name)) or _words(self._given[key]) for name, key in _OPTIONS.items()}
        for name in (REASON, OWNER):
            if not texts[name]:
                raise FactlintError(f"{name} is empty", remedy=f"fill it in, or give --{_OPTIONS[name]}")
        return texts

    def _is_known(self, number: int, decision: Decision) -> bool:
        if decision.fingerprint in self._here:
            row, earlier = self._here[decision.fingerprint]
            if not _is_same(earlier, decision):
                raise FactlintError(f"row {row} decides about the same finding otherwise", remedy="keep one of them")
            return True
        entries = self._entries.get(decision.fingerprint, [])
        known = any(_is_same(each, decision) for each in entries)
        if known and not _is_same(entries[-1], decision):
            remedy = f"`factlint waive {decision.fingerprint}` decides anew; or empty its {DECISION}"
            raise FactlintError(f"it was decided otherwise since, on {entries[-1].on}", remedy=remedy)
        if known:
            self._here[decision.fingerprint] = number, decision
        return known

    def _checked(self, decision: Decision) -> Decision:
        self._findings = self._findings or Findings(self._settings, self._given)
        found = self._findings.named(decision.fingerprint)
        if found is None:
            self._findings.check_no_waiver(decision.fingerprint)
            raise FactlintError(f"no finding has the fingerprint {decision.fingerprint}", remedy=_AGAIN)
        if why := breach(decision, found, self._settings):
            remedies = {"sooner": f"give an earlier {UNTIL}", "leave": f"fill in {APPROVED_BY}"}
            remedy = remedies.get(why.mend, f"name a day after {self._settings.as_of}")
            raise FactlintError(why.message, remedy=remedy)
        return about(decision, found)


def _sheet(grids: Sequence[Grid], path: Path) -> Grid:
    """The sheet of findings: the one of that name, or else the first that has a fingerprint for each row."""
    named = [grid for grid in grids if grid.name == FINDINGS]
    for grid in (*named, *grids):
        try:
            columns(grid, (FINGERPRINT, DECISION))
        except FactlintError as error:
            if grid in named or len(grids) == 1:
                error.path = shown(path)
                raise
            continue
        return grid
    message = f"no sheet has the columns {FINGERPRINT!r} and {DECISION!r}"
    raise FactlintError(message, remedy="name one that `factlint check -o xlsx:FILE` wrote", path=shown(path))


def _has_decisions(grid: Grid) -> bool:
    try:
        columns(grid, (FINGERPRINT, DECISION))
    except FactlintError:
        return False
    return True


def _check_merged(grid: Grid, path: Path) -> None:
    """Refuses cells that are merged: what was meant for several rows stands in the first of them alone."""
    try:
        places = columns(grid, (FINGERPRINT, DECISION))
        check_merged(grid, {name: places[name] for name in (FINGERPRINT, *PEOPLE) if name in places})
    except FactlintError as error:
        error.path = shown(path)
        raise


def _rows(grid: Grid, path: Path) -> Iterator[Row]:
    """The rows that hold a decision; texts of CSV without the mark that keeps them from being formulas."""
    try:
        places = columns(grid, (FINGERPRINT, DECISION))
    except FactlintError as error:
        error.path = shown(path)
        raise
    for number, row in enumerate(grid.rows[1:], 2):
        if text_of(row, places[DECISION]):
            cells = {name: row[index] if index < len(row) else None for name, index in places.items()}
            plain = {name: restored(cell) if isinstance(cell, str) else cell for name, cell in cells.items()}
            yield Row(number, cells if grid.name else plain)


def _fingerprint(cells: Mapping[str, Cell]) -> str:
    text = str(cells[FINGERPRINT] or "").strip().lower()
    if not _FINGERPRINT.fullmatch(text):
        told = f"{text!r} is no fingerprint" if text else "the fingerprint is missing"
        remedy = "copy its 16 digits from `factlint check`, as text: a spreadsheet may have made a number of them"
        raise FactlintError(told, remedy=remedy)
    return text


def _kind(text: str) -> Kind:
    name = "-".join(text.casefold().replace("_", " ").replace("-", " ").split())
    if name not in set(Kind):
        raise FactlintError(f"no decision is called {text!r}", remedy=suggestion(name, list(Kind)))
    return Kind(name)


def _words(cell: object) -> str:
    return "" if cell is None else one_line(cell)


def _day(cell: Cell) -> dt.date | None:
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    if cell is None or not (text := str(cell).strip()):
        return None
    if (day := parse_date(text)) is None:
        raise FactlintError(f"{UNTIL}: {text!r} is no date", remedy="write it as 2026-01-31")
    return day


def _is_same(first: Decision, other: Decision) -> bool:
    """Whether two decisions say the same, whenever they were taken."""
    return replace(first, on=other.on, code=other.code, message=other.message, line=other.line) == other


def _summary(taking: _Taking, rows: int) -> str:
    if not rows:
        return f"Nothing to write down: no row has a {DECISION}."
    known = f", {taking.known:,} known already" if taking.known else ""
    faulty = f", {counted(len(taking.faults), 'row')} not taken" if taking.faults else ""
    return f"{counted(len(taking.new), 'decision')} written down{known}{faulty}."
