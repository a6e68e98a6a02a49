"""What a configuration may not say: unknown codes and scope, and things that contradict each other."""

from __future__ import annotations

from collections.abc import Collection as Container
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from factlint.config.file import ConfigFile, shown, suggestion
from factlint.config.model import COLLECTION_KEYS
from factlint.errors import ConfigError

if TYPE_CHECKING:
    from factlint.domain import Domain
    from factlint.project import Settings


def check_file(file: ConfigFile, codes: Container[str]) -> None:
    """Checks what no single key can tell.

    Args:
        file: the configuration.
        codes: every rule code there is; empty accepts any.

    Raises:
        ConfigError: a code is unknown, or two keys contradict each other; with the line.
    """
    _check_codes(file, codes)
    _check_collections(file)


def check_codes(select: Sequence[str], ignore: Sequence[str], codes: Container[str]) -> None:
    """Checks codes given on the command line.

    Raises:
        ConfigError: one is unknown, or both selected and ignored.
    """
    for code in (*select, *ignore):
        if problem := _code_problem(code, codes, prefix=True):
            raise ConfigError(problem[0], remedy=problem[1])
    for code in select:
        if code in ignore:
            raise ConfigError(f"{code} is both selected and ignored", remedy="keep one of them")


def check_scope(settings: Settings, domains: Mapping[str, Domain]) -> None:
    """Checks that each default scope of a collection names a dimension and a concept that fills it.

    Raises:
        ConfigError: one does not; with the line.
    """
    for each in settings.collections:
        for dimension, concept in each.scope.items():
            if problem := _scope_problem(dimension, concept, domains):
                message, remedy = problem
                path = shown(settings.config) if settings.config else None
                raise ConfigError(message, remedy=remedy, path=path, line=each.lines.get(dimension))


def _scope_problem(dimension: str, concept: str, domains: Mapping[str, Domain]) -> tuple[str, str] | None:
    homes = [domain for domain in domains.values() if dimension in domain.dimensions]
    if not homes:
        known = {name for domain in domains.values() for name in domain.dimensions}
        return f"unknown key or scope dimension {dimension}", suggestion(dimension, known | COLLECTION_KEYS)
    fillers = {
        each.id
        for domain in homes
        for each in domain.concepts.values()
        if not set(domain.dimensions[dimension]).isdisjoint(each.kinds)
    }
    if concept in fillers:
        return None
    return f"{concept!r} is no {dimension} of the schema", suggestion(concept, fillers)


def _check_collections(file: ConfigFile) -> None:
    """Two collections of the same pages may add to each other, not contradict each other."""
    seen: dict[tuple[tuple[str, ...], str], object] = {}
    for index, model in enumerate(file.model.collections):
        for key, value in model.model_dump(exclude_unset=True, exclude={"paths", "name"}).items():
            first = seen.setdefault((tuple(sorted(model.paths)), key), value)
            if first != value:
                raise file.error(
                    ("collections", index, key),
                    f"{key} is set twice for the same paths, to {first!r} and to {value!r}",
                    "keep one of them",
                )


def _check_codes(file: ConfigFile, codes: Container[str]) -> None:
    model = file.model
    for key in ("select", "ignore"):
        for index, code in enumerate(getattr(model, key)):
            if problem := _code_problem(code, codes, prefix=True):
                raise file.error((key, index), *problem)
    _check_severity(file, ("severity",), model.severity, codes)
    for index, each in enumerate(model.collections):
        _check_severity(file, ("collections", index, "severity"), each.severity, codes)
    off = {code for code, level in model.severity.items() if level == "off"}
    for code in model.select:
        if code in model.ignore or code in off:
            message = f"{code} is both selected and " + ("ignored" if code in model.ignore else "off")
            raise file.error(("select",), message, "keep one of them")


def _check_severity(
    file: ConfigFile, place: Sequence[str | int], severity: Mapping[str, str], codes: Container[str]
) -> None:
    for code in severity:
        if problem := _code_problem(code, codes, prefix=False):
            raise file.error((*place, code), *problem)


def _code_problem(code: str, codes: Container[str], *, prefix: bool) -> tuple[str, str] | None:
    """Message and remedy for a code that no rule has; None where it is right or nothing is known."""
    if not codes or code in codes or (prefix and code and any(known.startswith(code) for known in codes)):
        return None
    return f"unknown rule code {code!r}", suggestion(code, codes)
