"""The command that explains: a rule by its code, a finding by its fingerprint."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

import click

from factlint import completing, options
from factlint.errors import FactlintError
from factlint.output import deliver, destinations, show
from factlint.request import bar, settings_of, style_of

_FINGERPRINT: Final = re.compile(r"[0-9a-f]{6,16}")


@click.command()
@click.argument("code", metavar="CODE|FINGERPRINT", shell_complete=completing.codes_and_fingerprints)
@options.project
@options.output
@options.style
def explain(code: str, paths: tuple[Path, ...], output: tuple[str, ...], **given: Any) -> None:
    """Explain a rule or a finding.

    CODE is that of a rule, or its name: what it says, why it matters, what keeps it quiet. FINGERPRINT is that of a
    finding in PATHS (`factlint check -o json` shows it), or its first 6 digits or more: what was read where and why,
    how it was compared, which side is to be reviewed, and what would end it.

    With -o markdown, html or eml (each may go to a file: -o eml:FILE) it is a letter that sends this finding, and
    nothing else, to somebody who has never heard of the program.
    """
    from factlint.config import suggestion
    from factlint.rules import BY_CODE

    names = {rule.info.name: known for known, rule in BY_CODE.items()}
    known = names.get(code.lower(), code.upper())
    if known in BY_CODE:
        if paths or output:
            raise click.UsageError("PATHS and -o are for a fingerprint: a rule is the same everywhere")
        show(BY_CODE[known].info.explanation.strip() + "\n")
    elif _FINGERPRINT.fullmatch(code.lower()):
        _tell(code.lower(), paths, output, given)
    else:
        remedy = suggestion(known, [*BY_CODE, *names])
        raise FactlintError(f"no rule has the code {code}, and it is no fingerprint", remedy=remedy)


def _tell(fingerprint: str, paths: tuple[Path, ...], output: tuple[str, ...], given: dict[str, Any]) -> None:
    from factlint import run
    from factlint.decisions import read_decisions
    from factlint.render.story import STORY_FORMATS, Told
    from factlint.storytelling import story_of
    from factlint.verdict import verdict

    outputs = destinations(output, STORY_FORMATS)
    settings = settings_of(paths, given)
    decisions = read_decisions(settings)
    with bar(given) as progress:
        result = run.check(settings.sources, settings, decisions=decisions, jobs=given["jobs"], progress=progress)
        story = story_of(fingerprint, result, verdict(result, settings), settings, decisions)
    deliver(
        outputs, lambda name, options: STORY_FORMATS[name](Told(story, result), options), style_of(given), settings.root
    )
