"""Comments for the program, and what part of the page each speaks of."""

from __future__ import annotations

from pathlib import Path

import pytest

from factlint.domain import load_domain
from factlint.load import DateLabels, load_page
from factlint.pages import Page

C = "<!-- factlint: ignore C101 -->"


def page(folder: Path, name: str, source: str) -> Page:
    (folder / name).write_bytes(source.encode())
    words = load_domain("factlint:paediatric-oncology").language.words["date_labels"]
    return load_page(folder / name, name, {"language": "en"}, {}, DateLabels.from_mapping(words))


def covered(folder: Path, name: str, source: str) -> list[str]:
    """The words of the file that each comment speaks of."""
    lines = source.split("\n")
    found = []
    for each in page(folder, name, source).comments:
        line, column, end_line, end_column = each.covers
        text = "\n".join(lines[line - 1 : end_line])
        cut = len(text) - len(lines[end_line - 1]) + end_column - 1
        found.append(text[column - 1 : cut])
        assert each.text.removeprefix("(not closed) ") == "ignore C101"
        assert lines[each.place.line - 1][each.place.column - 1 :].startswith("<!--")
    return found


MARKDOWN = {
    "before a paragraph": (f"One.\n\n{C}\nTwo, and\nmore.\n\nThree.\n", ["Two, and\nmore."]),
    "at the end of a line": (f"One.\n\nTwo. {C}\n\nThree.\n", ["Two."]),
    "at the end of a wrapped paragraph": (f"One and\ntwo. {C}\n\nThree.\n", ["One and\ntwo."]),
    "within a paragraph": (f"One, {C} and\ntwo.\n\nThree.\n", [f"One, {C} and\ntwo."]),
    "two of them": (f"{C}\n{C}\nOne. {C}\n\nTwo.\n", ["One."] * 3),
    "in an item": (f"- One\n- Two {C}\n- Three\n", ["Two"]),
    "between items": (f"- One\n{C}\n- Two\n", ["Two"]),
    "at a heading": (f"# One {C}\n\nTwo.\n", ["One"]),
    "in a row of a table": (f"| a | b |\n|---|---|\n| One | Two {C} |\n| Three | Four |\n", ["One | Two"]),
    "in a quotation": (f"> One. {C}\n\nTwo.\n", ["One."]),
    "over lines": ("<!-- factlint:\nignore\nC101\n-->\nOne.\n\nTwo.\n", ["One."]),
    "at the very end": (f"One.\n\n{C}\n", [C]),
    "in code": (f"    {C}\n\n```\n{C}\n```\n\nOne `{C}`.\n", []),
    "in a block of HTML": (f"<div>\n<p>One.</p>\n{C}\n<p>Two.</p>\n</div>\n", ["Two."]),
    "after front matter": (f"---\ntitle: x\n---\n{C}\nOne.\n", ["One."]),
}
HTML = {
    "before a paragraph": (f"<p>One.</p>\n{C}\n<p>Two.</p>\n", ["Two."]),
    "in a paragraph": (f"<p>One {C} and.</p>\n<p>Two.</p>\n", [f"One {C} and."]),
    "at the end of one": (f"<p>One. {C}</p>\n<p>Two.</p>\n", ["One."]),
    "after one, on its line": (f"<p>One.</p> {C}\n<p>Two.</p>\n", ["One."]),
    "at the beginning of one": (f"<p>One.</p><p>{C} Two.</p>\n", ["Two."]),
    "all on one line": (f"<ul><li>One</li><li>Two {C}</li><li>Three</li></ul>\n", ["Two"]),
    "in a row": (f"<table><tr><th>a<th>b<tr><td>One<td>Two {C}<tr><td>x<td>y</table>\n", ["One<td>Two"]),
    "in a script": (f"<script>{C}</script><p>One.</p>\n", []),
    "left open": ("<p>One.</p>\n<!-- factlint: ignore C101", ["<!-- factlint: ignore C101"]),
}


@pytest.mark.parametrize("name", MARKDOWN)
def test_what_a_comment_in_markdown_speaks_of(tmp_path: Path, name: str) -> None:
    source, wanted = MARKDOWN[name]
    assert covered(tmp_path, "a.md", source) == wanted


@pytest.mark.parametrize("name", HTML)
def test_what_a_comment_in_html_speaks_of(tmp_path: Path, name: str) -> None:
    source, wanted = HTML[name]
    assert covered(tmp_path, "a.html", source) == wanted


def test_comments_for_others_are_none_of_ours(tmp_path: Path) -> None:
    assert page(tmp_path, "a.md", "<!-- factlints: x -->\n<!-- see factlint: y -->\nOne. <!-- z -->\n").comments == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<!-- Factlint ignore C101 -->", "Factlint ignore C101"),
        ("<!-- factlint -->", "factlint"),
        ("<!-- FACTLINT: ignore C101 -->", "ignore C101"),
        ("<!-- factlint: ignore C101", "(not closed) ignore C101"),
    ],
)
@pytest.mark.parametrize("name", ["a.md", "a.html"])
def test_a_slip_in_a_comment_is_kept_to_be_told(tmp_path: Path, name: str, text: str, said: str) -> None:
    assert [each.text for each in page(tmp_path, name, f"One.\n\n{text}\n").comments] == [said]


def test_text_has_no_comments(tmp_path: Path) -> None:
    assert page(tmp_path, "a.txt", f"One. {C}\n").comments == ()


def test_more_comments_than_anybody_writes_are_told(tmp_path: Path) -> None:
    found = page(tmp_path, "a.html", f"<p>One. {C}</p>\n" * 201)
    assert len(found.comments) == 200
    assert [why for _, why in found.problems] == [
        "it has more than 200 comments for factlint (decide with `factlint waive` instead)"
    ]


def test_a_long_comment_is_cut(tmp_path: Path) -> None:
    (found,) = page(tmp_path, "a.html", f"<!-- factlint: {'x' * 9_000_000} --><p>One.</p>").comments
    assert len(found.text) == 500
