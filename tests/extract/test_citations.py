from __future__ import annotations

import datetime as dt
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import factlint
from factlint.domain import load_domain
from factlint.errors import ConfigError
from factlint.extract.citation_parts import LONGEST, citation_parts
from factlint.extract.citations import page_citations
from factlint.extract.cited_words import CitationWords
from factlint.pages import Block, BlockKind, Page
from factlint.spans import Places
from factlint.tables import CITATIONS, CITED_KINDS

CASES = Path(__file__).parents[1] / "cases"
DAY = dt.date(2026, 11, 20)
LANGUAGE = load_domain("factlint:paediatric-oncology").language
WORDS = CitationWords.from_mapping(LANGUAGE.words, LANGUAGE.source_headings)
ENTRY = "Fern Society. Ferns in shade. 2009. https://ferns.example.org/shade."


def _cases(name: str) -> list[Any]:
    cases = yaml.safe_load((CASES / name).read_text("utf-8"))
    wrong = pytest.mark.xfail(strict=True, reason="not read as wanted so far")
    return [pytest.param(case, marks=[wrong] if case.get("open") else [], id=case["text"][:50]) for case in cases]


@pytest.mark.parametrize("case", [*_cases("citations.yaml"), *_cases("citations-blind.yaml")])
def test_a_citation_is_taken_apart(case: dict[str, Any]) -> None:
    parts = citation_parts(case["text"], WORDS)
    told = {name: part for name, part in parts._asdict().items() if part is not None} if parts else {"read": False}
    assert told == case["want"]


# What citations are made of, so that the text of a try is like one and its parts are not where they belong.
PIECES = st.sampled_from(
    [
        *("Moss C", "Fern, A. B.", "et al.", "Fern Society", "NHS", "Ferns in shade", "J Plant Sci", "In:", "eds"),
        *("2019", "(2012)", "2010a", "2019;12(3):45-50", "12(3)", "pp. 1998-2005", "3rd edition", "v.2.1", "Version"),
        *("Accessed", "4 May 2021", "May", "[cited 2020]", "Retrieved", "from", "Available at:", "updated", "n.d."),
        *("https://a.example.org/x_(y)", "www.example.org", "doi:10.1000/x", "ISBN 978-0-2010-2011-5", "PMID: 2010203"),
        *(".", ",", ";", ":", "(", ")", "[", "]", "“", "'", "?", "–", "\n", " ", "\x01", "\x02", "1.", "•"),
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map(" ".join), st.lists(PIECES).map("".join))


@given(TEXTS)
def test_whatever_the_text_the_parts_are_words_of_it(text: str) -> None:
    parts = citation_parts(text, WORDS)
    if parts is None:
        return
    written = "".join(text.split())
    assert parts.kind in CITED_KINDS
    assert parts.year is None or str(parts.year) in text
    assert parts.url is None or parts.url in text
    for part in (parts.authors, parts.title):
        assert part is None or (part == " ".join(part.split()) and set(part) <= {*written, " "})


@given(st.lists(TEXTS, max_size=6), st.sampled_from(["References", "Ferns", "Sources:"]))
def test_every_citation_lies_in_the_text_where_it_is_said_to(lines: list[str], heading: str) -> None:
    text, blocks = heading, [Block(BlockKind.HEADING, 0, len(heading), level=2)]
    for line in lines:
        start = len(text) + 2
        text = f"{text}\n\n{line}"
        blocks.append(Block(BlockKind.PARAGRAPH, start, len(text)))
    page = Page("a.md", text, text, tuple(blocks), Places(text))
    last = 0
    for each in page_citations(page, WORDS):
        assert last <= each.span.start < each.span.end <= len(text)
        assert each.text == " ".join(text[each.span.start : each.span.end].split())
        last = each.span.end


def cited(folder: Path, name: str, text: str) -> list[tuple[int, str | None, int | None]]:
    """Line, title and year of what a page cites."""
    (folder / name).write_text(text, encoding="utf-8")
    table = factlint.check(folder, as_of=DAY).citations
    CITATIONS.validate(table)
    return [(row["line"], row["title"], row["year"]) for row in table.to_dict("records")]


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("a.txt", f"Ferns\n\nFerns grow well.\n\nReferences\n\n  • {ENTRY}\n", 7),
        ("a.txt", f"Ferns\n\nFerns grow well.\n\nReferences\n\n1. {ENTRY}\n2. Meadow Lane, MD\n", 7),
        ("a.txt", f"Ferns\n\nFerns grow well.\n\nOur sources\n\n[1] {ENTRY}\n", 7),
        ("a.txt", f"Ferns\n\nFerns grow well.\n\nSources:\n\n{ENTRY}\n", 7),
        ("a.txt", f"Ferns\n\nFerns grow well, and moss does too.\n\nReferences: {ENTRY}\n", 5),
        ("a.md", f"# Ferns\n\nFerns grow.\n\n## Expert review and references\n\n- {ENTRY}\n", 7),
        (
            "a.md",
            "# Ferns\n\n## Sources\n\n- [Ferns in shade](https://ferns.example.org/shade). Fern Garden, 2009.\n",
            5,
        ),
        ("a.md", f"# Ferns\n\nFerns grow.\n\n**References:**\n\n- {ENTRY}\n", 7),
        ("a.html", f"<h1>Ferns</h1>\n<h2>References</h2>\n<ol><li>{ENTRY}</li></ol>", 3),
        ("a.html", f"<h1>Ferns</h1>\n<h2>References</h2>\n<p>{ENTRY}</p><h2>More</h2><p>{ENTRY}</p>", 3),
    ],
)
def test_lists_of_sources_are_read(tmp_path: Path, name: str, text: str, line: int) -> None:
    assert cited(tmp_path, name, text) == [(line, "Ferns in shade", 2009)]


