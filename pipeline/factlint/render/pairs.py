"""Two pages claim by claim: side by side at a terminal, and as a table in the formats that listings share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from factlint.compare.pairwise import Compared, Pair, Saying, Verdict
from factlint.render.cells import one_line, records
from factlint.render.listing import LISTING_FORMATS, Listing
from factlint.render.listings import head
from factlint.render.overview import counted
from factlint.render.text import shortened, styled, wrapped
from factlint.wording import attribute_name, concept_name, scope_words, sentence_case

if TYPE_CHECKING:
    import pandas as pd

    from factlint.render.base import Options
    from factlint.result import Result

_SIDE: Final = ("doc", "line", "column", "value", "modality", "scope", "quote", "sentence", "fact_id")
_COLUMNS: Final = (
    *("verdict", "code", "fingerprint", "subject", "attribute", "why"),
    *(f"{side}_{name}" for side in ("a", "b") for name in _SIDE),
)
_PLACE: Final = 9
_STYLES: Final = {Verdict.DIFFER: "error"}


@dataclass(frozen=True)
class Comparison:
    """What is shown of two pages.

    Attributes:
        docs: the two pages.
        subject: the concept that alone was compared; "" for all.
        result: a run over the two.
        found: the facts that were compared, and what came of it; rows of sayings are positions in these facts.
        notes: for people, what is not known of two pages alone.
    """

    docs: tuple[str, str]
    subject: str
    result: Result
    found: tuple[pd.DataFrame, Compared]
    notes: Sequence[str] = ()


def render(name: str, shown: Comparison, options: Options) -> str:
    """The comparison in the format ``name``."""
    facts = records(shown.found[0])
    findings = _findings(shown.result)
    rows = [_row(pair, facts, findings) for pair in shown.found[1].pairs]
    if name != "full":
        return LISTING_FORMATS[name](_listing(shown, rows, options), options)
    both = [pair for pair in shown.found[1].pairs if pair.verdict is not Verdict.ALONE]
    blocks = [*_blocks(both, facts, findings, options), *_silences(shown, facts, options)]
    lines = [line for block in blocks for line in [*block, ""]]
    foot = [] if options.quiet else [*_foot(shown), *_silence(shown), *shown.notes]
    told = [*lines, *foot]
    while told and not told[-1]:
        told.pop()
    return "".join(f"{line}\n" for line in told)


def _findings(result: Result) -> dict[str, list[tuple[str, str]]]:
    """The findings that a fact has a part in, by fact: code and fingerprint."""
    codes = dict(zip(result.findings["fingerprint"], result.findings["code"], strict=True))
    found: dict[str, list[tuple[str, str]]] = {}
    for row in records(result.evidence):
        if row["fact_id"]:
            found.setdefault(row["fact_id"], []).append((codes[row["fingerprint"]], row["fingerprint"]))
    return found


def _of_pair(pair: Pair, facts: Sequence[Mapping[str, Any]], findings: Mapping[str, Any]) -> tuple[str, str]:
    """Code and fingerprint of the finding that a check of the two pages makes of a difference."""
    if pair.verdict is not Verdict.DIFFER or pair.first is None or pair.second is None:
        return "", ""
    own = [findings.get(facts[row]["fact_id"], ()) for row in pair.first.rows]
    theirs = {each for row in pair.second.rows for each in findings.get(facts[row]["fact_id"], ())}
    shared = (each for side in own for each in side if each in theirs)
    # Where a table of agreed facts decides, only the page that is wrong has a part in the finding.
    decided = sorted(each for each in (*theirs, *(one for side in own for one in side)) if each[0] == "O102")
    return next(shared, decided[0] if decided else ("", ""))


def _row(pair: Pair, facts: Sequence[Mapping[str, Any]], findings: Mapping[str, Any]) -> dict[str, Any]:
    code, fingerprint = _of_pair(pair, facts, findings)
    row = {
        "verdict": str(pair.verdict),
        "code": code or None,
        "fingerprint": fingerprint or None,
        "subject": pair.said.subject,
        "attribute": pair.said.attribute.id,
        "why": pair.why,
    }
    for side, one in (("a", pair.first), ("b", pair.second)):
        fact = facts[one.rows[0]] if one else {}
        row |= {f"{side}_{name}": fact.get(name) for name in _SIDE}
    return row


def _listing(shown: Comparison, rows: Sequence[dict[str, Any]], options: Options) -> Listing:
    for row, pair in zip(rows, shown.found[1].pairs, strict=True):
        row |= {
            "a": _place_and_words(pair.first, row, "a", options),
            "b": _place_and_words(pair.second, row, "b", options),
        }
    told = {**head(shown.result), "a": shown.docs[0], "b": shown.docs[1], "subject": shown.subject or None}
    foot = [*_foot(shown), *_silence(shown), *shown.notes]
    people = ("subject", "attribute", "verdict", "a", "b", "why")
    return Listing("pairs", _COLUMNS, rows, people, told, foot)


def _place_and_words(one: Saying | None, row: Mapping[str, Any], side: str, options: Options) -> str:
    if one is None:
        return ""
    return f"{options.path(one.doc)}:{row[f'{side}_line']}:{row[f'{side}_column']} {_said(one)}"


def _said(one: Saying) -> str:
    modality = "" if one.said.modality in ("asserted", "negated") else one.said.modality
    flags = [name for name, is_so in (("hedged", one.claim.hedged), ("leaves room", one.claim.room)) if is_so]
    scope = one.claim.scope + one.said.same + one.claim.region
    limits = ", ".join(filter(None, [scope_words(one.said.domain, sorted(scope)), modality, *flags]))
    return f"{one.words} ({limits})" if limits else one.words


def _blocks(
    pairs: Sequence[Pair], facts: Sequence[Mapping[str, Any]], findings: Mapping[str, Any], options: Options
) -> Iterator[list[str]]:
    for _, group in groupby(pairs, key=lambda pair: (pair.said.domain.id, pair.said.subject, pair.said.attribute.id)):
        own = list(group)
        said = own[0].said
        title = f"{concept_name(said.domain, said.subject)}, {attribute_name(said.attribute)}"
        block = [styled(one_line(sentence_case(title)), "place", options.color)]
        for pair in own:
            block += _pair(pair, facts, findings, options)
        yield block


def _pair(
    pair: Pair, facts: Sequence[Mapping[str, Any]], findings: Mapping[str, Any], options: Options
) -> Iterator[str]:
    code = _of_pair(pair, facts, findings)
    label = f"{pair.verdict} ({code[0]} {code[1]})" if code[0] else str(pair.verdict)
    style = _STYLES.get(pair.verdict)
    yield f"  {styled(label, style, options.color) if style else label}"
    yield from _beside(_side(pair.first, facts, options), _side(pair.second, facts, options), options)
    yield from wrapped(one_line(pair.why), options.width, "    ")


def _silences(shown: Comparison, facts: Sequence[Mapping[str, Any]], options: Options) -> Iterator[list[str]]:
    """What only one page says, a line for each claim."""
    for index, doc in enumerate(shown.docs):
        sides = ((pair, (pair.first, pair.second)[index]) for pair in shown.found[1].pairs)
        own = [(pair, one) for pair, one in sides if pair.verdict is Verdict.ALONE and one]
        if own:
            block = [styled(f"Only on {one_line(options.path(doc))}", "place", options.color)]
            for pair, one in own:
                said, fact = pair.said, facts[one.rows[0]]
                about = f"{concept_name(said.domain, said.subject)}, {attribute_name(said.attribute)}: {_said(one)}"
                several = "; others may hold as well" if said.attribute.many else ""
                place = f"{fact['line']}:{fact['column']}"
                block += _hanging(place, one_line(sentence_case(about + several)), options)
            yield block


def _hanging(place: str, text: str, options: Options) -> list[str]:
    indent = " " * (_PLACE + 2)
    lines = wrapped(text, options.width, indent) or [indent]
    return [f"  {place:<{_PLACE}}{lines[0][len(indent) :]}", *lines[1:]]


def _side(one: Saying | None, facts: Sequence[Mapping[str, Any]], options: Options) -> list[str]:
    if one is None:
        return []
    fact = facts[one.rows[0]]
    more = f" and {len(one.rows) - 1} more" if len(one.rows) > 1 else ""
    place = f"{options.path(one.doc)}:{fact['line']}:{fact['column']}{more}"
    return [one_line(place), one_line(_said(one)), f"«{one_line(fact['quote'])}»"]


def _beside(first: Sequence[str], second: Sequence[str], options: Options) -> Iterator[str]:
    """Two columns of lines; a place is never cut, and what does not fit beside it stands below."""
    from rich.cells import cell_len

    half = (options.width - 6) // 2
    if any(cell_len(side[0]) > half for side in (first, second)):
        for side in (first, second):
            yield f"    {side[0]}"
            for text in side[1:]:
                yield from wrapped(text, options.width, "      ")
        return
    columns = [_cells(side, half) for side in (first, second)]
    for index in range(max(map(len, columns))):
        one, other = (column[index] if index < len(column) else "" for column in columns)
        yield f"    {one}{' ' * (half - cell_len(one) + 2)}{other}".rstrip()


def _cells(side: Sequence[str], width: int) -> list[str]:
    return [shortened(line, width) for text in side for line in wrapped(text, width, "")]


def _foot(shown: Comparison) -> list[str]:
    pairs, left_out = shown.found[1]
    counts = Counter(pair.verdict for pair in pairs)
    parts = [f"{counts[verdict]:,} {verdict}" for verdict in Verdict]
    lines = [f"{', '.join(parts)}."]
    if left_out:
        lines.append(f"{counted(left_out, 'claim')} beyond the most that are compared of one thing were left out.")
    return lines


def _silence(shown: Comparison) -> list[str]:
    """How much of each page was not read: what it seems to leave out may stand there."""
    lines = []
    documents = {row["doc"]: row for row in records(shown.result.documents)}
    for doc in shown.docs:
        row = documents[doc]
        missed = row["claim_sentences"] - row["read_sentences"]
        if missed:
            lines.append(f"{doc}: {missed:,} of {counted(row['claim_sentences'], 'claim sentence')} were not read.")
    return lines
