from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from factlint.config import Overrides, check_scope, load_settings
from factlint.domain.model import Concept, Domain
from factlint.errors import ConfigError
from factlint.project import DEFAULT_SCHEMA, Collection, Settings

CODES = ("C101", "C105", "I101", "O105")


def write(folder: Path, text: str, name: str = "factlint.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def load(folder: Path, text: str, **options: object) -> Settings:
    write(folder, text)
    return load_settings([folder], codes=CODES, **options)  # type: ignore[arg-type]


def problem(folder: Path, text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        load(folder, text)
    assert caught.value.remedy
    return str(caught.value)


def test_without_configuration_a_folder_is_the_root(tmp_path: Path) -> None:
    settings = load_settings([tmp_path])
    assert (settings.root, settings.sources, settings.config) == (tmp_path, (tmp_path,), None)
    assert (settings.review_months, settings.fail_on, settings.schemas) == (36, "error", (DEFAULT_SCHEMA,))


def test_without_configuration_the_root_of_files_is_the_folder_they_lie_in(tmp_path: Path) -> None:
    paths = [write(tmp_path / "a", "x", "1.md"), write(tmp_path / "b" / "c", "x", "2.md")]
    assert load_settings(paths[:1]).root == tmp_path / "a"
    assert load_settings(paths).root == tmp_path


def test_without_paths_the_folder_sources_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_settings().sources == (tmp_path,)
    (tmp_path / "sources").mkdir()
    assert load_settings().sources == (tmp_path / "sources",)


def test_configuration_is_found_upward_from_the_paths(tmp_path: Path) -> None:
    config = write(tmp_path, 'ignore = ["O105"]')
    page = write(tmp_path / "pages" / "uk", "x", "a.md")
    settings = load_settings([page])
    assert (settings.root, settings.config, settings.ignore) == (tmp_path, config, ("O105",))
    assert settings.sources == (page,)


def test_the_nearest_configuration_wins(tmp_path: Path) -> None:
    write(tmp_path, 'fail_on = "info"')
    near = write(tmp_path / "pages", 'fail_on = "warning"')
    assert load_settings([tmp_path / "pages"]).config == near


def test_factlint_toml_goes_before_pyproject_in_one_folder(tmp_path: Path) -> None:
    write(tmp_path, '[tool.factlint]\nfail_on = "info"', "pyproject.toml")
    assert load_settings([tmp_path]).fail_on == "info"
    write(tmp_path, 'fail_on = "warning"')
    assert load_settings([tmp_path]).fail_on == "warning"


def test_a_pyproject_without_our_table_does_not_count(tmp_path: Path) -> None:
    config = write(tmp_path, 'fail_on = "info"')
    for text in ('[project]\nname = "x"', "broken = ", "tool = 3"):
        write(tmp_path / "pages", text, "pyproject.toml")
        assert load_settings([tmp_path / "pages"]).config == config


@pytest.mark.parametrize("content", [b"name = '\xe9'\n", b"#" * 1_000_001], ids=["not UTF-8", "too large"])
def test_a_pyproject_above_that_cannot_be_read_does_not_count(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "pyproject.toml").write_bytes(content)
    (tmp_path / "pages").mkdir()
    assert load_settings([tmp_path / "pages"]).config is None
    with pytest.raises(ConfigError):
        load_settings([tmp_path / "pages"], config=tmp_path / "pyproject.toml")


def test_a_broken_pyproject_that_names_our_table_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, "[tool.factlint]\nfail_on = \n", "pyproject.toml")
    with pytest.raises(ConfigError, match=r"pyproject\.toml:2:11: not valid TOML"):
        load_settings([tmp_path])


def test_an_error_in_pyproject_has_its_line(tmp_path: Path) -> None:
    write(tmp_path, '[project]\nname = "x"\n\n[tool.factlint]\n# ours\nfail_on = 3\n', "pyproject.toml")
    with pytest.raises(ConfigError, match=r"pyproject\.toml:6: fail_on"):
        load_settings([tmp_path])


def test_configured_sources_are_read_where_no_paths_are_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, 'sources = ["pages", "more"]')
    write(tmp_path / "pages", "x", "a.md")
    write(tmp_path / "more", "x", "a.md")
    monkeypatch.chdir(tmp_path / "pages")
    assert load_settings().sources == (tmp_path / "pages", tmp_path / "more")


