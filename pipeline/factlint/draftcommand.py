"""What ``facts --as-reference`` does: a table of agreed facts from what pages agree on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from factlint.output import deliver, destinations
from factlint.request import bar, settings_of, style_of

_FORMATS: Final = ("csv", "yaml")


def draft_reference(paths: Sequence[Path], output: Sequence[str], given: dict[str, Any]) -> None:
    """Writes the rows as CSV, or as YAML where ``-o`` says so."""
    from factlint import run
    from factlint.references import COLUMNS, drafted
    from factlint.render import as_csv, plans

    outputs = destinations(output or ("csv",), _FORMATS)
    settings = settings_of(paths, given)
    with bar(given) as progress:
        result = run.check(settings.sources, settings, jobs=given["jobs"], progress=progress)
    rows = drafted(result, given["pages"])
    texts = {"csv": as_csv.write(COLUMNS, rows), "yaml": plans.as_yaml(rows)}
    deliver(outputs, lambda name, _: texts[name], style_of(given), settings.root)
