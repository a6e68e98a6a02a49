"""What the report's own program needs besides the findings: claims, pages and their texts, packed."""

from __future__ import annotations

import base64
import gzip
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from factlint.domain.model import Polarity
from factlint.render.addresses import address
from factlint.render.cells import harmless, one_line, plain, records
from factlint.render.report.cards import claimed_words, limits_words, title
from factlint.standings import WORDS
from factlint.wording import attribute_name, concept_name

if TYPE_CHECKING:
    from factlint.domain import Domain
    from factlint.render.base import Options
    from factlint.result import PageText, Result
    from factlint.standings import Standing

CHUNK: Final = 40
"""Pages whose texts are packed together: the report unpacks only those that are looked at."""
NAMED: Final = 9
"""Of the pages that say the same, how many are named; the rest is counted."""
_SIDES: Final = {Polarity.FOR: 1, Polarity.AGAINST: -1}


def claims(result: Result, standing: Mapping[str, Standing], options: Options) -> str:
    """Pages, concepts, attributes, claims and mentions, packed; the report's program has the order of the fields."""
    docs = {str(row["doc"]): index for index, row in enumerate(records(result.documents))}
    groups = _groups(standing)
    facts = list(_facts(result, standing, docs, groups))
    return packed(
        {
            "as_of": result.as_of.isoformat(),
            "docs": [_doc(row, result, options) for row in records(result.documents)],
            "concepts": _concepts(result),
            "attributes": _attributes(result),
            "facts": facts,
            "groups": [[len(pages), [docs[plain(doc)] for doc in pages[:NAMED]]] for pages in groups],
            "mentions": _mentions(result, docs),
            "chunk": CHUNK,
        }
    )


def texts(result: Result) -> list[str]:
    """The texts of all pages, in the order of the documents table, `CHUNK` to a pack."""
    pages = [_page(result.texts.get(doc)) for doc in result.documents["doc"]]
    return [packed(pages[start : start + CHUNK]) for start in range(0, len(pages), CHUNK)]


def packed(data: Any) -> str:
    """JSON, compressed and in base64: the same text for the same data."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return base64.b64encode(gzip.compress(text.encode("utf-8", "replace"), mtime=0)).decode("ascii")


def _doc(row: Mapping[str, Any], result: Result, options: Options) -> list[Any]:
    doc = row["doc"]
    due = result.due.get(doc)
    return [
        doc,
        title(row, result),
        one_line(row["publisher"] or ""),
        one_line(row["owner"] or row["publisher"] or ""),
        address(row["url"]),
        options.link(doc),
        row["reviewed"] or row["revised"] or "",
        "" if row["reviewed"] else "revised",
        row["published"] or "",
        due.isoformat() if due else "",
        one_line(row["skipped"]),
        row["claim_sentences"],
        row["read_sentences"],
        row["status"],
        one_line(doc),
    ]


def _concepts(result: Result) -> list[list[Any]]:
    """Those that are mentioned or that something is said of, with every name of theirs."""
    said = {*result.facts["subject"], *(one.concept for one in result.mentions)}
    found: dict[str, list[Any]] = {}
    for domain in result.domains.values():
        for concept in domain.concepts.values():
            if concept.id in said and concept.id not in found:
                names, wrong = (list(dict.fromkeys(map(one_line, each))) for each in (concept.names, concept.misnomers))
                name, kind = one_line(concept_name(domain, concept.id)), " ".join(concept.kinds[:1])
                found[concept.id] = [concept.id, name, kind, names, wrong]
    for name in sorted(said - found.keys()):
        found[name] = [name, name.replace("-", " "), "", [name], []]
    return [found[name] for name in sorted(found)]


def _attributes(result: Result) -> list[list[Any]]:
    """Id, name, risk, and whether its values stand for or against something."""
    found: dict[str, list[Any]] = {}
    for domain in result.domains.values():
        for each in domain.attributes.values():
            found.setdefault(each.id, [each.id, one_line(attribute_name(each)), each.risk, bool(each.polarity)])
    return list(found.values())


def _groups(standing: Mapping[str, Standing]) -> dict[tuple[str, ...], int]:
    """Who says the same, each once: on many pages with one text every claim has the same group."""
    found: dict[tuple[str, ...], int] = {}
    for each in standing.values():
        if len(each.claimed) > 1:
            found.setdefault(each.claimed, len(found))
    return found


def _facts(
    result: Result,
    standing: Mapping[str, Standing],
    docs: Mapping[str, int],
    groups: Mapping[tuple[str, ...], int],
) -> Iterator[list[Any]]:
    for row in records(result.facts):
        own = standing[row["fact_id"]]
        domain = result.domains.get(row["schema"])
        yield [
            docs[row["doc"]],
            row["subject"],
            row["attribute"],
            claimed_words(row, domain),
            limits_words(row, domain),
            row["modality"],
            row["line"],
            row["start"],
            row["end"],
            row["as_of"] or "",
            WORDS.index(own.word),
            groups.get(own.claimed, -1),
            list(own.findings),
            _side(row, domain),
            one_line(row["quote"]),
            row["column"],
        ]


def _side(row: Mapping[str, Any], domain: Domain | None) -> int:
    """1 for a status that speaks for its subject, -1 against, 0 for neither and for what is not said of today."""
    attribute = domain.attributes.get(row["attribute"]) if domain else None
    if attribute is None or row["modality"] not in ("asserted", "negated"):
        return 0
    side = _SIDES.get(attribute.polarity.get(row["value"], Polarity.NEUTRAL), 0)
    return -side if row["modality"] == "negated" else side


def _mentions(result: Result, docs: Mapping[str, int]) -> dict[str, list[list[Any]]]:
    """By concept: page, line, column and the words that name it; a name that a line repeats is there once."""
    found: defaultdict[str, dict[tuple[int, int, str], list[Any]]] = defaultdict(dict)
    for one in result.mentions:
        doc, line, words = docs[plain(one.doc)], one.place.line, one_line(one.text)
        found[one.concept].setdefault((doc, line, words.casefold()), [doc, line, one.place.column, words])
    return {concept: list(entries.values()) for concept, entries in found.items()}


def _page(page: PageText | None) -> list[Any]:
    """Blocks and the spans that were not read.

    A block is its kind, level, line, start and text; a cell has its table, row, number and the number of the block
    that heads its column besides.
    """
    if page is None:
        return [[], []]
    blocks = [_block(page, index) for index in range(len(page.blocks))]
    return [blocks, [list(span) for span in page.unread]]


def _block(page: PageText, index: int) -> list[Any]:
    block = page.blocks[index]
    text = harmless(page.prose[block.start : block.end])
    head = [str(block.kind), block.level, page.lines[index], block.start, text]
    return head if block.table is None else [*head, block.table, block.row, index, block.column_head]
