from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from factlint.errors import FactlintError
from factlint.output import Destination, Style, deliver, destinations

if TYPE_CHECKING:
    from factlint.render import Options

FORMATS = ("full", "json", "csv")


def test_without_any_output_full_goes_to_standard_output() -> None:
    assert destinations([], FORMATS) == [Destination("full", None)]


def test_a_format_may_have_a_file() -> None:
    assert destinations(["json:a/b.json", "csv", "full:-"], FORMATS) == [
        Destination("json", Path("a/b.json")),
        Destination("csv", None),
        Destination("full", None),
    ]


def test_an_unknown_format_is_an_error_that_names_the_nearest() -> None:
    with pytest.raises(FactlintError, match=r"unknown output format 'jsn' \(did you mean json"):
        destinations(["jsn"], FORMATS)


def test_two_outputs_to_one_file_are_an_error() -> None:
    with pytest.raises(FactlintError, match="same file"):
        destinations(["json:x", "csv:./x"], FORMATS)


def test_several_outputs_go_to_standard_output_in_turn_and_to_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outputs = destinations(["csv", f"json:{tmp_path}/deep/x.json", "full"], FORMATS)
    deliver(outputs, lambda name, _: f"{name}\n", Style(), None)
    assert capsys.readouterr().out == "csv\nfull\n"
    assert (tmp_path / "deep" / "x.json").read_text() == "json\n"


def test_nothing_is_written_where_one_target_cannot_be(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    for target in (tmp_path, tmp_path / "file" / "x.csv"):
        outputs = destinations(["full", f"json:{tmp_path}/x.json", f"csv:{target}"], FORMATS)
        with pytest.raises(FactlintError, match="cannot be written"):
            deliver(outputs, lambda name, _: f"{name}\n", Style(), None)
        assert capsys.readouterr().out == ""
        assert not (tmp_path / "x.json").exists()


def test_nothing_is_written_where_one_format_cannot_be_rendered(tmp_path: Path) -> None:
    def render(name: str, _: Options) -> str:
        if name == "csv":
            raise FactlintError("no")
        return name

    with pytest.raises(FactlintError):
        deliver(destinations([f"json:{tmp_path}/x.json", "csv"], FORMATS), render, Style(), None)
    assert not (tmp_path / "x.json").exists()


def colors(style: Style, file: Path | None = None) -> bool:
    seen: list[Options] = []

    def render(_: str, options: Options) -> str:
        seen.append(options)
        return ""

    deliver([Destination("full", file)], render, style, None)
    return seen[0].color


def test_colour_is_never_written_where_there_is_no_terminal_unless_asked_for() -> None:
    assert not colors(Style("auto"))
    assert colors(Style("always"))


def test_colour_is_never_written_to_a_file(tmp_path: Path) -> None:
    assert not colors(Style("always"), tmp_path / "x")


def test_paths_are_shown_from_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    seen: list[str] = []

    def render(_: str, options: Options) -> str:
        seen.append(options.path("a.md"))
        return ""

    deliver([Destination("full", None)], render, Style(), tmp_path / "site")
    assert seen == ["../site/a.md"]


def test_json_stays_json_where_the_terminal_lacks_its_letters(tmp_path: Path) -> None:
    (tmp_path / "é.md").write_text("Isotretinoin – 😀 – is taken for 6 months.", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "factlint", "facts", ".", "-o", "json"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=True,
    )
    facts = json.loads(done.stdout.decode("ascii"))["facts"]
    assert [fact["doc"] for fact in facts] == ["é.md"]
    assert "😀" in facts[0]["sentence"]


def test_only_a_format_that_keeps_what_a_file_holds_is_given_it(tmp_path: Path) -> None:
    seen: list[bytes | None] = []

    def render(_: str, options: Options) -> str:
        seen.append(options.existing)
        return ""

    outputs = [Destination("json", tmp_path / "a.json"), Destination("xlsx", tmp_path / "a.xlsx")]
    for each in outputs:
        assert each.file
        each.file.write_bytes(b"held")
    deliver(outputs, render, Style(), None)
    assert seen == [None, b"held"]
