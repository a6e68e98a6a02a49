from __future__ import annotations

from pathlib import Path

import pytest

from factlint.config import load_settings
from factlint.errors import ConfigError
from factlint.project import Months, Option, Settings

OPTIONS = {
    "O106": (
        Option("max_age", Months(120), "how old"),
        Option("kinds", ("web",), "which"),
        Option("strict", False, "whether"),
        Option("share", 0.5, "how much"),
        Option("pages", 3, "how many"),
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
