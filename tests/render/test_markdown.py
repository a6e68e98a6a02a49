"""One comment on a change, in Markdown."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from factlint.previous import Known, Previous
from factlint.render import FORMATS, Options
from factlint.render.markdown import MARKER, MOST
from tests.render.builders import AS_OF, Given, Side, result

if TYPE_CHECKING:
    from factlint.result import Result

INFO = Given([Side("c.md", "until lately", "", None)], "O105", "ageing-wording", "info", subject=None, attribute=None)
HOST = "https://git.example.org/pages/blob/main/{path}#L{line}"


def shown(found: Result, **options: object) -> str:
    text = FORMATS["markdown"].render(found, Options(**options))  # type: ignore[arg-type]
    assert isinstance(text, str)
    return text


def gone(message: str, number: int = 0) -> Known:
    return Known(f"{number:016x}", "C101", "conflicting-values", "error", message, "a.md", f"s{number}", "length")


def since(found: Result, *before: Known, revision: str = "main") -> Result:
    return replace(found, previous=Previous(AS_OF, {each.fingerprint: each for each in before}, revision))


def test_the_marker_comes_first_and_the_headline_next() -> None:
    assert shown(result(Given())).startswith(f"{MARKER}\n### factlint: 1 error\n")


def test_the_headline_counts_what_is_added_and_resolved() -> None:
    text = shown(since(result(Given()), gone("one"), gone("two", 1)))
    assert "### factlint: this change adds 1, resolves 2\n" in text
    assert "- error C101 conflicting-values: two `0000000000000001`\n" in text


def test_nothing_left_is_told_with_what_is_resolved() -> None:
    assert "### factlint: No conflicts: this change resolves 1\n" in shown(since(result(pages=["a.md"]), gone("one")))


def test_places_link_to_the_code_host_where_there_is_one() -> None:
    given = Given([Side("a b(1).md", line=7), Side("b.md")])
    assert "[`a b(1).md:7:17`](https://git.example.org/pages/blob/main/a%20b%281%29.md#L7)" in shown(
        result(given), source_url=HOST
    )
    assert "  - `a b(1).md:7:17`" in shown(result(given))


def test_information_is_folded() -> None:
    before, _, folded = shown(result(Given(), INFO)).partition("<details><summary>1 for information</summary>\n")
    assert "C101" in before
    assert "until lately" in folded
    assert "</details>" in folded


def test_each_value_has_its_place_though_one_fills_many_pages() -> None:
    sides = [Side(f"{number:02}.md") for number in range(30)]
    text = shown(result(Given([*sides, Side("z.md", "3 months", "It goes on for 3 months.", "P3M")])))
    assert "`z.md:1:17`" in text
    assert "and 21 more places\n" in text


def test_a_finding_too_long_for_a_comment_is_told_in_short() -> None:
    long = Given([Side(f"{number}.md", "", "@" * 900, f"P{number}M") for number in range(10)])
    text = shown(result(long, *(replace(long, subject=f"s{number}") for number in range(3))))
    assert len(text) <= MOST
    assert text.count("- **error C101**") == 4
    assert "do not fit" not in text


def test_what_is_resolved_has_room_however_much_is_found() -> None:
    many = [Given([Side("@" * 200, "w", "@" * 300, None)], message="@" * 900, subject=f"t{n}") for n in range(200)]
    text = shown(since(result(*many), *(gone("@" * 900, number) for number in range(100))))
    assert len(text) <= MOST
    assert "- and 80 more\n" in text
    assert "more findings that do not fit here" in text


def test_a_comment_is_never_too_long_whatever_is_gone() -> None:
    known = [gone("@" * 900, number) for number in range(40)]
    made = since(result(), *known)
    # What is hidden under the name of another finding is the rest of it.
    rest = {f"{number:08x}": each._replace(fingerprint=f"{number:08x}") for number, each in enumerate(known[:20])}
    text = shown(replace(made, withheld=rest))
    assert len(text) <= MOST
    assert "**Resolved:**" in text
    assert re.search(r"\*\*Eased, .*\n(?:.*\n)+- and \d+ more\n", text)


def test_no_text_of_a_page_is_a_reference_on_a_code_host() -> None:
    text = shown(since(result(), gone('see !12, %3, %"next", &4, $5, ~bug, #6, @all; 50% of 3 & 4!')))
    said = next(line for line in text.splitlines() if line.startswith("- error"))
    assert not re.search(r"[!%&;$~#@](?=[\w\"])", said.replace("&amp;", "&"))
    html = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(text)
    plain = html.replace("<!-- -->", "").replace("&quot;", '"').replace("&amp;", "&")
    assert 'see !12, %3, %"next", &4, $5, ~bug, #6, @all; 50% of 3 & 4!' in plain


@settings(max_examples=20, deadline=None)
@given(
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=60),
    st.sampled_from(["doc", "message", "before", "quote"]),
)
def test_no_text_of_a_page_becomes_markup_or_the_marker(text: str, where: str) -> None:
    hostile = f"{text}\n{MARKER}\n</details><script>[x](javascript:y)</script>"
    side = Side(
        hostile if where == "doc" else "a.md",
        hostile if where == "quote" else "6 months",
        hostile if where == "quote" else "It is taken for 6 months.",
        annotation=hostile,
    )
    message = hostile if where == "message" else "m"
    made = since(result(Given([side], message=message)), gone(hostile if where == "before" else "one", 1))
    rendered = shown(made, source_url=HOST)
    assert rendered.splitlines().count(MARKER) == 1
    html = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(rendered)
    assert not re.search(r"<script|href=\"javascript|<img", html)
    assert html.count("<a ") == 1
