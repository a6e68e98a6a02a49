"""What ``facts --explain`` does: how each sentence was read, on whole pages or on the lines that are named."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factlint.errors import FactlintError
from factlint.output import deliver
from factlint.request import Target, bar, listing_outputs, settings_of, style_of, target_in

if TYPE_CHECKING:
    from factlint.explained import Explained
    from factlint.project import Settings
    from factlint.result import Result


def explain_facts(paths: Sequence[Path], output: Sequence[str], given: dict[str, Any]) -> None:
    """Shows how the sentences of ``paths`` were read; PATH:LINE and PATH:LINE:COLUMN stand for those there."""
    from factlint import run
    from factlint.render.sentences import Explanation, narrowed, render

    targets = [_target(path) for path in paths]
    outputs = listing_outputs(output)
    settings = settings_of([target.path for target in targets], given)
    with bar(given) as progress:
        result, sentences = run.explained(settings.sources, settings, jobs=given["jobs"], progress=progress)
    lines = _lines(targets, settings, result)
    chosen = [one for one in sentences if _is_wanted(one, lines.get(one.doc))]
    empty = [str(target) for doc, own in lines.items() for target in own if not _holds_any(target, doc, chosen)]
    shown = Explanation(narrowed(result, chosen), chosen, empty, bool(lines))
    deliver(outputs, lambda name, options: render(name, shown, options), style_of(given), settings.root)


def _target(path: Path) -> Target:
    # A file may have a name that looks like a place.
    return (None if path.exists() else target_in(str(path))) or Target(path)


def _lines(targets: Sequence[Target], settings: Settings, result: Result) -> dict[str, list[Target]]:
    """The targets that name a line, by page."""
    from factlint import run

    unread = dict(zip(result.documents["doc"], result.documents["skipped"], strict=True))
    lines: dict[str, list[Target]] = {}
    for target in targets:
        doc = run.page_id(target.path, settings.root) or target.path.as_posix()
        if target.line and (why := unread.get(doc, "it is no page")):
            raise FactlintError(f"this was not read: {why}", path=doc, line=target.line)
        if target.line:
            lines.setdefault(doc, []).append(target)
    return lines


def _is_wanted(one: Explained, targets: Sequence[Target] | None) -> bool:
    """Whether a sentence stands where one of ``targets`` is; of a page without any, whether it makes a claim."""
    return one.claims if targets is None else any(_is_on(one, target) for target in targets)


def _is_on(one: Explained, target: Target) -> bool:
    place = one.place
    return target.holds((place.line, place.column), (place.end_line, place.end_column))


def _holds_any(target: Target, doc: str, sentences: Sequence[Explained]) -> bool:
    return any(one.doc == doc and _is_on(one, target) for one in sentences)
