"""What `factlint check` shows at a real terminal."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

pytest.importorskip("pty", reason="there are no pseudo-terminals")

from rich.cells import cell_len

from tests.terminal.pseudo import FACTLINT, at_terminal, plain, surroundings

SIX = "---\nreviewed: 2026-01-01\n---\nIsotretinoin is taken for 6 months.\n"
WIDE = "漢字漢字漢字漢字漢字漢字 and e\u0301"
TWELVE = f"---\nreviewed: 2026-01-01\n---\nIsotretinoin is taken for 12 months after it, {WIDE}.\n"
CHECK = (*FACTLINT, "check", "--as-of", "2026-03-01")
LINK = re.compile(r"\x1b\]8;;([^\x1b]*)\x1b\\")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("site")
    (made / "pages").mkdir()
    (made / "pages" / "a b.md").write_text(SIX, "utf-8")
    (made / "pages" / "c.md").write_text(TWELVE, "utf-8")
    return made


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_lines_keep_to_the_width_of_the_terminal(folder: Path, columns: int) -> None:
    shown = plain(at_terminal(*CHECK, folder=folder, columns=columns))
    lines = [line for line in shown.splitlines() if not line.startswith("Next: ")]
    assert max(map(cell_len, lines)) <= columns
    assert "«taken for 12" in shown
    assert len(lines) < (12 if columns == 200 else 30)


def test_colour_adds_nothing_that_words_do_not_say(folder: Path) -> None:
    colored = at_terminal(*CHECK, folder=folder)
    assert "\x1b[1;31merror\x1b[0m C101" in colored
    assert plain(colored) == at_terminal(*CHECK, "--color", "never", folder=folder)


@pytest.mark.parametrize("own", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"CLICOLOR": "0"}, {"FORCE_COLOR": "0"}])
def test_who_wants_no_colour_gets_none(folder: Path, own: dict[str, str]) -> None:
    assert "\x1b" not in at_terminal(*CHECK, folder=folder, **own)


def test_places_are_links_to_the_files_where_that_is_asked_for(folder: Path) -> None:
    shown = at_terminal(*CHECK, folder=folder, FORCE_HYPERLINK="1")
    assert LINK.findall(shown)[::2] == [f"{folder.as_uri()}/pages/{name}.md" for name in ("a%20b", "c")]
    assert "pages/a b.md:4:17" in plain(shown)


def test_a_terminal_that_is_not_known_to_follow_links_gets_none(folder: Path) -> None:
    assert not LINK.search(at_terminal(*CHECK, folder=folder))
    assert LINK.search(at_terminal(*CHECK, folder=folder, TERM_PROGRAM="WezTerm"))


def test_neither_a_pipe_nor_a_file_gets_links_or_unasked_colour(folder: Path, tmp_path: Path) -> None:
    command = [*CHECK, "-o", "full", "-o", f"full:{tmp_path / 'x'}"]
    own = surroundings(FORCE_HYPERLINK="1", FORCE_COLOR="1", TERM_PROGRAM="WezTerm")
    done = subprocess.run(command, cwd=folder, env=own, capture_output=True, encoding="utf-8", check=False)
    assert "\x1b[1;31m" in done.stdout
    assert not LINK.search(done.stdout)
    assert "\x1b" not in (tmp_path / "x").read_text("utf-8")
    quiet = subprocess.run(CHECK, cwd=folder, env=surroundings(), capture_output=True, encoding="utf-8", check=False)
    assert "\x1b" not in quiet.stdout


def test_no_page_sends_an_order_to_the_terminal(tmp_path: Path) -> None:
    name = "a\x1b]0;own\x07\x1b[31m\nb.md"
    hostile = (
        "Isotretinoin \x1b]8;;http://x.invalid\x1b\\is\x9b2J taken for 6\x1b[31m months.\n\nIt \x07lasts 7 months.\n"
    )
    (tmp_path / name).write_text(hostile, "utf-8")
    (tmp_path / "c.md").write_text(TWELVE, "utf-8")
    shown = at_terminal(*CHECK, "-v", folder=tmp_path, FORCE_HYPERLINK="1")
    ours = re.sub(r"\x1b\[[0-9;]*m|\x1b\]8;;[\x21-\x7e]*\x1b\\", "", shown)
    assert not set(ours) & set("\x1b\x9b\x07\r")
    assert "x.invalid" not in "".join(LINK.findall(shown))


def test_a_bar_tells_pages_in_a_second_and_the_time_left_and_then_goes(tmp_path: Path) -> None:
    program = (
        "import time\nfrom factlint.progress import Bar\n"
        "with Bar(True) as bar:\n    for done in range(31):\n        time.sleep(0.1)\n        bar(done, 40)\n"
        "print('report')"
    )
    shown = at_terminal(FACTLINT[0], "-c", program, folder=tmp_path, columns=100)
    assert re.search(r"reading pages .*\d+/40 \d+ pages/s .*left", plain(shown))
    assert shown.rpartition("\x1b[2K")[2].strip() == "report"


def test_short_runs_quiet_ones_and_pipes_have_no_bar(folder: Path) -> None:
    for option in ("--verbose", "--quiet"):
        assert "reading pages" not in at_terminal(*CHECK, option, folder=folder)
