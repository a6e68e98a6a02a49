"""Where reports link to."""

from __future__ import annotations

import pytest

from factlint.render import Options

HOST = "https://git.example/pages/blob/main/{path}#L{line}"


@pytest.mark.parametrize(
    ("options", "doc", "link"),
    [
        (Options(source_url=HOST), "a b/c.md", "https://git.example/pages/blob/main/a%20b/c.md#L7"),
        (Options(source_url=HOST), "{line}.md", "https://git.example/pages/blob/main/%7Bline%7D.md#L7"),
        (Options(source_url=HOST), "a#b?c.md", "https://git.example/pages/blob/main/a%23b%3Fc.md#L7"),
        (Options(home=".."), "a b/c.md", "../a%20b/c.md"),
        (Options(), "javascript:alert(1).md", "javascript%3Aalert%281%29.md"),
    ],
)
def test_a_place_leads_to_the_code_host_or_to_the_file_beside_the_output(options: Options, doc: str, link: str) -> None:
    assert options.link(doc, 7) == link
