"""What an agreed change will make wrong: every statement on every page, from the day on which the change holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from factlint.compare.agreed import Agreed, agreed_facts
from factlint.compare.bound import Judgement, judgements
from factlint.compare.scope import scope_text
from factlint.config import shown
from factlint.errors import ConfigError
from factlint.references import read_evidence, read_references
from factlint.wording import listed, value_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from factlint.compare.sides import Statement
    from factlint.domain import Domain
    from factlint.project import Settings
    from factlint.result import Result

MEND: Final = "to mend"
LOOK: Final = "to be looked at"


class Item(NamedTuple):
    """One statement on one page that an agreed change concerns.

    Attributes:
        state: "to mend", or "to be looked at" where it may speak of another case.
        owner: who looks after the page, else who publishes it; "" where nobody is named.
        day: the day from which it is wrong.
        says: what it says, for people.
        will_say: what it will have to say.
        reference: file and line of the agreed fact.
        rests_on: what that rests on, for people.
    """

    state: str
    owner: str
    doc: str
    line: int
    column: int
    end_line: int
    end_column: int
    day: str
    subject: str
    attribute: str
    scope: str
    value: str
    says: str
    will_say: str
    quote: str
    sentence: str
    reference: str
    rests_on: str
    schema: str


class Plan(NamedTuple):
    """What an agreed change means for the pages.

    Attributes:
        items: by state, owner, page and place.
        done: how many statements say already what is agreed.
        held: rows that are agreed for a narrower case, with how many statements they go on to decide otherwise.
    """

    items: tuple[Item, ...]
    done: int
    held: tuple[tuple[str, int], ...] = ()


def plan(result: Result, settings: Settings, file: Path) -> Plan:
    """What the agreed facts in ``file`` will make wrong on the pages of ``result``.

    Those that are agreed otherwise (`references`) go on to hold for the cases that they speak of alone.

    Args:
        result: a run over the pages.
        settings: of the project.
        file: the change, a table of agreed facts.

    Raises:
        ConfigError: the table is wrong, or a row does not say from when it holds, or there is none.
    """
    evidence = read_evidence(settings.evidence, settings.root) if settings.evidence else None
    changes = agreed_facts(read_references([file], settings, evidence), result.domains)
    if not changes:
        raise ConfigError("the table has no row", remedy="add what will be agreed", path=shown(file), line=1)
    for each in changes:
        if each.valid_from is None:
            remedy = "give the day on which it begins to hold"
            raise ConfigError("valid_from is empty", remedy=remedy, path=shown(file), line=each.place.line)
    others = agreed_facts(read_references(settings.references, settings, evidence), result.domains)
    owners = _owners(result)
    items: list[Item] = []
    done = 0
    held: defaultdict[str, set[str]] = defaultdict(set)
    changed = {each.claim for each in changes}
    for day in sorted({each.began for each in changes}):
        for judged in _beginning(day, changes, others, result):
            items += _items(judged, day, owners, result.domains)
            done += len(judged.right)
            for statement, row in judged.held:
                if row.claim not in changed:
                    held[_row_told(row)].add(statement.fact_id)
    return Plan(tuple(sorted(items, key=_order)), done, tuple((row, len(held[row])) for row in sorted(held)))


def _row_told(row: Agreed) -> str:
    """A row as people find it: file, line and the case that it is agreed for."""
    return f"{row.doc}:{row.place.line} ({scope_text(row.scope).replace(';', ', ')})"


def _beginning(
    day: dt.date, changes: Sequence[Agreed], others: Iterable[Agreed], result: Result
) -> Iterator[Judgement]:
    """What pages say of the changes that begin on a day, beside everything else that is agreed then."""
    changed = {each.claim for each in changes}
    holding = [each for each in others if each.in_force(day) and each.claim not in changed]
    holding += [each for each in changes if each.in_force(day)]
    for judged in judgements(result.facts, result.documents, holding, result.domains):
        if judged.claim in changed and any(each.began == day for each in judged.agreed):
            yield judged


def _owners(result: Result) -> dict[str, str]:
    columns = (result.documents[name] for name in ("doc", "owner", "publisher"))
    return {
        str(doc): next((each for each in names if isinstance(each, str)), "")
        for doc, *names in zip(*columns, strict=True)
    }


def _items(judged: Judgement, day: dt.date, owners: Mapping[str, str], domains: Mapping[str, Domain]) -> Iterator[Item]:
    first = judged.agreed[0]
    domain = domains[first.schema]
    right = listed(list(dict.fromkeys(value_words(each.value, domain) for each in judged.agreed)), "or")
    for state, statements in ((MEND, judged.wrong), (LOOK, judged.open)):
        for each in statements:
            yield Item(
                state=state,
                owner=owners[each.doc],
                doc=each.doc,
                **each.place._asdict(),
                day=day.isoformat(),
                subject=first.subject,
                attribute=first.attribute,
                scope=scope_text(first.scope),
                value=each.value,
                says=_says(each, domain),
                will_say=right,
                quote=each.quote,
                sentence=each.sentence,
                reference=f"{first.doc}:{first.place.line}",
                rests_on=first.rests_on,
                schema=first.schema,
            )


def _says(statement: Statement, domain: Domain) -> str:
    words = value_words(statement.claim.value, domain)
    return f"not {words}" if statement.claim.negated else words


def _order(item: Item) -> tuple[object, ...]:
    return item.state != MEND, item.owner == "", item.owner, item.doc, item.line, item.column, item
