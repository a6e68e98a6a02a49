"""A project is begun with files that work at once, and nothing that is there is lost."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import jsonschema
import pytest

from factlint.config.model import CollectionModel, ConfigModel
from factlint.domain.editorschema import editor_schema_text
from factlint.domain.yamlfile import read_yaml
from factlint.starting import template
from tests.cli.test_check import status

STARTED = [
    "factlint.toml",
    "schemas/factlint.schema.json",
    "schemas/my-subject.yaml",
    "sources/joining.md",
    "sources/questions.md",
]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_project_is_begun_and_told(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status("init") == 0
    assert files(here) == STARTED
    out = capsys.readouterr().out
    assert out.startswith("wrote factlint.toml\nwrote schemas/my-subject.yaml\n")
    assert "\nNext:\n  factlint check " in out


def test_what_init_wrote_works_at_once(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status("init")
    capsys.readouterr()
    assert status("schema", "check") == 0
    assert capsys.readouterr().out == "my-subject: 6 concepts, 3 attributes, no mistakes\n"
    assert status("schema", "test") == 0
    assert capsys.readouterr().out == "7 of 7 examples hold\n"
    assert status("check", "-o", "concise") == 1
    assert capsys.readouterr().out.startswith("sources/joining.md:8:14: C101[")


def test_the_starter_schema_names_the_json_schema_beside_it(here: Path) -> None:
    status("init")
    text = Path("schemas/my-subject.yaml").read_text("utf-8")
    first = text.splitlines()[0]
    assert first == "# yaml-language-server: $schema=./factlint.schema.json"
    assert Path("schemas/factlint.schema.json").read_text("utf-8") == editor_schema_text()


def test_a_folder_that_is_not_there_is_made(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status("init", "a b/c") == 0
    assert files(here / "a b" / "c") == STARTED
    assert "\n  cd 'a b/c'\n" in capsys.readouterr().out


def test_pages_that_are_there_are_read_and_none_are_added(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "pages").mkdir()
    (here / "pages" / "one.md").write_text("Books can be borrowed for 3 weeks.\n")
    assert status("init") == 0
    assert files(here) == ["factlint.toml", "pages/one.md", *STARTED[1:3]]
    capsys.readouterr()
    assert status("check") == 0
    assert "1 page, 1 fact; read 1 of 1 claim sentence." in capsys.readouterr().out


def test_pages_in_the_usual_folder_are_read_from_there(here: Path) -> None:
    (here / "sources").mkdir()
    (here / "sources" / "one.md").write_text("Books.\n")
    assert status("init") == 0
    assert tomllib.loads(Path("factlint.toml").read_text("utf-8"))["sources"] == ["sources"]


@pytest.mark.parametrize("name", ["schemas/my-subject.yaml", "schemas/factlint.schema.json"])
def test_a_file_that_is_there_is_kept_and_nothing_is_written(
    here: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (here / "schemas").mkdir()
    (here / name).write_text("mine")
    assert status("init") == 2
    said = "this file is there already (rename or remove it; nothing was written)"
    assert capsys.readouterr() == ("", f"factlint: {name}: {said}\n")
    assert files(here) == [name]
    assert (here / name).read_text() == "mine"


def test_a_link_to_nothing_is_not_written_through(here: Path) -> None:
    (here / "schemas").mkdir()
    (here / "schemas" / "my-subject.yaml").symlink_to(here / "elsewhere.yaml")
    assert status("init") == 2
    assert files(here) == []


@pytest.mark.parametrize("name", ["schemas", "sources"])
def test_a_folder_that_is_a_link_out_is_not_written_through(
    here: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (here / "elsewhere").mkdir()
    (here / "project").mkdir()
    (here / "project" / name).symlink_to(here / "elsewhere")
    assert status("init", "project") == 2
    assert f"project/{name}: this leads out of the folder (" in capsys.readouterr().err
    assert files(here) == []


def test_a_project_behind_a_link_is_begun(here: Path) -> None:
    (here / "deep").mkdir()
    (here / "project").symlink_to(here / "deep")
    assert status("init", "project") == 0
    assert files(here / "deep") == STARTED


def test_a_name_like_an_option_is_told_as_a_name(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status("init", "--", "--help") == 0
    assert "\n  cd -- --help\n" in capsys.readouterr().out


def test_a_name_that_cannot_be_shown_is_not_told_as_a_step(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status("init", "a\x1bb") == 0
    assert "  cd " not in capsys.readouterr().out


@pytest.mark.parametrize(("name", "text"), [("factlint.toml", ""), ("pyproject.toml", "[tool.factlint]\n")])
def test_a_folder_that_is_configured_is_left_alone(
    here: Path, capsys: pytest.CaptureFixture[str], name: str, text: str
) -> None:
    (here / name).write_text(text)
    assert status("init") == 2
    assert capsys.readouterr().err.startswith(f"factlint: {name}: this folder is configured already (")
    assert files(here) == [name]
    assert (here / name).read_text() == text


def test_a_pyproject_without_the_table_is_left_alone_and_named(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    assert status("init") == 0
    assert "may stand under [tool.factlint] of pyproject.toml instead" in capsys.readouterr().out
    assert (here / "pyproject.toml").read_text() == "[project]\nname = 'x'\n"
    assert status("check") == 1


def test_a_file_is_no_folder_to_begin_in(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "file").write_text("")
    assert status("init", "file") == 2
    assert capsys.readouterr().err == "factlint: file: this is a file (name a folder)\n"


def test_where_one_file_cannot_be_written_none_is(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "schemas").write_text("mine")
    assert status("init") == 2
    assert "schemas does not allow it" in capsys.readouterr().err
    assert files(here) == ["schemas"]


def commented_out(text: str) -> str:
    """The settings of a configuration that stand behind a mark of comment, without it."""
    lines = (line.removeprefix("# ") for line in text.splitlines() if line.startswith("# "))
    keys = [*ConfigModel.model_fields, *CollectionModel.model_fields]
    return "\n".join(line for line in lines if line.startswith(("[[", *(f"{key} = " for key in keys))))


def test_the_settings_that_are_commented_out_are_settings() -> None:
    model = ConfigModel.model_validate(tomllib.loads(commented_out(template("factlint.toml"))))
    assert len(model.collections) == 2
    assert model.exclude
    assert model.baseline


def test_the_json_schema_is_shown_or_written(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status("schema", "json-schema") == 0
    assert capsys.readouterr().out == editor_schema_text()
    assert status("schema", "json-schema", "-o", "deep/it.json") == 0
    assert capsys.readouterr().out == ""
    assert Path("deep/it.json").read_text("utf-8") == editor_schema_text()


def test_a_json_schema_that_cannot_be_written_is_a_mistake(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status("schema", "json-schema", "-o", ".") == 2
    assert "it is a folder" in capsys.readouterr().err


def test_the_written_json_schema_judges_the_starter(here: Path) -> None:
    status("init")
    validator = jsonschema.Draft202012Validator(json.loads(Path("schemas/factlint.schema.json").read_text("utf-8")))
    data = read_yaml(Path("schemas/my-subject.yaml")).data
    assert validator.is_valid(data)
    assert not validator.is_valid({**data, "atributes": {}})
