"""Writes docs/rules.md from what the rules say of themselves.

Run ``python docs/make_rules.py`` after a rule has changed; with ``--check`` it only tells whether the page is
current.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from factlint.project import Months, OptionValue
from factlint.rules import RULES, RuleInfo

PAGE = Path(__file__).with_name("rules.md")
_INTRODUCTION = """\
<!-- Made by docs/make_rules.py from the docstrings of pipeline/factlint/rules: edit those, then run it. -->

# Rules

A code says what kind of fault it is: C, pages contradict each other; I, a page contradicts itself; O, it is
out of date; S, its structure or a value is broken; T, its terms. The severity is the default; configuration
changes it for a project or a collection. A rule that goes by the calendar never fails a hook or a run over
changes. `factlint explain CODE` shows the same text.
"""


def rules_page() -> str:
    """The whole page."""
    infos = sorted((rule.info for rule in RULES), key=lambda info: info.code)
    rows = "".join(_row(info) for info in infos)
    table = f"| code | name | severity | calendar | says |\n| --- | --- | --- | --- | --- |\n{rows}"
    return "\n".join([_INTRODUCTION, table, *(_section(info) for info in infos)])


def _row(info: RuleInfo) -> str:
    link = f"[{info.code}](#{info.code.lower()}-{info.name})"
    return f"| {link} | {info.name} | {info.severity} | {'yes' if info.calendar else ''} | {info.says} |\n"


def _section(info: RuleInfo) -> str:
    """A rule's own text one level of headings down."""
    lines = (f"#{line}" if line.startswith("## ") else line for line in info.explanation.strip().splitlines())
    return "\n".join([f"## {info.code} {info.name}", "", *lines, "", *_options(info)])


def _options(info: RuleInfo) -> list[str]:
    """The options of a rule, as a table."""
    if not info.options:
        return []
    rows = [f"| {each.name} | {_written(each.default)} | {each.says} |" for each in info.options]
    table = f"`[tool.factlint.rules.{info.code}]`"
    return ["### Options", "", f"In {table}:", "", "| key | default | what it does |", "| --- | --- | --- |", *rows, ""]


def _written(value: OptionValue) -> str:
    if isinstance(value, Months):
        return f'"{value // 12} years"' if value % 12 == 0 else f'"{value} months"'
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)


def main(arguments: list[str]) -> int:
    """Writes the page, or with ``--check`` returns 1 where it is not current."""
    page = rules_page()
    if arguments == ["--check"]:
        current = PAGE.is_file() and PAGE.read_text("utf-8") == page
        if not current:
            print(f"{PAGE.name} is not what the rules say: run python docs/make_rules.py", file=sys.stderr)
        return 0 if current else 1
    PAGE.write_text(page, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