def test_a_path_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="does not exist"):
        load_settings([tmp_path / "nowhere"])


def test_a_named_configuration_governs_paths_outside_of_its_folder(tmp_path: Path) -> None:
    config = write(tmp_path / "etc", 'fail_on = "info"', "strict.toml")
    (tmp_path / "pages").mkdir()
    settings = load_settings([tmp_path / "pages"], config=config)
    assert (settings.root, settings.fail_on) == (tmp_path / "pages", "info")


def test_every_key_is_taken(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").touch()
    settings = load(
        tmp_path,
        """
        exclude = ["drafts/**"]
        schemas = ["own.yaml", "factlint:other", "third"]
        as_of = 2026-01-31
        fail_on = "warning"
        min_confidence = 0.5
        select = ["C", "I101"]
        ignore = ["C105"]
        severity = {C101 = "warning"}
        review_every = "18 months"
        baseline = "known.json"
        source_url = "https://git.example/main/{path}?plain=1#L{line}"
        """,
    )
    assert settings.excludes("drafts/a.md")
    assert not settings.excludes("a.md")
    assert settings.schemas == (str(tmp_path / "own.yaml"), "factlint:other", "factlint:third")
    assert settings.as_of == dt.date(2026, 1, 31)
    assert (settings.fail_on, settings.min_confidence, settings.review_months) == ("warning", 0.5, 18)
    assert settings.severity == {"C101": "warning"}
    assert settings.baseline == tmp_path / "known.json"
    assert settings.source_url == "https://git.example/main/{path}?plain=1#L{line}"


def test_a_quoted_date_is_a_date(tmp_path: Path) -> None:
    assert load(tmp_path, 'as_of = "2026-01-31"').as_of == dt.date(2026, 1, 31)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ('\nselct = ["C"]', 2, "did you mean select"),
        ('fail_on = "fatal"', 1, "'error', 'warning' or 'info'"),
        ("min_confidence = 1.5", 1, "less than or equal to 1"),
        ("min_confidence = nan", 1, "min_confidence"),
        ('min_confidence = "1"', 1, "valid number"),
        ('as_of = "2026-02-30"', 1, "should be a date"),
        ("as_of = 2026-01-31T10:00:00", 1, "should be a date"),
        ('review_every = "often"', 1, "3 years"),
        ('review_every = "0 years"', 1, "3 years"),
        ('exclude = "x"', 1, "valid list"),
        ("exclude = [\n  'a',\n  1]", 1, "exclude[2] should be a valid string"),
        ('exclude = ["!"]', 1, "glob"),
        ('exclude = ["' + "x" * 501 + '"]', 1, "glob"),
        ("sources = []", 1, "should not be empty"),
        ('baseline = "../known.json"', 1, "outside of the project"),
        ('schemas = ["gone.yaml"]', 1, "does not exist"),
        ('source_url = "javascript:alert({path})"', 1, "right form"),
        ('source_url = "https://git.example/main"', 1, "right form"),
        ('source_url = "https://git.example/{path}/{commit}"', 1, "right form"),
        ('select = ["C999"]', 1, "unknown rule code 'C999'"),
        ('\nselect = ["C101"]\nignore = ["C101"]', 2, "both selected and ignored"),
        ('select = ["C101"]\n[severity]\nC101 = "off"', 1, "both selected and off"),
        ('[severity]\nC10 = "error"', 2, "unknown rule code 'C10'"),
        ('jurisdiction = "GB"', 1, "belongs in one of [[collections]]"),
        ("[[collections]]\nours = true", 1, "paths is missing"),
        ('[[collections]]\npaths = ["a"]\nours = "yes"', 3, "collections[1].ours should be a valid boolean"),
        ('[[collections]]\npaths = ["a"]\n\n[[collections]]\npaths = ["b"]\nx = 1', 6, "collections[2].x"),
        ('[[collections]]\npaths = ["a"]\njurisdiction = "England"', 3, "right form"),
        ('[[collections]]\npaths = ["a"]\njurisdiction = ["GB", 1]', 3, "right form"),
        ('[[collections]]\npaths = ["a"]\nurl = "javascript:x"', 3, "right form"),
        ('[[collections]]\npaths = ["a"]\n[collections.severity]\nC101 = "x"', 4, "severity.C101"),
        ('[[collections]]\npaths = ["a"]\nseverity = {C1 = "error"}', 3, "unknown rule code"),
        (
            '[[collections]]\npaths = ["a"]\npart = "x"\n[[collections]]\npaths = ["a"]\npart = "y"',
            6,
            "part is set twice for the same paths, to 'x' and to 'y'",
        ),
        ("x = = 1", 1, "not valid TOML"),
        ("x = " + "[" * 5000, None, "not valid TOML"),
    ],
)
def test_a_mistake_is_told_with_line_and_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, line: int | None, says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    message = problem(tmp_path, text)
    assert message.startswith("factlint.toml:" if line is None else f"factlint.toml:{line}:")
    assert says in message