def test_lines_of_one_paragraph_are_citations_of_their_own(tmp_path: Path) -> None:
    text = "<h2>References</h2><p>Moss C. Ferns in\nshade. 2009.<br>\nLeaf T. Ferns in sun. 2010.</p>"
    assert [each[1:] for each in cited(tmp_path, "a.html", text)] == [("Ferns in shade", 2009), ("Ferns in sun", 2010)]


def test_small_print_below_the_sources_is_none(tmp_path: Path) -> None:
    print_ = "Last reviewed: 3 May 2024\n\n© 2024 Fern Society, 2024.\n\nCall us on 0800 2010 2011.\n"
    assert cited(tmp_path, "a.md", f"# Ferns\n\n## References\n\n- {ENTRY}\n\n{print_}") == [
        (5, "Ferns in shade", 2009)
    ]


def test_a_page_without_a_list_of_sources_cites_nothing(tmp_path: Path) -> None:
    assert cited(tmp_path, "a.md", f"# Ferns\n\nFerns grow (2009).\n\n{ENTRY}\n\n{ENTRY}\n\nFerns grow.\n") == []


def test_three_clear_entries_in_a_row_are_a_list_without_a_heading(tmp_path: Path) -> None:
    text = f"# Ferns\n\nFerns grow (2009).\n\n{ENTRY}\n\n{ENTRY}\n\n{ENTRY}\n\nFerns grow.\n"
    assert [line for line, _, _ in cited(tmp_path, "a.md", text)] == [5, 7, 9]


@pytest.mark.parametrize(
    "part", ["(2010) ", "2010, ", "Ab C, ", "A. ", "Accessed 1 ", "v.1 ", "( ", "[", "https://a.", "a-"]
)
def test_a_hostile_text_is_taken_apart_at_once(part: str) -> None:
    start = time.perf_counter()
    for tail in ("", "x", " Ab C. Title. 2010"):
        citation_parts((part * LONGEST)[: LONGEST - len(tail)] + tail, WORDS)
    assert time.perf_counter() - start < 5  # a quadratic reader takes minutes


def test_a_text_too_long_for_a_citation_is_none() -> None:
    text = f"{ENTRY} Ferns "
    assert citation_parts(text + "x" * (LONGEST - len(text)), WORDS) is not None
    assert citation_parts(text + "x" * (LONGEST - len(text) + 1), WORDS) is None


def test_old_sources_are_one_finding(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"---\nreviewed: 2026-01-05\n---\n# Ferns\n\n## References\n\n- {ENTRY}\n", "utf-8")
    found = factlint.check(tmp_path, as_of=DAY)
    message = "1 of 1 source is older than 10 years: Fern Society, Ferns in shade (2009)"
    assert list(found.findings[["code", "line", "message"]].itertuples(index=False, name=None)) == [
        ("O106", 8, message)
    ]
    assert list(found.evidence["quote"]) == [ENTRY]


def test_dates_of_text_and_front_matter_are_compared(tmp_path: Path) -> None:
    head = "---\nreviewed: 2026-01-05\nnext_review: 2025-03-01\n---\n"
    (tmp_path / "a.md").write_text(f"{head}# Ferns\n\nLast reviewed: 5 January 2024\n", "utf-8")
    found = factlint.check(tmp_path, as_of=DAY)
    messages = found.findings.loc[found.findings["code"] == "O108", "message"]
    assert sorted(messages) == [
        "The date of review is 2024-01-05 in the text and 2026-01-05 in the metadata",
        "The next review is due on 2025-03-01, before the last one on 2026-01-05",
    ]


def test_an_unknown_kind_of_source_is_the_users_mistake(tmp_path: Path) -> None:
    (tmp_path / "factlint.toml").write_text('[rules.O106]\nkinds = ["guidelines"]\n', "utf-8")
    (tmp_path / "a.md").write_text(f"# Ferns\n\n## References\n\n- {ENTRY}\n", "utf-8")
    with pytest.raises(ConfigError, match="guidelines"):
        factlint.check(tmp_path, as_of=DAY)
