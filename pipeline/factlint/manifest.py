"""What a run was: program, input, options and outcome, so that it can be repeated and signed for."""

from __future__ import annotations

import hashlib
import platform
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from factlint import git
from factlint.about import version
from factlint.domain import load_domain, packaged_schemas
from factlint.domain.build import LANGUAGE, PREFIX
from factlint.errors import ConfigError
from factlint.result import SEVERITY_RANK

if TYPE_CHECKING:
    from factlint.project import Settings
    from factlint.result import Result

FORMAT: Final = 1
_NAME: Final = re.compile(r"[A-Za-z0-9._-]+")


def manifest(
    result: Result, settings: Settings, options: Mapping[str, object], written: Sequence[Path] = ()
) -> dict[str, Any]:
    """A run as plain data for JSON; the same for the same input and program, whatever the day.

    Args:
        result: of the run.
        settings: of the project.
        options: what the command line said, by name.
        written: files that this run writes, which do not count as changes of the repository.
    """
    files = _files(settings)
    pages = _pages(result, settings.root)
    inputs = [*(path for path in _inputs(settings) if path.is_file()), *(settings.root / doc for doc in pages)]
    return {
        "manifest": FORMAT,
        "program": {"name": "factlint", "version": version()},
        "python": platform.python_version(),
        "libraries": _libraries(),
        "repository": _repository(settings.root, inputs, written),
        "as_of": result.as_of.isoformat(),
        "options": _options(settings, options),
        "schemas": _schemas(settings),
        "files": files,
        "pages": pages,
        "coverage": _coverage(result),
        "findings": _findings(result),
    }


def _schemas(settings: Settings) -> dict[str, str | None]:
    """The digest of every schema, and of the English that all are read with."""
    found = {_relative(name, settings.root): load_domain(name).sha256 for name in settings.every_schema}
    return {**found, PREFIX + LANGUAGE: _sha256(packaged_schemas()[LANGUAGE])}


def _inputs(settings: Settings) -> list[Path]:
    named = [settings.config, settings.baseline, settings.decisions, settings.evidence]
    schemas = (Path(name) for name in settings.every_schema if not name.startswith(PREFIX))
    return [*(path for path in named if path), *settings.references, *schemas]


def _files(settings: Settings) -> dict[str, Any]:
    """The digest of every file but pages and schemas that decides what is found; null for one that is not there."""
    single = {name: getattr(settings, name) for name in ("config", "baseline", "decisions", "evidence")}
    found: dict[str, Any] = {name: _digests([path], settings.root) for name, path in single.items() if path}
    return found | ({"references": _digests(settings.references, settings.root)} if settings.references else {})


def _digests(paths: Iterable[Path], root: Path) -> dict[str, str | None]:
    return {_relative(str(path), root): _sha256(path) for path in paths}


def _pages(result: Result, root: Path) -> dict[str, dict[str, str | None]]:
    rows = zip(*(result.documents[name] for name in ("doc", "sha256", "skipped")), strict=True)
    return {doc: {"sha256": digest or _sha256(root / doc), "not_read": why or None} for doc, digest, why in rows}


def _sha256(path: Path) -> str | None:
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _relative(name: str, root: Path) -> str:
    """A path from the project's folder where it lies in it; the name of a packaged schema as it is."""
    path = Path(name)
    for folder in (root, root.resolve()):
        if path.is_absolute() and path.is_relative_to(folder):
            return path.relative_to(folder).as_posix()
    return name


def _libraries() -> dict[str, str]:
    """The versions of what the program is built on, extras left out."""
    try:
        needed = [each for each in metadata.requires("factlint") or () if "extra ==" not in each]
    except metadata.PackageNotFoundError:
        return {}
    names = [found[0] for each in needed if (found := _NAME.match(each))]
    return {name: metadata.version(name) for name in names}


def _repository(root: Path, inputs: Sequence[Path], written: Sequence[Path]) -> dict[str, Any] | None:
    """The commit, and what differs from it; files that are not tracked count where the run has read them."""
    try:
        top = git.repository(root)
        differing = git.differing(top)
    except ConfigError:
        return None
    own, read = {_real(path) for path in written}, {_real(path) for path in inputs}
    changed = [
        path for path, tracked in differing.items() if _real(path) not in own and (tracked or _real(path) in read)
    ]
    return {
        "commit": git.head(top),
        "dirty": bool(changed),
        "changed_inputs": sorted(_relative(str(path), top) for path in changed if _real(path) in read),
    }


def _real(path: Path) -> Path:
    # Only the folder: a page that is a link is what git knows under its own name.
    return path.absolute().parent.resolve() / path.name


def _options(settings: Settings, given: Mapping[str, object]) -> dict[str, object]:
    """What held, from the configuration or the command line, and what only the command line says."""
    held = {
        "sources": [_relative(str(path), settings.root) or "." for path in settings.sources],
        "schemas": [_relative(name, settings.root) for name in settings.schemas],
        "select": list(settings.select),
        "ignore": list(settings.ignore),
        "fail_on": settings.fail_on,
        "min_confidence": settings.min_confidence,
        "severity": dict(settings.severity),
        "review_months": settings.review_months,
        "exclude": list(settings.exclude),
    }
    return {**held, **given}


def _coverage(result: Result) -> dict[str, int]:
    names = ("sentences", "claim_sentences", "read_sentences", "characters")
    sums = {name: int(result.documents[name].sum()) for name in names}
    not_read = int((result.documents["skipped"] != "").sum())
    return {"pages": len(result.documents), "pages_not_read": not_read, "facts": len(result.facts), **sums}


def _findings(result: Result) -> dict[str, Any]:
    severities, codes = Counter(result.findings["severity"]), Counter(result.findings["code"])
    return {
        "by_severity": {name: severities[name] for name in SEVERITY_RANK},
        "by_code": dict(codes),
        "hidden": dict(result.hidden),
        "assigned": result.summary["assigned"],
        "grown": len(result.grown),
        "passing": len(result.passing),
    }