@pytest.mark.parametrize(("source", "says"), [("nope", "does not exist"), ("../..", "outside of the project")])
def test_a_source_that_is_not_in_the_project_is_told_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, says: str
) -> None:
    write(tmp_path, f'sources = [\n  ".",\n  "{source}"]')
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError, match=rf"factlint\.toml:1: source .* {says}"):
        load_settings()


def test_several_mistakes_are_counted(tmp_path: Path) -> None:
    assert "; 1 more after it" in problem(tmp_path, "fail_on = 1\nselect = 2")


def test_configuration_that_is_not_utf_8_has_its_line(tmp_path: Path) -> None:
    (tmp_path / "factlint.toml").write_bytes(b"# one\n# tw\xff\n")
    with pytest.raises(ConfigError, match=r"factlint\.toml:2: configuration is not UTF-8"):
        load_settings([tmp_path])


def test_huge_configuration_is_not_read(tmp_path: Path) -> None:
    write(tmp_path, "#" * 1_000_001)
    with pytest.raises(ConfigError, match="larger than"):
        load_settings([tmp_path])


def test_a_baseline_reached_by_a_link_may_not_lie_outside_either(tmp_path: Path) -> None:
    (tmp_path / "away").mkdir()
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "link").symlink_to(tmp_path / "away")
    assert "outside of the project" in problem(tmp_path / "site", 'baseline = "link/known.json"')


@pytest.mark.parametrize("given", ['["IE", "GB"]', '"GB, IE"'])
def test_a_collection_may_speak_for_several_jurisdictions(tmp_path: Path, given: str) -> None:
    settings = load(tmp_path, f'[[collections]]\npaths = ["**"]\njurisdiction = {given}\n')
    assert settings.collection("a.md").metadata == {"jurisdiction": "GB IE"}


