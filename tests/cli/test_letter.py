"""One finding sent to a colleague: `explain FINGERPRINT -o markdown`, `html` and `eml`."""

from __future__ import annotations

import email
import html as entities
import re
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

import factlint
from factlint.render import Options
from factlint.render.letterforms import eml
from factlint.render.story import Told
from factlint.stories import Story
from tests.cli.test_check import status
from tests.cli.test_explain import SCHEMA
from tests.cli.test_story import fingerprint

Out = pytest.CaptureFixture[str]
TITLED = (
    "---\ntitle: {title}\nurl: {url}\npublisher: The Copper Pot\nreviewed: 2026-01-01\n---\n"
    "## On low heat\n\nFor guests, stew simmers for 90 minutes.\n"
)
HOSTILE = "<script>alert(1)</script> [x](javascript:y) **b** @all"


@pytest.fixture
def kitchen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two pages that disagree about stew, and two that disagree about something else."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kitchen.yaml").write_text(SCHEMA)
    (tmp_path / "factlint.toml").write_text('sources = ["pages"]\nschemas = ["kitchen.yaml"]\nas_of = 2026-03-01\n')
    write("plain.md", "Stew simmers for 1 hour.\n")
    write("titled.md", TITLED.format(title="Stews for everybody", url="https://pot.example/stews?a=1&b=2"))
    return tmp_path


def write(name: str, text: str) -> None:
    Path("pages").mkdir(exist_ok=True)
    Path("pages", name).write_text(text, "utf-8")


def sent(capsys: Out, form: str) -> str:
    name = fingerprint(capsys)
    assert status("explain", name, "-o", form) == 0
    return capsys.readouterr().out


def mail(capsys: Out) -> EmailMessage:
    name = fingerprint(capsys)
    assert status("explain", name, "-o", "eml:letter.eml") == 0
    read = email.message_from_bytes(Path("letter.eml").read_bytes(), policy=SMTP)
    assert isinstance(read, EmailMessage)
    assert not read.defects
    return read


def body(read: EmailMessage, kind: str) -> str:
    part = read.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def test_both_sides_are_quoted_with_title_publisher_address_and_date(kitchen: Path, capsys: Out) -> None:
    text = sent(capsys, "markdown")
    assert "[Stews for everybody](https://pot.example/stews?a=1&b=2), The Copper Pot, as of 2026-01-01" in text
    assert "> For guests, stew <b>simmers for 90 minutes</b>." in text
    assert "> Stew <b>simmers for 1 hour</b>." in text
    assert "What would settle it:" in text


@pytest.mark.parametrize("form", ["markdown", "html", "eml"])
def test_no_path_and_no_inner_name_is_told_where_a_page_has_a_title(kitchen: Path, capsys: Out, form: str) -> None:
    write("plain.md", "---\ntitle: Plain food\n---\nStew simmers for 1 hour.\n")
    text = sent(capsys, form).replace("=\r\n", "")
    assert not re.search(r"pages/|\.md\b|titled|kitchen\.yaml|cooking_time|" + re.escape(str(kitchen)), text)
    assert text.count(fingerprint(capsys)) == (2 if form == "eml" else 1)


def test_a_page_without_title_goes_by_its_address_and_one_without_either_by_its_file(
    kitchen: Path, capsys: Out
) -> None:
    write("titled.md", TITLED.format(title="", url="https://pot.example/stews"))
    text = sent(capsys, "markdown")
    assert "/<!-- -->/pot.example/stews](https://pot.example/stews), The Copper Pot" in text
    assert "1. plain.md, no date" in text


def test_no_other_finding_is_sent(kitchen: Path, capsys: Out) -> None:
    write("other.md", "Soup simmers for 2 hours.\n")
    write("another.md", "Soup simmers for 3 hours.\n")
    name = next(each for each in _fingerprints(capsys, "stew"))
    assert status("explain", name, "-o", "html") == 0
    text = capsys.readouterr().out
    assert "90 minutes" in text
    assert "oup" not in text


def _fingerprints(capsys: Out, subject: str) -> list[str]:
    import json

    capsys.readouterr()
    status("check", "-o", "json")
    found = json.loads(capsys.readouterr().out)["findings"]
    return [each["fingerprint"] for each in found if each["subject"] == subject and each["code"] == "C101"]


def test_a_page_of_html_stands_alone_and_escapes_what_pages_say(kitchen: Path, capsys: Out) -> None:
    write("titled.md", TITLED.format(title=f"'{HOSTILE}'", url='https://pot.example/"><script>'))
    text = sent(capsys, "html")
    assert text.startswith("<!doctype html>")
    assert "<script" not in text
    assert "default-src 'none'" in text
    assert entities.escape("<script>alert(1)</script>") in text
    assert set(re.findall(r"(?:href|src)=\"([^\"]*)\"", text)) == {"https://pot.example/%22%3E%3Cscript%3E"}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "https://a b", "//pot.example"])
