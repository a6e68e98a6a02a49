from __future__ import annotations

from pathlib import Path

import pytest

from factlint.config import load_settings
from factlint.errors import ConfigError
from factlint.project import Months, Option, Settings
from factlint.rules import RULES

OPTIONS = {
    "O106": (
        Option("max_age", Months(120), "how old"),
        Option("kinds", ("web",), "which"),
        Option("strict", False, "whether"),
        Option("share", 0.5, "how much"),
        Option("pages", 3, "how many"),
        Option("sides", ("left",), "on which", choices=("left", "right")),
    ),
    "C101": (),
}


def load(folder: Path, text: str) -> Settings:
    (folder / "factlint.toml").write_text(text, "utf-8")
    return load_settings([folder], options=OPTIONS)


def test_options_of_each_kind_are_read(tmp_path: Path) -> None:
    settings = load(tmp_path, '[rules.O106]\nmax_age = "2 years"\nkinds = ["a"]\nstrict = true\nshare = 1\npages = 4')
    assert settings.rules == {"O106": {"max_age": 24, "kinds": ("a",), "strict": True, "share": 1.0, "pages": 4}}


def test_a_collection_sets_options_over_those_of_the_project(tmp_path: Path) -> None:
    text = (
        '[rules.O106]\npages = 4\nstrict = true\n[[collections]]\npaths = ["a*"]\n[collections.rules.O106]\npages = 5'
    )
    settings = load(tmp_path, text)
    assert settings.collection("a.md").rules["O106"] == {"pages": 5, "strict": True}
    assert settings.collection("b.md").rules["O106"] == {"pages": 4, "strict": True}


def test_texts_are_taken_from_the_choices_of_an_option(tmp_path: Path) -> None:
    assert load(tmp_path, '[rules.O106]\nsides = ["right", "left"]').rules["O106"] == {"sides": ("right", "left")}
    assert load(tmp_path, "[rules.O106]\nsides = []").rules["O106"] == {"sides": ()}


@pytest.mark.parametrize(
    "text",
    [
        '[rules.O106]\npages = 4\nsides = ["left", "top"]',
        '[[collections]]\npaths = ["a*"]\nrules.O106.sides = ["top"]',
    ],
)
def test_a_text_that_is_no_choice_names_its_line_and_the_choices(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConfigError, match="sides of O106 has 'top', which is none of its choices") as caught:
        load(tmp_path, text)
    assert (caught.value.line, caught.value.remedy) == (3, "use left, right")


def test_every_default_is_among_the_choices() -> None:
    options = [option for rule in RULES for option in rule.info.options if option.choices]
    assert options
    for option in options:
        assert isinstance(option.default, tuple)
        assert set(option.default) <= set(option.choices)


def test_kinds_of_sources_are_held_against_those_there_are(tmp_path: Path) -> None:
    (tmp_path / "factlint.toml").write_text('[rules.O106]\nkinds = ["guidline"]', "utf-8")
    known = {rule.info.code: rule.info.options for rule in RULES}
    with pytest.raises(ConfigError, match="none of its choices") as caught:
        load_settings([tmp_path], options=known)
    assert caught.value.line == 2


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("[rules.O999]\npages = 1", 1, "unknown rule code"),
        ("[rules.O106]\npage = 1", 2, "no option page"),
        ("[rules.C101]\npages = 1", 2, "no options"),
        ('[rules.O106]\nmax_age = "soon"', 2, "wrong kind"),
        ("[rules.O106]\npages = true", 2, "wrong kind"),
        ("[rules.O106]\npages = -1", 2, "wrong kind"),
        ("[rules.O106]\nshare = 2", 2, "wrong kind"),
        ('[rules.O106]\nstrict = "yes"', 2, "wrong kind"),
        ("[rules.O106]\nkinds = [1]", 2, "wrong kind"),
    ],
)
def test_a_wrong_option_names_its_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    with pytest.raises(ConfigError, match=words) as caught:
        load(tmp_path, text)
    assert caught.value.line == line
