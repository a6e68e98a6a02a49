"""Claims that were added, removed and changed: by page at a terminal, and as a table elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from factlint.claimdiff import ADDED, CHANGED, CONTEXT, REMOVED, RENAMED, ClaimChange, ClaimDiff, PageChange
from factlint.claimpairs import Statement
from factlint.render.cells import one_line, plain
from factlint.render.listing import LISTING_FORMATS, Listing
from factlint.render.overview import counted
from factlint.render.text import styled, wrapped
from factlint.values import Value
from factlint.wording import attribute_name, concept_name, scope_words, value_words

if TYPE_CHECKING:
    from factlint.domain import Domain
    from factlint.render.base import Options

_MODALITIES: Final = {"negated": "denied", "historical": "of the past", "hypothetical": "hypothetical"}
_WORDS: Final = {ADDED: "added", REMOVED: "removed", CHANGED: "changed", CONTEXT: "read otherwise"}
_SIDE: Final = ("value", "modality", "scope", "doc", "line", "column", "quote")
_COLUMNS: Final = (
    *("change", "page", "schema", "subject", "attribute", "claim"),
    *(f"{name}_before" for name in _SIDE),
    *_SIDE,
)
_PAGE: Final = ("page", "earlier", "change", "date", "earlier_date", "reworded")


@dataclass(frozen=True)
class Compared:
    """Two states of a project and what differs.

    Attributes:
        earlier: what people called the earlier one.
        later: what they called the later one.
        diff: what differs.
    """

    earlier: str
    later: str
    diff: ClaimDiff


def render(name: str, shown: Compared, options: Options) -> str:
    """The differences in the format ``name``."""
    if name != "full":
        return LISTING_FORMATS[name](_listing(shown, options), options)
    claims: dict[str, list[ClaimChange]] = {}
    for change in shown.diff.claims:
        claims.setdefault(change.page, []).append(change)
    told = [page for page in shown.diff.pages if _is_told(page, options)]
    blocks = ["\n".join(_block(page, claims.get(page.page, ()), shown, options)) for page in told]
    foot = [] if options.quiet else ["\n".join(_foot(shown))]
    text = "\n\n".join([*blocks, *foot])
    return f"{text}\n" if text else ""


def claim_words(change: ClaimChange, domains: Mapping[str, Domain]) -> str:
    """A change as an editor would say it: "isotretinoin, length of treatment: 6 months → 12 weeks"."""
    domain = domains[change.schema]
    subjects = dict.fromkeys(concept_name(domain, each.subject) for each in (*change.before, *change.after))
    name = f"{' → '.join(subjects)}, {attribute_name(domain.attributes[change.attribute])}"
    before, after = (_values(side, domain) for side in (change.before, change.after))
    if before == after or not before or not after:
        return f"{name}: {after or before}"
    return f"{name}: {before} → {after}"


def _values(side: Sequence[Statement], domain: Domain) -> str:
    return " or ".join(dict.fromkeys(_value(each, domain) for each in side))


def _value(one: Statement, domain: Domain) -> str:
    kind = domain.attributes[one.attribute].kind_of(one.value)
    words = value_words(Value(kind, one.value, one.low, one.high, one.unit, one.approx), domain)
    return f"{words} ({_MODALITIES[one.modality]})" if one.modality in _MODALITIES else words


def _limits(change: ClaimChange, domains: Mapping[str, Domain]) -> str:
    """Where the claim holds, and where it did if that is another scope."""
    told = [
        " or ".join(dict.fromkeys(scope_words(domains[change.schema], sorted(each.limits.items())) for each in side))
        for side in (change.before, change.after)
        if side
    ]
    named = [words or "no limit" for words in dict.fromkeys(told)]
    return " → ".join(named) if len(named) > 1 or any(told) else ""


def _is_told(page: PageChange, options: Options) -> bool:
    """Whether people are told of a page; where nothing but words changed only if they want all."""
    return bool(options.verbose or page.stated or page.change != CHANGED or page.only_dated or page.counts)


def _block(page: PageChange, claims: Iterable[ClaimChange], shown: Compared, options: Options) -> Iterator[str]:
    yield f"{styled(one_line(options.path(page.page)), 'place', options.color)}: {page_words(page)}"
    for change in claims:
        yield from _claim(change, shown.diff.domains, options)


def page_words(page: PageChange) -> str:
    """What became of a page, in one line."""
    told = {ADDED: ["a new page"], REMOVED: ["the page is gone"]}.get(page.change, [])
    if page.change == RENAMED:
        told = [f"was {one_line(page.earlier)}"]
    told += [f"{counted(count, 'claim')} {_WORDS[kind]}" for kind, count in page.counts.items()]
    if page.reworded:
        told.append(f"{counted(page.reworded, 'claim')} in other words")
    if page.only_dated:
        told.append(f"only the date was changed, from {page.earlier_date or 'none'} to {page.date or 'none'}")
    elif page.not_dated:
        told.append(f"its date is still {page.date}" if page.date else "it has no date")
    elif page.change in (CHANGED, RENAMED) and page.date != page.earlier_date:
        told.append(f"dated {page.date or 'no more'}, before {page.earlier_date or 'not at all'}")
    return "; ".join(told) or "no claim changed"


def _claim(change: ClaimChange, domains: Mapping[str, Domain], options: Options) -> Iterator[str]:
    label = f"  {_WORDS[change.change]:<14}  "
    indent = " " * len(label)
    lines = wrapped(one_line(claim_words(change, domains)), options.width, indent) or [indent]
    yield label + lines[0][len(indent) :]
    yield from lines[1:]
    if limits := _limits(change, domains):
        yield from wrapped(one_line(f"({limits})"), options.width, indent)
    places = [_place(side, options) for side in (change.before, change.after) if side]
    yield from wrapped(" → ".join(one_line(place) for place in places), options.width, indent)


def _place(side: Sequence[Statement], options: Options) -> str:
    return f"{options.path(side[0].doc)}:{side[0].line}:{side[0].column}" if side else ""


def _foot(shown: Compared) -> Iterator[str]:
    diff = shown.diff
    counts = summary(diff)
    told = [f"{counts[kind]:,} {_WORDS[kind]}" for kind in (CHANGED, ADDED, REMOVED)]
    yield f"{one_line(shown.earlier)} → {one_line(shown.later)}: claims {', '.join(told)}."
    same = f"{counted(diff.same_claims, 'claim')} stayed, {counts['reworded']:,} of them in other words"
    unsure = f"; {counts[CONTEXT]:,} read otherwise though the sentence stayed" if counts[CONTEXT] else ""
    yield f"{same}{unsure}."
    dated = sum(page.only_dated for page in diff.pages)
    undated = sum(page.not_dated for page in diff.pages)
    pages = f"{counted(len(diff.pages), 'page')} changed, {diff.same_pages:,} did not"
    yield f"{pages}; the date and no claim: {dated:,}; claims and not the date: {undated:,}."


def summary(diff: ClaimDiff) -> dict[str, int]:
    """Counts of claims by kind of change, and of those that are only worded otherwise."""
    counts = {kind: sum(page.counts.get(kind, 0) for page in diff.pages) for kind in _WORDS}
    return {**counts, "same": diff.same_claims, "reworded": sum(page.reworded for page in diff.pages)}


def _listing(shown: Compared, options: Options) -> Listing:
    diff = shown.diff
    rows = [_row(change, diff.domains, options) for change in diff.claims]
    head: dict[str, Any] = {"earlier": shown.earlier, "later": shown.later, "summary": summary(diff)}
    head["pages"] = [_page_row(page) for page in diff.pages]
    people = ("change", "claim", "limits", "was", "is")
    return Listing("claims", _COLUMNS, rows, people, head, list(_foot(shown)))


def _row(change: ClaimChange, domains: Mapping[str, Domain], options: Options) -> dict[str, Any]:
    first = (change.after or change.before)[0]
    row: dict[str, Any] = {"change": change.change, "page": plain(change.page), "schema": change.schema}
    row |= {"subject": first.subject, "attribute": change.attribute, "claim": claim_words(change, domains)}
    for suffix, side in (("_before", change.before), ("", change.after)):
        row |= {f"{name}{suffix}": _cell(side, name) for name in _SIDE}
    row |= {"limits": _limits(change, domains)}
    return row | {"was": _place(change.before, options), "is": _place(change.after, options)}


def _cell(side: Sequence[Statement], name: str) -> Any:
    if not side:
        return None
    if name in ("value", "modality", "scope"):
        return " | ".join(dict.fromkeys(plain(getattr(each, name)) for each in side))
    return plain(getattr(side[0], name))


def _page_row(page: PageChange) -> dict[str, Any]:
    row = {name: plain(getattr(page, name)) for name in _PAGE}
    return {**row, "counts": dict(page.counts), "only_dated": page.only_dated, "not_dated": page.not_dated}