def test_only_an_address_of_the_web_is_linked(kitchen: Path, capsys: Out, url: str) -> None:
    write("titled.md", TITLED.format(title="Stews", url=f"'{url}'"))
    assert "<a " not in sent(capsys, "html")
    assert "](" not in sent(capsys, "markdown")


def test_markdown_takes_nothing_from_a_page_as_markup(kitchen: Path, capsys: Out) -> None:
    write("titled.md", TITLED.format(title=f"'{HOSTILE}'", url="https://pot.example/)_[x](y)"))
    text = sent(capsys, "markdown")
    html = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(text)
    assert not re.search(r"<script|javascript:y\"|<strong>b<", html)
    assert html.count("<a ") == 1
    assert "@all" not in text


def test_a_mail_opens_as_a_draft_in_both_forms(kitchen: Path, capsys: Out) -> None:
    read = mail(capsys)
    assert read["X-Unsent"] == "1"
    assert not {"From", "To", "Date", "Message-ID"} & set(read.keys())
    assert read.get_content_type() == "multipart/alternative"
    assert "https://pot.example/stews?a=1&b=2" in body(read, "plain")
    assert '<a href="https://pot.example/stews?a=1&amp;b=2">Stews for everybody</a>' in body(read, "html")
    assert str(read["Subject"]).startswith("Stew, ")
    assert max(map(len, Path("letter.eml").read_bytes().split(b"\r\n"))) <= 78


def test_no_header_is_made_of_what_a_page_says(kitchen: Path, capsys: Out) -> None:
    write("titled.md", TITLED.format(title='"x\\r\\nBcc: a@b.example\\r\\n\\r\\nbody"', url="https://pot.example"))
    write("plain.md", "Stew simmers for 1 hour.\r\n\r\nBcc: a@b.example\r\n")
    read = mail(capsys)
    assert set(read.keys()) == {"Subject", "X-Unsent", "MIME-Version", "Content-Type"}
    assert "Bcc" in body(read, "plain")


CODED = (
    "=?utf-8?q?x=0D=0ABcc:_evil@x.example=0D=0A?=",
    "=?utf-8?b?eA0KQmNjOiBldmlsQHguZXhhbXBsZQ0KDQpib2R5?=",
    "==??=?utf-8?q?=00=1b?= stews",
    "ä =?utf-8?q?Urgent?= " + "ä" * 150,
    "=" * 60 + "?utf-8?q?=0ABcc:_x?=",
)


@pytest.mark.parametrize("words", CODED)
def test_no_word_in_the_code_of_headers_is_decoded(tmp_path: Path, words: str) -> None:
    (tmp_path / "a.md").write_text(f"---\ntitle: '{words}'\n---\nNothing.\n", "utf-8")
    result = factlint.check([tmp_path], as_of="2026-03-01")
    story = Story(
        "0" * 16, "X101", "x", "error", "Leaves out what a.md says", "", 1.0, (), (), (), "", "", ("a.md",), ()
    )
    data = eml(Told(story, result), Options())
    lines = re.sub(rb"\r\n[ \t]", b" ", data.partition(b"\r\n\r\n")[0]).split(b"\r\n")
    names = [line.partition(b":")[0] for line in lines]
    assert names == [b"Subject", b"X-Unsent", b"MIME-Version", b"Content-Type"]
    assert not re.search(rb"[\x00-\x1f\x7f-\xff]", b"".join(lines))
    told = str(email.message_from_bytes(data, policy=SMTP)["Subject"])
    assert told.startswith(f"Leaves out what “{words[:20].replace('=?', '= ?')}")


def test_a_mail_has_the_same_bytes_whenever_it_is_made(kitchen: Path, capsys: Out) -> None:
    mail(capsys)
    first = Path("letter.eml").read_bytes()
    mail(capsys)
    assert Path("letter.eml").read_bytes() == first


def test_a_finding_at_one_place_is_a_request_to_look(kitchen: Path, capsys: Out) -> None:
    write("old.md", "---\nreviewed: 2019-01-01\n---\nBread bakes.\n")
    name = fingerprint(capsys, "O103")
    assert status("explain", name, "-o", "markdown") == 0
    text = capsys.readouterr().out
    assert "Please have a look at one passage:" in text
    assert "Please check it." in text


def test_a_story_whose_pages_are_named_in_its_reasons_names_them_by_title(kitchen: Path, capsys: Out) -> None:
    write("titled.md", TITLED.format(title="Stews", url="https://pot.example/stews").replace("For guests, s", "S"))
    name = fingerprint(capsys)
    assert status("explain", name) == 0
    assert "pages/plain.md:1:6" in capsys.readouterr().out
    text = sent(capsys, "markdown")
    assert "say 90 minutes at “plain.md”" in text
    assert "pages/" not in text
