"""`check --source-url`: where a code host shows pages, over the configuration."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_check import status

PAGE = "---\nreviewed: 2026-01-10\n---\nIsotretinoin is taken for {} months.\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("factlint.toml").write_text('as_of = 2026-03-01\nsource_url = "https://old.example/{path}"\n')
    for months in (6, 9):
        Path(f"{months}.md").write_text(PAGE.format(months))
    return tmp_path


def test_links_lead_there(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status("check", "--source-url", "https://git.example/x/{path}#L{line}", "-o", "markdown") == 1
    text = capsys.readouterr().out
    assert "(https://git.example/x/6.md#L4)" in text
    assert "old.example" not in text


@pytest.mark.parametrize("url", ["", "https://git.example/x", "javascript:{path}", "https://git.example/{page}/{path}"])
def test_what_is_no_such_address_is_a_mistake(project: Path, capsys: pytest.CaptureFixture[str], url: str) -> None:
    assert status("check", "--source-url", url) == 2
    assert "no web address with {path} in it" in capsys.readouterr().err
