"""The report as one file: what it holds, that it needs nothing else, and that it is the same each time."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

from factlint.render import Options
from factlint.render.report.payload import CHUNK
from tests.report.builders import NINE, SIX, html_of, packs, result_of

HOSTILE = '</script><script>alert(1)</script><img src=x onerror=alert(2)> "quoted" & {{ 7 * 7 }} ${7*7}'


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def _elements(html: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = _Elements()
    parser.feed(html)
    return parser.seen


def test_nothing_is_loaded_from_elsewhere(tmp_path: Path) -> None:
    for tag, attributes in _elements(html_of(result_of(tmp_path, {"a.md": SIX, "b.md": NINE}))):
        assert tag not in {"link", "iframe", "img", "object", "embed", "base"}
        assert "src" not in attributes
        assert not [name for name in attributes if name.startswith("on") or name == "style"]


def test_the_policy_names_the_digest_of_every_program_and_style(tmp_path: Path) -> None:
    html = html_of(result_of(tmp_path, {"a.md": SIX}))
    (policy,) = [each[1]["content"] for each in _elements(html) if each[1].get("http-equiv")]
    texts = re.findall(r"<style>(.*?)</style>|<script>(.*?)</script>", html, re.DOTALL)
    assert len(texts) == 3
    for style, program in texts:
        digest = base64.b64encode(hashlib.sha256((style or program).encode()).digest()).decode()
        assert policy is not None
        assert f"'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none';")


def test_markup_from_pages_is_text(tmp_path: Path) -> None:
    page = (
        f"---\ntitle: '{HOSTILE}'\npublisher: '{HOSTILE}'\n---\n\n# {HOSTILE}\n\nIsotretinoin is taken for 6 months.\n"
    )
    html = html_of(result_of(tmp_path, {"a.md": page, "b.md": NINE}))
    plain = html_of(result_of(tmp_path, {"a.md": SIX, "b.md": NINE}))
    count = {tag: [each for each, _ in _elements(html)].count(tag) for tag in ("script", "img")}
    assert count == {tag: [each for each, _ in _elements(plain)].count(tag) for tag in ("script", "img")}
    assert "49" not in re.findall(r"quoted.{0,40}", html)[0]


def test_claims_stand_at_the_words_that_carry_them(tmp_path: Path) -> None:
    claims, texts = packs(html_of(result_of(tmp_path, {"a.md": SIX, "b.md": NINE.replace("# N", "# 🙂 N")})))
    blocks = [{block[3]: block[4] for block in page[0]} for page in texts]
    for fact in claims["facts"]:
        doc, start, end, quote = fact[0], fact[7], fact[8], fact[14]
        at = max(begin for begin in blocks[doc] if begin <= start)
        assert " ".join(blocks[doc][at][start - at : end - at].split()) == quote


def test_each_claim_says_who_agrees_and_which_findings_it_is_part_of(tmp_path: Path) -> None:
    pages = {"a.md": SIX, "b.md": NINE, "c.md": SIX.replace("6 months", "26 weeks")}
    (claims, _) = packs(html_of(result_of(tmp_path, pages)))
    said = {fact[0]: fact for fact in claims["facts"] if fact[2] == "treatment_duration"}
    assert [said[doc][11] for doc in (0, 1, 2)] == [0, -1, 0]
    assert claims["groups"][0] == [2, [0, 2]]
    assert all(fact[10] == 0 and fact[12] for fact in said.values())


def test_every_name_of_what_is_spoken_of_can_be_searched(tmp_path: Path) -> None:
    (claims, _) = packs(html_of(result_of(tmp_path, {"a.md": SIX})))
    (names,) = [concept[3] for concept in claims["concepts"] if concept[0] == "isotretinoin"]
    assert {"isotretinoin", "13-cis-retinoic acid"} <= set(names)
    assert [each[1:] for each in claims["mentions"]["isotretinoin"]] == [[11, 1, "Isotretinoin"]]


def test_texts_are_packed_in_the_order_of_the_pages(tmp_path: Path) -> None:
    pages = {f"p{number:03}.md": f"# Page {number}\n\nTea is at four.\n" for number in range(CHUNK + 2)}
    claims, *texts = packs(html_of(result_of(tmp_path, pages)))
    assert [len(pack) for pack in texts] == [CHUNK, 2]
    titles = [page[0][0][4] for pack in texts for page in pack]
    assert titles == [doc[1] for doc in claims["docs"]] == [f"Page {number}" for number in range(CHUNK + 2)]


def test_a_page_that_could_not_be_read_is_there_and_says_why(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_bytes(b"\x00\x01\x02" * 50)
    html = html_of(result_of(tmp_path, {"a.md": SIX}))
    (skipped,) = [doc[10] for doc in packs(html)[0]["docs"] if doc[0] == "x.md"]
    assert skipped.startswith("unreadable: ")


def test_sources_are_linked_from_where_the_report_is(tmp_path: Path) -> None:
    html = html_of(result_of(tmp_path, {"a b/c#d.md": SIX, "b.md": NINE}), Options(home="../.."))
    assert 'href="../../a%20b/c%23d.md"' in html


def test_no_findings_is_said_not_to_be_an_approval(tmp_path: Path) -> None:
    html = html_of(result_of(tmp_path, {"a.md": SIX}))
    assert "no finding is no approval" in html
    assert "Nothing was found" in html


def test_the_same_pages_give_the_same_bytes_whatever_the_hash_seed_and_the_workers(tmp_path: Path) -> None:
    result_of(tmp_path, {"a.md": SIX, "b.md": NINE})
    made = []
    for seed, jobs in (("1", "1"), ("2", "2")):
        out = tmp_path / f"report-{seed}.html"
        command = [sys.executable, "-m", "factlint", "check", str(tmp_path), "-o", f"html:{out}", "--jobs", jobs]
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, check=False, capture_output=True)
        made.append(out.read_bytes())
        out.unlink()
    assert made[0] == made[1]
