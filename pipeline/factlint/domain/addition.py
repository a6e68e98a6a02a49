"""Adds an example to a schema's text where it belongs, and leaves every other character as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

import yaml

from factlint.domain.yamlfile import parse_yaml
from factlint.errors import SchemaError

_EXAMPLES: Final = "examples"
_STEP: Final = 2
_WIDE: Final = 1_000_000
_BREAK: Final = "\n"


class _Piece(NamedTuple):
    """Text to put in, and where."""

    at: int
    text: str


def with_example(text: str, attribute: str, example: Mapping[str, Any], name: str) -> str:
    """``text`` with ``example`` as the last one of ``attribute``.

    Args:
        text: a schema that was checked.
        attribute: the id of one of its attributes.
        example: ``text`` and ``facts``, as plain data.
        name: of the file, for messages.

    Raises:
        SchemaError: the example cannot be put there without changing anything else.
    """
    marked = "\ufeff" if text.startswith("\ufeff") else ""
    body = text.removeprefix("\ufeff")
    piece = _piece(body, attribute, example)
    written = piece.text.replace(_BREAK, "\r\n") if "\r\n" in body else piece.text
    made = body[: piece.at] + written + body[piece.at :]
    try:
        right = _data(made, name) == _wanted(_data(body, name), attribute, example)
    except SchemaError:
        right = False
    if not right:
        remedy = f"add it by hand under the examples of {attribute}: {item(example)}"
        raise SchemaError("an example cannot be added here by the program", remedy=remedy, path=name)
    return marked + made


def item(example: Mapping[str, Any], indent: str = "") -> str:
    """An example as an item of a list in YAML, without the last line's end."""
    lines = [f"{indent}- text: {quoted(str(example['text']))}", f"{indent}  facts: {_flow(example['facts'])}"]
    return _BREAK.join(lines)


def snippet(attribute: str, example: Mapping[str, Any]) -> str:
    """An example as a part of a schema, to be pasted into one."""
    return f"attributes:\n  {attribute}:\n    {_EXAMPLES}:\n{item(example, ' ' * 6)}\n"


def quoted(text: str) -> str:
    """Text in double quotes, as YAML reads it back."""
    return str(yaml.safe_dump(text, default_style='"', allow_unicode=True, width=_WIDE)).strip()


def _flow(facts: Sequence[Mapping[str, Any]]) -> str:
    return str(
        yaml.safe_dump(list(facts), default_flow_style=True, sort_keys=False, allow_unicode=True, width=_WIDE)
    ).strip()


def _data(text: str, name: str) -> Any:
    return parse_yaml(text, name).data


def _wanted(data: Any, attribute: str, example: Mapping[str, Any]) -> Any:
    entry = data["attributes"][attribute]
    facts = parse_yaml(_flow(example["facts"]), "").data
    there = [*(entry.get(_EXAMPLES) or []), {"text": example["text"], "facts": facts}]
    return {**data, "attributes": {**data["attributes"], attribute: {**entry, _EXAMPLES: there}}}


def _piece(text: str, attribute: str, example: Mapping[str, Any]) -> _Piece:
    # The pure loader: its marks count characters, which those of the fast one do not promise.
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    entry = _child(_child(root, "attributes")[1], attribute)[1]
    if _EXAMPLES not in {key.value for key, _ in entry.value}:
        return _new_key(text, entry, example)
    key, there = _child(entry, _EXAMPLES)
    if not isinstance(there, yaml.SequenceNode):
        return _first(text, key, example)
    if there.flow_style:
        return _into_brackets(there, _one_line(example))
    indent = " " * there.start_mark.column
    return _line_after(text, _end(there), item(example, indent))


def _child(node: Any, name: str) -> tuple[Any, Any]:
    return next((key, value) for key, value in node.value if key.value == name)


def _new_key(text: str, entry: Any, example: Mapping[str, Any]) -> _Piece:
    if entry.flow_style:
        return _into_brackets(entry, f"{_EXAMPLES}: [{_one_line(example)}]")
    indent = " " * entry.start_mark.column
    return _line_after(text, _end(entry), f"{indent}{_EXAMPLES}:\n{item(example, indent + ' ' * _STEP)}")


def _first(text: str, key: Any, example: Mapping[str, Any]) -> _Piece:
    """After a key that has nothing under it yet."""
    indent = " " * (key.start_mark.column + _STEP)
    return _line_after(text, key.end_mark.index, item(example, indent))


def _into_brackets(node: Any, written: str) -> _Piece:
    return _Piece(node.end_mark.index - 1, f", {written}" if node.value else written)


def _one_line(example: Mapping[str, Any]) -> str:
    return f"{{text: {quoted(str(example['text']))}, facts: {_flow(example['facts'])}}}"


def _line_after(text: str, at: int, lines: str) -> _Piece:
    """The lines after the one on which position ``at`` is, whatever comment ends it."""
    if at and text[at - 1] == _BREAK:  # what ends a block of text is the line's end itself
        return _Piece(at, f"{lines}\n")
    end = text.find(_BREAK, at)
    return _Piece(len(text), f"\n{lines}\n") if end < 0 else _Piece(end + 1, f"{lines}\n")


def _end(node: Any) -> int:
    """Where the last thing in a node ends; a block's own end is that of the comments after it."""
    last = node
    while not isinstance(last, yaml.ScalarNode) and not last.flow_style and last.value:
        last = last.value[-1][1] if isinstance(last, yaml.MappingNode) else last.value[-1]
    return int(last.end_mark.index)
