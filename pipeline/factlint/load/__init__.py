"""From files on disk to pages: their text, blocks and metadata, each character with its place on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factlint.errors import UnreadableSource
from factlint.load.comments import comments_of
from factlint.load.decode import read_source
from factlint.load.formats import DECLARING, FORMATS
from factlint.load.labels import DateLabels
from factlint.load.language import declared_foreign, foreign, sample
from factlint.load.metadata import stated_jurisdiction, work_out
from factlint.load.sources import find_sources
from factlint.pages import Page
from factlint.spans import Places

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from factlint.load.draft import Draft

__all__ = ["FORMATS", "DateLabels", "find_sources", "load_page"]


def load_page(
    path: Path,
    doc: str,
    configured: Mapping[str, object],
    scope: Mapping[str, str],
    vocabulary: DateLabels,
) -> Page:
    """Reads one source file.

    Args:
        path: the file; its suffix chooses the reader.
        doc: its id, the path from the project root with ``/``.
        configured: documents columns set by configuration; they come before what the page says of itself.
        scope: default scope, dimension to concept id.
        vocabulary: the wording of dates and furniture.

    Returns:
        The page. One in another language, or without a line to read, has ``skipped`` and no blocks.

    Raises:
        UnreadableSource: the file cannot be read as text; with line and remedy.
    """
    if path.is_dir():
        raise UnreadableSource("it is a folder that cannot be read (grant read permission, or exclude it)")
    reader = FORMATS.get(path.suffix.lower())
    if reader is None:
        raise UnreadableSource(f"its format is not known (name it {', '.join(FORMATS)}, or exclude it)")
    source = read_source(path, declares=reader in DECLARING)
    draft = reader(source.text, vocabulary)
    labels = vocabulary.find(draft.prose, draft.blocks, stated_jurisdiction(configured, draft.given))
    meta, problems = work_out(draft, configured, scope, labels, vocabulary)
    skipped = _reason_to_skip(draft, meta.language)
    places = Places(source.text, draft.offsets)
    comments, unplaced = comments_of(draft, source.text) if not skipped else ((), ())
    return Page(
        doc=doc,
        text=draft.text,
        prose=draft.prose,
        blocks=() if skipped else draft.blocks,
        places=places,
        sha256=source.sha256,
        meta=meta,
        labels=labels,
        skipped=skipped,
        problems=draft.problems + problems + unplaced,
        comments=comments,
    )


def _reason_to_skip(draft: Draft, language: str | None) -> str:
    if not draft.blocks:
        return "it has no text to read"
    if declared_foreign(language):
        return f"written in {language}, not read"
    other = "" if language else foreign(sample(draft.prose[block.start : block.end] for block in draft.blocks))
    return f"written in {other}, not read" if other else ""
