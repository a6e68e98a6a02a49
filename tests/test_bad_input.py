"""Whatever is wrong with what the program is given: one message that says where and what to do, and nothing half done.

Faults of the configuration are tested in ``project/test_settings.py``, more faults of schemas in ``domain``.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from factlint.cli import main

PLANTS = "schema: s\nconcepts:\n  plant:\n    rose: {}\n"
TIME = f"{PLANTS}attributes:\n  time:\n    of: [plant]\n    value: duration\n"
SIX = "Isotretinoin is taken for 6 months.\n"
TWELVE = "Isotretinoin is taken for 12 months.\n"


class Said(NamedTuple):
    status: int
    out: str
    err: str


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str) -> Said:
        with pytest.raises(SystemExit) as caught:
            main(arguments)
        assert isinstance(caught.value.code, int)
        return Said(caught.value.code, *capsys.readouterr())

    return command


def write(name: str, content: str | bytes) -> None:
    path = Path(name)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def found(said: Said) -> dict[str, str]:
    """The pages that findings begin on, by code, of output in JSON."""
    return {one["doc"]: one["code"] for one in json.loads(said.out)["findings"]}


SCHEMA_FAULTS = {
    "an unknown key": ("schema: s\nconcpts: {}\n", "2:1: unknown key 'concpts' (did you mean 'concepts'?)"),
    "a duplicate key": (PLANTS + "concepts: {}\n", "5:1: the key 'concepts' stands here a second time (join the two)"),
    "no id": ("title: x\n", "1:1: the key 'schema' is missing (add it)"),
    "not YAML": ("schema: [s\n", "2:1: "),
    "a list": ("- schema\n", "1:1: "),
    "a pattern that cannot be compiled": (
        TIME + "    patterns:\n      - 'lasts {value}'\n      - 'lasts (for {value}'\n",
        "11:9: the pattern 'lasts (for {value}': a bracket is not closed; ')' is missing",
    ),
    "an unknown slot": (
        TIME + "    patterns: ['lasts {valu}']\n",
        "9:16: the pattern 'lasts {valu}': there is no slot {valu}; known are",
    ),
    "a pattern without a value": (
        TIME + "    patterns: ['lasts long']\n",
        "9:16: the pattern 'lasts long' has no {value} (add the slot,",
    ),
    "a cyclic is_a": (
        "schema: s\nconcepts:\n  plant:\n    rose: {is_a: [lily]}\n    lily: {is_a: [shrub]}\n"
        "    shrub: {is_a: rose}\n",
        "4:12: is_a goes round in a circle: rose > lily > shrub > rose (remove one of these)",
    ),
    "an unknown attribute in relations": (
        TIME + "relations:\n  - sum: time = lenght * time\n",
        "10:5: 'lenght' is no attribute (write `total = factor * factor` with attribute ids)",
    ),
    "an unknown kind in scope": (PLANTS + "scope:\n  season: [seson]\n", "6:12: no concept is of kind 'seson'"),
    "a cue that cannot be read": (
        PLANTS + "english:\n  cues:\n    negated:\n      forward: ['no', '(no']\n",
        "8:23: '(no': a bracket is not closed",
    ),
    "a unit with an unknown key": (PLANTS + "units:\n  drop: {dimension: drop, wrds: [drop]}\n", ":6:"),
    "a number that is none": (PLANTS + "english:\n  numbers: {words: {eleventy: many}}\n", ":6:"),
}


@pytest.mark.parametrize(("text", "says"), SCHEMA_FAULTS.values(), ids=list(SCHEMA_FAULTS))
def test_a_fault_of_a_schema_is_told_with_its_line(run: Any, text: str, says: str) -> None:
    write("s.yaml", text)
    said = run("schema", "check", "--schemas", "s.yaml")
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("factlint: s.yaml:")
    assert says in said.err
    assert said.err.count("\n") == 1


def test_every_schema_is_checked_even_where_one_has_a_fault(run: Any) -> None:
    write("bad.yaml", "schema: [\n")
    write("good.yaml", PLANTS)
    said = run("schema", "check", "--schemas", "bad.yaml", "--schemas", "good.yaml")
    assert said == (2, "s: 1 concepts, 0 attributes, no mistakes\n", said.err)
    assert said.err.startswith("factlint: bad.yaml:2:1: ")


@pytest.mark.parametrize("command", [("check",), ("facts",), ("coverage",), ("where", "rose")])
def test_no_command_goes_on_with_a_schema_that_has_a_fault(run: Any, command: tuple[str, ...]) -> None:
    write("pages/a.md", SIX)
    write("s.yaml", TIME + "    patterns: ['lasts {valu}']\n")
    said = run(*command, "pages", "--schemas", "s.yaml", "-o", "csv:out.csv", "-o", "csv")
    assert (said.status, said.out) == (2, "")
    assert "s.yaml:9:16: " in said.err
    assert sorted(path.name for path in Path().iterdir()) == ["pages", "s.yaml"]


def test_two_schemas_of_one_id_are_refused(run: Any) -> None:
    write("a.md", SIX)
    write("s.yaml", PLANTS)
    write("t.yaml", PLANTS)
    said = run("check", "a.md", "--schemas", "s.yaml", "--schemas", "t.yaml")
    assert said == (2, "", "factlint: two schemas have the id 's' (rename one of them)\n")


def test_an_empty_folder_is_no_approval(run: Any) -> None:
    Path("empty").mkdir()
    said = run("check", "empty")
    assert (said.status, said.out) == (2, "")
    assert said.err == "factlint: no page was found in empty (give a file or folder with pages)\n"


@pytest.mark.parametrize("command", ["check", "facts", "coverage"])
def test_a_missing_path_is_named_with_a_remedy(run: Any, command: str) -> None:
    said = run(command, "nowhere", "-o", "json:out.json")
    assert said == (2, "", "factlint: nowhere does not exist (check the path)\n")
    assert list(Path().iterdir()) == []


def test_a_file_of_an_unknown_format_is_named_with_a_remedy(run: Any) -> None:
    write("a.docx", b"PK\x03\x04")
    said = run("check", "a.docx")
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("factlint: a.docx: its format is not known (give files that end in .txt")


UNREADABLE = {
    "binary.txt": (b"words\0\0\x01\x02 and more \0", "it holds NUL bytes"),
    "image.html": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "it is an image"),
    "empty.md": (b"", "the file is empty"),
    "blank.txt": (b" \n\n \n", "the file is empty"),
    "wrong.html": (b"<meta charset=utf-8><p>caf\xe9 for 6 months", "byte 26 (0xe9) does not decode"),
}


def test_a_page_that_cannot_be_read_is_a_finding_and_does_not_stop_the_others(run: Any) -> None:
    for name, (content, _) in UNREADABLE.items():
        write(f"pages/{name}", content)
    write("pages/six.md", SIX)
    write("pages/twelve.md", TWELVE)
    said = run("check", "pages", "-o", "json", "--ignore", "O104")
    assert (said.status, said.err) == (1, "")
    assert found(said) == {**dict.fromkeys(UNREADABLE, "S103"), "six.md": "C101"}
    for name, (_, why) in UNREADABLE.items():
        assert f"{name}:" in (told := run("check", f"pages/{name}", "-o", "concise").out)
        assert why in told


def test_a_link_to_nothing_does_not_stop_the_others(run: Any) -> None:
    write("pages/six.md", SIX)
    write("pages/twelve.md", TWELVE)
    Path("pages/away.md").symlink_to("gone.md")
    assert found(run("check", "pages", "-o", "json", "--ignore", "O104")) == {"away.md": "S103", "six.md": "C101"}


HOSTILE = {
    "deep.html": "<div>" * 20_000 + SIX,
    "long.md": "isotretinoin is taken for " * 20_000,
    "table.md": "|" * 5_000 + "\n" + "|-" * 5_000 + "\n",
    "brackets.txt": "(" * 20_000 + " for 6 months " + ")" * 20_000,
    "numbers.txt": "1" * 20_000 + " months and " + "one hundred " * 5_000,
    "front.md": "---\n" + "a: [" * 2_000 + "\n---\n" + SIX,
    "alias.md": "---\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n---\n" + SIX,
}


def test_hostile_pages_are_read_within_bounds_and_do_not_stop_the_others(tmp_path: Path) -> None:
    pages = {**HOSTILE, "six.md": SIX, "twelve.md": TWELVE}
    for name, text in pages.items():
        (tmp_path / name).write_text(text, "utf-8")
    line = [sys.executable, "-m", "factlint", "check", str(tmp_path), "-o", "json", "--ignore", "O104"]
    done = subprocess.run(line, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1, done.stderr
    assert {name: code for name, code in found(Said(1, done.stdout, "")).items() if code == "C101"}
    assert json.loads(done.stdout)["summary"]["pages"] == len(pages)


def test_output_that_cannot_be_written_is_a_mistake_with_a_remedy(run: Any) -> None:
    write("a.md", SIX)
    Path("taken").mkdir()
    said = run("check", "a.md", "-o", "json:taken")
    assert said.status == 2
    assert said.err.startswith("factlint: taken")
    assert list(Path("taken").iterdir()) == []


def test_the_installed_command_says_the_same(tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text("schema: s\nconcpts: {}\n")
    line = [sys.executable, "-m", "factlint", "schema", "check", "--schemas", "s.yaml"]
    done = subprocess.run(line, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "factlint: s.yaml:2:1: unknown key 'concpts' (did you mean 'concepts'?)\n"
