"""The sheet that a reviewer signs: what stands on it, and that it keeps to two sides."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import docx
import pytest

from tests.cli.test_check import status
from tests.cli.test_waive import CONFIG, GARDEN, write
from tests.integration.repositories import Repository, new_repository

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
PAGE = "sources/a.md"
TEXT = """\
---
title: Roses
reviewed: 2026-01-10
url: https://example.org/roses
publisher: The Garden
---
# Roses

Roses flower for 6 weeks. Roses flower for 40 things.

Lilies flower for 3 weeks.

Water them about 3 times, says everybody; roses flower somehow for 9.
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copy(GARDEN, tmp_path / "garden.yaml")
    write("factlint.toml", CONFIG)
    write(PAGE, TEXT)
    write("sources/b.md", "---\ntitle: More roses\n---\nRoses flower for 9 weeks.\n")
    write("sources/c.md", "---\ntitle: Roses again\n---\nRoses flower for 6 weeks.\n")
    return tmp_path


class Words(HTMLParser):
    """The text of a page, and the names of its elements and attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self.tags, self.attributes = "", set[str](), set[str]()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {f"{name}={value}" for name, value in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def html(capsys: pytest.CaptureFixture[str], page: str = PAGE) -> Words:
    capsys.readouterr()
    assert status("sheet", page) == 0
    return Words(capsys.readouterr().out)


def words_of(document: Path) -> str:
    held = docx.Document(str(document))
    cells = [cell.text for table in held.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in held.paragraphs), *cells])


def test_both_formats_say_what_a_reviewer_needs(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = " ".join(html(capsys).text.split())
    assert status("sheet", PAGE, "-o", "docx:a.docx") == 0
    document = " ".join(words_of(Path("a.docx")).split())
    for text in (shown, document):
        for said in (
            *("Review: Roses", "The Garden", "https://example.org/roses", "2026-01-10", "2029-01-10"),
            *("Roses flower for 6 weeks.", "Differs: More roses: 9 weeks", "Agrees: Roses again", "no source named"),
            *("☐", "Initials", "Signature", "Name", "Role", "Date"),
        ):
            assert said in text
        assert "Since the last review: not known" in text


def test_who_denies_a_claim_differs_from_it(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write("factlint.toml", CONFIG.replace("garden.yaml", "factlint:paediatric-oncology"))
    write(PAGE, "Isotretinoin is given by mouth.\n")
    write("sources/b.md", "---\ntitle: Not so\n---\nIsotretinoin is not given by mouth.\n")
    assert "Differs: Not so: not by mouth" in " ".join(html(capsys).text.split())


def test_what_a_page_says_besides_what_it_agrees_on_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(PAGE, "On clay and sandy soil, roses flower for 6 weeks.\n")
    both = "On clay, roses flower for 6 weeks.\n\nOn sandy soil, roses flower for 11 weeks.\n"
    write("sources/c.md", f"---\ntitle: Both\n---\n# Roses\n\n{both}")
    text = " ".join(html(capsys).text.split())
    assert "Agrees: Both" in text
    assert "Both: 11 weeks" in text
    assert "Both: 6 weeks" not in text


def test_a_page_of_a_project_is_needed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write("elsewhere.md", "Roses.\n")
    for page, says in (
        ("sources", "is a folder: name a page"),
        ("elsewhere.md", "this was not read: it is none of the pages of the project"),
        ("sources/none.md", "none.md"),
    ):
        assert status("sheet", page) == 2
        assert says in capsys.readouterr().err


def test_docx_goes_to_a_file_and_other_formats_are_unknown(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status("sheet", PAGE, "-o", "docx") == 2
    assert "docx goes to a file (name one: -o docx:FILE)" in capsys.readouterr().err
    assert status("sheet", PAGE, "-o", "pdf") == 2
    assert "unknown output format 'pdf'" in capsys.readouterr().err


def test_the_same_page_gives_the_same_bytes(project: Path) -> None:
    for name in ("1", "2"):
        assert status("sheet", PAGE, "-o", f"docx:{name}.docx", "-o", f"html:{name}.html") == 0
    assert Path("1.docx").read_bytes() == Path("2.docx").read_bytes()
    assert Path("1.html").read_bytes() == Path("2.html").read_bytes()
    with zipfile.ZipFile("1.docx") as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert set(re.findall(r">(\d{4}-[^<]*)<", core)) == {"2026-03-01T00:00:00Z"}


HOSTILE = "<img src=x onerror=alert(1)>\"'><script>alert(1)</script>{{ 7*7 }}"


def test_nothing_of_a_page_is_markup_or_runs(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = TEXT.replace("title: Roses", f"title: '{HOSTILE.replace(chr(39), '')}'")
    kept = kept.replace("https://example.org/roses", "javascript:alert(1)")
    write(PAGE, kept.replace("Lilies", "`<b onclick=x>` \x07\u202e Lilies"))
    shown = html(capsys)
    assert "{{ 7*7 }}" in shown.text
    assert not shown.tags & {"script", "img", "b", "a", "link", "iframe"}
    assert not {each for each in shown.attributes if each.startswith(("on", "src", "href"))}
    assert "\u202e" not in shown.text
    assert status("sheet", PAGE, "-o", "docx:a.docx") == 0
    assert "{{ 7*7 }}" in words_of(Path("a.docx"))


def test_an_address_on_the_web_can_be_followed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "href=https://example.org/roses" in html(capsys).attributes


def test_sources_are_named_where_the_sentence_names_them(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = "\nRoses flower for 6 weeks [7].\n\nLilies flower for 3 weeks (Marigold 2019).\n"
    listed = (
        "\n## References\n\nMarigold A. Tall roses. Garden Press; 2019.\n\nThistle B. Low roses. Garden Press; 2020.\n"
    )
    write(PAGE, f"# Roses\n{body}{listed}")
    text = " ".join(html(capsys).text.split())
    assert "[7] in the list of the page" in text
    assert "Tall roses (2019)" in text
    assert "Low roses" not in text


@pytest.fixture
def repository(project: Path) -> Repository:
    if not shutil.which("git"):
        pytest.skip("git is not installed")
    found = new_repository(project, project.parent / f"{project.name}-home")
    for key in ("GIT_COMMITTER_DATE", "GIT_AUTHOR_DATE"):
        found.environment[key] = "2026-01-05T12:00:00+0000"
    return found


def since(repository: Repository) -> str:
    shown = repository.factlint("sheet", PAGE)
    assert shown.returncode == 0, shown.stderr
    return " ".join(Words(shown.stdout).text.split())


def test_what_changed_since_the_last_review_is_told(repository: Repository) -> None:
    repository.commit()
    assert "Since the last review: no claim changed since the page as it was on 2026-01-10 (commit " in since(
        repository
    )
    changed = TEXT.replace("6 weeks", "8 weeks").replace("Lilies flower for 3 weeks.", "Mint flowers for 2 weeks.")
    repository.write(PAGE, changed)
    text = since(repository)
    assert "3 claims changed since the page" in text
    assert re.search(r"Changed: [^.]*: 6 weeks → 8 weeks\.", text)
    assert "New since the last review." in text
    assert re.search(r"No longer said [^.]*3 weeks", text)


def test_a_branch_that_was_merged_after_the_review_does_not_count(repository: Repository) -> None:
    repository.commit()
    repository.done("git", "checkout", "-q", "-b", "side")
    dated(repository, "2026-01-08")
    repository.write(PAGE, TEXT.replace("6 weeks", "8 weeks"))
    repository.commit()
    dated(repository, "2026-01-15")
    repository.done("git", "checkout", "-q", "main")
    repository.done("git", "merge", "-q", "--no-ff", "-m", "x", "side")
    assert re.search(r"Changed: [^.]*: 6 weeks → 8 weeks\.", since(repository))


def dated(repository: Repository, day: str) -> None:
    for key in ("GIT_COMMITTER_DATE", "GIT_AUTHOR_DATE"):
        repository.environment[key] = f"{day}T12:00:00+0000"


def test_a_page_is_followed_where_it_was_renamed(repository: Repository) -> None:
    repository.write("sources/old.md", TEXT.replace("6 weeks", "5 weeks"))
    (repository.top / PAGE).unlink()
    repository.commit()
    (repository.top / "sources/old.md").unlink()
    repository.write(PAGE, TEXT)
    assert re.search(r"Changed: [^.]*: 5 weeks → 6 weeks\.", since(repository))


def test_why_nothing_can_be_compared_is_told(repository: Repository) -> None:
    assert "not known: " in since(repository)
    repository.write("sources/other.md", "Lilies.\n")
    (repository.top / PAGE).unlink()
    repository.commit()
    repository.write(PAGE, TEXT)
    assert "the page was not there yet on 2026-01-10 (commit " in since(repository)
    repository.write(PAGE, TEXT.replace("2026-01-10", "2025-12-31"))
    assert "not known: no commit is as old as the review of 2025-12-31." in since(repository)
    repository.write(PAGE, TEXT.replace("reviewed: 2026-01-10\n", ""))
    assert "not known: the page gives no date of review." in since(repository)


def long_page(claims: int) -> str:
    sentence = "In gardens of which nobody has ever heard {n} and in all others alike roses flower for {n} weeks."
    return "# Roses\n\n" + "\n\n".join(sentence.format(n=number) for number in range(2, claims + 2)) + "\n"


def test_claims_that_do_not_fit_are_counted(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(PAGE, long_page(90))
    text = " ".join(html(capsys).text.split())
    found = re.search(r"(\d+) more claims not shown here: factlint facts sources/a.md", text)
    assert found
    assert int(found[1]) + text.count("☐") == 90
    assert text.count("☐") > 15


@pytest.mark.skipif(not BROWSER, reason="no browser is installed")
@pytest.mark.parametrize("claims", [1, 90])
def test_html_is_printed_on_two_sides_at_most(project: Path, claims: int) -> None:
    write(PAGE, long_page(claims))
    assert status("sheet", PAGE, "-o", "html:a.html") == 0
    quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={project}/b"]
    page = (project / "a.html").as_uri()
    subprocess.run([BROWSER, *quiet, "--print-to-pdf=a.pdf", page], check=True, capture_output=True, timeout=120)
    assert 1 <= sides(Path("a.pdf")) <= 2


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_docx_is_printed_on_two_sides_at_most(project: Path) -> None:
    write(PAGE, long_page(90))
    assert status("sheet", PAGE, "-o", "docx:a.docx") == 0
    home = f"-env:UserInstallation=file://{project}/home"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "a.docx"]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    assert 1 <= sides(Path("a.pdf")) <= 2


def sides(pdf: Path) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf.read_bytes()))


def test_a_document_opens_with_its_properties(project: Path) -> None:
    assert status("sheet", PAGE, "-o", "docx:a.docx") == 0
    properties = docx.Document(io.BytesIO(Path("a.docx").read_bytes())).core_properties
    assert (properties.title, properties.author) == ("Review: Roses", "factlint")