def test_later_collections_override_earlier_ones_key_by_key(tmp_path: Path) -> None:
    settings = load(
        tmp_path,
        """
        severity = {C101 = "warning"}
        review_every = "2 years"
        [[collections]]
        paths = ["**"]
        publisher = "Us"
        part = "x"
        severity = {C105 = "error"}
        [[collections]]
        paths = ["uk/**", "!uk/old/**"]
        name = "British pages"
        jurisdiction = "GB"
        ours = false
        publisher = "Them"
        review_every = "1 year"
        """,
    )
    near, far = settings.collection("uk/a.md"), settings.collection("us/a.md")
    assert near.metadata == {"publisher": "Them", "jurisdiction": "GB", "ours": False}
    assert (near.scope, near.review_months, near.name) == ({"part": "x"}, 12, "British pages")
    assert near.severity == {"C101": "warning", "C105": "error"}
    assert (far.metadata, far.review_months) == ({"publisher": "Us"}, 24)
    assert settings.collection("uk/old/a.md") == far


def test_a_glob_cannot_make_a_run_hang() -> None:
    hostile = Collection(paths=("*a" * 200 + "b",))
    assert not hostile.holds("a" * 400)


@pytest.mark.parametrize(
    ("select", "ignore", "code", "wanted"),
    [
        ((), (), "C101", True),
        ((), ("C101",), "C101", False),
        ((), ("C",), "C101", False),
        (("I",), (), "C101", False),
        (("C",), ("C105",), "C105", False),
        (("C105",), ("C",), "C105", True),
        (("C",), ("C",), "C101", False),
    ],
)
def test_the_longer_prefix_decides_whether_a_rule_is_reported(
    select: tuple[str, ...], ignore: tuple[str, ...], code: str, wanted: bool
) -> None:
    settings = Settings(Path(), dt.date(2026, 1, 1), select=select, ignore=ignore)
    assert settings.reports(code) is wanted


def test_a_rule_that_is_off_is_reported_when_selected() -> None:
    settings = Settings(Path(), dt.date(2026, 1, 1))
    assert not settings.reports("C104", default=False)
    assert Settings(Path(), dt.date(2026, 1, 1), select=("C104",)).reports("C104", default=False)


def test_the_command_line_goes_before_the_configuration(tmp_path: Path) -> None:
    over = Overrides(schemas=["mine"], as_of=dt.date(2020, 1, 1), select=["C101"], fail_on="info", min_confidence=0.0)
    text = 'as_of = 2026-01-31\nignore = ["C101", "O105"]\nmin_confidence = 0.9\nschemas = ["theirs"]'
    settings = load(tmp_path, text, overrides=over)
    assert (settings.as_of, settings.fail_on, settings.min_confidence) == (dt.date(2020, 1, 1), "info", 0.0)
    assert (settings.select, settings.ignore, settings.schemas) == (("C101",), ("O105",), ("factlint:mine",))


def test_a_code_selected_and_ignored_on_the_command_line_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="both selected and ignored"):
        load(tmp_path, "", overrides=Overrides(select=["C101"], ignore=["C101"]))


def test_an_unknown_code_on_the_command_line_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"unknown rule code 'C11'.*did you mean C101"):
        load(tmp_path, "", overrides=Overrides(select=["C11"]))


@pytest.mark.parametrize(
    ("key", "says"),
    [
        ('prt = "alpha"', "factlint.toml:3: unknown key or scope dimension prt (did you mean part?)"),
        ('part = "beta"', "'beta' is no part of the schema"),
        ('publsher = "x"', "unknown key or scope dimension publsher (did you mean publisher?)"),
        (
            'part = "alhpa"',
            "factlint.toml:3: 'alhpa' is no part of the schema (did you mean alpha?)",
        ),
    ],
)
def test_a_scope_that_no_schema_knows_is_told_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str, says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    concepts = {name: Concept(name, (kind,), (name,)) for name, kind in (("alpha", "thing"), ("beta", "other"))}
    domain = Domain("d", concepts, {}, {"part": ("thing",)})
    settings = load(tmp_path, f'[[collections]]\npaths = ["a"]\n{key}')
    with pytest.raises(ConfigError) as caught:
        check_scope(settings, {"d": domain})
    assert says in str(caught.value)
    check_scope(load(tmp_path, '[[collections]]\npaths = ["a"]\npart = "alpha"'), {"d": domain})
