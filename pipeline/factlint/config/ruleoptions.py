"""What configuration sets of the options of rules, held against what each rule declares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from factlint.config.file import ConfigFile, suggestion
from factlint.config.model import parse_months
from factlint.project import Months, Option, OptionValue

if TYPE_CHECKING:
    Known = Mapping[str, Sequence[Option]]


def rule_options(
    file: ConfigFile, given: Mapping[str, Mapping[str, Any]], place: Sequence[str | int], known: Known
) -> dict[str, Mapping[str, OptionValue]]:
    """The options that ``given`` sets, by code.

    Args:
        file: the configuration.
        given: as the file has it.
        place: of ``given`` in the file.
        known: the options of every rule by code.

    Raises:
        ConfigError: a code or an option is unknown, or a value is of the wrong kind or no choice; with the line.
    """
    found: dict[str, Mapping[str, OptionValue]] = {}
    for code, values in given.items():
        if code not in known:
            raise file.error((*place, code), f"unknown rule code {code!r}", suggestion(code, known))
        options = {option.name: option for option in known[code]}
        found[code] = {
            name: _value(file, options, code, name, value, (*place, code, name)) for name, value in values.items()
        }
    return found


def _value(
    file: ConfigFile, options: Mapping[str, Option], code: str, name: str, value: object, place: Sequence[str | int]
) -> OptionValue:
    if name not in options:
        remedy = suggestion(name, options) if options else f"remove it: {code} has no options"
        raise file.error(place, f"{code} has no option {name}", remedy)
    read, example = _read(options[name].default, value)
    if read is None:
        raise file.error(place, f"{name} of {code} is of the wrong kind", f"write for example {name} = {example}")
    _check_choices(file, options[name], code, read, place)
    return read


def _check_choices(file: ConfigFile, option: Option, code: str, read: OptionValue, place: Sequence[str | int]) -> None:
    texts = read if option.choices and isinstance(read, tuple) else ()
    unknown = next((each for each in texts if each not in option.choices), None)
    if unknown is not None:
        message = f"{option.name} of {code} has {unknown!r}, which is none of its choices"
        raise file.error(place, message, f"use {', '.join(option.choices)}")


def _read(default: OptionValue, value: object) -> tuple[OptionValue | None, str]:
    """The value as the option's kind has it, or None; and how it would be written."""
    if isinstance(default, bool):
        return (value if isinstance(value, bool) else None), "true"
    if isinstance(default, Months):
        return _months(value), '"10 years"'
    if isinstance(default, int):
        whole = isinstance(value, int) and not isinstance(value, bool) and value >= 0
        return (value if whole else None), str(default)  # type: ignore[return-value]
    if isinstance(default, float):
        share = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1
        return (float(value) if share else None), str(default)  # type: ignore[arg-type]
    texts = isinstance(value, list) and all(isinstance(each, str) for each in value)
    return (tuple(value) if texts else None), '["one", "two"]'  # type: ignore[arg-type]


def _months(value: object) -> Months | None:
    try:
        return Months(parse_months(value))
    except ValueError:
        return None
